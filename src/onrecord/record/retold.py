"""One event that a report tells more than once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.model.event import Event, Participant


def merged(events: Sequence[Event]) -> list[Event]:
    """Events that are told again joined to where they were told first: the same type, actors that
    are the same, recipients and times that do not differ, told alike."""
    kept: list[Event] = []
    for event in events:
        at = next((n for n, k in enumerate(kept) if _is_same(k, event)), None)
        if at is None:
            kept.append(event)
        else:
            kept[at] = _joined(kept[at], event)
    return kept


def _ids(people: Sequence[Participant]) -> frozenset[str]:
    return frozenset(p.entity_id for p in people if p.entity_id is not None)


def _is_same(a: Event, b: Event) -> bool:
    if a.type != b.type or a.factuality != b.factuality:
        return False
    if a.said_in != b.said_in and a.factuality != "stated":
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
    if a.mode and b.mode and a.mode != b.mode:
        return False
    return not (a.time_ids and b.time_ids and a.time_ids != b.time_ids)


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
