"""Casebooks of any size with a kept comparison, made without comparing: pages are timed on them.

The pile is that of ``pilemaker``; what its tellings of one story come to is put together here, as
their offsets are equal. One statement is told by many reports, and one person named in many, as in
piles that matter; the rest is as small as it mostly is.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import groupby, islice
from pathlib import Path

from bench.pilemaker import tellings
from onrecord.across.brief import encode_brief
from onrecord.across.briefing import brief
from onrecord.across.findings import Compared
from onrecord.across.opened import open_brief
from onrecord.across.packed import Shelf
from onrecord.across.told import ById
from onrecord.casebook import Made, addition, open_casebook
from onrecord.desk.keeping import findings_of
from onrecord.desk.staging import staged
from onrecord.model import (
    Comparison,
    Copy,
    Disagreement,
    Edge,
    Group,
    Happening,
    Match,
    Origin,
    Passage,
    Reason,
    Record,
    Shared,
    Side,
    Span,
    Statement,
    StatementOrigins,
    hull,
    key_of,
)
from onrecord.record.provenance import software

#: Tellings of the statement that most reports tell, members of the person whom most name.
MOST_TELLINGS = 5_000
MOST_MEMBERS = 20_000
BATCH = 128
AT = "2026-01-01T00:00:00+00:00"


@dataclass(slots=True)
class _Found:
    """What all stories come to."""

    copies: list[Copy] = field(default_factory=list)
    statements: list[StatementOrigins] = field(default_factory=list)
    happenings: list[Happening] = field(default_factory=list)
    disagreements: list[Disagreement] = field(default_factory=list)
    matches: list[Match] = field(default_factory=list)
    people: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    everywhere: list[tuple[str, Span]] = field(default_factory=list)


def kept_case(path: Path, count: int) -> None:
    """Make a casebook of so many reports, with findings."""
    found = _Found()
    with open_casebook(path, write=True, create_new=True) as casebook:
        waiting = []
        for _, told in groupby(islice(tellings(), count), key=lambda t: t.story):
            records = [one.record for one in told]
            _story(found, records)
            waiting += [addition(r, encode_brief(brief(r)), name=r.report.id) for r in records]
            if len(waiting) >= BATCH:
                casebook.add(waiting)
                waiting = []
        casebook.add(waiting)
        state, judgement = casebook.state()
        made = Made(
            at=AT,
            software=software(),
            reports=count,
            state=state,
            judgement=judgement,
            counts={},
        )
        pile = _compared(path, found, count)
        casebook.keep(made, findings_of(pile), (), staged(pile.briefs.values()))


def _compared(path: Path, found: _Found, count: int) -> Compared:
    everywhere = found.everywhere[:MOST_TELLINGS]
    if everywhere:
        keys = [key for key, _ in everywhere]
        found.statements.append(_statement(keys, "Told by many", count, depends=True))
    groups = [
        Group(id=f"entity:{keys[0]}", kind="entity", name=name, members=tuple(keys[:MOST_MEMBERS]))
        for (_, name), keys in found.people.items()
    ]
    made = Comparison(
        reports=("",) * count,
        copies=tuple(found.copies),
        groups=groups,
        matches=found.matches,
        statements=found.statements,
        happenings=found.happenings,
        disagreements=tuple(found.disagreements),
    )
    with open_casebook(path) as casebook:
        shelf = Shelf.of((data for _, data in casebook.briefs()), open_brief)
    return Compared(briefs=ById(shelf), names={}, comparison=made)


def _story(found: _Found, records: list[Record]) -> None:
    first = records[0]
    ids = [r.report.id for r in records]
    whole = Span(start=0, end=min(len(first.report.text), 400))
    for later in ids[1:]:
        found.copies.append(
            Copy(
                id=f"cp:{first.report.id}+{later}",
                kind="copy",
                earlier=first.report.id,
                later=later,
                passages=(Shared(left=whole, right=whole),),
                share=0.9,
                score=0.9,
                direction_from="dates",
                because="published a day earlier",
            )
        )
    for said in first.statements:
        _told(found, said, records)
    for event in first.events:
        keys = [key_of(i, event.id) for i in ids]
        found.happenings.append(
            Happening(
                id=f"event:{keys[0]}",
                type=event.type,
                name=first.words(event.trigger),
                tellings=tuple(keys),
                actors=("Somebody",),
                recipients=("Somebody else",),
                earliest=first.report.published.value,
                latest=first.report.published.value,
                grain="day",
                places=(),
                factualities=(event.factuality,),
                origins=_origins(keys),
                edges=_edges(keys),
            )
        )
        if len(keys) > 1:
            found.disagreements.append(_apart(keys, event.trigger))
    for entity in first.entities:
        name = "Everybody's name" if entity.kind == "person" else entity.name
        found.people[entity.kind, name] += [key_of(i, entity.id) for i in ids]


def _told(found: _Found, said: Statement, records: list[Record]) -> None:
    keys = [key_of(r.report.id, said.id) for r in records]
    found.everywhere += [(key, hull(said.content)) for key in keys if said.content]
    words = " ".join(records[0].words(span) for span in said.content)
    found.statements.append(_statement(keys, words, len(keys), depends=False))
    found.matches += [
        Match(
            kind="statement",
            left=keys[0],
            right=key,
            score=0.9,
            reasons=(Reason(feature="words", weight=2.0, says="equal words"),),
        )
        for key in keys[1:]
    ]


def _statement(keys: list[str], words: str, among: int, *, depends: bool) -> StatementOrigins:
    return StatementOrigins(
        id=f"statement:{keys[0]}{'+' if depends else ''}",
        words=words,
        language="en",
        tellings=tuple(keys),
        edges=_edges(keys),
        origins=_origins(keys),
        first=keys[0],
        first_because="the earliest by date",
        reports=len(keys),
        among=among,
    )


def _edges(keys: list[str]) -> tuple[Edge, ...]:
    whole = Span(start=0, end=200)
    alone = Edge(telling=keys[0], kind="no dependence found", because="no passage is shared")
    return (
        alone,
        *(
            Edge(
                telling=key,
                kind="copied",
                on=keys[0],
                passages=(Shared(left=whole, right=whole),),
                because="in a passage shared with an earlier report",
            )
            for key in keys[1:]
        ),
    )


def _origins(keys: list[str]) -> tuple[Origin, ...]:
    return (
        Origin(
            id=f"or:{keys[0]}",
            kind="report",
            name="Outlet",
            first=keys[0],
            tellings=tuple(keys),
            because="no dependence on an earlier report or an agency was found",
        ),
    )


def _apart(keys: list[str], trigger: Span) -> Disagreement:
    def side(key: str, says: str) -> Side:
        report = key.partition("/")[0]
        passage = Passage(report_id=report, span=trigger)
        return Side(telling=key, passage=passage, says=says, as_of=None)

    return Disagreement(
        id=f"di:number:{keys[0]}+{keys[1]}",
        kind="number",
        relation="disagreement",
        about=f"event:{keys[0]}",
        left=side(keys[0], "3"),
        right=side(keys[1], "4"),
        because="3 is not 4",
    )
