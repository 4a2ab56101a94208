"""Many pairs of tellings weighed at once: what ``STATEMENTS.score`` says of each, without reasons.

Every row of that list has a column here under its name, and weighs what it weighs there. A pair is
weighed again, with its reasons, once it is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from onrecord.across.compare.meanings import MUCH_MEANT, ONE_WORD
from onrecord.across.compare.pairs import Bools, Pairs, ones, scores_in_parts
from onrecord.across.compare.statements import (
    MAYBE_ONE_STORY,
    ROUNDING,
    STATEMENTS,
    TELLING,
)
from onrecord.across.ragged import NONE, Floats, Held, Ints, Ragged
from onrecord.across.traits import Traits

#: Pairs that are weighed together: their table fits where a processor is quick.
AT_ONCE: Final = 6000


@dataclass(frozen=True, slots=True)
class Others:
    """What is asked of pairs beside their traits, each as a column: how far their reports tell one
    story, whether they stand at one place of a translation, and how alike their words are (asked
    for a few)."""

    tale: Callable[[Ints, Ints], Floats]
    translated: Callable[[Ints, Ints], Bools]
    alike: Callable[[Ints, Ints], Floats]


def scores(traits: Traits, left: Ints, right: Ints, others: Others) -> Floats:
    """The scores of pairs, by the rows of their tellings."""

    def some(one: Ints, other: Ints) -> _Pairs:
        return _Pairs(traits, one, other, others)

    return scores_in_parts(left, right, AT_ONCE, some, STATEMENTS, LOOKS)


def telling_amounts(values: Floats) -> Bools:
    """What ``telling_amount`` says of each of many amounts."""
    with np.errstate(invalid="ignore"):
        found: Bools = (values >= TELLING) | (values % 1 != 0)
    return found


class _Pairs(Pairs):
    """Some pairs, in columns: ``left`` and ``right`` are rows of ``traits``."""

    def __init__(self, traits: Traits, left: Ints, right: Ints, others: Others) -> None:
        super().__init__(left, right)
        self.traits, self.others = traits, others

    # What they mean.

    @cached_property
    def _met(self) -> tuple[Floats, Floats, Floats, Floats]:
        """The share of what the left says that the right says, too, and of the right; what of the
        rest is of one field."""
        traits = self.traits
        every, place = np.unique(np.concatenate([self.left, self.right]), return_inverse=True)
        left, right = place[: len(self.left)], place[len(self.left) :]
        where, owner = traits.parts.at(every)
        part = traits.parts.values[where]
        ids, fields = _owned(traits.ids, part, owner, len(every)), None
        if traits.fields.has_any(part).any():
            fields = _owned(traits.fields, part, owner, len(every))
        one, near = self._one_met(self.left, right, ids, fields)
        other, nearer = self._one_met(self.right, left, ids, fields)
        return one, near, other, nearer

    def _one_met(
        self, tellings: Ints, others: Ints, ids: Held, fields: Held | None
    ) -> tuple[Floats, Floats]:
        traits, count = self.traits, len(tellings)
        where, pair = traits.parts.at(tellings)
        part, weight = traits.parts.values[where], traits.weights(where)
        met = _meets(traits.ids, part, others[pair], ids)
        whole = traits.weight[tellings] * (traits.weight[self._opposite(tellings)] > 0)
        whole = np.where(whole > 0, whole, np.inf)
        share = np.bincount(pair[met], weight[met], count) / whole
        rest = np.flatnonzero(~met)
        near = np.zeros(count)
        if fields is not None:
            rest = rest[_meets(traits.fields, part[rest], others[pair[rest]], fields)]
            near = np.bincount(pair[rest], weight[rest], count) / whole
        return share, near

    def _opposite(self, tellings: Ints) -> Ints:
        return self.right if tellings is self.left else self.left

    def means_alike(self) -> Floats:
        one, _, other, _ = self._met
        return np.sqrt(one * other)

    def one_means_other(self) -> Floats:
        one, _, other, _ = self._met
        return np.maximum(one, other)

    def each_means_other(self) -> Floats:
        one, _, other, _ = self._met
        return np.minimum(one, other)

    def near_in_meaning(self) -> Floats:
        _, near, _, nearer = self._met
        return (near + nearer) / 2

    def much_meant(self) -> Floats:
        one, _, other, _ = self._met
        weight = self.traits.weight
        least = np.minimum(one * weight[self.left], other * weight[self.right])
        return np.clip((least - ONE_WORD) / MUCH_MEANT, 0.0, 1.0)

    # What they name and count.

    def rarest_shared(self) -> Floats:
        return ones(self.share(self.traits.rare))

    def same_numbers(self) -> Floats:
        return ones(self.share(self.traits.numbers))

    @cached_property
    def _amount(self) -> Floats:
        traits = self.traits
        pair, one, other = self.crossed(traits.amounts)
        what, low, high = traits.amounts.values[one], traits.lows[one], traits.highs[one]
        what2, lower, higher = traits.amounts.values[other], traits.lows[other], traits.highs[other]
        equal = (what != what2) & (low == lower) & (high == higher) & telling_amounts(low)
        slack = np.where(np.minimum(low, lower) >= TELLING, ROUNDING, 0.0)
        # *At least 14* is told of 14, not of 47.
        high = np.where(np.isinf(high), low, high)
        higher = np.where(np.isinf(higher), lower, higher)
        near = (what == what2) & (low * (1 - slack) <= higher) & (lower * (1 - slack) <= high)
        fits = equal | near
        often = traits.amounts_often[one] * traits.amounts_often[other]
        return self.most(pair[fits], _apart(often[fits]))

    def same_amount(self) -> Floats:
        return self._amount

    def other_amount(self) -> Floats:
        return ones(self.both_have(self.traits.amounts) & (self._amount == 0))

    def other_type(self) -> Floats:
        one, other = self.traits.types[self.left], self.traits.types[self.right]
        return ones((one != 0) & (other != 0) & (one & other == 0))

    @cached_property
    def _speaker(self) -> Floats:
        traits = self.traits
        pair, one, other = self.crossed(traits.speakers)
        fits = traits.speakers.values[one] == traits.speakers.values[other]
        often = traits.speakers_often[one[fits]] * traits.speakers_often[other[fits]]
        return self.most(pair[fits], _apart(often))

    def same_speaker(self) -> Floats:
        return self._speaker

    def other_speaker(self) -> Floats:
        return ones(self.both_have(self.traits.speakers) & (self._speaker == 0))

    # When they tell it, and how.

    @cached_property
    def _days(self) -> tuple[Bools, Bools, Floats]:
        """Whether both give one time, whether their times meet, and what that shows."""
        traits = self.traits
        first, last = traits.first[self.left], traits.last[self.left]
        since, until = traits.first[self.right], traits.last[self.right]
        dated = (last > 0) & (until > 0)
        often = traits.days_often[self.left] * traits.days_often[self.right]
        one = dated & (first == since) & (last == until)
        return one, dated & (first <= until) & (since <= last), _apart(often)

    def one_time(self) -> Floats:
        one, _, share = self._days
        return np.where(one, share, 0.0)

    def same_day(self) -> Floats:
        _, meet, share = self._days
        return np.where(meet, share, 0.0)

    def same_quotation(self) -> Floats:
        quoted, found = self.traits.quoted, np.zeros(len(self.left))
        both = quoted[self.left] & quoted[self.right] & (self._speaker > 0)
        at = np.flatnonzero(both)
        found[at] = self.others.alike(self.left[at], self.right[at])
        return found

    def other_polarity(self) -> Floats:
        polarity = self.traits.polarity
        return ones(polarity[self.left] != polarity[self.right])

    def other_story(self) -> Floats:
        left, right = self.traits.report[self.left], self.traits.report[self.right]
        share = self.others.tale(left, right)
        other = (left != right) & (share < MAYBE_ONE_STORY)
        return np.where(other, 1 - share / MAYBE_ONE_STORY, 0.0)

    def translated_passage(self) -> Floats:
        return ones(self.others.translated(self.left, self.right))


def _apart(often: Ints) -> Floats:
    """How far what so many tellings have sets one apart: ``statements._apart_in``."""
    share: Floats = 1 / np.sqrt(often)
    return share


def _owned(column: Ragged, parts: Ints, owners: Ints, count: int) -> Held:
    """What the parts of each of some tellings have."""
    at, row = column.at(parts)
    return Held(owners[row], column.values[at], count)


def _meets(column: Ragged, parts: Ints, others: Ints, held: Held) -> Bools:
    """Which parts have something that another telling has."""
    at, row = column.at(parts)
    met = np.zeros(len(parts), np.bool_)
    met[row[held.find(others[row], column.values[at]) != NONE]] = True
    return met


#: The rows of ``STATEMENTS`` by their names.
LOOKS: Final[Mapping[str, Callable[[_Pairs], Floats]]] = {
    "means alike": _Pairs.means_alike,
    "one means the other": _Pairs.one_means_other,
    "each means the other": _Pairs.each_means_other,
    "much meant": _Pairs.much_meant,
    "near in meaning": _Pairs.near_in_meaning,
    "rare word": _Pairs.rarest_shared,
    "same numbers": _Pairs.same_numbers,
    "same amount": _Pairs.same_amount,
    "other amount": _Pairs.other_amount,
    "other event type": _Pairs.other_type,
    "same speaker": _Pairs.same_speaker,
    "other speaker": _Pairs.other_speaker,
    "one time": _Pairs.one_time,
    "same day": _Pairs.same_day,
    "same quotation": _Pairs.same_quotation,
    "other polarity": _Pairs.other_polarity,
    "other story": _Pairs.other_story,
    "passage of a translation": _Pairs.translated_passage,
}
