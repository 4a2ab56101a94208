"""Our own JSON Lines: one event a line, whole, with the words and items that it points to.

A line can be read again without its record: ``decode_event`` gives back what was written.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

import msgspec

from onrecord.errors import RecordError
from onrecord.export.said import Said, path, said
from onrecord.model import Event, Published, Record, Span

SCHEMA: Final = "onrecord-event/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The exact words of an event's spans, in their order."""

    trigger: str
    trigger_with: tuple[str, ...]
    also: tuple[str, ...]
    actors: tuple[str, ...]
    recipients: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldTime:
    """A time of the event, as the record has it."""

    id: str
    words: str
    type: str
    value: str
    earliest: str | None
    latest: str | None
    grain: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldPlace:
    """A place of the event, as the record has it; WGS 84 degrees."""

    id: str
    words: str
    geonames_id: int | None
    country: str | None
    kind: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldEvent:
    """An event by itself. ``said`` are the statements that it stands in, outermost first; empty
    where the report tells it. ``software`` and ``lexicon_digest`` are those of the record."""

    schema: Literal["onrecord-event/1"] = SCHEMA
    report_id: str
    language: str
    outlet: str | None
    published: Published
    event: Event
    words: Words
    said: tuple[Said, ...]
    times: tuple[ToldTime, ...]
    places: tuple[ToldPlace, ...]
    software: str
    lexicon_digest: str


def told(record: Record, event: Event) -> ToldEvent:
    """An event of a record with what it points to. Raises RecordError where it stands in a
    statement that the record lacks."""

    def words(*spans: Span) -> tuple[str, ...]:
        return tuple(record.words(span) for span in spans)

    times = {t.id: t for t in record.times}
    places = {p.id: p for p in record.places}
    return ToldEvent(
        report_id=record.report.id,
        language=record.report.language,
        outlet=record.report.outlet,
        published=record.report.published,
        event=event,
        words=Words(
            trigger=record.words(event.trigger),
            trigger_with=words(*event.trigger_with),
            also=words(*event.also),
            actors=words(*(p.span for p in event.actors)),
            recipients=words(*(p.span for p in event.recipients)),
        ),
        said=said(record, path(record, event)),
        times=tuple(
            ToldTime(
                id=t.id,
                words=record.words(t.span),
                type=t.type,
                value=t.value,
                earliest=t.earliest,
                latest=t.latest,
                grain=t.grain,
            )
            for t in (times[i] for i in event.time_ids if i in times)
        ),
        places=tuple(
            ToldPlace(
                id=p.id,
                words=record.words(p.span),
                geonames_id=p.geonames_id,
                country=p.country,
                kind=p.kind,
                lat=p.lat,
                lon=p.lon,
            )
            for p in (places[i] for i in event.place_ids if i in places)
        ),
        software=record.provenance.software,
        lexicon_digest=record.provenance.lexicon_digest,
    )


@cache
def _decoder() -> msgspec.json.Decoder[ToldEvent]:
    return msgspec.json.Decoder(ToldEvent)


def decode_event(line: bytes) -> ToldEvent:
    """The event of a line. Raises RecordError when it is not JSON or not of this form."""
    try:
        return _decoder().decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise RecordError(f"not an event: {error}", about="$") from error
