from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.intake.dates import date_at, day_without_year


@pytest.mark.parametrize(
    ("text", "value", "grain"),
    [
        ("2023", "2023", "year"),
        ("2023-09", "2023-09", "month"),
        ("2023-09-17", "2023-09-17", "day"),
        ("2023/09/17", "2023-09-17", "day"),
        ("2024-03-02 10:15 GMT", "2024-03-02T10:15Z", "minute"),
        ("2024-03-02T10:15:30.123+0200", "2024-03-02T10:15+02:00", "minute"),
        ("2024-03-02T10:15:30Z", "2024-03-02T10:15Z", "minute"),
        ("17 September 2023", "2023-09-17", "day"),
        ("17th of September 2023", "2023-09-17", "day"),
        ("Sept. 17, 2023", "2023-09-17", "day"),
        ("September 17 2023", "2023-09-17", "day"),
        ("Sunday, September 17, 2023 at 5:04 p.m.", "2023-09-17T17:04", "minute"),
        ("September 2023", "2023-09", "month"),
        ("17 septembre 2023", "2023-09-17", "day"),
        ("le dimanche 17 septembre 2023 à 10h15", "2023-09-17T10:15", "minute"),
        ("1er août 2023 à 8h", "2023-08-01T08", "hour"),
        ("17 SEPT. 2023", "2023-09-17", "day"),
        ("septembre 2023", "2023-09", "month"),
        ("29/02/2024", "2024-02-29", "day"),
        ("02/29/2024", "2024-02-29", "day"),
        ("03.04.2024", "2024-04-03", "day"),
        ("12\xa0mars\xa02024", "2024-03-12", "day"),
        ("March 3, 2024 12:30 am", "2024-03-03T00:30", "minute"),
    ],
)
def test_dates_that_are_stated(text: str, value: str, grain: str) -> None:
    found = date_at(text)
    assert found is not None
    assert (found.value, found.grain, found.candidates) == (value, grain, ())
    assert found.end == len(text)


def test_digits_that_leave_the_day_open() -> None:
    found = date_at("03/04/2024")
    assert found is not None
    assert found.value is None
    assert found.candidates == ("2024-04-03", "2024-03-04")


def test_a_language_that_writes_the_day_first_closes_it() -> None:
    found = date_at("03/04/2024", day_first=True)
    assert found is not None
    assert found.value == "2024-04-03"


@pytest.mark.parametrize(
    "text",
    ["", "soon", "31/31/2024", "2023-13", "32 mars 2024", "12 mars", "mars", "20231", "1023-01-01"],
)
def test_what_is_no_date(text: str) -> None:
    assert date_at(text) is None


def test_an_impossible_time_is_left_alone() -> None:
    found = date_at("2023-09-17 29:99")
    assert found is not None
    assert (found.value, found.end) == ("2023-09-17", 10)


@pytest.mark.parametrize("text", ["12 mars", "Sept. 26", "le 3 mai", "Sunday, March 3", "dimanche"])
def test_days_without_a_year(text: str) -> None:
    assert day_without_year(text) == len(text)


@given(st.text(max_size=40), st.integers(0, 40))
def test_no_text_breaks_it(text: str, start: int) -> None:
    found = date_at(text, min(start, len(text)))
    assert found is None or found.end <= len(text)
