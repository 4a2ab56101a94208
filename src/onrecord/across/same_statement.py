"""The same statement as several reports tell it, somebody's or in the reports' own voice."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final

from onrecord.across.brief import Brief, Telling
from onrecord.across.candidates import Limits, as_features, candidates, feature, without_copies
from onrecord.across.compare.statements import STATEMENTS, Saying, telling_amount
from onrecord.across.doings import day_of
from onrecord.across.judged import Judged
from onrecord.across.mapped import Mapped
from onrecord.across.matter import Matter
from onrecord.across.same_event import Members
from onrecord.across.sameness import Compared, Sameness, in_order, sameness
from onrecord.across.sayings import Sayings
from onrecord.model import Span
from onrecord.model.case import Copy, Group, Match, Reason, key_of
from onrecord.model.span import hull

#: What is compared of a pile: see ``candidates``; weights are shares of the rarest word's rarity.
LIMITS: Final = Limits(before=12, kept=5, days=31, least=0.15, floor=0.7)
#: Words of a telling that it is looked up by, the rarest.
LOOKED_UP: Final = 10
#: What a name or a speaker that two tellings share weighs beside words.
NAMED: Final = 0.35
#: A passage of a translation is enough.
TRANSLATED: Final = 10.0
#: Reports and tellings that are kept at hand while pairs are compared.
KEPT_REPORTS, KEPT_TELLINGS = 4096, 30_000
#: The row of a passage that two reports share.
PASSAGE: Final = "same passage"
#: Characters of a statement that name its group.
NAME_LETTERS: Final = 120


def same_statements(
    briefs: Sequence[Brief],
    entities: Sequence[Group],
    events: Sequence[Group],
    copies: Sequence[Copy],
    judged: Judged,
    matter: Matter | None = None,
) -> tuple[tuple[Group, ...], tuple[Match, ...]]:
    """Groups of the tellings of briefs, and the pairs that are the same with their reasons."""
    found = compare_statements(briefs, entities, events, copies, judged, matter)
    return found.groups, found.matches


def compare_statements(
    briefs: Sequence[Brief],
    entities: Sequence[Group],
    events: Sequence[Group],
    copies: Sequence[Copy],
    judged: Judged,
    matter: Matter | None = None,
) -> Sameness:
    """The same, with what was left out by each cap. ``matter`` must be of the briefs in order of
    their dates (``sameness.in_order``)."""
    ordered = in_order(briefs)
    pile = _Pile(ordered, entities, events, matter or Matter(ordered))
    compared = [*pile.in_passages(copies)]
    pile.translated(copies)
    known = {(c.left, c.right) for c in compared}
    pairs, left_out = pile.candidates(without_copies(len(pile.keys), known))
    for left, right in pairs:
        if (left, right) not in known and not pile.nested(left, right):
            compared.append(pile.compare(left, right))
    return sameness(
        "statement", pile.keys, compared, judged, pile.name, reasons=pile.reasons, left_out=left_out
    )


class _Pile:
    """All tellings of ordered briefs, by numbers."""

    def __init__(
        self,
        briefs: Sequence[Brief],
        entities: Sequence[Group],
        events: Sequence[Group],
        matter: Matter,
    ) -> None:
        self.briefs, self.matter = briefs, matter
        self.entities, self.events = Members(entities), Members(events)
        self.keys: list[str] = []
        self.first: list[int] = []
        self.report = array("l")
        for report, brief in enumerate(briefs):
            self.first.append(len(self.keys))
            self.keys += (key_of(brief.report_id, t.id) for t in brief.tellings)
            self.report.extend([report] * len(brief.tellings))
        self._translated: dict[int, set[int]] = defaultdict(set)
        self._names: dict[str, int] = {}
        self._sayings = lru_cache(maxsize=KEPT_REPORTS)(self._of_report)
        self.saying = lru_cache(maxsize=KEPT_TELLINGS)(self._saying)

    def telling(self, number: int) -> Telling:
        report = self.report[number]
        return self.briefs[report].tellings[number - self.first[report]]

    def name(self, members: Sequence[int]) -> str:
        """The words of the first telling, cut where they are long."""
        words = self.briefs[self.report[members[0]]].words(self.telling(members[0]).spans)
        if len(words) <= NAME_LETTERS:
            return words
        return words[:NAME_LETTERS].rsplit(" ", 1)[0] + " …"

    def nested(self, left: int, right: int) -> bool:
        """Whether two tellings of one report are in each other: what A says that B says."""
        if self.report[left] != self.report[right]:
            return False
        one, other = hull(self.telling(left).spans), hull(self.telling(right).spans)
        return one.overlaps(other)

    def in_passages(self, copies: Sequence[Copy]) -> Iterator[Compared]:
        """Tellings in shared passages are the same without more ado."""
        for a, b, copy in self._mapped(copies).pairs("copy"):
            if self.telling(a).voice == self.telling(b).voice:
                says = f"told in a passage of {copy.earlier} that {copy.later} has too"
                reason = Reason(feature=PASSAGE, weight=1.0, says=says)
                yield Compared(min(a, b), max(a, b), 1.0, (reason,))

    def translated(self, copies: Sequence[Copy]) -> None:
        """Marks tellings that stand at one place of a report and its translation."""
        for number, (a, b, _) in enumerate(self._mapped(copies).pairs("translation")):
            self._translated[a].add(number)
            self._translated[b].add(number)

    def compare(self, left: int, right: int) -> Compared:
        return Compared(left, right, STATEMENTS.score(self.saying(left), self.saying(right)))

    def reasons(self, left: int, right: int) -> tuple[Reason, ...]:
        return STATEMENTS.weigh(self.saying(left), self.saying(right))[1]

    def candidates(self, ones: Iterable[int]) -> tuple[list[tuple[int, int]], dict[str, int]]:
        """Pairs of some of the tellings that are worth comparing."""
        items, features, weights = array("q"), array("q"), array("f")
        for number in ones:
            for one, weight in self._features(number):
                items.append(number)
                features.append(one)
                weights.append(weight)
        by_report = [day_of(brief) for brief in self.briefs]
        days = [by_report[report] for report in self.report]
        return candidates(as_features(items, features, weights, days), LIMITS)

    def _features(self, number: int) -> Iterator[tuple[int, float]]:
        """The rarest words of a telling, its events, its passages of translations."""
        report, telling = self.report[number], self.telling(number)
        matter = self.matter
        words = {matter.bridge(n) for n in matter.within(report, telling.spans)}
        rarest = sorted(words, key=lambda n: (-matter.rarity[n], n))[:LOOKED_UP]
        yield from ((feature(0, n), matter.rarity[n] / matter.rarest) for n in rarest)
        groups = self.entities.of(self.briefs[report])
        about = {groups[n] for n in (*telling.names, *telling.speakers) if n in groups}
        yield from ((feature(3, self._name(n)), NAMED) for n in sorted(about))
        for what, low, high in sorted(self.saying(number).amounts):
            if low == high and telling_amount(low):
                yield feature(5, self._name(f"{low:g}")), LIMITS.floor
            elif low == high and low > 1:
                yield feature(4, self._name(f"{what} {low:g}")), NAMED
        groups = self.events.of(self.briefs[report])
        for deed in telling.deeds:
            if deed in groups:
                yield feature(1, self._name(groups[deed])), LIMITS.floor
        for passage in sorted(self._translated.get(number, ())):
            yield feature(2, passage), TRANSLATED

    def _name(self, text: str) -> int:
        return self._names.setdefault(text, len(self._names))

    def _mapped(self, copies: Sequence[Copy]) -> Mapped:
        def items(report: int) -> list[tuple[int, Span]]:
            first, tellings = self.first[report], self.briefs[report].tellings
            return [(first + n, hull(t.spans)) for n, t in enumerate(tellings)]

        return Mapped(self.briefs, copies, items)

    def _of_report(self, report: int) -> Sayings:
        brief = self.briefs[report]
        groups = self.entities.of(brief)
        return Sayings(report, brief, self.matter, groups, self.entities.called)

    def _saying(self, number: int) -> Saying:
        marks = frozenset(self._translated.get(number, ()))
        return self._sayings(self.report[number]).of(self.telling(number), marks)
