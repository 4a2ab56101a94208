"""What follows from many records, and what people judged of it.

An item of a record is named across records by its key, ``{report id}/{item id}``
(``r:0f3c…/st:120-188``): see ``key_of``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.model.event import EventType, Factuality
from onrecord.model.span import Span

#: What is said of two tellings of one thing. Nothing more is ever said: no dependence *found*.
Dependence = Literal["copied", "relays", "no dependence found"]
#: *copy*: in one language; *translation*: the same report in another.
CopyKind = Literal["copy", "translation"]
MatchKind = Literal["entity", "event", "statement"]
OriginKind = Literal["report", "agency", "outlet"]
DisagreementKind = Literal["number", "date", "place", "polarity", "attribution", "quotation"]
#: *disagreement*: both cannot hold as worded; *update*: a later state of what changes.
Relation = Literal["disagreement", "update"]
#: What people may say of items; see ``across.judged`` and ``across.corrected`` for what each does.
Verdict = Literal[
    "same",
    "different",
    "reject",
    "rename",
    "merge",
    "split",
    "withdraw",
    "source",
    "place",
    "date",
    "statement",
]


def key_of(report_id: str, item_id: str) -> str:
    """The key of an item across records."""
    return f"{report_id}/{item_id}"


def parts_of(key: str) -> tuple[str, str]:
    """The report and the item of a key. Raises ValueError when it is none."""
    report, slash, item = key.partition("/")
    if not (slash and report and item):
        raise ValueError(f"{key!r} is not a key like r:0f3c/st:120-188")
    return report, item


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """The words of a report that bear a finding."""

    report_id: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One line of a weight list that spoke: its name, its weight, and what it saw."""

    feature: str
    weight: float
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """One passage as it stands in two reports; the earlier report is on the left."""

    left: Span
    right: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """Two reports that share passages. ``share`` is the part (0 to 1) of the later report's words
    that stand in passages; ``direction_from`` says what told which is the earlier one, and
    ``because`` tells it in words with the credits that were found."""

    id: str
    kind: CopyKind
    earlier: str
    later: str
    passages: tuple[Shared, ...]
    share: float
    score: float
    direction_from: Literal["dates", "credit", "containment", "name"]
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Two items of two reports that are the same: keys, score (0 to 1) and its reasons.
    ``judged`` names the human judgement that decided, if one did."""

    kind: MatchKind
    left: str
    right: str
    score: float
    reasons: tuple[Reason, ...]
    judged: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Items of several reports that are one thing. ``id`` comes from the first member, ``members``
    are keys in the order of their reports' dates, ``name`` is how people call it."""

    id: str
    kind: MatchKind
    name: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """What a telling depends on. ``on`` is the key of the telling that it was copied from or that
    it relays, ``via`` the agency or outlet that it says it has it from (which may be no report of
    the pile). *no dependence found* has neither. ``passages``: the shared words, those of ``on``
    on the left."""

    telling: str
    kind: Dependence
    on: str | None = None
    via: str | None = None
    passages: tuple[Shared, ...] = ()
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a statement entered the pile: a report, or an agency or outlet that reports relay.
    ``first`` is its earliest telling in the pile, ``tellings`` the keys of all that lead to it."""

    id: str
    kind: OriginKind
    name: str
    first: str
    tellings: tuple[str, ...]
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementOrigins:
    """All tellings of one statement, and the origins that they lead to, the earliest first.
    ``among`` is the number of reports that were looked at, ``reports`` how many of them tell it.
    ``first_because`` says why ``first`` is the first, or that this cannot be told."""

    id: str
    words: str
    language: str
    tellings: tuple[str, ...]
    edges: tuple[Edge, ...]
    origins: tuple[Origin, ...]
    first: str | None
    first_because: str
    reports: int
    among: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a disagreement: the telling, its words that bear it, what they come to, and the
    day as of which it is told (ISO 8601)."""

    telling: str
    passage: Passage
    says: str
    as_of: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Two tellings of one thing that cannot both hold as worded, or of which one is a later state
    of the other. ``about`` names the group of statements or events, or a telling that stands in
    none. ``score`` (0 to 1) says how surely both tell of one thing, ``reasons`` why."""

    id: str
    kind: DisagreementKind
    relation: Relation
    about: str
    left: Side
    right: Side
    because: str
    score: float = 1.0
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One event as several reports tell it, for a timeline. ``earliest`` and ``latest`` bound when
    it was (ISO 8601), ``grain`` says how finely it is told; all None where no report says.
    ``origins`` counts as for statements."""

    id: str
    type: EventType
    name: str
    tellings: tuple[str, ...]
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    earliest: str | None
    latest: str | None
    grain: str | None
    places: tuple[str, ...]
    factualities: tuple[Factuality, ...]
    origins: tuple[Origin, ...]
    edges: tuple[Edge, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A human decision; appended, never overwritten: ``withdraw`` undoes the one in ``items``.

    ``number`` counts in the casebook. ``items`` are keys of items, or ids of groups; ``value`` is
    a new name for *rename*, and what is right for *source*, *place*, *date* and *statement*.
    """

    number: int
    verdict: Verdict
    items: tuple[str, ...]
    value: str = ""
    by: str
    at: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What many records come to, each list in a fixed order: equal records and judgements give
    equal comparisons. Lists that are long are packed: read them in order, not at random."""

    reports: tuple[str, ...]
    copies: tuple[Copy, ...]
    groups: Sequence[Group]
    matches: Sequence[Match]
    statements: Sequence[StatementOrigins]
    happenings: Sequence[Happening]
    disagreements: tuple[Disagreement, ...]
