"""The days on which a report may have been published."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from onrecord.model.report import Published
from onrecord.reading.times.calendar import month_of, year_of

#: So many candidate days are all reckoned with.
FEW: Final = 14


def bounds_of(value: str) -> tuple[date, date]:
    """First and last day of an ISO 8601 prefix (``2023``, ``2023-09``, ``2023-09-17T10:00``)."""
    parts = value[:10].split("-")
    if len(parts) == 3:
        day = date.fromisoformat(value[:10])
        return day, day
    if len(parts) == 2:
        month = month_of(int(parts[0]), int(parts[1]))
        return month.first, month.last
    year = year_of(int(parts[0]))
    return year.first, year.last


def sampled(published: Published) -> list[date]:
    """Enough of the candidate days to tell what is the same on all of them, and its bounds: all of
    a few, a week at either end of a month, days of every season of a year."""
    days = days_of(published)
    if len(days) <= FEW:
        return days
    if len(days) <= 31:
        return [*days[:7], *days[-7:]]
    return [days[0], *days[29:-1:47], days[-1]]


def days_of(published: Published) -> list[date]:
    """Every candidate day, in order; none when nothing is known."""
    if published.value is None:
        return sorted(date.fromisoformat(c[:10]) for c in published.candidates if len(c) >= 10)
    first, last = bounds_of(published.value)
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
