"""Records survive the way to bytes and back, and bad bytes are refused by path."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import RecordError
from onrecord.model import Event, Omission, Part, Record, Source, Span, Statement, Time
from onrecord.record.codec import (
    decode_lines,
    decode_record,
    encode_lines,
    encode_record,
    json_schema,
    schema_text,
)
from tests import samples

SCHEMA_FILE = Path(__file__).parents[2] / "docs" / "record.schema.json"
LENGTH = 40


def spans() -> st.SearchStrategy[Span]:
    ends = st.tuples(st.integers(0, LENGTH), st.integers(0, LENGTH)).map(sorted)
    return ends.map(lambda pair: Span(start=pair[0], end=pair[1]))


st.register_type_strategy(Span, spans())


def some(kind: type) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(st.from_type(kind), max_size=3).map(tuple)


def records() -> st.SearchStrategy[Record]:
    statements = st.builds(
        Statement, source=st.from_type(Source), score=st.floats(min_value=0, max_value=1)
    )
    return st.builds(
        lambda text, parts, statements, times, events, omissions: samples.record(
            report=samples.report(text=text, parts=parts),
            entities=(),
            statements=tuple(statements),
            times=times,
            events=events,
            omissions=omissions,
        ),
        st.text(min_size=LENGTH, max_size=LENGTH),
        some(Part),
        st.lists(statements, max_size=3),
        some(Time),
        some(Event),
        some(Omission),
    )


@given(records())
@settings(max_examples=40, deadline=None)
def test_encoding_loses_nothing_and_is_stable(record: Record) -> None:
    encoded = encode_record(record)
    assert decode_record(encoded) == record
    assert encode_record(decode_record(encoded)) == encoded


def test_keys_stand_in_declared_order_and_none_is_null() -> None:
    encoded = encode_record(samples.record())
    assert encoded.startswith(b'{"schema":"onrecord/1","report":{"id":')
    assert b'"retrieved":null' in encoded
    assert "déclaré".encode() in encoded


def test_an_encoded_record_fits_the_schema() -> None:
    jsonschema.validate(json.loads(encode_record(samples.record())), json_schema())


def test_the_checked_in_schema_is_current() -> None:
    assert SCHEMA_FILE.read_text(encoding="utf-8") == schema_text(), (
        "docs/record.schema.json is stale: run ./dev.sh schema"
    )


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        (b'"language":"fr"', b'"language":3', r"\$\.report\.language"),
        (b'"onrecord/1"', b'"onrecord/9"', r"\$\.schema"),
        (b'"kind":"title","span":{"start":0', b'"kind":"title","span":{"start":99', r"\$.*parts"),
        (b'"start":0', b'"start":-1', r"\$.*parts\[0\]"),
    ],
)
def test_a_wrong_value_is_named_by_its_path(old: bytes, new: bytes, path: str) -> None:
    encoded = encode_record(samples.record())
    assert old in encoded
    with pytest.raises(RecordError, match=path):
        decode_record(encoded.replace(old, new, 1))


def test_a_span_beyond_the_text_is_refused() -> None:
    encoded = encode_record(samples.record())
    short = samples.record(report=samples.report(text="too short"))
    with pytest.raises(RecordError, match=r"\$\.report\.parts\[0\]\.span.*9 characters"):
        decode_record(encode_record(short))
    assert decode_record(encoded)


@pytest.mark.parametrize("data", [b"", b"{", b"\xff\xfe", b"[]", b"null"])
def test_what_is_no_record_is_refused(data: bytes) -> None:
    with pytest.raises(RecordError):
        decode_record(data)


def test_a_lone_surrogate_cannot_be_encoded() -> None:
    record = samples.record()
    with pytest.raises(RecordError, match="r:0123456789abcdef"):
        encode_record(replace(record, report=samples.report(title="\ud800")))


def test_lines_name_the_bad_one() -> None:
    record = samples.record()
    lines = list(encode_lines([record, record]))
    assert list(decode_lines([lines[0], b"\n", lines[1]])) == [record, record]
    with pytest.raises(RecordError, match="line 2"):
        list(decode_lines([lines[0], b"{}\n"]))
