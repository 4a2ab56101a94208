"""The weight list of ``across/compare/statements.py`` fitted again: ``python -m
training.weigh_statements``.

All pairs of tellings of two reports of one story set, or of one pile, of which at least one tells a
gold statement; a copy is left out beside what it was copied from. A pair of a set counts as several
(``OF_SETS``), since piles have most of the pairs. A ridge logistic regression as in
``bench/refit.py``: a row keeps the sign that it has in the list or falls out. Prints the base and a
weight for each row, and the area under the curve of scores out of fold, by set. Nothing is written:
weights are rounded and put in by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bench.refit import area
from bench.stories import FOLDER, MEETS, PILES, Story, read_stories
from onrecord.across.brief import Brief
from onrecord.across.candidates import without_copies
from onrecord.across.compare.statements import STATEMENTS
from onrecord.across.copies import find_copies
from onrecord.across.judged import Judged
from onrecord.across.matter import Matter
from onrecord.across.same_entity import same_entities
from onrecord.across.same_event import same_events
from onrecord.across.same_statement import TellingPile
from onrecord.across.sameness import in_order
from onrecord.model import Span

#: Rows that are set by hand: what sets and piles of one story cannot tell, chosen by all of them in
#: one pile; and by how much less often two tellings of a story that many tell are one.
BY_HAND: Final = {"other story": -10.0, "much told": -1.0}
#: What the base is raised by, chosen out of fold by origins that are counted right: most pairs are
#: of two matters, but most tellings have one that is of theirs.
RAISED: Final = 1.4
#: As how many pairs one of a set counts.
OF_SETS: Final = 4.0
RIDGE, STEPS, FOLDS = 20.0, 14, 5
Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Pair:
    """What each row sees in two tellings, whether they are of one statement, of which set, and as
    how many pairs it counts."""

    seen: tuple[float, ...]
    same: bool
    group: int
    counts: float


class Gathered:
    """The tellings of briefs, ready to be compared."""

    def __init__(self, briefs: Sequence[Brief]) -> None:
        self.ordered = in_order(briefs)
        nobody, matter = Judged(), Matter(self.ordered)
        copies = find_copies(self.ordered)
        entities, _ = same_entities(self.ordered, nobody)
        events, _ = same_events(self.ordered, entities, copies, nobody, matter)
        self.pile = TellingPile(self.ordered, entities, events, matter)
        known = [(c.left, c.right) for c in self.pile.in_passages(copies)]
        self.ones = without_copies(len(self.pile.keys), known)
        self.pile.translated(copies)

    def report(self, number: int) -> Brief:
        return self.ordered[self.pile.report[number]]

    def across(self) -> Iterator[tuple[int, int]]:
        """All pairs of two reports, without what is copied."""
        for left, right in combinations(self.ones, 2):
            if self.pile.report[left] != self.pile.report[right]:
                yield left, right

    def seen(self, left: int, right: int) -> tuple[float, ...]:
        one, other = self.pile.saying(left), self.pile.saying(right)
        return tuple((f.look(one, other) or (0.0, ""))[0] for f in STATEMENTS.features)


def _meets(one: Span, other: Span) -> bool:
    both = min(one.end, other.end) - max(one.start, other.start)
    return both >= MEETS * max(1, min(len(one), len(other)))


def of_story(story: Story, group: int, counts: float) -> Iterator[Pair]:
    """The pairs of one set. Beside a telling of a statement that another report tells elsewhere,
    what that report tells of nothing in the gold says nothing."""
    gathered = Gathered(tuple(story.briefs.values()))
    name_of = {b.report_id: name for name, b in story.briefs.items()}
    reports = [name_of[gathered.report(n).report_id] for n in range(len(gathered.pile.keys))]
    tells: list[set[str]] = []
    for number, report in enumerate(reports):
        spans = gathered.pile.telling(number).spans
        tells.append(
            {
                gold.name
                for gold in story.statements
                if report in gold.words and any(_meets(gold.words[report], s) for s in spans)
            }
        )
    told = {r: {g.name for g in story.statements if r in g.words} for r in set(reports)}
    for left, right in gathered.across():
        mine, theirs = tells[left], tells[right]
        silent = not theirs and not mine.isdisjoint(told[reports[right]])
        silent |= not mine and not theirs.isdisjoint(told[reports[left]])
        if (mine or theirs) and not silent:
            yield Pair(gathered.seen(left, right), bool(mine & theirs), group, counts)


def fitted(seen: Values, same: Values, counts: Values) -> Values:
    """The base and a weight for each row."""
    names = [f.name for f in STATEMENTS.features]
    by_hand = np.array([BY_HAND.get(name, 0.0) for name in names])
    sign = np.sign([f.weight for f in STATEMENTS.features])
    spread = seen.std(axis=0) + 1e-9
    kept = np.array([name not in BY_HAND for name in names])
    while True:
        given = np.column_stack([np.ones(len(seen)), (seen / spread)[:, kept]])
        weights = np.zeros(given.shape[1])
        ridge = np.eye(len(weights)) * RIDGE
        ridge[0, 0] = 1e-6
        for _ in range(STEPS):
            odds = np.clip(given @ weights + seen @ by_hand, -30, 30)
            share = 1 / (1 + np.exp(-odds))
            bend = (given.T * (counts * share * (1 - share))) @ given + ridge
            slope = given.T @ (counts * (share - same)) + ridge @ weights
            weights -= np.linalg.solve(bend, slope)
        whole = by_hand.copy()
        whole[kept] = weights[1:] / spread[kept]
        wrong = kept & (whole * sign < 0)
        if not wrong.any():
            return np.concatenate([weights[:1], whole])
        kept &= ~wrong


def main() -> None:
    sets, piles = read_stories(FOLDER), read_stories(PILES)
    rated = [*((story, OF_SETS) for story in sets), *((story, 1.0) for story in piles)]
    pairs = [p for n, (story, counts) in enumerate(rated) for p in of_story(story, n, counts)]
    seen = np.array([p.seen for p in pairs])
    same = np.array([float(p.same) for p in pairs])
    counts = np.array([p.counts for p in pairs])
    group = np.array([p.group for p in pairs])
    score = np.zeros(len(pairs))
    for fold in range(FOLDS):
        out = group % FOLDS == fold
        weights = fitted(seen[~out], same[~out], counts[~out])
        score[out] = seen[out] @ weights[1:] + weights[0]
    weights = fitted(seen, same, counts)
    lines = [f"{len(pairs)} pairs, {int(same.sum())} the same, area {area(score, same):.3f}"]
    lines.append(f"{'base':<28}{weights[0] + RAISED:7.2f}")
    for feature, weight in zip(STATEMENTS.features, weights[1:], strict=True):
        lines.append(f"{feature.name:<28}{weight:7.2f}  ships {feature.weight:g}")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
