"""Where two reports share words: runs of equal words, joined over light edits.

Grams that both hold are grown to the longest equal runs; runs that follow one another in both with
few other words between are one passage, so that a changed number or name, an inserted clause and a
word that was decoded wrongly stay inside. A paragraph that was moved is a passage of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from onrecord.across.skeletons import GRAM, WALL

#: Words that may stand between two equal runs of one passage: a name, a clause, not a sentence.
GAP: Final = WALL - 1
#: Words that are tried beyond the ends of a passage, and equal ones that must follow.
EDGE: Final = 3
FOLLOW: Final = 2
#: Edits at each end of a passage.
EDITS: Final = 2
#: Spots of one gram that are tried; what stands more often in a report is a refrain.
SPOTS: Final = 4


@dataclass(frozen=True, slots=True)
class Run:
    """``length`` equal words, from word ``left`` of one report and word ``right`` of the other."""

    left: int
    right: int
    length: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """A passage as words: half-open on both sides, ``equal`` of them in ``runs``."""

    left: tuple[int, int]
    right: tuple[int, int]
    runs: tuple[Run, ...]

    @property
    def equal(self) -> int:
        return sum(run.length for run in self.runs)


def index(grams: Sequence[int]) -> Mapping[int, Sequence[int]]:
    """Where each gram of a report stands."""
    found: dict[int, list[int]] = defaultdict(list)
    for at, gram in enumerate(grams):
        if gram and len(found[gram]) < SPOTS:
            found[gram].append(at)
    return found


def stretches(
    left: Sequence[int],
    right: Sequence[int],
    grams: Sequence[int],
    held: Mapping[int, Sequence[int]],
) -> list[Stretch]:
    """The passages that two rows of words share, in the order of the left one. ``grams`` are the
    left row's, ``held`` is the ``index`` of the right row's. A word 0 equals nothing."""
    joined: list[list[Run]] = []
    for run in _runs(left, right, grams, held):
        _join(joined, run)
    ended = [_with_edges(runs, left, right) for runs in joined]
    return [
        Stretch(
            (runs[0].left, runs[-1].left + runs[-1].length),
            (runs[0].right, runs[-1].right + runs[-1].length),
            tuple(runs),
        )
        for runs in ended
    ]


def _runs(
    left: Sequence[int],
    right: Sequence[int],
    grams: Sequence[int],
    held: Mapping[int, Sequence[int]],
) -> list[Run]:
    """The longest equal runs, from left to right; of two as long the one that goes on where the
    last one stood."""
    found: list[Run] = []
    at, follows = 0, 0
    while at < len(grams):
        spots = held.get(grams[at])
        if not spots:
            at += 1
            continue
        length, _, spot = max(
            (_equal(left, right, at, spot), -abs(spot - at - follows), spot) for spot in spots
        )
        if length < GRAM:
            at += 1
            continue
        found.append(Run(at, spot, length))
        follows = spot - at
        at += length
    return found


def _equal(left: Sequence[int], right: Sequence[int], i: int, j: int) -> int:
    start, most = i, min(len(left), i + len(right) - j)
    shift = j - i
    while i < most and left[i] == right[i + shift] != 0:
        i += 1
    return i - start


def _join(joined: list[list[Run]], run: Run) -> None:
    """Adds a run to the passage that it goes on with, or begins one."""
    for runs in reversed(joined[-3:]):
        last = runs[-1]
        over = last.right + last.length - run.right
        if 0 < over < run.length and over < GRAM:
            run = Run(run.left + over, run.right + over, run.length - over)
        i, j = run.left - last.left - last.length, run.right - last.right - last.length
        if 0 <= i <= GAP and 0 <= j <= GAP:
            runs.append(run)
            return
    joined.append([run])


def _with_edges(runs: list[Run], left: Sequence[int], right: Sequence[int]) -> list[Run]:
    """A passage with the words at its ends that edits part from it."""
    for _ in range(EDITS):
        last = runs[-1]
        more = _beyond(left, right, last.left + last.length, last.right + last.length)
        runs = runs if more is None else [*runs, more]
        more = _before(left, right, runs[0].left, runs[0].right)
        runs = runs if more is None else [more, *runs]
    return runs


#: Words passed over on either side, the fewest first.
_STEPS: Final = sorted(
    ((i, j) for i in range(EDGE + 1) for j in range(EDGE + 1) if i or j),
    key=lambda step: (max(step), abs(step[0] - step[1]), step),
)


def _beyond(left: Sequence[int], right: Sequence[int], i: int, j: int) -> Run | None:
    for a, b in _STEPS:
        length = _equal(left, right, i + a, j + b)
        if length >= FOLLOW:
            return Run(i + a, j + b, length)
    return None


def _before(left: Sequence[int], right: Sequence[int], i: int, j: int) -> Run | None:
    for a, b in [(0, 0), *_STEPS]:
        x, y, length = i - a, j - b, 0
        while x > 0 and y > 0 and left[x - 1] == right[y - 1] != 0:
            x, y, length = x - 1, y - 1, length + 1
        if length >= FOLLOW:
            return Run(x, y, length)
    return None
