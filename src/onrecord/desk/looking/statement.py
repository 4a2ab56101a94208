"""The page of one statement, and of one event: who tells it, from how many origins, who first, how
it was told over time, and what does not agree."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from onrecord.across.judged import key_in
from onrecord.across.lineage import Lineage
from onrecord.casebook import Wanted
from onrecord.desk.looking.disagreements import Apart, beside
from onrecord.desk.looking.tellings import Heading, Told, at_of, heading, told
from onrecord.desk.looking.tracing import Sequel, Tellings, graph, graph_data, tellings
from onrecord.desk.room import Listed, Look
from onrecord.errors import CasebookError
from onrecord.model import Happening, Judgement, Match, StatementOrigins, parts_of

#: Disagreements that a page shows of its statement; reasons why its tellings are one.
MOST_APART: Final = 8
MOST_MATCHES: Final = 40
#: Judgements since the comparison that are shown; statements that a search for another one gives.
MOST_JUDGED: Final = 20
MOST_FOUND: Final = 8

Kind = Literal["statement", "event"]


@dataclass(frozen=True, slots=True, kw_only=True)
class First:
    """Who told it first, or that this cannot be told (``heading`` is None), and why."""

    heading: Heading | None
    at: tuple[int, int] | None
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingPage:
    """One statement or event. ``found`` is what is kept of it; ``name`` is what people called it
    since, with ``named_by`` their judgement. ``judged`` are the judgements about it that the
    comparison does not know."""

    kind: Kind
    found: StatementOrigins | Happening
    name: str
    named_by: Judgement | None
    among: int
    first: First | None
    tellings: Tellings
    graph: Lineage
    apart: tuple[Apart, ...]
    more_apart: bool
    matches: tuple[Match, ...]
    more_matches: int
    judged: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alone:
    """A telling that stands in no finding that is kept: one report alone tells it."""

    kind: Kind
    told: Told
    among: int
    judged: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Several:
    """An item that stands in several findings."""

    told: Told
    findings: tuple[Listed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """The id of the finding that an item stands in."""

    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A telling that may be the same, with its words."""

    key: str
    words: str
    heading: Heading


def finding(
    look: Look, kind: Kind, identity: str, *, sequel: Sequel = "origin", page: int = 1
) -> FindingPage | Alone | Several | Elsewhere | None:
    """What an id shows: the finding of this id, or what the item of this key stands in. None where
    the casebook has neither."""
    kept = _kept(look, kind, identity)
    if kept is not None:
        return _page(look, kind, *kept, sequel=sequel, page=page)
    key = key_in(identity)
    try:
        parts_of(key)
    except ValueError:
        return None
    within = [f for f in look.findings_with(key) if f.kind == kind]
    if len(within) == 1:
        return Elsewhere(id=within[0].id)
    here = told(look, key)
    if len(within) > 1:
        return Several(told=here, findings=tuple(within))
    if here.words is None:
        return None
    made = look.freshness.made
    return Alone(
        kind=kind,
        told=here,
        among=0 if made is None else made.reports,
        judged=tuple(_judged(look, {key})),
    )


def movable(look: Look, kind: Kind, identity: str) -> dict[str, list[dict[str, str]]] | None:
    """Where a finding comes from, as plain values; None where there is none of this id."""
    kept = _kept(look, kind, identity)
    return None if kept is None else graph_data(look, kept[0].edges)


def _kept(
    look: Look, kind: Kind, identity: str
) -> tuple[StatementOrigins | Happening, tuple[Match, ...]] | None:
    if kind == "event":
        return look.kept(Happening, identity)
    return look.kept(StatementOrigins, identity)


def alike(look: Look, words: str) -> tuple[Candidate, ...]:
    """Statements in which words stand, to say that one of them is the same. None where the words
    cannot be searched for."""
    if not words.strip():
        return ()
    try:
        hits = look.casebook.search(Wanted(words=words, within="statements", limit=MOST_FOUND))
    except CasebookError:
        return ()
    return tuple(
        Candidate(
            key=f"{hit.report_id}/{hit.item_id}",
            words=" ".join(hit.words.split()),
            heading=heading(look, hit.report_id),
        )
        for hit in hits.hits
    )


def _page(
    look: Look,
    kind: Kind,
    found: StatementOrigins | Happening,
    matches: tuple[Match, ...],
    *,
    sequel: Sequel,
    page: int,
) -> FindingPage:
    apart, more = beside(look, kind, found.id, MOST_APART)
    own = found.words if isinstance(found, StatementOrigins) else found.name
    renamed = look.judged.name_of(found.tellings)
    made = look.freshness.made
    among = found.among if isinstance(found, StatementOrigins) else made.reports if made else 0
    return FindingPage(
        kind=kind,
        found=found,
        name=renamed or own,
        named_by=_named_by(look, found) if renamed else None,
        among=among,
        first=_first(look, found) if isinstance(found, StatementOrigins) else None,
        tellings=tellings(look, found, apart, sequel=sequel, page=page),
        graph=graph(look, found),
        apart=apart,
        more_apart=more,
        matches=matches[:MOST_MATCHES],
        more_matches=max(0, len(matches) - MOST_MATCHES),
        judged=tuple(_judged(look, {*found.tellings, key_in(found.id)})),
    )


def _first(look: Look, found: StatementOrigins) -> First:
    if found.first is None:
        return First(heading=None, at=None, because=found.first_because)
    return First(
        heading=heading(look, parts_of(found.first)[0]),
        at=at_of(look, found.first),
        because=found.first_because,
    )


def _named_by(look: Look, found: StatementOrigins | Happening) -> Judgement | None:
    keys = {*found.tellings}
    return next(
        (
            j
            for j in reversed(look.judged.active)
            if j.verdict == "rename" and any(key_in(i) in keys for i in j.items)
        ),
        None,
    )


def _judged(look: Look, keys: Collection[str]) -> Iterator[Judgement]:
    """Judgements in force about these items that were made since the comparison, the latest
    first."""
    made = look.freshness.made
    known = 0 if made is None else made.judgement
    given = 0
    for one in reversed(look.judged.active):
        if one.number <= known or given >= MOST_JUDGED:
            return
        if one.verdict != "withdraw" and any(key_in(i) in keys for i in one.items):
            given += 1
            yield one
