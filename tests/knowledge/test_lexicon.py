"""The lexicons: every entry is well formed and stands once; errors name the place."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from onrecord.errors import KnowledgeError
from onrecord.knowledge.lexicon import _cue, available, in_full, lexicon, split_words

LANGUAGES = tuple(filter(in_full, available()))


def rows(language: str) -> dict[str, list[dict[str, str]]]:
    path = files("onrecord") / "languages" / language / "cues.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return {name: table for name, table in data.items() if isinstance(table, list)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_lexicon_holds_hundreds_of_cues(language: str) -> None:
    words = lexicon(language)
    assert len(words.verbs) > 300
    assert len(words.nouns) > 100
    assert len(words.phrases) > 5
    assert words.hearers
    assert words.questions
    assert words.infinitive_marks


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_entry_stands_twice(language: str) -> None:
    for table in ("verb", "noun", "adjective", "phrase", "adverb"):
        seen: set[tuple[str, ...]] = set()
        for row in rows(language).get(table, []):
            key = (
                str(row.get("lemma") or row.get("words")),
                str(row.get("particle", "")),
                str(row.get("reflexive", "")),
                str(row.get("source", "")),
            )
            assert key not in seen, f"{table}: {key}"
            seen.add(key)


def test_an_unknown_language_is_named() -> None:
    with pytest.raises(KnowledgeError, match="xx"):
        lexicon("xx")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"lemma": "say", "stance": "sings"}, "sings"),
        ({"lemma": "say", "stance": "asserts", "class": "noise"}, "noise"),
        ({"lemma": "say", "stance": "asserts", "takes": ["anything"]}, "anything"),
        ({"stance": "asserts"}, "without lemma or words"),
    ],
)
def test_a_wrong_entry_is_named(row: dict[str, object], said: str) -> None:
    with pytest.raises(KnowledgeError, match=said):
        _cue("verb", row, "en/cues.toml")


def test_elisions_stand_apart() -> None:
    assert split_words("à l’en croire") == ("à", "l'", "en", "croire")
    assert split_words("according to") == ("according", "to")
