"""The same statement as several reports tell it, somebody's or in the reports' own voice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import islice
from typing import Final, get_args

import numpy as np

from onrecord.across.alike import Likeness, alike_in_stories, likest
from onrecord.across.brief import Brief, language_of
from onrecord.across.candidates import (
    Gathered,
    Ints,
    apart_from,
    as_features,
    beside,
    candidates,
    together,
    without_copies,
)
from onrecord.across.compare.many import Others, scores
from onrecord.across.compare.pairs import Bools
from onrecord.across.compare.statements import STATEMENTS, Saying, alike
from onrecord.across.inbrief import day_of
from onrecord.across.judged import Judged
from onrecord.across.lookedup import LIMITS, LookedUp
from onrecord.across.mapped import Mapped
from onrecord.across.matter import Matter
from onrecord.across.meaning import weighed
from onrecord.across.neighbours import stories
from onrecord.across.numbered import KEPT_REPORTS, Numbered
from onrecord.across.packed import column
from onrecord.across.parts import whole_again
from onrecord.across.ragged import Floats, Ragged
from onrecord.across.reading import TYPES
from onrecord.across.same_event import PASSAGE, SHARED
from onrecord.across.sameness import Compared, Rows, Sameness, in_order, sameness
from onrecord.across.sayings import Sayings
from onrecord.across.spread import HERE, Spread
from onrecord.across.storied import Likeness as Tales
from onrecord.across.traits import Worded, traits
from onrecord.model import Span
from onrecord.model.case import Copy, Group, Match, Reason
from onrecord.model.statement import Polarity

#: Tellings that are kept at hand while pairs are compared.
KEPT_TELLINGS: Final = 12_000
#: For a telling that stands in no translation.
NOWHERE: Final = frozenset[int]()
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
    pairs, left_out = pile.candidates(ones, spread)
    pairs = together(pairs, pile.alike(ones, spread, one_story), count)
    compared.score_pairs(pile.not_nested(apart_from(pairs, known, count)), pile.scores, spread)
    third = beside(islice(compared.pairs(), len(known), None))
    done = compared.columns()
    compared.score_pairs(pile.not_nested(apart_from(third, done, count)), pile.scores, spread)
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


class TellingPile(Numbered):
    """All tellings of ordered briefs, as they are compared."""

    def __init__(
        self,
        briefs: Sequence[Brief],
        entities: Sequence[Group],
        events: Sequence[Group],
        matter: Matter,
        whole: Collection[str] = frozenset(),
        spread: Spread = HERE,
    ) -> None:
        super().__init__(briefs, entities, events, matter, whole, spread)
        self.traits = traits(self.readings.columns, np.array(self.report, np.int64), matter)
        self._translated: dict[int, set[int]] = defaultdict(set)
        self._languages = column(briefs, language_of)
        self._worded = Worded(self.readings.columns, matter)
        self._sayings = lru_cache(maxsize=KEPT_REPORTS)(self._of_report)
        self.saying = lru_cache(maxsize=KEPT_TELLINGS)(self._saying)
        self.worded = lru_cache(maxsize=KEPT_TELLINGS)(self._with_words)

    def name(self, members: Sequence[int]) -> str:
        """The words of the first telling, cut where they are long."""
        words = self.briefs[self.report[members[0]]].words(self.telling(members[0]).spans)
        if len(words) <= NAME_LETTERS:
            return words
        return words[:NAME_LETTERS].rsplit(" ", 1)[0] + " …"

    def in_passages(self, copies: Sequence[Copy]) -> Iterator[Compared]:
        """Tellings in shared passages are the same without more ado."""
        own = self.readings.columns.own
        shown, reasons = None, tuple[Reason, ...]()
        for a, b, copy in self._mapped(copies).pairs("copy"):
            if own[a] == own[b]:
                if copy is not shown:
                    shown, says = copy, SHARED.format(copy=copy)
                    reasons = (Reason(feature=PASSAGE, weight=1.0, says=says),)
                yield Compared(min(a, b), max(a, b), 1.0, reasons)

    def translated(self, copies: Sequence[Copy]) -> None:
        """Marks tellings that stand at one place of a report and its translation."""
        for number, (a, b, _) in enumerate(self._mapped(copies).pairs("translation")):
            self._translated[a].add(number)
            self._translated[b].add(number)

    def scores(self, pairs: Ints) -> Floats:
        """The scores of pairs of tellings."""
        return scores(self.traits, pairs[:, 0], pairs[:, 1], self._others)

    @cached_property
    def _others(self) -> Others:
        def translated(left: Ints, right: Ints) -> Bools:
            held = self._translated
            if not held:
                return np.zeros(len(left), np.bool_)
            pairs = zip(left.tolist(), right.tolist(), strict=True)
            return np.array(
                [not held.get(a, NOWHERE).isdisjoint(held.get(b, ())) for a, b in pairs]
            )

        def words_alike(left: Ints, right: Ints) -> Floats:
            pairs = zip(left.tolist(), right.tolist(), strict=True)
            return np.array([alike(self.worded(a), self.worded(b)) for a, b in pairs])

        return Others(Tales(self.matter.tales).of, translated, words_alike)

    def reasons(self, left: int, right: int) -> tuple[Reason, ...]:
        one, other = self.saying(left), self.saying(right)
        if one.quoted and other.quoted and one.speakers & other.speakers:
            one, other = self.worded(left), self.worded(right)
        return STATEMENTS.weigh(one, other)[1]

    def candidates(self, ones: Sequence[int], spread: Spread) -> tuple[Ints, dict[str, int]]:
        """Pairs of some of the tellings that are worth comparing."""
        looked_up = LookedUp(self.readings.columns, self.matter, self._translated)
        some = np.array(ones, np.int64)

        def looked(start: int, end: int) -> Gathered:
            return looked_up.features(some[start:end])

        by_report = column(self.briefs, day_of)
        days = [by_report[report] for report in self.report]
        return candidates(as_features(spread.of(looked, len(ones)), days), LIMITS)

    def alike(self, ones: Sequence[int], spread: Spread, pairs: Ints | None = None) -> Ints:
        """Pairs of some of the tellings, of reports of one story, that mean alike."""
        near = stories(self.matter, column(self.briefs, day_of)) if pairs is None else pairs
        # Those of one later report together: of them a few are kept.
        near = near[np.lexsort((near[:, 0], near[:, 1]))]
        rows = np.array(ones, np.int64)
        counts = np.bincount(self.traits.report[rows], minlength=len(self.briefs))
        told = Ragged.of(counts, rows)

        def looked(start: int, end: int) -> Likeness:
            return likest((alike_in_stories(near[start:end], told, self.traits),))

        return likest(spread.of(looked, len(near)))[0]

    def _mapped(self, copies: Sequence[Copy]) -> Mapped:
        def items(report: int) -> list[tuple[int, Span]]:
            of_report = self.numbers(report)
            return [(n, Span(start=self.start[n], end=self.end[n])) for n in of_report]

        return Mapped(self.briefs, copies, items)

    def _of_report(self, report: int) -> Sayings:
        brief = self.briefs[report]
        groups = self.entities.of(brief)
        return Sayings(report, brief, self.matter, groups, self.entities.called)

    def _saying(self, number: int) -> Saying:
        """A telling as the rows of the list ask for it, made from its columns: but for the weights
        of its words, which only the words of one speaker are compared by."""
        columns, traits, matter = self.readings.columns, self.traits, self.matter
        report, readings, called = self.report[number], self.readings, self.entities.called
        amounts, often = readings.amounts(number), dict[Hashable, int]()
        times = traits.amounts_often[readings.amounts_at(number)].tolist()
        often |= {("amount", a): count for a, count in zip(amounts, times, strict=True)}
        first, end = traits.speakers.first[number : number + 2].tolist()
        speakers = [columns.voices[n] for n in traits.speakers.values[first:end].tolist()]
        times = traits.speakers_often[first:end].tolist()
        often |= {("speaker", s): count for s, count in zip(speakers, times, strict=True)}
        days = (int(traits.first[number]), int(traits.last[number]))
        often["days", days] = int(traits.days_often[number])
        weights = tuple(traits.weights(readings.parts_at(number)).tolist())
        meant = weighed(readings.parts(number), weights)
        marks = frozenset(self._translated.get(number, ()))
        bridged = self._worded.of(np.array([number]))[2].tolist()
        return Saying(
            key=self.keys[number],
            report=report,
            language=self._languages[report],
            voice="report" if columns.own[number] else "statement",
            words={},
            bridged=dict.fromkeys(bridged, 1.0),
            speakers=frozenset(speakers),
            names=frozenset(),
            numbers=frozenset(traits.numbers.row(number)),
            counted=frozenset(what for what, _, _ in amounts),
            amounts=frozenset(amounts),
            places=frozenset(),
            types=frozenset(kind for kind, bit in TYPES.items() if bit & traits.types[number]),
            days=days if days[1] > 0 else None,
            polarity=get_args(Polarity)[traits.polarity[number]],
            quoted=bool(traits.quoted[number]),
            translated=marks,
            length=0.0,
            wide=0.0,
            weight=0.0,
            called=called,
            meant=meant,
            often=often,
            matter=matter,
        )

    def _with_words(self, number: int) -> Saying:
        """The same with all that its report tells."""
        kept, telling = self.saying(number), self.telling(number)
        sayings = self._sayings(self.report[number])
        return sayings.of(telling, kept.translated, kept.meant, kept.amounts, kept.often)
