"""A record with events, put together by hand."""

from __future__ import annotations

from typing import Any

from onrecord.model import (
    Carrier,
    Entity,
    Event,
    Mention,
    Participant,
    Place,
    Point,
    Published,
    Record,
    Source,
    Span,
    Statement,
    Time,
    item_id,
)
from onrecord.model.entity import Link
from tests import samples

TEXT = (
    "President Ana Roy met Reuters on 3 March 2024 at 14:30 in Lyon, France. "
    "Kosovo attacked Mali, Ana Roy said, an official said. Roy demanded that Mali release him. "
    "Mali will visit Kosovo in April 2024.\n"
)


def at(words: str, after: int = 0) -> Span:
    start = TEXT.index(words, after)
    return Span(start=start, end=start + len(words))


def entity(name: str, kind: Any, link: Link | None = None) -> Entity:
    span = at(name)
    mentions = (Mention(start=span.start, end=span.end, form="name"),)
    return Entity(id=f"en:{name}", kind=kind, name=name, mentions=mentions, link=link)


def linked(source: str, key: str, base: str | None = None) -> Link:
    return Link(source=source, key=key, score=1.0, reason="by hand", base=base)


ENTITIES = (
    entity("Ana Roy", "person"),
    entity("Reuters", "organization", linked("onrecord/bodies", "Q130879")),
    entity("Kosovo", "country", linked("onrecord/countries", "XK")),
    entity("Mali", "country", linked("onrecord/countries", "ML")),
    entity("Lyon", "place"),
)


def party(words: str, name: str | None = None, **changed: Any) -> Participant:
    given: dict[str, Any] = {"span": at(words), "entity_id": f"en:{name}" if name else None}
    return Participant(**given | changed)


ROY = party("President Ana Roy", "Ana Roy", country="FRA", sector="GOV")
REUTERS = party("Reuters", "Reuters", country="GBR", sector="JRN")
KOSOVO = party("Kosovo", "Kosovo", country="XKX")
MALI = party("Mali", "Mali", country="MLI")


def event(word: str, **changed: Any) -> Event:
    span = at(word)
    given: dict[str, Any] = {
        "id": item_id("ev", [span]),
        "trigger": span,
        "type": "CONSULT",
        "mode": None,
        "contexts": (),
        "quad": "verbal-cooperation",
        "actors": (ROY,),
        "recipients": (),
        "time_ids": (),
        "place_ids": (),
        "factuality": "stated",
        "said_in": None,
        "rule": "by hand",
        "because": "by hand",
    }
    return Event(**given | changed)


def statement(
    name: str | None, cue: str, content: str, after: int = 0, **changed: Any
) -> Statement:
    span = at(content)
    source = Source(
        spans=(at(name),) if name else (),
        entity_ids=(f"en:{name}",) if any(e.name == name for e in ENTITIES) else (),
        kind="person" if name else None,
    )
    given: dict[str, Any] = {
        "id": item_id("st", [span]),
        "source": source,
        "cue": at(cue, after),
        "content": (span,),
        "quotation": "indirect",
        "stance": "asserts",
        "certainty": "certain",
        "polarity": "positive",
        "chain": (Carrier(name="The Daily"),),
        "rule": "by hand",
        "score": 1.0,
    }
    return Statement(**given | changed)


def moment(words: str, value: str, earliest: str, latest: str | None, grain: Any) -> Time:
    return Time(
        id=f"ti:{words}",
        span=at(words),
        type="TIME" if "T" in value else "DATE",
        value=value,
        earliest=earliest,
        latest=latest,
        grain=grain,
        anchor=None,
        because="by hand",
    )


def place(words: str, kind: str, country: str | None, geonames_id: int | None = None) -> Place:
    return Place(
        id=f"pl:{words}",
        span=at(words),
        entity_id=f"en:{words}" if words == "Lyon" else None,
        geonames_id=geonames_id,
        country=country,
        kind=kind,
        lat=45.75,
        lon=-4.85,
        geometry=Point(coordinates=(-4.85, 45.75)),
        because="by hand",
    )


TIMES = (
    moment("3 March 2024", "2024-03-03", "2024-03-03", "2024-03-03", "day"),
    moment("14:30", "2024-03-03T14:30", "2024-03-03T14:30", "2024-03-03T14:30", "minute"),
    moment("April 2024", "2024-04", "2024-04-01", "2024-04-30", "month"),
)
PLACES = (place("France", "PCLI", "FR", 3017382), place("Lyon", "PPLA", "FR", 2996944))

SAID = statement("Ana Roy", "said", "Kosovo attacked Mali")
DEMANDED = statement(
    "Ana Roy", "demanded", "that Mali release him", stance="demands", id="st:demand"
)


def record(*events: Event, **changed: Any) -> Record:
    given: dict[str, Any] = {
        "report": samples.report(
            text=TEXT,
            parts=(),
            language="en",
            outlet="The Daily",
            published=Published(value="2024-03-04", grain="day", basis="stated"),
        ),
        "entities": ENTITIES,
        "times": TIMES,
        "places": PLACES,
        "statements": (SAID, DEMANDED),
        "events": events,
        "omissions": (),
    }
    return samples.record(**given | changed)
