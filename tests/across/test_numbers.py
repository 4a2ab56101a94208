"""Amounts: how many of what, and how surely; each case stands for a way in which papers count."""

from __future__ import annotations

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.across.numbers import numbers_in
from onrecord.model import Span


def told(text: str, language: str) -> list[tuple[str, float, float, str, str]]:
    found = numbers_in(text, Span(start=0, end=len(text)), language)
    assert all(n.words == n.span.of(text) for n in found)
    return [(n.words, n.low, n.high, n.bound, n.what) for n in found]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "en",
            "At least twelve people were killed and 30 wounded.",
            [
                ("At least twelve", 12, inf, "at least", "dead"),
                ("30", 30, 30, "exactly", "injured"),
            ],
        ),
        (
            "en",
            "Three dozen people were killed.",
            [("Three dozen", 36, 36, "exactly", "dead")],
        ),
        (
            "en",
            "The blast killed 12 and injured at least 40 others.",
            [
                ("12", 12, 12, "exactly", "dead"),
                ("at least 40", 40, inf, "at least", "injured"),
            ],
        ),
        (
            "en",
            "Officials put the damage to 1,200 homes at $3.5 million.",
            [
                ("1,200", 1200, 1200, "exactly", "buildings"),
                ("3.5 million", 3_500_000, 3_500_000, "exactly", "USD"),
            ],
        ),
        (
            "en",
            "Between 10 and 15 fishermen are missing.",
            [("10 and 15", 10, 15, "between", "missing")],
        ),
        ("en", "A man was killed.", [("A", 1, 1, "exactly", "dead")]),
        ("en", "A ship of the line left flight 370 behind in 2019.", []),
        (
            "en",
            "Nearly 300 workers walked out.",
            [("Nearly 300", 255, 300, "fewer than", "strikers")],
        ),
        (
            "fr",
            "Au moins douze personnes ont été tuées et une trentaine blessées.",
            [
                ("Au moins douze", 12, inf, "at least", "dead"),
                ("une trentaine", 25.5, 34.5, "about", "injured"),
            ],
        ),
        (
            "fr",
            "Un homme est mort, deux autres sont portés disparus.",
            [("Un", 1, 1, "exactly", "dead"), ("deux", 2, 2, "exactly", "missing")],
        ),
        (
            "fr",
            "Le chantier coûtera entre 10 et 15 millions d’euros.",
            [("10 et 15 millions", 10_000_000, 15_000_000, "between", "EUR")],
        ),
        (
            "fr",
            "Des dizaines de manifestants ont été interpellés.",
            [("dizaines de", 24, inf, "at least", "detained")],
        ),
        (
            "fr",
            "Quelque 1 200 habitants ont été évacués.",
            [("Quelque 1 200", 1020, 1380, "about", "displaced")],
        ),
        ("en", "Nobody was badly hurt.", [("Nobody", 0, 0, "exactly", "injured")]),
        ("en", "No money was lost.", []),
        ("fr", "Personne n’a été blessé.", [("Personne n", 0, 0, "exactly", "injured")]),
        ("fr", "Une personne a été blessée.", [("Une", 1, 1, "exactly", "injured")]),
        (
            "fr",
            "Deux cuves ont brûlé, sans faire de mort.",
            [("Deux", 2, 2, "exactly", "cuve"), ("sans faire de", 0, 0, "exactly", "dead")],
        ),
        ("en", "The span is 1.7 kilometres.", [("1.7", 1700, 1700, "exactly", "metres")]),
        ("fr", "La travée fait 1 720 mètres.", [("1 720", 1720, 1720, "exactly", "metres")]),
        ("en", "The toll rose to 56.", [("56", 56, 56, "exactly", "dead")]),
        ("en", "A death toll of 12 was given.", [("12", 12, 12, "exactly", "dead")]),
        ("en", "A heavy toll was taken on 40 farmers.", [("40", 40, 40, "exactly", "farmer")]),
        (
            "fr",
            "Décès : 54. Blessés : 212.",
            [("54", 54, 54, "exactly", "dead"), ("212", 212, 212, "exactly", "injured")],
        ),
        ("fr", "Un bilan de 30 blessés est avancé.", [("30", 30, 30, "exactly", "injured")]),
        ("en", "A ship with 17 people sank.", [("17", 17, 17, "exactly", "people")]),
        ("en", "The 12 crewmen of a ship left.", [("12", 12, 12, "exactly", "people")]),
        ("en", "It lay two nautical miles out.", [("two", 2, 2, "exactly", "nautical miles")]),
        (
            "en",
            "The number of hurt has gone up to four.",
            [("gone up to four", 4, 4, "exactly", "injured")],
        ),
    ],
)
def test_amounts(language: str, text: str, expected: list[tuple[object, ...]]) -> None:
    found = told(text, language)
    assert [(w, w2) for w, *_, w2 in found] == [(e[0], e[4]) for e in expected]
    for got, wanted in zip(found, expected, strict=True):
        assert got[1:4] == (pytest.approx(wanted[1]), pytest.approx(wanted[2]), wanted[3])


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The death toll rose from 3 to 4, police said."),
        ("fr", "Le bilan est passé de trois à quatre morts."),
    ],
)
def test_the_first_of_a_change_is_a_former_one(language: str, text: str) -> None:
    found = numbers_in(text, Span(start=0, end=len(text)), language)
    assert [(n.low, n.what, n.former) for n in found] == [(3, "dead", True), (4, "dead", False)]


def test_a_number_in_a_date_is_none() -> None:
    text = "On 12 March people were killed by 3 shells."
    date = Span(start=3, end=11)
    found = numbers_in(text, Span(start=0, end=len(text)), "en", dates=[date])
    assert [n.low for n in found] == [3]


def test_a_language_without_amounts_has_none() -> None:
    assert numbers_in("Zwölf Tote", Span(start=0, end=10), "de") == ()


@given(
    text=st.text(alphabet=st.sampled_from("0123456789 .,-–$€%abdekilmnortwo\n’«İ"), max_size=60),
    language=st.sampled_from(["en", "fr"]),
)
def test_any_text_gives_amounts_inside_it(text: str, language: str) -> None:
    for number in numbers_in(text, Span(start=0, end=len(text)), language):
        assert number.words == number.span.of(text)
        assert number.words
        assert 0 <= number.low <= number.high


@pytest.mark.parametrize(
    ("language", "text", "counted"),
    [
        ("en", "The old Falcon 50 took off at dawn.", []),
        ("fr", "La queue du Falcon 50 dépassait des arbres.", []),
        ("fr", "Selon l'article 4 du traité, 36 obusiers seront livrés.", ["obusier"]),
        ("fr", "L'immeuble du 14 rue des Tanneurs est tombé.", []),
        ("en", "The fire began at 14 Chandler Street.", []),
        ("fr", "Son nom est à la dix-septième ligne.", []),
        ("en", "In Paris 300 people marched.", ["protesters"]),
        ("fr", "On a compté 14 rues fermées.", ["rue"]),
    ],
)
def test_what_is_in_a_name_or_an_address_counts_nothing(
    language: str, text: str, counted: list[str]
) -> None:
    assert [what for *_, what in told(text, language)] == counted
