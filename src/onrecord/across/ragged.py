"""Rows of several numbers each in one column, and a table that tells which of them somebody has."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
#: Places of a table for each owner: a power of two, many times what an owner has.
PLACES: Final = 512
#: What stands at a place that nobody has.
NONE: Final = -1


@dataclass(frozen=True, slots=True)
class Ragged:
    """Row ``n`` has the values from ``first[n]`` to ``first[n + 1]``."""

    first: npt.NDArray[np.uint32]
    values: npt.NDArray[Any]

    @classmethod
    def of(cls, lengths: Sequence[int] | Ints, values: npt.NDArray[Any]) -> Ragged:
        """Rows of so many values each, one behind the other."""
        first = np.zeros(len(lengths) + 1, np.uint32)
        np.cumsum(np.asarray(lengths), out=first[1:])
        return cls(first, values)

    def __len__(self) -> int:
        return len(self.first) - 1

    def row(self, number: int) -> list[Any]:
        """The values of a row."""
        found: list[Any] = self.values[self.first[number] : self.first[number + 1]].tolist()
        return found

    def owners(self) -> Ints:
        """The row of each value."""
        return np.repeat(np.arange(len(self)), np.diff(self.first))

    def at(self, rows: Ints) -> tuple[Ints, Ints]:
        """Where the values of some rows stand, row by row, and at which place of ``rows`` each
        row is."""
        starts = self.first[rows].astype(np.int64)
        lengths = self.first[rows + 1] - starts
        return ranges(starts, lengths), np.repeat(np.arange(len(rows)), lengths)

    def heads(self, most: int) -> Ragged:
        """Of each row its first values, at most so many."""
        starts = self.first[:-1].astype(np.int64)
        lengths = np.minimum(self.first[1:] - starts, most)
        return Ragged.of(lengths, self.values[ranges(starts, lengths)])

    def has_any(self, rows: Ints) -> npt.NDArray[np.bool_]:
        """Which of some rows have a value at all."""
        found: npt.NDArray[np.bool_] = self.first[rows + 1] > self.first[rows]
        return found


def in_numpy(column: array[Any]) -> npt.NDArray[Any]:
    """A column as it is, not copied; it must not grow any more."""
    return np.frombuffer(column, np.dtype(column.typecode))


def ranges(starts: Ints, lengths: Ints) -> Ints:
    """The numbers from each start on, as many as its length says, one row behind the other."""
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if len(ends) else 0
    found: Ints = np.arange(total) + np.repeat(starts - (ends - lengths), lengths)
    return found


def distinct_in(owners: Ints, values: Ints, count: int) -> Ragged:
    """The values of each of ``count`` owners, each once."""
    wide = int(values.max(initial=0)) + 1
    once = np.unique(owners * wide + values)
    return Ragged.of(np.bincount(once // wide, minlength=count), once % wide)


def ranked(column: Ints) -> Ints:
    """The place of each row among those of its value, which stand together."""
    first = np.flatnonzero(np.diff(column, prepend=-1))
    return np.arange(len(column)) - np.repeat(first, np.diff(np.append(first, len(column))))


class Held:
    """Which values each of some owners has. ``owners`` are numbers from 0 to ``count``, ``values``
    are not below 0; both are columns. Most that is asked for nobody has, and one look at a table
    tells that; values that fall on one place of it are looked for in order."""

    def __init__(self, owners: Ints, values: Ints, count: int, places: int = PLACES) -> None:
        self._places, self._values = places, values
        self._table = np.full(count * places, NONE, np.int32)
        place = self._place(owners, values)
        self._table[place] = np.arange(len(values), dtype=np.int32)
        over = np.flatnonzero(values[self._table[place]] != values)
        self._wide = int(values.max(initial=0)) + 1
        keys = owners[over] * self._wide + values[over]
        order = np.argsort(keys, kind="stable")
        self._keys, self._over = keys[order], over[order]

    def _place(self, owners: Ints, values: Ints) -> Ints:
        place: Ints = owners * self._places + (values & (self._places - 1))
        return place

    def find(self, owners: Ints, values: Ints) -> Ints:
        """For each owner and value a row of the columns that has both, or ``NONE``."""
        found = self._table[self._place(owners, values)].astype(np.int64)
        other = np.flatnonzero(found != NONE)
        other = other[self._values[found[other]] != values[other]]
        found[other] = NONE
        if len(self._keys) and len(other):
            keys = owners[other] * self._wide + values[other]
            fits = values[other] < self._wide
            at = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
            fits &= self._keys[at] == keys
            found[other[fits]] = self._over[at[fits]]
        return found
