"""Items that stand in a passage which two reports share: the same words, so the same items."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from onrecord.across.brief import Brief, report_of
from onrecord.across.packed import column
from onrecord.model import Span
from onrecord.model.case import Copy, Shared

#: Share of an item's characters that must stand in the passage.
COVERED: Final = 0.8
#: How far from where it should be an item may begin, as a share of the passage, and in characters.
SHIFT, SHIFT_LEAST = 0.1, 12

#: An item of a report: its number, and what it spans.
Item = tuple[int, Span]


class Mapped:
    """Maps items over the passages of copies. ``items_of`` gives those of a brief."""

    def __init__(
        self,
        briefs: Sequence[Brief],
        copies: Sequence[Copy],
        items_of: Callable[[int], Sequence[Item]],
    ) -> None:
        self._at: Mapping[str, int] = {
            report: n for n, report in enumerate(column(briefs, report_of))
        }
        self._copies = sorted(copies, key=lambda c: c.id)
        self._items_of = items_of
        self._sorted: dict[int, tuple[list[int], list[Item]]] = {}

    def pairs(self, kind: str) -> Iterator[tuple[int, int, Copy]]:
        """Pairs of items in shared passages of copies of a kind, each item of the earlier report
        with the one that begins nearest to its place in the later one."""
        for copy in self._copies:
            earlier, later = self._at.get(copy.earlier), self._at.get(copy.later)
            if copy.kind != kind or earlier is None or later is None:
                continue
            for passage in copy.passages:
                for a, b in self._through(passage, earlier, later):
                    yield a, b, copy

    def _through(self, passage: Shared, earlier: int, later: int) -> Iterator[tuple[int, int]]:
        scale = len(passage.right) / max(1, len(passage.left))
        room = max(SHIFT_LEAST, SHIFT * len(passage.right))
        there = list(self._inside(later, passage.right))
        taken: set[int] = set()
        for number, span in self._inside(earlier, passage.left):
            start = passage.right.start + (span.start - passage.left.start) * scale
            end = passage.right.start + (span.end - passage.left.start) * scale
            near = [
                (abs(other.start - start) + abs(other.end - end), n)
                for n, other in there
                if n not in taken and abs(other.start - start) + abs(other.end - end) <= 2 * room
            ]
            if near:
                best = min(near)[1]
                taken.add(best)
                yield number, best

    def _inside(self, report: int, passage: Span) -> Iterator[Item]:
        """Items of a report that stand in a passage, nearly whole."""
        if report not in self._sorted:
            ordered = sorted(self._items_of(report), key=lambda i: (i[1].start, i[1].end, i[0]))
            self._sorted[report] = ([span.start for _, span in ordered], ordered)
        starts, items = self._sorted[report]
        slack = len(passage)
        first = bisect_left(starts, passage.start - slack)
        for number, span in items[first : bisect_left(starts, passage.end)]:
            inner = min(span.end, passage.end) - max(span.start, passage.start)
            if inner > 0 and inner >= COVERED * len(span):
                yield number, span
