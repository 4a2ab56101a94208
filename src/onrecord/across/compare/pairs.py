"""Pairs of items in columns, and what of several values they have in common."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from onrecord.across.compare.features import Weights, logistic
from onrecord.across.ragged import Floats, Ints, Ragged

Bools = npt.NDArray[np.bool_]
P = TypeVar("P", bound="Pairs")


class Pairs:
    """Pairs of items, by their rows in columns."""

    def __init__(self, left: Ints, right: Ints) -> None:
        self.left, self.right = left, right

    def crossed(self, column: Ragged) -> tuple[Ints, Ints, Ints]:
        """Each value of a left item with each of its right one: pair, and where both stand."""
        both = np.flatnonzero(column.has_any(self.left) & column.has_any(self.right))
        one, pair = column.at(self.left[both])
        other, row = column.at(self.right[both][pair])
        return both[pair[row]], one[row], other

    def shared(self, column: Ragged) -> tuple[Ints, Ints]:
        """The values that both items of a pair have, each item once: pair, and where the left one
        has it."""
        pair, one, other = self.crossed(column)
        fits = column.values[one] == column.values[other]
        return pair[fits], one[fits]

    def share(self, column: Ragged) -> Bools:
        """Which pairs have a value in common."""
        return self.marked(self.shared(column)[0])

    def both_have(self, column: Ragged) -> Bools:
        """Of which pairs both items have any value."""
        found: Bools = column.has_any(self.left) & column.has_any(self.right)
        return found

    def marked(self, pairs: Ints) -> Bools:
        """Of all pairs those that are given."""
        found = np.zeros(len(self.left), np.bool_)
        found[pairs] = True
        return found

    def most(self, pairs: Ints, shares: Floats) -> Floats:
        """The highest share of each pair; 0 for one that has none."""
        found = np.zeros(len(self.left))
        np.maximum.at(found, pairs, shares)
        return found


def scores_in_parts(
    left: Ints,
    right: Ints,
    at_once: int,
    pairs: Callable[[Ints, Ints], P],
    weights: Weights[Any],
    looks: Mapping[str, Callable[[P], Floats]],
) -> Floats:
    """The scores of pairs, so many of them together: every row of ``weights`` weighs what the
    column of its name says in ``looks``."""
    found = np.empty(len(left))
    for start in range(0, len(left), at_once):
        part = slice(start, start + at_once)
        some = pairs(left[part], right[part])
        total = np.full(len(some.left), weights.base)
        for feature in weights.features:
            total += feature.weight * looks[feature.name](some)
        found[part] = [logistic(odds) for odds in total.tolist()]
    return found


def ones(fits: Bools) -> Floats:
    """1 where something fits."""
    return fits.astype(np.float64)
