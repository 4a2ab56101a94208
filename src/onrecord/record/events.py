"""Events put on record: who takes part, when and where, in whose words, and how it is told.

The reading tells events by their words; here their participants become entities, and an event
that nobody can be named for is declined. What somebody says stays what they say: an event inside a
statement is ``said_in`` it, and the stance of the statement decides how it is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from onrecord.knowledge.plover import implied, types
from onrecord.model.entity import Entity
from onrecord.model.event import Basis, Event, Factuality, Participant
from onrecord.model.place import Place
from onrecord.model.record import Omission
from onrecord.model.report import Report
from onrecord.model.span import Span, item_id
from onrecord.model.statement import Statement, is_withheld
from onrecord.model.time import Time
from onrecord.reading.events import ToldEvent
from onrecord.record.participants import Participants, among
from onrecord.record.retold import merged

#: Types that are told of their recipient alone: *two were killed*.
_SUFFERED = frozenset(
    {"ASSAULT", "COERCE", "SANCTION", "AID", "RETREAT", "ACCUSE", "MOBILIZE", "REJECT"}
)
#: Types that are told even where nobody is named: *after three weeks of shelling*.
_ALONE = frozenset({"ASSAULT", "PROTEST", "COERCE"})
#: An event is historical when it lies so many days before the report.
HISTORICAL = 366
#: A context that so many sentences speak of is the report's, and that of all its events.
RECURS = 3
_OF_STANCE: Mapping[str, Factuality] = {
    "denies": "denied",
    "asks": "possible",
    "demands": "planned",
    "promises": "planned",
    "threatens": "planned",
    "accuses": "possible",
    "hints": "possible",
    "believes": "possible",
}
_RANK: Mapping[Factuality, int] = {"stated": 0, "planned": 1, "possible": 2, "denied": 3}
_Item = TypeVar("_Item", Time, Place)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventsNamed:
    events: tuple[Event, ...]
    omissions: tuple[Omission, ...]


def with_events(
    report: Report,
    told: Sequence[ToldEvent],
    *,
    entities: Sequence[Entity],
    statements: Sequence[Statement],
    times: Sequence[Time],
    places: Sequence[Place],
) -> EventsNamed:
    """The events of a report, in text order; one told twice is one. What is declined has its
    reason."""
    whole = _Events(report, entities, statements, times, places)
    found: list[Event] = []
    omissions: list[Omission] = []
    types_at = {t.trigger: t for t in told}
    for one in told:
        event = whole.event(one, types_at)
        if isinstance(event, Omission):
            omissions.append(event)
        else:
            found.append(event)
    recurring = _recurring(told)
    found = [replace(e, contexts=_contexts(e, recurring)) for e in found]
    resuming = {item_id("ev", [t.trigger]) for t in told if t.resumes}
    return EventsNamed(events=tuple(merged(found, resuming)), omissions=tuple(omissions))


class _Events:
    def __init__(
        self,
        report: Report,
        entities: Sequence[Entity],
        statements: Sequence[Statement],
        times: Sequence[Time],
        places: Sequence[Place],
    ) -> None:
        self.when = report.published.value or ""
        self.people = Participants(report, entities)
        self.statements = sorted(
            statements, key=lambda s: (sum(map(len, s.content)), s.content[0].start)
        )
        self.times = [
            t for t in times if t.type in {"DATE", "TIME"} and t.earliest and t.value[:1].isdigit()
        ]
        self.places = [p for p in places if p.refers_to == "place"]

    def event(self, told: ToldEvent, all_: Mapping[Span, ToldEvent]) -> Event | Omission:
        """One event, or why it is declined; ``all_`` by their triggers."""
        kind = types()[told.type]
        statement = self._statement(told.trigger)
        speaker = statement.source.entity_ids[:1] if statement is not None else ()
        actors = self.people.of(told.actors, acts=True, speaker=speaker)
        recipients = self.people.of(told.recipients, acts=False, but=actors, speaker=speaker)
        recipients = tuple(r for r in recipients if not among(r, actors))
        reason = self._declined(told, actors, recipients)
        if reason:
            return Omission(span=told.trigger, stage="events", reason=reason)
        factuality, why = self._factuality(told, statement)
        when, when_basis = self._near(told, self.times)
        where, where_basis = self._near(told, self.places)
        mode = told.mode
        for inside in told.inside:
            if inside in all_ and mode is None:
                asked = _innermost(all_[inside], all_)
                mode = kind.mode_by(asked.type, asked.word.mode)
        open_ = [
            f"no {what} in its sentence"
            for what, basis in (("time", when_basis), ("place", where_basis))
            if basis is None
        ]
        return Event(
            id=item_id("ev", [told.trigger]),
            trigger=told.trigger,
            trigger_with=told.trigger_with,
            type=told.type,
            mode=mode,
            contexts=_with_implied(told.type, mode, told.contexts, (*actors, *recipients)),
            quad=kind.quad,
            actors=actors,
            recipients=recipients,
            time_ids=tuple(t.id for t in when),
            place_ids=tuple(p.id for p in where),
            time_basis=when_basis,
            place_basis=where_basis,
            factuality=factuality,
            historical=self._is_historical(when),
            said_in=statement.id if statement is not None else None,
            rule=f"{told.word.text}: {told.word.frame.name}; {told.how}",
            because="; ".join([why, *open_]),
        )

    def _declined(
        self,
        told: ToldEvent,
        actors: Sequence[Participant],
        recipients: Sequence[Participant],
    ) -> str:
        name = f"{told.type} (“{told.word.text}”)"
        allowed = told.type in _ALONE and told.word.needs != "somebody"
        if not actors and not recipients and not allowed:
            return f"{name}: nobody who takes part is named"
        if told.game and told.type in {"ASSAULT", "COERCE", "PROTEST"}:
            return f"{name}: the sentence tells of a game"
        somebody = any(one.entity_id or one.sector for one in actors)
        if told.accident and told.type == "ASSAULT" and not somebody:
            return f"{name}: the sentence tells of an accident"
        alone = not recipients and not (told.word.frame.reciprocal and len(actors) > 1)
        if told.word.needs == "recipient" and alone:
            return f"{name}: whom it befell is not named"
        if told.word.frame.reciprocal:
            return ""
        if not actors and told.type not in _SUFFERED | _ALONE:
            return f"{name}: who acts is not named"
        if types()[told.type].needs_recipient and not recipients:
            return f"{name}: PLOVER asks for a recipient, and none is named"
        return ""

    # ------------------------------------------------------------------ in whose words

    def _statement(self, trigger: Span) -> Statement | None:
        """The innermost statement whose content holds the trigger."""
        for statement in self.statements:
            if any(span.covers(trigger) for span in statement.content):
                return statement
        return None

    def _factuality(self, told: ToldEvent, statement: Statement | None) -> tuple[Factuality, str]:
        factuality, why = told.factuality, told.because
        if statement is None:
            if told.reported and factuality == "stated":
                return "possible", "a verb of speech stands over it"
            return factuality, why
        signs: list[tuple[Factuality, str]] = [(factuality, why)]
        if is_withheld(statement.stance, statement.polarity):
            signs.append(("possible", "its source does not say that it is so"))
        else:
            if statement.stance in _OF_STANCE:
                signs.append((_OF_STANCE[statement.stance], f"its source {statement.stance} it"))
            if statement.polarity == "negative":
                signs.append(("denied", "its source denies it"))
        if statement.certainty != "certain":
            signs.append(("possible", f"its source is {statement.certainty}"))
        return max(signs, key=lambda sign: _RANK[sign[0]])

    # ------------------------------------------------------------------ when and where

    def _near(self, told: ToldEvent, items: Sequence[_Item]) -> tuple[list[_Item], Basis | None]:
        """What stands among an event's own words, else the nearest of its sentence."""
        own = [i for i in items if any(o.covers(i.span) for o in told.own)]
        if own:
            return own, "own"
        inside = [i for i in items if any(a.covers(i.span) for a in told.around)]
        if not inside:
            return [], None
        return [min(inside, key=lambda i: (_gap(i.span, told.trigger), i.span))], "sentence"

    def _is_historical(self, when: Sequence[Time]) -> bool:
        latest = [t.latest or t.earliest or "" for t in when]
        day, last = _day(self.when), _day(max(latest, default=""))
        return day is not None and last is not None and (day - last).days > HISTORICAL


