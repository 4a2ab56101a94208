"""The form of the lexicons of events; their sentences are read in ``test_eventwords.py``."""

from __future__ import annotations

import tomllib
from collections import Counter
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from onrecord.errors import KnowledgeError
from onrecord.knowledge import eventwords
from onrecord.knowledge.eventwords import EventWords, event_words
from onrecord.knowledge.plover import types

LANGUAGES = ("en", "fr")
GOOD = """
noun_last = true
frames.on = { recipient = ["obj"] }
noun_frames.on = { actor = ["by"], recipient = ["on"] }
light.words = ["do"]
means.firearms = ["gun"]
quantities.words = []
games.words = []
accidents.words = []
accidents.nouns = []
contexts.military = ["army"]
makes.planned = ["plan"]
makes.planned_nouns = []
makes.planned_words = []
makes.possible = []
makes.possible_nouns = []
makes.possible_words = []
makes.denied = []
makes.denied_nouns = []
makes.denied_words = []
makes.future = []
makes.hypothetical = []
makes.unreal = []
makes.ahead = []
noun = []

[[verb]]
type = "ASSAULT"
mode = "firearms"
frame = "on"
needs = "recipient"
words = ["shoot", "open fire"]
"""


@cache
def data(language: str) -> dict[str, Any]:
    path = files("onrecord") / "languages" / language / eventwords.FILE
    return tomllib.loads(path.read_text(encoding="utf-8"))


def test_the_lexicons_have_the_same_tables() -> None:
    assert data("en").keys() == data("fr").keys()
    assert data("en")["makes"].keys() == data("fr")["makes"].keys()
    assert data("en")["contexts"].keys() == data("fr")["contexts"].keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_means_are_modes_of_an_assault(language: str) -> None:
    assert set(event_words(language).means.values()) <= types()["ASSAULT"].modes


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("head", "frames"), [("verb", "frames"), ("noun", "noun_frames")])
def test_modes_and_frames_of_blocks_exist(language: str, head: str, frames: str) -> None:
    for block in data(language)[head]:
        assert block["frame"] in data(language)[frames], block["example"]
        assert block.get("mode") in types()[block["type"]].modes | {None}, block["example"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_entry_stands_twice_in_a_type(language: str) -> None:
    counted = Counter(
        (head, block["type"], words)
        for head in ("verb", "noun")
        for block in data(language)[head]
        for words in block["words"]
    )
    assert [words for (_, _, words), times in counted.items() if times > 1] == []


def written(text: str, folder: Path, patch: pytest.MonkeyPatch) -> EventWords:
    """The lexicon that a text gives; read past the cache, which keeps those that ship."""
    (folder / "languages" / "xx").mkdir(parents=True)
    (folder / "languages" / "xx" / eventwords.FILE).write_text(text, encoding="utf-8")
    patch.setattr(eventwords, "files", lambda _: folder)
    return event_words.__wrapped__("xx")


def test_a_file_in_form(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = written(GOOD, tmp_path, monkeypatch)
    (entry,) = words.verbs["open"]
    assert (entry.text, entry.words, entry.mode) == ("open fire", ("fire",), "firearms")
    assert words.makes == {"plan": "planned"}


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ('type = "ASSAULT"', 'type = "ATTACK"'),
        ('mode = "firearms"', 'mode = "visit"'),
        ('frame = "on"', 'frame = "upon"'),
        ('needs = "recipient"', 'needs = "everybody"'),
        ("makes.unreal = []", ""),
        ("noun_last = true", "noun_last = "),
    ],
)
def test_a_file_out_of_form(
    right: str, wrong: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert right in GOOD
    with pytest.raises(KnowledgeError, match="xx/events"):
        written(GOOD.replace(right, wrong), tmp_path, monkeypatch)
