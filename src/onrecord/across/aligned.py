"""The sentences of a report and those of another language that translate them, in order.

A pair of sentences scores by the anchors that both hold, less those that one lacks, by their
lengths (Gale and Church 1993) and by how much of each is quoted. The best row of pairs that
stand in the same order in both is found by dynamic programming; one sentence may stand for two,
and sentences may be passed over at a price, so that a translation of three paragraphs inside a
report of somebody's own is found too (Smith and Waterman 1981).

Scores are counted in whole ``UNIT``s of one: sums of whole numbers come out equal in whatever order
a machine adds them up.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from onrecord.across.anchors import KIND_BITS, KINDS, LACKING, WEIGHTS, Sentences

UNIT: Final = 1 << 20
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

Ints = npt.NDArray[np.int64]
#: Sentences of each side that are taken in one step.
_STEPS: Final = ((1, 1), (1, 2), (2, 1))
_SKIP: Final = round(SKIP * UNIT)
_WEIGHT: Final = np.array([round(WEIGHTS[kind] * UNIT) for kind in KINDS])
#: What an anchor that the other sentence lacks takes away, as parts in a thousand of its weight.
_LACKING: Final = np.array([round(LACKING[kind] * 1000) for kind in KINDS])


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


def aligned(left: Sentences, right: Sentences, enough: float = 0.0) -> Row:
    """The best row of pairs of two reports' sentences; an empty one where it is plain that none
    scores ``enough``."""
    if not len(left) or not len(right) or _bound(left, right) < enough * UNIT:
        return Row((), 0.0)
    tables = _tables(left, right)
    if _at_most(tables) < enough * UNIT:
        return Row((), 0.0)
    rows, columns = len(left), len(right)
    best = [[0] * (columns + 1) for _ in range(rows + 1)]
    came: dict[tuple[int, int], tuple[int, int, int]] = {}
    gains = [(*step, table.tolist()) for step, table in zip(_STEPS, tables, strict=True)]
    for i in range(rows + 1):
        for j in range(columns + 1):
            for di, dj, gain in _moves(gains, i, j):
                total = best[i - di][j - dj] + gain
                if total > best[i][j]:
                    best[i][j] = total
                    came[i, j] = (di, dj, gain)
    score = max(max(row) for row in best)
    i = next(n for n, row in enumerate(best) if score in row)
    j, pairs = best[i].index(score), []
    while (i, j) in came and best[i][j] > 0:
        di, dj, gain = came[i, j]
        i, j = i - di, j - dj
        if di and dj:
            pairs.append(Pairing((i, i + di), (j, j + dj), gain / UNIT))
    return Row(tuple(reversed(pairs)), score / UNIT)


def _bound(left: Sentences, right: Sentences) -> int:
    """What no row can score more than, as is plain without a look at pairs: each sentence stands in
    one at most, with what it shares with the other report less what that lacks altogether. A pair
    begins with ``START``, two sentences that stand for one with half of it each."""
    every, where = np.unique(np.concatenate([left.anchors, right.anchors]), return_inverse=True)
    sides = (left, where[: len(left.anchors)]), (right, where[len(left.anchors) :])
    ones, others = (np.bincount(held, minlength=len(every)) for _, held in sides)
    kinds = every & np.uint32((1 << KIND_BITS) - 1)
    weights = _WEIGHT[kinds] // np.maximum(ones, others)
    both = np.minimum(ones, others) > 0
    shared, lacked = (
        np.where(both, weights, 0),
        np.where(both, 0, weights * _LACKING[kinds] // 1000),
    )
    alone, halves = [], 0
    for told, held in sides:
        begin = round(START * UNIT / 2) + round(QUOTED_ALIKE * UNIT) * (told.quoted > 0)
        gain = _sums(shared[held], told)
        rest = begin - _sums(lacked[held], told)
        alone.append(int(np.maximum(0, gain + rest).sum()))
        # What a pair shares both have: no more than half of what either may share.
        halves += int(np.maximum(0, (gain + 1) // 2 + rest - begin + (begin + 1) // 2).sum())
    return min(*alone, halves)


def _sums(values: Ints, told: Sentences) -> Ints:
    """The sum of the values of each sentence's anchors."""
    sums: Ints = np.concatenate([np.zeros(1, np.int64), np.cumsum(values)])[told.first]
    return np.diff(sums)


