"""A record in the form that was asked for: pieces of a file, and what stands around them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

import msgspec

from onrecord.errors import RecordError
from onrecord.export import brat, claims, ftm, labelstudio, rdf, table, timeline, webannotation
from onrecord.export.events import told
from onrecord.export.plover import plover
from onrecord.export.polecat import COLUMNS, line, polecat
from onrecord.export.statements import told_statement
from onrecord.model import Record
from onrecord.record.map import geojson

Form = Literal[
    "plover",
    "polecat",
    "events",
    "csv",
    "jsonl",
    "ftm",
    "webannotation",
    "claimreview",
    "geojson",
    "timelinejs",
    "brat",
    "labelstudio",
    "rdf",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """``lines`` are the pieces of a file, in text order, to be joined as the form's ``Frame`` says;
    ``files`` are whole files by their names, of a form that has several. ``left_out`` counts what
    the form has no place for, by the reason."""

    lines: tuple[bytes, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)
    left_out: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What stands before, between and after all pieces of a file. ``counts`` is what those that
    are left out are called; ``files`` are those that go beside the reports' own."""

    head: bytes = b""
    between: bytes = b""
    tail: bytes = b""
    counts: str = "items"
    files: Mapping[str, bytes] | None = None


_LIST: Final = b",\n"

FRAMES: Final[Mapping[Form, Frame]] = {
    "events": Frame(),
    "plover": Frame(),
    "polecat": Frame(head=line(COLUMNS), counts="events"),
    "csv": Frame(head=table.header()),
    "jsonl": Frame(),
    "ftm": Frame(),
    "webannotation": Frame(
        head=f'{{"@context":"{webannotation.CONTEXT}","type":"AnnotationPage","items":[\n'.encode(),
        between=_LIST,
        tail=b"\n]}\n",
    ),
    "claimreview": Frame(
        head=f'{{"@context":"{claims.CONTEXT}","@graph":[\n'.encode(),
        between=_LIST,
        tail=b"\n]}\n",
        counts="statements",
    ),
    "geojson": Frame(
        head=b'{"type":"FeatureCollection","features":[\n', between=_LIST, tail=b"\n]}\n"
    ),
    "timelinejs": Frame(head=b'{"events":[\n', between=_LIST, tail=b"\n]}\n", counts="events"),
    "brat": Frame(files={"annotation.conf": brat.CONFIGURATION.encode()}),
    "labelstudio": Frame(head=b"[\n", between=_LIST, tail=b"\n]\n"),
    "rdf": Frame(),
}


def header(form: Form) -> bytes:
    """What stands before all pieces."""
    return FRAMES[form].head


def exported(record: Record, form: Form, *, include_said: bool = False) -> Exported:
    """A record in a form. ``include_said`` is of *polecat* alone: write what named sources assert,
    too.

    Raises RecordError when a text holds what UTF-8 cannot (a lone surrogate), or an event stands in
    a statement that is not there.
    """
    try:
        if form == "polecat":
            return _rows(record, include_said=include_said)
        return _FORMS[form](record)
    except UnicodeEncodeError as error:
        raise RecordError(f"cannot be encoded: {error}", about=record.report.id) from error


def _json(value: Any) -> bytes:
    return msgspec.json.encode(value)


def _json_lines(values: Iterable[Any]) -> tuple[bytes, ...]:
    return tuple(_json(value) + b"\n" for value in values)


def _rows(record: Record, *, include_said: bool) -> Exported:
    found = [polecat(record, event, include_said=include_said) for event in record.events]
    rows = tuple(line(one) for one in found if not isinstance(one, str))
    return Exported(lines=rows, left_out=_counted(found))


def _counted(found: Iterable[Any]) -> dict[str, int]:
    """Reasons that stand in the place of what was asked for."""
    return dict(Counter(one for one in found if isinstance(one, str)))


def _some(found: Iterable[dict[str, Any] | str]) -> Exported:
    every = list(found)
    pieces = tuple(_json(one) for one in every if not isinstance(one, str))
    return Exported(lines=pieces, left_out=_counted(every))


def _ftm(record: Record) -> Exported:
    found, left_out = ftm.entities(record)
    return Exported(lines=_json_lines(found), left_out=dict(left_out))


def _features(record: Record) -> Exported:
    """Places of several reports stand in one collection: each says which report it is of."""
    report = record.report.id
    every = geojson(record)["features"]
    named = [one | {"id": f"{report}/{one['id']}"} for one in every]
    told = [one | {"properties": {"report": report, **one["properties"]}} for one in named]
    return Exported(lines=tuple(_json(one) for one in told))


_FORMS: Final[Mapping[Form, Callable[[Record], Exported]]] = {
    "events": lambda r: Exported(lines=_json_lines(told(r, e) for e in r.events)),
    "plover": lambda r: Exported(lines=_json_lines(plover(r, e) for e in r.events)),
    "csv": lambda r: Exported(lines=tuple(table.row(r, s) for s in r.statements)),
    "jsonl": lambda r: Exported(lines=_json_lines(told_statement(r, s) for s in r.statements)),
    "ftm": _ftm,
    "webannotation": lambda r: Exported(lines=tuple(map(_json, webannotation.annotated(r)))),
    "claimreview": lambda r: _some(claims.claim(r, s) for s in r.statements),
    "geojson": _features,
    "timelinejs": lambda r: _some(timeline.slide(r, e) for e in r.events),
    "brat": lambda r: Exported(files=brat.files(r)),
    "labelstudio": lambda r: Exported(lines=(_json(labelstudio.task(r)),)),
    "rdf": lambda r: Exported(lines=rdf.triples(r)),
}
