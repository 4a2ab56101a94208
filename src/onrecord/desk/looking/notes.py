"""What stands in the margin of a report beside each item: its value, and why.

One note for each statement, entity, time, place, event and copied passage; ``at`` is the character
beside which it stands. Items that people rejected or corrected keep their note, with the marks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from onrecord.across.brief import Brief, Telling
from onrecord.across.corrected import stretch_of
from onrecord.casebook import Listed
from onrecord.desk.looking.called import shortened, span_of, value_of
from onrecord.desk.looking.layers import Layer
from onrecord.desk.looking.marks import Mark, Marks
from onrecord.model import Event, Participant, Place, Record, Span, Statement, Time

NoteKind = Literal["statement", "own", "name", "time", "place", "event"]
#: What a note may hold beside its value, where it does not.
_BLANK: Final = dict.fromkeys(
    ("added", "chain", "corrected", "link", "places", "rule", "said_in", "score", "times", "within")
)
#: What the layers of statements that were not read, but added or told by the report, look like.
CONTENT: Final = "content"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A note. ``value`` holds what its kind shows, as plain values: see ``Noted``. ``in_pile`` are
    the findings that the item is in."""

    kind: NoteKind
    item: str
    at: int
    words: str
    value: Mapping[str, object]
    because: str
    marks: tuple[Mark, ...]
    in_pile: tuple[Listed, ...] = ()

    @property
    def rejected(self) -> bool:
        return any(mark.verdict == "reject" for mark in self.marks)

    @property
    def told(self) -> Listed | None:
        """The statement of the pile that it is a telling of."""
        return next((f for f in self.in_pile if f.kind == "statement"), None)

    @property
    def anchor(self) -> str:
        return anchored(self.item)


def anchored(item: str) -> str:
    """The end of the ids under which an item stands in a page."""
    return item.replace(":", "-")


