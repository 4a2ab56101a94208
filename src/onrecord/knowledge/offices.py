"""How a language names offices and bodies: its ``offices.toml``, by the words of a phrase."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from onrecord.errors import KnowledgeError
from onrecord.knowledge.holders import Term, holders_at

FILE = "offices.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """The roles that words ask for, the first that a country has; ``titles`` narrow them down."""

    roles: tuple[str, ...]
    titles: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyWord:
    """What a noun can mean: kinds of body of the base, ``country`` or ``place``; with ``unlisted``
    also bodies that the base does not know. ``of``: *the city of X* is X itself."""

    kinds: frozenset[str]
    unlisted: bool = False
    of: bool = False


@cache
def office_words(language: str) -> Mapping[str, Naming]:
    """What a language's words for offices ask for, by the words in lower case; read once. Raises
    KnowledgeError for a file out of form."""
    try:
        return {
            words: Naming(roles=tuple(row["roles"]), titles=frozenset(row.get("titles", ())))
            for row in _read(language)["office"]
            for words in row["words"]
        }
    except KeyError as error:
        raise KnowledgeError(f"lacks {error}", about=f"{language}/{FILE}") from error


@cache
def body_words(language: str) -> Mapping[str, BodyWord]:
    """What a language's nouns for bodies, countries and places can mean, by lemma; read once.
    Raises KnowledgeError for a file out of form."""
    try:
        return {
            word: BodyWord(
                kinds=frozenset(row["kinds"]),
                unlisted=row.get("any", False),
                of=row.get("of", False),
            )
            for row in _read(language).get("body", ())
            for word in row["words"]
        }
    except KeyError as error:
        raise KnowledgeError(f"lacks {error}", about=f"{language}/{FILE}") from error


def _read(language: str) -> dict[str, Any]:
    path = files("onrecord") / "languages" / language / FILE
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeError(f"out of form: {error}", about=f"{language}/{FILE}") from error


def holders_named(naming: Naming, country: str, when: str) -> list[Term]:
    """Who held at an ISO date the office of a country that words ask for: the first of its roles
    that somebody held."""
    for role in naming.roles:
        found = [
            term
            for term in holders_at(country, role, when)
            if not naming.titles or naming.titles & set(term.office.titles)
        ]
        if found:
            return found
    return []
