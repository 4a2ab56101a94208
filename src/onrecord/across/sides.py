"""Tellings of one matter that hold together: those of *12 dead* apart from those of *15 dead*.

A group holds what is of one matter, so that it can be found where its tellings do not agree. How
many origins a statement has is asked of those that can all hold as worded, for each thing in which
tellings of the group differ. A telling of two such things (*five dead, four missing*) stands on a
side of each.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Final

from onrecord.across.compare.statements import telling_amount
from onrecord.across.differ import amounts, dates, polarity
from onrecord.across.differ.claims import Claim, Ground, Kind
from onrecord.across.meaning import Meant, in_common, meant_by, parts_in
from onrecord.across.standing import Told

#: What sets tellings of one matter apart. Of places and quotations one matter has more than one.
KINDS: Final[tuple[Kind, ...]] = (
    amounts.OF_SIDES,
    dates.OF_SIDES,
    dates.HOURS_OF_SIDES,
    polarity.OF_SIDES,
)
#: Values of one topic, and tellings of one value, that are held against each other.
MOST_VALUES: Final = 24
MOST_TELLINGS: Final = 4
#: Share of what a telling says that another one says, too, which tells it; tellings that are asked.
TELLS_IT: Final = 0.6
MOST_OPEN: Final = 12
#: The topic of claims that are of a whole telling: whether it is so, and when.
_WHOLE: Final = "statement"

#: The number of a kind, and what it is about.
_Topic = tuple[int, str]
_Values = Mapping[Hashable, Sequence[Claim]]


def sides_of(ground: Ground, told: Sequence[Told]) -> list[list[Told]]:
    """Tellings by what they hold to, each in their order, the side of the first one first. What
    leaves open all that others differ in stands with those that it has most in common with; and,
    the first of a side of its own, with all that tell it as well, whatever else they hold to."""
    if len({t.report for t in told}) < 2 or not _may_part(ground, told):
        return [list(told)]
    claims = _claims(ground, told)
    apart = {topic: found for topic, c in claims.items() if (found := _apart(ground, topic, c))}
    if not apart:
        return [list(told)]
    of: dict[str, set[tuple[_Topic, Hashable]]] = {}
    for topic, values in claims.items():
        for value, several in values.items():
            for claim in several:
                of.setdefault(claim.told.key, set()).add((topic, value))
    sides = [
        (topic, side) for topic, pairs in apart.items() for side in _of_topic(claims[topic], pairs)
    ]
    sides = [*_that_hold(sides)]
    sides += _across(told, sides, of)
    placed = {t.key for _, side in sides for t in side}
    heads = [side[:MOST_TELLINGS] for _, side in sides]
    opened = [one for one in told if one.key not in placed]
    for one in opened:
        likest = max(range(len(sides)), key=lambda n: (_likeness(ground, one, heads[n], of), -n))
        sides[likest][1].append(one)
    held = _in_order(told, sides)
    common = _in_common(ground, told, [one for one in opened if not _amounts(of, one)])
    if not any({t.key for t in common} <= {t.key for t in side} for side in held):
        held.append(common)
    return held


def _that_hold(
    sides: Sequence[tuple[_Topic, list[Told]]],
) -> Iterator[tuple[_Topic, list[Told]]]:
    """The sides but those of *when* and *whether* whose tellings give two amounts of one thing."""
    given: dict[_Topic, list[set[str]]] = {}
    for topic, side in sides:
        if topic[1] != _WHOLE:
            given.setdefault(topic, []).append({t.key for t in side})
    for topic, side in sides:
        keys = {t.key for t in side} if topic[1] == _WHOLE else set[str]()
        if not any(sum(not keys.isdisjoint(g) for g in held) > 1 for held in given.values()):
            yield topic, side


def _in_common(ground: Ground, told: Sequence[Told], opened: Sequence[Told]) -> list[Told]:
    """A telling that leaves it open and counts nothing, with all that tell it: who tells of *14
    dead in the strike on the depot* tells of the strike. Of several the one that most reports
    tell."""
    if not opened:
        return []
    means = {one.key: _meant(ground, one) for one in told}

    def side_of(head: Told) -> list[Told]:
        mine, others = means[head.key], (one for one in told if one is not head)
        return [head, *(o for o in others if in_common(mine, means[o.key]).left >= TELLS_IT)]

    sides = map(side_of, opened[:MOST_OPEN])
    return max(sides, key=lambda side: (len({t.report for t in side}), len(side)))


def _meant(ground: Ground, one: Told) -> Meant:
    return meant_by(parts_in(ground.brief(one), one.spans))


def _across(
    told: Sequence[Told],
    sides: Sequence[tuple[_Topic, list[Told]]],
    of: Mapping[str, set[tuple[_Topic, Hashable]]],
) -> list[tuple[_Topic, list[Told]]]:
    """What tellings of several sides give alike: the magnitude beside a toll that grew."""
    by_value: dict[Hashable, list[Told]] = {}
    for one in told:
        for value in sorted(_amounts(of, one), key=repr):
            by_value.setdefault(value, []).append(one)
    found = []
    for value, several in by_value.items():
        keys = {t.key for t in several}
        whole = any(keys <= {t.key for t in side} for _, side in sides)
        if len({t.report for t in several}) > 1 and not whole and _is_telling(value):
            found.append(((0, repr(value)), several))
    return found


def _is_telling(value: Hashable) -> bool:
    """Whether an amount is no chance whatever it counts: *6.3*, *1,200*."""
    assert isinstance(value, tuple)
    low, high = value
    return bool(low == high and telling_amount(low))


def _in_order(told: Sequence[Told], sides: Sequence[tuple[_Topic, list[Told]]]) -> list[list[Told]]:
    """Each side once; of those that only tell when or whether, none that another one holds."""
    order = {one.key: n for n, one in enumerate(told)}
    kept: dict[tuple[int, ...], bool] = {}
    for topic, side in sides:
        members = tuple(sorted(order[t.key] for t in side))
        kept[members] = kept.get(members, True) and topic[1] == _WHOLE
    found = [
        members
        for members, whole in kept.items()
        if not (whole and any(set(members) < set(other) for other in kept))
    ]
    return [
        [told[n] for n in members] for members in sorted(found, key=lambda m: (m[0], -len(m), m))
    ]


def _of_topic(values: _Values, apart: set[frozenset[Hashable]]) -> Iterator[list[Told]]:
    """The tellings of a topic, those together that do not differ from the first of them."""
    sides: list[list[Hashable]] = []
    for value in values:
        side = next((s for s in sides if not any(frozenset((value, v)) in apart for v in s)), None)
        if side is None:
            sides.append([value])
        else:
            side.append(value)
    for side in sides:
        yield list({c.told.key: c.told for value in side for c in values[value]}.values())


def _likeness(
    ground: Ground,
    one: Told,
    side: Sequence[Told],
    of: Mapping[str, set[tuple[_Topic, Hashable]]],
) -> tuple[int, float]:
    """How many amounts a telling has in common with a side, and the share of its words that the
    likest telling has."""
    own = _amounts(of, one)
    amounts_shared = max((len(own & _amounts(of, t)) for t in side), default=0)
    words = set(ground.words(one))
    shares = (len(words & set(ground.words(t))) for t in side)
    return amounts_shared, max(shares, default=0) / max(1, len(words))


def _amounts(of: Mapping[str, set[tuple[_Topic, Hashable]]], one: Told) -> set[Hashable]:
    return {value for topic, value in of.get(one.key, ()) if topic[1] != _WHOLE}


def _claims(ground: Ground, told: Sequence[Told]) -> dict[_Topic, dict[Hashable, list[Claim]]]:
    found: dict[_Topic, dict[Hashable, list[Claim]]] = {}
    for number, kind in enumerate(KINDS):
        for one in told:
            for claim in kind.claims(ground, one):
                by_value = found.setdefault((number, claim.topic), {})
                by_value.setdefault(claim.value, []).append(claim)
    return found


def _may_part(ground: Ground, told: Sequence[Told]) -> bool:
    """Whether tellings hold to two values of a topic: those of most matters do not."""
    for kind in KINDS:
        known: dict[str, Hashable] = {}
        for one in told:
            held = (
                ((claim.topic, claim.value) for claim in kind.claims(ground, one))
                if kind.holds is None
                else kind.holds(ground, one)
            )
            for topic, value in held:
                if known.setdefault(topic, value) != value:
                    return True
    return False


def _apart(ground: Ground, topic: _Topic, claims: _Values) -> set[frozenset[Hashable]]:
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
