"""What is compared of a record: small enough that a hundred thousand fit into memory.

A *telling* is one statement of a report, or one sentence that the report tells in its own voice.
Briefs are made once, when a report is read; everything across reports is a function of briefs and
human judgements.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from functools import cache
from typing import Literal

import msgspec

from onrecord.errors import RecordError
from onrecord.model import Participant, Span
from onrecord.model.entity import EntityKind
from onrecord.model.event import EventType, Factuality
from onrecord.model.statement import Certainty, Polarity, Quotation, SourceKind, Stance

#: *statement*: somebody else says it; *report*: the report tells it in its own voice.
Voice = Literal["statement", "report"]
#: What kind of link of an authority chain: one that carries news, the report's own outlet, or
#: anybody else who says that somebody said.
Bearer = Literal["agency", "outlet", "own", "source"]
Bounds = tuple[str | None, str | None]
TELLING = "tell"


class Named(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """An entity: ``names`` are its spellings, ``called`` its descriptions (*le président*), ``key``
    the base's key of it, ``mentions`` how often it is spoken of, ``first`` where first."""

    id: str
    kind: EntityKind
    name: str
    names: tuple[str, ...]
    called: tuple[str, ...]
    key: str
    mentions: int
    first: Span


class Bearing(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """A link of an authority chain, outermost first; ``around`` where it stands in the report's
    dateline, byline or credit and so says of the whole report where it comes from."""

    kind: Bearer
    name: str
    key: str
    around: bool
    spans: tuple[Span, ...]


class Where(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """A place: its words' id in the record, its GeoNames id, country and coordinates."""

    id: str
    span: Span
    geonames_id: int | None
    country: str | None
    kind: str
    lat: float
    lon: float


class When(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """A dated time, as bounds (ISO 8601, inclusive)."""

    id: str
    span: Span
    earliest: str
    latest: str
    grain: str


class Telling(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """``id`` is the statement's, or ``tell:start-end`` of a sentence. ``spans`` are its content,
    ``sentence`` the stretch that it stands in with its source and cue. ``speakers``, ``names`` are
    ids of entities; ``times``, ``places``, ``deeds`` of what stands in the content. ``bearings``
    are the links of its chain inside the prose, outermost first, its source last: see
    ``Brief.chain``."""

    id: str
    voice: Voice
    spans: tuple[Span, ...]
    sentence: Span
    source: str
    source_kind: SourceKind | None
    speakers: tuple[str, ...]
    cue: str
    stance: Stance
    certainty: Certainty
    polarity: Polarity
    quotation: Quotation | None
    within: str | None
    bearings: tuple[Bearing, ...]
    names: tuple[str, ...]
    times: tuple[str, ...]
    places: tuple[str, ...]
    deeds: tuple[str, ...]


def bare(
    item: str,
    voice: Voice,
    span: Span,
    *,
    names: tuple[str, ...],
    times: tuple[str, ...],
    places: tuple[str, ...],
    deeds: tuple[str, ...],
) -> Telling:
    """A telling of which nothing is known but where it stands, and what stands in it."""
    return Telling(
        id=item,
        voice=voice,
        spans=(span,),
        sentence=span,
        source="",
        source_kind=None,
        speakers=(),
        cue="",
        stance="asserts",
        certainty="certain",
        polarity="positive",
        quotation=None,
        within=None,
        bearings=(),
        names=names,
        times=times,
        places=places,
        deeds=deeds,
    )


class Deed(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """An event, with the stretch of text from its first word to its last."""

    id: str
    type: EventType
    mode: str | None
    trigger: Span
    words: str
    actors: tuple[Participant, ...]
    recipients: tuple[Participant, ...]
    times: tuple[str, ...]
    places: tuple[str, ...]
    factuality: Factuality
    historical: bool
    said_in: str | None


class Brief(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """``published`` bounds the day of publication; ``prose`` are the paragraphs that are compared
    (titles and captions apart, in ``titles``); ``around`` the report's outlet (of kind *own*) and
    the agencies and outlets that it credits around its prose. ``anchored`` is what
    ``anchors.anchored`` takes from the text, kept because taking it is dear; empty in a brief of
    before."""

    report_id: str
    language: str
    outlet: str | None
    url: str | None
    title: str | None
    published: Bounds
    stated: bool
    text: str
    prose: tuple[Span, ...]
    titles: tuple[Span, ...]
    around: tuple[Bearing, ...]
    entities: tuple[Named, ...]
    times: tuple[When, ...]
    places: tuple[Where, ...]
    tellings: tuple[Telling, ...]
    deeds: tuple[Deed, ...]
    anchored: bytes = b""

    def words(self, spans: Iterable[Span]) -> str:
        """The exact words of spans, joined by an ellipsis, on one line."""
        return " … ".join(" ".join(span.of(self.text).split()) for span in spans)

    def chain(self, telling: Telling) -> tuple[Bearing, ...]:
        """Through whom a telling came, outermost first."""
        return (*self.around, *telling.bearings)


def report_of(brief: Brief) -> str:
    """The id of a brief's report."""
    return brief.report_id


def language_of(brief: Brief) -> str:
    return brief.language


def outlet_of(brief: Brief) -> str | None:
    return brief.outlet


def title_of(brief: Brief) -> str | None:
    return brief.title


def published_of(brief: Brief) -> Bounds:
    return brief.published


def bounds(value: str | None) -> Bounds:
    """First and last day of an ISO 8601 prefix: ``2023-09`` is ``2023-09-01`` to ``2023-09-30``.
    What is no such prefix (a week) has no bounds; a time of day keeps its day."""
    if value is None:
        return None, None
    parts = value[:10].split("-")
    if not all(p.isdigit() for p in parts) or len(parts[0]) != 4:
        return None, None
    if len(parts) == 1:
        return f"{value}-01-01", f"{value}-12-31"
    if len(parts) == 2:
        last = monthrange(int(parts[0]), int(parts[1]))[1]
        return f"{value}-01", f"{value}-{last:02d}"
    return value[:10], value[:10]


@cache
def _decoder() -> msgspec.msgpack.Decoder[Brief]:
    return msgspec.msgpack.Decoder(Brief)


def encode_brief(brief: Brief) -> bytes:
    """A brief as MessagePack; equal briefs give equal bytes."""
    return msgspec.msgpack.encode(brief)


def decode_brief(data: bytes | memoryview) -> Brief:
    """The brief that ``encode_brief`` wrote. Raises RecordError when ``data`` is none."""
    try:
        return _decoder().decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise RecordError(f"not a brief of this version: {error}", about="brief") from error
