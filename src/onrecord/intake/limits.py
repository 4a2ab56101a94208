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


def as_mebibytes(count: int) -> str:
    return f"{count / (1024 * 1024):.0f} MiB"
