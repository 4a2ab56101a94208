"""Pairs of items in columns, and what of several values they have in common."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from onrecord.across.ragged import Floats, Ints, Ragged

Bools = npt.NDArray[np.bool_]


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


def ones(fits: Bools) -> Floats:
    """1 where something fits."""
    return fits.astype(np.float64)
