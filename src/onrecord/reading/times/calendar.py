"""Stretches of the Gregorian calendar (proleptic before 1582), their neighbours and values.

Values follow TIMEX3 (ISO-TimeML, ISO 24617-1): ``2023-09-17``, ``2023-W37``, ``2023-W37-WE``,
``2023-09``, ``2023-Q3``, ``2023-H2``, ``2023-SU``, ``2023``, ``202``, ``20``.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from onrecord.knowledge.feasts import feasts
from onrecord.model.time import TimeGrain

FIRST_YEAR: Final = 1
LAST_YEAR: Final = 9999
#: First month of each season, in the northern hemisphere; winter begins in December.
SEASONS: Final = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_MONTHS: Final = {"month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12}
_YEARS: Final = {"year": 1, "decade": 10, "century": 100}


class OutOfCalendarError(Exception):
    """A date that the calendar does not have; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Whole days ``first`` to ``last``, both included, at a grain, with their TIMEX3 value."""

    first: date
    last: date
    grain: TimeGrain
    value: str

    @property
    def day(self) -> date | None:
        return self.first if self.grain == "day" else None


def _date(year: int, month: int, day: int) -> date:
    if year == 0:
        raise OutOfCalendarError("there is no year 0")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise OutOfCalendarError(f"years outside {FIRST_YEAR} to {LAST_YEAR} are not reckoned with")
    try:
        return date(year, month, day)
    except ValueError as error:
        raise OutOfCalendarError("the calendar has no such day") from error


def a_day(when: date) -> Period:
    return Period(first=when, last=when, grain="day", value=when.isoformat())


def day_of(year: int, month: int, day: int) -> Period:
    if not 1 <= month <= 12:
        raise OutOfCalendarError("the calendar has no such month")
    return a_day(_date(year, month, day))


def week_of(when: date) -> Period:
    year, number, weekday = when.isocalendar()
    first = when - timedelta(days=weekday - 1)
    return Period(
        first=first,
        last=first + timedelta(days=6),
        grain="week",
        value=f"{year:04}-W{number:02}",
    )


def weekend_of(when: date) -> Period:
    week = week_of(when)
    saturday = week.last - timedelta(days=1)
    return Period(first=saturday, last=week.last, grain="weekend", value=f"{week.value}-WE")


def _months(year: int, month: int, count: int, grain: TimeGrain, value: str) -> Period:
    first = _date(year, month, 1)
    end = year * 12 + month - 1 + count - 1
    last_year, last_month = divmod(end, 12)
    last = _date(last_year, last_month + 1, calendar.monthrange(last_year, last_month + 1)[1])
    return Period(first=first, last=last, grain=grain, value=value)


def month_of(year: int, month: int) -> Period:
    if not 1 <= month <= 12:
        raise OutOfCalendarError("the calendar has no such month")
    return _months(year, month, 1, "month", f"{year:04}-{month:02}")


def quarter_of(year: int, quarter: int) -> Period:
    return _months(year, 3 * quarter - 2, 3, "quarter", f"{year:04}-Q{quarter}")


def half_of(year: int, half: int) -> Period:
    return _months(year, 6 * half - 5, 6, "half", f"{year:04}-H{half}")


def season_of(year: int, season: str) -> Period:
    """A season; the winter of a year begins in its December."""
    return _months(year, SEASONS[season], 3, "season", f"{year:04}-{season}")


def year_of(year: int) -> Period:
    return _months(year, 1, 12, "year", f"{year:04}")


def decade_of(year: int) -> Period:
    first = year // 10 * 10
    return Period(
        first=_date(max(first, 1), 1, 1),
        last=_date(first + 9, 12, 31),
        grain="decade",
        value=f"{first // 10:03}",
    )


def century_of(number: int) -> Period:
    """The 20th century is 1901 to 2000; its TIMEX3 value is ``19``."""
    return Period(
        first=_date(100 * (number - 1) + 1, 1, 1),
        last=_date(100 * number, 12, 31) if number < 100 else _date(LAST_YEAR, 12, 31),
        grain="century",
        value=f"{number - 1:02}",
    )


def period_around(when: date, grain: TimeGrain) -> Period:
    """The day, week, month ... that ``when`` lies in."""
    makers: dict[str, Callable[[], Period]] = {
        "day": lambda: a_day(when),
        "week": lambda: week_of(when),
        "weekend": lambda: weekend_of(when),
        "month": lambda: month_of(when.year, when.month),
        "quarter": lambda: quarter_of(when.year, (when.month + 2) // 3),
        "half": lambda: half_of(when.year, 1 if when.month < 7 else 2),
        "season": lambda: _season_around(when),
        "year": lambda: year_of(when.year),
        "decade": lambda: decade_of(when.year),
        "century": lambda: century_of((when.year + 99) // 100),
    }
    return makers.get(grain, makers["day"])()


def _season_around(when: date) -> Period:
    for season, month in SEASONS.items():
        if (when.month - month) % 12 < 3:
            return season_of(when.year - (season == "WI" and when.month < 12), season)
    raise AssertionError(when)


def moved(when: date, amount: int, grain: TimeGrain) -> date:
    """The same day ``amount`` units later; the last of the month where that day does not exist."""
    try:
        if grain in {"day", "daypart"}:
            return when + timedelta(days=amount)
        if grain in {"week", "weekend"}:
            return when + timedelta(weeks=amount)
    except OverflowError as error:
        raise OutOfCalendarError(f"lies outside the years {FIRST_YEAR} to {LAST_YEAR}") from error
    months = _MONTHS.get(grain, 0) or 12 * _YEARS[grain]
    year, month = divmod(when.year * 12 + when.month - 1 + amount * months, 12)
    _date(year, 1, 1)
    return _date(year, month + 1, min(when.day, calendar.monthrange(year, month + 1)[1]))


def neighbour(when: date, amount: int, grain: TimeGrain) -> Period:
    """The period ``amount`` steps from the one that ``when`` lies in."""
    return period_around(moved(period_around(when, grain).first, amount, grain), grain)


def part_of(period: Period, part: str) -> tuple[date, date]:
    """The first, middle or last third of a period: START, MID, END; else the whole of it."""
    days = (period.last - period.first).days + 1
    third = max(days // 3, 1)
    if part == "START":
        return period.first, period.first + timedelta(days=third - 1)
    if part == "END":
        return period.last - timedelta(days=third - 1), period.last
    if part == "MID" and days >= 3:
        return period.first + timedelta(days=third), period.last - timedelta(days=third)
    return period.first, period.last


def easter(year: int) -> date:
    """Western Easter Sunday (Anonymous Gregorian algorithm, Nature 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    r = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * r) // 433
    month, _ = divmod(h + r - 7 * m + 90, 25)
    return _date(year, month, (h + r - 7 * m + 33 * month + 19) % 32)


