"""People, organizations, countries and others: which the reports name, and what is known of one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, get_args

from onrecord.across.judged import key_in
from onrecord.casebook import Asked, Called, Listed, Order
from onrecord.desk.looking.named import Naming, naming
from onrecord.desk.looking.timeline import Row, listed
from onrecord.desk.room import Look
from onrecord.errors import CasebookError
from onrecord.model import Group, Judgement, Link, Match, Reason, parts_of
from onrecord.model.entity import EntityKind

#: Entities of one page of the list.
ROWS: Final = 50
#: On the page of one: reports that name it, events, spellings, reasons, other entities. A report is
#: read for each of the first two, and two for each reason.
REPORTS: Final = 20
EVENTS: Final = 12
SPELLINGS: Final = 30
WHY: Final = 6
BESIDE: Final = 20
#: Reports whose spellings are counted, and whose links are looked through; events that are counted.
SPELT: Final = 1_000
LINKED: Final = 200
COUNTED: Final = 1_000
#: Entities that are offered to be merged, and judgements that are shown.
OFFERED: Final = 10
JUDGEMENTS: Final = 20
KINDS: Final[tuple[EntityKind, ...]] = get_args(EntityKind)
#: Verdicts that decide what an entity is.
_DECIDING: Final = frozenset({"same", "different", "merge", "split", "rename", "reject"})


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """``onward`` is where the list goes on, None at its end."""

    rows: tuple[Listed, ...]
    onward: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """Two items that are one: what their reports call them, and the reasons."""

    left: str
    left_name: str
    right: str
    right_name: str
    score: float
    judged: str | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One entity. ``spellings`` and ``more_spellings`` are over the first ``SPELT`` of its reports;
    ``reports`` are a
    page of those that name it, and ``beside`` are whom these name in one breath with it, with how
    often. ``link`` is the entry of a knowledge base, which ``linked`` reports are linked to."""

    id: str
    name: str
    kind: str
    listed: Listed
    spellings: tuple[Called, ...]
    more_spellings: bool
    link: Link | None
    linked: int
    events: tuple[Row, ...]
    roles: Mapping[str, tuple[str, ...]]
    events_count: int
    reports: tuple[Naming, ...]
    beside: tuple[tuple[Listed, int], ...]
    why: tuple[Why, ...]
    why_more: int
    judgements: tuple[Judgement, ...]
    onward: int | None


def people(
    look: Look, kind: EntityKind | None, order: Order, named: str = "", start: int = 0
) -> People:
    """The entities of a kind, those that most reports name first, or by name."""
    sorts = () if kind is None else (kind,)
    asked = Asked(kind="entity", sorts=sorts, order=order, named=named, limit=ROWS, offset=start)
    found = list(look.casebook.findings.listed(asked))
    rows = tuple(replace(one, name=_name(look, one)) for one in found[:ROWS])
    return People(rows=rows, onward=start + ROWS if len(found) > ROWS else None)


def offered(look: Look, name: str, but: str) -> tuple[Listed, ...]:
    """Entities of a name that another one may be merged with."""
    if not name:
        return ()
    asked = Asked(kind="entity", named=name, limit=OFFERED)
    found = (one for one in look.casebook.findings.listed(asked) if one.id != but)
    return tuple(replace(one, name=_name(look, one)) for one in found)[:OFFERED]


def person(look: Look, identity: str, start: int = 0) -> Person | None:
    """An entity by its id, or by the key of one of its items; None where there is none."""
    kept = _kept(look, identity)
    if kept is None:
        return None
    group, matches, entry = kept
    page = [parts_of(key) for key in group.members[start : start + REPORTS]]
    spellings = look.casebook.scenes.called(group.id, "name", SPELLINGS, SPELT)
    asked = Asked(kind="event", who=(group.id,), limit=EVENTS)
    rows, more = listed(look, asked)
    found = tuple(naming(look, report, item) for report, item in page)
    link, linked = _link(look, group.id)
    return Person(
        id=group.id,
        name=look.judged.name_of(group.members) or group.name,
        kind=entry.sort,
        listed=entry,
        spellings=spellings[:SPELLINGS],
        more_spellings=len(spellings) > SPELLINGS,
        link=link,
        linked=linked,
        events=rows,
        roles=look.casebook.scenes.roles(group.id, [r.id for r in rows]),
        events_count=look.casebook.findings.count(asked, COUNTED) if more else len(rows),
        reports=found,
        beside=_beside(found, group.id),
        why=tuple(_why(look, match) for match in matches[:WHY]),
        why_more=max(0, len(matches) - WHY),
        judgements=tuple(_judgements(look, group))[:JUDGEMENTS],
        onward=start + REPORTS if len(group.members) > start + REPORTS else None,
    )


def _name(look: Look, one: Listed) -> str:
    """How people called it since."""
    return look.judged.names.get(key_in(one.id), one.name)


def _kept(look: Look, identity: str) -> tuple[Group, tuple[Match, ...], Listed] | None:
    key = key_in(identity)
    try:
        with_it = look.findings_with(key)
    except ValueError:
        return None
    for entry in with_it:
        if entry.kind == "entity":
            found = look.kept(Group, entry.id)
            return None if found is None else (*found, entry)
    return None


def _link(look: Look, identity: str) -> tuple[Link | None, int]:
    """The entry of a knowledge base that most of its reports are linked to, and why."""
    for found in look.casebook.scenes.called(identity, "link", 1, LINKED)[:1]:
        record = look.record(found.report_id)
        link = next((e.link for e in record.entities if e.id == found.item), None)
        return link, found.reports
    return None, 0


def _beside(found: Sequence[Naming], but: str) -> tuple[tuple[Listed, int], ...]:
    counts: Counter[str] = Counter()
    known: dict[str, Listed] = {}
    for one in found:
        for other in one.beside:
            known[other.id] = other
            counts[other.id] += 1
    order = sorted((i for i in counts if i != but), key=lambda i: (-counts[i], known[i].name, i))
    return tuple((known[i], counts[i]) for i in order[:BESIDE])


def _why(look: Look, match: Match) -> Why:
    return Why(
        left=match.left,
        left_name=_called(look, match.left),
        right=match.right,
        right_name=_called(look, match.right),
        score=match.score,
        judged=match.judged,
        reasons=match.reasons,
    )


def _called(look: Look, key: str) -> str:
    report, item = parts_of(key)
    try:
        brief = look.brief(report)
    except CasebookError:
        return key
    return next((e.name for e in brief.entities if e.id == item), key)


def _judgements(look: Look, group: Group) -> Iterator[Judgement]:
    """What people decided of its items, the latest first."""
    keys = set(group.members)
    for one in reversed(look.judged.active):
        if one.verdict in _DECIDING and any(key_in(item) in keys for item in one.items):
            yield one
