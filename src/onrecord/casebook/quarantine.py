"""Inputs that gave no record, each with the reason, until they give one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import apsw

from onrecord.casebook.rows import storable


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarantined:
    """``sha256`` is that of the input's bytes, if they could be read; ``error`` the kind of error,
    ``at`` when it was last tried (ISO 8601)."""

    name: str
    sha256: str | None = None
    error: str
    reason: str
    at: str = ""


def set_aside(db: apsw.Connection, given: Quarantined, at: str) -> None:
    """Note an input and why it gave no record; what was noted of it before is replaced."""
    db.execute(
        "INSERT OR REPLACE INTO quarantine (name, sha256, error, reason, at)"
        " VALUES (?, ?, ?, ?, ?)",
        (storable(given.name), given.sha256, given.error, storable(given.reason), at),
    )


def quarantined(db: apsw.Connection, first: int = 0, most: int = -1) -> Iterator[Quarantined]:
    """What is set aside, in the order of names; no more than ``most``, from the one of number
    ``first`` on."""
    sql = "SELECT name, sha256, error, reason, at FROM quarantine ORDER BY name LIMIT ? OFFSET ?"
    for name, sha256, error, reason, at in db.execute(sql, (most, first)):
        yield Quarantined(name=name, sha256=sha256, error=error, reason=reason, at=at)
