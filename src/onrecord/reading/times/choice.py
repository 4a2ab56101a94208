"""Which of several like periods is meant: the tense of the verb tells, or the words do."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Final

from onrecord.reading.times.calendar import OutOfCalendarError, Period
from onrecord.reading.times.context import Context, DeclinedError

_WEEKDAYS: Final = (
    "",
    *("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
)


#: A past verb does not reach back so many days when the next one is so near: *the dividend,
#: declared today, is payable Dec. 15*.
LONG_AGO: Final = 290
SHORTLY: Final = 60


def weekday_name(number: int) -> str:
    """The English name of an ISO weekday, for reasons."""
    return _WEEKDAYS[number]


def from_verb(context: Context) -> str:
    """How the tense shows, for reasons."""
    told = context.told
    return f"its verb is {told.tense} ({told.verb!r})" if told.tense else "no verb shows a tense"


def in_year(
    make: Callable[[int], Period], context: Context, direction: int | None
) -> tuple[Period, str]:
    """The period without a year that is meant, and why: the last one, the next one, or the nearest
    to the day of publication. Raises DeclinedError when the calendar has none of them."""
    options = list(_made(make, range(context.day.year - 4, context.day.year + 5)))
    if not options:
        raise DeclinedError("the calendar has no such day")
    day = context.day
    if direction == 0:
        return min(options, key=lambda p: _gap(p, day)), "the words say this one"
    if direction is not None:
        before = [p for p in options if p.last < day]
        after = [p for p in options if p.first > day]
        chosen = before[-1:] if direction < 0 else after[:1]
        if chosen:
            return chosen[0], f"the words say the {'last' if direction < 0 else 'next'} one"
    past = [p for p in options if p.first <= day]
    future = [p for p in options if p.last >= day]
    if context.told.tense == "past" and past:
        if future and _gap(past[-1], day) > LONG_AGO and _gap(future[0], day) < SHORTLY:
            back, ahead = _gap(past[-1], day), _gap(future[0], day)
            why = f"{from_verb(context)}, but the next is {ahead} days off, the last {back}"
            return future[0], why
        return past[-1], f"{from_verb(context)}, so it is the last one{_beside(future, past[-1])}"
    if context.told.tense == "future" and future:
        quarter = past and past[-1].grain in {"quarter", "half"}
        if quarter and future[0] != past[-1] and _gap(past[-1], day) < SHORTLY:
            why = f"{from_verb(context)}, but figures are told of the one that has just ended"
            return past[-1], why
        return future[0], f"{from_verb(context)}, so it is the next one{_beside(past, future[0])}"
    nearest = min(options, key=lambda p: (_gap(p, day), p.first > day))
    return nearest, f"{from_verb(context)}, so it is the nearest one"


def _beside(others: list[Period], chosen: Period) -> str:
    """The like period that was not chosen."""
    rest = [p for p in others if p != chosen]
    if not rest:
        return ""
    return f", not {min(rest, key=lambda p: abs(p.first - chosen.first)).value}"


def _made(make: Callable[[int], Period], years: Iterable[int]) -> Iterable[Period]:
    for year in years:
        try:
            yield make(year)
        except OutOfCalendarError:
            continue


def _gap(period: Period, day: date) -> int:
    if period.first <= day <= period.last:
        return 0
    return min(abs((period.first - day).days), abs((period.last - day).days))


def weekday_near(weekday: int, context: Context, direction: int | None) -> tuple[date, str]:
    """The day that a weekday's name means, and why."""
    day, name = context.day, weekday_name(weekday)
    back = (day.isoweekday() - weekday) % 7
    ahead = (weekday - day.isoweekday()) % 7
    if direction is not None and direction != 0:
        chosen = day - timedelta(days=back or 7) if direction < 0 else None
        chosen = chosen or day + timedelta(days=ahead or 7)
        return chosen, f"the words say the {'last' if direction < 0 else 'next'} {name}"
    if back == 0 and context.says_today and context.told.tense == "future":
        back, ahead = 7, 7
    if context.told.ahead or (direction == 0 and context.told.tense != "past"):
        chosen, other = day + timedelta(days=ahead), day - timedelta(days=back)
        side = "first from"
    else:
        chosen, other = day - timedelta(days=back), day + timedelta(days=ahead)
        side = "last up to"
    why = f"{from_verb(context)}, so it is the {side} the day of publication"
    return chosen, why if chosen == other else f"{why}, not {other.isoformat()}"
