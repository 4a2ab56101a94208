"""A report as a task of Label Studio, with what was read from it as a prediction to be corrected.

The project's labelling interface is ``INTERFACE``; offsets are characters of the task's text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from onrecord.model import Record, Span

#: Labels of the regions, with their colours.
LABELS: Final = {
    "Source": "#a3262a",
    "Cue": "#b07d00",
    "Content": "#1f6f8b",
    "person": "#5b8c5a",
    "organization": "#6a5acd",
    "country": "#8b5a2b",
    "place": "#2f6f4f",
    "other": "#777777",
    "Event": "#c2185b",
}
INTERFACE: Final = (
    '<View><Relations><Relation value="says"/><Relation value="marks"/></Relations>'
    '<Labels name="label" toName="text">'
    + "".join(f'<Label value="{name}" background="{color}"/>' for name, color in LABELS.items())
    + '</Labels><Text name="text" value="$text"/></View>'
)


def task(record: Record) -> dict[str, Any]:
    """A task with one prediction."""
    report = record.report
    data = {
        "text": report.text,
        "report_id": report.id,
        "outlet": report.outlet,
        "published": report.published.value,
        "url": report.url,
        "language": report.language,
    }
    result = [*_statements(record), *_others(record)]
    return {
        "data": data,
        "predictions": [{"model_version": record.provenance.software, "result": result}],
    }


def _region(record: Record, name: str, span: Span, label: str) -> dict[str, Any]:
    return {
        "id": name,
        "from_name": "label",
        "to_name": "text",
        "type": "labels",
        "value": {
            "start": span.start,
            "end": span.end,
            "text": record.words(span),
            "labels": [label],
        },
    }


def _relation(start: str, end: str, label: str) -> dict[str, Any]:
    return {
        "from_id": start,
        "to_id": end,
        "type": "relation",
        "direction": "right",
        "labels": [label],
    }


def _statements(record: Record) -> Iterator[dict[str, Any]]:
    for one in record.statements:
        contents = [f"{one.id}.content.{n}" for n in range(len(one.content))]
        sources = [f"{one.id}.source.{n}" for n in range(len(one.source.spans))]
        for name, span in zip(contents, one.content, strict=True):
            yield _region(record, name, span, "Content")
        for name, span in zip(sources, one.source.spans, strict=True):
            yield _region(record, name, span, "Source")
            yield from (_relation(name, content, "says") for content in contents)
        if one.cue is not None:
            yield _region(record, f"{one.id}.cue", one.cue, "Cue")
            yield from (_relation(f"{one.id}.cue", content, "marks") for content in contents)


def _others(record: Record) -> Iterator[dict[str, Any]]:
    for entity in record.entities:
        for mention in entity.mentions:
            span = Span(start=mention.start, end=mention.end)
            yield _region(record, f"{entity.id}@{mention.start}", span, entity.kind)
    for event in record.events:
        yield _region(record, event.id, event.trigger, "Event")
