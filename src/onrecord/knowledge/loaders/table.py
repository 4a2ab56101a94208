"""A table of names: CSV with a header, as people keep it in a spreadsheet.

Columns: ``name`` (needed), ``aliases`` (apart by ``;`` or ``|``), ``kind``, ``country``, ``id``,
``note``, in any order; others are left alone. The names that ``targets.simple.csv`` of
OpenSanctions gives them do too. Between columns stands a comma, a semicolon or a tab: what makes
most of the header.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from onrecord.errors import KnowledgeError
from onrecord.knowledge.loaders.ftm import is_item
from onrecord.knowledge.loaders.lines import Bad, Line
from onrecord.knowledge.loaders.rows import (
    LONGEST_LINE,
    BadRow,
    EntryKind,
    Found,
    Passed,
    Row,
    entry,
    numbered,
    words,
)

#: Lines that one row may go over, in quotation marks.
LINES_OF_A_ROW: Final = 50
_BETWEEN: Final = (",", ";", "\t")
_COLUMNS: Final = {
    "name": ("name", "names", "label", "caption"),
    "aliases": ("aliases", "alias"),
    "kind": ("kind", "type", "schema"),
    "country": ("country", "countries", "nationality"),
    "id": ("id", "key"),
    "note": ("note", "notes", "description"),
    "wikidata": ("wikidata", "wikidata_id", "qid"),
}
_OPEN: Final = "a quotation mark is not closed"
_APART = re.compile(r"[;|]")
_COUNTRIES_APART = re.compile(r"[;|,]")


def load(lines: Iterator[Line | Bad], name: str) -> Iterator[Found]:
    """What the rows of a table hold, with the lines that they begin on. Raises KnowledgeError when
    the first line has no column of names; ``name`` is that of the file."""
    between: str = ""
    columns: Mapping[str, int] = {}
    for line in lines:
        if isinstance(line, Bad):
            raise KnowledgeError(f"line {line.number}: {line.reason}", about=name)
        if line.text.strip():
            between, columns = _header(line.text)
            break
    if "name" not in columns:
        raise KnowledgeError(
            "its first line has no column 'name' (name, aliases, kind, country, id, note)",
            about=name,
        )
    for number, cells in _records(lines, between):
        if isinstance(cells, str):
            yield number, cells
        else:
            yield from numbered(number, _rows(cells, columns))


def _header(text: str) -> tuple[str, Mapping[str, int]]:
    """What stands between columns, and where the known ones stand."""
    best: tuple[str, dict[str, int]] = (",", {})
    for between in _BETWEEN:
        try:
            cells = _cells([text], between)
        except BadRow:
            continue
        titles = [c.strip().lower().replace(" ", "_") for c in cells or ()]
        places = {
            column: titles.index(word)
            for column, called in _COLUMNS.items()
            for word in reversed(called)
            if word in titles
        }
        if len(places) > len(best[1]):
            best = between, places
    return best


def _records(lines: Iterator[Line | Bad], between: str) -> Iterator[tuple[int, list[str] | str]]:
    """The cells of each row, or why there are none, with the line that it begins on. A quotation
    mark that is not closed costs its own line and not all that follows."""
    waiting: list[Line | Bad] = []
    while True:
        first = waiting.pop(0) if waiting else next(lines, None)
        if first is None:
            return
        if isinstance(first, Bad):
            yield first.number, first.reason
            continue
        try:
            cells, more = _record(first, waiting, lines, between)
        except BadRow as error:
            yield first.number, str(error)
            continue
        del waiting[:more]
        yield first.number, cells


def _record(
    first: Line, waiting: list[Line | Bad], lines: Iterator[Line | Bad], between: str
) -> tuple[list[str], int]:
    """The cells of the row that begins on a line, and how many of the ``waiting`` lines it takes.
    Lines that were looked at stay in there."""
    row, size = [first.text], len(first.text)
    while (cells := _cells(row, between)) is None:
        at = len(row) - 1
        if at == len(waiting) and (more := next(lines, None)) is not None:
            waiting.append(more)
        following = waiting[at] if at < len(waiting) else None
        size += len(following.text) if isinstance(following, Line) else 0
        if not isinstance(following, Line) or len(row) == LINES_OF_A_ROW or size > LONGEST_LINE:
            raise BadRow(_OPEN)
        row.append(following.text)
    return cells, len(row) - 1


def _cells(lines: Sequence[str], between: str) -> list[str] | None:
    """The cells of a row; None where a quotation mark is still open."""
    csv.field_size_limit(LONGEST_LINE + 1)
    text = [f"{line}\n" for line in lines]
    try:
        return next(csv.reader(text, delimiter=between, strict=True), [])
    except csv.Error as error:
        if "unexpected end" in str(error):
            return None
        if len(lines) > 1:  # closed by the opening mark of a later row
            raise BadRow(_OPEN) from error
    try:
        # What stands behind a closing mark is not in form, but its meaning is clear.
        return next(csv.reader(text, delimiter=between), [])
    except csv.Error as error:
        raise BadRow(f"not CSV: {error}") from error


def _rows(cells: Sequence[str], columns: Mapping[str, int]) -> Iterator[Row]:
    def cell(column: str) -> str:
        at = columns.get(column, len(cells))
        return cells[at].strip() if at < len(cells) else ""

    if not any(c.strip() for c in cells):
        return
    kind = _kind(cell("kind"))
    if kind is None:
        yield Passed()
        return
    name, key, item = cell("name"), cell("id"), cell("wikidata")
    yield from entry(
        key,
        [name, *_APART.split(cell("aliases"))] if name else (),
        kind=kind,
        countries=_COUNTRIES_APART.split(cell("country")),
        note=cell("note"),
        wikidata=next((i for i in (item, key) if is_item(i)), ""),
    )


def _kind(text: str) -> EntryKind | None:
    """Person, organization, or nothing where the table does not tell; None for other things that
    a table may list. Raises BadRow for words of neither list."""
    word = text.lower()
    told = words()["csv"]
    if word in told["other"]:
        return None
    found: EntryKind | None = told["kinds"].get(word)
    if found is None:
        raise BadRow(f"kind {text[:40]!r} is neither person nor organization")
    return found
