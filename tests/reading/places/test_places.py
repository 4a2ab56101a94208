"""Places of short texts, over Docs that are written out: no model."""

from __future__ import annotations

import pytest

from onrecord.knowledge.gazetteer import gazetteer
from onrecord.knowledge.lexicon import lexicon
from onrecord.knowledge.placewords import place_words
from onrecord.knowledge.units import units
from onrecord.language.align import ParsedPart
from onrecord.language.syntax import Tree
from onrecord.model import Entity, Mention, Part, Place, Span
from onrecord.reading.places import PlaceReader, PlacesRead
from tests.drawn import doc_of


def read(text: str, language: str, tree: str = "", people: tuple[str, ...] = ()) -> PlacesRead:
    """Places of a text. Without a tree every word hangs on the first, capitalised ones as names."""
    doc = doc_of(language, text, tree or bare(text))
    part = Part(kind="paragraph", span=Span(start=0, end=len(text)))
    reader = PlaceReader(place_words(language), lexicon(language), units(language), gazetteer())
    reader.read([ParsedPart(part=part, doc=doc, start=0, end=len(text))], [Tree(doc)])
    entities = [
        Entity(
            id=f"en:{n}",
            kind="person",
            name=name,
            mentions=(
                Mention(start=text.index(name), end=text.index(name) + len(name), form="name"),
            ),
        )
        for n, name in enumerate(people)
    ]
    return reader.finish(entities, text)


def bare(text: str) -> str:
    spaced = text.replace("'", "' ").replace(",", " , ").replace(".", " .")
    return "\n".join(
        f"{word} {_pos(word)} {0 if n == 0 else 1} {'root' if n == 0 else 'dep'} _ {word.lower()}"
        for n, word in enumerate(spaced.split())
    )


def _pos(word: str) -> str:
    if not word[0].isalnum():
        return "PUNCT"
    return "PROPN" if word[0].isupper() else "X"


def named(found: PlacesRead, text: str) -> dict[str, Place]:
    return {place.span.of(text): place for place in found.places}


@pytest.mark.parametrize(
    ("language", "text", "words", "country", "lat", "lon"),
    [
        ("en", "Shots rang in Paris , Texas", "Paris", "US", 33.7, -95.6),
        ("en", "Shots rang in Paris , France", "Paris", "FR", 48.9, 2.3),
        ("fr", "la ville d' Artyom , dans l' Extrême-Orient", "Artyom", "RU", 43.4, 132.2),
        ("fr", "Un tir dans la région de l' Amour", "Amour", "RU", 51.6, 128.0),
        ("en", "Fire broke out in Rapides Parish", "Rapides Parish", "US", 31.2, -92.5),
        ("fr", "Il se rendra lundi à New York", "New York", "US", 40.7, -74.0),
        ("fr", "Le sommet se tient à Mexico", "Mexico", "MX", 19.4, -99.1),
    ],
)  # fmt: skip
def test_what_stands_beside_a_name_tells_which_place_it_is(
    language: str, text: str, words: str, country: str, lat: float, lon: float
) -> None:
    place = named(read(text, language), text)[words]
    assert place.country == country
    assert (place.lat, place.lon) == pytest.approx((lat, lon), abs=0.5)
    assert place.geometry.coordinates == (place.lon, place.lat)
    assert "%" in place.because
    assert "second:" in place.because or "no other place" in place.because


def test_one_sense_for_a_name_in_a_report() -> None:
    text = "Shots rang in Paris , Texas and again in Paris"
    assert {place.country for place in read(text, "en").places} == {"US"}


def test_two_that_remain_are_declined_with_both_named() -> None:
    text = "A man was held in Springfield"
    found = read(text, "en")
    assert found.places == []
    (omission,) = found.omissions
    assert omission.span.of(text) == "Springfield"
    assert omission.reason.count("Springfield") == 2


def test_a_persons_name_is_no_place() -> None:
    text = "The actress Paris Hilton spoke"
    assert read(text, "en", people=("Paris Hilton",)).places == []


def test_what_belongs_to_a_country_is_no_place_but_speaks_for_it() -> None:
    text = "The Georgian army shelled Georgia"
    places = named(read(text, "en"), text)
    assert set(places) == {"Georgia"}
    assert places["Georgia"].country == "GE"


def test_letters_of_two_scripts_are_not_guessed_at() -> None:
    text = "He flew to Mosc\u043ew"
    found = read(text, "en")
    assert found.places == []
    assert "mixes Cyrillic and Latin" in found.omissions[0].reason


ACTS = """
Moscou     PROPN 2 nsubj _ moscou
discute    VERB  0 root  VerbForm=Fin discuter
d'         ADP   4 case  _ de
exercices  NOUN  2 obl   _ exercice
"""
AGAINST = """
les        DET   2 det  _ le
sanctions  NOUN  0 root _ sanction
contre     ADP   4 case _ contre
Pyongyang  PROPN 2 nmod _ pyongyang
"""
AT = """
Il         PRON  2 nsubj _ il
arrive     VERB  0 root  VerbForm=Fin arriver
à          ADP   4 case  _ à
Moscou     PROPN 2 obl   _ moscou
"""


@pytest.mark.parametrize(
    ("text", "tree", "refers_to", "why"),
    [
        ("Moscou discute d'exercices", ACTS, "government", "it acts ('discute')"),
        ("les sanctions contre Pyongyang", AGAINST, "government", "'sanctions contre'"),
        ("Il arrive à Moscou", AT, "place", "a capital"),
    ],
)
def test_a_capital_that_acts_is_its_government(
    text: str, tree: str, refers_to: str, why: str
) -> None:
    (place,) = read(text, "fr", tree).places
    assert place.refers_to == refers_to
    assert why in place.because


@pytest.mark.parametrize(
    ("stated", "finds"),
    [("254 km", "plausible as a way"), ("90 km", "impossible"), ("900 km", "unusually long")],
)
def test_a_stated_distance_is_reckoned_again(stated: str, finds: str) -> None:
    text = f"La ville d' Artyom se trouve à environ {stated} de la gare de Khasan"
    (check,) = read(text, "fr").checks
    assert check.span.of(text) == stated
    assert check.finds.startswith(finds)
    assert "165 km" in check.finds
    assert "geodesic on WGS 84" in check.because
