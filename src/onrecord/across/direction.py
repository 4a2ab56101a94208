"""Which of two reports that share passages is the earlier one, and what tells so.

Dates tell first: a credit may name an outlet whose report stands in the pile in a later version.
Then a credit, then containment. Where nothing tells, an order by name keeps results equal, and
``because`` says that it is none of time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from onrecord.across.brief import Bearing, Brief
from onrecord.across.words import words_of

Told = Literal["dates", "credit", "containment", "name"]

#: Share of a report's words that must stand in passages for it to be a cut of the other.
CONTAINED: Final = 0.85
#: How many times longer the other must be.
LONGER: Final = 1.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Direction:
    """``swapped``: the right report is the earlier one."""

    swapped: bool
    told: Told
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A report with its number of words, and the share of them that stand in passages."""

    brief: Brief
    words: int
    share: float


def direction(left: Side, right: Side) -> Direction:
    """Which of two reports is earlier."""
    a, b = left.brief, right.brief
    forth, back = list(_credits(b, a)), list(_credits(a, b))
    named = [*forth, *back]
    for swapped, one, other in ((False, a, b), (True, b, a)):
        if one.published[1] and other.published[0] and one.published[1] < other.published[0]:
            says = f"published {_day(one)}, before {_day(other)}"
            return Direction(swapped=swapped, told="dates", because="; ".join([says, *named]))
    if bool(forth) != bool(back):
        return Direction(swapped=bool(back), told="credit", because="; ".join(named))
    for swapped, whole, cut in ((False, left, right), (True, right, left)):
        if cut.share >= CONTAINED and whole.words >= LONGER * cut.words:
            says = (
                f"{cut.share:.0%} of the words of {cut.brief.report_id} stand in"
                f" {whole.brief.report_id}, which holds more: it may be cut from it"
            )
            because = "; ".join([says, *named])
            return Direction(swapped=swapped, told="containment", because=because)
    says = "which came first cannot be told; the order is that of names"
    because = "; ".join([says, *named])
    return Direction(swapped=b.report_id < a.report_id, told="name", because=because)


def _day(brief: Brief) -> str:
    first, last = brief.published
    return f"{first}" if first == last else f"{first} to {last}"


def _credits(brief: Brief, other: Brief) -> Iterator[str]:
    """In words, where a report names the other's outlet as its source, each name once."""
    names = [own for own in other.around if own.kind == "own"]
    keys = {own.key for own in names if own.key}
    folded = {_folded(own.name) for own in names} | {_folded(other.outlet or "")}
    folded.discard(())
    own = {_folded(b.name) for b in brief.around if b.kind == "own"} | {_folded(brief.outlet or "")}
    seen: set[str] = set()
    for bearing in _borne(brief):
        name = _folded(bearing.name)
        if name in own or bearing.name in seen:
            continue
        if bearing.key in keys or name in folded:
            seen.add(bearing.name)
            yield f"{brief.report_id} credits {bearing.name}"


def _borne(brief: Brief) -> Iterator[Bearing]:
    yield from (b for b in brief.around if b.kind != "own")
    for telling in brief.tellings:
        yield from (b for b in telling.bearings if b.kind in {"agency", "outlet"})


def _folded(name: str) -> tuple[str, ...]:
    return tuple(word.folded for word in words_of(name))
