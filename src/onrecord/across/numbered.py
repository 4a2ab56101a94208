"""The tellings of a pile by numbers, those that tell several matters cut into parts, and what was
read of them.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import chain
from typing import Final

import numpy as np

from onrecord.across.brief import Brief, Telling
from onrecord.across.candidates import Ints
from onrecord.across.clauses import parts
from onrecord.across.matter import Matter
from onrecord.across.parts import PART, telling_of
from onrecord.across.reading import Reader
from onrecord.across.readings import Columns, Readings
from onrecord.across.same_event import Members
from onrecord.across.spread import HERE, Spread
from onrecord.model import Span
from onrecord.model.case import Group, key_of
from onrecord.model.span import hull

#: Reports that are kept at hand.
KEPT_REPORTS: Final = 2048
#: Of a report: the keys of its tellings and their parts, which of its tellings are cut, and where
#: each begins and ends.
_Told = tuple[list[str], bytes, "array[int]", "array[int]"]


class Numbered:
    """All tellings of ordered briefs, and their parts. Those that people judged (``whole``) are
    not cut."""

    def __init__(
        self,
        briefs: Sequence[Brief],
        entities: Sequence[Group],
        events: Sequence[Group],
        matter: Matter,
        whole: Collection[str] = frozenset(),
        spread: Spread = HERE,
    ) -> None:
        self.briefs, self.matter, self.whole = briefs, matter, whole
        self.entities, self.events = Members(entities), Members(events)
        self.readings, self._reader = Readings(), Reader(matter)
        self.keys: list[str] = []
        self.first: list[int] = []
        self.report = array("l")
        # Per report, which of its tellings are cut: few are, and it is dear to find out.
        self._severed: list[bytes] = []
        self.start, self.end = array("q"), array("q")
        self.parts = lru_cache(maxsize=KEPT_REPORTS)(self._cut)
        for told, columns in spread.of(self._told, len(briefs)):
            self.readings.take(columns)
            for keys, severed, starts, ends in told:
                self.first.append(len(self.keys))
                self.report.extend([len(self._severed)] * len(keys))
                self.keys += keys
                self._severed.append(severed)
                self.start += starts
                self.end += ends
        self.readings.close()
        self._reader = Reader(matter)

    def _told(self, start: int, end: int) -> tuple[list[_Told], Columns]:
        """Where the tellings of some reports stand, which are cut, and what was read of them."""
        return [self._told_by(report) for report in range(start, end)], self._reader.taken()

    def _told_by(self, report: int) -> _Told:
        brief, cut = self.briefs[report], self.parts(report)
        self._reader.read(report, brief, cut, self.entities.of(brief), self.events.of(brief))
        counts: dict[str, int] = {}
        keys: list[str] = []
        starts, ends = array("q"), array("q")
        for part in cut:
            before = counts.get(part.id, 0)
            counts[part.id] = before + 1
            key = key_of(brief.report_id, part.id)
            keys.append(f"{key}{PART}{before}" if before else key)
            around = part.spans[0] if len(part.spans) == 1 else hull(part.spans)
            starts.append(around.start)
            ends.append(around.end)
        severed = bytes(counts[t.id] > 1 for t in brief.tellings)
        return keys, severed, starts, ends

    def telling(self, number: int) -> Telling:
        """A telling, or a part of one."""
        report = self.report[number]
        return self.parts(report)[number - self.first[report]]

    def numbers(self, report: int) -> range:
        """The numbers of a report's tellings."""
        end = self.first[report + 1] if report + 1 < len(self.first) else len(self.keys)
        return range(self.first[report], end)

    def _cut(self, report: int) -> tuple[Telling, ...]:
        """The tellings of a report, cut where they tell several matters."""
        brief, matter = self.briefs[report], self.matter

        def tells(span: Span) -> bool:
            ids = matter.within(report, (span,))
            return any(matter.counts[matter.bridge(n)] for n in ids)

        tellings = brief.tellings
        known = self._severed[report] if report < len(self._severed) else b"\1" * len(tellings)
        if not any(known):
            return tellings
        if self.whole:
            keys = (key_of(brief.report_id, t.id) for t in tellings)
            known = bytes(k and key not in self.whole for k, key in zip(known, keys, strict=True))
        cut = (parts(brief, t, tells) if k else (t,) for k, t in zip(known, tellings, strict=True))
        return tuple(chain.from_iterable(cut))

    def nested(self, left: int, right: int) -> bool:
        """Whether two tellings of one report are in each other: what A says that B says."""
        if self.report[left] != self.report[right]:
            return False
        if self.start[left] < self.end[right] and self.start[right] < self.end[left]:
            return True
        return telling_of(self.keys[left]) == telling_of(self.keys[right])

    def not_nested(self, pairs: Ints) -> Ints:
        """Pairs without those of tellings that are in each other."""
        report = np.array(self.report)
        one = np.flatnonzero(report[pairs[:, 0]] == report[pairs[:, 1]])
        nested = [n for n in one.tolist() if self.nested(int(pairs[n, 0]), int(pairs[n, 1]))]
        return np.delete(pairs, nested, axis=0)
