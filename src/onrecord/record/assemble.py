"""Put together what the readings found: who the sources are, in one order, checked."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from onrecord.knowledge.bodies import AGENCY, body_of
from onrecord.model.entity import Entity, EntityKind
from onrecord.model.place import Place
from onrecord.model.record import Check, Omission, Provenance, Record
from onrecord.model.report import Report
from onrecord.model.span import Span
from onrecord.model.statement import Source, SourceKind, Statement
from onrecord.model.time import Time
from onrecord.record.check import check

_OF_NAMES: dict[EntityKind, SourceKind] = {
    "person": "person",
    "organization": "group",
    "country": "office",
}
_TOLD_FROM_NAMES = {"person", "group", None}


@dataclass(slots=True, kw_only=True)
class Findings:
    """What the readings of one report found."""

    entities: Sequence[Entity] = ()
    times: Sequence[Time] = ()
    places: Sequence[Place] = ()
    checks: list[Check] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    omissions: list[Omission] = field(default_factory=list)


def _entities_in(spans: Sequence[Span], mentions: Sequence[tuple[int, int, str]]) -> list[str]:
    found: list[str] = []
    for span in sorted(spans):
        for at in range(bisect_left(mentions, (span.start,)), len(mentions)):
            start, end, entity = mentions[at]
            if start >= span.end:
                break
            if end <= span.end:
                found.append(entity)
    return list(dict.fromkeys(found))


def _kind(source: Source, spans: Sequence[Span], entities: Sequence[Entity]) -> SourceKind | None:
    """The kind of a source that is but a name, told from the name's kind."""
    if source.kind in _TOLD_FROM_NAMES and len(spans) == 1:
        for entity in entities:
            if any((m.start, m.end) == (spans[0].start, spans[0].end) for m in entity.mentions):
                return _carries(entity) or _OF_NAMES.get(entity.kind, source.kind)
    return source.kind


def _carries(entity: Entity) -> SourceKind | None:
    """Agency or outlet, where the base knows a name as one."""
    body = body_of(entity.link.key) if entity.link is not None else None
    if body is None or not body.carries_news:
        return None
    return "agency" if body.kind == AGENCY else "outlet"


def _name_sources(statements: Sequence[Statement], entities: Sequence[Entity]) -> list[Statement]:
    """Give each source the entities named in it, or in the antecedent of its pronoun."""
    mentions = sorted((m.start, m.end, e.id) for e in entities for m in e.mentions)
    by_id = {e.id: e for e in entities}
    named = []
    for statement in statements:
        source = statement.source
        spans = source.spans if source.antecedent is None else (source.antecedent,)
        ids = tuple(_entities_in(spans, mentions)) if spans else ()
        kind = _kind(source, spans, [by_id[i] for i in ids])
        named.append(replace(statement, source=replace(source, entity_ids=ids, kind=kind)))
    return named


def assemble(report: Report, found: Findings, provenance: Provenance) -> Record:
    """The record of a report. Raises RecordError when an item does not fit the text."""
    known = {s.id for s in found.statements}
    record = Record(
        report=report,
        entities=tuple(found.entities),
        times=tuple(found.times),
        places=tuple(found.places),
        statements=tuple(
            s if s.within in known else replace(s, within=None)
            for s in _name_sources(found.statements, found.entities)
        ),
        checks=tuple(sorted(found.checks, key=lambda c: (c.span, c.kind))),
        omissions=tuple(sorted(found.omissions, key=lambda o: (o.span, o.stage, o.reason))),
        provenance=provenance,
    )
    check(record)
    return record
