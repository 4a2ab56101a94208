"""Periods of the calendar: what must hold of every day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.times import calendar
from onrecord.reading.times.calendar import OutOfCalendarError

#: Three centuries on either side stay within the calendar.
DAYS = st.dates(min_value=date(401, 1, 1), max_value=date(9600, 12, 31))
GRAINS = st.sampled_from(
    ["day", "week", "weekend", "month", "quarter", "half", "season", "year", "decade", "century"]
)


@given(DAYS, GRAINS)
def test_a_period_holds_its_day(day: date, grain: str) -> None:
    period = calendar.period_around(day, grain)  # type: ignore[arg-type]
    if grain != "weekend":
        assert period.first <= day <= period.last
    assert period.grain == grain


@given(DAYS, GRAINS, st.integers(min_value=-3, max_value=3))
def test_neighbours_do_not_overlap_and_lead_back(day: date, grain: str, steps: int) -> None:
    here = calendar.neighbour(day, 0, grain)  # type: ignore[arg-type]
    there = calendar.neighbour(day, steps, grain)  # type: ignore[arg-type]
    assert steps == 0 or there.last < here.first or here.last < there.first
    assert calendar.neighbour(there.first, -steps, grain) == here  # type: ignore[arg-type]


@given(st.integers(min_value=1, max_value=9998))
def test_easter_is_a_sunday_in_spring(year: int) -> None:
    feast = calendar.easter(year)
    assert feast.isoweekday() == 7
    assert date(year, 3, 22) <= feast <= date(year, 4, 25)


@pytest.mark.parametrize(
    ("rule", "year", "day"),
    [
        ("12-25", 2023, "2023-12-25"),
        ("easter", 2024, "2024-03-31"),
        ("easter+39", 2024, "2024-05-09"),
        ("orthodox", 2024, "2024-05-05"),
        ("orthodox", 2023, "2023-04-16"),
        ("11-th4", 2023, "2023-11-23"),
        ("05-mo-1", 2024, "2024-05-27"),
        ("eid-al-fitr", 2024, "2024-04-10"),
    ],
)
def test_holidays(rule: str, year: int, day: str) -> None:
    assert calendar.holiday_of(rule, year).isoformat() == day


@pytest.mark.parametrize(("year", "month", "day"), [(0, 1, 1), (10_000, 1, 1), (2023, 2, 30)])
def test_what_the_calendar_lacks_is_said(year: int, month: int, day: int) -> None:
    with pytest.raises(OutOfCalendarError):
        calendar.day_of(year, month, day)


@given(DAYS, GRAINS, st.sampled_from(["START", "MID", "END", ""]))
def test_parts_lie_inside(day: date, grain: str, part: str) -> None:
    period = calendar.period_around(day, grain)  # type: ignore[arg-type]
    first, last = calendar.part_of(period, part)
    assert period.first <= first <= last <= period.last
    assert last - first >= timedelta(0)
