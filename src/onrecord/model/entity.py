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
    """A key in a knowledge base. No link is better than a wrong one. ``base`` is the key in the
    base that ships where ``source`` is one that a user added and both know the name."""

    source: str
    key: str
    score: float
    reason: str
    base: str | None = None

    @property
    def base_key(self) -> str:
        """The key in the base that ships, or nothing."""
        return self.key if self.source.startswith("onrecord/") else self.base or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """``because`` says which evidence typed the name, strongest first."""

    id: str
    kind: EntityKind
    name: str
    mentions: tuple[Mention, ...]
    link: Link | None = None
    because: str = ""
