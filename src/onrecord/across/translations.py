"""Reports that are translations of one another, whole or in part.

Reports of two languages are compared when they were published within ``DAYS`` of each other and
share rare anchors, names and numbers above all. Two reporters who tell one story share these too,
but not sentence by sentence in one order: what tells a translation is a row of sentences that fit.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Final, Literal

from onrecord.across.aligned import Row, aligned
from onrecord.across.anchors import Anchor, Sentence, anchored
from onrecord.across.brief import Brief
from onrecord.across.direction import Side, made
from onrecord.model import Span
from onrecord.model.case import Copy, Shared

#: Days between two reports of which one may translate the other.
DAYS: Final = 4
#: Reports that may hold an anchor by which reports are found, within ``DAYS`` of each other.
HOLDERS: Final = 40
#: Rare anchors that two reports must share, and reports that each is compared with.
MET: Final = 3
TRIED: Final = 4
#: Score of a row of pairs, pairs in it, and score of a pair at the mean, that make a translation.
ENOUGH: Final = 9.0
PAIRS: Final = 3
MEAN: Final = 1.2
_AT_HAND: Final = 2048
_When = int | Literal["undated", "any day"]


def find_translations(briefs: Sequence[Brief]) -> Iterator[Copy]:
    """Translations among reports of several languages, in the order of ``briefs``."""
    if len({brief.language for brief in briefs}) < 2:
        return
    read = lru_cache(maxsize=_AT_HAND)(lambda number: anchored(briefs[number]))
    for number, others in _met(briefs):
        for other in others:
            left, right = min(number, other), max(number, other)
            one, two = read(left), read(right)
            row = aligned(one, two, ENOUGH)
            if is_translation(row):
                yield _copy(briefs[left], briefs[right], one, two, row)


def is_translation(row: Row) -> bool:
    """Whether a row of pairs is long and sure enough."""
    if len(row.pairs) < PAIRS or row.score < ENOUGH:
        return False
    return sum(pair.score for pair in row.pairs) / len(row.pairs) >= MEAN


def _met(briefs: Sequence[Brief]) -> Iterator[tuple[int, list[int]]]:
    """For reports of all languages but the commonest one: those of other languages that share the
    most rare anchors with them. Each pair is met once."""
    naming = [{a for sentence in anchored(brief) for a in sentence.anchors} for brief in briefs]
    rank = {
        language: place
        for place, (language, _) in enumerate(
            sorted(Counter(b.language for b in briefs).items(), key=lambda c: (-c[1], c[0]))
        )
    }
    held: dict[tuple[Anchor, _When], list[int]] = defaultdict(list)
    for number, brief in enumerate(briefs):
        for anchor in sorted(naming[number]):
            held[anchor, _days(brief)].append(number)
            held[anchor, "any day"].append(number)
    for number, brief in enumerate(briefs):
        met: dict[int, float] = defaultdict(float)
        times: Counter[int] = Counter()
        for anchor in sorted(naming[number]):
            holders = [n for day in _near(_days(brief)) for n in held.get((anchor, day), ())]
            if 2 <= len(holders) <= HOLDERS:
                for other in holders:
                    if rank[briefs[other].language] < rank[brief.language]:
                        met[other] += 1 / len(holders)
                        times[other] += 1
        kept = sorted((o for o in met if times[o] >= MET), key=lambda o: (-met[o], o))
        yield number, kept[:TRIED]


def _days(brief: Brief) -> _When:
    """The span of ``DAYS`` in which a report was published."""
    day = brief.published[0]
    return "undated" if day is None else date.fromisoformat(day).toordinal() // DAYS


def _near(days: _When) -> tuple[_When, ...]:
    return (days - 1, days, days + 1, "undated") if isinstance(days, int) else ("any day",)


def _copy(
    left: Brief, right: Brief, one: Sequence[Sentence], two: Sequence[Sentence], row: Row
) -> Copy:
    passages = [
        Shared(left=_span(one, pair.left), right=_span(two, pair.right)) for pair in row.pairs
    ]
    return made(
        "translation",
        _side(left, [p.left for p in passages]),
        _side(right, [p.right for p in passages]),
        passages,
        1 - 0.5 ** (row.score / ENOUGH),
    )


def _span(told: Sequence[Sentence], which: tuple[int, int]) -> Span:
    return Span(start=told[which[0]].span.start, end=told[which[1] - 1].span.end)


def _side(brief: Brief, spans: Sequence[Span]) -> Side:
    words = sum(len(p.of(brief.text).split()) for p in brief.prose)
    inside = sum(len(s.of(brief.text).split()) for s in spans)
    return Side(brief=brief, words=words, share=min(1.0, inside / max(1, words)))
