"""What a casebook holds in numbers, and by which versions it is read."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.casebook import Counts, sqlite_version
from onrecord.desk.room import Room
from onrecord.record.provenance import software


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """``size`` is in bytes, of the file alone."""

    counts: Counts
    size: int
    software: str
    sqlite: str


def overview(room: Room) -> Overview:
    """What is in a casebook. Raises CasebookError when that cannot be told."""
    with room.look() as look:
        return Overview(
            counts=look.casebook.counts(),
            size=look.casebook.path.stat().st_size,
            software=software(),
            sqlite=sqlite_version(),
        )
