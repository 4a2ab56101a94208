"""Tellings of one matter that hold together: those of *12 dead* apart from those of *15 dead*.

A group holds what is of one matter, so that it can be found where its tellings do not agree. How
many origins a statement has is asked of those that can all hold as worded.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from itertools import combinations
from typing import Final

from onrecord.across.differ import amounts, dates, polarity
from onrecord.across.differ.claims import Claim, Ground, Kind
from onrecord.across.told import Told

#: What sets tellings of one matter apart. Of places and quotations one matter has more than one.
KINDS: Final[tuple[Kind, ...]] = (amounts.OF_SIDES, dates.OF_SIDES, polarity.OF_SIDES)
#: Values of one topic, and tellings of one value, that are held against each other.
MOST_VALUES: Final = 24
MOST_TELLINGS: Final = 4

_Topic = tuple[int, str]
_Claims = dict[_Topic, dict[Hashable, list[Claim]]]


def sides_of(ground: Ground, told: Sequence[Told]) -> list[list[Told]]:
    """Tellings by what they hold to, in their order, the side of the first one first. What leaves
    open what others differ in stands with the first that tells it in most of its words."""
    if len({t.report for t in told}) < 2:
        return [list(told)]
    claims = _claims(ground, told)
    apart = {topic: found for topic, c in claims.items() if (found := _apart(ground, topic, c))}
    if not apart:
        return [list(told)]
    held: dict[str, dict[_Topic, Hashable]] = {}
    for topic in apart:
        for value, several in claims[topic].items():
            for claim in several:
                held.setdefault(claim.told.key, {})[topic] = value
    sides: list[_Side] = []
    for one in told:
        values = held.get(one.key)
        if values:
            side = next((s for s in sides if s.holds(values)), None)
            side = side or next((s for s in sides if s.takes(values, apart)), None)
            if side is None:
                side = _Side()
                sides.append(side)
            side.add(one, values)
    for one in told:
        if one.key not in held:
            max(sides, key=lambda s: s.likeness(ground, one)).told.append(one)
    order = {one.key: n for n, one in enumerate(told)}
    found = [sorted(s.told, key=lambda t: order[t.key]) for s in sides]
    return sorted(found, key=lambda s: order[s[0].key])


class _Side:
    """What tellings hold to that do not differ."""

    def __init__(self) -> None:
        self.told: list[Told] = []
        self.values: dict[_Topic, set[Hashable]] = {}

    def holds(self, values: Mapping[_Topic, Hashable]) -> bool:
        """Whether it has told just these values before."""
        return all(v in self.values.get(t, ()) for t, v in values.items())

    def takes(
        self, values: Mapping[_Topic, Hashable], apart: Mapping[_Topic, set[frozenset[Hashable]]]
    ) -> bool:
        """Whether nothing that it has told differs from these values."""
        return not any(
            frozenset((value, known)) in apart[topic]
            for topic, value in values.items()
            for known in self.values.get(topic, ())
        )

    def add(self, one: Told, values: Mapping[_Topic, Hashable]) -> None:
        self.told.append(one)
        for topic, value in values.items():
            self.values.setdefault(topic, set()).add(value)

    def likeness(self, ground: Ground, one: Told) -> float:
        """The share of its words that the likest of the first tellings of this side has."""
        words = set(ground.words(one))
        shares = (len(words & set(ground.words(t))) for t in self.told[:MOST_TELLINGS])
        return max(shares, default=0) / max(1, len(words))


def _claims(ground: Ground, told: Sequence[Told]) -> _Claims:
    found: _Claims = {}
    for number, kind in enumerate(KINDS):
        for one in told:
            for claim in kind.claims(ground, one):
                by_value = found.setdefault((number, claim.topic), {})
                by_value.setdefault(claim.value, []).append(claim)
    return found


def _apart(
    ground: Ground, topic: _Topic, claims: Mapping[Hashable, Sequence[Claim]]
) -> set[frozenset[Hashable]]:
    """Pairs of values of a topic that differ."""
    kind = KINDS[topic[0]]
    values = list(claims)[:MOST_VALUES]
    return {
        frozenset((one, other))
        for one, other in combinations(values, 2)
        if _differ(ground, kind, claims[one][:MOST_TELLINGS], claims[other][:MOST_TELLINGS])
    }


def _differ(ground: Ground, kind: Kind, left: Sequence[Claim], right: Sequence[Claim]) -> bool:
    return any(
        kind.differ(ground, a, b) is not None
        for a in left
        for b in right
        if a.told.report != b.told.report
    )
