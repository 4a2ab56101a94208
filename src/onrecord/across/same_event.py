"""The same event as several reports tell it."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from sys import intern
from typing import Final

import numpy as np

from onrecord.across.brief import Brief, language_of, published_of
from onrecord.across.candidates import (
    Gathered,
    Ints,
    apart_from,
    as_features,
    candidates,
    without_copies,
)
from onrecord.across.compare.events import EVENTS, Doing
from onrecord.across.compare.many_events import scores
from onrecord.across.deeds import TYPES, Columns, DeedReader, told
from onrecord.across.doings import Doings
from onrecord.across.inbrief import day_of, days_of
from onrecord.across.judged import Judged
from onrecord.across.mapped import Mapped
from onrecord.across.matter import Matter
from onrecord.across.packed import column
from onrecord.across.ragged import Floats, Ragged
from onrecord.across.sameness import Compared, Rows, Sameness, in_order, sameness
from onrecord.across.sought import LIMITS, Sought
from onrecord.across.spread import HERE, Spread
from onrecord.across.storied import Likeness
from onrecord.model import Span
from onrecord.model.case import Copy, Group, Match, Reason, key_of, parts_of

#: The row of a passage that two reports share.
PASSAGE: Final = "same passage"
SHARED: Final = "told in a passage of {copy.earlier} that {copy.later} has too"


def same_events(
    briefs: Sequence[Brief],
    entities: Sequence[Group],
    copies: Sequence[Copy],
    judged: Judged,
    matter: Matter | None = None,
    spread: Spread = HERE,
) -> tuple[Sequence[Group], Sequence[Match]]:
    """Groups of the events of briefs, and the pairs that are the same with their reasons."""
    found = compare_events(briefs, entities, copies, judged, matter, spread)
    return found.groups, found.matches


def compare_events(
    briefs: Sequence[Brief],
    entities: Sequence[Group],
    copies: Sequence[Copy],
    judged: Judged,
    matter: Matter | None = None,
    spread: Spread = HERE,
) -> Sameness:
    """The same, with what was left out by each cap. ``matter`` must be of the briefs in order of
    their dates (``sameness.in_order``)."""
    ordered = in_order(briefs)
    pile = _Pile(ordered, entities, matter or Matter(ordered), spread)
    compared = Rows(pile.in_passages(copies))
    count, known = len(pile.keys), compared.columns()
    ones = without_copies(count, zip(compared.left, compared.right, strict=True))
    pairs, left_out = pile.candidates(ones, spread)
    compared.score_pairs(apart_from(pairs, known, count), pile.scores, spread)
    return sameness(
        "event",
        pile.keys,
        compared,
        judged,
        pile.name,
        reasons=pile.reasons,
        left_out=left_out,
        spread=spread,
    )


class Members:
    """Which group each entity of a brief is in, and how groups are called."""

    def __init__(self, groups: Sequence[Group]) -> None:
        self.called: Mapping[str, str] = {g.id: g.name for g in groups}
        self._of: dict[str, dict[str, str]] = {}
        for group in groups:
            for key in group.members:
                report, item = parts_of(key)
                # Reports hold items of the same places over and over.
                self._of.setdefault(report, {})[intern(item)] = group.id

    def of(self, brief: Brief) -> Mapping[str, str]:
        return self._of.get(brief.report_id, {})


class _Pile:
    """All events of ordered briefs, by numbers."""

    def __init__(
        self, briefs: Sequence[Brief], entities: Sequence[Group], matter: Matter, spread: Spread
    ) -> None:
        self.briefs, self.matter = briefs, matter
        self.members = Members(entities)
        self.keys: list[str] = []
        self.first = array("q")
        self.columns, called = Columns(), {"": 0}
        for keys, columns in spread.of(self._read, len(briefs)):
            for of_report in keys:
                self.first.append(len(self.keys))
                self.keys += of_report
            self.columns.take(columns, called)
        self.called = list(called)
        counts = np.diff(np.append(np.array(self.first, np.int64), len(self.keys)))
        self.report = np.repeat(np.arange(len(briefs)), counts)
        self._languages = column(briefs, language_of)
        self._published = [days_of(bounds) for bounds in column(briefs, published_of)]
        self.told = told(self.columns, self.report, self._languages, self._published, matter)
        self._story = Likeness(matter.stories)

    def _read(self, start: int, end: int) -> tuple[list[list[str]], Columns]:
        """The keys of the events of some reports, and what was read of them."""
        reader, keys = DeedReader(), list[list[str]]()
        for report in range(start, end):
            brief = self.briefs[report]
            groups = self.members.of(brief)
            if brief.deeds:
                reader.read(Doings(report, brief, self.matter, groups, {}), brief.deeds)
            keys.append([key_of(brief.report_id, d.id) for d in brief.deeds])
        return keys, reader.taken()

    def name(self, members: Sequence[int]) -> str:
        """The words of the first telling."""
        report = int(self.report[members[0]])
        return self.briefs[report].deeds[members[0] - self.first[report]].words

    def in_passages(self, copies: Sequence[Copy]) -> Iterator[Compared]:
        """Events in shared passages are the same without more ado."""
        starts, ends = self.columns.one["start"], self.columns.one["end"]
        types = self.columns.one["type"]
        behind = [*self.first, len(self.keys)]

        def items(report: int) -> list[tuple[int, Span]]:
            of_report = range(behind[report], behind[report + 1])
            return [(n, Span(start=starts[n], end=ends[n])) for n in of_report]

        shown, reasons = None, tuple[Reason, ...]()
        for a, b, copy in Mapped(self.briefs, copies, items).pairs("copy"):
            if types[a] == types[b]:
                if copy is not shown:
                    shown, says = copy, SHARED.format(copy=copy)
                    reasons = (Reason(feature=PASSAGE, weight=1.0, says=says),)
                yield Compared(min(a, b), max(a, b), 1.0, reasons)

    def scores(self, pairs: Ints) -> Floats:
        """The scores of pairs of events."""
        return scores(self.told, pairs[:, 0], pairs[:, 1], self._story.of)

    def reasons(self, left: int, right: int) -> tuple[Reason, ...]:
        return EVENTS.weigh(self.doing(left), self.doing(right))[1]

    def candidates(self, ones: Sequence[int], spread: Spread) -> tuple[Ints, dict[str, int]]:
        """Pairs of some of the events that are worth comparing."""
        sought = Sought(self.told, self.called, self.matter)
        some = np.array(ones, np.int64)

        def looked(start: int, end: int) -> Gathered:
            return sought.features(some[start:end])

        days = np.array(column(self.briefs, day_of), np.int64)[self.report].tolist()
        return candidates(as_features(spread.of(looked, len(some)), days), LIMITS)

    def doing(self, number: int) -> Doing:
        """An event as it is compared, made from its columns."""
        told, called, report = self.told, self.called, int(self.report[number])

        def who(column: Ragged) -> frozenset[str]:
            return frozenset(called[n] for n in column.row(number))

        first, last = int(told.first[number]), int(told.last[number])
        return Doing(
            key=self.keys[number],
            report=report,
            language=self._languages[report],
            type=TYPES[told.type[number]],
            mode=called[told.mode[number]] or None,
            trigger=frozenset(told.trigger.row(number)),
            bridged=frozenset(told.bridged.row(number)),
            beside=frozenset(told.beside.row(number)),
            actors=who(told.actors),
            recipients=who(told.recipients),
            names=who(told.names),
            numbers=frozenset(told.numbers.row(number)),
            places=frozenset(told.places.row(number)),
            days=(first, last) if last > 0 else None,
            published=self._published[report],
            called=self.members.called,
            matter=self.matter,
        )
