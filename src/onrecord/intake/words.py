"""The words of all languages by which parts are told apart.

A report's language is not known yet when it is cut into parts, so the ``language.toml`` files of
all language folders are read as one.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal, cast, get_args

from onrecord.errors import KnowledgeError

MetadataKind = Literal["published", "updated", "outlet", "url", "title", "other"]

_ALIKE: Final = (
    *(("’", "'"), ("‘", "'"), ("ʼ", "'")),
    *(("\xa0", " "), ("\u202f", " "), ("\u2009", " "), ("\t", " "), ("\n", " ")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """All words are in lower case, with straight apostrophes.

    ``months`` gives the number of a month's name. ``metadata`` gives the kind of a key;
    ``day_first`` holds the keys that only languages use which write the day before the month.
    """

    months: Mapping[str, int]
    weekdays: frozenset[str]
    date_words: frozenset[str]
    time_words: frozenset[str]
    zones: frozenset[str]
    byline: frozenset[str]
    byline_place: frozenset[str]
    closing: frozenset[str]
    name_words: frozenset[str]
    credit: frozenset[str]
    credit_by: frozenset[str]
    copyright: frozenset[str]
    rights: frozenset[str]
    relayed: frozenset[str]
    text_words: frozenset[str]
    reprinted: frozenset[str]
    agencies: frozenset[str]
    unnamed: frozenset[str]
    addresses: frozenset[str]
    wire_nouns: frozenset[str]
    wire_endings: frozenset[str]
    wire_fillers: frozenset[str]
    wire_before: frozenset[str]
    wire_verbs: frozenset[str]
    caption: frozenset[str]
    labels: frozenset[str]
    metadata: Mapping[str, MetadataKind]
    day_first: frozenset[str]


_LISTS: Final = (
    *("date_words", "time_words", "zones", "byline", "byline_place", "closing", "name_words"),
    *("credit", "credit_by", "copyright", "rights", "relayed", "agencies", "caption", "labels"),
    *("text_words", "reprinted"),
    *(
        "unnamed",
        "addresses",
        "wire_nouns",
        "wire_endings",
        "wire_fillers",
        "wire_before",
        "wire_verbs",
    ),
)


@cache
def words() -> Words:
    """The words of all languages, read once. Raises KnowledgeError for a file out of form."""
    try:
        return _merged(list(_settings()))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise KnowledgeError(f"out of form: {error!r}", about="language.toml") from error


def _settings() -> Iterator[Mapping[str, Any]]:
    languages = files("onrecord") / "languages"
    for folder in sorted(languages.iterdir(), key=lambda entry: entry.name):
        if folder.is_dir():
            yield tomllib.loads((folder / "language.toml").read_text(encoding="utf-8"))


def _merged(settings: list[Mapping[str, Any]]) -> Words:
    months = {
        name: int(number)
        for language in settings
        for number, names in language["months"].items()
        for name in names
    }
    intakes = [language["intake"] for language in settings]
    kinds: dict[str, MetadataKind] = {}
    day_first: set[str] = set()
    other_order: set[str] = set()
    for intake in intakes:
        for kind, keys in intake["metadata"].items():
            if kind not in get_args(MetadataKind):
                raise KeyError(kind)
            kinds.update(dict.fromkeys(keys, cast("MetadataKind", kind)))
            ordered = intake.get("numeric_dates") == "day first"
            (day_first if ordered else other_order).update(keys)
    return Words(
        months=months,
        weekdays=frozenset(
            name
            for language in settings
            for names in language["weekdays"].values()
            for name in names
        ),
        metadata=kinds,
        day_first=frozenset(day_first - other_order),
        **{name: _all(intakes, name) for name in _LISTS},
    )


def _all(intakes: Iterable[Mapping[str, Any]], name: str) -> frozenset[str]:
    return frozenset(word for intake in intakes for word in intake[name])


def alike(text: str) -> str:
    """``text`` with typographic apostrophes and spaces made plain; its length stays."""
    # Much faster than str.translate on short texts.
    for typographic, plain in _ALIKE:
        text = text.replace(typographic, plain)
    return text


def any_of(entries: Iterable[str]) -> str:
    """A pattern for any of ``entries`` as whole words in `alike` text, the longest first."""
    ordered = sorted(entries, key=lambda entry: (-len(entry), entry))
    return "(?:" + "|".join(_whole(entry) for entry in ordered) + ")"


def _whole(entry: str) -> str:
    pattern = " {1,3}".join(re.escape(word) for word in entry.split())
    before = r"(?<!\w)" if entry[0].isalnum() else ""
    after = r"(?!\w)" if entry[-1].isalnum() else ""
    return f"{before}{pattern}{after}"
