"""Where events were, who took part in them, and who went where: the part of what is kept of a
comparison that maps, timelines and pages of people ask for.

These functions run inside a transaction of their caller.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import apsw

from onrecord.casebook.rounds import ROUND

Role = Literal["actor", "recipient"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """An event of a report: where it was (GeoNames), and the entities of the report that took part
    in it."""

    item: str
    places: tuple[int, ...]
    parts: tuple[tuple[Role, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """A report tells between these characters that somebody went from a place to another one
    (GeoNames)."""

    from_id: int
    to_id: int
    report_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Staged:
    """What one report brings: its events, and who it says went where."""

    report_id: str
    acts: tuple[Act, ...]
    gone: tuple[Gone, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """From where to where (GeoNames), how often that is told, and in how many reports."""

    from_id: int
    to_id: int
    reports: int
    tellings: int


#: Joined in this order: of the reports that are written at once there are few.
_SCENES: Final = (
    "INSERT OR IGNORE INTO scene SELECT m.round, t.place, m.finding FROM temp.at_place t"
    " CROSS JOIN member m ON m.round = ? AND m.report = t.report AND m.item = t.item"
    " CROSS JOIN finding f ON f.number = m.finding AND f.kind = 'event'"
)
_PARTS: Final = (
    "INSERT OR IGNORE INTO part SELECT e.finding, m.finding, t.role FROM temp.taking t"
    " CROSS JOIN member m ON m.round = ? AND m.report = t.report AND m.item = t.item"
    " CROSS JOIN finding f ON f.number = m.finding AND f.kind = 'event'"
    " CROSS JOIN member e ON e.round = m.round AND e.report = t.report AND e.item = t.entity"
    " CROSS JOIN finding g ON g.number = e.finding AND g.kind = 'entity'"
)


def keep_scenes(
    db: apsw.Connection, number: int, staged: Iterable[Staged], numbers: Mapping[str, int]
) -> None:
    """Write what reports bring, by the findings that their events and entities became in a round;
    ``numbers`` are those of the reports by their ids."""
    for table in ("at_place", "taking"):
        db.execute(f"DROP TABLE IF EXISTS temp.{table}")
    db.execute("CREATE TEMP TABLE at_place (report INTEGER, item TEXT, place INTEGER)")
    db.execute("CREATE TEMP TABLE taking (report INTEGER, item TEXT, role TEXT, entity TEXT)")
    for one in staged:
        report = numbers.get(one.report_id)
        if report is None:
            continue
        db.executemany(
            "INSERT INTO temp.at_place VALUES (?, ?, ?)",
            ((report, act.item, place) for act in one.acts for place in act.places),
        )
        db.executemany(
            "INSERT INTO temp.taking VALUES (?, ?, ?, ?)",
            ((report, act.item, *part) for act in one.acts for part in act.parts),
        )
        db.executemany(
            "INSERT OR IGNORE INTO travel VALUES (?, ?, ?, ?, ?, ?)",
            ((number, g.from_id, g.to_id, report, g.start, g.end) for g in one.gone),
        )
    db.execute(_SCENES, (number,))
    db.execute(_PARTS, (number,))
    for table in ("at_place", "taking"):
        db.execute(f"DROP TABLE temp.{table}")


#: Reports of a place, or of a route, are listed in the order in which they came in.
_MENTIONS: Final = (
    "SELECT DISTINCT r.id FROM place p JOIN report r ON r.number = p.report AND r.latest = 1"
    " WHERE p.geonames_id = ? ORDER BY p.report LIMIT ? OFFSET ?"
)
_ROUTES: Final = (
    "SELECT from_id, to_id, count(DISTINCT report) AS reports, count(*) FROM travel"  # noqa: S608
    f" WHERE round = {ROUND} AND (? IS NULL OR from_id = ? OR to_id = ?) GROUP BY from_id, to_id"
    " ORDER BY reports DESC, from_id, to_id LIMIT ? OFFSET ?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """What reports call an entity: by a name, or by a key of a knowledge base; in how many reports,
    how often there, and where first."""

    words: str
    reports: int
    mentions: int
    report_id: str
    item: str
    start: int
    end: int


class Scenes:
    """Where, who and whither, to be looked at."""

    def __init__(self, db: apsw.Connection) -> None:
        self._db = db

    def events_at(self, places: Sequence[int]) -> Mapping[int, int]:
        """How many events were at each of these places (GeoNames)."""
        among = ", ".join("?" * len(places))
        sql = (
            "SELECT geonames_id, count(*) FROM scene"  # noqa: S608
            f" WHERE round = {ROUND} AND geonames_id IN ({among}) GROUP BY geonames_id"
        )
        return dict(self._db.execute(sql, tuple(places)))

    def roles(self, entity: str, events: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
        """As what an entity took part in each of these events."""
        among = ", ".join("?" * len(events))
        sql = (
            "SELECT v.id, p.role FROM finding v JOIN part p ON p.event = v.number"  # noqa: S608
            " JOIN finding e ON e.number = p.entity AND e.round = v.round"
            " AND e.kind = 'entity' AND e.id = ?"
            f" WHERE v.round = {ROUND} AND v.kind = 'event' AND v.id IN ({among})"
            " ORDER BY v.id, p.role"
        )
        found: dict[str, tuple[str, ...]] = {}
        for event, role in self._db.execute(sql, (entity, *events)):
            found[event] = (*found.get(event, ()), role)
        return found

    def called(
        self, entity: str, by: Literal["name", "link"], limit: int, among: int = -1
    ) -> tuple[Called, ...]:
        """What the reports call an entity, most reports first; one more than the limit, if there
        are more. Of an entity that more reports name, so many are looked at: those that came in
        first."""
        sql = (
            f"SELECT e.{by}, count(*) AS reports, sum(e.mentions), min(e.report), r.id, e.id,"  # noqa: S608
            ' e.start, e."end" FROM (SELECT report, item FROM member WHERE finding ='
            f" (SELECT number FROM finding WHERE round = {ROUND} AND kind = 'entity' AND id = ?)"
            " LIMIT ?) m"
            " JOIN entity e ON e.report = m.report AND e.id = m.item"
            " JOIN report r ON r.number = e.report"
            f" WHERE e.{by} IS NOT NULL GROUP BY e.{by} ORDER BY reports DESC, e.{by} LIMIT ?"
        )
        return tuple(
            Called(
                words=words,
                reports=reports,
                mentions=mentions,
                report_id=report,
                item=item,
                start=start,
                end=end,
            )
            for words, reports, mentions, _, report, item, start, end in self._db.execute(
                sql, (entity, among, limit + 1)
            )
        )

    def reports_at(self, place: int, limit: int, offset: int = 0) -> tuple[str, ...]:
        """The reports that speak of a place; one more than the limit, if there are more."""
        rows = self._db.execute(_MENTIONS, (place, limit + 1, offset))
        return tuple(row[0] for row in rows)

    def routes(self, limit: int, offset: int = 0, at: int | None = None) -> tuple[Route, ...]:
        """Who went from where to where, most reports first, from or to one place if it is given;
        one more than the limit, if there are more."""
        return tuple(
            Route(from_id=a, to_id=b, reports=reports, tellings=tellings)
            for a, b, reports, tellings in self._db.execute(
                _ROUTES, (at, at, at, limit + 1, offset)
            )
        )

    def route(self, from_id: int, to_id: int) -> Route | None:
        """One way; None where nobody went it."""
        sql = (
            "SELECT count(DISTINCT report), count(*) FROM travel"  # noqa: S608
            f" WHERE round = {ROUND} AND from_id = ? AND to_id = ?"
        )
        for reports, tellings in self._db.execute(sql, (from_id, to_id)):
            if tellings:
                return Route(from_id=from_id, to_id=to_id, reports=reports, tellings=tellings)
        return None

    def travels(self, from_id: int, to_id: int, limit: int, offset: int = 0) -> Iterator[Gone]:
        """Where it is told that somebody went this way; one more than the limit, if there are
        more."""
        sql = (
            'SELECT r.id, t.start, t."end" FROM travel t JOIN report r ON r.number = t.report'  # noqa: S608
            f" WHERE t.round = {ROUND} AND t.from_id = ? AND t.to_id = ?"
            " ORDER BY t.report, t.start LIMIT ? OFFSET ?"
        )
        for report, start, end in self._db.execute(sql, (from_id, to_id, limit + 1, offset)):
            yield Gone(from_id=from_id, to_id=to_id, report_id=report, start=start, end=end)
