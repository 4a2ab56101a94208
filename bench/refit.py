"""What a weight list is worth on what it was not fitted on: its rows refitted fold by fold.

A small logistic regression (ridge, Newton steps) over the rows of a list. A row keeps the sign that
it has in the list or falls out, since a row that says the contrary of its name explains nothing.
Folds hold whole groups (stories); the threshold comes from folds within the training folds. All is
done over several partitions, since one of them alone is a matter of luck.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.attribution import Figure

Values = NDArray[np.float64]
FOLDS, PARTITIONS = 5, 10
#: Ridge on rows of unit deviation: what a hundred and fifty positive pairs can carry.
RIDGE = 50.0
#: Newton steps of a fit, and rounds in which rows of the wrong sign fall out.
STEPS, ROUNDS = 8, 6


@dataclass(frozen=True, slots=True)
class Refitted:
    """``figures`` are the counts of each partition over all its folds, ``says`` of which pairs it
    was said; ``area`` the mean area under the curve of the scores outside their fold."""

    figures: tuple[Figure, ...]
    says: tuple[NDArray[np.bool_], ...]
    area: float

    def mean(self, of: Callable[[Figure], float]) -> float:
        return float(np.mean([of(figure) for figure in self.figures]))

    @property
    def spread(self) -> float:
        return float(np.std([figure.f1 for figure in self.figures]))


def refitted(
    seen: Sequence[Sequence[float]],
    signs: Sequence[float],
    labels: Sequence[int],
    groups: Sequence[str],
    *,
    share: float | None = None,
    unless: Refitted | None = None,
) -> Refitted:
    """``seen`` holds one row of values for each pair, ``signs`` the weights that ship (of which the
    sign counts), ``labels`` 0 or 1, ``groups`` what must not be parted. With ``share`` a pair is
    said from that probability on, whatever the folds would choose: of what holds of most pairs they
    would choose to say it of all. It is not said of pairs of which ``unless`` says the other thing.
    """
    values, truth = np.array(seen, dtype=np.float64), np.array(labels, dtype=np.float64)
    values = values / (values.std(axis=0) + 1e-9)
    sign = np.sign(np.array(signs, dtype=np.float64))
    figures, areas, said = [], [], []
    for partition in range(PARTITIONS):
        fold = _folds(groups, partition)
        score, says = np.zeros(len(truth)), np.zeros(len(truth), dtype=bool)
        for number in range(FOLDS):
            train, test = np.flatnonzero(fold != number), np.flatnonzero(fold == number)
            score[test] = _scores(values[train], sign, truth[train], values[test])
            if share is None:
                bar = _bar(values[train], sign, truth[train], [groups[n] for n in train], partition)
            else:
                bar = log(share / (1 - share))
            says[test] = score[test] >= bar
        if unless is not None:
            says &= ~unless.says[partition]
        said.append(says)
        right = int((says & (truth == 1)).sum())
        figures.append(Figure(gold=int(truth.sum()), predicted=int(says.sum()), right=right))
        areas.append(area(score, truth))
    return Refitted(tuple(figures), tuple(said), float(np.mean(areas)))


def area(score: Values, truth: Values) -> float:
    """The chance that a positive pair scores above a negative one; a tie counts by half."""
    others = np.sort(score[truth == 0])
    below, upto = (np.searchsorted(others, score[truth == 1], side) for side in ("left", "right"))
    return float((below + upto).mean() / 2 / len(others))


def _folds(groups: Sequence[str], seed: int) -> NDArray[np.int64]:
    names = sorted(set(groups))
    random.Random(seed).shuffle(names)
    number = {name: n % FOLDS for n, name in enumerate(names)}
    return np.array([number[g] for g in groups])


def _scores(values: Values, sign: Values, truth: Values, others: Values) -> Values:
    weights = _fit(values, sign, truth)
    scores: Values = others @ weights[1:] + weights[0]
    return scores


def _bar(values: Values, sign: Values, truth: Values, groups: Sequence[str], seed: int) -> float:
    """The threshold with the best F1 over folds of the training pairs."""
    fold = _folds(groups, PARTITIONS + seed)
    score = np.zeros(len(truth))
    for number in range(FOLDS):
        train, test = fold != number, fold == number
        score[test] = _scores(values[train], sign, truth[train], values[test])
    order = np.argsort(-score, kind="stable")
    f1 = 2 * np.cumsum(truth[order]) / (np.arange(1, len(truth) + 1) + truth.sum())
    return float(score[order[int(f1.argmax())]])


def _fit(values: Values, sign: Values, truth: Values) -> Values:
    """Log-odds of a pair of which nothing is seen, then a weight for each row."""
    given: Any = np.column_stack([np.ones(len(values)), values])
    weights = np.zeros(given.shape[1])
    ridge = np.eye(len(weights)) * RIDGE
    ridge[0, 0] = 1e-6
    kept = np.ones(len(weights), dtype=bool)
    for _ in range(ROUNDS):
        part, pull = given[:, kept], ridge[np.ix_(kept, kept)]
        for _ in range(STEPS):
            share = 1 / (1 + np.exp(-np.clip(part @ weights[kept], -30, 30)))
            slope = part.T @ (share - truth) + pull @ weights[kept]
            bend = (part * (share * (1 - share))[:, None]).T @ part + pull
            weights[kept] -= np.linalg.solve(bend, slope)
        wrong = weights[1:] * sign < 0
        if not wrong.any():
            break
        kept[1:] &= ~wrong
        weights[1:][wrong] = 0.0
    return weights
