"""Words that many reports hold that have nothing else in common: they make no copy.

*Sign up for our newsletter*, a house's line about itself, a formula of the trade. A gram is
boilerplate when at least ``MANY`` reports hold it and most of those that are looked at tell of
other things: apart from the grams that they share, their telling words are not the same ones. A
story that a hundred outlets copied has grams in a hundred reports too, but they tell of one thing.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt

from onrecord.across.skeletons import GRAM, TELLS, Grams, Skeletons, Words

#: Reports that a gram stands in, from which on it may be boilerplate.
MANY: Final = 8
#: Pairs of its reports that are looked at, most of which must tell of different things.
SAMPLED: Final = 8
#: Pairs that must tell of different things.
VOTES: Final = 2
#: Share of the telling words of the shorter rest that unrelated reports of a language may share.
UNRELATED: Final = 0.2
#: A rest of fewer telling words says nothing.
LEAST_REST: Final = 12
#: Words before and behind a gram that may be of one piece of boilerplate with it.
AROUND: Final = 50
#: Share of all other grams in common that makes two reports copies.
SAME: Final = 0.1
_PARTS: Final = 8


class Boilerplate:
    """Which grams of a pile are boilerplate."""

    def __init__(self, rows: Skeletons) -> None:
        self._rows = rows
        self._known: dict[int, bool] = {}
        self._grams, self._spots = _frequent(rows)

    def of(self, grams: Grams) -> npt.NDArray[np.bool_]:
        """Which of some grams are boilerplate."""
        found = np.zeros(len(grams), np.bool_)
        if not len(self._grams):
            return found
        place = np.minimum(np.searchsorted(self._grams, grams), len(self._grams) - 1)
        for at in np.flatnonzero(self._grams[place] == grams).tolist():
            found[at] = self._told(int(place[at]))
        return found

    def _told(self, place: int) -> bool:
        known = self._known.get(place)
        if known is None:
            votes = [self._apart(a, b) for a, b in pairwise(self._spots[place].tolist())]
            apart, together = votes.count(True), votes.count(False)
            known = self._known[place] = apart > together and apart >= VOTES
        return known

    def _apart(self, a: int, b: int) -> bool | None:
        """Whether the reports of the words ``a`` and ``b`` tell of different things apart from the
        gram there and what is around it; None when they hold too little else."""
        (words, grams), (others, theirs) = self._else(a), self._else(b)
        shared, again = np.isin(grams, theirs), np.isin(theirs, grams)
        if shared.sum() > SAME * min(len(grams), len(theirs)):
            return False
        mine, other = _rest(words, shared), _rest(others, again)
        least = min(len(mine), len(other))
        if least < LEAST_REST:
            return None
        return bool(np.isin(mine, other).sum() < UNRELATED * least)

    def _else(self, spot: int) -> tuple[Words, Grams]:
        """The words and grams of a report, but for those around a word."""
        rows = self._rows
        report = rows.of(int(np.searchsorted(rows.first, spot, "right")) - 1)
        before = slice(report.start, max(report.start, spot - AROUND))
        behind = slice(min(report.stop, spot + AROUND), report.stop)
        return (
            np.concatenate([rows.words[before], rows.words[behind]]),
            np.concatenate([rows.grams[before], rows.grams[behind]]),
        )


def _rest(words: Words, shared: npt.NDArray[np.bool_]) -> Words:
    """The telling words outside of shared grams, each once."""
    covered = shared.copy()
    for n in range(1, GRAM):
        covered[n:] |= shared[:-n]
    return np.unique(words[~covered & (words & TELLS > 0)])


def _frequent(rows: Skeletons) -> tuple[Grams, npt.NDArray[np.int64]]:
    """Grams that stand in the pile at least ``MANY`` times, sorted, and words spread over those
    where each stands."""
    grams, found = [np.zeros(0, np.uint64)], [np.zeros((0, SAMPLED + 1), np.int64)]
    for part in range(_PARTS):
        spots = np.flatnonzero((rows.grams & np.uint64(_PARTS - 1)) == part)
        spots = spots[np.argsort(rows.grams[spots], kind="stable")]
        held = rows.grams[spots]
        starts = np.flatnonzero(np.diff(held, prepend=held[:1] + np.uint64(1)))
        counts = np.diff(np.append(starts, len(held)))
        often = (counts >= MANY) & (held[starts] != 0)
        starts, counts = starts[often], counts[often]
        spread = np.arange(SAMPLED + 1) * (counts[:, None] - 1) // SAMPLED
        grams.append(held[starts])
        found.append(spots[starts[:, None] + spread])
    every, where = np.concatenate(grams), np.concatenate(found)
    order = np.argsort(every)
    return every[order], where[order]
