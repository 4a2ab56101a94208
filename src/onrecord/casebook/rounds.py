"""Rounds of comparing: what a new comparison came to is written beside what is in force, takes its
place at once, and what was in force is swept away bit by bit.

These functions run inside a transaction of their caller.
"""

from __future__ import annotations

from typing import Final

import apsw

from onrecord.errors import CasebookError

#: The round that is in force, as SQL; none when nothing is kept.
ROUND: Final = "(SELECT round FROM comparison)"
#: All that is of a round: what belongs to a finding goes with it, too.
_TABLES: Final = ("part", "scene", "member", "finding", "travel", "spot", "comparison")
_BEHIND: Final = f"round < {ROUND}"


def begin(db: apsw.Connection) -> int:
    """The number of a new round."""
    db.execute("UPDATE state SET value = value + 1 WHERE name = 'round'")
    return _value(db, "round")


def ensure(db: apsw.Connection, number: int) -> None:
    """Raises CasebookError where reports were removed after a round began: what is still to be
    written of it may hold their words."""
    if number <= _value(db, "forgotten"):
        raise CasebookError("a report was removed while the others were compared", about="compare")


def in_force(db: apsw.Connection) -> int:
    """The number of the round that is in force; 0 when nothing is kept."""
    return int(db.execute(f"SELECT coalesce({ROUND}, 0)").get)


def sweep(db: apsw.Connection, most: int) -> bool:
    """Take away what is left of earlier rounds, at most so many findings; whether more is left.
    Later rounds are somebody's who is still writing."""
    for table in ("spot", "travel"):
        db.execute(f"DELETE FROM {table} WHERE {_BEHIND}")  # noqa: S608
    db.execute(
        f"DELETE FROM finding WHERE number IN (SELECT number FROM finding WHERE {_BEHIND} LIMIT ?)",  # noqa: S608
        (most,),
    )
    return db.execute(f"SELECT 1 FROM finding WHERE {_BEHIND} LIMIT 1").get is not None  # noqa: S608


def forget(db: apsw.Connection) -> None:
    """Take out all that is kept, and let nothing in that was begun before."""
    for table in _TABLES:
        db.execute(f"DELETE FROM {table}")  # noqa: S608
    db.execute(
        "UPDATE state SET value = (SELECT value FROM state WHERE name = 'round')"
        " WHERE name = 'forgotten'"
    )


def _value(db: apsw.Connection, name: str) -> int:
    return int(db.execute("SELECT value FROM state WHERE name = ?", (name,)).get)
