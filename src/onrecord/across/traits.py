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
from onrecord.across.ragged import Floats, Ints, Ragged, ranges
from onrecord.across.readings import Columns, part_called

#: Reports that are looked at together, to bound memory.
AT_ONCE: Final = 512


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """Of each telling: its report; the numbers of its ``parts`` with what each weighs there
    (``weights``, one behind the other) and what all weigh; what it counts. ``ids`` and ``fields``
    are those of each part. ``often`` counts, beside each speaker, amount and days, the tellings of
    the report that have it."""

    report: Ints
    parts: Ragged
    weights: Floats
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


def traits(columns: Columns, report: Ints, matter: Matter) -> Traits:
    """The traits of what was read; ``report`` are the reports that the tellings are of."""

    def ragged(name: str) -> Ragged:
        return Ragged.of(columns.counts[name], np.array(getattr(columns, name), np.int64))

    parts, (ids, fields, weighs) = ragged("parts"), _meanings(columns.keys)
    weights = _weights(parts, ids, report, weighs)
    every, bounds = weights.tolist(), parts.first.tolist()
    speakers, amounts = ragged("speakers"), ragged("whats")
    lows, highs = np.array(columns.lows), np.array(columns.highs)
    first, last = np.array(columns.first, np.int64), np.array(columns.last, np.int64)
    numbers, rare = _words(columns, matter)
    return Traits(
        report=report,
        parts=parts,
        weights=weights,
        weight=np.array([fsum(every[a:b]) for a, b in pairwise(bounds)]),
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
        starts = np.array(columns.starts, np.int64)
        self._spans = Ragged.of(columns.counts["starts"], starts)
        self._lengths = np.maximum(np.array(columns.ends, np.int64) - starts, 0)
        self._ids, self._bridges = matter.rows.ids(), matter.bridges()

    def of(self, tellings: Ints) -> tuple[Ints, Ints, Ints]:
        """The words of some tellings: whose, which, and its bridge."""
        span, place = self._spans.at(tellings)
        lengths = self._lengths[span]
        word = self._ids[ranges(self._spans.values[span], lengths)]
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
        return Ragged.of(counts, np.concatenate([nothing, *self._values]))


def _weights(parts: Ragged, ids: Ragged, report: Ints, weighs: Floats) -> Floats:
    """What each part weighs in its telling: the less, the more tellings of its report have what it
    may be one with (``meaning.meant_by``)."""
    found: Floats = weighs[parts.values]
    owner = parts.owners()
    wide = int(ids.values.max(initial=0)) + 1
    # Reports stand one behind the other, and are many: some at a time.
    bounds = np.flatnonzero(np.diff(report[owner], prepend=-1)).tolist()
    for start, end in pairwise([*bounds[::AT_ONCE], len(owner)]):
        at, row = ids.at(parts.values[start:end])
        telling, value = owner[start:end][row], ids.values[at]
        # Each telling counts once for what it may be one with.
        once = np.unique(telling * wide + value)
        keys, times = np.unique(report[once // wide] * wide + once % wide, return_counts=True)
        often = times[np.searchsorted(keys, report[telling] * wide + value)]
        most = np.ones(end - start, np.int64)
        np.maximum.at(most, row, often)
        found[start:end] /= most
    return found


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
