"""A person, organization, country, place or other named thing, with all its mentions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

EntityKind = Literal["person", "organization", "country", "place", "other"]
MentionForm = Literal["name", "nominal", "pronoun", "demonym"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    start: int
    end: int
    form: MentionForm


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A key in a knowledge base. No link is better than a wrong one."""

    source: str
    key: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """``because`` says which evidence typed the name, strongest first."""

    id: str
    kind: EntityKind
    name: str
    mentions: tuple[Mention, ...]
    link: Link | None = None
    because: str = ""
