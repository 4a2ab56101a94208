"""Put together what the readings found: sources named, in one order, checked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from onrecord.model.entity import Entity
from onrecord.model.place import Place
from onrecord.model.record import Check, Omission, Provenance, Record
from onrecord.model.report import Report
from onrecord.model.span import Span
from onrecord.model.statement import Statement
from onrecord.model.time import Time
from onrecord.reading.events import ToldEvent
from onrecord.record.check import check
from onrecord.record.events import with_events
from onrecord.record.sources import with_sources


@dataclass(slots=True, kw_only=True)
class Findings:
    """What the readings of one report found; ``heads`` as ``StatementsRead`` has them."""

    entities: Sequence[Entity] = ()
    times: Sequence[Time] = ()
    places: Sequence[Place] = ()
    checks: list[Check] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    omissions: list[Omission] = field(default_factory=list)
    heads: dict[str, tuple[Span, ...]] = field(default_factory=dict)
    told: list[ToldEvent] = field(default_factory=list)


def assemble(report: Report, found: Findings, provenance: Provenance) -> Record:
    """The record of a report. Raises RecordError when an item does not fit the text."""
    known = {s.id for s in found.statements}
    statements = [s if s.within in known else replace(s, within=None) for s in found.statements]
    named = with_sources(report, found.entities, statements, found.heads)
    happened = with_events(
        report,
        found.told,
        entities=named.entities,
        statements=named.statements,
        times=found.times,
        places=found.places,
    )
    omissions = [*found.omissions, *happened.omissions]
    record = Record(
        report=report,
        entities=named.entities,
        times=tuple(found.times),
        places=tuple(found.places),
        statements=named.statements,
        events=happened.events,
        checks=tuple(sorted(found.checks, key=lambda c: (c.span, c.kind))),
        omissions=tuple(sorted(omissions, key=lambda o: (o.span, o.stage, o.reason))),
        provenance=provenance,
    )
    check(record)
    return record
