"""What a text says of the day it was written on: each time as a piece of evidence.

Agency reports name the day of writing by its weekday, most often in their first paragraphs; a date
told as past does not lie ahead; the month that is named without a year is a near one.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from onrecord.reading.times import calendar
from onrecord.reading.times.calendar import OutOfCalendarError, Period
from onrecord.reading.times.choice import weekday_name
from onrecord.reading.times.context import Context, DeclinedError
from onrecord.reading.times.resolve import resolve
from onrecord.reading.times.seen import Seen

#: What is told again and again counts this often.
RECURS: Final = 3
#: Paragraphs that tell the news of the day; headlines and datelines count.
LEAD: Final = 3
#: Shares by days between a weekday and the day of writing, told as past and as coming.
_BACK: Final = (0.50, 0.26, 0.09, 0.05, 0.04, 0.03, 0.03)
_BACK_IN_LEAD: Final = (0.74, 0.17, 0.04, 0.02, 0.01, 0.01, 0.01)
_AHEAD: Final = (0.14, 0.40, 0.17, 0.10, 0.08, 0.06, 0.05)
#: Shares by months between a month that is named and that of writing.
_MONTHS: Final = (0.22, 0.28, 0.14, 0.09, 0.07, 0.05, 0.04, 0.03, 0.03, 0.02, 0.02, 0.01)
#: What remains of a day's share when a told past lies after it, or a coming day before.
_WRONG_SIDE: Final = 0.01
#: Days over which a report of a dated event grows old.
_AGES: Final = 7.0
_OLD: Final = 0.03


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """How well a day of publication goes with one thing that the text says; ``weekly`` when only
    its weekday matters."""

    says: str
    share: Callable[[date], float]
    weekly: bool = False


def absolute(one: Seen) -> Period | None:
    """The period of a date that states its year."""
    fields = one.found.fields
    if one.found.rule.meaning != "date" or "year" not in fields:
        return None
    try:
        return resolve("date", fields, Context(day=date(2000, 1, 1))).period
    except DeclinedError:
        return None


def evidence_of(seen: Sequence[Seen]) -> list[Evidence]:
    """Everything that speaks for or against a day; what is told again and again counts for a few
    times."""
    found, counted = [], Counter[str]()
    for evidence in (*_weekdays(seen), *_dates(seen)):
        counted[evidence.says] += 1
        if counted[evidence.says] <= RECURS:
            found.append(evidence)
    return found


def _dates(seen: Sequence[Seen]) -> Iterator[Evidence]:
    latest: date | None = None
    years: list[int] = []
    for one in seen:
        fields, period = one.found.fields, absolute(one)
        if period is not None:
            if one.told.tense == "future":
                yield _before(period)
            elif period.grain == "day" or one.told.tense == "past":
                yield _not_before(period)
                latest = max(latest or period.first, period.first) if period.day else latest
                years.append(period.first.year)
        elif one.found.rule.meaning == "date" and "month" in fields:
            yield _near_day(one) if "day" in fields else _near_month(one)
    if latest is not None:
        yield _soon_after(latest)
        if latest == told_day(seen):
            yield _same_day(latest)
    if years:
        yield _this_year(max(years))


def _weekdays(seen: Sequence[Seen]) -> Iterator[Evidence]:
    today = any(s.found.rule.meaning == "day" and s.found.fields.get("offset") == 0 for s in seen)
    for one in seen:
        fields = one.found.fields
        if one.found.rule.meaning != "weekday" or "week_offset" in fields:
            continue
        number, direction = int(fields["weekday"]), fields.get("direction")
        ahead = direction == 1 or (direction is None and one.told.ahead)
        shares = _AHEAD if ahead else _BACK_IN_LEAD if one.paragraph <= LEAD else _BACK
        if direction is not None or today:
            shares = (0.03, *shares[1:])
        yield _weekday(number, ahead=ahead, shares=shares)


def _weekday(number: int, *, ahead: bool, shares: tuple[float, ...]) -> Evidence:
    def share(day: date) -> float:
        gap = (number - day.isoweekday()) if ahead else (day.isoweekday() - number)
        return shares[gap % 7]

    told = "is told as coming" if ahead else "is told as past or present"
    return Evidence(says=f"{weekday_name(number)} {told}", share=share, weekly=True)


def _not_before(period: Period) -> Evidence:
    return Evidence(
        says=f"{period.value} is told as past",
        share=lambda day: 1.0 if day >= period.first else _WRONG_SIDE,
    )


def _before(period: Period) -> Evidence:
    return Evidence(
        says=f"{period.value} is told as coming",
        share=lambda day: 1.0 if day <= period.last else _WRONG_SIDE,
    )


def _soon_after(latest: date) -> Evidence:
    return Evidence(
        says=f"the last dated day, {latest.isoformat()}, is not long past",
        share=lambda day: max(math.exp(-abs((day - latest).days) / _AGES), _OLD),
    )


def _is_past_weekday(one: Seen, weekday: int) -> bool:
    fields = one.found.fields
    named = one.found.rule.meaning == "weekday" and fields["weekday"] == weekday
    return named and not one.told.ahead and fields.get("direction") in {None, -1}


def told_day(seen: Sequence[Seen]) -> date | None:
    """The last dated day that is not told as coming, if its weekday is told as past as well."""
    days = [
        period.first
        for one in seen
        if (period := absolute(one)) is not None and period.day and not one.told.ahead
    ]
    latest = max(days, default=None)
    if latest is None or not any(_is_past_weekday(one, latest.isoweekday()) for one in seen):
        return None
    return latest


def _same_day(dated: date) -> Evidence:
    """A date told as past that falls on a weekday told as past is likely that very day."""
    return Evidence(
        says=f"{dated.isoformat()} is the {weekday_name(dated.isoweekday())} that is told of",
        share=lambda day: 1.0 if 0 <= (day - dated).days <= 6 else 0.25,
    )


def _this_year(latest: int) -> Evidence:
    """The latest year that is told as past is mostly that of writing, or the one before."""
    shares = {0: 0.7, 1: 0.25}
    return Evidence(
        says=f"{latest} is the latest year told as past",
        share=lambda day: shares.get(day.year - latest, 0.03),
    )


def _near_month(one: Seen) -> Evidence:
    month, coming = int(one.found.fields["month"]), one.told.ahead

    def share(day: date) -> float:
        gap = (month - day.month) if coming else (day.month - month)
        return _MONTHS[gap % 12]

    return Evidence(
        says=f"month {month:02} is told {'as coming' if coming else 'as past or present'}",
        share=share,
    )


def _near_day(one: Seen) -> Evidence:
    """A day and month without a year: near, on the side that its tense tells, and its weekday."""
    fields = one.found.fields
    month, number = int(fields["month"]), int(fields["day"])
    weekday = fields.get("weekday")

    def share(day: date) -> float:
        near = [d for d in _years(month, number, day) if abs((d - day).days) <= 183]
        if not near:
            return _WRONG_SIDE
        gap = (day - near[0]).days
        value = max(math.exp(-abs(gap) / (2 * _AGES)), 0.15)
        if weekday is not None and near[0].isoweekday() != weekday:
            value *= _WRONG_SIDE
        wrong = (gap < 0 and one.told.tense == "past") or (gap > 0 and one.told.tense == "future")
        return value * (0.1 if wrong else 1.0)

    tense = {"past": "as past", "future": "as coming"}.get(one.told.tense or "", "without a year")
    return Evidence(says=f"{number:02}/{month:02} (day/month) is told {tense}", share=share)


def _years(month: int, number: int, day: date) -> Iterator[date]:
    for year in (day.year - 1, day.year, day.year + 1):
        try:
            yield calendar.day_of(year, month, number).first
        except OutOfCalendarError:
            continue
