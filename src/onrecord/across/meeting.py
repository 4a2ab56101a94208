"""Which reports of two languages may be translations: those that share rare anchors in near days.

For each report of any language but the commonest one the reports of commoner languages that share
the most with it are found; an anchor says the less, the more reports hold it in those days. All is
done in columns, for some anchors at a time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt

from onrecord.across.anchors import anchored
from onrecord.across.brief import Brief

#: Days between two reports of which one may translate the other.
DAYS: Final = 4
#: Reports that may hold an anchor by which reports are found, within ``DAYS`` of each other.
HOLDERS: Final = 40
#: Rare anchors that two reports must share, and reports that each is compared with.
MET: Final = 3
TRIED: Final = 4
#: What an anchor weighs that is divided among its holders: whole numbers add up equal in any order.
WHOLE: Final = 1 << 20
#: The span of days of a report without a date: behind all others, and near none of them.
UNDATED: Final = 1 << 20
#: Rows of anchors that are looked at together, about: bounds memory.
CHUNK: Final = 1 << 20
#: Bits of an anchor's number.
_BITS: Final = 32

Ints = npt.NDArray[np.int64]


def met(briefs: Sequence[Brief]) -> Iterator[tuple[int, list[int]]]:
    """For reports of all languages but the commonest one: those of commoner languages that share
    the most rare anchors with them, at most ``TRIED``. Each pair is met once."""
    anchors, reports, days, ranks = _columns(briefs)
    count = len(days)
    found = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    parts = max(1, len(anchors) // CHUNK)
    edges = np.searchsorted(anchors, [(n << _BITS) // parts for n in range(parts + 1)]).tolist()
    for low, high in pairwise(edges):
        part = slice(low, high)
        for column, more in zip(
            found, _shared(anchors[part], reports[part], days, ranks), strict=True
        ):
            column.append(more)
    pairs, weights, times = _summed(*(np.concatenate(column) for column in found))
    often = times >= MET
    pairs, weights = pairs[often], weights[often]
    one, other = pairs // count, pairs % count
    order = np.lexsort((other, -weights, one))
    one, other = one[order], other[order]
    starts = [*np.flatnonzero(np.diff(one, prepend=-1)).tolist(), len(one)]
    for start, stop in pairwise(starts):
        yield int(one[start]), other[start : min(stop, start + TRIED)].tolist()


def _columns(briefs: Sequence[Brief]) -> tuple[Ints, Ints, Ints, Ints]:
    """Anchors with the reports that hold them, by anchor, span of days and report; the span of days
    of each report, and the rank of its language."""
    rows: list[npt.NDArray[np.uint32]] = []
    days: list[int] = []
    languages: list[str] = []
    for brief in briefs:
        rows.append(np.unique(anchored(brief).anchors))
        day = brief.published[0]
        days.append(UNDATED if day is None else date.fromisoformat(day).toordinal() // DAYS)
        languages.append(brief.language)
    many = sorted(Counter(languages).items(), key=lambda c: (-c[1], c[0]))
    rank = {language: place for place, (language, _) in enumerate(many)}
    reports = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    anchors = np.concatenate([*rows, np.zeros(0, np.uint32)])
    rows.clear()
    spans = np.array(days, np.int64)
    order = np.lexsort((reports, spans[reports], anchors))
    return (
        anchors[order].astype(np.int64),
        reports[order],
        spans,
        np.array([rank[language] for language in languages], np.int64),
    )


def _shared(anchors: Ints, reports: Ints, days: Ints, ranks: Ints) -> tuple[Ints, Ints, Ints]:
    """Pairs of reports, a commoner language's last, that share some of the anchors; what these
    weigh together, and how many they are."""
    room = 2 * UNDATED
    places = anchors * room + days[reports]
    dated = days[reports] < UNDATED
    # The rows near each row: of the spans of days before, of its own and behind, and the undated;
    # near an undated one are all.
    first = np.searchsorted(places, np.where(dated, places - 1, anchors * room))
    last = np.searchsorted(places, np.where(dated, places + 1, anchors * room + UNDATED), "right")
    undated = np.searchsorted(places, anchors * room + UNDATED)
    after = np.searchsorted(places, anchors * room + UNDATED, "right")
    near, more = last - first, np.where(dated, after - undated, 0)
    holders = near + more
    rare = np.flatnonzero((holders >= 2) & (holders <= HOLDERS) & (ranks[reports] > 0))
    row = np.concatenate([np.repeat(rare, near[rare]), np.repeat(rare, more[rare])])
    there = np.concatenate([_ranges(first[rare], near[rare]), _ranges(undated[rare], more[rare])])
    one, other = reports[row], reports[there]
    fits = ranks[other] < ranks[one]
    pairs = one[fits] * len(days) + other[fits]
    return _summed(pairs, WHOLE // holders[row[fits]], np.ones(len(pairs), np.int64))


def _ranges(starts: Ints, lengths: Ints) -> Ints:
    """The numbers from each start on, as many as its length says, one row behind the other."""
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if len(ends) else 0
    return np.arange(total) - np.repeat(ends - lengths, lengths) + np.repeat(starts, lengths)


def _summed(pairs: Ints, weights: Ints, times: Ints) -> tuple[Ints, Ints, Ints]:
    """Each pair once, with the sums of its rows."""
    order = np.argsort(pairs, kind="stable")
    pairs = pairs[order]
    starts = np.flatnonzero(np.diff(pairs, prepend=-1))
    if not len(starts):
        return pairs, weights, times
    return (
        pairs[starts],
        np.add.reduceat(weights[order], starts),
        np.add.reduceat(times[order], starts),
    )
