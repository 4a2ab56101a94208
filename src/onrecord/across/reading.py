"""The tellings of reports read into columns, one report after the other."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final, get_args

from onrecord.across.brief import Brief, Telling
from onrecord.across.candidates import named
from onrecord.across.compare.statements import Amount
from onrecord.across.inbrief import NO_DAYS, InBrief
from onrecord.across.lexicon import Lexicon, Taken
from onrecord.across.matter import Matter
from onrecord.across.numbers import numbers_in
from onrecord.across.readings import Columns, only_used
from onrecord.model import Span
from onrecord.model.event import EventType
from onrecord.model.statement import Polarity

#: Quotations in the speaker's own words.
QUOTED: Final = frozenset({"direct", "mixed"})
#: Whose names say of whom or where something is told, and little of what: all that a story tells
#: may be of one president.
NAMING: Final = frozenset({"person", "organization", "country", "place"})
TYPES: Final = {name: 1 << n for n, name in enumerate(get_args(EventType))}
POLARITIES: Final = {name: n for n, name in enumerate(get_args(Polarity))}
#: Words of which it is kept what they mean.
WORDS: Final = 1 << 17
#: Stretches of text of which it is kept what they count: copies repeat them.
KEPT: Final = 1 << 14


class Reader:
    """Reads the tellings of reports into columns. What it learns of words stays with it."""

    def __init__(self, matter: Matter) -> None:
        self._matter = matter
        self._clear()

    def _clear(self) -> None:
        self.columns = Columns()
        self._keys: dict[str, int] = {}
        self._named: dict[str, int] = {}
        self._voices: dict[str, int] = {}
        self._lexicons: dict[str, Lexicon] = {}

    def read(
        self,
        report: int,
        brief: Brief,
        tellings: Iterable[Telling],
        entities: Mapping[str, str],
        events: Mapping[str, str],
    ) -> None:
        """Adds the tellings of a report; ``entities`` and ``events`` tell the groups of its
        items."""
        lexicon = self._lexicons.get(brief.language)
        if lexicon is None:
            lexicon = self._lexicons[brief.language] = Lexicon(brief.language, self._keys)
        taken = Taken(brief.text, lexicon)
        inside = InBrief(report, brief, self._matter, entities, {})
        types = {deed.id: TYPES[deed.type] for deed in brief.deeds}
        columns, counts = self.columns, self.columns.counts
        names = taken.named(name for e in brief.entities if e.kind in NAMING for name in e.names)
        starts, shift = self._matter.words(report)[0], self._matter.offset(report)
        days: dict[tuple[str, ...], tuple[int, int]] = {(): NO_DAYS}
        for telling in tellings:
            parts = taken.parts(telling.spans)
            columns.parts.extend(parts)
            columns.called.extend([lexicon.same[part] in names for part in parts])
            counts["parts"].append(len(parts))
            self._count(inside, telling, taken)
            counts["starts"].append(len(telling.spans))
            for span in telling.spans:
                columns.starts.append(shift + bisect_left(starts, span.start))
                columns.ends.append(shift + bisect_left(starts, span.end))
            self._name(inside, telling, events)
            if telling.times not in days:
                days[telling.times] = inside.when(telling.times) or NO_DAYS
            first, last = days[telling.times]
            columns.first.append(first)
            columns.last.append(last)
            kinds = 0
            for deed in telling.deeds:
                kinds |= types.get(deed, 0)
            columns.types.append(kinds)
            columns.polarity.append(POLARITIES[telling.polarity])
            columns.quoted.append(telling.quotation in QUOTED)
            columns.own.append(telling.voice == "report")

    def _count(self, inside: InBrief, telling: Telling, taken: Taken) -> None:
        found: set[Amount] = set()
        for span in telling.spans:
            if taken.may_count(span):
                dates = [inside.times[n].span for n in telling.times if n in inside.times]
                near = tuple(
                    (max(0, d.start - span.start), min(d.end, span.end) - span.start)
                    for d in dates
                    if d.overlaps(span)
                )
                brief = inside.brief
                found.update(amounts_of(span.of(brief.text), brief.language, near))
        columns, known = self.columns, self._named
        for what, low, high in sorted(found):
            columns.whats.append(known.setdefault(what, len(known)))
            columns.lows.append(low)
            columns.highs.append(high)
        columns.counts["whats"].append(len(found))

    def _name(self, inside: InBrief, telling: Telling, events: Mapping[str, str]) -> None:
        columns, counts, groups = self.columns, self.columns.counts, inside.groups
        speakers = inside.groups_of(telling.speakers) if telling.speakers else ()
        known = self._voices
        columns.speakers.extend([known.setdefault(one, len(known)) for one in speakers])
        counts["speakers"].append(len(speakers))
        about = {groups[n] for n in (*telling.names, *telling.speakers) if n in groups}
        columns.about.extend(map(named, about))
        counts["about"].append(len(about))
        told = [named(events[deed]) for deed in telling.deeds if deed in events]
        columns.events.extend(told)
        counts["events"].append(len(told))

    def taken(self) -> Columns:
        """What was read since this was asked for; it numbers only its own words."""
        columns, self.columns = self.columns, Columns()
        columns.keys, columns.parts = only_used(columns.parts, self._keys)
        columns.named, columns.whats = only_used(columns.whats, self._named)
        columns.voices, columns.speakers = only_used(columns.speakers, self._voices)
        if len(self._keys) + len(self._voices) > WORDS:
            self._clear()
        return columns


@lru_cache(maxsize=KEPT)
def amounts_of(text: str, language: str, dates: Sequence[tuple[int, int]]) -> Sequence[Amount]:
    """What a stretch of text counts, and how much; ``dates`` are where it has dates."""
    spans = [Span(start=start, end=end) for start, end in dates]
    found = numbers_in(text, Span(start=0, end=len(text)), language, spans)
    return tuple({(n.what, n.low, n.high) for n in found if n.what})
