"""The rows of a source of added knowledge while it is written.

What rows say of each other (an occupancy of its holder and its post) waits in tables of its own
until the source is read, as files keep no order. Those tables are dropped then.
"""

from __future__ import annotations

import sqlite3
from typing import Final

from onrecord.knowledge.added import keys_of
from onrecord.knowledge.loaders.rows import MOST_NAMES, BadRow, Entry, Fact, Label

#: Rows of one name and without an id that are not the same at most.
NAMESAKES: Final = 100
#: Characters of the key that is made of a name where a source gives no id.
_OF_NAME: Final = 200
_NAMES: Final = "SELECT count(*) FROM name WHERE entry IN (SELECT id FROM entry WHERE source = ?)"
_FACTS: Final = "SELECT count(*) FROM fact WHERE entry IN (SELECT id FROM entry WHERE source = ?)"
#: In this order: names and keys are found by their entries.
_DROP: Final = (
    "DELETE FROM key WHERE entry IN (SELECT id FROM entry WHERE source = ?)",
    "DELETE FROM fact WHERE entry IN (SELECT id FROM entry WHERE source = ?)",
    "DELETE FROM name WHERE entry IN (SELECT id FROM entry WHERE source = ?)",
    "DELETE FROM entry WHERE source = ?",
    "DELETE FROM file WHERE source = ?",
    "DELETE FROM source WHERE id = ?",
)
_WAITING: Final = """
CREATE TABLE waiting_fact (
  holder TEXT, kind TEXT, text TEXT, ref TEXT, start TEXT, "end" TEXT);
CREATE TABLE waiting_label (ref TEXT PRIMARY KEY, text TEXT, country TEXT) WITHOUT ROWID;
CREATE TABLE waiting_key (hash INTEGER, entry INTEGER);
"""


def begin(db: sqlite3.Connection, name: str, today: str) -> int:
    """A new source without rows; its number. An older one of the name stays for now."""
    db.executescript(_WAITING)
    cursor = db.execute(
        "INSERT INTO source (name, added, entries, names, facts, bad) VALUES (?, ?, 0, 0, 0, 0)",
        (name, today),
    )
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def insert(db: sqlite3.Connection, source: int, row: Entry | Fact | Label) -> None:
    """Write a row. Rows of one id are one entry. Raises BadRow where they contradict each other,
    and where a name without an id is one of too many."""
    if isinstance(row, Entry):
        _insert_entry(db, source, row)
    elif isinstance(row, Fact):
        db.execute(
            "INSERT INTO waiting_fact VALUES (?, ?, ?, ?, ?, ?)",
            (row.of, row.kind, row.text, row.ref, row.start, row.end),
        )
    else:
        db.execute(
            "INSERT OR IGNORE INTO waiting_label VALUES (?, ?, ?)",
            (row.ref, row.text, row.country),
        )


def _insert_entry(db: sqlite3.Connection, source: int, row: Entry) -> None:
    names = [(name, 0) for name in row.names] + [(name, 1) for name in row.weak]
    number = _known(db, source, row) if row.key else None
    key = row.key or _made_key(db, source, row)
    if number is None:
        number = _number_of(db, source, key)
    if number is None:
        cursor = db.execute(
            "INSERT INTO entry (source, key, name, kind, countries, note, wikidata)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (source, key, row.names[0], row.kind, ";".join(row.countries), row.note, row.wikidata),
        )
        number = cursor.lastrowid
    else:
        _check_names(db, number, names)
    db.executemany(
        "INSERT INTO name VALUES (?, ?, ?)"
        " ON CONFLICT (entry, text) DO UPDATE SET weak = min(weak, excluded.weak)",
        [(number, name, weak) for name, weak in names],
    )
    keys = {key for name, _ in names for several in keys_of(name) for key in several}
    db.executemany("INSERT INTO waiting_key VALUES (?, ?)", [(k, number) for k in sorted(keys)])


def _number_of(db: sqlite3.Connection, source: int, key: str) -> int | None:
    row = db.execute("SELECT id FROM entry WHERE source = ? AND key = ?", (source, key)).fetchone()
    return None if row is None else int(row[0])


