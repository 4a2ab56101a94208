"""Who did what to whom, coded in PLOVER (Halterman et al. 2023)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.model.span import Span

Factuality = Literal["stated", "denied", "planned", "possible"]
QuadClass = Literal[
    "verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """An actor or recipient of an event: its words, its entity, and PLOVER's country and sector."""

    span: Span
    entity_id: str | None = None
    country: str | None = None
    sector: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """``said_in`` is the id of the statement that asserts the event; None is the report itself."""

    id: str
    trigger: Span
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    quad: QuadClass | None
    actors: tuple[Participant, ...]
    recipients: tuple[Participant, ...]
    time_ids: tuple[str, ...]
    place_ids: tuple[str, ...]
    factuality: Factuality
    historical: bool = False
    said_in: str | None
    rule: str
