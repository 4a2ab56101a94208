"""What must hold of every record before it leaves."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.errors import RecordError
from onrecord.model.place import Place
from onrecord.model.record import Check, Record
from onrecord.model.span import Span
from onrecord.model.time import Time


def _spans(record: Record) -> Iterator[tuple[str, Span]]:
    for part in record.report.parts:
        yield part.kind, part.span
    for statement in record.statements:
        carried = [span for link in statement.chain for span in link.spans]
        for span in (*statement.source.spans, *statement.content, *carried):
            yield statement.id, span
        for optional in (
            statement.cue,
            statement.medium,
            statement.addressee,
            statement.source.antecedent,
        ):
            if optional is not None:
                yield statement.id, optional
    for entity in record.entities:
        for mention in entity.mentions:
            yield entity.id, Span(start=mention.start, end=mention.end)
    for event in record.events:
        taking_part = [p.span for p in (*event.actors, *event.recipients)]
        for span in (event.trigger, *event.trigger_with, *event.also, *taking_part):
            yield event.id, span
    for item in _reckoned(record):
        yield item.id, item.span
    for omission in record.omissions:
        yield omission.stage, omission.span


def _reckoned(record: Record) -> list[Time | Place | Check]:
    """Items whose value is not in the text but was worked out."""
    return [*record.times, *record.places, *record.checks]


def check(record: Record) -> None:
    """Raises RecordError when a span lies outside the text or is empty, an id stands twice, a time,
    place, event or check gives no reason, an event names what is not there, a statement lacks
    content, or statements stand within each other in a circle."""
    size = len(record.report.text)
    for name, span in _spans(record):
        if span.end > size or not len(span):
            raise RecordError(f"span {span.start}-{span.end} is not in the text", about=name)
    for item in _reckoned(record):
        if not item.because:
            raise RecordError("gives no reason", about=item.id)
    known = {s.id for s in record.statements} | {t.id for t in record.times}
    known |= {p.id for p in record.places}
    for event in record.events:
        named = (*event.time_ids, *event.place_ids, *((event.said_in,) if event.said_in else ()))
        if not event.because or not event.rule:
            raise RecordError("gives no reason", about=event.id)
        if any(other not in known for other in named):
            raise RecordError("names an item that is not in the record", about=event.id)
    for ids in (
        [s.id for s in record.statements],
        [e.id for e in record.entities],
        [t.id for t in record.times],
        [p.id for p in record.places],
        [e.id for e in record.events],
        [c.id for c in record.checks],
    ):
        if len(ids) != len(set(ids)):
            twice = next(i for i in ids if ids.count(i) > 1)
            raise RecordError("stands twice in one record", about=twice)
    above = {s.id: s.within for s in record.statements}
    for statement in record.statements:
        if not statement.content:
            raise RecordError("a statement without content", about=statement.id)
        seen, at = {statement.id}, statement.within
        while at is not None:
            if at in seen or at not in above:
                raise RecordError("stands within itself or within nothing", about=statement.id)
            seen.add(at)
            at = above[at]
