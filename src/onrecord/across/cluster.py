"""Items into groups: what is most alike first, never what must stay apart.

Average linkage over the pairs that were compared: two clusters join when the mean score of the
pairs between them that were looked at is high enough. A cluster that was compared in many places
costs no more than its pairs: the larger table takes up the smaller, so n pairs take n log n.
Numbers of items stand for an order that does not depend on that of the input.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from itertools import chain
from typing import Final

import numpy as np

#: A pair: two numbers of items, and its score (0 to 1).
Pair = tuple[int, int, float]
#: Mean score from which on two clusters are one.
JOINS: Final = 0.5
#: Score from which on a pair is one thing twice, as copies are: of both one alone is compared.
TWICE: Final = 0.999


@dataclass(slots=True)
class _Cluster:
    """``beside``: per neighbouring cluster the sum of the scores between them and their number;
    ``units``: how many members there are that are not one thing twice."""

    members: list[int]
    units: int = 1
    beside: dict[int, tuple[float, int]] = field(default_factory=dict)
    apart: set[int] = field(default_factory=set)


def clusters(
    count: int,
    pairs: Iterable[Pair],
    *,
    together: Iterable[tuple[int, int]] = (),
    apart: Iterable[tuple[int, int]] = (),
    joins: float = JOINS,
    looked: float = 0.0,
) -> list[tuple[int, ...]]:
    """The clusters of ``count`` items, by their first members, members in order.

    ``together`` are one whatever their score (transitively), ``apart`` never; where the two
    contradict each other, ``together`` holds. Pairs that nobody compared say nothing, unless they
    are more than may be: of the pairs between two clusters the share ``looked`` at least is
    counted, those that nobody compared with a score of 0. So a few alike pairs do not draw many
    items into one.
    """
    left, right, scores = array("q"), array("q"), array("d")
    for one, other, score in pairs:
        left.append(one)
        right.append(other)
        scores.append(score)
    together = list(together)
    # What no pair connects never meets: one part after the other takes little room.
    part = first_of(count, chain(together, zip(left, right, strict=True)))
    cluster_of = first_of(count, together) if together else range(count)
    held: dict[int, list[tuple[int, int]]] = {}
    for one, other in apart:
        if part[one] == part[other]:
            held.setdefault(part[one], []).append((one, other))
    members: dict[int, list[int]] = {}
    for item in range(count):
        if part[item] != item:
            members.setdefault(part[item], [part[item]]).append(item)
    found: list[tuple[int, ...]] = [
        (item,) for item in range(count) if part[item] == item and item not in members
    ]
    by_part = _Sorted(part, left, right, scores)
    for number in sorted(members):
        rows, kept_apart = by_part.pairs(number), held.get(number, ())
        found += _Clusters(members[number], cluster_of, rows, kept_apart, joins, looked).found()
    return sorted(found)


class _Sorted:
    """Pairs by the part of the items that they are in, in order within each."""

    def __init__(
        self,
        part: Sequence[int],
        left: Sequence[int],
        right: Sequence[int],
        scores: Sequence[float],
    ) -> None:
        columns = np.array(left), np.array(right), np.array(scores)
        parts = np.array(part, dtype=np.int64)[columns[0].astype(np.int64)]
        order = np.lexsort((columns[2], columns[1], columns[0], parts))
        self._parts = parts[order]
        self._columns = [column[order] for column in columns]

    def pairs(self, part: int) -> Iterable[Pair]:
        start, end = np.searchsorted(self._parts, [part, part + 1]).tolist()
        return zip(*(column[start:end].tolist() for column in self._columns), strict=True)


class _Clusters:
    """The clusters of some items, of which none is connected with any other."""

    def __init__(
        self,
        items: Iterable[int],
        cluster_of: Sequence[int],
        pairs: Iterable[Pair],
        apart: Iterable[tuple[int, int]],
        joins: float,
        looked: float = 0.0,
    ) -> None:
        self.joins, self.looked = joins, looked
        self.clusters: dict[int, _Cluster] = {}
        for item in items:
            self.clusters.setdefault(cluster_of[item], _Cluster([])).members.append(item)
        for a, b in apart:
            one, other = cluster_of[a], cluster_of[b]
            if one != other:
                self.clusters[one].apart.add(other)
                self.clusters[other].apart.add(one)
        for a, b, score in pairs:
            one, other = cluster_of[a], cluster_of[b]
            if one != other:
                self._add(one, other, score, 1)

    def _add(self, one: int, other: int, score: float, number: int) -> None:
        for here, there in ((one, other), (other, one)):
            beside = self.clusters[here].beside
            total, before = beside.get(there, (0.0, 0))
            beside[there] = (total + score, before + number)

    def _mean(self, one: int, other: int) -> float:
        """How alike two clusters are."""
        here, there = self.clusters[one], self.clusters[other]
        total, number = here.beside[other]
        return total / max(number, self.looked * here.units * there.units)

    def found(self) -> list[tuple[int, ...]]:
        heap = [
            (-mean, one, other)
            for one, cluster in self.clusters.items()
            for other in cluster.beside
            if one < other and (mean := self._mean(one, other)) >= self.joins
        ]
        heapify(heap)
        while heap:
            score, one, other = heappop(heap)
            if not self._may_join(one, other):
                continue
            mean = self._mean(one, other)
            if -mean != score:
                # It was put in before one of them grew; a later one may be on its way as well.
                if -score > mean >= self.joins:
                    heappush(heap, (-mean, one, other))
            else:
                for again in self._join(one, other):
                    heappush(heap, again)
        return sorted(tuple(sorted(c.members)) for c in self.clusters.values())

    def _may_join(self, one: int, other: int) -> bool:
        """Whether both clusters are still there, and need not stay apart."""
        cluster = self.clusters.get(one)
        return cluster is not None and other in cluster.beside and other not in cluster.apart

    def _join(self, one: int, other: int) -> Iterable[tuple[float, int, int]]:
        """Joins two clusters; yields the pairs whose mean has changed."""
        sizes = [len(self.clusters[n].beside) for n in (one, other)]
        kept, gone = (one, other) if sizes[0] >= sizes[1] else (other, one)
        twice = self._mean(one, other) >= TWICE
        taker, taken = self.clusters[kept], self.clusters.pop(gone)
        taker.members += taken.members
        taker.units = max(taker.units, taken.units) if twice else taker.units + taken.units
        taker.beside.pop(gone, None)
        taken.beside.pop(kept, None)
        for far in sorted(taken.apart):
            self.clusters[far].apart.discard(gone)
            self.clusters[far].apart.add(kept)
        taker.apart |= taken.apart
        changed = []
        for far, (total, number) in taken.beside.items():
            self.clusters[far].beside.pop(gone, None)
            self._add(kept, far, total, number)
            mean = self._mean(kept, far)
            if mean >= self.joins:
                changed.append((-mean, min(kept, far), max(kept, far)))
        return changed


def first_of(count: int, together: Iterable[tuple[int, int]]) -> Sequence[int]:
    """For each item the first of those that it must be with."""
    first = list(range(count))

    def root(item: int) -> int:
        while first[item] != item:
            first[item] = first[first[item]]
            item = first[item]
        return item

    for a, b in together:
        one, other = sorted((root(a), root(b)))
        first[other] = one
    return [root(item) for item in range(count)]
