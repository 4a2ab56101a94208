"""Onrecord reads news reports: what they say happened, who says so, and on whose authority.

    >>> import onrecord
    >>> record = onrecord.read_report("The mill will reopen in May, the mayor said on Monday.")
    >>> [record.words(span) for span in record.statements[0].content]
    ['The mill will reopen in May']

The verbs are loaded when they are first used, so that importing this package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.casebook import open_casebook
    from onrecord.desk import open_report, read_report
    from onrecord.errors import (
        CasebookError,
        IntakeError,
        KnowledgeError,
        LanguageError,
        OnrecordError,
        RecordError,
    )
    from onrecord.model import (
        Check,
        Entity,
        Event,
        Omission,
        Part,
        Place,
        Published,
        Record,
        Report,
        Source,
        Span,
        Statement,
        Time,
    )
    from onrecord.record.codec import decode_record, encode_record

__all__ = [
    "CasebookError",
    "Check",
    "Entity",
    "Event",
    "IntakeError",
    "KnowledgeError",
    "LanguageError",
    "Omission",
    "OnrecordError",
    "Part",
    "Place",
    "Published",
    "Record",
    "RecordError",
    "Report",
    "Source",
    "Span",
    "Statement",
    "Time",
    "decode_record",
    "encode_record",
    "open_casebook",
    "open_report",
    "read_report",
]

_HOME = {
    "decode_record": "onrecord.record.codec",
    "encode_record": "onrecord.record.codec",
    "open_casebook": "onrecord.casebook",
    "open_report": "onrecord.desk",
    "read_report": "onrecord.desk",
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = _HOME.get(name) or ("onrecord.errors" if name.endswith("Error") else "onrecord.model")
    value = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
