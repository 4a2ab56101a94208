"""PLOVER's JSON: one event a line in the field names of the manual (*Data Fields*, Open Event Data
Alliance, state of 2024-02).

Every field that can be known is always written, and ``null`` or ``[]`` where it is not. Fields of
our own stand behind the manual's: ``date_basis``, ``factuality``, ``historical``, ``said_by``,
``read_as`` and ``other_locs``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, Final

from onrecord.export.actors import Who, who
from onrecord.export.rules import Coded, coded
from onrecord.export.said import Said, said
from onrecord.export.when import When, day_of, when
from onrecord.export.where import Where, where
from onrecord.model import Event, Participant, Record

CODEBOOK: Final = "PLOVER, manual of 2024-02"
#: PLOVER's sector of an actor whom a report does not name.
UNKNOWN: Final = "UNK"


def plover(record: Record, event: Event) -> dict[str, Any]:
    """An event of a record as a PLOVER object.

    ``date`` is required by the manual: where the report dates no event, it is the day of
    publication, and ``date_basis`` says so; without either it is null. ``actor`` is required, too:
    who is not named is one entity of sector UNK. An event that was turned into an agreement or a
    concession takes place when it is told; what lies ahead stands in ``read_as``. ``event_scale``
    is null for what is not told to have taken place. Raises RecordError where the event stands in a
    statement that the record lacks.
    """
    one = coded(record, event)
    at, places = when(record, event), where(record, event)
    speakers = said(record, one.said)
    own_time, own_places = (None, ()) if one.ahead else (at, places)
    day = day_of(record.report.published)
    return {
        "id": f"{record.report.id}_{event.id}",
        "has_event": True,
        **_dates(own_time, day),
        "actor": _entities(record, event.actors) or [_nobody()],
        "recipient": _entities(record, event.recipients),
        "event": [one.type.name],
        "event_loc": _location(own_places[0]) if own_places else None,
        "event_text": [record.words(s) for s in (event.trigger, *event.also)],
        "quad_code": one.type.quad_code,
        "event_scale": one.score,
        "mode": [one.mode] if one.mode else [],
        "context": [*event.contexts, *one.auxiliary],
        "text_info": {"start": event.trigger.start, "end": event.trigger.end},
        "cite_info": _cited(record),
        "coder": record.provenance.software,
        "comment": _comment(one, speakers),
        "date_basis": "event" if own_time else "published" if day else None,
        "factuality": event.factuality,
        "historical": event.historical,
        "said_by": [asdict(s) for s in speakers],
        "read_as": _ahead(one, at, places) if one.ahead else None,
        "other_locs": [_location(p) for p in own_places[1:]],
    }


def _dates(at: When | None, published: str) -> dict[str, str | None]:
    if at is None:
        at = When(first=published)
    end = at.last if at.last != at.first else ""
    found = {"date": at.first, "time": at.clock, "enddate": end, "endtime": ""}
    if at.last_clock != at.clock:
        found["endtime"] = at.last_clock
    return {name: value or None for name, value in found.items()}


def _entities(record: Record, people: Sequence[Participant]) -> list[dict[str, Any]]:
    entities = {e.id: e for e in record.entities}
    return [_entity(who(record, one, entities)) for one in people]


def _entity(one: Who) -> dict[str, Any]:
    """The manual's object for entities; ``name`` and ``link`` are ours. ``identifier_text`` is a
    name of the base, or of whatever the identifier is of."""
    return {
        "code": one.code or None,
        "sector": one.sector or None,
        "entity_text": one.text,
        "identifier_id": one.wikidata or None,
        "identifier_text": one.name if one.link else None,
        "office": one.title or None,
        "name": one.name,
        "link": {"source": one.link.source, "key": one.link.key} if one.link else None,
    }


def _nobody() -> dict[str, Any]:
    names = ("entity_text", "identifier_id", "identifier_text", "office", "name", "link")
    return {"code": None, "sector": UNKNOWN, **dict.fromkeys(names)}


def _location(one: Where) -> dict[str, Any]:
    return {
        "extracted_place": one.extracted,
        "resolved_place": one.resolved,
        "geonameid": one.place.geonames_id,
        "lat": one.place.lat,
        "lon": one.place.lon,
        "city": one.city or None,
        "district": one.district or None,
        "province": one.province or None,
        "country": one.country or None,
        "country_code": one.country_code or None,
        "feature_class": one.feature_class or None,
        "feature_code": one.place.kind,
        "resolution": one.resolution,
    }


def _cited(record: Record) -> dict[str, str | None]:
    report = record.report
    return {
        "citation": report.id,
        "url": report.url,
        "title": report.title,
        "language": report.language,
        "publication": report.outlet,
        "published": report.published.value,
        "coder": record.provenance.software,
        "codebook": CODEBOOK,
    }


def _ahead(one: Coded, at: When | None, places: Sequence[Where]) -> dict[str, Any]:
    """What lies ahead, as it was read."""
    return {
        "event": one.event.type,
        "mode": one.event.mode,
        "date": at.first if at else None,
        "enddate": (at.last or None) if at else None,
        "event_loc": _location(places[0]) if places else None,
    }


def _comment(one: Coded, speakers: Sequence[Said]) -> str | None:
    """What a reader who looks at the manual's fields alone must know."""
    told = []
    if one.ahead:
        told.append(f"{one.event.type} that lies ahead")
    elif one.event.factuality != "stated":
        told.append(f"told as {one.event.factuality}")
    if speakers:
        names = " > ".join(s.source or "a source not named" for s in speakers)
        told.append(f"said by {names}; the report does not tell it in its own words")
    return "; ".join(told) or None
