"""A time as it was found, before it is counted from anything."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model.report import PartKind
from onrecord.model.span import Span
from onrecord.reading.times.matching import Found
from onrecord.reading.times.tense import Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a rule matched, with the part it stands in and the tense it stands under; ``born`` tells
    that it is when somebody was born."""

    span: Span
    found: Found
    told: Told
    part: PartKind
    paragraph: int
    sentence: int
    born: bool = False
