"""What tellings are looked up by: their rarest words, whom they name, what they count, their events
and their passages of translations. Done in columns, for many at a time.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Final

import numpy as np

from onrecord.across.candidates import (
    Gathered,
    Limits,
    as_gathered,
    feature,
    feature_column,
    named,
)
from onrecord.across.compare.many import telling_amounts
from onrecord.across.matter import Matter
from onrecord.across.ragged import Floats, Ints, Ragged, in_numpy, ranked
from onrecord.across.readings import Columns
from onrecord.across.traits import Worded

#: What is compared of a pile: see ``candidates``; weights are shares of the rarest word's rarity.
LIMITS: Final = Limits(before=12, kept=5, days=31, least=0.15, floor=0.7)
#: Words of a telling that it is looked up by, the rarest.
LOOKED_UP: Final = 10
#: What a name or a speaker that two tellings share weighs beside words.
NAMED: Final = 0.35
#: A passage of a translation is enough.
TRANSLATED: Final = 10.0
#: Kinds of features.
WORD, EVENT, PASSAGE, NAME, COUNTED, AMOUNT = range(6)
#: Tellings that are looked at together, to bound memory.
AT_ONCE: Final = 1 << 14

#: Tellings, features, weights.
_Rows = tuple[Ints, Ints, Floats]


class LookedUp:
    """Gives the features of tellings; ``translated`` are the passages that some stand in."""

    def __init__(
        self, columns: Columns, matter: Matter, translated: Mapping[int, Collection[int]]
    ) -> None:
        self._columns, self._matter, self._translated = columns, matter, translated
        self._worded = Worded(columns, matter)
        self._rarity = np.array(matter.rarity)
        counts = columns.counts
        self._about = Ragged.of(counts["about"], in_numpy(columns.about))
        self._events = Ragged.of(counts["events"], in_numpy(columns.events))
        self._whats = Ragged.of(counts["whats"], in_numpy(columns.whats))
        self._lows, self._highs = in_numpy(columns.lows), in_numpy(columns.highs)

    def features(self, tellings: Ints) -> Gathered:
        """The features of some tellings, one telling behind the other."""
        starts = range(0, len(tellings), AT_ONCE)
        return as_gathered(*_joined(self._some(tellings[n : n + AT_ONCE]) for n in starts))

    def _some(self, tellings: Ints) -> _Rows:
        found = (
            self._words(tellings),
            self._of(self._about, NAME, NAMED, tellings),
            self._amounts(tellings),
            self._of(self._events, EVENT, LIMITS.floor, tellings),
            self._passages(tellings),
        )
        items, features, weights = _joined(found)
        order = np.argsort(items, kind="stable")
        return items[order], features[order], weights[order]

    def _words(self, tellings: Ints) -> _Rows:
        owner, _, bridge = self._worded.of(tellings)
        wide = int(bridge.max(initial=0)) + 1
        once = np.unique(owner * wide + bridge)
        owner, bridge = once // wide, once % wide
        rarity = self._rarity[bridge]
        order = np.lexsort((bridge, -rarity, owner))
        kept = order[ranked(owner[order]) < LOOKED_UP]
        weights = rarity[kept] / self._matter.rarest
        return owner[kept], feature_column(WORD, bridge[kept]), weights

    def _of(self, column: Ragged, kind: int, weight: float, tellings: Ints) -> _Rows:
        at, place = column.at(tellings)
        features = feature_column(kind, column.values[at].astype(np.int64))
        return tellings[place], features, np.full(len(at), weight)

    def _amounts(self, tellings: Ints) -> _Rows:
        """An amount that tells alone by itself, another one with what is counted."""
        at, place = self._whats.at(tellings)
        exact = self._lows[at] == self._highs[at]
        at, place = at[exact], place[exact]
        low = self._lows[at]
        tells = telling_amounts(low)
        kept = tells | (low > 1)
        at, place, low, tells = at[kept], place[kept], low[kept], tells[kept]
        names = self._columns.named
        features = [
            feature(AMOUNT, named(f"{value:g}"))
            if alone
            else feature(COUNTED, named(f"{names[what]} {value:g}"))
            for value, alone, what in zip(
                low.tolist(), tells.tolist(), self._whats.values[at].tolist(), strict=True
            )
        ]
        weights = np.where(tells, LIMITS.floor, NAMED)
        return tellings[place], np.array(features, np.int64), weights

    def _passages(self, tellings: Ints) -> _Rows:
        held = self._translated
        rows = [
            (telling, feature(PASSAGE, passage))
            for telling in (tellings.tolist() if held else ())
            for passage in sorted(held.get(telling, ()))
        ]
        items, features = np.array(rows, np.int64).reshape(-1, 2).T
        return items, features, np.full(len(rows), TRANSLATED)


def _joined(found: Iterable[_Rows]) -> _Rows:
    items, features, weights = zip(*found, strict=True)
    return np.concatenate(items), np.concatenate(features), np.concatenate(weights)
