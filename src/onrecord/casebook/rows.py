"""What a report brings into the casebook: bytes and plain rows, made where the report was read.

The making costs more than the writing, so it is done by the processes that read; what is made here
is sent to the one that writes.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.model import Event, Participant, Provenance, Record, Span, Statement
from onrecord.record.codec import encode_record

#: zlib's level: higher ones take longer and save little on text of this size.
LEVEL = 3
#: Between words that stand apart in the text.
GAP = " … "

Row = tuple[str | int | float | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Maker:
    """What made a record; ``id`` is a digest of the rest."""

    id: str
    software: str
    pipelines: str
    lexicon_digest: str
    knowledge_digest: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """A report with what was read from it, ready to be written. ``report`` holds the columns
    ``REPORT_COLUMNS``, the other tuples those of their tables in ``ROWS``. ``name`` is what it was
    given as; ``located`` tells that it is a place (a path) at which a later version may stand."""

    name: str
    located: bool
    report: Row
    maker: Maker
    record_sha256: str
    record: bytes
    brief: bytes
    statements: tuple[Row, ...]
    events: tuple[Row, ...]
    entities: tuple[Row, ...]
    times: tuple[Row, ...]
    places: tuple[Row, ...]

    @property
    def report_id(self) -> str:
        return str(self.report[REPORT_COLUMNS.index("id")])

    @property
    def original_sha256(self) -> str:
        return str(self.report[REPORT_COLUMNS.index("original_sha256")])

    @property
    def tables(self) -> tuple[tuple[str, tuple[Row, ...]], ...]:
        """Rows by table."""
        found = (self.statements, self.events, self.entities, self.times, self.places)
        return tuple(zip(ROWS, found, strict=True))


REPORT_COLUMNS = (
    "id",
    "language",
    "outlet",
    "title",
    "url",
    "published",
    "published_grain",
    "published_basis",
    "retrieved",
    "original_sha256",
    "text_sha256",
    "text",
)
#: Tables that show a record in words, with their columns behind ``report``.
ROWS = {
    "statement": (
        *("id", "source", "source_kind", "cue", "words", "quotation"),
        *("stance", "certainty", "polarity", "within", "chain", "spans"),
    ),
    "event": (
        *("id", "type", "mode", "actors", "trigger", "recipients", "factuality", "said_in"),
        *("start", "end"),
    ),
    "entity": ("id", "kind", "name", "link", "mentions", "start", "end"),
    "time": ("id", "words", "type", "value", "earliest", "latest", "start", "end"),
    "place": (
        *("id", "words", "geonames_id", "country", "kind", "latitude", "longitude"),
        *("start", "end"),
    ),
}


def maker_of(made_by: Provenance) -> Maker:
    """A provenance by its digest."""
    pipelines = ", ".join(made_by.pipelines)
    told = (made_by.software, pipelines, made_by.lexicon_digest, made_by.knowledge_digest)
    return Maker(
        id=hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16],
        software=made_by.software,
        pipelines=pipelines,
        lexicon_digest=made_by.lexicon_digest,
        knowledge_digest=made_by.knowledge_digest,
    )


def addition(record: Record, brief: bytes, *, name: str, located: bool = False) -> Addition:
    """What a record brings into the casebook; ``brief`` is what will be compared of it, of which
    the casebook knows nothing.

    Raises RecordError when the text holds what UTF-8 cannot.
    """
    data = encode_record(record)
    return Addition(
        name=storable(name),
        located=located,
        report=_report(record),
        maker=maker_of(record.provenance),
        record_sha256=hashlib.sha256(data).hexdigest(),
        record=packed(data),
        brief=packed(brief),
        statements=tuple(_statement(record, s) for s in record.statements),
        events=tuple(_event(record, e) for e in record.events),
        entities=tuple(
            (
                *(
                    e.id,
                    e.kind,
                    e.name,
                    None if e.link is None else f"{e.link.source}:{e.link.key}",
                ),
                *(len(e.mentions), e.mentions[0].start, e.mentions[0].end),
            )
            for e in record.entities
        ),
        times=tuple(
            (
                *(t.id, record.words(t.span), t.type, t.value, t.earliest, t.latest),
                *(t.span.start, t.span.end),
            )
            for t in record.times
        ),
        places=tuple(
            (
                *(p.id, record.words(p.span), p.geonames_id, p.country, p.kind, p.lat, p.lon),
                *(p.span.start, p.span.end),
            )
            for p in record.places
        ),
    )


def packed(data: bytes) -> bytes:
    """As blobs are kept."""
    return zlib.compress(data, LEVEL)


def unpacked(blob: bytes) -> bytes:
    """What ``packed`` packed. Raises zlib.error when it is damaged."""
    return zlib.decompress(blob)


def storable(words: str) -> str:
    """Words as the file holds them: what is no UTF-8 in a name that the system gave is spelt out
    (``caf\\udce9.txt``)."""
    return words.encode("utf-8", "backslashreplace").decode()


def slices(text: str, spans: Iterable[Sequence[int]]) -> str:
    """The exact words of spans; what stands apart is joined by ``GAP``."""
    return GAP.join(text[start:end] for start, end in spans)


def _report(record: Record) -> Row:
    report = record.report
    return (
        report.id,
        report.language,
        report.outlet,
        report.title,
        report.url,
        report.published.value,
        report.published.grain,
        report.published.basis,
        report.retrieved,
        report.original_sha256,
        hashlib.sha256(report.text.encode()).hexdigest(),
        report.text,
    )


def _pairs(spans: Iterable[Span]) -> list[tuple[int, int]]:
    return [(s.start, s.end) for s in spans]


def _statement(record: Record, said: Statement) -> Row:
    text = record.report.text
    return (
        said.id,
        slices(text, _pairs(said.source.spans)),
        said.source.kind,
        "" if said.cue is None else record.words(said.cue),
        slices(text, _pairs(said.content)),
        said.quotation,
        said.stance,
        said.certainty,
        said.polarity,
        said.within,
        " > ".join(link.name for link in said.chain),
        json.dumps(_pairs(said.content)),
    )


def _event(record: Record, event: Event) -> Row:
    def words(ones: Iterable[Participant]) -> str:
        return "; ".join(record.words(one.span) for one in ones)

    return (
        event.id,
        event.type,
        event.mode,
        words(event.actors),
        slices(record.report.text, _pairs((event.trigger, *event.trigger_with))),
        words(event.recipients),
        event.factuality,
        event.said_in,
        event.trigger.start,
        event.trigger.end,
    )
