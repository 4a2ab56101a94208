"""What words mean in several languages, and how rare everyday words are."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from onrecord.across.words import fold
from onrecord.errors import KnowledgeError
from onrecord.knowledge import meanings as reader
from onrecord.knowledge.everyday import UNLISTED, everyday
from onrecord.knowledge.meanings import APART, FOLDER, fields, meanings
from onrecord.knowledge.wording import wording

LANGUAGES = ("en", "fr")
ROWS = [
    (path.name, concept, row)
    for path in sorted(files("onrecord").joinpath(FOLDER).iterdir(), key=lambda p: p.name)
    if path.name.endswith(".toml")
    for table in tomllib.loads(path.read_text(encoding="utf-8")).values()
    for concept, row in table.items()
]


def told(language: str, words: str) -> list[tuple[str, set[str]]]:
    return [(" ".join(ws), set(found)) for ws, found in meanings(language).told(words.split())]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_concept_has_folded_words_in_every_language(language: str) -> None:
    for file, concept, row in ROWS:
        assert set(row) == set(LANGUAGES), f"{file}: {concept}"
        entries = row[language].split()
        assert entries, f"{file}: {concept}"
        assert len(set(entries)) == len(entries), f"{file}: {concept} says a word twice"
        for entry in entries:
            for word in entry.split("_"):
                assert len(word.rstrip("*")) > 1, f"{file}: {concept}: {entry}"
                assert fold(word) == word, f"{file}: {concept}: {entry}"


def test_a_word_and_its_translation_are_of_one_concept() -> None:
    assert "evacuate" in meanings("en").of("evacuated") & meanings("fr").of("evacues")
    assert meanings("en").of("xyzzy") == frozenset()


def test_a_word_may_stand_for_several_concepts() -> None:
    assert {"appeal", "phone"} <= meanings("fr").of("appel")


def test_the_longest_phrase_is_taken_and_its_words_are_not_told_again() -> None:
    assert told("en", "they put to sleep")[1:] == [("put to sleep", {"cull"})]
    found = told("fr", "vernier met la cle sous la porte")
    assert found[-1] == ("cle sous la porte", {"close_down"})


def test_a_phrase_that_is_cut_off_is_none() -> None:
    assert [words for words, _ in told("en", "put to")] == ["put", "to"]


def test_every_concept_is_of_one_field() -> None:
    assert fields()["truce"] == fields()["war"] != fields()["flood"]
    assert len(fields()) == len(ROWS)


def test_what_stands_apart_is_near_nothing_else() -> None:
    assert fields()["france"] == "france" != fields()["spain"]
    assert not any(name.startswith(APART) for name in fields().values())


def test_lines_are_read_as_toml_reads_them() -> None:
    told_by_toml: dict[str, set[str]] = {}
    for _, concept, row in ROWS:
        for word in row["fr"].split():
            if "*" not in word and "_" not in word:
                told_by_toml.setdefault(word, set()).add(concept)
    assert meanings("fr").whole == told_by_toml


@pytest.mark.parametrize(
    "text",
    [
        'sea = { en = "sea", fr = "mer" ',
        'sea = { en = ["sea"], fr = "mer" }',
        '[water]\nsea = { en = "sea", fr = "mer" }\nsea = { en = "ocean", fr = "ocean" }',
    ],
)
def test_a_file_out_of_form_is_told(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sea.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(reader, "FOLDER", str(tmp_path))
    read = reader._concepts.__wrapped__
    with pytest.raises(KnowledgeError, match=r"sea\.toml"):
        read()


# What a beginning of a word caught once, or would: words that have the letters and not the meaning.
@pytest.mark.parametrize(
    ("language", "word", "concept"),
    [
        ("en", "police", "policy"),
        ("en", "committee", "accept"),
        ("en", "tablet", "propose"),
        ("en", "executive", "execute_kill"),
        ("en", "stability", "knife"),
        ("en", "surgery", "increase"),
        ("en", "emergency", "emerge"),
        ("en", "hurricane", "hurry"),
        ("en", "operation", "opera_ballet"),
        ("en", "country", "measure_calc"),
        ("en", "important", "market"),
        ("en", "diversity", "search"),
        ("en", "combined", "search"),
        ("en", "investigation", "invest"),
        ("en", "religious", "depend"),
        ("en", "complete", "comply"),
        ("fr", "rassemblement", "destroy"),
        ("fr", "couleur", "sink"),
        ("fr", "pensionnaire", "think"),
        ("fr", "ministre", "mine"),
        ("fr", "portrait", "bring"),
        ("fr", "vendredi", "sell"),
        ("fr", "impossible", "win"),
        ("fr", "marine", "wedding"),
        ("fr", "lourd", "praise"),
        ("fr", "importante", "market"),
        ("fr", "professeur", "employer"),
        ("fr", "secretaire", "in_secret"),
        ("fr", "different", "postpone"),
        ("fr", "montagne", "show"),
        ("fr", "public", "publish"),
        ("fr", "sommet", "money"),
        ("fr", "pompier", "empty"),
        ("fr", "versailles", "pay"),
        ("fr", "certains", "hope"),
        ("fr", "secteur", "sect"),
        ("fr", "justement", "policy"),
        ("fr", "matin", "crackdown"),
        ("fr", "entreprise", "enter_in"),
    ],
)
def test_a_beginning_catches_no_other_word(language: str, word: str, concept: str) -> None:
    assert concept in fields()
    assert concept not in meanings(language).of(word)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("en:boosted its stake", "fr:a porte sa participation"),
        ("en:resigned", "fr:a quitte ses fonctions"),
        ("en:quit", "en:stepped down"),
        ("en:cops", "fr:gendarmes"),
        ("en:a probe", "fr:une enquete"),
        ("en:slammed", "fr:a epingle"),
        ("en:axed jobs", "fr:suppression de postes"),
        ("en:the white house", "fr:la maison blanche"),
        ("en:the foreign ministry", "fr:le quai orsay"),
        ("en:the home office", "fr:la place beauvau"),
        ("en:called off", "fr:annule"),
        ("en:remanded", "fr:ecroue"),
        ("en:unexploded ordnance", "fr:une bombe non explosee"),
        ("en:halved", "fr:divise par deux"),
        ("en:capsized", "fr:a chavire"),
        ("en:a tanker", "fr:un petrolier"),
        ("en:fled to sweden", "fr:a fui en suede"),
    ],
)
def test_newsrooms_tell_one_thing_in_other_words(left: str, right: str) -> None:
    one, other = (
        {c for _, found in told(text[:2], text[3:]) for c in found} for text in (left, right)
    )
    assert one & other


def test_a_language_without_data_has_no_meanings_and_no_everyday_words() -> None:
    assert meanings("de").of("haus") == frozenset()
    assert told("de", "das haus") == [("das", set()), ("haus", set())]
    assert everyday("de") == {}


@pytest.mark.parametrize(
    ("language", "common", "rarer"), [("en", "people", "storm"), ("fr", "pays", "tempête")]
)
def test_everyday_words_are_less_rare(language: str, common: str, rarer: str) -> None:
    stem, rarity = wording(language).stem, everyday(language)
    assert 0 < rarity[stem(common)] < rarity.get(stem(fold(rarer)), UNLISTED)
