"""Our own JSON Lines of statements: one a line, whole, with its words.

A line can be read again without its record: ``decode_statement`` gives back what was written.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

import msgspec

from onrecord.errors import RecordError
from onrecord.export.said import Said, said
from onrecord.model import Published, Record, Span, Statement

SCHEMA: Final = "onrecord-statement/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementWords:
    """The exact words of a statement's spans, in their order; ``names`` are those of the entities
    who speak, in the order of ``source.entity_ids``."""

    source: tuple[str, ...]
    antecedent: str | None
    names: tuple[str, ...]
    cue: str | None
    content: tuple[str, ...]
    medium: str | None
    addressee: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldStatement:
    """A statement by itself. ``stands_in`` are the statements that it is part of, outermost first;
    ``events`` the ids of the events that it asserts."""

    schema: Literal["onrecord-statement/1"] = SCHEMA
    report_id: str
    language: str
    outlet: str | None
    url: str | None
    title: str | None
    published: Published
    statement: Statement
    words: StatementWords
    stands_in: tuple[Said, ...]
    events: tuple[str, ...]
    software: str
    lexicon_digest: str


def told_statement(record: Record, statement: Statement) -> ToldStatement:
    """A statement of a record with what it points to."""

    def words(span: Span | None) -> str | None:
        return None if span is None else record.words(span)

    names = {e.id: e.name for e in record.entities}
    report, source = record.report, statement.source
    return ToldStatement(
        report_id=report.id,
        language=report.language,
        outlet=report.outlet,
        url=report.url,
        title=report.title,
        published=report.published,
        statement=statement,
        words=StatementWords(
            source=tuple(record.words(span) for span in source.spans),
            antecedent=words(source.antecedent),
            names=tuple(names[i] for i in source.entity_ids if i in names),
            cue=words(statement.cue),
            content=tuple(record.words(span) for span in statement.content),
            medium=words(statement.medium),
            addressee=words(statement.addressee),
        ),
        stands_in=said(record, around(record, statement)),
        events=tuple(e.id for e in record.events if e.said_in == statement.id),
        software=record.provenance.software,
        lexicon_digest=record.provenance.lexicon_digest,
    )


def around(record: Record, statement: Statement) -> tuple[Statement, ...]:
    """The statements that one is part of, outermost first."""
    known = {s.id: s for s in record.statements}
    found: list[Statement] = []
    at = statement.within
    while at in known and known[at] not in found:
        found.append(known[at])
        at = known[at].within
    return tuple(reversed(found))


@cache
def _decoder() -> msgspec.json.Decoder[ToldStatement]:
    return msgspec.json.Decoder(ToldStatement)


def decode_statement(line: bytes) -> ToldStatement:
    """The statement of a line. Raises RecordError when it is not JSON or not of this form."""
    try:
        return _decoder().decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise RecordError(f"not a statement: {error}", about="$") from error
