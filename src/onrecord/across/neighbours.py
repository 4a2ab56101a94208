"""Reports of one story, found by the words that stand for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from heapq import nlargest
from typing import Final

from onrecord.across.candidates import Ints, Limits, as_features, candidates, feature, gathered
from onrecord.across.compare.statements import ONE_STORY
from onrecord.across.matter import Matter
from onrecord.across.storied import Likeness

#: Which reports are of one story: see ``candidates``; weights are those of story words.
STORIES: Final = Limits(before=12, kept=6, days=31, least=0.0, floor=0.02)
#: Words that a story is looked up by, the weightiest.
LOOKED_UP: Final = 32


def stories(matter: Matter, days: Sequence[int]) -> Ints:
    """Pairs of reports that tell one story as two columns, the earlier first. ``days`` are those
    of the reports, which are numbered in that order."""

    def told(report: int) -> Iterator[tuple[int, float]]:
        words = nlargest(LOOKED_UP, matter.tales.of(report).items(), key=lambda w: (w[1], -w[0]))
        return ((feature(0, word), weight) for word, weight in words)

    pairs = candidates(as_features([gathered(range(len(days)), told)], days), STORIES)[0]
    return pairs[Likeness(matter.tales).of(pairs[:, 0], pairs[:, 1]) >= ONE_STORY]
