"""What a casebook holds in numbers, and by which versions it is read."""

from __future__ import annotations

from dataclasses import dataclass
from os import PathLike

import apsw

from onrecord.casebook import Counts, open_casebook
from onrecord.record.provenance import software


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """``size`` is in bytes, of the file alone."""

    counts: Counts
    size: int
    software: str
    sqlite: str


def overview(path: str | PathLike[str]) -> Overview:
    """What is in a casebook. Raises CasebookError when it is none or cannot be opened."""
    with open_casebook(path) as casebook:
        return Overview(
            counts=casebook.counts(),
            size=casebook.path.stat().st_size,
            software=software(),
            sqlite=apsw.sqlite_lib_version(),
        )
