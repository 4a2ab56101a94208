"""How one telling bears on another."""

from __future__ import annotations

from typing import Any

import pytest

from onrecord.across.compare.claims import WEAKENS, balance, claim, relation
from onrecord.across.matter import Matter
from onrecord.across.sayings import Sayings
from onrecord.across.words import words_of
from onrecord.knowledge.wording import wording
from tests.across.makers import brief, named, telling


def pair(first: str, second: str, language: str = "en", **changed: Any) -> Any:
    texts = (first, second)
    briefs = [
        brief(
            f"r:{n}",
            text,
            language=language,
            entities=[named(text, "Harrow", "place", key="1")],
            tellings=[telling(text, text, names=("e:Harrow",), **(changed if n else {}))],
        )
        for n, text in enumerate(texts)
    ]
    matter = Matter(briefs)
    return [
        claim(Sayings(n, b, matter, {"e:Harrow": "Harrow"}, {}).of(b.tellings[0]), b, b.tellings[0])
        for n, b in enumerate(briefs)
    ]


def between(first: str, second: str, **changed: Any) -> Any:
    return relation(*pair(first, second, **changed))


def rows(first: str, second: str, language: str = "en", **changed: Any) -> set[str]:
    """The rows of *weakens* that speak of two tellings, in either order."""
    one, other = pair(f"{first} Harrow.", f"{second} Harrow.", language, **changed)
    spoke, turned = WEAKENS.weigh(one, other), WEAKENS.weigh(other, one)
    assert spoke == turned
    return {reason.feature for reason in spoke[1]}


ALARM = "The alarm of the Harrow mill worked when the fire broke out."


def test_the_same_again_strengthens() -> None:
    found = between(ALARM, "Indeed the alarm of the Harrow mill worked during the fire.")
    assert found.bears == "strengthens"
    assert found.because


def test_what_denies_it_weakens() -> None:
    found = between(
        ALARM,
        "But the union of Harrow denied it and said nothing worked, however loud.",
        polarity="negative",
        stance="denies",
    )
    assert found.bears == "weakens"
    assert any("opposite polarity" in why for why in found.because)


@pytest.mark.parametrize(
    ("row", "language", "first", "second", "without"),
    [
        (
            "accused and defended",
            "en",
            "They accused the mayor of",
            "Its lawyer defended the mayor of",
            "They saw the mayor of",
        ),
        (
            "accused and defended",
            "fr",
            "On accuse le maire de",
            "Son avocat défend le maire de",
            "On voit le maire de",
        ),
        (
            "blamed and defended",
            "en",
            "The pumps were broken in",
            "The owner defended the pumps of",
            "The pumps were blue in",
        ),
        (
            "wanted and prevented",
            "en",
            "The union demands a vote in",
            "The owner refused a vote in",
            "The union saw a vote in",
        ),
        (
            "wanted and prevented",
            "fr",
            "Le syndicat réclame un vote à",
            "Le patron refuse un vote à",
            "Le syndicat voit un vote à",
        ),
        (
            "one keeps away",
            "en",
            "It is a baseless rumour about",
            "The pumps stopped in",
            "The pumps ran in",
        ),
        (
            "valued otherwise",
            "en",
            "The pumps worked safely in",
            "The pumps ran in",
            "The pumps stood in",
        ),
    ],
)
def test_a_row_speaks_where_two_sides_face_each_other(
    row: str, language: str, first: str, second: str, without: str
) -> None:
    assert row in rows(first, second, language)
    assert row not in rows(without, second, language)


def test_both_said_needs_both() -> None:
    one, other = pair(ALARM, ALARM, voice="statement")
    assert (one.said, other.said) == (False, True)
    assert "both said" not in {r.feature for r in WEAKENS.weigh(one, other)[1]}
    assert "both said" in {r.feature for r in WEAKENS.weigh(other, other)[1]}


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "The dam is safe", 1),
        ("en", "The dam is not very safe", -1),
        ("en", "Nobody was hurt", 1),
        ("en", "It was not the owner of the old mill who was hurt", -1),
        ("en", "A great success after a terrible failure", 0),
        ("en", "The dam is grey", 0),
        ("fr", "Le barrage est dangereux", -1),
        ("fr", "Le barrage n'est pas dangereux", 1),
    ],
)
def test_praise_less_blame_and_what_a_negation_turns(
    language: str, text: str, expected: int
) -> None:
    words = [word.folded for word in words_of(text, 0, len(text))]
    assert balance(words, wording(language).stand) == expected


def test_a_language_without_words_of_praise_has_no_balance() -> None:
    assert balance(["safe"], {}) == 0
