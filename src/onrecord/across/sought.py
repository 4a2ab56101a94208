"""What events are looked up by. What tells one is needed: a word or notion of its trigger, alone if
it is rare, else with a name or a word of the story; or its type with a name or place. Done in
columns, for many at a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from onrecord.across.candidates import Gathered, Limits, as_gathered, feature_column, named
from onrecord.across.compare.events import RAREST
from onrecord.across.deeds import TYPES, Told
from onrecord.across.matter import Matter
from onrecord.across.ragged import Floats, Ints, Ragged, distinct_in

#: What is compared of a pile: see ``candidates``. Events share a trigger or a notion, or a type
#: together with somebody, in reports of some days.
LIMITS: Final = Limits(before=12, kept=4, days=31, least=0.0, floor=6.0)
#: What shared features weigh: a trigger alone at most, and together with a name, place or word of
#: the story. One of the rarest triggers will do, or two that go together.
SOLE, WITH = 7.0, 3.5
#: Words of its story that an event is looked up by.
STORY: Final = 6
#: Kinds of features.
WORD, WORD_NAME, WORD_STORY, TYPE_NAME, TYPE_PLACE = range(5)
#: Events that are looked at together, to bound memory.
AT_ONCE: Final = 1 << 13

#: Events, features, weights.
_Rows = tuple[Ints, Ints, Floats]


class Sought:
    """Gives the features of events; ``called`` are the names that their columns number."""

    def __init__(self, told: Told, called: Sequence[str], matter: Matter) -> None:
        self._told = told
        self._names = np.array([named(name) for name in called], np.int64)
        self._types = np.array([named(name) for name in TYPES], np.int64)
        self._story = matter.stories.columns()[0].heads(STORY)

    def features(self, events: Ints) -> Gathered:
        """The features of some events, one event behind the other."""
        starts = range(0, len(events), AT_ONCE)
        found = [rows for n in starts for rows in self._some(events[n : n + AT_ONCE])]
        items, features, weights = map(np.concatenate, zip(*found, strict=True))
        order = np.argsort(items, kind="stable")
        return as_gathered(items[order], features[order], weights[order])

    def _some(self, events: Ints) -> list[_Rows]:
        told = self._told
        at, place = told.bridged.at(events)
        word, item = told.bridged.values[at], events[place]
        weight = np.zeros(len(events))
        triggers, of = told.trigger.at(events)
        np.maximum.at(weight, of, told.rarity[told.trigger.values[triggers]])
        sole = np.minimum(1.0, weight / RAREST)[place] * SOLE
        about = self._about(events)
        return [
            (item, feature_column(WORD, word), sole),
            _crossed(WORD_NAME, item, word, about, place),
            _crossed(WORD_STORY, item, word, self._story, told.report[item]),
            *self._typed(events, about),
        ]

    def _typed(self, events: Ints, about: Ragged) -> list[_Rows]:
        place = np.flatnonzero(self._told.type[events] > 0)
        item = events[place]
        kind = self._types[self._told.type[item]]
        return [
            _crossed(TYPE_NAME, item, kind, about, place),
            _crossed(TYPE_PLACE, item, kind, self._told.places, item),
        ]

    def _about(self, events: Ints) -> Ragged:
        """Who takes part in events or is named beside them, each once."""
        told = self._told
        owners, values = [], []
        for column in (told.actors, told.recipients, told.names):
            at, place = column.at(events)
            owners.append(place)
            values.append(column.values[at])
        held = distinct_in(np.concatenate(owners), np.concatenate(values), len(events))
        return Ragged(held.first, self._names[held.values])


def _crossed(kind: int, items: Ints, ones: Ints, column: Ragged, rows: Ints) -> _Rows:
    """Features about a number of each item and each value of its row in a column."""
    at, place = column.at(rows)
    features = feature_column(kind, ones[place], column.values[at])
    return items[place], features, np.full(len(at), WITH)
