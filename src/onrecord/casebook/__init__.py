"""The casebook: one SQLite file that holds reports, records and human judgements.

It keeps bytes and words; what they mean to each other is worked out elsewhere.
"""

from onrecord.casebook.connect import is_casebook, sqlite_version
from onrecord.casebook.facets import Facet, Feature, Value
from onrecord.casebook.file import Casebook, Counts
from onrecord.casebook.findings import (
    Asked,
    Finding,
    FindingKind,
    Findings,
    Kept,
    Listed,
    Made,
    Order,
)
from onrecord.casebook.lock import SUFFIX, WriterLock
from onrecord.casebook.narrowing import CERTAINTIES, KINDS, Wanted, Within
from onrecord.casebook.opening import open_casebook
from onrecord.casebook.quarantine import Quarantined
from onrecord.casebook.reports import Added, Filed
from onrecord.casebook.rows import Addition, addition, maker_of
from onrecord.casebook.scenes import Act, Called, Gone, Role, Route, Staged
from onrecord.casebook.search import MOST_COUNTED, Hit, Hits
from onrecord.casebook.shelf import OnShelf
from onrecord.casebook.spots import Moved, Seen
from onrecord.casebook.survey import Coverage, Survey
from onrecord.casebook.versions import Difference

__all__ = [
    "CERTAINTIES",
    "KINDS",
    "MOST_COUNTED",
    "SUFFIX",
    "Act",
    "Added",
    "Addition",
    "Asked",
    "Called",
    "Casebook",
    "Counts",
    "Coverage",
    "Difference",
    "Facet",
    "Feature",
    "Filed",
    "Finding",
    "FindingKind",
    "Findings",
    "Gone",
    "Hit",
    "Hits",
    "Kept",
    "Listed",
    "Made",
    "Moved",
    "OnShelf",
    "Order",
    "Quarantined",
    "Role",
    "Route",
    "Seen",
    "Staged",
    "Survey",
    "Value",
    "Wanted",
    "Within",
    "WriterLock",
    "addition",
    "is_casebook",
    "maker_of",
    "open_casebook",
    "sqlite_version",
]
