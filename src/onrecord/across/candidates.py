"""Which items are compared at all: those that share what is rare, and are near in time.

Every item has features, each a number, and a weight per feature. Items of one feature stand in the
order of their days; each is a candidate of those right before it. A pair whose shared features
weigh enough is kept, and of an item's pairs the heaviest. Work grows with the number of features of
all items, whatever their distribution: there is no pair of all with all.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from itertools import combinations, pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from onrecord.across.cluster import JOINS, Pair, first_of

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

#: Items alike to one that are held against one another.
BESIDE: Final = 6


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


def feature_column(kind: int, ones: Ints, others: Ints | int = 0) -> Ints:
    """The same about each of many numbers."""
    return (kind * _PART + ones % _PART) * _PART + others % _PART


@lru_cache(maxsize=1 << 16)
def named(text: str) -> int:
    """A number for a name in a feature, the same in every process."""
    return int.from_bytes(blake2b(text.encode(), digest_size=4).digest(), "big") % _PART


#: Items, features and weights in columns.
Gathered = tuple["array[int]", "array[int]", "array[float]"]


def gathered(
    ones: Iterable[int], features_of: Callable[[int], Iterable[tuple[int, float]]]
) -> Gathered:
    """The features of some items."""
    items, features, weights = array("q"), array("q"), array("f")
    for number in ones:
        for one, weight in features_of(number):
            items.append(number)
            features.append(one)
            weights.append(weight)
    return items, features, weights


def as_gathered(items: Ints, features: Ints, weights: NDArray[np.float64]) -> Gathered:
    """Columns as they are gathered."""
    return (
        array("q", items.tobytes()),
        array("q", features.tobytes()),
        array("f", weights.astype(np.float32).tobytes()),
    )


def as_features(parts: Iterable[Gathered], days: Sequence[int]) -> Features:
    """Columns that were gathered part by part, as they are compared."""
    items, features, weights = array("q"), array("q"), array("f")
    for part in parts:
        items += part[0]
        features += part[1]
        weights += part[2]
    return Features(
        np.frombuffer(items, np.int64),
        np.frombuffer(features, np.int64),
        np.frombuffer(weights, np.float32),
        np.array(days, np.int64),
    )


def without_copies(count: int, pairs: Iterable[tuple[int, int]]) -> list[int]:
    """Items, of those that are the same anyway the first."""
    return [item for item, first in enumerate(first_of(count, pairs)) if item == first]


#: Pairs that are looked at together, about: bounds memory.
CHUNK = 1_000_000


def candidates(given: Features, limits: Limits) -> tuple[Ints, dict[str, int]]:
    """Pairs of items as two columns (the lower number first), in order; and how many were left out
    by each cap. Items must be numbered in the order of their days."""
    count = len(given.days)
    weight_of = np.bincount(given.items, weights=given.weights, minlength=count).astype(np.float32)
    ordered = _by_feature(given)
    left_out = {"before": _beyond(ordered.features, limits.before), "kept": 0}
    found: list[Ints] = [np.zeros(0, np.int64)]
    for pairs, shared in _summed(ordered, count, limits):
        a, b = pairs // count, pairs % count
        lighter = np.minimum(weight_of[a], weight_of[b])
        kept = (shared >= limits.floor) & (shared >= limits.least * lighter)
        best, dropped = _heaviest(pairs[kept], shared[kept], count, limits.kept)
        found.append(best)
        left_out["kept"] += dropped
    every = np.sort(np.concatenate(found))
    return np.stack([every // count, every % count], axis=1), left_out


def _by_feature(given: Features) -> Features:
    """The rows by feature, then by item, without those of features that one item alone has."""
    order = np.lexsort((given.items, given.features))
    features = given.features[order]
    again = features[1:] == features[:-1]
    shared = np.append(again, False) | np.append(False, again)
    order = order[shared[: len(order)]]
    return Features(given.items[order], given.features[order], given.weights[order], given.days)


def _beyond(features: Ints, before: int) -> int:
    """Pairs of items of one feature that stand further apart than ``before``."""
    starts = np.flatnonzero(np.diff(features, prepend=-1))
    sizes = np.diff(np.append(starts, len(features)))
    far = np.maximum(sizes - before - 1, 0)
    return int((far * (far + 1) // 2).sum())


def _summed(given: Features, count: int, limits: Limits) -> Iterator[tuple[Ints, Floats]]:
    """Pairs of items with the weight that they share, in chunks by the later item."""
    items, features, weights, days = given.items, given.features, given.weights, given.days
    by_item = np.argsort(items, kind="stable")
    sizes = np.bincount(items, minlength=count)
    ends = np.cumsum(sizes)
    parts = max(1, len(items) * limits.before // CHUNK)
    bounds = np.searchsorted(ends, [len(items) * n // parts for n in range(parts)]).tolist()
    for low, high in pairwise([*bounds, count]):
        begin = int(ends[low] - sizes[low]) if low < count else len(items)
        # In the order of their features: sums come out equal however many chunks there are.
        there = np.sort(by_item[begin : int(ends[high - 1]) if high > low else begin])
        found: list[Ints] = []
        shared: list[Floats] = []
        for step in range(1, limits.before + 1):
            right = there[there >= step]
            left = right - step
            right, left = _where(features[left] == features[right], right, left)
            a, b = items[left], items[right]
            fits = (days[b] - days[a] <= limits.days) & (a != b)
            found.append(a[fits] * count + b[fits])
            shared.append(np.minimum(weights[left], weights[right])[fits])
        pairs = np.concatenate(found)
        if not len(pairs):
            continue
        once, where = np.unique(pairs, return_inverse=True)
        total = np.bincount(where, weights=np.concatenate(shared), minlength=len(once))
        yield once, total.astype(np.float32)


def _where(fits: NDArray[np.bool_], one: Ints, other: Ints) -> tuple[Ints, Ints]:
    return one[fits], other[fits]


def _heaviest(pairs: Ints, shared: Floats, count: int, kept: int) -> tuple[Ints, int]:
    """Of the pairs of each later item the heaviest; ties go to the earlier partner."""
    later, earlier = pairs % count, pairs // count
    order = np.lexsort((earlier, -shared, later))
    ordered = later[order]
    first = np.flatnonzero(np.diff(ordered, prepend=-1))
    sizes = np.diff(np.append(first, len(ordered)))
    rank = np.arange(len(ordered)) - np.repeat(first, sizes)
    best = pairs[order[rank < kept]]
    return best, len(pairs) - len(best)


def as_pairs(rows: Iterable[tuple[int, int]]) -> Ints:
    """Pairs as two columns."""
    return np.array([*rows], np.int64).reshape(-1, 2)


def together(one: Ints, other: Ints, count: int) -> Ints:
    """The pairs of both, in order, each once; ``count`` is the number of items."""
    every = np.unique(np.concatenate([one, other]) @ np.array([count, 1]))
    return np.stack([every // count, every % count], axis=1)


def apart_from(pairs: Ints, known: Ints, count: int) -> Ints:
    """Pairs without those that are known (pairs as well); ``count`` is the number of items."""
    return pairs[~np.isin(pairs[:, 0] * count + pairs[:, 1], known[:, 0] * count + known[:, 1])]


def beside(compared: Iterable[Pair]) -> Ints:
    """Pairs of tellings that are each alike to a third one, and so need not be alike: what is a
    part of a round-up is not one with its other parts."""
    third: dict[int, list[int]] = defaultdict(list)
    for left, right, score in compared:
        if score >= JOINS:
            for one, other in ((left, right), (right, left)):
                if len(third[one]) < BESIDE:
                    third[one].append(other)
    found = {
        (min(a, b), max(a, b)) for others in third.values() for a, b in combinations(others, 2)
    }
    return as_pairs(sorted(found))
