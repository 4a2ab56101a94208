"""Times of one event, or in one statement, that do not meet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from onrecord.across.brief import When
from onrecord.across.differ.claims import (
    Claim,
    Ground,
    Kind,
    Verdict,
    folded,
    is_later,
    told_at,
)
from onrecord.across.standing import Told
from onrecord.model import Span

#: Grains from the finest to the coarsest that says when something was.
FINE: Final = frozenset(
    {"second", "minute", "hour", "daypart", "day", "weekend", "week", "month", "year"}
)


#: Grains of hours, how many of one telling are compared, and the minutes by which one that is full
#: (*about 4 a.m.*) and one that is not may miss.
OF_CLOCKS: Final = frozenset({"hour", "minute"})
MOST_HOURS: Final = 2
ABOUT_AN_HOUR, ABOUT_A_MINUTE = 45, 15
_CLOCK = re.compile(r"T(\d\d):(\d\d)")
#: Grains within a day, and words, and letters of one, from which on they say of which.
OF_A_DAY: Final = frozenset({"second", "minute", "hour", "daypart"})
DATED, DATED_WORD = 2, 4


def _claims(ground: Ground, told: Told) -> Iterator[Claim]:
    if told.deed is not None:
        wanted = set(told.deed.times)
    elif told.within is not None:
        wanted = set(told.within.times)
    else:
        return
    if not wanted:
        return
    brief = ground.brief(told)
    times = [t for t in brief.times if t.id in wanted and t.grain in FINE]
    # Two times in one telling are a beginning and an end, or two matters: which is not known.
    if len(times) == 1:
        (when,) = times
        if not says_which_day(when, words_in(brief.text, when.span)):
            return
        yield Claim(
            told=told,
            span=when.span,
            says=shown(when),
            topic="event" if told.deed is not None else "statement",
            value=told_at(when),
            as_of=ground.published(told),
        )


def words_in(text: str, span: Span) -> list[str]:
    """The words of a time, folded."""
    return folded(span.of(text)).split()


def long_words(words: Sequence[str]) -> set[str]:
    """Those words of a time that say which."""
    return {w for w in words if len(w) >= DATED_WORD}


def says_which_day(when: When, words: Sequence[str]) -> bool:
    """*by evening*, *3 a.m.*: of which day is told elsewhere."""
    return when.grain not in OF_A_DAY or (len(words) >= DATED and bool(long_words(words)))


def shown(when: When) -> str:
    if when.earliest == when.latest:
        return when.earliest
    if when.earliest[:10] == when.latest[:10]:
        return f"{when.earliest[:10]} ({when.grain})"
    return f"{when.earliest} to {when.latest}"


def _apart(ground: Ground, one: Claim, other: Claim) -> Verdict:
    earlier, later = (other, one) if is_later(one, other) else (one, other)
    ahead = earlier.as_of is not None and _bounds(earlier)[0] > earlier.as_of
    if is_later(later, earlier) and ahead and _bounds(later)[0] > _bounds(earlier)[0]:
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
    return long_words(words_in(ground.brief(claim.told).text, claim.span))


def _bounds(claim: Claim) -> tuple[str, str]:
    value = claim.value
    assert isinstance(value, tuple)
    return value


OF_SIDES: Final = Kind(kind="date", claims=_claims, differ=_differ_by_day)


def _hours(ground: Ground, told: Told) -> Iterator[Claim]:
    """*A curfew from 8 p.m. to 5 a.m.*: the hours of what is told, one or two."""
    if told.deed is not None or told.within is None or not told.within.times:
        return
    wanted = set(told.within.times)
    times = [t for t in ground.brief(told).times if t.id in wanted and t.grain in OF_CLOCKS]
    hours = [_CLOCK.search(t.earliest) for t in times]
    if 0 < len(times) <= MOST_HOURS and all(hours):
        yield Claim(
            told=told,
            span=times[0].span,
            says=", ".join(f"{at[1]}:{at[2]}" for at in hours if at),
            topic="statement",
            value=tuple(60 * int(at[1]) + int(at[2]) for at in hours if at),
            as_of=ground.published(told),
        )


def _differ_by_hour(ground: Ground, one: Claim, other: Claim) -> Verdict | None:
    """Tellings of one matter that give other hours for it, as many each."""
    del ground
    assert isinstance(one.value, tuple)
    assert isinstance(other.value, tuple)
    if len(one.value) != len(other.value):
        return None
    for left, right in zip(one.value, other.value, strict=True):
        apart = abs(left - right)
        full = left % 60 == 0 or right % 60 == 0
        if min(apart, 24 * 60 - apart) > (ABOUT_AN_HOUR if full else ABOUT_A_MINUTE):
            return Verdict("disagreement", f"the hours are others: {one.says}, {other.says}")
    return None


HOURS_OF_SIDES: Final = Kind(kind="date", claims=_hours, differ=_differ_by_hour)
