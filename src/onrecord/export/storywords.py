"""Words of reports as a page shows them: with what nobody sees made visible, and marked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from html import escape
from typing import Final

from onrecord.across.brief import Brief
from onrecord.across.words import words_of
from onrecord.model import Span
from onrecord.record.outline import printable

#: Characters of a passage that are shown, and of the words around one.
LONGEST: Final = 700
#: Words in a row that count as shared: one word alone is chance.
RUN: Final = 2
# What has no width joins or parts words that nobody sees joined or parted.
_NO_WIDTH = re.compile("[\u00ad\u061c\u180e\u200b-\u200d\u2060-\u2064\ufeff\U000e0000-\U000e007f]")


def shown(text: str) -> str:
    """``text`` with all that steers it, or has no width, replaced by a visible sign."""
    return _NO_WIDTH.sub("\N{REPLACEMENT CHARACTER}", printable(text))


def safe(text: str) -> str:
    """``shown``, on one line, escaped for HTML."""
    return escape(shown(" ".join(text.split())))


def name_of(brief: Brief) -> str:
    return " ".join((brief.outlet or brief.title or brief.report_id).split())


def day_of(brief: Brief) -> str:
    """The day of publication, or its bounds; empty where it is not known."""
    first, last = brief.published
    if first is None or last is None:
        return ""
    return first if first == last else f"{first} to {last}"


def marked(text: str, span: Span, marks: Iterable[Span]) -> str:
    """A stretch of a report as HTML, with marks around stretches of it; cut where it is long."""
    end = min(span.end, span.start + LONGEST)
    said: list[str] = []
    at = span.start
    for mark in sorted(marks, key=lambda m: (m.start, m.end)):
        start, stop = max(mark.start, at), min(mark.end, end)
        if start < stop:
            said.append(f"{_piece(text[at:start])}<mark>{_piece(text[start:stop])}</mark>")
            at = stop
    said.append(_piece(text[at:end]))
    return "".join(said) + ("…" if end < span.end else "")


def _piece(text: str) -> str:
    """Safe words that keep a space at their ends."""
    return escape(shown(re.sub(r"\s+", " ", text)))


def shared(one: Brief, span: Span, other: Brief, to: Span) -> tuple[list[Span], list[Span]]:
    """The runs of words that stand in both stretches, as spans of each report."""
    left = words_of(one.text, span.start, span.end)
    right = words_of(other.text, to.start, to.end)
    matcher = SequenceMatcher(
        None, [w.folded for w in left], [w.folded for w in right], autojunk=False
    )
    found: tuple[list[Span], list[Span]] = ([], [])
    for block in matcher.get_matching_blocks():
        if block.size >= RUN:
            for words, start, spans in ((left, block.a, found[0]), (right, block.b, found[1])):
                run = words[start : start + block.size]
                spans.append(Span(start=run[0].start, end=run[-1].end))
    return found
