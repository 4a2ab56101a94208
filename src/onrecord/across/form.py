"""Findings as bytes: MessagePack, equal bytes for equal findings."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TypeVar

import msgspec

from onrecord.errors import RecordError
from onrecord.model.case import (
    Copy,
    Dependence,
    Disagreement,
    Group,
    Happening,
    Match,
    StatementOrigins,
)

Found = StatementOrigins | Happening | Disagreement | Copy | Group
T = TypeVar("T", StatementOrigins, Happening, Disagreement, Copy, Group)


def encode_finding(found: Found) -> bytes:
    """A finding as bytes."""
    return msgspec.msgpack.encode(found)


def decode_finding(kind: type[T], data: bytes) -> T:
    """The finding that ``encode_finding`` wrote. Raises RecordError when ``data`` is none."""
    found: T = _decoded(kind, data)
    return found


def encode_matches(matches: Iterable[Match]) -> bytes:
    """Matches as bytes, in their order."""
    return msgspec.msgpack.encode(list(matches))


def decode_matches(data: bytes) -> tuple[Match, ...]:
    """What ``encode_matches`` wrote. Raises RecordError when ``data`` is none."""
    found: tuple[Match, ...] = _decoded(tuple[Match, ...], data)
    return found


@cache
def _decoder(kind: object) -> msgspec.msgpack.Decoder[object]:
    return msgspec.msgpack.Decoder(kind)


def _decoded(kind: object, data: bytes):  # type: ignore[no-untyped-def]
    try:
        return _decoder(kind).decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise RecordError(f"not a finding of this version: {error}", about="finding") from error


class OriginGist(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The name of an origin, and its first telling."""

    name: str
    first: str


class EdgeGist(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What a telling depends on, in a word."""

    kind: Dependence


class Gist(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What a list shows of a statement. Thousands of tellings are not read for it."""

    id: str
    words: str
    language: str
    origins: tuple[OriginGist, ...]
    edges: tuple[EdgeGist, ...]
    first: str | None
    first_because: str
    reports: int
    among: int


def decode_gist(data: bytes) -> Gist:
    """A part of the statement that ``encode_finding`` wrote. Raises RecordError when ``data`` is
    none."""
    found: Gist = _decoded(Gist, data)
    return found
