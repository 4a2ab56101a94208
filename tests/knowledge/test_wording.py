"""The wording of languages: stems, notions, words without matter."""

from __future__ import annotations

import pytest

from onrecord.across.words import fold
from onrecord.knowledge.wording import wording

LANGUAGES = ("en", "fr")


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_folded(language: str) -> None:
    found = wording(language)
    words = {*found.function, *found.irregular, *found.endings}
    words |= {word for listed in found.stand.values() for word in listed}
    assert {w for w in words if fold(w) != w} == set()


def test_languages_share_their_notions() -> None:
    notions = [set(wording(language).notions.values()) for language in LANGUAGES]
    assert notions[1] - notions[0] == set()


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("en", ("capture", "captured", "captures", "capturing")),
        ("en", ("stop", "stopped", "stopping")),
        ("en", ("shoot", "shot", "shooting")),
        ("fr", ("tuer", "tué", "tuée", "tués")),
        ("fr", ("prendre", "pris", "prise")),
    ],
)
def test_forms_of_a_word_have_one_stem(language: str, forms: tuple[str, ...]) -> None:
    assert len({wording(language).stem(fold(form)) for form in forms}) == 1


@pytest.mark.parametrize(
    ("english", "french"),
    [("killed", "tué"), ("fire", "incendie"), ("dam", "barrage"), ("three", "trois")],
)
def test_a_notion_joins_two_languages(english: str, french: str) -> None:
    notions = [
        found.notion(found.stem(fold(word)))
        for found, word in ((wording("en"), english), (wording("fr"), french))
    ]
    assert notions[0] == notions[1] != ""


def test_a_language_without_the_file_compares_words_as_they_are() -> None:
    assert wording("de").stem("brannte") == "brannte"


def test_languages_know_the_same_kinds_of_words_that_take_a_stand() -> None:
    assert {*wording("en").stand} == {*wording("fr").stand}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_both_praises_and_blames(language: str) -> None:
    stand = wording(language).stand
    assert stand["good"] & stand["bad"] == frozenset()
