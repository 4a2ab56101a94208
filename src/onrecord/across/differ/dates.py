"""Times of one event, or in one statement, that do not meet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from onrecord.across.brief import When
from onrecord.across.differ.claims import Claim, Ground, Kind, Verdict, alike, folded, told_at
from onrecord.across.told import Told

#: Grains from the finest to the coarsest that says when something was.
FINE: Final = frozenset(
    {"second", "minute", "hour", "daypart", "day", "weekend", "week", "month", "year"}
)


#: Share of words in common of two tellings of which each dates its matter.
DATES_ALIKE: Final = 0.4
#: Grains within a day, and words, and letters of one, from which on they say of which.
OF_A_DAY: Final = frozenset({"second", "minute", "hour", "daypart"})
DATED, DATED_WORD = 2, 4


def _claims(ground: Ground, told: Told) -> Iterator[Claim]:
    brief = ground.brief(told)
    if told.deed is not None:
        wanted = set(told.deed.times)
    elif told.within is not None:
        wanted = set(told.within.times)
    else:
        return
    if not wanted:
        return
    times = [t for t in brief.times if t.id in wanted and t.grain in FINE]
    # Two times in one telling are a beginning and an end, or two matters: which is not known.
    if len(times) == 1:
        (when,) = times
        # *by evening*, *3 a.m.*: of which day is told elsewhere.
        words = folded(when.span.of(brief.text)).split()
        if when.grain in OF_A_DAY and (len(words) < DATED or max(map(len, words)) < DATED_WORD):
            return
        yield Claim(
            told=told,
            span=when.span,
            says=shown(when),
            topic="event" if told.deed is not None else "statement",
            value=told_at(when),
            as_of=ground.published(told),
        )


def shown(when: When) -> str:
    if when.earliest == when.latest:
        return when.earliest
    if when.earliest[:10] == when.latest[:10]:
        return f"{when.earliest[:10]} ({when.grain})"
    return f"{when.earliest} to {when.latest}"


def _differ(ground: Ground, one: Claim, other: Claim) -> Verdict | None:
    low, high = _bounds(one)
    lower, higher = _bounds(other)
    if low <= higher and lower <= high:
        return None
    if not _words(ground, one).isdisjoint(_words(ground, other)):
        return None  # *Monday* and *Monday*, *June 1* and *1 June*: read from other anchors
    if one.topic == "statement" and not (
        _one_grain(one, other) and alike(ground, one.told, other.told, DATES_ALIKE)
    ):
        return None  # they may date two matters of the statement
    if one.topic == "event" and not _one_deed(ground, one.told, other.told):
        return None  # two events of one kind
    return _apart(ground, one, other)


def _one_deed(ground: Ground, one: Told, other: Told) -> bool:
    """Whether two deeds that are taken for one are of the same people, or in words of which enough
    are the same: not *the owner ordered a tug* and *the court ordered the arrest*."""
    doers = [_doers(ground, told) for told in (one, other)]
    if all(doers):
        return not doers[0].isdisjoint(doers[1])
    languages = {ground.brief(told).language for told in (one, other)}
    return len(languages) > 1 or alike(ground, one, other, DATES_ALIKE)


def _doers(ground: Ground, told: Told) -> set[str]:
    """Who did it, and whom it was done to, as entities across reports."""
    if told.deed is None:
        return set()
    people = (*told.deed.actors, *told.deed.recipients)
    return {ground.entity(told, p.entity_id) for p in people if p.entity_id is not None}


def _apart(ground: Ground, one: Claim, other: Claim) -> Verdict:
    earlier, later = (other, one) if ground.is_later(one, other) else (one, other)
    ahead = earlier.as_of is not None and _bounds(earlier)[0] > earlier.as_of
    if ground.is_later(later, earlier) and ahead and _bounds(later)[0] > _bounds(earlier)[0]:
        because = f"it lay ahead and is told later for another time: {earlier.says}, {later.says}"
        return Verdict("update", because)
    return Verdict("disagreement", f"the times do not meet: {one.says}, {other.says}")


def _differ_by_day(ground: Ground, one: Claim, other: Claim) -> Verdict | None:
    """Of tellings of one matter in whatever words, each told of one day that is over: they are not
    said to disagree, but they do not tell one thing."""
    days = [(low[:10], high[:10]) for low, high in (_bounds(one), _bounds(other))]
    if any(low != high for low, high in days) or days[0] == days[1]:
        return None
    over = all(c.as_of is None or d[0] <= c.as_of for c, d in zip((one, other), days, strict=True))
    same = not _words(ground, one).isdisjoint(_words(ground, other))
    return None if same or not over else _apart(ground, one, other)


def _words(ground: Ground, claim: Claim) -> set[str]:
    """The words of a time that say which."""
    return {
        w
        for w in folded(claim.span.of(ground.brief(claim.told).text)).split()
        if len(w) >= DATED_WORD
    }


def _one_grain(one: Claim, other: Claim) -> bool:
    """Whether both are told by the day or finer, or neither is."""
    days = [low[:10] == high[:10] for low, high in (_bounds(one), _bounds(other))]
    return days[0] == days[1]


def _bounds(claim: Claim) -> tuple[str, str]:
    value = claim.value
    assert isinstance(value, tuple)
    return value


KIND: Final = Kind(kind="date", claims=_claims, differ=_differ)
OF_SIDES: Final = Kind(kind="date", claims=_claims, differ=_differ_by_day)
