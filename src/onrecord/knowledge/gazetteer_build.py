"""Writing a gazetteer file: from rows, or from a GeoNames dump laid over the file that ships.

The GeoNames form is that of ``readme.txt`` at download.geonames.org/export/dump (19 columns between
tabs, UTF-8, CC BY 4.0). Rows out of form are counted and named by their line, and the rest goes on.
"""

from __future__ import annotations

import io
import sqlite3
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from onrecord.errors import KnowledgeError
from onrecord.knowledge.gazetteer import FORM, Gazetteer, content_digest, key_of

#: Columns of a row of a GeoNames dump.
COLUMNS: Final = 19
#: Kinds that news speaks of; farms, wells and bus stops are left out.
CLASSES: Final = frozenset("APHTLVU")
BUILDINGS: Final = frozenset({"AIRP", "AIRB", "NVB", "PRT", "RSTN", "PP", "INSM", "MILB", "SPCS"})
#: Bad rows that are named; all are counted.
NAMED: Final = 20
#: Bytes of one row at most; a longer one is out of form.
LONGEST_ROW: Final = 100_000
_TABLES: Final = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE source (name TEXT PRIMARY KEY, licence TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE place (
  id INTEGER PRIMARY KEY, geonames INTEGER, name TEXT NOT NULL, kind TEXT NOT NULL, country TEXT,
  region TEXT, lat INTEGER NOT NULL, lon INTEGER NOT NULL, population INTEGER NOT NULL);
CREATE TABLE name (
  key TEXT NOT NULL, place INTEGER NOT NULL, main INTEGER NOT NULL, PRIMARY KEY (key, place)
) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPlace:
    """A place to be written; ``names`` are further names beside ``name``, ``id`` its own key."""

    id: int
    geonames_id: int | None
    name: str
    kind: str
    country: str | None
    region: str | None
    lat: float
    lon: float
    population: int = 0
    names: tuple[str, ...] = ()


@dataclass(slots=True)
class Built:
    """What came of a build: places and names written, rows out of form with the first reasons."""

    places: int = 0
    names: int = 0
    bad: int = 0
    reasons: list[str] = field(default_factory=list)


def write(target: Path, places: Iterable[NewPlace], sources: Iterable[tuple[str, str]]) -> Built:
    """Write a gazetteer file; equal places in equal order give an equal content digest."""
    built = Built()
    target.unlink(missing_ok=True)
    with closing(sqlite3.connect(target)) as db:
        db.executescript(f"PRAGMA journal_mode = OFF; PRAGMA page_size = 4096;{_TABLES}")
        db.executemany("INSERT INTO source VALUES (?, ?)", sources)
        for place in places:
            _insert(db, place, built)
        _finish(db)
    return built


def _insert(db: sqlite3.Connection, place: NewPlace, built: Built) -> None:
    db.execute(
        "INSERT OR REPLACE INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            place.id,
            place.geonames_id,
            place.name,
            place.kind,
            place.country,
            place.region,
            round(place.lat * 10_000),
            round(place.lon * 10_000),
            place.population,
        ),
    )
    main = key_of(place.name)
    keys = {main: 1} | {k: 0 for n in place.names if (k := key_of(n)) and k != main}
    keys.pop("", None)
    db.executemany(
        "INSERT OR IGNORE INTO name VALUES (?, ?, ?)", [(k, place.id, m) for k, m in keys.items()]
    )
    built.places += 1
    built.names += len(keys)


def _finish(db: sqlite3.Connection) -> None:
    rows = db.execute("SELECT * FROM place ORDER BY id")
    names = db.execute("SELECT * FROM name ORDER BY key, place")
    digest = content_digest([*rows, *names])
    db.executemany(
        "INSERT OR REPLACE INTO meta VALUES (?, ?)", [("form", str(FORM)), ("digest", digest)]
    )
    db.commit()
    db.execute("VACUUM")


def build_from_dump(
    dump: Path, target: Path, shipped: Gazetteer, progress: Callable[[int], None]
) -> Built:
    """Lay a GeoNames dump (``allCountries.zip``, ``FR.zip``, or the text in it) over the gazetteer
    that ships. ``progress`` is told the lines read. The target appears when it is whole.

    Raises KnowledgeError when the dump cannot be read or holds no row in form.
    """
    built = Built()
    unfinished = target.with_name(target.name + ".unfinished")
    unfinished.unlink(missing_ok=True)
    with closing(sqlite3.connect(unfinished)) as db:
        db.execute("PRAGMA journal_mode = OFF")
        with closing(
            sqlite3.connect(f"{shipped.path.resolve().as_uri()}?mode=ro", uri=True)
        ) as old:
            old.backup(db)
        known = {g: i for i, g in db.execute("SELECT id, geonames FROM place WHERE geonames")}
        db.execute(
            "INSERT OR IGNORE INTO source VALUES (?, ?)", (f"GeoNames {dump.name}", "CC BY 4.0")
        )
        for place in _places(dump, known, built, progress):
            _insert(db, place, built)
        if not built.places:
            unfinished.unlink()
            raise KnowledgeError("holds no row of the GeoNames form", about=str(dump))
        _finish(db)
    unfinished.replace(target)
    return built


def _places(
    dump: Path, known: dict[int, int], built: Built, progress: Callable[[int], None]
) -> Iterator[NewPlace]:
    for number, line in enumerate(_lines(dump), start=1):
        if number % 100_000 == 0:
            progress(number)
        try:
            place = _row(line, known)
        except ValueError as error:
            built.bad += 1
            if len(built.reasons) < NAMED:
                built.reasons.append(f"line {number}: {error}")
            continue
        if place is not None:
            yield place


def _row(line: str, known: dict[int, int]) -> NewPlace | None:
    columns = line.rstrip("\r\n").split("\t")
    if len(line) > LONGEST_ROW or len(columns) != COLUMNS:
        raise ValueError(f"{len(columns)} columns, not {COLUMNS}")
    if columns[6] not in CLASSES and columns[7] not in BUILDINGS:
        return None
    number, lat, lon = int(columns[0]), float(columns[4]), float(columns[5])
    if not (-90 <= lat <= 90 and -180 <= lon <= 180 and columns[1]):
        raise ValueError("no name, or no such coordinates")
    return NewPlace(
        id=known.get(number, number),
        geonames_id=number,
        name=columns[1],
        kind=columns[7] or columns[6],
        country=columns[8] or None,
        region=f"{columns[8]}.{columns[10]}" if columns[8] and columns[10] else None,
        lat=lat,
        lon=lon,
        population=int(columns[14] or 0),
        names=tuple(n for n in (columns[2], *columns[3].split(",")) if 2 < len(n) <= 80),
    )


def _lines(dump: Path) -> Iterator[str]:
    try:
        if not zipfile.is_zipfile(dump):
            with dump.open(encoding="utf-8", errors="replace") as file:
                yield from file
            return
        with zipfile.ZipFile(dump) as archive:
            texts = [
                n for n in archive.namelist() if n.endswith(".txt") and "readme" not in n.lower()
            ]
            if len(texts) != 1:
                raise KnowledgeError("does not hold one table of places", about=str(dump))
            with archive.open(texts[0]) as member:
                yield from io.TextIOWrapper(member, encoding="utf-8", errors="replace")
    except (OSError, zipfile.BadZipFile) as error:
        raise KnowledgeError(f"cannot be read: {error}", about=str(dump)) from error
