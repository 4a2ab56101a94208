"""The places of all reports, each once, as they were when the reports were last compared.

These functions run inside a transaction of their caller.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import apsw

from onrecord.casebook.rounds import ROUND


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A place of the reports, each once; degrees are WGS 84."""

    geonames_id: int
    name: str
    country: str | None
    kind: str
    latitude: float
    longitude: float
    reports: int
    mentions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A place that people corrected: where it is instead, if anywhere that has a GeoNames id."""

    report_id: str
    item: str
    to: Seen | None


_SPOTS: Final = (
    "INSERT INTO spot SELECT ?, p.geonames_id, min(p.words), min(p.country), min(p.kind),"
    " min(p.latitude), min(p.longitude), count(DISTINCT p.report), count(*) FROM place p"
    " JOIN report r ON r.number = p.report AND r.latest = 1 WHERE p.geonames_id IS NOT NULL"
    " AND NOT EXISTS (SELECT 1 FROM temp.moved m WHERE m.report = r.id AND m.item = p.id)"
    " GROUP BY p.geonames_id"
)
_MOVED: Final = (
    "INSERT INTO spot VALUES (?, ?, ?, ?, ?, ?, ?, 1, 1) ON CONFLICT (round, geonames_id)"
    " DO UPDATE SET reports = reports + 1, mentions = mentions + 1"
)
_SEEN: Final = (
    "SELECT geonames_id, name, country, kind, latitude, longitude, reports, mentions FROM spot"  # noqa: S608
    f" WHERE round = {ROUND}"
)


def keep_spots(db: apsw.Connection, number: int, moved: Sequence[Moved]) -> None:
    """Count the places of the latest reports, as people corrected them, in a round."""
    db.execute("DROP TABLE IF EXISTS temp.moved")
    db.execute("CREATE TEMP TABLE moved (report TEXT, item TEXT, PRIMARY KEY (report, item))")
    db.executemany(
        "INSERT OR IGNORE INTO temp.moved VALUES (?, ?)", ((m.report_id, m.item) for m in moved)
    )
    db.execute(_SPOTS, (number,))
    for to in (m.to for m in moved if m.to is not None):
        row = (number, to.geonames_id, to.name, to.country, to.kind, to.latitude, to.longitude)
        db.execute(_MOVED, row)
    db.execute("DROP TABLE temp.moved")


def most_seen(db: apsw.Connection, limit: int, offset: int) -> Iterator[Seen]:
    """The places that most reports speak of."""
    sql = f"{_SEEN} ORDER BY reports DESC, mentions DESC, geonames_id LIMIT ? OFFSET ?"
    return map(_seen, db.execute(sql, (limit, offset)))


def seen_among(db: apsw.Connection, places: Sequence[int]) -> Iterator[Seen]:
    """Those of these places (GeoNames) that reports speak of."""
    sql = f"{_SEEN} AND geonames_id IN ({', '.join('?' * len(places))})"
    return map(_seen, db.execute(sql, tuple(places)))


def _seen(row: Sequence[Any]) -> Seen:
    number, name, country, kind, latitude, longitude, reports, mentions = row
    return Seen(
        geonames_id=number,
        name=name,
        country=country,
        kind=kind,
        latitude=latitude,
        longitude=longitude,
        reports=reports,
        mentions=mentions,
    )
