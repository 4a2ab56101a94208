"""Knowledge that a user added: one SQLite file of people and organizations, read only.

``onrecord knowledge add`` writes it (``added_build.py``); it is read only when it is named. Names
are compared as everywhere (``spelling.compare_names``): look-alikes are never one name.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from onrecord.errors import KnowledgeError
from onrecord.knowledge.loaders.rows import ENDED
from onrecord.knowledge.nameforms import is_marked, name_key, plain, words_of
from onrecord.knowledge.spelling import LONGEST_NAME, Likeness, compare_names

#: What tells such a file from other SQLite files, and the version of its tables.
APPLICATION: Final = 0x6F6E726B
FORM: Final = 1
#: Entries that share all of a name at most; it means none of so many.
MOST: Final = 1_000
#: Entries that share a first or a last word at most; a word of more finds nobody by itself.
COMMON: Final = 400
#: Facts of one entry that are told at most.
MOST_FACTS: Final = 200
#: Names whose matches are remembered.
REMEMBERED: Final = 4_000
_SUREST: Final = ("same", "variant", "near", "short")
_ENTRY: Final = (
    "SELECT e.id, s.name, e.key, e.name, e.kind, e.countries, e.note, e.wikidata"
    " FROM entry e JOIN source s ON s.id = e.source WHERE e.id = ?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedEntry:
    """Somebody or something that a user knows. ``id`` is the file's own, ``key`` the source's;
    ``kind`` is person, organization or empty; ``wikidata`` an item or empty."""

    id: int
    source: str
    key: str
    name: str
    kind: str
    countries: tuple[str, ...] = ()
    note: str = ""
    wikidata: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """An entry that a name may mean, by the one of its names that is most like it. ``weak`` tells
    that this one is too broad to say so by itself."""

    entry: AddedEntry
    name: str
    likeness: Likeness
    exact: bool = False
    weak: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedFact:
    """``start`` and ``end`` are ISO dates cut to what is known, or empty."""

    kind: str
    text: str
    start: str = ""
    end: str = ""

    def holds(self, when: str) -> bool:
        """Whether it had begun at an ISO date, cut as it may be, and is not known to be over."""
        if not when or not self.start or self.text.endswith(ENDED):
            return False
        begun = when[: len(self.start)] >= self.start[: len(when)]
        return begun and not (self.end and when[: len(self.end)] > self.end[: len(when)])


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedFile:
    """A file that a source was read from: its SHA-256 and when it was last changed (ISO)."""

    name: str
    form: str
    sha256: str
    size: int
    dated: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedSource:
    """``bad`` counts what was set aside when it was added, on the day ``added`` (ISO)."""

    name: str
    added: str
    entries: int
    names: int
    facts: int
    bad: int
    files: tuple[AddedFile, ...]


def keys_of(name: str) -> tuple[list[int], list[int]]:
    """What an entry is found by, as 64-bit numbers: keys that spellings of the whole name share,
    and those of its first and last word. A marked or very long name has only itself."""
    letters = "" if len(name) > LONGEST_NAME or is_marked(name) else _letters(name)
    if not letters:
        return [_number(f"={name}")], []
    ends = name_key(name)
    return [_number(f":{letters}"), _number("&" + " ".join(ends))], [_number(f"~{w}") for w in ends]


def _letters(name: str) -> str:
    return "".join(plain(word).replace(" ", "") for word in words_of(name))


def _number(key: str) -> int:
    digest = hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8)
    return int.from_bytes(digest.digest(), "big", signed=True)


class Added:
    """An opened file of added knowledge. Raises KnowledgeError when it is none, is of another
    form, or turns out to be damaged."""

    def __init__(self, path: Path) -> None:
        self.path = path
        if not path.is_file():
            raise KnowledgeError("no such file of knowledge", about=str(path))
        with self._reading():
            uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
            self._db = sqlite3.connect(uri, uri=True, check_same_thread=False)
            self._db.execute("PRAGMA trusted_schema = OFF")
            (application,) = self._db.execute("PRAGMA application_id").fetchone()
            (form,) = self._db.execute("PRAGMA user_version").fetchone()
        if application != APPLICATION:
            raise KnowledgeError("not a file of added knowledge", about=str(path))
        if form != FORM:
            raise KnowledgeError(f"knowledge of another form than {FORM}", about=str(path))
        self._find = lru_cache(maxsize=REMEMBERED)(self._look_up)

    def close(self) -> None:
        self._db.close()

    @contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, TypeError, ValueError) as error:
            says = f"not a file of added knowledge, or damaged: {error}"
            raise KnowledgeError(says, about=str(self.path)) from error

    @property
    def digest(self) -> str:
        """What the file says of its content: equal entries of equal sources, equal digest."""
        with self._reading():
            row = self._db.execute("SELECT value FROM meta WHERE key = 'digest'").fetchone()
            return str(row[0])

    def named(self, name: str, *, weak: bool = False) -> tuple[Match, ...]:
        """Entries that a name may mean, the most like it first, then by source and key; ``weak``
        takes in those whose only name like it is a weak one."""
        return self._find(name, weak)

    def _look_up(self, name: str, weak: bool) -> tuple[Match, ...]:
        with self._reading():
            matches = [m for e in self._candidates(name) if (m := self._match(name, e, weak))]
        return tuple(sorted(matches, key=_order))

    def _candidates(self, name: str) -> list[AddedEntry]:
        whole, ends = keys_of(name)
        found: set[int] = set()
        for key in whole:
            found |= self._with_key(key, MOST)
        for key in ends:
            several = self._with_key(key, COMMON + 1)
            found |= several if len(several) <= COMMON else set()
        rows = (self._db.execute(_ENTRY, (i,)).fetchone() for i in sorted(found))
        return [_entry(row) for row in rows if row is not None]

    def is_common(self, name: str) -> bool:
        """Whether so many entries share a first or last word of a name that only those which share
        all of it are found."""
        with self._reading():
            return any(len(self._with_key(k, COMMON + 1)) > COMMON for k in keys_of(name)[1])

    def _with_key(self, key: int, most: int) -> set[int]:
        # Ordered by what the digest covers: ids tell in which order sources were added.
        rows = self._db.execute(
            "SELECT k.entry FROM key k JOIN entry e ON e.id = k.entry"
            " JOIN source s ON s.id = e.source WHERE k.hash = ? ORDER BY s.name, e.key LIMIT ?",
            (key, most),
        )
        return {int(row[0]) for row in rows}

    def _match(self, name: str, entry: AddedEntry, weak: bool) -> Match | None:
        found = [
            Match(
                entry=entry,
                name=own,
                likeness=compare_names(name, own),
                exact=own == name,
                weak=is_weak,
            )
            for own, is_weak in self._names(entry)
            if weak or not is_weak
        ]
        likely = [m for m in found if m.likeness.verdict in _SUREST]
        return min(likely, key=_order) if likely else None

    def _names(self, entry: AddedEntry) -> Iterator[tuple[str, bool]]:
        rows = self._db.execute(
            "SELECT text, weak FROM name WHERE entry = ? ORDER BY text", (entry.id,)
        )
        return ((str(row[0]), bool(row[1])) for row in rows)

    def names_of(self, entry: AddedEntry) -> list[str]:
        """All names of an entry, the weak ones too, in the order of their letters."""
        with self._reading():
            return [name for name, _ in self._names(entry)]

    def facts_of(self, entry: AddedEntry) -> list[AddedFact]:
        """Positions, then sanctions, by their beginning; ``MOST_FACTS`` at most."""
        with self._reading():
            rows = self._db.execute(
                'SELECT kind, text, start, "end" FROM fact WHERE entry = ?'
                ' ORDER BY kind, start, text, "end" LIMIT ?',
                (entry.id, MOST_FACTS),
            )
            return [
                AddedFact(kind=str(r[0]), text=str(r[1]), start=str(r[2]), end=str(r[3]))
                for r in rows
            ]

    def sources(self) -> list[AddedSource]:
        """What the file holds, by the names of the sources."""
        with self._reading():
            rows = self._db.execute(
                "SELECT id, name, added, entries, names, facts, bad FROM source ORDER BY name"
            )
            return [
                AddedSource(
                    name=str(row[1]),
                    added=str(row[2]),
                    entries=int(row[3]),
                    names=int(row[4]),
                    facts=int(row[5]),
                    bad=int(row[6]),
                    files=tuple(self._files(row[0])),
                )
                for row in rows.fetchall()
            ]

    def _files(self, source: int) -> Iterable[AddedFile]:
        rows = self._db.execute(
            "SELECT name, form, sha256, size, dated FROM file WHERE source = ?"
            " ORDER BY name, sha256",
            (source,),
        )
        for row in rows:
            yield AddedFile(
                name=str(row[0]),
                form=str(row[1]),
                sha256=str(row[2]),
                size=int(row[3]),
                dated=str(row[4]),
            )


def _entry(row: tuple[object, ...]) -> AddedEntry:
    number, source, key, name, kind, countries, note, wikidata = row
    return AddedEntry(
        id=int(str(number)),
        source=str(source),
        key=str(key),
        name=str(name),
        kind=str(kind),
        countries=tuple(str(countries).split(";")) if countries else (),
        note=str(note),
        wikidata=str(wikidata),
    )


def _order(match: Match) -> tuple[int, bool, bool, str, str, str]:
    return (
        _SUREST.index(match.likeness.verdict),
        not match.exact,
        match.weak,
        match.entry.source,
        match.entry.key,
        match.name,
    )
