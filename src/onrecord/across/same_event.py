"""The same event as several reports tell it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from sys import intern
from typing import Final

from onrecord.across.brief import Brief, Deed
from onrecord.across.candidates import (
    Gathered,
    Ints,
    Limits,
    apart_from,
    as_features,
    candidates,
    feature,
    gathered,
    named,
    without_copies,
)
from onrecord.across.compare.events import EVENTS, Doing, weight_of
from onrecord.across.doings import Doings
from onrecord.across.inbrief import day_of
from onrecord.across.judged import Judged
from onrecord.across.mapped import Mapped
from onrecord.across.matter import Matter
from onrecord.across.packed import column
from onrecord.across.sameness import Compared, Rows, Sameness, in_order, sameness
from onrecord.across.spread import HERE, Spread
from onrecord.model import Span
from onrecord.model.case import Copy, Group, Match, Reason, key_of, parts_of

#: What is compared of a pile: see ``candidates``. Events share a trigger or a notion, or a type
#: together with somebody, in reports of some days.
LIMITS: Final = Limits(before=12, kept=4, days=31, least=0.0, floor=6.0)
#: Reports and events that are kept at hand while pairs are compared.
KEPT_REPORTS, KEPT_EVENTS = 2048, 20_000
#: What shared features weigh: a trigger alone at most, and together with a name, place or word of
#: the story. One of the rarest triggers will do, or two that go together.
SOLE, WITH = 7.0, 3.5
#: Words of its story that an event is looked up by.
STORY: Final = 6
#: The row of a passage that two reports share.
PASSAGE: Final = "same passage"


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
    pile = _Pile(ordered, entities, matter or Matter(ordered))
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

    def __init__(self, briefs: Sequence[Brief], entities: Sequence[Group], matter: Matter) -> None:
        self.briefs, self.matter = briefs, matter
        self.members = Members(entities)
        self.keys: list[str] = []
        self.place: list[tuple[int, int]] = []
        self.first: list[int] = []
        for report, brief in enumerate(briefs):
            self.first.append(len(self.keys))
            self.keys += (key_of(brief.report_id, d.id) for d in brief.deeds)
            self.place += ((report, n) for n in range(len(brief.deeds)))
        self.days = column(briefs, day_of)
        self._doings = lru_cache(maxsize=KEPT_REPORTS)(self._of_report)
        self.doing = lru_cache(maxsize=KEPT_EVENTS)(self._doing)

    def deed(self, number: int) -> Deed:
        report, at = self.place[number]
        return self.briefs[report].deeds[at]

    def name(self, members: Sequence[int]) -> str:
        """The words of the first telling."""
        return self.deed(members[0]).words

    def in_passages(self, copies: Sequence[Copy]) -> Iterator[Compared]:
        """Events in shared passages are the same without more ado."""

        def items(report: int) -> list[tuple[int, Span]]:
            first = self.first[report]
            return [(first + n, d.trigger) for n, d in enumerate(self.briefs[report].deeds)]

        for a, b, copy in Mapped(self.briefs, copies, items).pairs("copy"):
            if self.deed(a).type == self.deed(b).type:
                says = f"told in a passage of {copy.earlier} that {copy.later} has too"
                reason = Reason(feature=PASSAGE, weight=1.0, says=says)
                yield Compared(min(a, b), max(a, b), 1.0, (reason,))

    def scores(self, pairs: Ints) -> Iterator[float]:
        for left, right in pairs.tolist():
            yield EVENTS.score(self.doing(left), self.doing(right))

    def reasons(self, left: int, right: int) -> tuple[Reason, ...]:
        return EVENTS.weigh(self.doing(left), self.doing(right))[1]

    def candidates(self, ones: Sequence[int], spread: Spread) -> tuple[Ints, dict[str, int]]:
        """Pairs of some of the events that are worth comparing."""

        def looked(start: int, end: int) -> Gathered:
            return gathered(ones[start:end], self._features)

        days = [self.days[report] for report, _ in self.place]
        return candidates(as_features(spread.of(looked, len(ones)), days), LIMITS)

    def _features(self, number: int) -> Iterator[tuple[int, float]]:
        """What an event is looked up by. What tells it is needed: a word or notion of its trigger,
        alone if it is rare, else with a name or a word of the story; or its type with a name or
        place."""
        report, at = self.place[number]
        deed = self.briefs[report].deeds[at]
        found = self._doings(report).looked_up(deed)
        weight = weight_of(self.matter, found.trigger)
        about = sorted(map(named, found.about))
        story = self.matter.stories.words(report)[:STORY]
        for word in sorted({self.matter.bridge(n) for n in found.trigger}):
            yield feature(0, word), weight * SOLE
            yield from ((feature(1, word, name), WITH) for name in about)
            yield from ((feature(2, word, n), WITH) for n in story)
        if deed.type:
            kind = named(deed.type)
            yield from ((feature(3, kind, name), WITH) for name in about)
            yield from ((feature(4, kind, n), WITH) for n in sorted(found.places))

    def _of_report(self, report: int) -> Doings:
        brief = self.briefs[report]
        groups = self.members.of(brief)
        return Doings(report, brief, self.matter, groups, self.members.called)

    def _doing(self, number: int) -> Doing:
        report, at = self.place[number]
        return self._doings(report).of(self.briefs[report].deeds[at])