class Noted:
    """The notes of a record, and the layers that show their items; ``brief`` is the corrected
    one, ``in_pile`` the findings that each item is in."""

    def __init__(
        self,
        record: Record,
        brief: Brief,
        marks: Marks,
        in_pile: Mapping[str, Sequence[Listed]],
    ) -> None:
        self.record, self.brief = record, brief
        self._text, self._marks, self._in_pile = record.report.text, marks, in_pile
        self._names = {entity.id: entity.name for entity in record.entities}
        self.notes: list[Note] = []
        self.layers: list[Layer] = []
        self._statements(record.statements)
        self._added()
        self._entities()
        self._times(record.times)
        self._places(record.places)
        self._events(record.events)

    def _note(
        self, kind: NoteKind, item: str, spans: Iterable[Span], because: str, /, **value: object
    ) -> None:
        found = sorted(spans, key=lambda s: s.start)
        self.notes.append(
            Note(
                kind=kind,
                item=item,
                at=found[0].start,
                words=shortened(self.brief.words(found)),
                value={**_BLANK, **value},
                because=because,
                marks=self._marks.of(item),
                in_pile=tuple(self._in_pile.get(item, ())),
            )
        )

    def _layer(self, item: str, spans: Iterable[Span], look: str, *, named: bool = True) -> None:
        """Mark stretches; ``gone`` and ``corrected`` where people said so."""
        if self._marks.last(item, "reject") is not None:
            look += " gone"
        elif self._marks.last(item, "source", "place", "date") is not None:
            look += " corrected"
        for span in spans:
            self.layers.append(
                Layer(
                    start=span.start,
                    end=span.end,
                    look=look,
                    item=anchored(item),
                    anchor=f"i-{anchored(item)}" if named else "",
                )
            )

    # Statements: source, stance, certainty, polarity, chain

    def _statements(self, statements: Iterable[Statement]) -> None:
        for one in statements:
            self._layer(one.id, one.content, CONTENT)
            self._layer(one.id, one.source.spans, "statement source")
            self._layer(one.id, () if one.cue is None else (one.cue,), "statement cue")
            corrected = self._marks.last(one.id, "source")
            self._note(
                "statement",
                one.id,
                one.content or ((one.cue,) if one.cue else one.source.spans),
                one.source.because,
                source=shortened(self.brief.words(one.source.spans)),
                source_kind=one.source.kind,
                corrected=None if corrected is None else corrected.value,
                stance=one.stance,
                certainty=one.certainty,
                polarity=one.polarity,
                quotation=one.quotation,
                chain=_links(c.name for c in one.chain),
                within=one.within,
                rule=one.rule,
                score=one.score,
            )

    def _added(self) -> None:
        read = {one.id for one in self.record.statements}
        for item, judgement in self._marks.added():
            stretch = stretch_of(item)
            if not stretch or stretch.end > len(self._text) or item in read:
                continue
            self._layer(item, (stretch,), f"{CONTENT} added")
            self._note("statement", item, (stretch,), "", source=judgement.value, added=True)

    def own(self) -> None:
        """Add what the report tells in its own voice."""
        for telling in self.brief.tellings:
            if telling.voice == "report":
                self._own(telling)

    def _own(self, telling: Telling) -> None:
        self._layer(telling.id, telling.spans, "own")
        chain = _links(b.name for b in self.brief.chain(telling))
        self._note("own", telling.id, telling.spans, "", chain=chain)

    # Names: kind, link, evidence

    def _entities(self) -> None:
        for one in self.record.entities:
            spans = [Span(start=m.start, end=m.end) for m in one.mentions]
            if not spans:
                continue
            self._layer(one.id, spans, "name")
            self._note(
                "name",
                one.id,
                spans[:1],
                one.because,
                name=one.name,
                kind=one.kind,
                mentions=len(spans),
                link=None if one.link is None else f"{one.link.source} {one.link.key}",
                link_because="" if one.link is None else one.link.reason,
            )

    # Times: bounds and grain, and what is right instead

    def _times(self, times: Iterable[Time]) -> None:
        for one in times:
            corrected = self._marks.last(one.id, "date")
            self._layer(one.id, (one.span,), "time")
            self._note(
                "time",
                one.id,
                (one.span,),
                one.because,
                value=one.value,
                earliest=one.earliest,
                latest=one.latest,
                grain=one.grain,
                type=one.type,
                corrected=None if corrected is None else corrected.value,
            )

    # Places: what is meant, and where it lies

    def _places(self, places: Iterable[Place]) -> None:
        for one in places:
            corrected = self._marks.last(one.id, "place")
            self._layer(one.id, (one.span,), "place")
            name = self._names.get(one.entity_id or "", "")
            self._note(
                "place",
                one.id,
                (one.span,),
                one.because,
                name=name or one.span.of(self._text),
                country=one.country,
                kind=one.kind,
                lat=one.lat,
                lon=one.lon,
                government=one.refers_to == "government",
                corrected=None if corrected is None else value_of(corrected),
            )

    # Events: who did what to whom

    def _events(self, events: Iterable[Event]) -> None:
        for one in events:
            self._layer(one.id, (one.trigger, *one.trigger_with, *one.also), "event")
            self._note(
                "event",
                one.id,
                (one.trigger,),
                one.because,
                type=one.type,
                mode=one.mode,
                actors=tuple(self._who(p) for p in one.actors),
                recipients=tuple(self._who(p) for p in one.recipients),
                factuality=one.factuality,
                historical=one.historical,
                said_in=None if one.said_in is None else anchored(one.said_in),
                times=tuple(w for w in map(self._stretch, one.time_ids) if w),
                places=tuple(w for w in map(self._stretch, one.place_ids) if w),
                rule=one.rule,
            )

    def _who(self, one: Participant) -> str:
        name = self._names.get(one.entity_id or "")
        return name or shortened(one.span.of(self._text))

    def _stretch(self, item: str) -> str:
        span = span_of(item)
        return "" if span is None else shortened(span.of(self._text))

    @property
    def known(self) -> Mapping[str, object]:
        """The ids of everything that the record and its brief hold."""
        record, brief = self.record, self.brief
        found: dict[str, object] = {}
        for items in (record.statements, record.entities, record.times, record.places):
            found |= {one.id: one for one in items}
        found |= {one.id: one for one in record.events}
        return found | {one.id: one for one in brief.tellings if one.id not in found}


def _links(names: Iterable[str]) -> tuple[str, ...]:
    """The names of a chain, those that follow upon themselves once."""
    found: list[str] = []
    for name in names:
        if name and (not found or found[-1].casefold() != name.casefold()):
            found.append(name)
    return tuple(found)


def notes_beside(notes: Iterable[Note], spans: Sequence[Span]) -> Iterator[list[Note]]:
    """The notes that stand beside each of some stretches, in text order; what stands before a
    stretch and in none goes beside it, the last takes all that is left."""
    waiting = sorted(notes, key=lambda n: (n.at, n.kind, n.item))
    at = 0
    for number, span in enumerate(spans):
        beside: list[Note] = []
        last = number == len(spans) - 1
        while at < len(waiting) and (waiting[at].at < span.end or last):
            beside.append(waiting[at])
            at += 1
        yield beside