def _at_most(tables: Sequence[Ints]) -> int:
    """What no row can score more than: each sentence of the left begins one step of a kind."""
    return sum(int(np.maximum(0, table.max(axis=1)).sum()) for table in tables if table.size)


def _moves(
    gains: Sequence[tuple[int, int, list[list[int]]]], i: int, j: int
) -> Iterable[tuple[int, int, int]]:
    for di, dj, table in gains:
        if i >= di and j >= dj:
            yield di, dj, table[i - di][j - dj]
    if i:
        yield 1, 0, -_SKIP
    if j:
        yield 0, 1, -_SKIP


def _tables(left: Sentences, right: Sentences) -> list[Ints]:
    """The score of each sentences with each sentences, by where they begin, for each step."""
    every, where = np.unique(np.concatenate([left.anchors, right.anchors]), return_inverse=True)
    ones = _held(left, where[: len(left.anchors)], len(every))
    others = _held(right, where[len(left.anchors) :], len(every))
    kinds = every & np.uint32((1 << KIND_BITS) - 1)
    # An anchor weighs less, the more sentences of a report hold it.
    weights = _WEIGHT[kinds] // np.maximum(ones.sum(axis=0), others.sum(axis=0))
    costs = weights * _LACKING[kinds] // 1000
    shared = np.flatnonzero(ones.any(axis=0) & others.any(axis=0))
    gains = (weights + 2 * costs)[shared]
    sides = {(0, 1): ones, (0, 2): _two(ones), (1, 1): others, (1, 2): _two(others)}
    lacking = {side: held @ costs for side, held in sides.items()}
    tables = []
    for a, b in _STEPS:
        both = (sides[0, a][:, shared] * gains) @ sides[1, b][:, shared].T
        apart = lacking[0, a][:, None] + lacking[1, b][None, :]
        tables.append(both - apart + _shapes(left, right, a, b))
    return tables


def _held(told: Sentences, which: Ints, count: int) -> Ints:
    """Which sentence (row) holds which anchor (column), as ones."""
    held = np.zeros((len(told), count), np.int64)
    held[np.repeat(np.arange(len(told)), np.diff(told.first)), which] = 1
    return held


def _two(held: Ints) -> Ints:
    """The same of each two sentences in a row."""
    return held[:-1] | held[1:]


def _shapes(left: Sentences, right: Sentences, a: int, b: int) -> Ints:
    """What any sentences begin with, and what lengths and quoted shares tell."""
    (long, mine), (wide, theirs) = _sizes(left, a), _sizes(right, b)
    said, told = (mine / long)[:, None], (theirs / wide)[None, :]
    ratio = np.abs(np.log(long[:, None] / wide[None, :]))
    length = -LENGTH * np.maximum(0, ratio - FREE)
    both = np.minimum(said, told) > 0
    apart = np.abs(said - told)
    quoted = np.where(both & (apart < 0.2), QUOTED_ALIKE, 0.0)
    found = START + length + np.where(apart > 0.4, QUOTED_UNLIKE, quoted)
    return np.rint(found * UNIT).astype(np.int64)


def _sizes(told: Sentences, size: int) -> tuple[Ints, Ints]:
    """Length and quoted characters of each ``size`` sentences in a row."""
    lengths, quoted = (told.ends - told.starts).astype(np.int64), told.quoted.astype(np.int64)
    if size == 1:
        return lengths, quoted
    return lengths[:-1] + lengths[1:], quoted[:-1] + quoted[1:]
