"""All that was read from one report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Final, Literal

from onrecord.model.entity import Entity
from onrecord.model.event import Event
from onrecord.model.place import Place
from onrecord.model.report import Report
from onrecord.model.span import Span
from onrecord.model.statement import Statement
from onrecord.model.time import Time

SCHEMA: Final = "onrecord/1"
CheckKind = Literal["distance", "date", "quantity", "translation"]
Stage = Literal["intake", "language", "entities", "times", "places", "statements", "events"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """Something that the report says, beside what was found when it was reckoned again."""

    id: str
    span: Span
    kind: CheckKind
    says: str
    finds: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Omission:
    """What was seen and declined, with the reason. Nothing is dropped silently."""

    span: Span
    stage: Stage
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """What made the record: equal provenance and equal input give equal bytes.
    ``knowledge_digest`` is that of the added knowledge that was used, or None."""

    software: str
    pipelines: tuple[str, ...]
    lexicon_digest: str
    knowledge_digest: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A report and what was read from it. Spans refer to ``report.text``."""

    #: Draws a record as HTML for notebooks. The floor that knows how fills it in; until then
    #: notebooks show the plain form.
    drawn_by: ClassVar[Callable[[Record], str] | None] = None

    schema: Literal["onrecord/1"] = SCHEMA
    report: Report
    entities: tuple[Entity, ...] = ()
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    checks: tuple[Check, ...] = ()
    omissions: tuple[Omission, ...] = ()
    provenance: Provenance

    def words(self, span: Span) -> str:
        """The exact words behind an answer."""
        return span.of(self.report.text)

    def _repr_html_(self) -> str | None:
        draw = type(self).drawn_by
        return None if draw is None else draw(self)
