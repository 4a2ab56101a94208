"""Records as bytes: JSON with declared key order, so that equal records give equal bytes.

``None`` is written as ``null`` and never left out; tuples are arrays. The form is published as
JSON Schema (``docs/record.schema.json``), which ``onrecord schema`` prints.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, get_args, get_type_hints

import msgspec

from onrecord.errors import RecordError
from onrecord.model import SCHEMA, Mention, Record, Span

_WHERE = re.compile(r"^(?P<what>.*?)(?: - at `(?P<path>.*)`)?$", re.DOTALL)


@cache
def _decoder() -> msgspec.json.Decoder[Record]:
    return msgspec.json.Decoder(Record)


def encode_record(record: Record) -> bytes:
    """One record as compact UTF-8 JSON, without a final line feed.

    Raises RecordError when the text holds what UTF-8 cannot (a lone surrogate).
    """
    try:
        return msgspec.json.encode(record)
    except UnicodeEncodeError as error:
        raise RecordError(f"cannot be encoded: {error}", about=record.report.id) from error


def decode_record(data: bytes) -> Record:
    """The record that ``encode_record`` wrote.

    Raises RecordError, with the path of the value concerned (``$.report.parts[0]``), when ``data``
    is not JSON, not of this schema, or holds a span that reaches beyond the report's text.
    """
    try:
        record = _decoder().decode(data)
    except msgspec.ValidationError as error:
        match = _WHERE.match(str(error))
        assert match is not None
        raise RecordError(match["what"], about=match["path"] or "$") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise RecordError(f"not JSON: {error}", about="$") from error
    length = len(record.report.text)
    if not _within(record, length):
        _check_spans(record, "$", length)
    return record


def _within(value: Any, length: int) -> bool:
    """Whether no span reaches beyond a text: the same question as ``_check_spans`` answers with a
    path, asked without one, as there are ten thousand spans in a long report."""
    kind = type(value)
    if kind is Span or kind is Mention:
        return bool(0 <= value.start <= value.end <= length)
    if kind is tuple:
        return all(_within(item, length) for item in value)
    return all(_within(getattr(value, name), length) for name in _holding(kind))


@cache
def _holding(kind: type) -> tuple[str, ...]:
    """The fields of a type that may hold spans."""
    return tuple(name for name, hint in get_type_hints(kind).items() if _holds(hint))


def _holds(hint: Any) -> bool:
    return is_dataclass(hint) or any(_holds(inner) for inner in get_args(hint))


def _check_spans(value: Any, path: str, length: int) -> None:
    if isinstance(value, Span | Mention):
        if not 0 <= value.start <= value.end <= length:
            raise RecordError(
                f"reaches from {value.start} to {value.end} in a text of {length} characters",
                about=path,
            )
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            _check_spans(item, f"{path}[{index}]", length)
    elif is_dataclass(value):
        for field in fields(value):
            _check_spans(getattr(value, field.name), f"{path}.{field.name}", length)


def encode_lines(records: Iterable[Record]) -> Iterator[bytes]:
    """JSON Lines: one record a line, each ended by a line feed."""
    for record in records:
        yield encode_record(record) + b"\n"


def decode_lines(lines: Iterable[bytes]) -> Iterator[Record]:
    """The records of a JSON Lines stream; blank lines are skipped.

    Raises RecordError naming the line and the path within it.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield decode_record(line)
        except RecordError as error:
            raise RecordError(str(error), about=f"line {number}") from error


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of an encoded record, generated from the types.

    Every declared field is required: the encoder leaves none out. A later minor version may add
    fields, so further properties are allowed.
    """
    schema = msgspec.json.schema(Record)
    for definition in schema["$defs"].values():
        declared = definition["properties"]
        definition["required"] = sorted(declared)
        for prop in declared.values():
            prop.pop("default", None)
        if "description" in definition:
            definition["description"] = inspect.cleandoc(definition["description"])
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": SCHEMA,
        **schema,
    }


def schema_text() -> str:
    """``json_schema()`` as it is checked in: indented, keys sorted, ended by a line feed."""
    encoded = msgspec.json.encode(json_schema(), order="deterministic")
    return msgspec.json.format(encoded, indent=2).decode() + "\n"
