"""Amounts of one thing that cannot both be: *12 dead* and *15 dead*, not *about 12* and *12*."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from math import inf, isinf
from typing import Final

from onrecord.across.differ.claims import Claim, Ground, Kind, Verdict, is_later
from onrecord.across.numbers import Number
from onrecord.across.standing import Told
from onrecord.model import Span

#: Share by which a round number of a hundred and more may miss at most without being another; it
#: misses by no more than half of its last place that is no nought: 61,000 is not 58,000.
ROUNDING: Final = 0.05
ROUND_FROM: Final = 100
_OLD = re.compile(r"[ -]*years?[ -]*old", re.IGNORECASE)
#: Classes of ``amounts.toml`` of which a later count is a later state of the same matter.
GROWING: Final = frozenset(
    {
        *("dead", "injured", "missing", "detained", "displaced", "rescued", "infected"),
        *("votes", "seats", "protesters"),
    }
)
#: Classes and units in which things of all kinds are counted.
MEASURES: Final = frozenset(
    {
        *("people", "days", "weeks", "months", "years", "hours", "minutes", "percent", "points"),
        *("USD", "EUR", "GBP", "barrels", "tonnes", "litres", "degrees", "metres", "kilograms"),
    }
)


def _claims(ground: Ground, told: Told) -> Iterator[Claim]:
    if told.deed is not None:
        return  # asked of the telling that it stands in
    brief = ground.brief(told)
    found: dict[str, list[Number]] = {}
    for number in ground.numbers(told):
        if not number.former:
            found.setdefault(number.what, []).append(number)
    for what, numbers in found.items():
        # Two amounts of one thing in one telling are a whole and its part: which is not known.
        number = numbers[0]
        if (len(numbers) == 1 or is_part(brief.text, numbers)) and not is_age(
            brief.text, number.span
        ):
            yield Claim(
                told=told,
                span=number.span,
                says=f"{shown(number)} {what}",
                topic=what,
                value=(number.low, number.high),
                as_of=as_of(ground, told),
            )


def is_part(text: str, numbers: Sequence[Number]) -> bool:
    """Whether the first of two amounts is told as a part of the second: *11 of 24 wagons*."""
    between = text[numbers[0].span.end : numbers[1].span.start].split()
    return len(numbers) == 2 and len(between) <= 2 and numbers[0].high < numbers[1].low


def _more_than_one(ground: Ground, told: Told) -> Iterator[Claim]:
    """*A man* counts nobody that others might count otherwise."""
    yield from (c for c in _claims(ground, told) if c.topic in GROWING or c.value != (1.0, 1.0))


def _holds(ground: Ground, told: Told) -> Iterator[tuple[str, Hashable]]:
    if told.deed is None:
        yield from ((number.what, (number.low, number.high)) for number in ground.numbers(told))


def is_age(text: str, span: Span) -> bool:
    """Whether a number stands beside a name, between commas (*Davit Orbelian, 71 ans, …*), or says
    how old somebody is (*the 36-year-old*)."""
    before = text[max(0, span.start - 3) : span.start].rstrip()
    behind = text[span.end : span.end + 12]
    between = before.endswith(",") and "," in behind
    return between or _OLD.match(text, span.end) is not None


def as_of(ground: Ground, told: Told) -> str | None:
    """A time of day that stands beside what is told (*a toll of 8 p.m.*), or the day of
    publication."""
    if told.within is not None and told.within.voice == "statement":
        beside = [
            t.earliest
            for t in ground.brief(told).times
            if "T" in t.earliest
            and told.within.sentence.covers(t.span)
            and not any(s.overlaps(t.span) for s in told.spans)
        ]
        if len(beside) == 1:
            return beside[0]
    return ground.published(told)


def shown(number: Number) -> str:
    if isinf(number.high):
        return f"{number.low:.12g} or more"
    if number.low == number.high:
        return f"{number.low:.12g}"
    return (
        f"{number.low:.12g} to {number.high:.12g}"
        if number.low > 0
        else f"up to {number.high:.12g}"
    )


def _differ_loosely(ground: Ground, one: Claim, other: Claim) -> Verdict | None:
    """The same of tellings of one matter, whatever stands beside the numbers."""
    (low, high), (lower, higher) = _bounds(one), _bounds(other)
    one_heat = one.topic == "degrees" and heat_alike(_bounds(one), _bounds(other))
    apart = cannot_both((low, high), (lower, higher)) and not one_heat
    grows = one.topic in GROWING
    earlier, later = (other, one) if is_later(one, other) else (one, other)
    ordered = is_later(later, earlier)
    rose = _bounds(later)[0] > _bounds(earlier)[0]
    if grows and (apart or overtaken((low, high), (lower, higher))) and (rose or not ordered):
        if ordered:
            return Verdict("update", f"a count that grows, told later: {_both(earlier, later)}")
        if not apart:
            return Verdict("update", f"both can hold, one is a later count: {_both(one, other)}")
    if not apart:
        return None
    if ordered and ground.same_outlet(one.told, other.told):
        return Verdict("update", f"the same outlet later: {_both(earlier, later)}")
    return Verdict("disagreement", f"the amounts cannot both hold: {_both(one, other)}")


def heat_alike(one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Degrees of two scales: Celsius and Fahrenheit."""
    cold, hot = sorted((one, other))
    low, high = (9 / 5 * degrees + 32 for degrees in cold)
    return low - 1 <= hot[1] and hot[0] <= high + 1


def _bounds(claim: Claim) -> tuple[float, float]:
    value = claim.value
    assert isinstance(value, tuple)
    return value


def _both(one: Claim, other: Claim) -> str:
    return f"{one.says}, {other.says}"


def cannot_both(one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Whether two ranges have nothing in common, a round number being no exact one."""
    low, high = _rounded(*one)
    lower, higher = _rounded(*other)
    return low > higher or lower > high


def _rounded(low: float, high: float) -> tuple[float, float]:
    if low == high and low >= ROUND_FROM and low % 10 == 0:
        place = 10
        while low % (10 * place) == 0:
            place *= 10
        slack = min(low * ROUNDING, place / 2)
        return low - slack, high + slack
    return low, high


def overtaken(one: tuple[float, float], other: tuple[float, float]) -> bool:
    """*At least 19* beside *at least 31*, or beside 31: a lower bound that was overtaken."""
    (low, high), (lower, higher) = one, other
    least = [a for a, b in (one, other) if isinf(b)]
    if not least or low == lower:
        return False
    ends = (low, min(high, low)), (lower, min(higher, lower))
    return cannot_both(*ends) and max(low, lower) < inf


def _least(claim: Claim) -> float:
    return _bounds(claim)[0]


#: Amounts of tellings of one matter.
OF_SIDES: Final = Kind(
    kind="number", claims=_more_than_one, differ=_differ_loosely, rank=_least, holds=_holds
)
