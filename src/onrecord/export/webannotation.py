"""Web Annotations (W3C Web Annotation Data Model, 2017) of statements, entities, places, events.

Every target has a TextQuoteSelector, which finds the words in any copy of the text, and a
TextPositionSelector, which counts characters of the text as onrecord has it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from onrecord.export.iris import item_iri, report_iri, web_address
from onrecord.model import Entity, Event, Place, Record, Span, Statement
from onrecord.record.outline import manner, speakers

CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"
#: Characters on either side of a quotation by which it is told from the same words elsewhere.
_AROUND: Final = 32


def annotated(record: Record) -> list[dict[str, Any]]:
    """All annotations of a record, in the order of its items."""
    return [
        *(_statement(record, s) for s in record.statements),
        *(_entity(record, e) for e in record.entities),
        *(_place(record, p) for p in record.places),
        *(_event(record, e) for e in record.events),
    ]


def _annotation(
    record: Record, item: str, motivation: str, bodies: list[dict[str, Any]], spans: Iterable[Span]
) -> dict[str, Any]:
    return {
        "id": item_iri(record, item),
        "type": "Annotation",
        "motivation": motivation,
        "generator": {"type": "Software", "name": record.provenance.software},
        "body": bodies,
        "target": [_target(record, span) for span in spans],
    }


def _target(record: Record, span: Span) -> dict[str, Any]:
    text = record.report.text
    # Positions hold in the text as onrecord has it, never in the page that it was taken from.
    source = {"id": report_iri(record), "type": "Text", "language": record.report.language}
    url = web_address(record.report.url)
    return {
        "source": source if url is None else source | {"via": url},
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": record.words(span),
                "prefix": text[max(0, span.start - _AROUND) : span.start],
                "suffix": text[span.end : span.end + _AROUND],
            },
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        ],
    }


def _text(value: str, purpose: str) -> dict[str, Any]:
    return {"type": "TextualBody", "value": value, "purpose": purpose, "format": "text/plain"}


def _statement(record: Record, one: Statement) -> dict[str, Any]:
    source = speakers(record, one)
    bodies = [_text("statement", "tagging"), _text("; ".join(manner(one)), "describing")]
    if source:
        bodies.append(_text(f"source: {source}", "describing"))
    if one.cue is not None:
        bodies.append(_text(f"cue: {' '.join(record.words(one.cue).split())}", "describing"))
    return _annotation(record, one.id, "describing", bodies, one.content)


def _entity(record: Record, one: Entity) -> dict[str, Any]:
    bodies = [_text(one.kind, "tagging"), _text(one.name, "identifying")]
    key = one.link.base_key if one.link is not None else ""
    if key[:1] == "Q" and key[1:].isdecimal():
        same = f"http://www.wikidata.org/entity/{key}"
        bodies.append({"type": "SpecificResource", "source": same, "purpose": "identifying"})
    spans = [Span(start=m.start, end=m.end) for m in one.mentions]
    return _annotation(record, one.id, "identifying", bodies, spans)


def _place(record: Record, one: Place) -> dict[str, Any]:
    bodies = [_text("place", "tagging"), _text(f"geo:{one.lat},{one.lon}", "describing")]
    if one.geonames_id is not None:
        same = f"https://sws.geonames.org/{one.geonames_id}/"
        bodies.append({"type": "SpecificResource", "source": same, "purpose": "identifying"})
    return _annotation(record, one.id, "identifying", bodies, [one.span])


def _event(record: Record, one: Event) -> dict[str, Any]:
    bodies = [_text(one.type, "classifying"), _text(one.factuality, "tagging")]
    if one.said_in is not None:
        bodies.append(_text(f"said in {item_iri(record, one.said_in)}", "describing"))
    return _annotation(record, one.id, "classifying", bodies, [one.trigger, *one.trigger_with])
