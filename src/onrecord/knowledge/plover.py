"""PLOVER: types of events, their quad classes and modes, and the rules that read them.

Re-expressed from the manual of the Open Event Data Alliance (CC BY-SA 4.0) in
``data/plover.toml``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, get_args

from onrecord.errors import KnowledgeError
from onrecord.model.event import EventType, QuadClass

QUADS: tuple[QuadClass, ...] = get_args(QuadClass)
#: Scores run from minus this to plus this.
LARGEST = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Type:
    """``future`` is what the manual codes instead when the event lies ahead; empty when it stays.
    ``inside`` gives the mode by the type, or type/mode, of the event that is asked for, refused or
    threatened. ``score`` runs from -10 (conflict) to +10 (cooperation); ``scores`` are those of
    modes that have their own."""

    name: EventType
    quad: QuadClass
    means: str
    modes: frozenset[str]
    needs_recipient: bool
    future: str
    inside: Mapping[str, str]
    score: float
    scores: Mapping[str, float]

    def mode_by(self, type_: str, mode: str | None) -> str | None:
        """The mode that an event inside tells; the finer key first."""
        return self.inside.get(f"{type_}/{mode}") or self.inside.get(type_)

    def intensity(self, mode: str | None) -> float:
        """The score of a mode, or that of the type."""
        return self.score if mode is None else self.scores.get(mode, self.score)

    @property
    def quad_code(self) -> int:
        """PLOVER's number of the quad class: 1 to 4."""
        return QUADS.index(self.quad) + 1


@cache
def _data() -> Mapping[str, Any]:
    path = files("onrecord") / "knowledge" / "data" / "plover.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def types() -> Mapping[str, Type]:
    """The sixteen types by name, read once. Raises KnowledgeError for a file out of form."""
    data = _data()
    found = {}
    for row in data["type"]:
        if row["name"] not in get_args(EventType) or row["quad"] not in QUADS:
            raise KnowledgeError(f"no such type or quad: {row['name']}", about="plover.toml")
        inside = data["inside"].get(row["name"], {})
        modes = frozenset(row.get("modes", ()))
        scores = {mode: float(score) for mode, score in row.get("scores", {}).items()}
        if not scores.keys() <= modes or any(
            not -LARGEST <= score <= LARGEST for score in (row["score"], *scores.values())
        ):
            raise KnowledgeError(f"scores out of form: {row['name']}", about="plover.toml")
        found[row["name"]] = Type(
            name=row["name"],
            quad=row["quad"],
            means=row["means"],
            modes=modes,
            needs_recipient=row.get("recipient", False),
            future=row.get("future", ""),
            inside={key: mode for mode, keys in inside.items() for key in keys},
            score=float(row["score"]),
            scores=scores,
        )
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Implied:
    """Contexts that types (or type/mode) and sectors bring with them; ``between_states`` is that of
    ``types`` among two countries."""

    by_type: Mapping[str, str]
    by_sector: Mapping[str, str]
    types: frozenset[str]
    between_states: str


@cache
def implied() -> Implied:
    """What implies a context, read once."""
    data = _data()["contexts"]
    return Implied(
        by_type=data["type"],
        by_sector=data["sector"],
        types=frozenset(data["between_states"]["types"]),
        between_states=data["between_states"]["context"],
    )
