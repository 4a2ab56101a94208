"""What the reports came to when they were last compared, kept to be looked at.

It can be made again at any time; the casebook keeps its bytes, and by what they are looked for.
These functions run inside a transaction of their caller.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

import apsw

from onrecord.casebook.rounds import ROUND
from onrecord.casebook.rows import unpacked
from onrecord.casebook.spots import Seen, most_seen, seen_among

FindingKind = Literal["statement", "event", "disagreement", "copy", "entity"]
#: *rank*: most origins first; *day*: the earliest first; *late*: the latest first; *name*: by name.
Order = Literal["rank", "day", "late", "name"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One finding: what it is looked for by, and its bytes. ``members`` are the items of reports
    that it is made of, as pairs of report id and item id (empty for the report itself)."""

    kind: FindingKind
    id: str
    sort: str
    name: str
    origins: int
    reports: int
    tellings: int
    earliest: str | None
    latest: str | None
    body: bytes
    why: bytes
    members: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A finding in a list."""

    kind: FindingKind
    id: str
    sort: str
    name: str
    origins: int
    reports: int
    tellings: int
    earliest: str | None
    latest: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A finding as it is kept: see ``Finding``."""

    listed: Listed
    body: bytes
    why: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """When the reports were last compared, by what, how many they were, what of the casebook was
    known then (``state``, the last ``judgement``), and how many findings of each kind there are."""

    at: str
    software: str
    reports: int
    state: int
    judgement: int
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which findings of a kind are listed: of some sorts, with a name that holds words, told by at
    least so many reports, in days between (ISO 8601, inclusive), with a day or without one. Events:
    in which one of these entities took part, at this place (GeoNames)."""

    kind: FindingKind
    order: Order = "rank"
    sorts: tuple[str, ...] = ()
    named: str = ""
    since: str | None = None
    until: str | None = None
    least_reports: int = 1
    least_origins: int = 0
    dated: bool | None = None
    who: tuple[str, ...] = ()
    place: int | None = None
    limit: int = 50
    offset: int = 0


#: The columns of a finding that is listed.
COLUMNS: Final = "kind, id, sort, name, origins, reports, tellings, earliest, latest"
_NAMES: Final = tuple(COLUMNS.split(", "))
_ORDERS: Final[Mapping[Order, str]] = {
    "rank": "origins DESC, reports DESC, tellings DESC, id",
    "day": "earliest NULLS LAST, latest, id",
    "late": "latest DESC NULLS LAST, id",
    "name": "name COLLATE NOCASE, id",
}
#: Events of an entity, or at a place, from which on events are looked through in the order in which
#: they are wanted, for the first of them, instead of all of these being put in order.
MANY: Final = 1_000
_WHO: Final = (
    "SELECT p.event FROM part p JOIN finding e ON e.number = p.entity"  # noqa: S608
    f" WHERE e.round = {ROUND} AND e.kind = 'entity' AND e.id IN ({{}})"
)
_ONE: Final = f"round = {ROUND} AND kind = ? AND id = ?"
_THERE: Final = f"SELECT s.finding FROM scene s WHERE s.round = {ROUND} AND s.geonames_id = ?"  # noqa: S608


def state(db: apsw.Connection) -> tuple[int, int]:
    """What of the casebook a comparison depends on: the count of changes of its reports, and the
    number of its last judgement."""
    row = db.execute(
        "SELECT (SELECT value FROM state WHERE name = 'reports'),"
        " (SELECT coalesce(max(number), 0) FROM judgement)"
    ).get
    return int(row[0]), int(row[1])


def changed(db: apsw.Connection) -> None:
    """Note that what is compared is no longer what it was."""
    db.execute("UPDATE state SET value = value + 1 WHERE name = 'reports'")


class Findings:
    """The findings that a casebook keeps, to be looked at."""

    def __init__(self, db: apsw.Connection) -> None:
        self._db = db

    def made(self) -> Made | None:
        """What is known of the last comparison; None where there is none."""
        sql = "SELECT at, software, reports, state, judgement, counts FROM comparison"
        row = self._db.execute(sql).fetchone()
        if row is None:
            return None
        at, software, reports, known, judgement, counts = row
        return Made(
            at=at,
            software=software,
            reports=reports,
            state=known,
            judgement=judgement,
            counts=json.loads(counts),
        )

    def one(self, kind: FindingKind, identity: str) -> Kept | None:
        """One finding; None where there is none."""
        sql = f"SELECT {COLUMNS}, body, why FROM finding WHERE {_ONE}"  # noqa: S608
        row = self._db.execute(sql, (kind, identity)).fetchone()
        if row is None:
            return None
        *columns, body, why = row
        return Kept(listed=_listed(columns), body=unpacked(body), why=unpacked(why))

    def body(self, kind: FindingKind, identity: str) -> bytes | None:
        """The bytes of one finding without why its tellings are one; None where there is none."""
        sql = f"SELECT body FROM finding WHERE {_ONE}"  # noqa: S608
        row = self._db.execute(sql, (kind, identity)).fetchone()
        return None if row is None else unpacked(row[0])

    def listed(self, asked: Asked) -> Iterator[Listed]:
        """Findings of a kind in an order; one more than the limit, if there are more."""
        conditions, given = _conditions(self._db, asked)
        sql = (
            f"SELECT {COLUMNS} FROM finding WHERE {conditions}"  # noqa: S608
            f" ORDER BY {_ORDERS[asked.order]} LIMIT ? OFFSET ?"
        )
        for row in self._db.execute(sql, (*given, asked.limit + 1, asked.offset)):
            yield _listed(row)

    def bodies(self, asked: Asked) -> Iterator[Kept]:
        """As ``listed``, with their bytes; no more than the limit."""
        conditions, given = _conditions(self._db, asked)
        sql = (
            f"SELECT {COLUMNS}, body, why FROM finding WHERE {conditions}"  # noqa: S608
            f" ORDER BY {_ORDERS[asked.order]} LIMIT ? OFFSET ?"
        )
        for *columns, body, why in self._db.execute(sql, (*given, asked.limit, asked.offset)):
            yield Kept(listed=_listed(columns), body=unpacked(body), why=unpacked(why))

    def of_report(self, report_id: str) -> Iterator[tuple[str, Listed]]:
        """The findings that a report's items are in, with the item, most origins first."""
        sql = (
            f"SELECT m.item, {_prefixed('f')} FROM member m JOIN finding f ON f.number = m.finding"  # noqa: S608
            f" WHERE m.round = {ROUND} AND m.report = (SELECT number FROM report WHERE id = ?)"
            " ORDER BY m.item, f.origins DESC, f.kind, f.id"
        )
        for item, *columns in self._db.execute(sql, (report_id,)):
            yield item, _listed(columns)

    def of_item(self, report_id: str, item: str) -> Iterator[Listed]:
        """The findings that an item is in."""
        sql = (
            f"SELECT {_prefixed('f')} FROM member m JOIN finding f ON f.number = m.finding"  # noqa: S608
            f" WHERE m.round = {ROUND} AND m.report = (SELECT number FROM report WHERE id = ?)"
            " AND m.item = ?"
            " ORDER BY f.kind, f.origins DESC, f.id"
        )
        for row in self._db.execute(sql, (report_id, item)):
            yield _listed(row)

    def spots(self, limit: int, offset: int = 0) -> Iterator[Seen]:
        """The places that most reports speak of."""
        return most_seen(self._db, limit, offset)

    def spots_of(self, places: Sequence[int]) -> Iterator[Seen]:
        """Those of these places (GeoNames) that reports speak of."""
        return seen_among(self._db, places)

    def count(self, asked: Asked, most: int) -> int:
        """How many findings are asked for; one more than ``most`` where there are more."""
        conditions, given = _conditions(self._db, asked)
        sql = f"SELECT count(*) FROM (SELECT 1 FROM finding WHERE {conditions} LIMIT ?)"  # noqa: S608
        return int(self._db.execute(sql, (*given, most + 1)).get)


