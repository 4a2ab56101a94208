"""What a report tells in its own voice, from texts of ours through the shipped pipelines."""

from __future__ import annotations

from functools import cache

import pytest

import onrecord
from onrecord.across.brief import Brief
from onrecord.across.briefing import brief


@cache
def of(text: str, language: str) -> Brief:
    return brief(onrecord.read_report(text, language=language))


def own(text: str, language: str = "en") -> list[str]:
    made = of(text, language)
    return [made.words(t.spans) for t in made.tellings if t.voice == "report"]


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        (
            "en",
            "Asked by 12 reporters at the gate, Ida Holm said that the road was safe.",
            "Asked by 12 reporters at the gate",
        ),
        (
            "fr",
            "Quatorze maisons ont perdu leur toit pendant la nuit ; aucune n’était habitée, a"
            " indiqué la préfecture.",
            "Quatorze maisons ont perdu leur toit pendant la nuit",
        ),
    ],
)
def test_what_stands_beside_a_statement_is_told(language: str, text: str, told: str) -> None:
    assert told in own(text, language)


def test_an_act_in_words_is_told_as_a_whole() -> None:
    text = "The harbour board demanded on Monday a new inquiry into the loss of the Skua."
    assert text in own(text)


def test_a_denial_is_no_act_of_the_report() -> None:
    assert own("The harbour board denied that the Skua had been overloaded.") == []


def test_what_says_who_said_it_alone_is_told_by_nobody_else() -> None:
    assert own("The bridge is closed, the mayor said on Monday.") == []


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        (
            "fr",
            "Le constructeur Skua, qui a perdu 7,5 % en Bourse lundi, estime que la mesure lui"
            " coûtera cher.",
            ["Le constructeur Skua, qui a perdu 7,5 % en Bourse lundi"],
        ),
        ("en", "The mayor, who is a doctor, said that the road was safe.", []),
    ],
)
def test_what_is_told_of_who_speaks_is_told(language: str, text: str, told: list[str]) -> None:
    assert own(text, language) == told


def test_a_short_sentence_of_words_is_told() -> None:
    assert own("Three roads remain closed.") == ["Three roads remain closed."]


def test_every_telling_is_a_stretch_of_its_text() -> None:
    text = "Two barns burned; nobody was hurt, the fire brigade said, and the farm is insured."
    made = of(text, "en")
    assert made.tellings
    for telling in made.tellings:
        for span in telling.spans:
            words = span.of(text)
            assert words.strip() == words
            assert words
