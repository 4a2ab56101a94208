"""The shipped pipelines: one reading under every typography, and sentences as in print."""

from __future__ import annotations

import pytest

from onrecord.language.charmap import plain_characters
from onrecord.language.pipelines import pipeline

FRENCH = (
    "« L’accord n’existe pas », a déclaré mardi le maire, M. J. Morel. Il l’a redit à l’agence."
)
ENGLISH = "“There's no deal,” Mayor J. P. Lund said Tuesday. He didn't say why."


def reading(language: str, text: str) -> list[tuple[str, str, str, int]]:
    doc = pipeline(language)(plain_characters(text))
    return [(t.lemma_, t.pos_, t.dep_, t.head.i) for t in doc if not t.is_space]


@pytest.mark.parametrize(
    ("language", "text", "changes"),
    [
        ("fr", FRENCH, {"’": "'"}),
        ("fr", FRENCH, {"« ": "«\u00a0", " »": "\u00a0»"}),
        ("fr", FRENCH, {"« ": "«\u202f", " »": "\u202f»"}),
        ("en", ENGLISH, {"'": "’"}),
        ("en", ENGLISH, {"“": '"', "”": '"'}),
    ],
)
def test_typography_does_not_change_the_reading(
    language: str, text: str, changes: dict[str, str]
) -> None:
    changed = text
    for old, new in changes.items():
        changed = changed.replace(old, new)
    assert changed != text
    assert [row[:3] for row in reading(language, changed)] == [
        row[:3] for row in reading(language, text)
    ]


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("fr", FRENCH, 2),
        ("en", ENGLISH, 2),
        ("fr", "Le général A. Dumas a été reçu par Mme L. Petit. Il repart lundi.", 2),
        ("en", "Dr. A. Stone met Gen. B. Hill. He left on Monday.", 2),
    ],
)
def test_initials_and_quotations_end_no_sentence(language: str, text: str, count: int) -> None:
    doc = pipeline(language)(plain_characters(text))
    assert len(list(doc.sents)) == count, [s.text for s in doc.sents]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ('l\'"accord"', ["l'", '"', "accord", '"']),
        ('d\'" injuste "', ["d'", '"', "injuste", '"']),
        ('qu\'" il "', ["qu'", '"', "il", '"']),
        ("'contents'", ["'", "contents", "'"]),
    ],
)
def test_quotation_marks_stand_apart_from_elisions(text: str, tokens: list[str]) -> None:
    assert [t.text for t in pipeline("fr").tokenizer(text) if t.text.strip()] == tokens


def test_a_word_known_only_as_a_verb_is_a_verb() -> None:
    doc = pipeline("fr")("« On verra bien », soupire le patron.")
    (verb,) = [t for t in doc if t.text == "soupire"]
    assert (verb.pos_, verb.lemma_) == ("VERB", "soupirer")
