"""A record as entities of FollowTheMoney: the article, who it names, who speaks in it, and the
events that it tells as facts.

FollowTheMoney has no schema for what somebody says, and none in which an event is denied or only
planned. Who speaks is linked to the article by a Documentation; everything else is left out and
counted. What a schema wants as a name, a country or a date is given in its own form.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final

from onrecord.export.iris import web_address
from onrecord.export.rules import coded, held_back
from onrecord.export.when import when
from onrecord.export.where import where
from onrecord.knowledge.bodies import body_of
from onrecord.model import Entity, Event, Record, Statement
from onrecord.record.outline import contents

_SCHEMATA: Final = {"person": "Person", "organization": "Organization"}
#: Kinds of body that are part of a state.
_PUBLIC: Final = frozenset(
    {"government", "parliament", "court", "police", "armed force", "intelligence"}
)


#: Languages as FollowTheMoney has them (ISO 639-3); an article in another one has none there.
_LANGUAGES: Final = {"en": "eng", "fr": "fra", "de": "deu", "es": "spa", "it": "ita", "nl": "nld"}


def entities(record: Record) -> tuple[tuple[dict[str, Any], ...], Counter[str]]:
    """The entities of a record, and how much of it is left out, by the reason."""
    left_out: Counter[str] = Counter()
    found = [_article(record)]
    known = {e.id: e for e in record.entities}
    for entity in record.entities:
        if entity.kind in _SCHEMATA:
            found.extend(_named(record, entity))
        else:
            left_out[f"{entity.kind}: no schema for it"] += 1
    for statement in record.statements:
        spoken = list(_spoken(record, statement, known))
        found.extend(spoken)
        left_out.update([] if spoken else ["statement: nobody with a schema speaks"])
    for event in record.events:
        why = held_back(coded(record, event), known)
        if why is None:
            found.append(_event(record, event, known))
        else:
            left_out[f"event: {why}"] += 1
    return tuple(found), left_out


def _id(record: Record, item: str = "") -> str:
    """FollowTheMoney takes letters, digits and a few signs."""
    whole = f"{record.report.id}/{item}"
    return f"onrecord-{hashlib.sha256(whole.encode()).hexdigest()[:40]}"


def _entity(record: Record, item: str, schema: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """``values`` are texts or lists of them; what is empty is left out."""
    properties = {
        name: [value] if isinstance(value, str) else list(dict.fromkeys(value))
        for name, value in values.items()
        if value
    }
    return {"id": _id(record, item), "schema": schema, "properties": properties}


def _article(record: Record) -> dict[str, Any]:
    report = record.report
    stated = report.published.value if report.published.basis == "stated" else None
    values = {
        "title": report.title,
        "publisher": report.outlet,
        "publishedAt": (stated or "")[:10],
        "language": _LANGUAGES.get(report.language, ""),
        "sourceUrl": web_address(report.url),
        "bodyText": report.text.strip(),
    }
    return _entity(record, "", "Article", values)


def _schema(entity: Entity) -> str:
    body = body_of(entity.link.base_key) if entity.link is not None else None
    if body is not None and body.kind in _PUBLIC:
        return "PublicBody"
    return _SCHEMATA.get(entity.kind, "")


def _named(record: Record, entity: Entity) -> Iterator[dict[str, Any]]:
    text, schema = record.report.text, _schema(entity)
    names = [text[m.start : m.end] for m in entity.mentions if m.form == "name"]
    spellings = [" ".join(name.split()) for name in names]
    key = entity.link.base_key if entity.link is not None else ""
    values = {
        "name": entity.name,
        "alias": [name for name in spellings if name != entity.name],
        "wikidataId": key if key[:1] == "Q" and key[1:].isdecimal() else "",
        "proof": _id(record),
    }
    yield _entity(record, entity.id, schema, values)
    values = {
        "document": _id(record),
        "resolved": _id(record, entity.id),
        "name": [entity.name, *spellings],
        "detectedSchema": schema,
    }
    yield _entity(record, f"{entity.id}/mention", "Mention", values)


def _spoken(
    record: Record, statement: Statement, known: Mapping[str, Entity]
) -> Iterator[dict[str, Any]]:
    published = record.report.published
    for speaker in statement.source.entity_ids:
        if speaker not in known or known[speaker].kind not in _SCHEMATA:
            continue
        manner = (statement.stance, statement.certainty, statement.polarity, statement.quotation)
        values = {
            "document": _id(record),
            "entity": _id(record, speaker),
            "role": "is reported as the source of a statement",
            "summary": contents(record, statement),
            "description": ", ".join(manner),
            "date": (published.value or "")[:10] if published.basis == "stated" else "",
        }
        yield _entity(record, f"{statement.id}/{speaker}", "Documentation", values)


def _event(record: Record, event: Event, known: Mapping[str, Entity]) -> dict[str, Any]:
    at, places = when(record, event), where(record, event)
    people = [p.entity_id for p in (*event.actors, *event.recipients)]
    involved = [i for i in people if i and i in known and known[i].kind in _SCHEMATA]
    values = {
        "name": f"{event.type}: {' '.join(record.words(event.trigger).split())}",
        "startDate": at.first if at is not None else "",
        "endDate": at.last if at is not None else "",
        "involved": [_id(record, i) for i in involved],
        "location": [" ".join(one.resolved.split()) for one in places],
        "country": [one.place.country.lower() for one in places if one.place.country],
        "proof": _id(record),
    }
    return _entity(record, event.id, "Event", values)
