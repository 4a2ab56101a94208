"""What a search is narrowed to, and in which order its reports are looked through.

Whatever is asked, so many rows are looked at and no more (``MOST_SEEN``): a filter that fits few of
a hundred thousand reports would otherwise read them all.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Final, Literal, get_args

import apsw

from onrecord.casebook.rounds import ROUND
from onrecord.casebook.rows import storable
from onrecord.model.event import EventType
from onrecord.model.statement import Certainty, Quotation, SourceKind, Stance

#: *reports*: title and text; *statements*: their content and source.
Within = Literal["reports", "statements"]
#: Rows that are looked through for a filter; what lies behind them is not found.
MOST_SEEN: Final = 6_000
#: Reports that name a person or a place, up to which these are looked through and no others.
FEW: Final = 500
#: Entities of one name that are looked for under their other names.
MOST_NAMESAKES: Final = 16
#: The entities that are asked for by their names, as their index has it.
PERSON: Final = "e.kind IN ('person', 'organization')"
#: What statements are, by the column that says so. No value stands in two of them.
STATEMENT_KINDS: Final = {
    "source_kind": frozenset(get_args(SourceKind)),
    "stance": frozenset(get_args(Stance)),
    "quotation": frozenset(get_args(Quotation)),
}
EVENT_TYPES: Final = frozenset(get_args(EventType))
CERTAINTIES: Final = frozenset(get_args(Certainty))
KINDS: Final = frozenset().union(*STATEMENT_KINDS.values(), EVENT_TYPES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is searched for; without ``words`` everything that fits, the latest days first.

    Days are ISO 8601 prefixes, inclusive. ``person`` is a person's or an organisation's name as a
    record has it: who is called so in one report is found under all names that the last comparison
    knows of him or it. ``place`` is a GeoNames id, or a name that the places of a compared casebook
    have. ``kinds`` are kinds of sources, stances, forms of quotation and types of events
    (``KINDS``); ``source`` is who speaks, in the report's words. Reports fit these, and
    ``certainty``, where one of their statements does. Older versions of an edited report are left
    out unless they are asked for; hits are counted by their features if ``facets``.
    """

    words: str
    within: Within = "reports"
    language: str | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    person: str | None = None
    place: str | None = None
    kinds: tuple[str, ...] = ()
    certainty: str | None = None
    source: str | None = None
    versions: bool = False
    facets: bool = False
    limit: int = 20
    offset: int = 0

    @property
    def is_narrowed(self) -> bool:
        """Whether there is anything to be found without words."""
        filters = (self.language, self.outlet, self.since, self.until, self.person, self.place)
        return bool(self.kinds or self.certainty or self.source or any(filters))


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """SQL and its values: what begins with AND, or nothing, or a query."""

    sql: str
    values: tuple[str | int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowed:
    """What hits must fit: ``plain`` asks for facts of a report ``r`` alone, ``other`` for what is
    in the report ``r.number`` (and for a statement ``s`` where statements are searched). ``named``
    are queries, each without its limit, for the numbers of the reports that name a person, or a
    place, that is asked for."""

    plain: Condition
    other: Condition
    named: tuple[Condition, ...]

    @property
    def sql(self) -> str:
        return self.plain.sql + self.other.sql

    @property
    def values(self) -> tuple[str | int, ...]:
        return self.plain.values + self.other.values


_Asked = list[tuple[str, tuple[str | int, ...]]]


def narrowed(db: apsw.Connection, wanted: Wanted) -> Narrowed:
    """What hits must fit."""
    # Behind every day that begins with it.
    until = None if wanted.until is None else f"{wanted.until}~"
    facts = (
        ("r.language = ?", wanted.language),
        ("r.outlet = ?", wanted.outlet),
        ("r.published >= ?", wanted.since),
        ("r.published < ?", until),
    )
    plain: _Asked = [(sql, (storable(value),)) for sql, value in facts if value is not None]
    if not wanted.versions:
        plain.append(("r.latest = 1", ()))
    other: _Asked = []
    named: list[Condition] = []
    if wanted.person is not None:
        same = _groups(db, wanted.person)
        other.append(_called(wanted.person, same))
        named.append(_calling(wanted.person, same))
    if wanted.place is not None:
        at = places(db, wanted.place)
        sql = f"SELECT DISTINCT report FROM place WHERE geonames_id IN ({_marks(at)})"  # noqa: S608
        named.append(Condition(sql=sql, values=tuple(at)))
        there = f"p.geonames_id IN ({_marks(at)}) AND p.report = r.number"
        other.append((f"EXISTS (SELECT 1 FROM place p WHERE {there})", tuple(at)))  # noqa: S608
    other += _of_statements(wanted)
    return Narrowed(plain=_all(plain), other=_all(other), named=tuple(named))


def _all(asked: _Asked) -> Condition:
    return Condition(
        sql="".join(f" AND {sql}" for sql, _ in asked),
        values=tuple(v for _, values in asked for v in values),
    )


def _called(person: str, same: list[int]) -> tuple[str, tuple[str | int, ...]]:
    """Reports that call somebody so, or name him otherwise: one of these entities."""
    called = f"SELECT 1 FROM entity e WHERE {PERSON} AND e.name = ? AND e.report = r.number"  # noqa: S608
    if not same:
        return f"EXISTS ({called})", (storable(person),)
    meant = (
        f"SELECT 1 FROM member g WHERE g.round = {ROUND} AND g.report = r.number"  # noqa: S608
        f" AND g.finding IN ({_marks(same)})"
    )
    return f"(EXISTS ({called}) OR EXISTS ({meant}))", (storable(person), *same)


def _calling(person: str, same: list[int]) -> Condition:
    """The numbers of the same reports."""
    sql = (
        f"SELECT e.report FROM entity e WHERE {PERSON} AND e.name = ?"  # noqa: S608
        f" UNION SELECT report FROM member WHERE finding IN ({_marks(same)})"
    )
    return Condition(sql=sql, values=(storable(person), *same))


def _groups(db: apsw.Connection, person: str) -> list[int]:
    """The entities of the last comparison whom the first of the reports call so."""
    sql = (
        "SELECT DISTINCT m.finding FROM"  # noqa: S608
        f" (SELECT report, id FROM entity e WHERE {PERSON} AND e.name = ? LIMIT ?) e"
        f" CROSS JOIN member m ON m.round = {ROUND} AND m.report = e.report AND m.item = e.id"
        " CROSS JOIN finding f ON f.number = m.finding AND f.kind = 'entity' LIMIT ?"
    )
    given = (storable(person), FEW, MOST_NAMESAKES)
    return [int(str(n)) for (n,) in db.execute(sql, given)]


def _marks(values: list[int]) -> str:
    return ", ".join("?" * len(values))


def _of_statements(wanted: Wanted) -> _Asked:
    """What statements and events must be."""
    said: dict[str, str] = {}
    asked: _Asked = []
    statements = wanted.within == "statements"
    for kind in wanted.kinds:
        if kind in EVENT_TYPES:
            inside = " AND v.said_in = s.id" if statements else ""
            done = f"SELECT 1 FROM event v WHERE v.report = r.number AND v.type = ?{inside}"  # noqa: S608
            asked.append((f"EXISTS ({done})", (kind,)))
            continue
        for column, values in STATEMENT_KINDS.items():
            if kind in values:
                said[column] = kind
    if not KINDS.issuperset(wanted.kinds):
        asked.append(("0", ()))
    if wanted.certainty is not None:
        said["certainty"] = storable(wanted.certainty)
    if wanted.source is not None:
        said["source"] = storable(wanted.source)
    if said:
        of = "s" if statements else "o"
        fits = " AND ".join(f"{of}.{column} = ?" for column in said)
        if not statements:
            fits = f"EXISTS (SELECT 1 FROM statement o WHERE o.report = r.number AND {fits})"  # noqa: S608
        asked.append((fits, tuple(said.values())))
    return asked


def places(db: apsw.Connection, given: str) -> list[int]:
    """The GeoNames ids that an id or a name means."""
    if given.isdecimal() and len(given) < 12:
        return [int(given)]
    sql = f"SELECT geonames_id FROM spot WHERE round = {ROUND} AND name = ? COLLATE NOCASE LIMIT ?"  # noqa: S608
    return [int(str(n)) for (n,) in db.execute(sql, (storable(given), FEW))]


def few(db: apsw.Connection, fits: Narrowed, most: int = FEW) -> str | None:
    """The numbers (JSON) of the reports that name a person or a place, where they are few (no
    more than ``most``); None where they are many, or neither is asked for."""
    shortest: list[int] | None = None
    for one in fits.named:
        rows = db.execute(f"{one.sql} LIMIT ?", (*one.values, most + 1))
        found = [int(str(n)) for (n,) in rows]
        if len(found) <= most and (shortest is None or len(found) < len(shortest)):
            shortest = found
    return None if shortest is None else json.dumps(shortest)
