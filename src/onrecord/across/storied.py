"""The words that stand for the story of each report of a pile, and how far two stories are one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from math import fsum, sqrt

import numpy as np
from numpy.typing import NDArray

#: Reports whose words are kept at hand.
KEPT_REPORTS = 2048
#: Pairs of reports whose stories were compared, kept at hand.
KEPT_PAIRS = 100_000


class Stories:
    """The weightiest words of reports, by their numbers in the order in which they are added; the
    squares of a report's weights make up 1."""

    def __init__(self, words: int) -> None:
        self._words = words
        self._kept: list[tuple[NDArray[np.int32], NDArray[np.float32]]] = []
        self.of = lru_cache(maxsize=KEPT_REPORTS)(self._of)
        self.alike = lru_cache(maxsize=KEPT_PAIRS)(self._alike)

    def add(self, weights: Iterable[tuple[int, float]]) -> None:
        """Adds the next report: its words, and what each weighs."""
        weighed = sorted((-weight, word) for word, weight in weights)[: self._words]
        length = sqrt(sum(weight * weight for weight, _ in weighed)) or 1.0
        kept = sorted((word, -weight / length) for weight, word in weighed)
        self._kept.append(
            (
                np.array([word for word, _ in kept], dtype=np.int32),
                np.array([weight for _, weight in kept], dtype=np.float32),
            )
        )

    def words(self, report: int) -> list[int]:
        """The words that stand for a report's story."""
        return [int(n) for n in self._kept[report][0]]

    def _of(self, report: int) -> Mapping[int, float]:
        """The same with what each weighs."""
        ids, weights = self._kept[report]
        return dict(zip(ids.tolist(), weights.tolist(), strict=True))

    def _alike(self, left: int, right: int) -> float:
        """How far two reports tell one story (0 to 1): the cosine of their words."""
        one, other = self.of(left), self.of(right)
        return fsum([one[n] * other[n] for n in one.keys() & other.keys()])
