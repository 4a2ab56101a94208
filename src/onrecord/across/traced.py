"""The statements and the events of a pile traced side by side.

Both are asked of the same reports, and groups of either stand in the order of their first reports:
taken a few at a time by turns, what of a report was read for one is at hand for the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from onrecord.across.origins import Sides, Tracing
from onrecord.across.packed import Block, Packed, held_packed, pack
from onrecord.across.spread import HERE, Spread
from onrecord.across.timeline import Events, by_time, in_time
from onrecord.model.case import Happening, StatementOrigins

#: Groups that are traced before it is the turn of the other kind: those of some hundred reports,
#: which all are at hand.
TURN: Final = 4096


def traced(
    tracing: Tracing, sides: Sides, spread: Spread = HERE
) -> tuple[Sequence[StatementOrigins], Sequence[Happening]]:
    """As ``Tracing.statements`` and ``timeline.happenings``."""
    events = Events(tracing)
    places = {"statement": [0, 0], "event": [0, 0]}
    for number, group in enumerate(tracing.groups):
        if group.kind in places:
            first, end = places[group.kind]
            places[group.kind] = [first if end else number, number + 1]
    ranges = (*places.values(), [0, len(events.reports)])
    count = len(tracing.groups) + len(events.reports)

    def turns(start: int, end: int) -> Iterator[list[tuple[int, ...]]]:
        """The stretch of statements, of events and of reports that are as far in theirs."""
        for bounds in pairwise([*range(start, end, TURN), end]):
            yield [
                tuple(first + (last - first) * at // count for at in bounds)
                for first, last in ranges
            ]

    def work(start: int, end: int) -> tuple[list[Block], list[Block]]:
        statements: Packed[StatementOrigins] = Packed(StatementOrigins)
        happenings: list[Happening] = []
        for told, grouped, alone in turns(start, end):
            for one in tracing.of_groups(tracing.groups[slice(*told)], sides):
                statements.append(one)
            happenings += events.of_groups(tracing.groups[slice(*grouped)])
            happenings += events.of_reports(events.reports[slice(*alone)])
        return statements.blocks(), pack(Happening, sorted(happenings, key=by_time))

    parts = list(spread.of(work, count))
    return (
        held_packed(StatementOrigins, (blocks for blocks, _ in parts)),
        in_time([blocks for _, blocks in parts]),
    )
