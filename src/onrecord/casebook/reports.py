"""Reports in the casebook: put in once, kept as they are, taken out without a trace.

These functions run inside a transaction of their caller.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

import apsw

from onrecord.casebook.rows import REPORT_COLUMNS, ROWS, Addition, storable
from onrecord.casebook.versions import Earlier, earlier, is_older
from onrecord.errors import CasebookError

#: *added*: a new report; *version*: a new version of one; *read again*: its record is new; *known*:
#: nothing is new, except perhaps the name that it was given under.
Outcome = Literal["added", "version", "read again", "known"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What became of an addition. ``version_of`` is the report that was the latest version before,
    and ``because`` says why it is one."""

    name: str
    report_id: str
    outcome: Outcome
    version_of: str | None = None
    because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """A report as it stands in the casebook, without its text. Versions of one article have
    ``article`` in common; the ``latest`` takes part in comparisons."""

    number: int
    id: str
    article: int
    version: int
    latest: bool
    because: str
    language: str
    outlet: str | None
    title: str | None
    url: str | None
    published: str | None
    original_sha256: str
    added: str
    names: tuple[str, ...]


_FILED: Final = (
    "SELECT number, id, article, version, latest, because, language, outlet, title, url, published,"
    " original_sha256, added FROM report"
)
_FACTS: Final = (
    *("because", "language", "outlet", "title", "url", "published"),
    *("original_sha256", "added"),
)
_PUBLISHED: Final = REPORT_COLUMNS.index("published")
_TEXT_SHA256: Final = REPORT_COLUMNS.index("text_sha256")
_INSERT: Final = (
    f"INSERT INTO report (number, {', '.join(REPORT_COLUMNS)},"  # noqa: S608
    f" article, version, latest, because, added) VALUES (?{', ?' * (len(REPORT_COLUMNS) + 5)})"
)
_ROW: Final = {
    table: "INSERT INTO {} (report, {}) VALUES (?{})".format(  # noqa: S608
        table, ", ".join(f'"{c}"' for c in columns), ", ?" * len(columns)
    )
    for table, columns in ROWS.items()
}


def add(db: apsw.Connection, new: Addition, at: str) -> Added:
    """Put a report with its record in; ``at`` is the time (ISO 8601).

    Raises CasebookError when the same bytes became another text than they did before.
    """
    found = db.execute(
        "SELECT number, text_sha256 FROM report WHERE original_sha256 = ? OR id = ?",
        (new.original_sha256, new.report_id),
    ).get
    if found is not None:
        return _again(db, new, *found)
    before = earlier(db, new)
    number = _insert(db, new, before, at)
    _name(db, new.name, number)
    _write_record(db, new, number)
    db.execute(
        "INSERT INTO report_words (rowid, title, text)"
        " SELECT number, title, text FROM report WHERE number = ?",
        (number,),
    )
    return Added(
        name=new.name,
        report_id=new.report_id,
        outcome="added" if before is None else "version",
        version_of=None if before is None else before.report_id,
        because="" if before is None else before.because,
    )


def _again(db: apsw.Connection, new: Addition, number: int, text_sha256: str) -> Added:
    """The same bytes as before: only their record may be new."""
    if new.report[_TEXT_SHA256] != text_sha256:
        says = (
            "the same bytes became another text before: remove the report and add it again, "
            "as judgements and records of it hold for the other text"
        )
        raise CasebookError(says, about=new.name)
    _name(db, new.name, number)
    if is_read(db, new.original_sha256, new.maker.id):
        return Added(name=new.name, report_id=new.report_id, outcome="known")
    _clear_rows(db, number)
    db.execute("UPDATE record SET current = 0 WHERE report = ?", (number,))
    _write_record(db, new, number)
    return Added(name=new.name, report_id=new.report_id, outcome="read again")


def unnamed(db: apsw.Connection, sha256: str, name: str) -> int | None:
    """The number of the report with these bytes, if the name is not yet one of its names, or an
    input of this name is still noted as set aside."""
    sql = (
        "SELECT number FROM report r WHERE original_sha256 = ?1 AND"
        " (NOT EXISTS (SELECT 1 FROM given WHERE name = ?2 AND report = r.number)"
        " OR EXISTS (SELECT 1 FROM quarantine WHERE name = ?2))"
    )
    found = db.execute(sql, (sha256, storable(name))).get
    assert found is None or isinstance(found, int)
    return found


def name(db: apsw.Connection, given: str, number: int) -> None:
    """Note under what name a report was given, too; what was noted of it as set aside is gone."""
    _name(db, storable(given), number)


def is_read(db: apsw.Connection, original_sha256: str, made_by: str | None = None) -> bool:
    """Whether a report with these bytes is in, with a record by this maker if one is given."""
    if made_by is None:
        sql, given = "SELECT 1 FROM report WHERE original_sha256 = ?", (original_sha256,)
    else:
        sql = (
            "SELECT 1 FROM report r JOIN record c ON c.report = r.number"
            " WHERE r.original_sha256 = ? AND c.made_by = ?"
        )
        given = (original_sha256, made_by)  # type: ignore[assignment]
    return db.execute(sql, given).get is not None


