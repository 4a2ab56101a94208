"""Words of reports as a page shows them: a stretch of a text, cut where it is long, with the parts
that bear something marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from onrecord.across.brief import Brief
from onrecord.model import Span

#: Characters of a stretch that are shown.
LONGEST: Final = 700
#: Characters before and after what is marked, where its sentence does not hold it.
BESIDE: Final = 160

#: *content*: what is told; *span*: the words that two sides differ in.
Role = Literal["", "content", "span"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Words that bear one thing, or nothing ("")."""

    text: str
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Words of a report. ``start`` and ``end`` are the characters of what is marked in it, or of
    all of it; ``before`` and ``after`` tell that its paragraph goes on there."""

    report_id: str
    language: str
    start: int
    end: int
    runs: tuple[Run, ...]
    before: bool
    after: bool


def stretch(brief: Brief, around: Span, marks: Mapping[Role, Sequence[Span]]) -> Stretch:
    """A stretch of a report with marks; a later role lies over those before it. It is cut so that
    the first mark is seen."""
    spans = [span for found in marks.values() for span in found]
    start, end = around.start, min(around.end, len(brief.text))
    first = min((s.start for s in spans), default=start)
    last = max((s.end for s in spans), default=end)
    if end - start > LONGEST:
        start = max(start, min(first - BESIDE, end - LONGEST))
        end = min(end, start + LONGEST)
    return Stretch(
        report_id=brief.report_id,
        language=brief.language,
        start=first,
        end=last,
        runs=tuple(_runs(brief.text, start, end, marks)),
        before=start > around.start,
        after=end < around.end,
    )


def near(brief: Brief, span: Span) -> Span:
    """The words around a stretch: its paragraph where that is short, else so much of it."""
    text = brief.text
    above = text.rfind("\n", 0, span.start) + 1
    below = text.find("\n", span.end)
    below = len(text) if below < 0 else below
    start, end = max(above, span.start - BESIDE), min(below, span.end + BESIDE)
    # No word is cut in two.
    while above < start and not text[start - 1].isspace():
        start -= 1
    while end < below and not text[end].isspace():
        end += 1
    return Span(start=start, end=end)


def _runs(text: str, start: int, end: int, marks: Mapping[Role, Sequence[Span]]) -> Sequence[Run]:
    roles: list[Role] = [""] * max(0, end - start)
    for role, spans in marks.items():
        for span in spans:
            for at in range(max(span.start, start), min(span.end, end)):
                roles[at - start] = role
    found: list[Run] = []
    begin = 0
    for at in range(1, len(roles) + 1):
        if at == len(roles) or roles[at] != roles[begin]:
            found.append(Run(text=_flowing(text[start + begin : start + at]), role=roles[begin]))
            begin = at
    return found


def _flowing(text: str) -> str:
    """A line's end is a space: stretches are shown on lines of their own making."""
    return text.replace("\r", " ").replace("\n", " ")
