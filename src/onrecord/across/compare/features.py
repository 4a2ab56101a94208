"""A weight list: one readable row for each thing that is looked at, and a score with its reasons.

The form follows the logic models of nomenklatura (``matching/logic_v1``); the score is a logistic
one, so that the weights are log-odds: a row of weight 2.3 makes a pair ten times as likely.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from math import exp, log
from typing import Generic, TypeVar

from onrecord.model.case import Reason

T = TypeVar("T")
#: How much of a row's weight counts (0 to 1), and what was seen, or what says it: most pairs that
#: are compared are not the same, and nobody reads why.
Seen = tuple[float, str | Callable[[], str]]
#: A pair whose sum leaves this is as good as decided; keeps ``exp`` in its range.
FURTHEST = 30.0
#: Log-odds by which a sum may be off where its rows are added in another order.
SLACK = 1e-3


@dataclass(frozen=True, slots=True)
class Feature(Generic[T]):
    """``look`` returns what it saw in a pair, or nothing. It must not matter which is left."""

    name: str
    weight: float
    look: Callable[[T, T], Seen | None]


@dataclass(frozen=True)
class Weights(Generic[T]):
    """``base`` is the log-odds of a pair of which nothing is seen; ``first`` names the rows that
    tell most pairs apart, the cheapest first."""

    base: float
    features: tuple[Feature[T], ...]
    first: tuple[str, ...] = ()

    def weigh(self, left: T, right: T) -> tuple[float, tuple[Reason, ...]]:
        """The score of a pair (0 to 1), and the rows that spoke."""
        spoke, total = [], self.base
        for feature in self.features:
            seen = feature.look(left, right)
            if seen is not None and seen[0]:
                total += feature.weight * seen[0]
                says = seen[1] if isinstance(seen[1], str) else seen[1]()
                weight = round(feature.weight * seen[0], 3)
                spoke.append(Reason(feature=feature.name, weight=weight, says=says))
        return logistic(total), tuple(spoke)

    def reaches(self, least: float, left: T, right: T) -> bool:
        """Whether a pair may score so much (0 to 1). Only the rows of ``first`` are looked at, the
        others count in full: it is false as soon as what is left would be too little. No row may
        count more than its weight where it speaks for a pair."""
        wanted = log(least / (1 - least)) - SLACK
        most, first = self._first
        for feature in first:
            seen = feature.look(left, right)
            if feature.weight > 0:
                most -= feature.weight
            if seen is not None:
                most += feature.weight * seen[0]
            if most < wanted:
                return False
        return True

    @cached_property
    def _first(self) -> tuple[float, tuple[Feature[T], ...]]:
        """The log-odds of a pair of which all is seen that speaks for it, and the first rows."""
        named = {f.name: f for f in self.features}
        most = self.base + sum(f.weight for f in self.features if f.weight > 0)
        return most, tuple(named[name] for name in self.first)

    def score(self, left: T, right: T) -> float:
        """The score of a pair alone."""
        total = self.base
        for feature in self.features:
            seen = feature.look(left, right)
            if seen is not None:
                total += feature.weight * seen[0]
        return logistic(total)


def logistic(odds: float) -> float:
    """Log-odds as a share of 1, to four places: equal bytes on every machine."""
    bounded = max(-FURTHEST, min(FURTHEST, odds))
    return round(1 / (1 + exp(-bounded)), 4)
