"""The words for events: both lexicons load, and the sentence beside each block tells its event."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

import pytest

from onrecord.intake.open import report_from_text
from onrecord.knowledge.eventwords import event_words, plain_words
from onrecord.knowledge.plover import implied, types
from onrecord.record.read import Reader

LANGUAGES = ("en", "fr")
#: Sentences that parsers get wrong; each must fail, so that nobody forgets to take it out.
KNOWN_TO_FAIL = {
    "Officers tortured two detainees.": "tagged as an adjective",
    "The troll farm spread disinformation against the candidate.": "spread is taken for a noun",
    "The rejection of the plan by the tribes was final.": "the tribes are taken for the subject",
    "La Turquie a envoyé des tentes et aidé les familles sinistrées.": "a participle of the tents",
    "La cour a reconnu le colonel coupable de meurtre.": "guilty is taken for the colonel's",
    "Un homme s'est fait exploser parmi des pèlerins.": "the causative hides the reflexive",
    "La condamnation du trafiquant par un jury a suivi.": "the smuggler is tagged as a verb",
}


def blocks(language: str) -> Iterator[dict[str, Any]]:
    path = files("onrecord") / "languages" / language / "events.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    yield from (*data["verb"], *data["noun"])


@cache
def reader() -> Reader:
    return Reader()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_type_has_verbs(language: str) -> None:
    words = event_words(language)
    told = {entry.type for entries in words.verbs.values() for entry in entries}
    assert told == set(types())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_entry_of_most_words_comes_first(language: str) -> None:
    for entries in event_words(language).verbs.values():
        sizes = [len(entry.words) for entry in entries]
        assert sizes == sorted(sizes, reverse=True)


def test_a_reflexive_stands_apart() -> None:
    assert plain_words("s'engager") == "se engager"


def test_what_implies_a_context_exists() -> None:
    for key in implied().by_type:
        name, _, mode = key.partition("/")
        assert name in types()
        assert not mode or mode in types()[name].modes


@pytest.mark.parametrize(
    ("language", "block"),
    [
        pytest.param(lang, block, id=f"{lang}-{n}-{block['type']}")
        for lang in LANGUAGES
        for n, block in enumerate(blocks(lang))
    ],
)
def test_the_example_tells_its_event(language: str, block: dict[str, Any]) -> None:
    report = report_from_text(block["example"], "example", detect=lambda _: language)
    told = {(event.type, event.mode) for event in reader().read(report).events}
    right = any(t == block["type"] and block.get("mode") in {None, m} for t, m in told)
    assert right is (block["example"] not in KNOWN_TO_FAIL), told
