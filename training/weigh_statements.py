"""The weight list of ``across/compare/statements.py`` fitted again: ``python -m
training.weigh_statements``.

Pairs of tellings of two reports of one story set, of which at least one tells a gold statement, and
the pairs that would be compared across two sets if all stood in one pile, which are of other
matters. A ridge logistic regression as in ``bench/refit.py``: a row keeps the sign that it has in
the list or falls out. Prints the base and a weight for each row, and the area under the curve of
scores out of fold, by set. Nothing is written: weights are rounded and put in by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bench.refit import area
from bench.stories import FOLDER, MEETS, Story, read_stories
from onrecord.across.brief import Brief
from onrecord.across.candidates import together
from onrecord.across.compare.statements import STATEMENTS
from onrecord.across.copies import find_copies
from onrecord.across.judged import Judged
from onrecord.across.matter import Matter
from onrecord.across.same_entity import same_entities
from onrecord.across.same_event import same_events
from onrecord.across.same_statement import TellingPile
from onrecord.across.sameness import in_order
from onrecord.across.spread import HERE
from onrecord.model import Span

#: Rows that are set by hand: what the sets cannot tell.
BY_HAND: Final = {"other story": -2.0}
#: What the base is raised by, chosen out of fold by origins that are counted right: most pairs are
#: of two matters, but most tellings have one that is of theirs.
RAISED: Final = 1.5
RIDGE, STEPS, FOLDS = 20.0, 14, 5
Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Pair:
    """What each row sees in two tellings, whether they are of one statement, of which set."""

    seen: tuple[float, ...]
    same: bool
    group: int


class Gathered:
    """The tellings of briefs, ready to be compared."""

    def __init__(self, briefs: Sequence[Brief]) -> None:
        self.ordered = in_order(briefs)
        nobody, matter = Judged(), Matter(self.ordered)
        copies = find_copies(self.ordered)
        entities, _ = same_entities(self.ordered, nobody)
        events, _ = same_events(self.ordered, entities, copies, nobody, matter)
        self.pile = TellingPile(self.ordered, entities, events, matter)
        self.known = {(c.left, c.right) for c in self.pile.in_passages(copies)}
        self.pile.translated(copies)

    def report(self, number: int) -> Brief:
        return self.ordered[self.pile.report[number]]

    def across(self) -> Iterator[tuple[int, int]]:
        """All pairs of two reports."""
        for left, right in combinations(range(len(self.pile.keys)), 2):
            if self.pile.report[left] != self.pile.report[right]:
                yield left, right

    def seen(self, left: int, right: int) -> tuple[float, ...]:
        one, other = self.pile.saying(left), self.pile.saying(right)
        return tuple((f.look(one, other) or (0.0, ""))[0] for f in STATEMENTS.features)


def _meets(one: Span, other: Span) -> bool:
    both = min(one.end, other.end) - max(one.start, other.start)
    return both >= MEETS * max(1, min(len(one), len(other)))


def of_story(story: Story, group: int) -> Iterator[Pair]:
    """The pairs of one set."""
    gathered = Gathered(tuple(story.briefs.values()))
    report_of = {b.report_id: name for name, b in story.briefs.items()}
    tells: list[set[str]] = []
    for number in range(len(gathered.pile.keys)):
        report = report_of[gathered.report(number).report_id]
        spans = gathered.pile.telling(number).spans
        tells.append(
            {
                gold.name
                for gold in story.statements
                if report in gold.words and any(_meets(gold.words[report], s) for s in spans)
            }
        )
    for left, right in gathered.across():
        if (left, right) not in gathered.known and (tells[left] or tells[right]):
            yield Pair(gathered.seen(left, right), bool(tells[left] & tells[right]), group)


def of_two_stories(stories: Sequence[Story]) -> Iterator[Pair]:
    """The pairs that would be compared across sets."""
    group_of = {b.report_id: n for n, s in enumerate(stories) for b in s.briefs.values()}
    gathered = Gathered(tuple(b for s in stories for b in s.briefs.values()))
    pile, ones = gathered.pile, range(len(gathered.pile.keys))
    found = together(pile.candidates(ones, HERE)[0], pile.alike(ones, HERE), len(ones))
    for left, right in found.tolist():
        group = group_of[gathered.report(left).report_id]
        if group != group_of[gathered.report(right).report_id]:
            yield Pair(gathered.seen(left, right), False, group)


def fitted(seen: Values, same: Values) -> Values:
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
            bend = (given.T * (share * (1 - share))) @ given + ridge
            weights -= np.linalg.solve(bend, given.T @ (share - same) + ridge @ weights)
        whole = by_hand.copy()
        whole[kept] = weights[1:] / spread[kept]
        wrong = kept & (whole * sign < 0)
        if not wrong.any():
            return np.concatenate([weights[:1], whole])
        kept &= ~wrong


def main() -> None:
    stories = read_stories(FOLDER)
    pairs = [p for n, s in enumerate(stories) for p in of_story(s, n)]
    pairs += of_two_stories(stories)
    seen = np.array([p.seen for p in pairs])
    same = np.array([float(p.same) for p in pairs])
    group = np.array([p.group for p in pairs])
    score = np.zeros(len(pairs))
    for fold in range(FOLDS):
        out = group % FOLDS == fold
        weights = fitted(seen[~out], same[~out])
        score[out] = seen[out] @ weights[1:] + weights[0]
    weights = fitted(seen, same)
    lines = [f"{len(pairs)} pairs, {int(same.sum())} the same, area {area(score, same):.3f}"]
    lines.append(f"{'base':<28}{weights[0] + RAISED:7.2f}")
    for feature, weight in zip(STATEMENTS.features, weights[1:], strict=True):
        lines.append(f"{feature.name:<28}{weight:7.2f}  ships {feature.weight:g}")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