def _insert(db: apsw.Connection, new: Addition, before: Earlier | None, at: str) -> int:
    number = db.execute("SELECT coalesce(max(number), 0) + 1 FROM report").get
    assert isinstance(number, int)
    article, version, latest = number, 1, True
    if before is not None:
        article = before.article
        latest = not is_older(new.report[_PUBLISHED], before.published)
        most = db.execute("SELECT max(version) FROM report WHERE article = ?", (article,)).get
        assert isinstance(most, int)
        version = most + 1
        if latest:
            db.execute("UPDATE report SET latest = 0 WHERE article = ?", (article,))
    because = "" if before is None else before.because
    db.execute(_INSERT, (number, *new.report, article, version, latest, because, at))
    return number


def _name(db: apsw.Connection, name: str, number: int) -> None:
    db.execute("INSERT OR IGNORE INTO given (name, report) VALUES (?, ?)", (name, number))
    db.execute("DELETE FROM quarantine WHERE name = ?", (name,))


def _write_record(db: apsw.Connection, new: Addition, number: int) -> None:
    made = new.maker
    db.execute(
        "INSERT OR IGNORE INTO maker VALUES (?, ?, ?, ?, ?)",
        (made.id, made.software, made.pipelines, made.lexicon_digest, made.knowledge_digest),
    )
    db.execute(
        "INSERT INTO record (report, made_by, current, record_sha256, record, brief)"
        " VALUES (?, ?, 1, ?, ?, ?)",
        (number, made.id, new.record_sha256, new.record, new.brief),
    )
    for table, rows in new.tables:
        db.executemany(_ROW[table], ((number, *row) for row in rows))
    db.execute(
        "INSERT INTO statement_words (rowid, source, words)"
        " SELECT number, source, words FROM statement WHERE report = ?",
        (number,),
    )


def _clear_rows(db: apsw.Connection, number: int) -> None:
    """Take out what shows the current record in words."""
    db.execute(
        "INSERT INTO statement_words (statement_words, rowid, source, words)"
        " SELECT 'delete', number, source, words FROM statement WHERE report = ?",
        (number,),
    )
    for table in ROWS:
        db.execute(f"DELETE FROM {table} WHERE report = ?", (number,))  # noqa: S608


def remove(db: apsw.Connection, report_id: str) -> None:
    """Take a report out, with its records, names and what is kept of its inputs' failures; the
    newest version that is left of its article becomes the latest.

    Raises CasebookError when there is none of this id.
    """
    found = db.execute(
        "SELECT number, article, original_sha256 FROM report WHERE id = ?", (report_id,)
    ).get
    if found is None:
        raise CasebookError("no such report in the casebook", about=report_id)
    number, article, sha256 = found
    _clear_rows(db, number)
    db.execute(
        "INSERT INTO report_words (report_words, rowid, title, text)"
        " SELECT 'delete', number, title, text FROM report WHERE number = ?",
        (number,),
    )
    db.execute(
        "DELETE FROM quarantine WHERE sha256 = ?"
        " OR name IN (SELECT name FROM given WHERE report = ?)",
        (sha256, number),
    )
    db.execute("DELETE FROM report WHERE number = ?", (number,))
    db.execute("DELETE FROM maker WHERE id NOT IN (SELECT made_by FROM record)")
    if db.execute("SELECT 1 FROM report WHERE article = ? AND latest = 1", (article,)).get is None:
        db.execute(
            "UPDATE report SET latest = 1 WHERE number = (SELECT number FROM report"
            " WHERE article = ? ORDER BY coalesce(substr(published, 1, 10), '') DESC, version DESC"
            " LIMIT 1)",
            (article,),
        )


def filed(
    db: apsw.Connection, where: str = "", given: tuple[str | int, ...] = ()
) -> Iterator[Filed]:
    """Reports in the order in which they came in; ``where`` is SQL of this package."""
    yield from selected(db, f"{where} ORDER BY number", given)


def selected(db: apsw.Connection, rest: str, given: tuple[str | int, ...] = ()) -> Iterator[Filed]:
    """Reports; ``rest`` is SQL of this package behind the table's name."""
    for row in db.execute(f"{_FILED} {rest}", given):
        number, report_id, article, version, latest, *rest = row
        names = db.execute("SELECT name FROM given WHERE report = ? ORDER BY name", (number,))
        facts = dict(zip(_FACTS, rest, strict=True))
        yield Filed(
            number=number,
            id=report_id,
            article=article,
            version=version,
            latest=bool(latest),
            names=tuple(str(name) for (name,) in names),
            **facts,
        )


def matching(db: apsw.Connection, called: str) -> tuple[Filed, ...]:
    """The reports that an id, the beginning of one (of 6 characters at least), a name or an address
    means."""
    called = storable(called)
    start = called if called.startswith("r:") else f"r:{called}"
    like = start if len(start) >= 8 else called
    where = (
        "WHERE id = ?1 OR url = ?1 OR substr(id, 1, length(?2)) = ?2"
        " OR number IN (SELECT report FROM given WHERE name = ?1)"
    )
    return tuple(filed(db, where, (called, like)))