def _known(db: sqlite3.Connection, source: int, row: Entry) -> int | None:
    """The entry of an id that was seen before, with what the new row adds to it."""
    found = db.execute(
        "SELECT id, kind, countries, note, wikidata FROM entry WHERE source = ? AND key = ?",
        (source, row.key),
    ).fetchone()
    if found is None:
        return None
    number, kind, countries, note, wikidata = found
    if kind and row.kind and kind != row.kind:
        raise BadRow(f"id {row.key} was a {kind} before")
    codes = dict.fromkeys((*(countries.split(";") if countries else ()), *row.countries))
    db.execute(
        "UPDATE entry SET kind = ?, countries = ?, note = ?, wikidata = ? WHERE id = ?",
        (kind or row.kind, ";".join(codes), note or row.note, wikidata or row.wikidata, number),
    )
    return int(number)


def _made_key(db: sqlite3.Connection, source: int, row: Entry) -> str:
    """A key for a row without an id: its name. Rows that say the same of one name are one; others
    of that name are numbered, as nothing tells that they are one."""
    name = row.names[0]
    same = (name, row.kind, ";".join(row.countries), row.note)
    for n in range(1, NAMESAKES + 1):
        key = name[:_OF_NAME] if n == 1 else f"{name[:_OF_NAME]} ({n})"
        found = db.execute(
            "SELECT name, kind, countries, note FROM entry WHERE source = ? AND key = ?",
            (source, key),
        ).fetchone()
        if found is None or found == same:
            return key
    raise BadRow(f"more than {NAMESAKES} rows of this name without an id")


def _check_names(db: sqlite3.Connection, number: int, names: list[tuple[str, int]]) -> None:
    held = {text for (text,) in db.execute("SELECT text FROM name WHERE entry = ?", (number,))}
    if len(held | {name for name, _ in names}) > MOST_NAMES:
        raise BadRow(f"more than {MOST_NAMES:,} names of one id")


def settle(db: sqlite3.Connection, source: int) -> None:
    """Join what waited: facts with their entries and labels, countries with their codes."""
    db.execute(
        'INSERT OR IGNORE INTO fact (entry, kind, text, start, "end")'
        ' SELECT e.id, w.kind, coalesce(l.text, w.text), w.start, w."end" FROM waiting_fact w'
        " JOIN entry e ON e.source = ? AND e.key = w.holder"
        " LEFT JOIN waiting_label l ON l.ref = w.ref AND w.ref <> ''",
        (source,),
    )
    unknown = db.execute(
        "SELECT id, countries FROM entry WHERE source = ? AND countries GLOB '*Q[0-9]*'", (source,)
    ).fetchall()
    for number, countries in unknown:
        codes = dict.fromkeys(_code(db, item) for item in countries.split(";"))
        db.execute("UPDATE entry SET countries = ? WHERE id = ?", (";".join(codes), number))
    db.execute("INSERT OR IGNORE INTO key SELECT hash, entry FROM waiting_key ORDER BY 1, 2")
    _drop_waiting(db)


def _code(db: sqlite3.Connection, item: str) -> str:
    row = db.execute(
        "SELECT country FROM waiting_label WHERE ref = ? AND country <> ''", (item,)
    ).fetchone()
    return item if row is None else str(row[0])


def _drop_waiting(db: sqlite3.Connection) -> None:
    for table in ("waiting_fact", "waiting_label", "waiting_key"):
        db.execute(f"DROP TABLE IF EXISTS {table}")


def count(db: sqlite3.Connection, source: int) -> tuple[int, int, int]:
    """Entries, names and facts of a settled source."""
    (entries,) = db.execute("SELECT count(*) FROM entry WHERE source = ?", (source,)).fetchone()
    (names,) = db.execute(_NAMES, (source,)).fetchone()
    (facts,) = db.execute(_FACTS, (source,)).fetchone()
    return int(entries), int(names), int(facts)


def others(db: sqlite3.Connection, name: str, source: int) -> list[int]:
    """Older sources of a name."""
    rows = db.execute("SELECT id FROM source WHERE name = ? AND id <> ?", (name, source))
    return [int(row[0]) for row in rows.fetchall()]


def drop(db: sqlite3.Connection, source: int) -> None:
    """Take a source out, with all that waits."""
    _drop_waiting(db)
    for statement in _DROP:
        db.execute(statement, (source,))
