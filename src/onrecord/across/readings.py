"""What tellings mean and what they count, in columns: to find it takes longer than what is done
with it, and each step of a large pile would find it again.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from typing import Final

from onrecord.across.compare.statements import Amount
from onrecord.across.meaning import Part, part_of
from onrecord.across.spread import Spread

#: What a telling means and what it counts.
Reading = tuple[Sequence[Part], Iterable[Amount]]
#: Words, and columns of numbers of them: for each telling how many parts and how many amounts it
#: has; then of all, one telling behind the other, the parts, what is counted, the least, the most.
_Columns = tuple[
    list[str],
    "array[int]",
    "array[int]",
    "array[int]",
    "array[int]",
    "array[float]",
    "array[float]",
]
#: A telling that was not read.
_NONE: Final = -1


class Readings:
    """Readings of some of ``count`` tellings, by their numbers."""

    def __init__(self, count: int) -> None:
        self._row = array("q", [_NONE]) * count
        self._words: list[str] = []
        self._parts, self._part_ends = array("I"), array("q", [0])
        self._whats, self._lows, self._highs = array("I"), array("d"), array("d")
        self._amount_ends = array("q", [0])

    def read(self, ones: Sequence[int], reading: Callable[[int], Reading], spread: Spread) -> None:
        """Takes in what ``reading`` says of each."""
        for row, number in enumerate(ones, start=len(self._part_ends) - 1):
            self._row[number] = row
        known = {word: n for n, word in enumerate(self._words)}

        def looked(start: int, end: int) -> _Columns:
            return _columns(map(reading, ones[start:end]))

        for words, parted, counted, parts, whats, lows, highs in spread.of(looked, len(ones)):
            numbers = [known.setdefault(word, len(known)) for word in words]
            self._parts.extend(numbers[n] for n in parts)
            self._whats.extend(numbers[n] for n in whats)
            self._lows += lows
            self._highs += highs
            self._part_ends.extend(list(accumulate(parted, initial=self._part_ends[-1]))[1:])
            self._amount_ends.extend(list(accumulate(counted, initial=self._amount_ends[-1]))[1:])
        self._words = list(known)

    def __contains__(self, number: int) -> bool:
        return self._row[number] != _NONE

    def parts(self, number: int, language: str) -> tuple[Part, ...]:
        """What a telling that was read means."""
        row, words = self._row[number], self._words
        found = self._parts[self._part_ends[row] : self._part_ends[row + 1]]
        return tuple(part_of(words[n], language) for n in found)

    def amounts(self, number: int) -> frozenset[Amount]:
        """What a telling that was read counts, and how much."""
        row = self._row[number]
        found = slice(self._amount_ends[row], self._amount_ends[row + 1])
        whats = [self._words[n] for n in self._whats[found]]
        return frozenset(zip(whats, self._lows[found], self._highs[found], strict=True))


def _columns(readings: Iterable[Reading]) -> _Columns:
    known: dict[str, int] = {}
    parted, counted, parts, whats = array("I"), array("I"), array("I"), array("I")
    lows, highs = array("d"), array("d")
    for told, amounts in readings:
        parts.extend(known.setdefault(part.words, len(known)) for part in told)
        parted.append(len(told))
        before = len(whats)
        for what, low, high in sorted(amounts):
            whats.append(known.setdefault(what, len(known)))
            lows.append(low)
            highs.append(high)
        counted.append(len(whats) - before)
    return list(known), parted, counted, parts, whats, lows, highs
