"""Tellings that are of two matters: *Ostland will free its prisoners and draw back its guns*.

A telling is put into one cluster, which holds what is most alike. Where it is as much one with most
of another, it stands in that one as well, and none of those is drawn after it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

#: Mean score with a cluster from which on a telling of another one is of it, too.
BELONGS: Final = 0.7

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Twofold:
    """Clusters, the tellings of others behind their own; the rows that speak most for those."""

    clusters: list[tuple[int, ...]]
    rows: list[int]


def twofold(
    clusters: Sequence[tuple[int, ...]],
    pairs: tuple[Sequence[int], Sequence[int], Sequence[float]],
    report_of: Sequence[int],
    settled: Collection[int] = (),
) -> Twofold:
    """``pairs`` are columns: left, right, score. A telling is lent to no cluster that has one of
    its report (``report_of``), must have been compared with more than half of it, and none alone
    lends or borrows; ``settled`` are tellings that people set apart from others."""
    left, right = (np.array(column, dtype=np.int64) for column in pairs[:2])
    score, count = np.array(pairs[2]), len(report_of)
    cluster_of, size = np.zeros(count, np.int64), np.zeros(count, np.int64)
    for number, members in enumerate(clusters):
        cluster_of[list(members)] = number
        size[list(members)] = len(members)
    between = np.flatnonzero(
        (cluster_of[left] != cluster_of[right]) & (size[left] > 1) & (size[right] > 1)
    )
    found = [tuple(members) for members in clusters]
    if not len(between):
        return Twofold(found, [])
    ones = np.concatenate([left[between], right[between]])
    others = cluster_of[np.concatenate([right[between], left[between]])]
    rows, scores = np.concatenate([between, between]), score[np.concatenate([between, between])]
    kept: list[int] = []
    for one, other, row, seen in _belonging(ones, others, rows, scores):
        if 2 * seen <= len(clusters[other]) or one in settled:
            continue
        if all(report_of[one] != report_of[n] for n in found[other]):
            found[other] += (one,)
            kept.append(row)
    return Twofold(found, kept)


def _belonging(
    ones: Ints, others: Ints, rows: Ints, scores: NDArray[np.float64]
) -> list[tuple[int, int, int, int]]:
    """Tellings and clusters that they belong to on average, the likest row of each and how many
    there are; in order."""
    order = np.lexsort((rows, -scores, others, ones))
    ones, others, rows, scores = ones[order], others[order], rows[order], scores[order]
    starts = np.flatnonzero(np.append(True, (ones[1:] != ones[:-1]) | (others[1:] != others[:-1])))
    sizes = np.diff(np.append(starts, len(ones)))
    means = np.add.reduceat(scores, starts) / sizes
    first, seen = starts[means >= BELONGS], sizes[means >= BELONGS]
    columns = (c.tolist() for c in (ones[first], others[first], rows[first], seen))
    return list(zip(*columns, strict=True))
