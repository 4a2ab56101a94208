"""The types of the record: frozen, keyword-only, standard library only."""

from onrecord.model.case import (
    Comparison,
    Copy,
    Disagreement,
    Edge,
    Group,
    Happening,
    Judgement,
    Match,
    Origin,
    Passage,
    Reason,
    Shared,
    Side,
    StatementOrigins,
    key_of,
    parts_of,
)
from onrecord.model.entity import Entity, Link, Mention
from onrecord.model.event import Event, Participant
from onrecord.model.place import Place, Point
from onrecord.model.record import SCHEMA, Check, Omission, Provenance, Record
from onrecord.model.report import PROSE, Part, Published, Report
from onrecord.model.span import Span, hull, item_id
from onrecord.model.statement import Carrier, Source, Statement
from onrecord.model.time import Time

__all__ = [
    "PROSE",
    "SCHEMA",
    "Carrier",
    "Check",
    "Comparison",
    "Copy",
    "Disagreement",
    "Edge",
    "Entity",
    "Event",
    "Group",
    "Happening",
    "Judgement",
    "Link",
    "Match",
    "Mention",
    "Omission",
    "Origin",
    "Part",
    "Participant",
    "Passage",
    "Place",
    "Point",
    "Provenance",
    "Published",
    "Reason",
    "Record",
    "Report",
    "Shared",
    "Side",
    "Source",
    "Span",
    "Statement",
    "StatementOrigins",
    "Time",
    "hull",
    "item_id",
    "key_of",
    "parts_of",
]
