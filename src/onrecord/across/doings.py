"""Events of briefs as they are compared: with the words, names, times and places around them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from onrecord.across.brief import Brief, Deed
from onrecord.across.compare.events import Doing
from onrecord.across.inbrief import InBrief, days_of
from onrecord.across.matter import Matter
from onrecord.model import Participant, Span
from onrecord.model.case import key_of

#: Content words on either side of a trigger that stand beside it.
BESIDE: Final = 3
#: Characters around a trigger that make up for its sentence where no telling holds it.
AROUND: Final = 160


class Doings(InBrief):
    """Makes the events of one brief comparable."""

    def __init__(
        self,
        report: int,
        brief: Brief,
        matter: Matter,
        groups: Mapping[str, str],
        called: Mapping[str, str],
    ) -> None:
        super().__init__(report, brief, matter, groups, called)
        self.published = days_of(brief.published)
        self._tellings = sorted(brief.tellings, key=lambda t: t.sentence.start)
        self._starts = [t.sentence.start for t in self._tellings]
        self._ends = [t.sentence.end for t in self._tellings]

    def of(self, deed: Deed) -> Doing:
        """One event of the brief, comparable."""
        starts, ids = self.matter.words(self.report)
        around = self._sentence(deed.trigger)
        trigger = self.matter.trigger(self.report, deed.trigger)
        at = bisect_right(starts, deed.trigger.start)
        first = at - BESIDE - 1
        beside = (
            ids[n]
            for n in range(max(0, first), min(len(ids), at + len(trigger) + BESIDE))
            if around.start <= starts[n] < around.end
        )
        near = set(self.matter.within(self.report, (around,))) - set(trigger)
        return Doing(
            key=key_of(self.brief.report_id, deed.id),
            report=self.report,
            language=self.brief.language,
            type=deed.type,
            mode=deed.mode,
            trigger=frozenset(trigger),
            bridged=frozenset(self.matter.bridge(n) for n in trigger),
            beside=frozenset(beside) - frozenset(trigger),
            actors=self._who(deed.actors),
            recipients=self._who(deed.recipients),
            names=self._named(deed, around),
            numbers=frozenset([n for n in near if self.matter.counts[n]]),
            places=self.where(deed.places),
            days=self.when(deed.times),
            published=self.published,
            called=self.called,
            matter=self.matter,
        )

    def _named(self, deed: Deed, around: Span) -> frozenset[str]:
        """Whom the tellings name that an event stands in."""
        start = max(around.start, deed.trigger.start)
        end = min(around.end, deed.trigger.end)
        ids = {
            n
            for t, until in zip(
                self._tellings[: bisect_left(self._starts, end)], self._ends, strict=False
            )
            if until > start
            for n in (*t.names, *t.speakers)
        }
        return self.groups_of(ids)

    def _sentence(self, trigger: Span) -> Span:
        at = bisect_right(self._starts, trigger.start)
        holding = [
            (end - start, start)
            for start, end in zip(self._starts[:at], self._ends, strict=False)
            if end >= trigger.end
        ]
        if holding:
            length, start = min(holding)
            return Span(start=start, end=start + length)
        prose = (p for p in self.brief.prose if p.covers(trigger))
        within = next(prose, Span(start=0, end=len(self.brief.text)))
        return Span(
            start=max(within.start, trigger.start - AROUND),
            end=min(within.end, trigger.end + AROUND),
        )

    def _who(self, people: Sequence[Participant]) -> frozenset[str]:
        """Groups of entities; for somebody who is none, the words of what they are called."""
        return frozenset(n for p in people for n in self._names_of(p))

    def _names_of(self, person: Participant) -> Iterable[str]:
        if person.entity_id is not None and person.entity_id in self.groups:
            return (self.groups[person.entity_id],)
        words = self.matter.within(self.report, (person.span,))
        return [self.matter.text(self.matter.bridge(n)) for n in words]
