"""Passages that stand in two reports: in the margin of one, and side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from onrecord.across.brief import Brief
from onrecord.across.findings import dated
from onrecord.casebook import Listed
from onrecord.desk.looking.layers import Block, Layer, Piece, blocks, layered
from onrecord.desk.room import Look
from onrecord.errors import CasebookError
from onrecord.model import Copy, Report, Span

#: Copies of one report that are looked up, those it took its words from first, and that are listed.
MOST: Final = 12
MOST_LISTED: Final = 50
#: Passages that are marked of one copy.
MOST_PASSAGES: Final = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """A report in short."""

    id: str
    outlet: str | None
    title: str | None
    published: str | None
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """Another report with which a report shares passages; ``earlier`` where that one was first.
    ``number`` is the twin's place in the list of the page."""

    number: int
    id: str
    kind: str
    report: Other
    earlier: bool
    share: float
    because: str
    passages: tuple[tuple[Span, Span], ...]


def other(brief: Brief) -> Other:
    """A report in short."""
    return Other(
        id=brief.report_id,
        outlet=brief.outlet,
        title=brief.title,
        published=dated(brief),
        language=brief.language,
    )


def twins(look: Look, report_id: str, found: Sequence[Listed]) -> tuple[tuple[Twin, ...], int]:
    """The reports with which one shares passages, and how many more there are."""
    copies = [one for one in found if one.kind == "copy"]
    made: list[tuple[Copy, bool]] = []
    for listed in copies[:MOST_LISTED]:
        kept = look.kept(Copy, listed.id)
        if kept is not None:
            made.append((kept[0], kept[0].later == report_id))
    made.sort(key=lambda one: (not one[1], -one[0].share, one[0].id))
    shown = []
    for number, (copy, later) in enumerate(made[:MOST], start=1):
        brief = look.pile.briefs.get(copy.earlier if later else copy.later)
        if brief is None:
            continue
        pairs = copy.passages[:MOST_PASSAGES]
        shown.append(
            Twin(
                number=number,
                id=copy.id,
                kind=copy.kind,
                report=other(brief),
                earlier=later,
                share=copy.share,
                because=copy.because,
                passages=tuple((p.right, p.left) if later else (p.left, p.right) for p in pairs),
            )
        )
    return tuple(shown), len(copies) - len(shown)


def twin_layers(found: Iterable[Twin]) -> Iterator[Layer]:
    """The layers of the passages of a report that stand in another one, too."""
    for twin in found:
        for here, _ in twin.passages:
            yield Layer(
                start=here.start,
                end=here.end,
                look="copied" if twin.earlier else "copied on",
                item=f"twin-{twin.number}",
                anchor=f"i-twin-{twin.number}-{here.start}",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class SideOf:
    """One of two reports: its text, with the passages marked and numbered."""

    report: Other
    blocks: tuple[tuple[Block, list[Piece]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SideBySide:
    """Two reports that share passages. ``passages`` are the stretches of both, numbered from 1 as
    they stand in the earlier one."""

    id: str
    kind: str
    earlier: SideOf
    later: SideOf
    passages: tuple[tuple[Span, Span], ...]
    left_out: int
    share: float
    score: float
    direction_from: str
    because: str


def side_by_side(look: Look, identity: str) -> SideBySide | None:
    """Two reports side by side; None where there is no such copy."""
    kept = look.kept(Copy, identity)
    if kept is None:
        return None
    copy = kept[0]
    ordered = sorted(copy.passages, key=lambda p: (p.left.start, p.right.start))
    shown = ordered[:MOST_PASSAGES]
    try:
        return SideBySide(
            id=copy.id,
            kind=copy.kind,
            earlier=_side(look, copy.earlier, [p.left for p in shown]),
            later=_side(look, copy.later, [p.right for p in shown]),
            passages=tuple((p.left, p.right) for p in shown),
            left_out=len(ordered) - len(shown),
            share=copy.share,
            score=copy.score,
            direction_from=copy.direction_from,
            because=copy.because,
        )
    except CasebookError:
        return None


def _side(look: Look, report_id: str, spans: Sequence[Span]) -> SideOf:
    report: Report = look.record(report_id).report
    layers = [
        Layer(start=s.start, end=s.end, look="shared", item=str(number), anchor=str(number))
        for number, s in enumerate(spans, start=1)
    ]
    found = [b for b in blocks(report.text, report.parts) if b.kind != "metadata"]
    return SideOf(
        report=other(look.brief(report_id)),
        blocks=tuple(layered(report.text, found, layers)),
    )
