"""Events as lines that people read: who, what, whom; when and where; how told, in whose words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model import Event, Record, Span
from onrecord.model.event import Participant
from onrecord.record.outline import speakers


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLine:
    """``who`` and ``whom`` are names with PLOVER codes, empty where nobody is named; ``said_by`` is
    the source of the statement that tells it, empty where the report does."""

    event: Event
    who: str
    what: str
    whom: str
    when: str
    where: str
    told: str
    said_by: str


def event_lines(record: Record) -> tuple[EventLine, ...]:
    """All events in text order."""
    names = {e.id: e.name for e in record.entities}
    times = {t.id: t for t in record.times}
    places = {p.id: p for p in record.places}
    statements = {s.id: s for s in record.statements}
    lines = []
    for event in record.events:
        first = sorted((event.trigger, *event.trigger_with))
        words = [" ".join(_words(record, s) for s in first)]
        words += [_words(record, s) for s in event.also]
        when = [times[i] for i in event.time_ids]
        told: list[str] = [] if event.factuality == "stated" else [event.factuality]
        told += ["historical"] if event.historical else []
        said = statements[event.said_in] if event.said_in is not None else None
        lines.append(
            EventLine(
                event=event,
                who=_people(record, event.actors, names),
                what=" … ".join(f"“{w}”" for w in dict.fromkeys(words)),
                whom=_people(record, event.recipients, names),
                when=", ".join(
                    f"{_words(record, t.span)} ({t.value})" if t.value else _words(record, t.span)
                    for t in when
                ),
                where=", ".join(
                    dict.fromkeys(_words(record, places[i].span) for i in event.place_ids)
                ),
                told=", ".join(told),
                said_by="" if said is None else speakers(record, said) or "a source not named",
            )
        )
    return tuple(lines)


def code(event: Event) -> str:
    """``CONSULT · visit``."""
    return event.type if event.mode is None else f"{event.type} · {event.mode}"


def _people(record: Record, people: Sequence[Participant], names: dict[str, str]) -> str:
    found = []
    for one in people:
        name = names.get(one.entity_id or "") or _words(record, one.span)
        codes = " ".join(c for c in (one.country, one.sector) if c)
        found.append(f"{name} [{codes}]" if codes else name)
    return ", ".join(dict.fromkeys(found))


def _words(record: Record, span: Span) -> str:
    return " ".join(record.words(span).split())
