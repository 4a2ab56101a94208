"""How a language names offices: its ``offices.toml``, by the words of a phrase."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from onrecord.errors import KnowledgeError
from onrecord.knowledge.holders import Term, holders_at

FILE = "offices.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """The roles that words ask for, the first that a country has; ``titles`` narrow them down."""

    roles: tuple[str, ...]
    titles: frozenset[str] = frozenset()


@cache
def office_words(language: str) -> Mapping[str, Naming]:
    """What a language's words for offices ask for, by the words in lower case; read once. Raises
    KnowledgeError for a file out of form."""
    path = files("onrecord") / "languages" / language / FILE
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        return {
            words: Naming(roles=tuple(row["roles"]), titles=frozenset(row.get("titles", ())))
            for row in data["office"]
            for words in row["words"]
        }
    except (tomllib.TOMLDecodeError, KeyError) as error:
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
