"""Who did what to whom, coded in PLOVER (Halterman et al. 2023)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.model.span import Span

EventType = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]
Factuality = Literal["stated", "denied", "planned", "possible"]
QuadClass = Literal[
    "verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict"
]
#: Where a time or place of an event was found: beside its own words, or elsewhere in the sentence.
Basis = Literal["own", "sentence"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """An actor or recipient of an event: its words, its entity, and PLOVER's country (ISO 3166-1
    alpha-3, or UNO, IGO, EUR ...) and sector."""

    span: Span
    entity_id: str | None = None
    country: str | None = None
    sector: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """``said_in`` is the id of the statement that asserts the event; None is the report itself.

    ``trigger`` is the word that tells it first, ``trigger_with`` what makes one expression with it
    (*imposed [a curfew]*); ``also`` are words that tell the same event again.
    ``factuality`` is how it is told where it is told: only an event that is ``stated`` and
    ``said_in`` nobody's words is told as a fact by the report. ``historical`` events lie more than
    a year before the report. ``time_basis`` and ``place_basis`` are None where the event was left
    open, and ``because`` then says so. ``rule`` names the entry of the lexicon and how its
    participants were found.
    """

    id: str
    trigger: Span
    trigger_with: tuple[Span, ...] = ()
    also: tuple[Span, ...] = ()
    type: EventType
    mode: str | None
    contexts: tuple[str, ...]
    quad: QuadClass
    actors: tuple[Participant, ...]
    recipients: tuple[Participant, ...]
    time_ids: tuple[str, ...]
    place_ids: tuple[str, ...]
    time_basis: Basis | None = None
    place_basis: Basis | None = None
    factuality: Factuality
    historical: bool = False
    said_in: str | None
    rule: str
    because: str
