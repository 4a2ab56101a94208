"""What a casebook holds in numbers, and by which versions it is read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

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
    return Overview(
        counts=room.counts(),
        size=Path(room.path).stat().st_size,
        software=software(),
        sqlite=sqlite_version(),
    )
