"""Which items are compared at all: those that share what is rare, and are near in time.

Every item has features, each a number, and a weight per feature. Items of one feature stand in the
order of their days; each is a candidate of those right before it. A pair whose shared features
weigh enough is kept, and of an item's pairs the heaviest. Work grows with the number of features of
all items, whatever their distribution: there is no pair of all with all.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from onrecord.across.cluster import first_of

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """``before``: items of one feature that an item is paired with; ``kept``: pairs of an item that
    are compared; ``days``: how far apart; ``least``: what shared features weigh together at least,
    as a share of what those of the lighter item weigh, and ``floor``: absolutely."""

    before: int
    kept: int
    days: int
    least: float
    floor: float


@dataclass(frozen=True, slots=True)
class Features:
    """In parallel: an item, a feature of it (any number) and what the feature weighs. ``days``:
    the day of each item."""

    items: Ints
    features: Ints
    weights: Floats
    days: Ints


#: The day of an item without one: after all others.
UNDATED = 4_000_000
#: Room for each part of a feature.
_PART = 1 << 29


def feature(kind: int, one: int, other: int = 0) -> int:
    """A feature of a kind (0 to 15) about one or two numbers, as a number."""
    return (kind * _PART + one % _PART) * _PART + other % _PART


def as_features(
    items: array[int], features: array[int], weights: array[float], days: Sequence[int]
) -> Features:
    """Columns that were gathered, as they are compared."""
    return Features(
        np.array(items, dtype=np.int64),
        np.array(features, dtype=np.int64),
        np.array(weights, dtype=np.float32),
        np.array(days, dtype=np.int64),
    )


def without_copies(count: int, pairs: Iterable[tuple[int, int]]) -> list[int]:
    """Items, of those that are the same anyway the first."""
    return [item for item, first in enumerate(first_of(count, pairs)) if item == first]


#: Pairs that are looked at together: bounds memory.
CHUNK = 4_000_000


def candidates(given: Features, limits: Limits) -> tuple[list[tuple[int, int]], dict[str, int]]:
    """Pairs of items (the lower number first), in order; and how many were left out by each cap.
    Items must be numbered in the order of their days."""
    weight_of = np.bincount(given.items, weights=given.weights, minlength=len(given.days)).astype(
        np.float32
    )
    order = np.lexsort((given.items, given.features))
    items, features = given.items[order], given.features[order]
    weights = given.weights[order]
    left_out = {"before": int(_beyond(features, limits.before))}
    heavy: list[tuple[Ints, Floats]] = []
    for pairs, shared in _summed(items, features, given.days, weights, limits):
        a, b = pairs // len(given.days), pairs % len(given.days)
        lighter = np.minimum(weight_of[a], weight_of[b])
        kept = (shared >= limits.floor) & (shared >= limits.least * lighter)
        heavy.append((pairs[kept], shared[kept]))
    if not heavy:
        return [], left_out
    pairs = np.concatenate([p for p, _ in heavy])
    shared = np.concatenate([s for _, s in heavy])
    best, dropped = _heaviest(pairs, shared, len(given.days), limits.kept)
    left_out["kept"] = dropped
    return [(int(p) // len(given.days), int(p) % len(given.days)) for p in best], left_out


def _beyond(features: Ints, before: int) -> int:
    """Pairs of items of one feature that stand further apart than ``before``."""
    sizes = np.unique(features, return_counts=True)[1].astype(np.int64)
    far = np.maximum(sizes - before - 1, 0)
    return int((far * (far + 1) // 2).sum())


def _summed(
    items: Ints, features: Ints, days: Ints, weights: Floats, limits: Limits
) -> Iterator[tuple[Ints, Floats]]:
    """Pairs of items with the weight that they share, in chunks by the later item."""
    count = len(days)
    later_than = _chunks(items, count, limits.before)
    for low, high in later_than:
        found: list[Ints] = []
        shared: list[Floats] = []
        for step in range(1, limits.before + 1):
            a, b = items[:-step], items[step:]
            fits = (features[:-step] == features[step:]) & (b >= low) & (b < high)
            fits &= (days[b] - days[a] <= limits.days) & (a != b)
            at = np.flatnonzero(fits)
            found.append(a[at] * count + b[at])
            shared.append(np.minimum(weights[:-step][at], weights[step:][at]))
        pairs = np.concatenate(found)
        if not len(pairs):
            continue
        once, where = np.unique(pairs, return_inverse=True)
        total = np.bincount(where, weights=np.concatenate(shared), minlength=len(once))
        yield once, total.astype(np.float32)


def _chunks(items: Ints, count: int, before: int) -> list[tuple[int, int]]:
    """Ranges of items that have about ``CHUNK`` pairs each."""
    number = max(1, len(items) * before // CHUNK)
    bounds = [count * n // number for n in range(number + 1)]
    return [(a, b) for a, b in pairwise(bounds) if a < b]


def _heaviest(pairs: Ints, shared: Floats, count: int, kept: int) -> tuple[Sequence[int], int]:
    """Of the pairs of each later item the heaviest; ties go to the earlier partner."""
    later, earlier = pairs % count, pairs // count
    order = np.lexsort((earlier, -shared, later))
    ordered = later[order]
    first = np.r_[0, np.flatnonzero(np.diff(ordered)) + 1] if len(ordered) else np.array([], int)
    sizes = np.diff(np.r_[first, len(ordered)])
    rank = np.arange(len(ordered)) - np.repeat(first, sizes)
    best = np.sort(pairs[order[rank < kept]])
    return best.tolist(), int(len(pairs) - len(best))