def orthodox_easter(year: int) -> date:
    """Eastern Easter Sunday by Meeus's Julian algorithm, as a Gregorian date."""
    a, b, c = year % 4, year % 7, year % 19
    d = (19 * c + 15) % 30
    e = (2 * a + 4 * b - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    shift = year // 100 - year // 400 - 2
    return _date(year, month, day + 1) + timedelta(days=shift)


def holiday_of(rule: str, year: int) -> date:
    """A holiday by its rule: ``12-25``, ``easter+1``, ``orthodox-49``, ``11-th4`` (the fourth
    Thursday of November), ``05-mo-1`` (the last Monday of May), or the name of a feast whose days
    are listed (``eid-al-fitr``)."""
    if rule in feasts():
        if year not in feasts()[rule]:
            raise OutOfCalendarError(f"the day of this feast in {year} is not listed")
        return feasts()[rule][year]
    for name, feast in (("easter", easter), ("orthodox", orthodox_easter)):
        if rule.startswith(name):
            return feast(year) + timedelta(days=int(rule.removeprefix(name) or 0))
    month, _, rest = rule.partition("-")
    if rest.isdecimal():
        return _date(year, int(month), int(rest))
    weekday = ("mo", "tu", "we", "th", "fr", "sa", "su").index(rest[:2])
    count = int(rest[2:])
    first = _date(year, int(month), 1)
    if count > 0:
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (count - 1))
    last = month_of(year, int(month)).last
    return last - timedelta(days=(last.weekday() - weekday) % 7)
