"""Statements as a table (RFC 4180), one a row, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Final

from onrecord.model import Record, Span, Statement, hull
from onrecord.record.outline import contents, speakers

COLUMNS: Final = (
    *("report_id", "outlet", "published", "language", "url", "title"),
    *("statement_id", "source", "source_names", "source_kind", "cue", "content"),
    *("quotation", "stance", "certainty", "polarity", "chain", "within"),
    *("start", "end", "content_spans"),
)
#: What spreadsheets take for the start of a formula, also in its wide forms.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def header() -> bytes:
    return _line(COLUMNS)


def row(record: Record, statement: Statement) -> bytes:
    """The row of a statement, in the order of ``COLUMNS``. ``start`` and ``end`` bound all that the
    statement is made of; ``content_spans`` are ``120..188``, joined by a space."""
    names = {e.id: e.name for e in record.entities}
    whole = hull([*statement.source.spans, *_some(statement.cue), *statement.content])
    report = record.report
    cells: tuple[str | int | None, ...] = (
        report.id,
        report.outlet,
        report.published.value,
        report.language,
        report.url,
        report.title,
        statement.id,
        speakers(record, statement),
        "; ".join(names[i] for i in statement.source.entity_ids if i in names),
        statement.source.kind,
        "" if statement.cue is None else " ".join(record.words(statement.cue).split()),
        contents(record, statement),
        statement.quotation,
        statement.stance,
        statement.certainty,
        statement.polarity,
        " > ".join(" ".join(link.name.split()) for link in statement.chain),
        statement.within,
        whole.start,
        whole.end,
        " ".join(f"{span.start}..{span.end}" for span in statement.content),
    )
    return _line(cells)


def _some(span: Span | None) -> tuple[Span, ...]:
    return () if span is None else (span,)


def _line(cells: Iterable[str | int | None]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow([_cell(cell) for cell in cells])
    return out.getvalue().encode("utf-8")


def _cell(value: str | int | None) -> str | int:
    if value is None:
        return ""
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value
