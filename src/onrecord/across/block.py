"""Which reports may be copies of which: MinHash over windows, so that nobody compares all pairs.

Each report is cut into windows that overlap by half. A MinHash signature of a window (Broder 1997;
rensa's R-MinHash) takes a sample of its grams, and two reports meet where one number of their
signatures is equal: a band of one row, since a paragraph that was copied into a long report has
little in common with the window around it. What is shared by chance meets once; a passage meets
many times, and those that meet most often are compared word by word.

Where many reports hold one gram, each is paired with the first few and the last few before it:
a story of n copies gives n pairs, not n squared.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
import numpy.typing as npt
from rensa import RMinHash

from onrecord.across.skeletons import Skeletons

#: Grams of a window; the next begins ``STRIDE`` further on.
WINDOW: Final = 48
STRIDE: Final = 24
#: Numbers of a signature, each a sample of one gram of the window.
SAMPLES: Final = 24
#: Equal numbers that two reports need to be compared.
MEETINGS: Final = 2
#: With how many earlier reports each is compared, those that it meets most often first.
TRIED: Final = 12
#: Of the reports before it with the same gram: how many of the last, and how many of the first.
LAST: Final = 4
FOREMOST: Final = 4
_SEED: Final = 20260302
#: Windows that are signed at one time, to bound memory.
_AT_ONCE: Final = 40_000

Pairs = npt.NDArray[np.uint64]
Counts = npt.NDArray[np.uint16]
Weights = npt.NDArray[np.float32]
_LOW: Final = np.uint64(0xFFFFFFFF)
_HALF: Final = np.uint64(32)


def candidates(rows: Skeletons) -> Iterator[tuple[int, list[int]]]:
    """For reports in order: (report, up to ``TRIED`` reports before it that may share words)."""
    pairs, times, weights = _meetings(rows)
    often = times >= MEETINGS
    pairs, weights = pairs[often], weights[often]
    later, earlier = pairs >> _HALF, pairs & _LOW
    order = np.lexsort((earlier, -weights, later))
    later, earlier = later[order].astype(np.int64), earlier[order].astype(np.int64)
    starts = np.flatnonzero(np.diff(later, prepend=-1))
    for start, stop in zip(starts, [*starts[1:], len(later)], strict=True):
        yield int(later[start]), earlier[start : min(stop, start + TRIED)].tolist()


def _meetings(rows: Skeletons) -> tuple[Pairs, Counts, Weights]:
    """Pairs of reports (the later in the upper half), how many numbers they share, and how much
    these weigh: the less, the more reports have them."""
    signed, owners = _signatures(rows)
    total = (np.zeros(0, np.uint64), np.zeros(0, np.uint16), np.zeros(0, np.float32))
    for slot in range(SAMPLES):
        held = np.unique((signed[:, slot].astype(np.uint64) << _HALF) | owners)
        pairs, weights = _paired(held >> _HALF, held & _LOW)
        ones = np.ones(len(pairs), np.uint16)
        pairs, times, weights = (
            np.concatenate([old, new])
            for old, new in zip(total, (pairs, ones, weights), strict=True)
        )
        order = np.argsort(pairs, kind="stable")
        pairs = pairs[order]
        starts = np.flatnonzero(np.diff(pairs, prepend=pairs[:1] + np.uint64(1)))
        if len(starts):
            total = (
                pairs[starts],
                np.add.reduceat(times[order], starts),
                np.add.reduceat(weights[order], starts),
            )
    return total


def _paired(values: Pairs, owners: Pairs) -> tuple[Pairs, Weights]:
    """Pairs of owners of equal values, with their weights; both are sorted by value, then owner."""
    new = np.flatnonzero(np.diff(values, prepend=values[:1] + np.uint64(1)))
    sizes = np.diff(np.append(new, len(values)))
    begins, sizes = np.repeat(new, sizes), np.repeat(sizes, sizes)
    at = np.arange(len(values))
    found, size = [], []
    for back in range(1, LAST + 1):
        who = at[at - back >= begins]
        found.append((owners[who] << _HALF) | owners[who - back])
        size.append(sizes[who])
    for ahead in range(FOREMOST):
        who = at[begins + ahead < at - LAST]
        found.append((owners[who] << _HALF) | owners[begins[who] + ahead])
        size.append(sizes[who])
    weights: Weights = (1 / np.sqrt(np.concatenate(size))).astype(np.float32)
    return np.concatenate(found), weights


def _signatures(rows: Skeletons) -> tuple[npt.NDArray[np.uint32], Pairs]:
    """The signature of each window, and the report that it belongs to."""
    starts, stops, owners = _windows(rows)
    signed = np.zeros((len(starts), SAMPLES), np.uint32)
    for at in range(0, len(starts), _AT_ONCE):
        part = slice(at, at + _AT_ONCE)
        lengths = stops[part] - starts[part]
        ends = np.cumsum(lengths)
        inside = np.arange(ends[-1]) - np.repeat(ends - lengths, lengths)
        spots = np.repeat(starts[part], lengths) + inside
        flat = rows.grams[spots]
        # What is no gram equals nothing.
        flat = np.where(flat == 0, spots.astype(np.uint64), flat)
        bounds = np.concatenate([[0], ends]).astype(np.uint64)
        matrix = RMinHash.digest_matrix_from_flat_token_hashes(flat, bounds, SAMPLES, _SEED)
        signed[part] = np.array(matrix.to_rows(), np.uint32)
    return signed, owners.astype(np.uint64)


def _windows(
    rows: Skeletons,
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """First word and end of each window, and its report. A report of few words is one window."""
    first, stop = rows.first[:-1], rows.first[1:]
    lengths = stop - first
    count = np.where(lengths > 0, np.maximum(1, -(-(lengths - (WINDOW - STRIDE)) // STRIDE)), 0)
    owners = np.repeat(np.arange(len(first)), count)
    ends = np.cumsum(count)
    number = np.arange(int(ends[-1]) if len(ends) else 0) - np.repeat(ends - count, count)
    starts = first[owners] + number * STRIDE
    return starts, np.minimum(starts + WINDOW, stop[owners]), owners
