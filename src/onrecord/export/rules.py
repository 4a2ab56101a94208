"""PLOVER's reading rules, applied to events as we read them.

The record keeps what a report says as it says it. PLOVER codes some of it otherwise: what lies
ahead and is cooperative is an agreement (chapters *AGREE*, *CONCEDE* and *Auxiliary modes* of the
manual, state of 2024-02), and how an event is told becomes an auxiliary mode.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.export.said import is_asserted, is_plain, path
from onrecord.knowledge.plover import Type, types
from onrecord.model import Entity, Event, Record, Statement

Auxiliary = Literal["historical", "future", "hypothetical", "negation"]
#: Why an event is no row of a table that has no column for how and by whom it is told.
Reason = Literal["denied", "possible", "planned", "said only in somebody's words"]

#: Stances of somebody who wants, or threatens, what is not so: nothing says that it lies ahead.
_UNREAL = frozenset({"asks", "demands", "threatens"})
#: What another event of the same sentence makes of one that follows it: it *asks* for it or
#: threatens it, or it is the very agreement (*agreed to meet*) that would be told twice.
Before = Literal["asks", "agrees"]
_ASKING = frozenset({"REQUEST", "THREATEN"})
_AGREEING = frozenset({"AGREE", "CONCEDE"})
#: Where a sentence ends, as far as its letters show: *Mr.* and *U.S.* do not end one.
_ENDS = re.compile(r"(?<![^\W_])[a-zß-ÿ]{2,}[.!?…]|[^\W\d_]{4}[.!?…]|\d[.!?…]\s|[.!?…][\"”»]|\n")
_AUXILIARY: Mapping[str, Auxiliary] = {"denied": "negation", "possible": "hypothetical"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """An event as PLOVER codes it.

    ``said`` are the statements that it stands in, outermost first; empty where the report tells
    it. ``ahead`` tells that the event was turned into one of another type: what happens is then
    that somebody agrees or announces, and the event's own time and place are those of what lies
    ahead. ``auxiliary`` are PLOVER's modes for how it is told.
    """

    event: Event
    type: Type
    mode: str | None
    auxiliary: tuple[Auxiliary, ...]
    said: tuple[Statement, ...]
    ahead: bool

    @property
    def score(self) -> float | None:
        """PLOVER's score; None for what is not told to have taken place."""
        if set(self.auxiliary) - {"historical"}:
            return None
        return self.type.intensity(self.mode)


def coded(record: Record, event: Event) -> Coded:
    """An event of a record by PLOVER's rules. Raises RecordError where it stands in a statement
    that the record lacks."""
    said = path(record, event)
    return code(event, said, before=told_before(record, event, said))


def code(event: Event, said: Sequence[Statement], *, before: Before | None = None) -> Coded:
    """An event by PLOVER's rules: future CONSULT, SUPPORT, COOPERATE and AID are AGREE, future
    RETREAT is CONCEDE, all others stay. ``said`` are the statements around it, outermost first;
    ``before`` tells what the event before it in its sentence makes of it.

    Only what the report itself tells as coming, what its source asserts is coming, and what its own
    actor promises is *future* in this sense. What somebody demands, threatens or asks for is
    hypothetical: a demand to withdraw is no concession of those who should. So is what an inner
    statement asserts where an outer one does not plainly assert that statement.
    """
    kind = types()[event.type]
    past: tuple[Auxiliary, ...] = ("historical",) if event.historical else ()
    unsure: tuple[Auxiliary, ...] = () if is_plain(said[:-1]) else ("hypothetical",)
    stance = said[-1].stance if said else None
    unreal = before == "asks" or stance in _UNREAL
    ahead = event.factuality == "planned" and bool(kind.future) and not unreal and before is None
    by_actor = bool(said) and _is_of_actor(said[-1], event)
    if ahead and (stance in {None, "asserts"} or (stance == "promises" and by_actor)):
        # What the actor itself announces is its act: the report tells of that.
        around = said[:-1] if by_actor else said
        turned = types()[kind.future]
        return Coded(
            event=event,
            type=turned,
            mode=None,
            auxiliary=(*past, *unsure),
            said=tuple(around),
            ahead=True,
        )
    told = unsure
    if event.factuality == "planned":
        told = ("hypothetical",) if unreal else ("future",)
    elif event.factuality in _AUXILIARY:
        told = (_AUXILIARY[event.factuality],)
    return Coded(
        event=event,
        type=kind,
        mode=event.mode,
        auxiliary=(*past, *told),
        said=tuple(said),
        ahead=False,
    )


def _is_of_actor(statement: Statement, event: Event) -> bool:
    """Whether those who speak are those who act."""
    source = statement.source
    return any(
        (p.entity_id is not None and p.entity_id in source.entity_ids) or p.span in source.spans
        for p in event.actors
    )


def told_before(record: Record, event: Event, said: Sequence[Statement]) -> Before | None:
    """What an event that stands before this one in its sentence makes of it: in the same mouth, or
    as the word that opens the statement around it (*demanded [that ...]*, *agreed [to ...]*)."""
    text, cue = record.report.text, said[-1].cue if said else None
    found: set[Before] = set()
    for other in record.events:
        if other.type not in _ASKING | _AGREEING or other.trigger.end > event.trigger.start:
            continue
        opens = cue is not None and other.trigger.overlaps(cue)
        beside = other.said_in == event.said_in and not _ENDS.search(
            text, other.trigger.end, event.trigger.start
        )
        if opens or beside:
            found.add("asks" if other.type in _ASKING else "agrees")
    return "asks" if "asks" in found else "agrees" if found else None


def held_back(
    one: Coded, entities: Mapping[str, Entity], *, include_said: bool = False
) -> Reason | None:
    """Why an event must not stand in a table of what took place, or None where it may.

    What is denied, possible or planned never may. What is said only in somebody's words may where
    ``include_said`` asks for it and every source on the way to it has a name and plainly asserts.
    """
    factuality = one.event.factuality
    if "negation" in one.auxiliary:
        return "denied"
    if "hypothetical" in one.auxiliary and factuality != "planned":
        return "possible"
    if {"future", "hypothetical"} & set(one.auxiliary):
        return "planned"
    if one.said and not (include_said and is_asserted(one.said, entities)):
        return "said only in somebody's words"
    return None
