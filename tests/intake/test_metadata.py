from __future__ import annotations

import pytest

from onrecord.intake.metadata import Facts, leading_run, metadata_line


def published(*lines: str) -> Facts:
    facts = Facts()
    for line in lines:
        entry = metadata_line(line)
        assert entry is not None, line
        facts.add(entry)
    return facts


@pytest.mark.parametrize(
    ("line", "kind", "value"),
    [
        ("Published: 2024-03-02 10:15 GMT", "published", "2024-03-02 10:15 GMT"),
        ("PUBLISHED ON 2 March 2024", "published", "2 March 2024"),
        ("Date : 2024-03-02", "published", "2024-03-02"),
        ("Date : inconnue", "published", "inconnue"),
        ("Publié le 17 septembre 2023 à 10h15", "published", "17 septembre 2023 à 10h15"),
        ("Publié le 3 mai 2024 par Zoé Martin", "published", "3 mai 2024"),
        ("Last updated 3 March 2024", "updated", "3 March 2024"),
        ("Mis à jour le 3 mai 2024 à 8h (heure de Paris)", "updated", "3 mai 2024 à 8h"),
        ("Mis à jour le 3 mai.", "updated", "3 mai."),
        ("17 septembre 2023", "published", "17 septembre 2023"),
        ("Source: Reuters", "outlet", "Reuters"),
        ("Source\xa0: Le Quotidien", "outlet", "Le Quotidien"),
        ("URL: https://example.org/a?b=1", "url", "https://example.org/a?b=1"),
        ("https://example.org/a", "url", "https://example.org/a"),
        ("Title: A plan. And a half", "title", "A plan. And a half"),
        ("Titre : Un plan", "title", "Un plan"),
        ("Author: Jane Doe", "other", "Jane Doe"),
    ],
)
def test_lines_that_tell_something(line: str, kind: str, value: str) -> None:
    entry = metadata_line(line)
    assert entry is not None
    assert (entry.kind, entry.value) == (kind, value)


@pytest.mark.parametrize(
    "line",
    [
        "Published in 2019, the book says so.",
        "Published 2019",
        "Date palms grow here.",
        "Source close to the talks said so",
        "Updated 3 March 2024 rules say that nobody may enter.",
        "Title fight ends in a draw",
        "Newspaper: Defense secretary used personal email.",
        "URL: none",
        "Section: It ended. Nobody came.",
        "Le 3 mai",
        "2023",
        "A report.",
        "Date: " + "x" * 400,
    ],
)
def test_lines_of_prose(line: str) -> None:
    assert metadata_line(line) is None


def test_what_is_published_wins_over_what_is_updated() -> None:
    facts = published("Last updated 3 March 2024", "Published: 2024-03-02")
    date = facts.published()
    assert (date.value, date.grain, date.basis) == ("2024-03-02", "day", "stated")
    assert date.candidates == ("2024-03-03",)
    assert "Published: 2024-03-02" in date.because


def test_an_open_day_leaves_the_date_unknown() -> None:
    date = published("Published: 03/04/2024").published()
    assert (date.value, date.grain, date.basis) == (None, None, "unknown")
    assert date.candidates == ("2024-04-03", "2024-03-04")
    assert "03/04/2024" in date.because


def test_french_keys_put_the_day_first() -> None:
    assert published("Publié le 03/04/2024").published().value == "2024-04-03"


def test_a_date_that_is_not_understood_is_named() -> None:
    date = published("Date : inconnue").published()
    assert (date.value, date.basis) == (None, "unknown")
    assert "inconnue" in date.because


def test_without_a_line_nothing_is_known() -> None:
    date = Facts().published()
    assert (date.value, date.basis, date.because) == (None, "unknown", "")


@pytest.mark.parametrize(
    ("text", "run"),
    [
        ("date 2023-09 Kim est rentré.", "date 2023-09"),
        ("Date: 2023-09 Kim est rentré.", "Date: 2023-09"),
        ("Published: 2024-03-02 10:15 GMT The mill", "Published: 2024-03-02 10:15 GMT"),
        ("Publié le 17 septembre 2023 « Non », dit-il.", "Publié le 17 septembre 2023"),
    ],
)
def test_a_run_before_the_prose(text: str, run: str) -> None:
    entry = leading_run(text, 0)
    assert entry is not None
    assert text[: entry.end] == run


@pytest.mark.parametrize(
    "text",
    [
        "date 2023 Kim est rentré.",
        "Updated 3 March 2024 rules say so.",
        "Published 3 March 2024, the book",
        "source Reuters Kim est rentré.",
        "The date 2023-09 Kim",
    ],
)
def test_no_run_before_the_prose(text: str) -> None:
    assert leading_run(text, 0) is None
