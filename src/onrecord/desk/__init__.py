"""The use cases that all faces share, one module each; reading's are named here."""

from onrecord.desk.reading import (
    BATCH_CHARACTERS,
    BATCH_REPORTS,
    NOTHING_KNOWN,
    Known,
    Opened,
    SetAside,
    open_each,
    open_report,
    published_on,
    read_each,
    read_report,
    reader,
)

__all__ = [
    "BATCH_CHARACTERS",
    "BATCH_REPORTS",
    "NOTHING_KNOWN",
    "Known",
    "Opened",
    "SetAside",
    "open_each",
    "open_report",
    "published_on",
    "read_each",
    "read_report",
    "reader",
]