def _conditions(db: apsw.Connection, asked: Asked) -> tuple[str, tuple[str | int, ...]]:
    these = list(_these(asked))
    # A plus keeps SQLite from looking for rows by what stands behind it.
    few = "+" if any(_are_few(db, sql, given) for sql, given in these) else ""
    many = "" if few else "+"
    found: list[tuple[str, tuple[str | int, ...]]] = [
        (f"{few}round = {ROUND} AND {few}kind = ?", (asked.kind,)),
        *((f"{many}number IN ({sql})", given) for sql, given in these),
    ]
    if len(asked.sorts) == 1:
        found.append(("sort = ?", asked.sorts))
    elif asked.sorts:
        found.append((f"sort IN ({', '.join('?' * len(asked.sorts))})", asked.sorts))
    if asked.named:
        like = asked.named.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        found.append(("name LIKE ? ESCAPE '\\'", (f"%{like}%",)))
    if asked.since is not None:
        found.append(("latest >= ?", (asked.since,)))
    if asked.until is not None:
        found.append(("earliest < ?", (f"{asked.until}~",)))
    if asked.least_reports > 1:
        found.append(("reports >= ?", (asked.least_reports,)))
    if asked.least_origins > 0:
        found.append(("origins >= ?", (asked.least_origins,)))
    if asked.dated is not None:
        found.append((f"earliest IS {'NOT ' if asked.dated else ''}NULL", ()))
    return " AND ".join(sql for sql, _ in found), tuple(v for _, several in found for v in several)


def _these(asked: Asked) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    """The numbers of the findings of somebody, or of a place."""
    if asked.who:
        yield _WHO.format(", ".join("?" * len(asked.who))), asked.who
    if asked.place is not None:
        yield _THERE, (asked.place,)


def _are_few(db: apsw.Connection, these: str, given: tuple[str | int, ...]) -> bool:
    sql = f"SELECT count(*) FROM ({these} LIMIT ?)"  # noqa: S608
    return int(db.execute(sql, (*given, MANY + 1)).get) <= MANY


def _prefixed(table: str) -> str:
    return ", ".join(f"{table}.{column}" for column in COLUMNS.split(", "))


def _listed(row: Iterable[Any]) -> Listed:
    return Listed(**dict(zip(_NAMES, row, strict=True)))
