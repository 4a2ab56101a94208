"""What people decided about items: appended, read in order, never overwritten."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import apsw

from onrecord.casebook.rows import storable
from onrecord.errors import CasebookError
from onrecord.model import Judgement


def append(db: apsw.Connection, given: Judgement) -> Judgement:
    """Write a judgement down; it comes back with its number, whatever number it was given.

    Raises CasebookError when it names nothing, or withdraws what is not there.
    """
    if not given.items or not all(given.items):
        raise CasebookError("a judgement names what it is about", about=given.verdict)
    if given.verdict == "withdraw":
        for number in given.items:
            sql = "SELECT 1 FROM judgement WHERE number = ?"
            if not number.isdecimal() or db.execute(sql, (int(number),)).get is None:
                raise CasebookError("no judgement of this number", about=number)
    db.execute(
        "INSERT INTO judgement (verdict, items, value, by, at, note) VALUES (?, ?, ?, ?, ?, ?)",
        (
            given.verdict,
            json.dumps(given.items, ensure_ascii=False),
            given.value,
            given.by,
            given.at,
            given.note,
        ),
    )
    return replace(given, number=db.last_insert_rowid())


def judgements(db: apsw.Connection) -> Iterator[Judgement]:
    """All of them, in the order in which they were made; withdrawn ones, too."""
    return _read(db, "ORDER BY number")


class History:
    """What was judged, to be looked through from the last one back."""

    def __init__(self, db: apsw.Connection) -> None:
        self._db = db

    def back(
        self,
        *,
        most: int,
        before: int | None = None,
        by: str | None = None,
        verdict: str | None = None,
    ) -> tuple[Judgement, ...]:
        """The last ones, or the last of those before a number; by one person, of one verdict."""
        where, given = ["1"], list[str | int]()
        for sql, value in (("number < ?", before), ("by = ?", by), ("verdict = ?", verdict)):
            if value is not None:
                where.append(sql)
                given.append(storable(value) if isinstance(value, str) else value)
        rest = f"WHERE {' AND '.join(where)} ORDER BY number DESC LIMIT ?"
        return tuple(_read(self._db, rest, (*given, most)))

    def one(self, number: int) -> Judgement | None:
        """The one of a number."""
        return next(_read(self._db, "WHERE number = ?", (number,)), None)

    def people(self, most: int) -> tuple[str, ...]:
        """Who judged, by name, no more than so many."""
        sql = "SELECT DISTINCT by FROM judgement ORDER BY by LIMIT ?"
        return tuple(str(by) for (by,) in self._db.execute(sql, (most,)))


def _read(db: apsw.Connection, rest: str, given: tuple[str | int, ...] = ()) -> Iterator[Judgement]:
    sql = f"SELECT number, verdict, items, value, by, at, note FROM judgement {rest}"  # noqa: S608
    for number, verdict, items, value, by, at, note in db.execute(sql, given):
        yield Judgement(
            number=number,
            verdict=verdict,
            items=tuple(json.loads(items)),
            value=value,
            by=by,
            at=at,
            note=note,
        )


def forget(db: apsw.Connection, report_id: str) -> int:
    """Take out the judgements that name a removed report, and what withdraws them; how many.

    They go whole: a name that somebody gave, or a note, may hold the report's words. Nothing else
    takes a judgement out, so the guard is lifted for this, inside the caller's transaction.
    """
    about = {str(j.number) for j in judgements(db) if any(report_id in i for i in j.items)}
    about |= {
        str(j.number) for j in judgements(db) if j.verdict == "withdraw" and about & set(j.items)
    }
    if not about:
        return 0
    guard = "judgement_is_kept"
    sql = db.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (guard,)).get
    db.execute(f"DROP TRIGGER {guard}")
    db.executemany("DELETE FROM judgement WHERE number = ?", ((int(n),) for n in sorted(about)))
    db.execute(str(sql))
    return len(about)
