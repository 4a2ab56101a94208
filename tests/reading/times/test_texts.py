"""Times of short texts: what they count from, what is declined, what is reckoned again."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.reading.times import matching
from tests.reading.times.plain import read, values


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "en",
            "They met on 3 May. He left two days later, at 4 p.m.",
            ["3 May = 2024-05-03", "two days later = 2024-05-05", "4 p.m. = 2024-05-05T16:00"],
        ),
        (
            "en",
            "Profit rose in the third quarter from a year earlier.",
            ["the third quarter = 2024-Q3", "a year earlier = 2023-Q3"],
        ),
        ("en", "He quit in 1997, in October.", ["1997 = 1997", "October = 1997-10"]),
        (
            "fr",
            "Le salon a lieu du 6 au 13 avril 2024.",
            ["du 6 = 2024-04-06", "13 avril 2024 = 2024-04-13"],
        ),
        (
            "fr",
            "Sept sont sortis la semaine dernière, quatre mardi et trois jeudi.",
            [
                "la semaine dernière = 2024-W19",
                "mardi = 2024-05-07",
                "jeudi = 2024-05-09",
            ],
        ),
        (
            "fr",
            "Né le 3 mai 1984, il a 39 ans.",
            ["le 3 mai 1984 = 1984-05-03", "39 ans = P39Y"],
        ),
        (
            "de",
            "Am 3. Mai kam er, zwei Tage später ging er.",
            ["3. Mai = 2024-05-03", "zwei Tage später = 2024-05-05"],
        ),
    ],
)
def test_values(language: str, text: str, expected: list[str]) -> None:
    found = values(read(text, language), text)
    assert [f"{words} = {value}" for words, value in found] == expected


@pytest.mark.parametrize(
    ("text", "words", "reason"),
    [
        ("It closed on February 30, 2023.", "February 30, 2023", "no such day"),
        ("It was signed on 2023-13-45.", "2023-13-45", "no such month"),
        ("The May 4 Movement fled.", "The May 4", "part of a name"),
        ("Troops of the October 23 Front fled.", "the October 23", "part of a name"),
        ("It began on 0000-01-01.", "0000-01-01", "no year 0"),
        ("The pact lasts 20000 years.", "20000 years", "longer than 9999 years"),
        ("The sea was high 12,000 years ago.", "12,000 years ago", "years outside"),
        ("It starts at 25:61.", "25:61", "no clock"),
        ("It expires on 03/04/2026.", "03/04/2026", "which number is the day"),
    ],
)
def test_what_cannot_be_is_declined(text: str, words: str, reason: str) -> None:
    found = read(text)
    assert found.times == []
    (omission,) = found.omissions
    assert omission.span.of(text) == words
    assert reason in omission.reason


def test_a_date_in_which_the_direction_of_text_was_turned_is_declined() -> None:
    text = "It closed on 17 September 2023."
    found = read(text, turned=(16,))
    assert found.times == []
    assert "direction of text" in found.omissions[0].reason


def test_a_number_of_ten_thousand_digits_is_no_time() -> None:
    text = "The number is " + "1" * 10_000 + "."
    assert read(text).times == []


def test_work_grows_with_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    line = "On 13 September 2023, three days ago, Tuesday night at 6:30 p.m., last July. "
    counted = Counter[int]()

    def tries(times: int) -> int:
        original = matching._best

        def counting(*given: object) -> object:
            counted[times] += 1
            return original(*given)  # type: ignore[arg-type]

        monkeypatch.setattr(matching, "_best", counting)
        read(line * times)
        monkeypatch.setattr(matching, "_best", original)
        return counted[times]

    assert tries(100) <= 10 * tries(10)


@pytest.mark.parametrize(
    ("text", "finds"),
    [
        ("They met on Sunday, 18 September 2023.", "2023-09-18 is a Monday, not a Sunday"),
        ("He ran it from 1990 to 1995 for nine years.", "from 1990 to 1995 are 5 years, not 9"),
        ("Smith, born in 1984 and 45 years old, left.", "born in 1984 is 39 or 40"),
    ],
)
def test_what_does_not_add_up_is_said(text: str, finds: str) -> None:
    (check,) = read(text).checks
    assert check.kind == "date"
    assert finds in check.finds
    assert check.because


@pytest.mark.parametrize(
    "text",
    [
        "They met on Monday, 18 September 2023.",
        "He ran it from 1990 to 1995 for five years.",
        "Smith, born in 1984 and 39 years old, left.",
    ],
)
def test_what_adds_up_is_not_mentioned(text: str) -> None:
    assert read(text).checks == []


def test_without_a_day_only_what_is_common_stands() -> None:
    text = "It opens Friday. It closed in 1998."
    found = read(text, published=None)
    assert values(found, text) == [("Friday", "XXXX-WXX-5"), ("1998", "1998")]
    assert found.times[0].earliest is None
    assert "not known" in found.times[0].because


def test_a_known_month_bounds_a_weekday() -> None:
    (found,) = read("It opened Friday.", published="2024-05").times
    assert found.value == "XXXX-WXX-5"
    assert (found.earliest, found.latest) == ("2024-04-26", "2024-05-31")


SAID = """on in the at 3 31 2023 May February last next Friday 99 a.m. two days ago years 0 of and
quarter , . - / : night week \u200f é"""
WORDS = st.lists(st.sampled_from(SAID.split()), max_size=25)


@settings(max_examples=150, deadline=None)
@given(WORDS, st.sampled_from(["en", "fr", "de"]), st.sampled_from(["2024-05-15", "2024-02", None]))
def test_no_text_breaks_the_reading(words: list[str], language: str, published: str | None) -> None:
    text = " ".join(words) or "."
    found = read(text, language, published)
    for one in found.times:
        assert one.because
        assert 0 <= one.span.start < one.span.end <= len(text)
        if one.earliest and one.latest:
            assert one.earliest[:10] <= one.latest[:10]
    spans = [one.span for one in found.times]
    assert not any(a.overlaps(b) for a, b in pairwise(spans))
