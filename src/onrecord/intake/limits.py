"""The limits of what is taken in. Messages that refuse something name the limit from here."""

from __future__ import annotations

from typing import Final

#: Bytes of one report. A book has about one million; nothing that is published as news comes near.
MAX_BYTES: Final = 64 * 1024 * 1024
#: Share of control characters above which bytes are held to be no text at all.
MAX_CONTROL_SHARE: Final = 0.05
#: Characters of prose that are shown to the language detector.
MAX_DETECTED: Final = 20_000

# Longest stretch, in characters, that is looked at for each kind of part. They bound the work
# done for a paragraph, whatever its length.
MAX_TITLE: Final = 200
MAX_HEADING: Final = 100
MAX_DATELINE: Final = 120
MAX_BYLINE: Final = 160
MAX_CLOSING: Final = 600
MAX_CREDIT: Final = 160
MAX_CAPTION: Final = 1_200
MAX_METADATA: Final = 300

#: Longest line of a text that is taken to be wrapped by hand.
MAX_WRAP: Final = 110
#: Lines that are looked at to tell whether a text is wrapped.
MAX_SAMPLED_LINES: Final = 2_000
#: Lines at either end of a text that may be bylines or metadata.
MAX_EDGE_LINES: Final = 12
#: Characters repaired at a time where an encoding went wrong.
MAX_REPAIRED: Final = 10_000

# What a web page may ask of the process that parses it.

#: Bytes of a page. The largest that newspapers publish have some two million.
MAX_PAGE_BYTES: Final = 16 * 1024 * 1024
#: Open elements inside one another; beyond 256 libxml2 drops the rest of a page without a word.
MAX_PAGE_DEPTH: Final = 200
#: Attributes of one tag: the parser compares each with all others (20,000 take a second).
MAX_PAGE_ATTRIBUTES: Final = 1_000
#: Seconds of work, seconds of waiting, and bytes of address space for one page.
MAX_PAGE_CPU: Final = 10
MAX_PAGE_SECONDS: Final = 30
MAX_PAGE_MEMORY: Final = 2 * 1024 * 1024 * 1024
#: Share of the visible characters of a page below which its parser must have stopped early, and
#: the characters from which on this is asked.
MIN_PAGE_SHARE: Final = 0.5
MIN_PAGE_COMPARED: Final = 400
#: Lines around the text of a page that are looked at for a byline, a date or a credit.
MAX_PAGE_LINES: Final = 80
#: Pages that one process parses before a new one takes its place, as memory is never quite freed.
MAX_PAGES_A_PROCESS: Final = 2_000


def as_mebibytes(count: int) -> str:
    return f"{count / (1024 * 1024):.0f} MiB"
