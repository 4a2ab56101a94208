"""Writing a file of added knowledge: sources read by the loaders, each replaced as a whole.

The file is copied, changed beside itself and put in place when it is whole, so that readers see the
old one or the new one, readable for its owner alone. A source of which a file cannot be read to its
end stays as it was.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from onrecord.errors import KnowledgeError
from onrecord.knowledge import added_rows
from onrecord.knowledge.added import APPLICATION, FORM, Added
from onrecord.knowledge.gazetteer import content_digest
from onrecord.knowledge.loaders import ftm, table, wikidata
from onrecord.knowledge.loaders.lines import STDIN, Form, Source, opened
from onrecord.knowledge.loaders.rows import BadRow, Found, Passed, short

#: Characters of a source's name at most.
LONGEST_SOURCE: Final = 100
#: What the names of the sources that ship begin with; no other may.
SHIPPED: Final = "onrecord/"
#: Lines after which progress is told.
STEP: Final = 10_000
_TABLES: Final = f"""
PRAGMA application_id = {APPLICATION};
PRAGMA user_version = {FORM};
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE source (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, added TEXT NOT NULL, entries INTEGER NOT NULL,
  names INTEGER NOT NULL, facts INTEGER NOT NULL, bad INTEGER NOT NULL);
CREATE TABLE file (
  source INTEGER NOT NULL, name TEXT NOT NULL, form TEXT NOT NULL, sha256 TEXT NOT NULL,
  size INTEGER NOT NULL, dated TEXT NOT NULL);
CREATE TABLE entry (
  id INTEGER PRIMARY KEY, source INTEGER NOT NULL, key TEXT NOT NULL, name TEXT NOT NULL,
  kind TEXT NOT NULL, countries TEXT NOT NULL, note TEXT NOT NULL, wikidata TEXT NOT NULL,
  UNIQUE (source, key));
CREATE TABLE name (
  entry INTEGER NOT NULL, text TEXT NOT NULL, weak INTEGER NOT NULL, PRIMARY KEY (entry, text)
) WITHOUT ROWID;
CREATE TABLE key (
  hash INTEGER NOT NULL, entry INTEGER NOT NULL, PRIMARY KEY (hash, entry)) WITHOUT ROWID;
CREATE TABLE fact (
  entry INTEGER NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL, start TEXT NOT NULL,
  "end" TEXT NOT NULL, PRIMARY KEY (entry, kind, text, start, "end")) WITHOUT ROWID;
