"""The gazetteer: names of places and where they lie, in one read-only SQLite file.

The file that ships is built by ``python -m training.build_places``; ``onrecord places build`` makes
a larger one from a GeoNames dump. Table ``source`` in the file names every source and licence.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from onrecord.errors import KnowledgeError

#: Version of the tables; a file of another one is refused.
FORM: Final = 1
#: Candidates of one name, the most populous first.
MOST: Final = 60
#: Names whose candidates are remembered.
REMEMBERED: Final = 4_000
#: Characters of the longest name that is looked up.
LONGEST_NAME: Final = 80
SHIPPED: Final = "places.sqlite"
_SPACES = re.compile(r"[\s\-‐‑–'’ʼʻ`´.]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A place. ``kind`` is a GeoNames feature code; ``region`` the code of its first-order division
    (``US.LA``); ``lat`` and ``lon`` are WGS 84 degrees; ``main`` tells that it was found by the
    name it mostly goes by. ``id`` is the file's own; ``geonames_id`` is None for our own places."""

    id: int
    geonames_id: int | None
    name: str
    kind: str
    country: str | None
    region: str | None
    lat: float
    lon: float
    population: int
    main: bool


def key_of(name: str) -> str:
    """What names are compared by: no accents, no case, one space for hyphens and apostrophes."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    # Hangul is put together again; other scripts lose only their accents.
    return _SPACES.sub(" ", unicodedata.normalize("NFC", bare).casefold()).strip()


class Gazetteer:
    """An opened gazetteer file. Raises KnowledgeError when it is none, or of another form."""

    def __init__(self, path: Path) -> None:
        self.path = path
        if not path.is_file():
            raise KnowledgeError("no such gazetteer", about=str(path))
        try:
            uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
            self._db = sqlite3.connect(uri, uri=True, check_same_thread=False)
            row = self._db.execute("SELECT value FROM meta WHERE key = 'form'").fetchone()
        except sqlite3.Error as error:
            raise KnowledgeError(f"not a gazetteer: {error}", about=str(path)) from error
        if row is None or int(row[0]) != FORM:
            raise KnowledgeError(f"a gazetteer of another form than {FORM}", about=str(path))
        self._find = lru_cache(maxsize=REMEMBERED)(self._look_up)

    def candidates(self, name: str) -> tuple[Entry, ...]:
        """Places that go by a name, the most populous first, ``MOST`` at most."""
        if len(name) > LONGEST_NAME:
            return ()
        return self._find(key_of(name))

    def _look_up(self, key: str) -> tuple[Entry, ...]:
        rows = self._db.execute(
            "SELECT p.id, p.geonames, p.name, p.kind, p.country, p.region, p.lat, p.lon,"
            " p.population, n.main FROM name n JOIN place p ON p.id = n.place WHERE n.key = ?"
            " ORDER BY p.population DESC, p.id LIMIT ?",
            (key, MOST),
        )
        return tuple(
            Entry(
                id=row[0],
                geonames_id=row[1],
                name=row[2],
                kind=row[3],
                country=row[4],
                region=row[5],
                lat=row[6] / 10_000,
                lon=row[7] / 10_000,
                population=row[8],
                main=bool(row[9]),
            )
            for row in rows
        )

    @property
    def digest(self) -> str:
        """What the file says of its content: equal content, equal digest."""
        row = self._db.execute("SELECT value FROM meta WHERE key = 'digest'").fetchone()
        return str(row[0])

    def sources(self) -> list[tuple[str, str]]:
        """Names and licences of what the file was built from."""
        return list(self._db.execute("SELECT name, licence FROM source ORDER BY name"))


@cache
def gazetteer(path: str | None = None) -> Gazetteer:
    """The gazetteer at a path, or the one that ships; opened once."""
    shipped = Path(str(files("onrecord") / "knowledge" / "data" / SHIPPED))
    return Gazetteer(Path(path) if path else shipped)


def content_digest(rows: Iterable[tuple[object, ...]]) -> str:
    """SHA-256 over rows in their order."""
    digest = hashlib.sha256()
    for row in rows:
        digest.update(repr(row).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()
