"""Tellings of one story that mean alike, whatever words they share.

Reports of one story are found by the words that stand for it; then each telling of the later report
looks for those of the earlier one that mean most alike. No telling is looked for outside a story,
where what means alike is said of another matter.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import nlargest
from math import sqrt
from typing import Final

import numpy as np
from numpy.typing import NDArray

from onrecord.across.candidates import (
    Ints,
    Limits,
    as_features,
    as_pairs,
    candidates,
    feature,
    gathered,
)
from onrecord.across.compare.statements import ONE_STORY
from onrecord.across.matter import Matter
from onrecord.across.meaning import Meant

#: Which reports are of one story: see ``candidates``; weights are those of story words.
STORIES: Final = Limits(before=12, kept=6, days=31, least=0.0, floor=0.02)
#: Words that a story is looked up by, the weightiest.
LOOKED_UP: Final = 32
#: How far two tellings mean alike at least, and tellings of one report that are compared with one
#: of another on that ground.
LEAST, KEPT = 0.05, 2
#: Tellings of all earlier reports of its stories that one is compared with on that ground: in a
#: large pile a report is taken to be of several stories, and each of them has something alike.
OF_ALL: Final = 8
#: Reports whose tellings are kept at hand.
KEPT_REPORTS: Final = 2048


@dataclass(frozen=True, slots=True, eq=False)
class _Tellings:
    """Tellings of a report by their numbers, and by what they may be one with."""

    meant: Mapping[int, Meant]
    by_id: Mapping[str, Sequence[int]]


def stories(matter: Matter, days: Sequence[int]) -> Ints:
    """Pairs of reports that tell one story as two columns, the earlier first. ``days`` are those
    of the reports, which are numbered in that order."""

    def told(report: int) -> Iterator[tuple[int, float]]:
        words = nlargest(LOOKED_UP, matter.tales.of(report).items(), key=lambda w: (w[1], -w[0]))
        return ((feature(0, word), weight) for word, weight in words)

    pairs = candidates(as_features([gathered(range(len(days)), told)], days), STORIES)[0]
    one_story = [matter.tale(left, right) >= ONE_STORY for left, right in pairs.tolist()]
    return pairs[np.array(one_story, np.bool_)]


def alike_in_stories(
    pairs: Iterable[tuple[int, int]],
    tellings: Callable[[int], Iterable[int]],
    meant: Callable[[int], Meant],
) -> Iterator[tuple[int, int, float]]:
    """Pairs of tellings, by their numbers, of pairs of reports, and how far they mean alike.
    ``tellings`` gives those of a report that are looked at, ``meant`` what one means."""

    @lru_cache(maxsize=KEPT_REPORTS)
    def of(report: int) -> _Tellings:
        told = {number: meant(number) for number in tellings(report)}
        by_id: dict[str, list[int]] = defaultdict(list)
        for number, one in told.items():
            for name in sorted(one.ids):
                by_id[name].append(number)
        return _Tellings(told, by_id)

    for earlier, later in pairs:
        there = of(earlier)
        for number, one in of(later).meant.items():
            for other, share in _likest(one, there):
                yield other, number, share


#: Pairs of tellings, and how far each means alike.
Likeness = tuple[Ints, NDArray[np.float32]]


def likest(found: Iterable[Likeness]) -> Likeness:
    """Of the pairs of each later telling the ``OF_ALL`` that mean most alike, whatever reports they
    are of; of pairs as like the earlier ones. The likest of parts are those of the whole."""
    parts = list(found)
    pairs = np.concatenate([as_pairs(()), *(part[0] for part in parts)])
    share = np.concatenate([np.zeros(0, np.float32), *(part[1] for part in parts)])
    order = np.lexsort((pairs[:, 0], -share, pairs[:, 1]))
    later = pairs[order, 1]
    first = np.flatnonzero(np.diff(later, prepend=-1))
    rank = np.arange(len(order)) - np.repeat(first, np.diff(np.append(first, len(order))))
    kept = order[rank < OF_ALL]
    return pairs[kept], share[kept]


def in_columns(found: Iterable[tuple[int, int, float]]) -> Likeness:
    """Pairs with their likeness as they are kept."""
    pairs, share = array("q"), array("f")
    for earlier, later, one in found:
        pairs.append(earlier)
        pairs.append(later)
        share.append(one)
    return np.array(pairs, np.int64).reshape(-1, 2), np.array(share, np.float32)


def _likest(one: Meant, there: _Tellings) -> Iterable[tuple[int, float]]:
    """The tellings of a report that have most of what this one means, for their length."""
    shared: dict[int, float] = defaultdict(float)
    for part, weight in zip(one.parts, one.weights, strict=True):
        for number in {n for name in part.ids for n in there.by_id.get(name, ())}:
            shared[number] += weight
    alike = (
        (weight / sqrt(one.weight * there.meant[number].weight), -number)
        for number, weight in shared.items()
    )
    return [(-n, share) for share, n in nlargest(KEPT, alike) if share >= LEAST]
