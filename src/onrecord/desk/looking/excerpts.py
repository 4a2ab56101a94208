"""The exact words that bear something, with what stands around them and where that is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from onrecord.across.brief import Brief
from onrecord.desk.room import Look
from onrecord.model import Span

#: Characters of the sentence that are shown before and behind the words.
AROUND: Final = 140


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """``words`` stand in a report at ``start`` to ``end``, between ``before`` and ``after``;
    ``cut_before`` and ``cut_after`` tell that the sentence goes on. ``item`` is the id of what they
    bear, empty where it is none; ``called`` the report's outlet, or what else it is known by."""

    report_id: str
    item: str
    called: str
    published: str | None
    language: str
    before: str
    words: str
    after: str
    start: int
    end: int
    cut_before: bool
    cut_after: bool


def excerpt(
    look: Look, brief: Brief, span: Span, item: str = "", sentence: Span | None = None
) -> Excerpt:
    """The words of a span in their sentence; the one that a telling stands in, unless given."""
    around = sentence or _sentence(brief, span)
    low, high = max(around.start, span.start - AROUND), min(around.end, span.end + AROUND)
    if low > around.start:
        low = _next_gap(brief.text, low, span.start)
    if high < around.end:
        high = _last_gap(brief.text, high, span.end)
    return Excerpt(
        report_id=brief.report_id,
        item=item,
        called=brief.outlet or brief.title or _given(look, brief.report_id),
        published=brief.published[0],
        language=brief.language,
        before=brief.text[low : span.start],
        words=span.of(brief.text),
        after=brief.text[span.end : high],
        start=span.start,
        end=span.end,
        cut_before=low > around.start,
        cut_after=high < around.end,
    )


def _given(look: Look, report_id: str) -> str:
    """The name under which a report was given, without its folders."""
    return look.pile.names.get(report_id, report_id).rpartition("/")[2]


def _sentence(brief: Brief, span: Span) -> Span:
    """The shortest sentence or paragraph that holds a span."""
    holding: Iterable[Span] = (t.sentence for t in brief.tellings if t.sentence.covers(span))
    found = min(holding, key=len, default=None)
    if found is None:
        found = min(
            (p for p in (*brief.prose, *brief.titles) if p.covers(span)), key=len, default=None
        )
    return found or span


def _next_gap(text: str, start: int, end: int) -> int:
    """Where the next word begins, so that none is cut."""
    at = text.find(" ", start, end)
    return start if at < 0 else at + 1


def _last_gap(text: str, start: int, end: int) -> int:
    at = text.rfind(" ", end, start)
    return start if at < 0 else at
