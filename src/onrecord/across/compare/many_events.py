"""Many pairs of events weighed at once: what ``EVENTS.score`` says of each, without reasons."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Final

import numpy as np

from onrecord.across.compare.events import EVENTS, FAR_DAYS, RAREST
from onrecord.across.compare.pairs import Bools, Pairs, ones, scores_in_parts
from onrecord.across.deeds import Told
from onrecord.across.ragged import Floats, Ints, Ragged

#: How far two reports tell one story, for many pairs of them.
Story = Callable[[Ints, Ints], Floats]
#: Pairs that are weighed together.
AT_ONCE: Final = 1 << 14


def scores(told: Told, left: Ints, right: Ints, story: Story) -> Floats:
    """The scores of pairs of events, by their rows."""
    return scores_in_parts(
        left, right, AT_ONCE, lambda one, other: _Pairs(told, one, other, story), EVENTS, LOOKS
    )


class _Pairs(Pairs):
    def __init__(self, told: Told, left: Ints, right: Ints, story: Story) -> None:
        super().__init__(left, right)
        self.told, self.story = told, story

    def _equal(self, column: Ints) -> Bools:
        found: Bools = column[self.left] == column[self.right]
        return found

    # The words that tell them.

    @cached_property
    def _trigger(self) -> tuple[Bools, Floats]:
        """Whether they share a word of their triggers, and how rare the rarest is."""
        pair, one = self.shared(self.told.trigger)
        rarity = self.told.rarity[self.told.trigger.values[one]]
        return self.marked(pair), self.most(pair, np.minimum(1.0, rarity / RAREST))

    @cached_property
    def _notion(self) -> Bools:
        return self.share(self.told.bridged)

    def same_trigger(self) -> Floats:
        return ones(self._trigger[0])

    def rare_trigger(self) -> Floats:
        return self._trigger[1]

    def same_notion(self) -> Floats:
        return ones(self._notion & ~self._trigger[0])

    def alike_trigger(self) -> Floats:
        return ones(self.share(self.told.beginnings) & ~self._notion)

    def other_trigger(self) -> Floats:
        both = self.both_have(self.told.trigger) & self._equal(self.told.language)
        return ones(both & ~self._notion)

    def _types(self) -> tuple[Bools, Bools]:
        """Whether both have a type, and whether it is one."""
        types = self.told.type
        return (types[self.left] > 0) & (types[self.right] > 0), self._equal(types)

    def same_type(self) -> Floats:
        both, same = self._types()
        return ones(both & same)

    def same_mode(self) -> Floats:
        mode = self.told.mode
        return ones((mode[self.left] > 0) & self._equal(mode) & self._types()[1])

    def other_type(self) -> Floats:
        both, same = self._types()
        return ones(both & ~same)

    # Who and what stands beside them.

    def _same(self, column: Ragged) -> Floats:
        return ones(self.share(column))

    def _other(self, column: Ragged) -> Floats:
        return ones(self.both_have(column) & ~self.share(column))

    def same_words_beside(self) -> Floats:
        told = self.told
        found = self._cosine(told.beside)
        other = np.flatnonzero(~self._equal(told.language))
        if len(other):
            pairs = _Pairs(told, self.left[other], self.right[other], self.story)
            found[other] = pairs._cosine(told.beside_bridged)
        return found

    def _cosine(self, column: Ragged) -> Floats:
        count, square = len(self.left), self.told.square
        pair, one = self.shared(column)
        both = np.bincount(pair, square[column.values[one]], count)
        lengths = np.ones(count)
        for side in (self.left, self.right):
            at, place = column.at(side)
            lengths *= np.bincount(place, square[column.values[at]], count)
        lengths = np.sqrt(lengths)
        found: Floats = both / np.where(lengths > 0, lengths, 1.0)
        return found

    # When they happened and were told.

    @cached_property
    def _gap(self) -> tuple[Bools, Ints]:
        """Whether both are dated, and how many days lie between them."""
        told = self.told
        dated = (told.last[self.left] > 0) & (told.last[self.right] > 0)
        return dated, _between(told.first, told.last, self.left, self.right)

    def same_day(self) -> Floats:
        dated, gap = self._gap
        wide = self.told.last - self.told.first
        widest = np.maximum(wide[self.left], wide[self.right]) + 1
        share: Floats = 1 / np.sqrt(np.where(dated, widest, 1))
        return np.where(dated & (gap == 0), share, 0.0)

    def other_day(self) -> Floats:
        dated, gap = self._gap
        return np.where(dated & (gap > 0), np.where(gap > 1, 1.0, 0.5), 0.0)

    def told_far_apart(self) -> Floats:
        since, until = self.told.published
        left, right = self._reports
        dated = (until[left] > 0) & (until[right] > 0)
        return ones(dated & (_between(since, until, left, right) > FAR_DAYS))

    @cached_property
    def _reports(self) -> tuple[Ints, Ints]:
        return self.told.report[self.left], self.told.report[self.right]

    @cached_property
    def _story(self) -> Floats:
        left, right = self._reports
        return np.where(left == right, 0.0, self.story(left, right))

    def one_story(self) -> Floats:
        return self._story

    def trigger_in_story(self) -> Floats:
        return np.where(self._trigger[0], self._story, 0.0)

    def one_report(self) -> Floats:
        return ones(self._equal(self.told.report))


def _between(first: Ints, last: Ints, left: Ints, right: Ints) -> Ints:
    gap: Ints = np.maximum(first[left] - last[right], first[right] - last[left])
    return np.maximum(gap, 0)


#: The rows of ``EVENTS`` by their names.
LOOKS: Final[Mapping[str, Callable[[_Pairs], Floats]]] = {
    "same trigger": _Pairs.same_trigger,
    "rare trigger": _Pairs.rare_trigger,
    "same notion": _Pairs.same_notion,
    "alike trigger": _Pairs.alike_trigger,
    "other trigger": _Pairs.other_trigger,
    "same type": _Pairs.same_type,
    "same mode": _Pairs.same_mode,
    "other type": _Pairs.other_type,
    "same actor": lambda p: p._same(p.told.actors),
    "other actors": lambda p: p._other(p.told.actors),
    "same recipient": lambda p: p._same(p.told.recipients),
    "other recipients": lambda p: p._other(p.told.recipients),
    "other names": lambda p: p._other(p.told.names),
    "same words beside": _Pairs.same_words_beside,
    "same numbers": lambda p: p._same(p.told.numbers),
    "same place": lambda p: p._same(p.told.places),
    "other place": lambda p: p._other(p.told.places),
    "same day": _Pairs.same_day,
    "other day": _Pairs.other_day,
    "told far apart": _Pairs.told_far_apart,
    "one story": _Pairs.one_story,
    "same trigger in one story": _Pairs.trigger_in_story,
    "one report": _Pairs.one_report,
}
