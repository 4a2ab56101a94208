"""The events of a record as lines of a file, in the form that was asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import msgspec

from onrecord.errors import RecordError
from onrecord.export.events import ToldEvent, told
from onrecord.export.plover import plover
from onrecord.export.polecat import COLUMNS, line, polecat
from onrecord.export.rules import Reason
from onrecord.model import Record

Form = Literal["plover", "polecat", "events"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """``lines`` end in a line feed each, in text order; ``left_out`` counts the events that have
    none, by the reason."""

    lines: tuple[bytes, ...]
    left_out: Mapping[Reason, int] = field(default_factory=dict)


def header(form: Form) -> bytes:
    """What stands before all lines; empty for JSON Lines."""
    return line(COLUMNS) if form == "polecat" else b""


def exported(record: Record, form: Form, *, include_said: bool = False) -> Exported:
    """The events of a record. ``include_said`` is of *polecat* alone: write what named sources
    assert, too.

    Raises RecordError when a text holds what UTF-8 cannot (a lone surrogate), or an event stands in
    a statement that is not there.
    """
    try:
        if form == "events":
            return Exported(lines=tuple(_json(told(record, e)) for e in record.events))
        if form == "plover":
            return Exported(lines=tuple(_json(plover(record, e)) for e in record.events))
        return _rows(record, include_said=include_said)
    except UnicodeEncodeError as error:
        raise RecordError(f"cannot be encoded: {error}", about=record.report.id) from error


def _json(value: ToldEvent | dict[str, Any]) -> bytes:
    return msgspec.json.encode(value) + b"\n"


def _rows(record: Record, *, include_said: bool) -> Exported:
    rows: list[bytes] = []
    left_out: Counter[Reason] = Counter()
    for event in record.events:
        found = polecat(record, event, include_said=include_said)
        if isinstance(found, str):
            left_out[found] += 1
        else:
            rows.append(line(found))
    return Exported(lines=tuple(rows), left_out=dict(left_out))
