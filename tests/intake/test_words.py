from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.intake.words import alike, any_of, words

LANGUAGES = sorted(
    entry.name for entry in (files("onrecord") / "languages").iterdir() if entry.is_dir()
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_language_files_have_one_form(language: str) -> None:
    folder = files("onrecord") / "languages" / language
    data = tomllib.loads((folder / "language.toml").read_text(encoding="utf-8"))
    assert data["code"] == language
    assert data["name"] and data["script"]
    assert all(len(pair) == 2 for pair in data["quotes"])
    assert set(data["months"]) == {str(n) for n in range(1, 13)}
    assert set(data["weekdays"]) == {str(n) for n in range(1, 8)}
    lists = [v for v in data["intake"].values() if isinstance(v, list)]
    for entries in [*lists, *data["intake"]["metadata"].values(), *data["months"].values()]:
        assert len(entries) == len(set(entries))
        assert all(word == word.lower() == alike(word) for word in entries)


def test_all_languages_are_read_as_one() -> None:
    assert words().months["september"] == words().months["septembre"] == 9
    assert words().metadata["publié le"] == "published"
    assert "publié le" in words().day_first
    assert "date" not in words().day_first


@given(st.text())
def test_alike_keeps_the_length(text: str) -> None:
    assert len(alike(text)) == len(text)


def test_the_longest_entry_wins() -> None:
    import re

    pattern = re.compile(any_of(["photo", "photo credit", "©"]))
    matches = [pattern.match(text) for text in ("photo credit: X", "photos", "©X")]
    assert [m and m.group() for m in matches] == ["photo credit", None, "©"]