def _innermost(told: ToldEvent, all_: Mapping[Span, ToldEvent]) -> ToldEvent:
    """What is asked for in the end: the talks of *a proposal to hold talks*."""
    for inside in told.inside:
        if told.type == "AGREE" and inside in all_ and all_[inside].type != "AGREE":
            return all_[inside]
    return told


def _gap(a: Span, b: Span) -> int:
    return max(a.start - b.end, b.start - a.end, 0)


def _day(value: str) -> date | None:
    """The day of an ISO date, the first of a month or year that is cut."""
    parts = value[:10].split("-")
    if not all(part.isdigit() for part in parts) or len(parts[0]) != 4:
        return None
    numbers = [int(part) for part in parts] + [1, 1]
    try:
        return date(*numbers[:3])
    except ValueError:
        return None


# ---------------------------------------------------------------------- once over the report


def _recurring(told: Sequence[ToldEvent]) -> tuple[str, ...]:
    """Contexts that several sentences of a report speak of."""
    sentences = {t.sentence: t.contexts for t in told}
    counted = Counter(context for contexts in sentences.values() for context in contexts)
    return tuple(context for context, times in counted.items() if times >= RECURS)


def _with_implied(
    type_: str, mode: str | None, contexts: Sequence[str], people: Sequence[Participant]
) -> tuple[str, ...]:
    """The contexts of the sentence's words, and those that the event brings with it."""
    told = implied()
    found = set(contexts)
    found |= {told.by_type[key] for key in (type_, f"{type_}/{mode}") if key in told.by_type}
    sectors = {p.sector for p in people if p.sector}
    found |= {told.by_sector[sector] for sector in sectors if sector in told.by_sector}
    if type_ in told.types and len({p.country for p in people if p.country}) > 1:
        found.add(told.between_states)
    return tuple(sorted(found))


def _contexts(event: Event, recurring: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted({*event.contexts, *recurring})) if not event.contexts else event.contexts