"""
#: What the digest covers of a source, in an order that does not tell how it was added.
_COVERED: Final = (
    "SELECT key, name, kind, countries, note, wikidata FROM entry WHERE source = ? ORDER BY key",
    "SELECT e.key, n.text, n.weak FROM entry e JOIN name n ON n.entry = e.id"
    " WHERE e.source = ? ORDER BY e.key, n.text",
    'SELECT e.key, f.kind, f.text, f.start, f."end" FROM entry e JOIN fact f ON f.entry = e.id'
    ' WHERE e.source = ? ORDER BY e.key, f.kind, f.text, f.start, f."end"',
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSource:
    """A source to be added: its name, its files, and their form where it is not to be told from
    them. Raises KnowledgeError for a name that no source may have."""

    name: str
    files: Sequence[str]
    form: Form | None = None

    def __post_init__(self) -> None:
        if not self.name.strip() or len(self.name) > LONGEST_SOURCE or not self.name.isprintable():
            says = f"a source's name has 1 to {LONGEST_SOURCE} characters that can be seen"
            raise KnowledgeError(says, about=self.name[:LONGEST_SOURCE])
        if self.name.casefold().startswith(SHIPPED):
            raise KnowledgeError(f"{SHIPPED}... are the sources that ship", about=self.name)


@dataclass(slots=True, kw_only=True)
class Loaded:
    """What came of a source: ``error`` tells that it was not added and why; ``bad`` rows or parts
    of rows were set aside; ``passed`` rows name neither people nor organizations."""

    source: str
    entries: int = 0
    names: int = 0
    facts: int = 0
    bad: int = 0
    passed: int = 0
    replaced: bool = False
    error: KnowledgeError | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hooks:
    """``tell`` is called with file, line and reason of whatever is set aside, ``progress`` with the
    rows read so far; ``today`` is the day that sources are added on (ISO)."""

    today: str
    tell: Callable[[str, int, str], None] = field(default=lambda _file, _line, _reason: None)
    progress: Callable[[int], None] = field(default=lambda _rows: None)


def add(target: Path, sources: Sequence[NewSource], hooks: Hooks) -> list[Loaded]:
    """Add sources to a file, which is made where there is none; one of the same name is replaced.

    Raises KnowledgeError when ``target`` is something else, cannot be written, or was changed by
    another meanwhile; then it is as it was.
    """
    try:
        with _unfinished(target.resolve()) as (db, put_in_place):
            loaded = [_load_source(db, new, hooks) for new in sources]
            if any(one.error is None for one in loaded):
                _finish(db)
                put_in_place()
            return loaded
    except (sqlite3.Error, OSError) as error:
        raise KnowledgeError(f"cannot be written: {error}", about=str(target)) from error


@contextmanager
def _unfinished(target: Path) -> Iterator[tuple[sqlite3.Connection, Callable[[], None]]]:
    """A copy of the file beside it, and what closes it and puts it in place."""
    before = _stamp(target)
    old = Added(target) if target.exists() else None
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # mkstemp gives mode 0600, and no other writer has the same name.
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent)
    os.close(handle)
    path = Path(name)
    try:
        with closing(sqlite3.connect(path)) as db:
            if old is not None:
                old.close()
                with closing(sqlite3.connect(f"{target.as_uri()}?mode=ro", uri=True)) as shown:
                    shown.backup(db)
            else:
                db.executescript(_TABLES)
            # A file that breaks off is thrown away, so nothing needs to be undone or waited for.
            db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")

            def put_in_place() -> None:
                db.close()
                with path.open("rb") as whole:
                    os.fsync(whole.fileno())
                if _stamp(target) != before:
                    raise KnowledgeError(
                        "was changed by another meanwhile; add again", about=str(target)
                    )
                path.replace(target)

            yield db, put_in_place
    finally:
        path.unlink(missing_ok=True)


def _stamp(path: Path) -> tuple[int, int, int] | None:
    if not path.exists():
        return None
    stat = path.stat()
    return stat.st_ino, stat.st_mtime_ns, stat.st_size


def _load_source(db: sqlite3.Connection, new: NewSource, hooks: Hooks) -> Loaded:
    loaded = Loaded(source=new.name)
    number = added_rows.begin(db, new.name, hooks.today)
    try:
        for name in new.files:
            _load_file(db, number, (name, new.form), loaded, hooks)
        added_rows.settle(db, number)
        loaded.entries, loaded.names, loaded.facts = added_rows.count(db, number)
        if not loaded.entries:
            raise KnowledgeError(
                "holds no person and no organization that could be read", about=", ".join(new.files)
            )
    except KnowledgeError as error:
        added_rows.drop(db, number)
        loaded.error = error
        return loaded
    for older in added_rows.others(db, new.name, number):
        added_rows.drop(db, older)
        loaded.replaced = True
    db.execute(
        "UPDATE source SET entries = ?, names = ?, facts = ?, bad = ? WHERE id = ?",
        (loaded.entries, loaded.names, loaded.facts, loaded.bad, number),
    )
    return loaded


def _load_file(
    db: sqlite3.Connection,
    source: int,
    file: tuple[str, Form | None],
    loaded: Loaded,
    hooks: Hooks,
) -> None:
    name, told = file

    def aside(line: int, reason: str) -> None:
        loaded.bad += 1
        hooks.tell(name, line, reason)

    with opened(name) as read:
        form = told or read.form()
        for count, (line, row) in enumerate(_rows(read, form), start=1):
            if count % STEP == 0:
                hooks.progress(count)
            if isinstance(row, Passed):
                loaded.passed += 1
            elif isinstance(row, str):
                aside(line, row)
            else:
                try:
                    added_rows.insert(db, source, row)
                except BadRow as error:
                    aside(line, str(error))
        digest, size = read.digest(), read.size
    dated = ""
    if name != STDIN:
        changed = datetime.fromtimestamp(Path(name).stat().st_mtime, UTC)
        dated = changed.strftime("%Y-%m-%dT%H:%M:%SZ")
    shown = "standard input" if name == STDIN else short(Path(name).name)
    db.execute(
        "INSERT INTO file VALUES (?, ?, ?, ?, ?, ?)", (source, shown, form, digest, size, dated)
    )


def _rows(read: Source, form: Form) -> Iterator[Found]:
    if form == "csv":
        return table.load(read.lines(), read.name)
    if form == "ftm":
        return ftm.load(read.lines())
    return wikidata.load(read.lines())


def _finish(db: sqlite3.Connection) -> None:
    sources = db.execute("SELECT id, name FROM source ORDER BY name").fetchall()

    def covered() -> Iterator[tuple[object, ...]]:
        for number, name in sources:
            yield (name,)
            for query in _COVERED:
                yield from db.execute(query, (number,))

    db.execute("INSERT OR REPLACE INTO meta VALUES ('digest', ?)", (content_digest(covered()),))
    db.commit()
    db.execute("VACUUM")
