"""What a language puts around places: its ``places.toml``, in the form that readings ask for."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from onrecord.errors import KnowledgeError

FILE = "places.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceWords:
    """``before`` and ``after`` give the feature code that the words next to a name ask for,
    ``senses`` the one that a name has by itself in this language (*Mexico* is a city in French);
    ``demonyms`` the country of a lower-case form."""

    before: Mapping[str, str]
    after: Mapping[str, str]
    senses: Mapping[str, str]
    holds: frozenset[str]
    government_prepositions: frozenset[str]
    government_nouns: frozenset[str]
    government_verbs: frozenset[str]
    not_alone: frozenset[str]
    demonyms: Mapping[str, str]
    distance_from: frozenset[str]
    longest: int


def _turned(table: Mapping[str, list[str]]) -> dict[str, str]:
    return {word: code for code, words in table.items() for word in words}


@cache
def place_words(language: str) -> PlaceWords:
    """The words of a language, read once. Raises KnowledgeError for a file out of form."""
    path = files("onrecord") / "languages" / language / FILE
    where = f"{language}/{FILE}"
    try:
        data: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        government, distance = data["government"], data["distance"]
        before = _turned(data["before"])
        return PlaceWords(
            before=before,
            after=_turned(data["after"]),
            senses=_turned(data["sense"]),
            holds=frozenset(data["holds"]["words"]),
            government_prepositions=frozenset(government["prepositions"]),
            government_nouns=frozenset(government["nouns"]),
            government_verbs=frozenset(government["verbs"]),
            not_alone=frozenset(data["not_alone"]["words"]),
            demonyms=_turned(data["demonym"]),
            distance_from=frozenset(distance["from"]),
            longest=max(map(len, before)),
        )
    except FileNotFoundError as error:
        raise KnowledgeError("this language folder lacks the file", about=where) from error
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise KnowledgeError(f"out of form: {error!r}", about=where) from error
