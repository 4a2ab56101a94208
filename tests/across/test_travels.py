"""Who went from where to where: only what one sentence tells without a doubt."""

from __future__ import annotations

import msgspec
import pytest

from onrecord.across.brief import Brief, When, Where
from onrecord.across.travels import travels
from onrecord.knowledge.moves import moves
from tests.across.makers import at, brief, named

PLACES = {
    "Paris": 2988507,
    "Rome": 3169070,
    "Berlin": 2950159,
    "Lisbon": 2267057,
    "Lyon": 2996944,
    "Somewhere": None,
}
PEOPLE = ("Ada Weber", "Jean Dupont")


def report(text: str, language: str = "en", monday: str = "") -> Brief:
    """A brief in which every place and person of the text is known."""
    places = [
        Where(
            id=f"pl:{name}",
            span=at(text, name),
            geonames_id=number,
            country=None,
            kind="PPL",
            lat=1.0,
            lon=2.0,
        )
        for name, number in PLACES.items()
        if name in text
    ]
    found = brief(
        "r:1",
        text,
        entities=[named(text, name) for name in PEOPLE if name in text],
        places=places,
        language=language,
    )
    if not monday:
        return found
    time = When(
        id="ti:1", span=at(text, monday), earliest="2026-03-02", latest="2026-03-02", grain="day"
    )
    return msgspec.structs.replace(found, times=(time,))


def told(text: str, language: str = "en", monday: str = "") -> list[str]:
    found = report(text, language, monday)
    return [
        f"{t.named.of(text)}: {t.origin.span.of(text)} > {t.goal.span.of(text)}"
        for t in travels(found)
    ]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Ada Weber flew from Paris to Rome late in the day.", "Ada Weber: Paris > Rome"),
        ("en", "Ada Weber travelled to Rome by train from Paris.", "Ada Weber: Paris > Rome"),
        (
            "en",
            "Yesterday Ada Weber left Paris for the port of Lisbon.",
            "Ada Weber: Paris > Lisbon",
        ),
        ("en", "Ada Weber arrived in Rome from Berlin, an aide said.", "Ada Weber: Berlin > Rome"),
        ("en", "Ada Weber had returned from Rome to Paris, France.", "Ada Weber: Rome > Paris"),
        ("fr", "Ada Weber s’est rendue de Paris à Rome en train.", "Ada Weber: Paris > Rome"),
        (
            "fr",
            "Jean Dupont a quitté Paris pour Lisbon tôt le matin.",
            "Jean Dupont: Paris > Lisbon",
        ),
        (
            "fr",
            "Jean Dupont est arrivé à Rome en provenance de Paris.",
            "Jean Dupont: Paris > Rome",
        ),
    ],
)
def test_a_travel_is_read(language: str, text: str, expected: str) -> None:
    assert told(text, language) == [expected]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        # Denied, planned, possible.
        ("en", "Ada Weber never flew from Paris to Rome, she said."),
        ("en", "Ada Weber will fly from Paris to Rome on the day."),
        ("en", "Ada Weber would have left Paris for Rome at once."),
        ("fr", "Ada Weber n’a pas quitté Paris pour Rome ce jour."),
        ("fr", "Ada Weber aurait quitté Paris pour Rome ce jour."),
        # Who goes is not named, or could be two.
        ("en", "The envoy flew from Paris to Rome late in the day."),
        ("en", "Jean Dupont met Ada Weber, who flew from Paris to Rome."),
        # Something else is moved.
        ("en", "Ada Weber flew 200 tonnes of aid from Paris to Rome."),
        # One end only, no end, two ends of a kind, an end that is on no map.
        ("en", "Ada Weber flew to Rome and spoke of Paris at length."),
        ("en", "Ada Weber flew from Paris to Rome or to Lisbon by night."),
        ("en", "Ada Weber flew from Somewhere to Rome late in the day."),
        # No motion.
        ("en", "Ada Weber read letters from Paris to Rome all the day."),
        # Another language.
        ("de", "Ada Weber flew from Paris to Rome late in the day."),
    ],
)
def test_what_is_in_doubt_is_no_travel(language: str, text: str) -> None:
    assert told(text, language) == []


def test_the_sentence_and_its_date_are_told() -> None:
    text = "It rained in Lisbon. Ada Weber flew on Monday from Paris to Rome. It rained in Lyon."
    (found,) = travels(report(text, monday="Monday"))
    assert found.sentence.of(text) == "Ada Weber flew on Monday from Paris to Rome."
    assert (found.verb.of(text), found.who, found.times) == ("flew", "e:Ada Weber", ("ti:1",))


def test_places_that_cannot_be_told_apart_are_no_two_ends() -> None:
    text = "Ada Weber flew from Paris to Rome late in the day."
    found = report(text)
    one = tuple(msgspec.structs.replace(p, geonames_id=1) for p in found.places)
    assert travels(msgspec.structs.replace(found, places=one)) == ()


def test_both_languages_have_their_words_folded() -> None:
    for language in ("en", "fr"):
        known = moves(language)
        assert known.forms
        forms = [w for rows in known.forms.values() for words, _ in rows for w in words]
        assert all(w == w.lower() and w.isascii() for w in forms)
    assert not moves("de").forms
