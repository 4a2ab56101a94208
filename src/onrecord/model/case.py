"""What follows from many records, and what people judged of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.model.span import Span

Dependence = Literal["copied", "relays", "no dependence found"]
DisagreementKind = Literal["number", "date", "place", "polarity"]
Verdict = Literal["accept", "reject", "unsure"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """The words of a report that bear a finding."""

    report_id: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Two statements or events of two reports that are the same, with the score's reasons."""

    id: str
    left: Passage
    right: Passage
    score: float
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The report or agency at which a statement entered the pile."""

    id: str
    name: str
    first: Passage
    followers: tuple[tuple[Passage, Dependence], ...]
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Two statements or events that cannot both hold as worded, with their as-of dates."""

    id: str
    kind: DisagreementKind
    left: Passage
    right: Passage
    left_as_of: str | None
    right_as_of: str | None
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A human decision about an item; appended, never overwritten."""

    item_id: str
    report_id: str
    verdict: Verdict
    by: str
    at: str
    note: str = ""
