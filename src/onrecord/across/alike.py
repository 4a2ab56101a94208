"""Tellings of one story that mean alike, whatever words they share.

Each telling of the later of two reports of one story looks for those of the earlier one that mean
most alike. No telling is looked for outside a story, where what means alike is said of another
matter. Done in columns, for some pairs of reports at a time.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from onrecord.across.candidates import as_pairs
from onrecord.across.ragged import NONE, Held, Ints, Ragged, ranges, ranked
from onrecord.across.traits import Traits

#: How far two tellings mean alike at least, and tellings of one report that are compared with one
#: of another on that ground.
LEAST, KEPT = 0.05, 2
#: Tellings of all earlier reports of its stories that one is compared with on that ground: in a
#: large pile a report is taken to be of several stories, and each of them has something alike.
OF_ALL: Final = 8
#: Pairs of reports that are looked at together, and places of the table for each earlier one.
AT_ONCE: Final = 256
PLACES: Final = 4096

#: Pairs of tellings, and how far each means alike.
Likeness = tuple[Ints, NDArray[np.float32]]


def alike_in_stories(pairs: Ints, told: Ragged, traits: Traits) -> Likeness:
    """Pairs of tellings, by their rows, of pairs of reports (the earlier first), and how far they
    mean alike. ``told`` are the rows of each report's tellings that are looked at."""
    parts = [_alike(pairs[n : n + AT_ONCE], told, traits) for n in range(0, len(pairs), AT_ONCE)]
    return _joined(parts)


def likest(found: Iterable[Likeness]) -> Likeness:
    """Of the pairs of each later telling the ``OF_ALL`` that mean most alike, whatever reports they
    are of; of pairs as like the earlier ones. The likest of parts are those of the whole."""
    pairs, share = _joined(found)
    order = np.lexsort((pairs[:, 0], -share, pairs[:, 1]))
    kept = order[ranked(pairs[order, 1]) < OF_ALL]
    return pairs[kept], share[kept]


def _joined(found: Iterable[Likeness]) -> Likeness:
    parts = list(found)
    pairs = np.concatenate([as_pairs(()), *(part[0] for part in parts)])
    return pairs, np.concatenate([np.zeros(0, np.float32), *(part[1] for part in parts)])


class _Earlier:
    """The tellings of some reports by what they may be one with."""

    def __init__(self, reports: Ints, told: Ragged, traits: Traits) -> None:
        where, report = told.at(reports)
        self.rows = told.values[where]
        at, one = traits.parts.at(self.rows)
        ids, part = traits.ids.at(traits.parts.values[at])
        wide = int(traits.ids.values.max(initial=0)) + 1
        number, count = one[part], max(1, len(self.rows))
        # Each telling once for each thing; those of one report and thing behind each other.
        held = np.unique((report[number] * wide + traits.ids.values[ids]) * count + number)
        self._tellings = held % count
        keys = held // count
        self._starts = np.flatnonzero(np.diff(keys, prepend=-1))
        self._sizes = np.diff(np.append(self._starts, len(keys)))
        keys = keys[self._starts]
        self._held = Held(keys // wide, keys % wide, len(reports), PLACES)

    def having(self, reports: Ints, ids: Ints) -> tuple[Ints, Ints]:
        """For places of reports and things: which of them some telling has, and its place among
        ``rows``; one row for each telling."""
        found = self._held.find(reports, ids)
        hits = np.flatnonzero(found != NONE)
        found = found[hits]
        sizes = self._sizes[found]
        return np.repeat(hits, sizes), self._tellings[ranges(self._starts[found], sizes)]


def _alike(pairs: Ints, told: Ragged, traits: Traits) -> Likeness:
    reports, place = np.unique(pairs[:, 0], return_inverse=True)
    there = _Earlier(reports, told, traits)
    where, pair = told.at(pairs[:, 1])
    later = told.values[where]
    at, one = traits.parts.at(later)
    ids, part = traits.ids.at(traits.parts.values[at])
    hits, other = there.having(place[pair[one[part]]], traits.ids.values[ids])
    # What a part shares with a telling counts once, and in the order of parts.
    count = max(1, len(there.rows))
    shared = np.unique(part[hits] * count + other)
    part, other = shared // count, shared % count
    keys, inverse = np.unique(one[part] * count + other, return_inverse=True)
    weight = np.bincount(inverse, traits.weights(at[part]), len(keys))
    one, other = keys // count, keys % count
    left, right = there.rows[other], later[one]
    share = weight / np.sqrt(traits.weight[right] * traits.weight[left])
    order = np.lexsort((left, -share, one))
    kept = order[ranked(one[order]) < KEPT]
    kept = kept[share[kept] >= LEAST]
    return np.stack([left[kept], right[kept]], axis=1), share[kept].astype(np.float32)
