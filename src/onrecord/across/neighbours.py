"""Reports of one story, found by the words that stand for it, and how far two are of one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from heapq import nlargest
from typing import Final

import numpy as np

from onrecord.across.candidates import Ints, Limits, as_features, candidates, feature, gathered
from onrecord.across.compare.statements import ONE_STORY
from onrecord.across.matter import Matter
from onrecord.across.ragged import Floats, Ragged
from onrecord.across.storied import AT_ONCE, Likeness, Stories

#: Which reports are of one story: see ``candidates``; weights are those of story words.
STORIES: Final = Limits(before=12, kept=6, days=31, least=0.0, floor=0.02)
#: Words that a story is looked up by, the weightiest.
LOOKED_UP: Final = 32
#: Pairs of reports of which it is kept how far they are kin.
KEPT_PAIRS: Final = 100_000


def stories(matter: Matter, days: Sequence[int]) -> Ints:
    """Pairs of reports that tell one story as two columns, the earlier first. ``days`` are those
    of the reports, which are numbered in that order."""

    def told(report: int) -> Iterator[tuple[int, float]]:
        words = nlargest(LOOKED_UP, matter.tales.of(report).items(), key=lambda w: (w[1], -w[0]))
        return ((feature(0, word), weight) for word, weight in words)

    pairs = candidates(as_features([gathered(range(len(days)), told)], days), STORIES)[0]
    return pairs[Likeness(matter.tales).of(pairs[:, 0], pairs[:, 1]) >= ONE_STORY]


class Kin:
    """How far reports tell one story, be it through a third that is near to both: of a story that
    goes on for two weeks the first report and the last have few of its words in common. ``pairs``
    are those of ``stories``."""

    def __init__(self, tales: Stories, pairs: Ints) -> None:
        self._direct, self._count = Likeness(tales), len(tales)
        both = np.concatenate([pairs, pairs[:, ::-1]]).astype(np.int64)
        both = both[np.lexsort((both[:, 1], both[:, 0]))]
        self._keys = both[:, 0] * self._count + both[:, 1]
        self._shares = self._direct.of(both[:, 0], both[:, 1])
        #: How many other reports are near to each.
        self.told: Ints = np.bincount(both[:, 0], minlength=self._count).astype(np.int64)
        self._near = Ragged.of(self.told, both[:, 1])
        self.between = lru_cache(maxsize=KEPT_PAIRS)(self._between)

    def of(self, left: Ints, right: Ints) -> Floats:
        """How far pairs of reports tell one story (0 to 1)."""
        pairs, where = np.unique(left * self._count + right, return_inverse=True)
        one, other = pairs // self._count, pairs % self._count
        parts = [
            self._through(one[n : n + AT_ONCE], other[n : n + AT_ONCE])
            for n in range(0, len(pairs), AT_ONCE)
        ]
        through = np.concatenate([np.zeros(0), *parts])
        found: Floats = np.maximum(self._direct.of(one, other), through)[where]
        return found

    def _through(self, left: Ints, right: Ints) -> Floats:
        """The most that a third report has in common with both."""
        found = np.zeros(len(left))
        if not len(self._keys):
            return found
        at, pair = self._near.at(left)
        keys = self._near.values[at] * self._count + right[pair]
        there = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        met = np.flatnonzero(self._keys[there] == keys)
        shares = np.minimum(self._shares[at[met]], self._shares[there[met]])
        np.maximum.at(found, pair[met], shares)
        return found

    def _between(self, left: int, right: int) -> float:
        """The same of two reports."""
        return float(self.of(np.array([left]), np.array([right]))[0])
