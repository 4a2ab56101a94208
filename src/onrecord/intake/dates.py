"""Dates as the head of a report states them: exact forms only, in the languages we have."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from onrecord.intake.words import alike, any_of, words
from onrecord.model.report import DateGrain

#: Characters looked at: a weekday, a date, a time and a zone are shorter.
_LONGEST: Final = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedDate:
    """A date and where it ends in its text.

    ``value`` is an ISO 8601 prefix, None when the digits leave open which number is the day;
    ``candidates`` holds both readings then.
    """

    value: str | None
    grain: DateGrain | None
    candidates: tuple[str, ...] = ()
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Patterns:
    lead: re.Pattern[str]
    dates: tuple[re.Pattern[str], ...]
    numeric: re.Pattern[str]
    day: re.Pattern[str]
    time: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    known = words()
    name = f"{any_of(known.months)}\\.?"
    month = f"(?P<month>{any_of(known.months)})\\.?"
    day = r"(?P<day>\d{1,2}) ?(?:st|nd|rd|th|er|e)?(?!\w)\.?"
    year = r"(?P<year>(?:19|20)\d\d)(?!\d)"
    iso = r"(?P<year>(?:19|20)\d\d)(?:([-/])(?P<month>\d\d)(?:\2(?P<day>\d\d))?)?(?![-/]?\d)"
    small, weekday = any_of(known.date_words), any_of(known.weekdays)
    between = f"[ ,]{{1,3}}(?:{small} )?"
    return _Patterns(
        lead=re.compile(f"(?:{small} )?(?:{weekday}\\.?,? )?(?:{small} )?", re.I),
        dates=tuple(
            re.compile(form, re.I)
            for form in (
                iso,
                f"{day} (?:{small} )?{month}{between}{year}",
                f"{month} {day},? {year}",
                f"{month},? {year}",
            )
        ),
        numeric=re.compile(r"(\d{1,2})([./-])(\d{1,2})\2((?:19|20)\d\d)(?!\d)"),
        day=re.compile(
            f"(?:{small} )?(?:{weekday}\\.?,? ?)?(?:{small} )?"
            rf"(?:\d{{1,2}}(?:st|nd|rd|th|er)? {name}|{name}(?: \d{{1,2}}(?!\d))?)?",
            re.I,
        ),
        time=re.compile(
            f"(?:T|,? ?(?:[-–—|•·,] ?)?(?:{any_of(known.time_words)} )?)"
            r"(?P<hour>\d{1,2})(?: ?[:h] ?(?P<minute>\d\d)(?::\d\d(?:[.,]\d{1,9})?)?(?!\d)|h(?!\w))"
            r"(?: ?(?P<half>[ap])\.?m(?:\.|\b))?"
            r"(?: ?(?P<zone>Z|GMT|UTC|[+-]\d\d:?\d\d)(?!\w))?",
            re.I,
        ),
    )


def date_at(text: str, start: int = 0, *, day_first: bool = False) -> StatedDate | None:
    """The date that begins at ``start``, with its time of day if one follows; None without one.

    ``day_first`` tells that 03/04/2024 can only be the third of April here.
    """
    window = alike(text[start : start + _LONGEST])
    patterns = _patterns()
    lead = patterns.lead.match(window)
    at = lead.end() if lead else 0
    found = _textual(window, at) or _numeric(window, at, day_first)
    if found is None:
        return None
    if found.grain == "day":
        found = _with_time(window, found)
    return StatedDate(
        value=found.value,
        grain=found.grain,
        candidates=found.candidates,
        end=start + found.end,
    )


def day_without_year(text: str, start: int = 0) -> int:
    """Where a day or month ends that begins at ``start`` and lacks its year; ``start`` if none."""
    match = _patterns().day.match(alike(text[start : start + _LONGEST]))
    return start + match.end() if match else start


def _textual(window: str, at: int) -> StatedDate | None:
    for pattern in _patterns().dates:
        match = pattern.match(window, at)
        if match is None:
            continue
        parts = match.groupdict()
        month = parts.get("month")
        number = None if month is None else _month(month)
        day = parts.get("day")
        value = _iso(int(parts["year"]), number, None if day is None else int(day))
        if value is not None:
            grain: DateGrain = "year" if month is None else "month" if day is None else "day"
            return StatedDate(value=value, grain=grain, end=match.end())
    return None


def _month(name: str) -> int:
    return int(name) if name.isdecimal() else words().months[name.lower()]


def _numeric(window: str, at: int, day_first: bool) -> StatedDate | None:
    match = _patterns().numeric.match(window, at)
    if match is None:
        return None
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    # Only languages that put the day first write dates with full stops.
    orders = [(second, first)]
    if not (day_first or match[2] == "."):
        orders.append((first, second))
    values = dict.fromkeys(v for month, day in orders if (v := _iso(year, month, day)))
    if not values:
        return None
    readings = tuple(values)
    if len(readings) == 1:
        return StatedDate(value=readings[0], grain="day", end=match.end())
    return StatedDate(value=None, grain=None, candidates=readings, end=match.end())


def _iso(year: int, month: int | None, day: int | None) -> str | None:
    """The prefix of ISO 8601, None when the calendar has no such day."""
    try:
        whole = date(year, month or 1, day or 1).isoformat()
    except ValueError:
        return None
    return whole[: 4 if month is None else 7 if day is None else 10]


def _with_time(window: str, found: StatedDate) -> StatedDate:
    match = _patterns().time.match(window, found.end)
    if match is None:
        return found
    hour, minute, half = int(match["hour"]), match["minute"], match["half"]
    if half is not None and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half.lower() == "p" else 0)
    if hour > 23 or (minute is not None and int(minute) > 59):
        return found
    value = f"{found.value}T{hour:02}" + ("" if minute is None else f":{minute}")
    grain: DateGrain = "hour" if minute is None else "minute"
    return StatedDate(value=value + _zone(match["zone"]), grain=grain, end=match.end())


def _zone(zone: str | None) -> str:
    if zone is None:
        return ""
    if zone[0] in "+-":
        return zone if ":" in zone else f"{zone[:3]}:{zone[3:]}"
    return "Z"
