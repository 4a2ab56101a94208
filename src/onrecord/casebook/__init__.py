"""The casebook: one SQLite file that holds reports, records and human judgements.

It keeps bytes and words; what they mean to each other is worked out elsewhere.
"""

from onrecord.casebook.connect import is_casebook, sqlite_version
from onrecord.casebook.file import Casebook, Counts, open_casebook
from onrecord.casebook.findings import (
    Asked,
    Finding,
    FindingKind,
    Findings,
    Kept,
    Listed,
    Made,
    Moved,
    Seen,
)
from onrecord.casebook.quarantine import Quarantined
from onrecord.casebook.reports import Added, Filed
from onrecord.casebook.rows import Addition, addition, maker_of
from onrecord.casebook.search import Hit, Hits, Wanted
from onrecord.casebook.survey import Coverage, Survey
from onrecord.casebook.versions import Difference

__all__ = [
    "Added",
    "Addition",
    "Asked",
    "Casebook",
    "Counts",
    "Coverage",
    "Difference",
    "Filed",
    "Finding",
    "FindingKind",
    "Findings",
    "Hit",
    "Hits",
    "Kept",
    "Listed",
    "Made",
    "Moved",
    "Quarantined",
    "Seen",
    "Survey",
    "Wanted",
    "addition",
    "is_casebook",
    "maker_of",
    "open_casebook",
    "sqlite_version",
]
