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
    from onrecord.desk.comparing import compare_records as compare
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
        Comparison,
        Copy,
        Disagreement,
        Entity,
        Event,
        Group,
        Happening,
        Judgement,
        Match,
        Omission,
        Origin,
        Part,
        Place,
        Published,
        Record,
        Report,
        Source,
        Span,
        Statement,
        StatementOrigins,
        Time,
    )
    from onrecord.record.codec import decode_record, encode_record

__all__ = [
    "CasebookError",
    "Check",
    "Comparison",
    "Copy",
    "Disagreement",
    "Entity",
    "Event",
    "Group",
    "Happening",
    "IntakeError",
    "Judgement",
    "KnowledgeError",
    "LanguageError",
    "Match",
    "Omission",
    "OnrecordError",
    "Origin",
    "Part",
    "Place",
    "Published",
    "Record",
    "RecordError",
    "Report",
    "Source",
    "Span",
    "Statement",
    "StatementOrigins",
    "Time",
    "compare",
    "decode_record",
    "encode_record",
    "open_casebook",
    "open_report",
    "read_report",
]

_HOME = {
    "compare": "onrecord.desk.comparing:compare_records",
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
    module, _, called = home.partition(":")
    value = getattr(import_module(module), called or name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
