"""The same statement as several reports tell it, somebody's or in the reports' own voice."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import Final

import numpy as np

from onrecord.across.brief import Brief, Telling, language_of
from onrecord.across.candidates import (
    Gathered,
    Ints,
    Limits,
    apart_from,
    as_features,
    beside,
    candidates,
    feature,
    gathered,
    named,
    together,
    without_copies,
)
from onrecord.across.clauses import parts
from onrecord.across.compare.statements import STATEMENTS, Amount, Saying, telling_amount
from onrecord.across.inbrief import day_of
from onrecord.across.judged import Judged
from onrecord.across.mapped import Mapped
from onrecord.across.matter import Matter
from onrecord.across.meaning import Meant, Part, meant_by, parts_in
from onrecord.across.neighbours import Likeness, alike_in_stories, in_columns, likest, stories
from onrecord.across.packed import column
from onrecord.across.parts import PART, telling_of, whole_again
from onrecord.across.readings import Reading, Readings
from onrecord.across.same_event import Members
from onrecord.across.sameness import Compared, Rows, Sameness, in_order, sameness
from onrecord.across.sayings import Sayings
from onrecord.across.spread import HERE, Spread
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
KEPT_REPORTS, KEPT_TELLINGS = 2048, 12_000
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
    spread: Spread = HERE,
    one_story: Ints | None = None,
) -> tuple[Sequence[Group], Sequence[Match]]:
    """Groups of the tellings of briefs, and the pairs that are the same with their reasons."""
    found = compare_statements(briefs, entities, events, copies, judged, matter, spread, one_story)
    return found.groups, found.matches


def compare_statements(
    briefs: Sequence[Brief],
    entities: Sequence[Group],
    events: Sequence[Group],
    copies: Sequence[Copy],
    judged: Judged,
    matter: Matter | None = None,
    spread: Spread = HERE,
    one_story: Ints | None = None,
) -> Sameness:
    """The same, with what was left out by each cap. ``matter`` must be of the briefs in order of
    their dates (``sameness.in_order``), and ``one_story``, if it is known, the pairs of those that
    tell one story (``neighbours.stories``)."""
    ordered = in_order(briefs)
    whole = {key for row in (*judged.together, *judged.apart) for key in row[:2]}
    pile = TellingPile(
        ordered, entities, events, matter or Matter(ordered), whole | judged.rejected.keys(), spread
    )
    compared = Rows(pile.in_passages(copies))
    pile.translated(copies)
    count, known = len(pile.keys), compared.columns()
    ones = without_copies(count, zip(compared.left, compared.right, strict=True))
    pile.read(ones, spread)
    pairs, left_out = pile.candidates(ones, spread)
    pairs = together(pairs, pile.alike(ones, spread, one_story), count)
    compared.score_pairs(pile.not_nested(apart_from(pairs, known, count)), pile.score, spread)
    third = beside(islice(compared.pairs(), len(known), None))
    done = compared.columns()
    compared.score_pairs(pile.not_nested(apart_from(third, done, count)), pile.score, spread)
    return whole_again(
        pile.keys,
        sameness(
            "statement",
            pile.keys,
            compared,
            judged,
            pile.name,
            reasons=pile.reasons,
            left_out=left_out,
            report_of=pile.report,
            spread=spread,
        ),
    )


#: Of a report: the keys of its tellings and their parts, which of its tellings are cut, and where
#: each begins and ends.
_Told = tuple[list[str], bytes, "array[int]", "array[int]"]


class TellingPile:
    """All tellings of ordered briefs, by numbers."""

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
        self.keys: list[str] = []
        self.first: list[int] = []
        self.report = array("l")
        # Per report, which of its tellings are cut: few are, and it is dear to find out.
        self._severed: list[bytes] = []
        self.start, self.end = array("q"), array("q")
        self.parts = lru_cache(maxsize=KEPT_REPORTS)(self._cut)
        for told in spread.of(self._told, len(briefs)):
            for keys, severed, starts, ends in told:
                self.first.append(len(self.keys))
                self.report.extend([len(self._severed)] * len(keys))
                self.keys += keys
                self._severed.append(severed)
                self.start += starts
                self.end += ends
        self._languages = column(briefs, language_of)
        self._readings = Readings(len(self.keys))
        self._translated: dict[int, set[int]] = defaultdict(set)
        self._sayings = lru_cache(maxsize=KEPT_REPORTS)(self._of_report)
        self._often = lru_cache(maxsize=KEPT_REPORTS)(self._counted)
        self.saying = lru_cache(maxsize=KEPT_TELLINGS)(self._saying)

    def _told(self, start: int, end: int) -> list[_Told]:
        """Where the tellings of some reports stand, and which are cut."""
        return [self._told_by(report) for report in range(start, end)]

    def _told_by(self, report: int) -> _Told:
        brief, cut = self.briefs[report], self.parts(report)
        pieces = Counter(part.id for part in cut)
        counts: Counter[str] = Counter()
        keys: list[str] = []
        starts, ends = array("q"), array("q")
        for part in cut:
            mark = f"{PART}{counts[part.id]}" if counts[part.id] else ""
            keys.append(key_of(brief.report_id, part.id) + mark)
            counts[part.id] += 1
            around = hull(part.spans)
            starts.append(around.start)
            ends.append(around.end)
        severed = bytes(pieces[t.id] > 1 for t in brief.tellings)
        return keys, severed, starts, ends

    def telling(self, number: int) -> Telling:
        """A telling, or a part of one."""
        report = self.report[number]
        return self.parts(report)[number - self.first[report]]

    def _cut(self, report: int) -> tuple[Telling, ...]:
        """The tellings of a report, cut where they tell several matters; those that people judged
        stay whole."""
        brief, matter = self.briefs[report], self.matter

        def tells(span: Span) -> bool:
            ids = matter.within(report, (span,))
            return any(matter.text(matter.bridge(n))[:1].isdigit() for n in ids)

        known = self._severed[report] if report < len(self._severed) else None
        return tuple(
            part
            for n, t in enumerate(brief.tellings)
            for part in (
                (t,)
                if key_of(brief.report_id, t.id) in self.whole or (known and not known[n])
                else parts(brief, t, tells)
            )
        )

    def read(self, ones: Sequence[int], spread: Spread) -> None:
        """Finds what some of the tellings, and those beside them in their reports, mean and count,
        which is asked again and again."""
        reports = sorted({self.report[number] for number in ones})
        ends = [*self.first, len(self.keys)][1:]
        ones = [n for report in reports for n in range(self.first[report], ends[report])]

        def reading(number: int) -> Reading:
            report, telling = self.report[number], self.telling(number)
            parts = parts_in(self.briefs[report], telling.spans)
            return parts, self._sayings(report).amounts(telling)

        self._readings.read(ones, reading, spread)

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
        if self.start[left] < self.end[right] and self.start[right] < self.end[left]:
            return True
        return telling_of(self.keys[left]) == telling_of(self.keys[right])

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

    def not_nested(self, pairs: Ints) -> Ints:
        """Pairs without those of tellings that are in each other."""
        report = np.array(self.report)
        one = np.flatnonzero(report[pairs[:, 0]] == report[pairs[:, 1]])
        nested = [n for n in one.tolist() if self.nested(int(pairs[n, 0]), int(pairs[n, 1]))]
        return np.delete(pairs, nested, axis=0)

    def score(self, left: int, right: int) -> float:
        return STATEMENTS.score(self.saying(left), self.saying(right))

    def reasons(self, left: int, right: int) -> tuple[Reason, ...]:
        return STATEMENTS.weigh(self.saying(left), self.saying(right))[1]

    def candidates(self, ones: Sequence[int], spread: Spread) -> tuple[Ints, dict[str, int]]:
        """Pairs of some of the tellings that are worth comparing."""

        def looked(start: int, end: int) -> Gathered:
            return gathered(ones[start:end], self._features)

        by_report = column(self.briefs, day_of)
        days = [by_report[report] for report in self.report]
        return candidates(as_features(spread.of(looked, len(ones)), days), LIMITS)

    def alike(self, ones: Sequence[int], spread: Spread, pairs: Ints | None = None) -> Ints:
        """Pairs of some of the tellings, of reports of one story, that mean alike."""
        of_report: dict[int, list[int]] = defaultdict(list)
        for number in ones:
            of_report[self.report[number]].append(number)
        near = stories(self.matter, column(self.briefs, day_of)) if pairs is None else pairs
        # Those of one later report together: of them a few are kept.
        near = near[np.lexsort((near[:, 0], near[:, 1]))]

        def looked(start: int, end: int) -> Likeness:
            some = near[start:end].tolist()
            found = alike_in_stories(some, lambda n: of_report.get(n, ()), self.meant)
            return likest((in_columns(found),))

        return likest(spread.of(looked, len(near)))[0]

    def _features(self, number: int) -> Iterator[tuple[int, float]]:
        """The rarest words of a telling, its events, its passages of translations."""
        report, telling = self.report[number], self.telling(number)
        matter = self.matter
        words = {matter.bridge(n) for n in matter.within(report, telling.spans)}
        rarest = sorted(words, key=lambda n: (-matter.rarity[n], n))[:LOOKED_UP]
        yield from ((feature(0, n), matter.rarity[n] / matter.rarest) for n in rarest)
        groups = self.entities.of(self.briefs[report])
        about = {groups[n] for n in (*telling.names, *telling.speakers) if n in groups}
        yield from ((feature(3, named(n)), NAMED) for n in sorted(about))
        for what, low, high in sorted(self._amounts(number)):
            if low == high and telling_amount(low):
                yield feature(5, named(f"{low:g}")), LIMITS.floor
            elif low == high and low > 1:
                yield feature(4, named(f"{what} {low:g}")), NAMED
        groups = self.events.of(self.briefs[report])
        for deed in telling.deeds:
            if deed in groups:
                yield feature(1, named(groups[deed])), LIMITS.floor
        for passage in sorted(self._translated.get(number, ())):
            yield feature(2, passage), TRANSLATED

    def _mapped(self, copies: Sequence[Copy]) -> Mapped:
        def items(report: int) -> list[tuple[int, Span]]:
            first, tellings = self.first[report], self.parts(report)
            return [(first + n, hull(t.spans)) for n, t in enumerate(tellings)]

        return Mapped(self.briefs, copies, items)

    def _of_report(self, report: int) -> Sayings:
        brief = self.briefs[report]
        groups = self.entities.of(brief)
        return Sayings(report, brief, self.matter, groups, self.entities.called)

    def _counted(self, report: int) -> Mapping[Hashable, int]:
        first = self.first[report]
        told = enumerate(self.parts(report), start=first)
        return self._sayings(report).counted((t, self._parts(n), self._amounts(n)) for n, t in told)

    def _parts(self, number: int) -> tuple[Part, ...]:
        report = self.report[number]
        if number in self._readings:
            return self._readings.parts(number, self._languages[report])
        return parts_in(self.briefs[report], self.telling(number).spans)

    def meant(self, number: int) -> Meant:
        """What a telling means."""
        return meant_by(self._parts(number), self._often(self.report[number]))

    def _amounts(self, number: int) -> frozenset[Amount]:
        if number in self._readings:
            return self._readings.amounts(number)
        return self._sayings(self.report[number]).amounts(self.telling(number))

    def _saying(self, number: int) -> Saying:
        marks = frozenset(self._translated.get(number, ()))
        report, telling = self.report[number], self.telling(number)
        meant, amounts = self.meant(number), self._amounts(number)
        return self._sayings(report).of(telling, marks, meant, amounts, self._often(report))
