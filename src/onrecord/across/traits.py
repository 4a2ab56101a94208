"""What tellings are compared by, in columns: a row for each telling that was read.

The same as ``compare.statements.Saying`` holds of one telling, for all at once: pairs by the
million are weighed in ``compare.many`` without a value of Python for each.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import fsum
from typing import Final

import numpy as np
import numpy.typing as npt

from onrecord.across.matter import Matter
from onrecord.across.ragged import Floats, Ints, Ragged, in_numpy, ranges
from onrecord.across.readings import Columns, part_called

#: Reports that are looked at together, to bound memory.
AT_ONCE: Final = 512
#: By what the weight of a part of a name is divided.
NAMED: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """Of each telling: its report; the numbers of its ``parts``, and by what the weight of each is
    ``divided`` there (the more, the more of its report tells it, and if it is of a name); what all
    weigh; what it counts. ``ids``, ``fields`` and what it ``weighs`` by itself are those of each
    part. ``often`` counts, beside each speaker, amount and days, the tellings of the report that
    have it."""

    report: Ints
    parts: Ragged
    divided: npt.NDArray[np.uint16]
    weighs: Floats
    weight: Floats
    ids: Ragged
    fields: Ragged
    speakers: Ragged
    speakers_often: Ints
    amounts: Ragged
    lows: Floats
    highs: Floats
    amounts_often: Ints
    numbers: Ragged
    rare: Ragged
    types: Ints
    first: Ints
    last: Ints
    days_often: Ints
    polarity: Ints
    quoted: npt.NDArray[np.bool_]

    def weights(self, where: Ints | slice) -> Floats:
        """What parts weigh in their tellings, by where they stand among those of all."""
        found: Floats = self.weighs[self.parts.values[where]] / self.divided[where]
        return found


def traits(columns: Columns, report: Ints, matter: Matter) -> Traits:
    """The traits of what was read; ``report`` are the reports that the tellings are of."""

    def ragged(name: str) -> Ragged:
        return Ragged.of(columns.counts[name], in_numpy(getattr(columns, name)))

    parts, (ids, fields, weighs) = ragged("parts"), _meanings(columns.keys)
    divided = _often(parts, ids, report)
    divided[in_numpy(columns.called) != 0] *= NAMED
    speakers, amounts = ragged("speakers"), ragged("whats")
    lows, highs = in_numpy(columns.lows), in_numpy(columns.highs)
    first, last = np.array(columns.first, np.int64), np.array(columns.last, np.int64)
    numbers, rare = _words(columns, matter)
    return Traits(
        report=report,
        parts=parts,
        divided=divided,
        weighs=weighs,
        weight=_summed(parts, weighs, divided),
        ids=ids,
        fields=fields,
        speakers=speakers,
        speakers_often=_times(report[speakers.owners()], speakers.values),
        amounts=amounts,
        lows=lows,
        highs=highs,
        amounts_often=_times(report[amounts.owners()], amounts.values, lows, highs),
        numbers=numbers,
        rare=rare,
        types=np.array(columns.types, np.int64),
        first=first,
        last=last,
        days_often=_times(report, first, last),
        polarity=np.array(columns.polarity, np.int64),
        quoted=np.array(columns.quoted, np.bool_),
    )


def _meanings(keys: Sequence[str]) -> tuple[Ragged, Ragged, Floats]:
    """Of each part what it may be one with, the fields that it is of, what it weighs by itself."""
    known: dict[str, int] = {}
    known_fields: dict[str, int] = {}
    ids, fields, weighs = array("I"), array("I"), array("d")
    counts, field_counts = array("H"), array("H")
    for key in keys:
        part = part_called(key)
        ids.extend([known.setdefault(one, len(known)) for one in part.ids])
        counts.append(len(part.ids))
        fields.extend([known_fields.setdefault(one, len(known_fields)) for one in part.fields])
        field_counts.append(len(part.fields))
        weighs.append(part.weight)
    return (
        Ragged.of(counts, np.array(ids, np.int64)),
        Ragged.of(field_counts, np.array(fields, np.int64)),
        np.array(weighs),
    )


def _words(columns: Columns, matter: Matter) -> tuple[Ragged, Ragged]:
    """The numbers of each telling, and its words that few reports have, as bridges."""
    told = Worded(columns, matter)
    counting = np.frombuffer(bytes(matter.counts), np.bool_)
    rarity = np.array(matter.rarity)
    numbers, rare = Parts(), Parts()
    for start in range(0, len(columns), AT_ONCE * 32):
        owner, word, bridge = told.of(np.arange(start, min(len(columns), start + AT_ONCE * 32)))
        numbers.add(owner[counting[word]], word[counting[word]])
        few = rarity[bridge] >= matter.rare
        rare.add(owner[few], bridge[few])
    return numbers.ragged(len(columns)), rare.ragged(len(columns))


class Worded:
    """The content words of tellings."""

    def __init__(self, columns: Columns, matter: Matter) -> None:
        self._spans = Ragged.of(columns.counts["starts"], in_numpy(columns.starts))
        self._ends = in_numpy(columns.ends)
        self._ids, self._bridges = matter.rows.ids(), matter.bridges()

    def of(self, tellings: Ints) -> tuple[Ints, Ints, Ints]:
        """The words of some tellings: whose, which, and its bridge."""
        span, place = self._spans.at(tellings)
        starts = self._spans.values[span].astype(np.int64)
        lengths = np.maximum(self._ends[span] - starts, 0)
        word = self._ids[ranges(starts, lengths)].astype(np.int64)
        return np.repeat(tellings[place], lengths), word, self._bridges[word]


class Parts:
    """Rows that are found part by part, each value of an owner once."""

    def __init__(self) -> None:
        self._owners: list[Ints] = []
        self._values: list[Ints] = []

    def add(self, owners: Ints, values: Ints) -> None:
        wide = int(values.max(initial=0)) + 1
        once = np.unique(owners * wide + values)
        self._owners.append(once // wide)
        self._values.append(once % wide)

    def ragged(self, count: int) -> Ragged:
        nothing = np.zeros(0, np.int64)
        counts = np.bincount(np.concatenate([nothing, *self._owners]), minlength=count)
        return Ragged.of(counts, np.concatenate([nothing, *self._values]).astype(np.uint32))


def _often(parts: Ragged, ids: Ragged, report: Ints) -> npt.NDArray[np.uint16]:
    """By what the weight of each part in its telling is divided: how many tellings of its report
    have what it may be one with (``meaning.meant_by``)."""
    found = np.ones(len(parts.values), np.uint16)
    wide = int(ids.values.max(initial=0)) + 1
    # Reports stand one behind the other, and are many: some at a time.
    bounds = np.flatnonzero(np.diff(report, prepend=-1)).tolist()
    for start, end in pairwise([*bounds[::AT_ONCE], len(report)]):
        where, owner = parts.at(np.arange(start, end))
        at, row = ids.at(parts.values[where])
        telling, value = start + owner[row], ids.values[at]
        # Each telling counts once for what it may be one with.
        once = np.unique(telling * wide + value)
        keys, times = np.unique(report[once // wide] * wide + once % wide, return_counts=True)
        often = times[np.searchsorted(keys, report[telling] * wide + value)]
        most = np.ones(len(where), np.int64)
        np.maximum.at(most, row, often)
        found[where] = most
    return found


def _summed(parts: Ragged, weighs: Floats, divided: npt.NDArray[np.uint16]) -> Floats:
    """What the parts of each telling weigh together: exact sums, so that their order is no matter
    and equal tellings weigh the same."""
    found = array("d")
    for start in range(0, len(parts), AT_ONCE * 32):
        bounds = parts.first[start : start + AT_ONCE * 32 + 1]
        here = slice(int(bounds[0]), int(bounds[-1]))
        every = (weighs[parts.values[here]] / divided[here]).tolist()
        edges = (bounds - bounds[0]).tolist()
        found.extend([fsum(every[a:b]) for a, b in pairwise(edges)])
    return np.array(found)


def _times(report: Ints, *columns: npt.NDArray[np.generic]) -> Ints:
    """For each row how many rows of its report have the same values."""
    if not len(report):
        return np.zeros(0, np.int64)
    order = np.lexsort((*columns, report))
    new = np.ones(len(order), np.bool_)
    new[1:] = False
    for column in (report, *columns):
        held = column[order]
        new[1:] |= held[1:] != held[:-1]
    starts = np.flatnonzero(new)
    sizes = np.diff(np.append(starts, len(order)))
    found = np.empty(len(order), np.int64)
    found[order] = np.repeat(sizes, sizes)
    return found
