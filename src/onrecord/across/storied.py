"""The words that stand for the story of each report of a pile, and how far two stories are one."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from functools import lru_cache
from math import fsum, sqrt
from typing import Final

import numpy as np

from onrecord.across.ragged import NONE, Floats, Held, Ints, Ragged

#: Reports whose words are kept at hand.
KEPT_REPORTS = 2048
#: Pairs of reports whose stories were compared, kept at hand.
KEPT_PAIRS = 100_000
#: Pairs of reports that are looked at together.
AT_ONCE: Final = 4096


class Stories:
    """The weightiest words of reports, by their numbers in the order in which they are added; the
    squares of a report's weights make up 1."""

    def __init__(self, words: int) -> None:
        self._words = words
        self._ids, self._weights, self._ends = array("I"), array("f"), array("q", [0])
        self.of = lru_cache(maxsize=KEPT_REPORTS)(self._of)
        self.alike = lru_cache(maxsize=KEPT_PAIRS)(self._alike)

    def add(self, weights: Iterable[tuple[int, float]]) -> None:
        """Adds the next report: its words, and what each weighs."""
        weighed = sorted((-weight, word) for word, weight in weights)[: self._words]
        length = sqrt(sum(weight * weight for weight, _ in weighed)) or 1.0
        kept = sorted((word, -weight / length) for weight, word in weighed)
        self._ids.extend([word for word, _ in kept])
        self._weights.extend([weight for _, weight in kept])
        self._ends.append(len(self._ids))

    def words(self, report: int) -> list[int]:
        """The words that stand for a report's story."""
        return self._ids[self._ends[report] : self._ends[report + 1]].tolist()

    def _of(self, report: int) -> Mapping[int, float]:
        """The same with what each weighs."""
        here = slice(self._ends[report], self._ends[report + 1])
        return dict(zip(self._ids[here], self._weights[here], strict=True))

    def _alike(self, left: int, right: int) -> float:
        """How far two reports tell one story (0 to 1): the cosine of their words."""
        one, other = self.of(left), self.of(right)
        return fsum([one[n] * other[n] for n in one.keys() & other.keys()])

    def columns(self) -> tuple[Ragged, Floats]:
        """The words of all reports, and what each weighs."""
        ids = Ragged(np.array(self._ends, np.uint32), np.array(self._ids, np.int64))
        return ids, np.array(self._weights, np.float64)


class Likeness:
    """How far reports tell one story, for many pairs at once: see ``Stories.alike``."""

    def __init__(self, stories: Stories) -> None:
        self._words, self._weights = stories.columns()
        self._count = len(self._words)

    def of(self, left: Ints, right: Ints) -> Floats:
        """The cosines of pairs of reports."""
        pairs, where = np.unique(left * self._count + right, return_inverse=True)
        parts = [self._some(pairs[n : n + AT_ONCE]) for n in range(0, len(pairs), AT_ONCE)]
        found: Floats = np.concatenate([np.zeros(0), *parts])[where]
        return found

    def _some(self, pairs: Ints) -> Floats:
        left, right = pairs // self._count, pairs % self._count
        owners, place = np.unique(right, return_inverse=True)
        there, owner = self._words.at(owners)
        held = Held(owner, self._words.values[there], len(owners))
        here, pair = self._words.at(left)
        found = held.find(place[pair], self._words.values[here])
        both = np.flatnonzero(found != NONE)
        products = self._weights[here[both]] * self._weights[there[found[both]]]
        shared: Floats = np.bincount(pair[both], products, len(pairs)).astype(np.float64)
        return shared
