"""The sentences of a report and those of another language that translate them, in order.

A pair of sentences scores by the anchors that both hold, less those that one lacks, by their
lengths (Gale and Church 1993) and by how much of each is quoted. The best row of pairs that
stand in the same order in both is found by dynamic programming; one sentence may stand for two,
and sentences may be passed over at a price, so that a translation of three paragraphs inside a
report of somebody's own is found too (Smith and Waterman 1981).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from onrecord.across.anchors import LACKING, WEIGHTS, Anchor, Sentence

#: What any two sentences begin with: chance gives some anchors.
START: Final = -1.0
#: Difference of lengths, as a logarithm of their ratio, that costs nothing, and the price beyond.
FREE: Final = 0.35
LENGTH: Final = 3.0
#: Two sentences of which like shares are quoted, or unlike ones.
QUOTED_ALIKE: Final = 1.0
QUOTED_UNLIKE: Final = -2.0
#: The price of passing over a sentence.
SKIP: Final = 0.7

Matrix = npt.NDArray[np.float64]
#: Sentences of each side that are taken in one step.
_STEPS: Final = ((1, 1), (1, 2), (2, 1))


@dataclass(frozen=True, slots=True)
class Pairing:
    """Sentences ``left`` (half-open) and their translation ``right``."""

    left: tuple[int, int]
    right: tuple[int, int]
    score: float


@dataclass(frozen=True, slots=True)
class Row:
    """Pairs in order, with the score of all, what was passed over counted off."""

    pairs: tuple[Pairing, ...]
    score: float


def aligned(left: Sequence[Sentence], right: Sequence[Sentence], enough: float = 0.0) -> Row:
    """The best row of pairs of two reports' sentences; an empty one where it is plain that none
    scores ``enough``."""
    tables = [_table(left, right, *step) for step in _STEPS]
    if _at_most(tables) < enough:
        return Row((), 0.0)
    rows, columns = len(left), len(right)
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    came: dict[tuple[int, int], tuple[int, int, float]] = {}
    gains = [(*step, table.tolist()) for step, table in zip(_STEPS, tables, strict=True)]
    for i in range(rows + 1):
        for j in range(columns + 1):
            for di, dj, gain in _moves(gains, i, j):
                total = best[i - di][j - dj] + gain
                if total > best[i][j] + 1e-9:
                    best[i][j] = total
                    came[i, j] = (di, dj, gain)
    score = max(max(row) for row in best)
    i = next(n for n, row in enumerate(best) if score in row)
    j, pairs = best[i].index(score), []
    while (i, j) in came and best[i][j] > 0:
        di, dj, gain = came[i, j]
        i, j = i - di, j - dj
        if di and dj:
            pairs.append(Pairing((i, i + di), (j, j + dj), gain))
    return Row(tuple(reversed(pairs)), score)


def _at_most(tables: Sequence[Matrix]) -> float:
    """What no row can score more than: each sentence of the left begins one step of a kind."""
    return sum(float(np.maximum(0, table.max(axis=1)).sum()) for table in tables if table.size)


def _moves(
    gains: Sequence[tuple[int, int, list[list[float]]]], i: int, j: int
) -> Iterable[tuple[int, int, float]]:
    for di, dj, table in gains:
        if i >= di and j >= dj:
            yield di, dj, table[i - di][j - dj]
    if i:
        yield 1, 0, -SKIP
    if j:
        yield 0, 1, -SKIP


def _table(left: Sequence[Sentence], right: Sequence[Sentence], a: int, b: int) -> Matrix:
    """The score of each ``a`` sentences with each ``b`` sentences, by where they begin."""
    ones, others = _joined(left, a), _joined(right, b)
    weights = _weights(left, right)
    costs = {anchor: LACKING[anchor[0]] * weight for anchor, weight in weights.items()}
    mine = np.array([sum(costs[x] for x in sorted(one)) for one, _, _ in ones])
    theirs = np.array([sum(costs[x] for x in sorted(other)) for other, _, _ in others])
    scores: Matrix = START - mine[:, None] - theirs[None, :] + _shapes(ones, others)
    at: dict[Anchor, list[int]] = defaultdict(list)
    for j, (other, _, _) in enumerate(others):
        for anchor in other:
            at[anchor].append(j)
    for i, (one, _, _) in enumerate(ones):
        for anchor in sorted(one):
            for j in at.get(anchor, ()):
                scores[i, j] += weights[anchor] + 2 * costs[anchor]
    return scores


_Joined = list[tuple[frozenset[Anchor], int, int]]


def _shapes(ones: _Joined, others: _Joined) -> Matrix:
    """What lengths and quoted shares tell."""
    long = np.array([n for _, n, _ in ones], float)[:, None]
    wide = np.array([n for _, n, _ in others], float)[None, :]
    said = np.array([n for _, _, n in ones], float)[:, None] / long
    told = np.array([n for _, _, n in others], float)[None, :] / wide
    length = -LENGTH * np.maximum(0, np.abs(np.log(long / wide)) - FREE)
    both = np.minimum(said, told) > 0
    apart = np.abs(said - told)
    quoted = np.where(both & (apart < 0.2), QUOTED_ALIKE, 0.0)
    return np.asarray(length + np.where(apart > 0.4, QUOTED_UNLIKE, quoted))


def _joined(told: Sequence[Sentence], size: int) -> _Joined:
    """Each ``size`` sentences in a row as one: anchors, length, quoted characters."""
    return [
        (
            frozenset().union(*(s.anchors for s in told[i : i + size])),
            sum(len(s.span) for s in told[i : i + size]),
            sum(s.quoted for s in told[i : i + size]),
        )
        for i in range(len(told) - size + 1)
    ]


def _weights(left: Sequence[Sentence], right: Sequence[Sentence]) -> Mapping[Anchor, float]:
    """What an anchor weighs: less, the more sentences of a report hold it."""
    most: dict[Anchor, int] = {}
    for told in (left, right):
        count: dict[Anchor, int] = defaultdict(int)
        for sentence in told:
            for anchor in sentence.anchors:
                count[anchor] += 1
        for anchor, number in count.items():
            most[anchor] = max(most.get(anchor, 0), number)
    return {anchor: WEIGHTS[anchor[0]] / number for anchor, number in most.items()}
