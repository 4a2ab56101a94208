"""The day of publication, inferred; the texts have no verbs that are read, so all is told as past
unless a word before it says otherwise."""

from __future__ import annotations

import pytest

from tests.reading.times.plain import read

MONTH = "He spoke on {lead}. They had met on {before}. Talks are set for {after}. Photo of {day}."


@pytest.mark.parametrize(
    ("month", "lead", "before", "after", "dated", "day"),
    [
        ("2023-09", "Sunday", "Saturday", "Monday", "September 13, 2023", "2023-09-17"),
        ("2023-11", "Tuesday", "Monday", "Wednesday", "November 9, 2023", "2023-11-14"),
        ("2025-02", "Friday", "Thursday", "Saturday", "February 12, 2025", "2025-02-14"),
    ],
)
def test_weekdays_and_a_past_date_leave_one_day(
    month: str, lead: str, before: str, after: str, dated: str, day: str
) -> None:
    text = MONTH.format(lead=lead, before=before, after=after, day=dated)
    published = read(text, published=month).published
    assert (published.value, published.grain, published.basis) == (day, "day", "inferred")
    assert day in published.candidates
    assert len(published.candidates) > 1
    for reason in (month, f"{lead} is told as past", f"{after} is told as coming", day):
        assert reason in published.because


def test_nothing_is_chosen_where_nothing_settles_it() -> None:
    published = read("He spoke on Sunday.", published="2023-09").published
    assert (published.value, published.basis) == ("2023-09", "stated")
    assert {"2023-09-03", "2023-09-10", "2023-09-17", "2023-09-24"} <= set(published.candidates)
    assert "no day stands out" in published.because


def test_a_report_that_names_no_year_stays_undated() -> None:
    published = read("He spoke on Sunday.", published=None).published
    assert (published.value, published.basis) == (None, "unknown")


def test_a_stated_day_stays() -> None:
    published = read("Photo of September 13, 2023.", published="2023-09-20").published
    assert (published.value, published.basis) == ("2023-09-20", "stated")
