"""One event that a report tells more than once."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace

from onrecord.model.event import Event, Participant

#: Characters after an event within which a definite noun may speak of it again.
REACH = 1000


def merged(events: Sequence[Event], resuming: Container[str] = ()) -> list[Event]:
    """Events that are told again joined to where they were told first: the same type, actors that
    are the same, recipients and times that do not differ, told alike. ``resuming`` are the ids of
    those that are told by a definite noun alone, which speaks of the last event of its type."""
    kept: list[Event] = []
    for event in events:
        at = next((n for n, k in enumerate(kept) if _is_same(k, event)), None)
        if at is None and event.id in resuming:
            same = (n for n in range(len(kept) - 1, -1, -1) if kept[n].type == event.type)
            at = next(same, None)
            if at is not None and not _resumes(kept[at], event):
                at = None
        if at is None:
            kept.append(event)
        else:
            kept[at] = _joined(kept[at], event)
    return kept


def _ids(people: Sequence[Participant]) -> frozenset[str]:
    return frozenset(p.entity_id for p in people if p.entity_id is not None)


def _resumes(a: Event, b: Event) -> bool:
    """Whether a noun of whom nothing is said speaks of an event: *two died ... the attack*."""
    nobody = not (b.actors or b.recipients)
    near = b.trigger.start - max(s.end for s in (a.trigger, *a.also)) <= REACH
    return nobody and near and _is_told_alike(a, b) and not _differs(a, b)


def _is_told_alike(a: Event, b: Event) -> bool:
    if a.type != b.type or a.factuality != b.factuality:
        return False
    return a.said_in == b.said_in or a.factuality == "stated"


def _differs(a: Event, b: Event) -> bool:
    """Whether mode or time are told of both and differ."""
    if a.mode and b.mode and a.mode != b.mode:
        return True
    return bool(a.time_ids and b.time_ids and a.time_ids != b.time_ids)


def _is_same(a: Event, b: Event) -> bool:
    if not _is_told_alike(a, b):
        return False
    actors, other = _ids(a.actors), _ids(b.actors)
    if not actors or actors != other or len(actors) != len(a.actors):
        return False
    if len(other) != len(b.actors):
        return False
    one, two = _ids(a.recipients), _ids(b.recipients)
    if one != two or len(a.recipients) != len(one) or len(b.recipients) != len(two):
        return False
    if not one and len(actors) < 2:
        return False
    return not _differs(a, b)


def _joined(a: Event, b: Event) -> Event:
    return replace(
        a,
        also=(*a.also, b.trigger),
        mode=a.mode or b.mode,
        contexts=tuple(sorted({*a.contexts, *b.contexts})),
        time_ids=a.time_ids or b.time_ids,
        place_ids=a.place_ids or b.place_ids,
        time_basis=a.time_basis or b.time_basis,
        place_basis=a.place_basis or b.place_basis,
    )
