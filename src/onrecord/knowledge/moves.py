"""How a language tells that somebody went from one place to another.

Data: ``languages/<code>/moves.toml``; a language without that file tells of no travels. All words
are folded (``across.words.fold``) and parted by one space.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from onrecord.errors import KnowledgeError

FILE = "moves.toml"
#: Words one after the other.
Words = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """What stands before the place from which and to which, longest first; an empty one where the
    place stands right behind the verb."""

    origins: tuple[Words, ...]
    goals: tuple[Words, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """``forms`` are the moves that the forms of a verb may tell, by the forms' first words;
    ``between`` may stand between the verb and its first place, ``before`` between a preposition and
    the place's name, longest first; a word of ``stops`` shortly before the verb undoes it."""

    forms: Mapping[str, Sequence[tuple[Words, tuple[Move, ...]]]] = field(default_factory=dict)
    between: frozenset[str] = frozenset()
    before: tuple[Words, ...] = ()
    stops: frozenset[str] = frozenset()


@cache
def moves(language: str) -> Moves:
    """The moves of a language, read once. Raises KnowledgeError for a file out of form."""
    path = files("onrecord") / "languages" / language / FILE
    if not path.is_file():
        return Moves()
    try:
        data: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        by_form: dict[Words, tuple[Move, ...]] = {}
        for row in data["move"]:
            move = Move(origins=_longest_first(row["from"]), goals=_longest_first(row["to"]))
            for form in row["forms"]:
                words = tuple(form.split())
                by_form[words] = (*by_form.get(words, ()), move)
        forms: dict[str, list[tuple[Words, tuple[Move, ...]]]] = {}
        for words in sorted(by_form, key=lambda w: (-len(w), w)):
            forms.setdefault(words[0], []).append((words, by_form[words]))
        return Moves(
            forms=forms,
            between=frozenset(data["between"]["words"]),
            before=_longest_first(data["before"]["words"]),
            stops=frozenset(data["stops"]["words"]),
        )
    except (tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError) as error:
        raise KnowledgeError(f"out of form: {error!r}", about=f"{language}/{FILE}") from error


def _longest_first(phrases: Sequence[str]) -> tuple[Words, ...]:
    return tuple(sorted((tuple(p.split()) for p in phrases), key=lambda w: (-len(w), w)))
