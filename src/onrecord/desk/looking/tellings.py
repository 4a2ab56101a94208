"""One telling of a statement or event as a page shows it: its words in their sentence, who says it
through whom, what it depends on and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from onrecord.across.brief import Bearing, Brief, Deed, Telling
from onrecord.desk.looking.stretches import Role, Stretch, near, stretch
from onrecord.desk.room import Look
from onrecord.errors import CasebookError
from onrecord.model import Edge, Judgement, Span, hull, parts_of

#: Shared passages of one telling that are shown side by side.
MOST_SHARED: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """Who published what when. ``published`` is a day or days between (with a slash), None where
    none is known; ``stated`` tells that the report or its file says so."""

    report_id: str
    outlet: str
    title: str | None
    published: str | None
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearer:
    """One through whom a telling came, with the characters that name him, if any do."""

    name: str
    kind: str
    at: tuple[int, int] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A passage as it stands in two reports: there in the earlier one, here in this one."""

    there: Stretch
    here: Stretch


@dataclass(frozen=True, slots=True, kw_only=True)
class Depends:
    """What a telling depends on, and why it is said to. ``on`` is the heading of the report that it
    was copied from or whose telling it relays, ``at`` that telling's characters there."""

    kind: str
    on: Heading | None
    on_key: str | None
    at: tuple[int, int] | None
    via: str | None
    because: str
    shared: tuple[Side, ...]
    more_shared: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A telling. ``words`` is None where the report no longer holds it; ``gone`` is the judgement
    that says that it is none. Of events ``factuality`` is told, of statements the rest."""

    key: str
    item: str
    heading: Heading
    words: Stretch | None
    voice: str
    source: str | None
    cue: str | None
    chain: tuple[Bearer, ...]
    stance: str | None
    certainty: str | None
    polarity: str | None
    quotation: str | None
    factuality: str | None
    depends: Depends | None
    gone: Judgement | None


def heading(look: Look, report_id: str) -> Heading:
    """Who published a report when; a report that is gone is called by its id."""
    try:
        filed = look.filed(report_id)
    except CasebookError:
        return Heading(
            report_id=report_id, outlet=report_id, title=None, published=None, language=""
        )
    return Heading(
        report_id=report_id,
        outlet=_one_line(filed.outlet or filed.title or report_id),
        title=None if filed.title is None else _one_line(filed.title),
        published=None if filed.published is None else filed.published[:10],
        language=filed.language,
    )


def told(look: Look, key: str, edge: Edge | None = None) -> Told:
    """A telling or a deed by its key."""
    report_id, item = parts_of(key)
    found = look.pile.item(key)
    head = heading(look, report_id)
    gone = look.judged.rejected.get(key)
    depends = None if edge is None else _depends(look, edge)
    if found is None:
        return _lost(key, item, head, depends, gone)
    brief, one = found
    said = one if isinstance(one, Telling) else _said(look, brief, one)
    return Told(
        key=key,
        item=item,
        heading=head,
        words=shown(brief, one),
        voice="report" if said is None else said.voice,
        source=_one_line(said.source) or None if said is not None else None,
        cue=_one_line(said.cue) or None if said is not None else None,
        chain=tuple(_chain(brief, said)),
        stance=None if said is None else said.stance,
        certainty=None if said is None else said.certainty,
        polarity=None if said is None else said.polarity,
        quotation=None if said is None else said.quotation,
        factuality=one.factuality if isinstance(one, Deed) else None,
        depends=depends,
        gone=gone,
    )


def shown(brief: Brief, one: Telling | Deed, over: Mapping[Role, Sequence[Span]] = {}) -> Stretch:
    """The sentence of a telling with its content marked, and what else is marked over it."""
    if isinstance(one, Telling):
        return stretch(brief, hull((*one.spans, one.sentence)), {"content": one.spans, **over})
    return stretch(brief, near(brief, one.trigger), {"content": (one.trigger,), **over})


def at_of(look: Look, key: str) -> tuple[int, int] | None:
    """The characters of a telling or deed; None where there is none."""
    found = look.pile.item(key)
    if found is None:
        return None
    one = found[1]
    span = hull(one.spans) if isinstance(one, Telling) else one.trigger
    return span.start, span.end


def _lost(
    key: str, item: str, head: Heading, depends: Depends | None, gone: Judgement | None
) -> Told:
    return Told(
        key=key,
        item=item,
        heading=head,
        words=None,
        voice="report",
        source=None,
        cue=None,
        chain=(),
        stance=None,
        certainty=None,
        polarity=None,
        quotation=None,
        factuality=None,
        depends=depends,
        gone=gone,
    )


def _said(look: Look, brief: Brief, deed: Deed) -> Telling | None:
    """The statement that an event stands in, if somebody else tells it."""
    if deed.said_in is None:
        return None
    found = look.pile.item(f"{brief.report_id}/{deed.said_in}")
    return found[1] if found is not None and isinstance(found[1], Telling) else None


def _chain(brief: Brief, said: Telling | None) -> Iterator[Bearer]:
    """Through whom it came, outermost first, each once: an outlet stands in its dateline and in its
    credit, too."""
    links: tuple[Bearing, ...] = brief.around if said is None else brief.chain(said)
    before = ""
    for link in links:
        if link.name and link.name != before:
            before = link.name
            span = link.spans[0] if link.spans else None
            at = None if span is None else (span.start, span.end)
            yield Bearer(name=_one_line(link.name), kind=link.kind, at=at)


def _depends(look: Look, edge: Edge) -> Depends:
    report_id = parts_of(edge.telling)[0]
    on = None if edge.on is None else parts_of(edge.on)[0]
    sides: list[Side] = []
    if on is not None and edge.passages:
        here, there = look.pile.briefs.get(report_id), look.pile.briefs.get(on)
        if here is not None and there is not None:
            sides = [
                Side(there=stretch(there, p.left, {}), here=stretch(here, p.right, {}))
                for p in edge.passages[:MOST_SHARED]
            ]
    return Depends(
        kind=edge.kind,
        on=None if on is None else heading(look, on),
        on_key=edge.on,
        at=None if edge.on is None else at_of(look, edge.on),
        via=edge.via,
        because=edge.because,
        shared=tuple(sides),
        more_shared=len(edge.passages) - len(sides),
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())
