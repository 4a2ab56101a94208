"""Whether a casebook is whole: the file, its indexes, and every word that it keeps twice."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Callable, Iterator

import apsw

from onrecord.casebook.rows import slices, unpacked
from onrecord.errors import OnrecordError
from onrecord.record.codec import decode_record

#: Complaints of SQLite about one file that are told.
MOST = 100


def faults(
    db: apsw.Connection,
    *,
    indexes: bool = True,
    read_brief: Callable[[bytes], object] | None = None,
) -> Iterator[str]:
    """What is wrong, one line each; nothing when all is well.

    ``indexes`` also compares the full-text indexes with the words, for which the file must be
    writable; ``read_brief`` raises OnrecordError for bytes that are no brief.
    """
    for (line,) in db.execute(f"PRAGMA integrity_check({MOST})"):
        if line != "ok":
            yield f"the file: {line}"
    for table, number, parent, _ in db.execute("PRAGMA foreign_key_check"):
        yield f"{table} {number} belongs to no {parent}"
    if indexes:
        yield from _index_faults(db)
    yield from _version_faults(db)
    sql = "SELECT number, id, text, text_sha256 FROM report ORDER BY number"
    for number, report_id, text, sha256 in db.execute(sql):
        if hashlib.sha256(text.encode()).hexdigest() != sha256:
            yield f"{report_id}: the text is not what came in"
        yield from _record_faults(db, number, report_id, text, read_brief)


def _index_faults(db: apsw.Connection) -> Iterator[str]:
    for table in ("report_words", "statement_words"):
        try:
            db.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")  # noqa: S608
        except apsw.CorruptError:
            yield f"the index {table} does not hold the words of its table"


def _version_faults(db: apsw.Connection) -> Iterator[str]:
    sql = "SELECT article FROM report GROUP BY article HAVING sum(latest) <> 1"
    for (article,) in db.execute(sql):
        yield f"article {article} has not one latest version"
    sql = "SELECT id FROM report WHERE number NOT IN (SELECT report FROM record WHERE current = 1)"
    for (report_id,) in db.execute(sql):
        yield f"{report_id}: no current record"


def _record_faults(
    db: apsw.Connection,
    number: int,
    report_id: str,
    text: str,
    read_brief: Callable[[bytes], object] | None,
) -> Iterator[str]:
    sql = "SELECT made_by, current, record_sha256, record, brief FROM record WHERE report = ?"
    for made_by, current, digest, record, brief in db.execute(sql, (number,)):
        where = f"{report_id}, record by {made_by}"
        try:
            data = unpacked(record)
            if hashlib.sha256(data).hexdigest() != digest:
                yield f"{where}: not what was written"
            read = decode_record(data)
            if read.report.text != text or read.report.id != report_id:
                yield f"{where}: of another text"
            if read_brief is not None:
                read_brief(unpacked(brief))
            if current:
                yield from _statement_faults(db, number, report_id, text, len(read.statements))
        except (zlib.error, OnrecordError) as error:
            yield f"{where}: {error}"


def _statement_faults(
    db: apsw.Connection, number: int, report_id: str, text: str, expected: int
) -> Iterator[str]:
    count = 0
    sql = "SELECT id, words, spans FROM statement WHERE report = ?"
    for item, words, spans in db.execute(sql, (number,)):
        count += 1
        if slices(text, json.loads(spans)) != words:
            yield f"{report_id}/{item}: its words are not those of the text"
    if count != expected:
        yield f"{report_id}: {count} statements, but its record has {expected}"
