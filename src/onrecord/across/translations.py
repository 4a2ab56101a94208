"""Reports that are translations of one another, whole or in part.

Reports of two languages are compared when they share rare anchors in near days (``meeting``). Two
reporters who tell one story share these too, but not sentence by sentence in one order: what tells
a translation is a row of sentences that fit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from onrecord.across.aligned import Row, aligned
from onrecord.across.anchors import Sentences, anchored
from onrecord.across.brief import Brief, language_of
from onrecord.across.direction import Side, made
from onrecord.across.meeting import met
from onrecord.across.packed import column
from onrecord.across.spread import HERE, Spread
from onrecord.model import Span
from onrecord.model.case import Copy, Shared

#: Score of a row of pairs, pairs in it, and score of a pair at the mean, that make a translation.
ENOUGH: Final = 9.0
PAIRS: Final = 3
MEAN: Final = 1.2
_AT_HAND: Final = 2048


def find_translations(briefs: Sequence[Brief], spread: Spread = HERE) -> Iterator[Copy]:
    """Translations among reports of several languages, in the order of ``briefs``."""
    if len(set(column(briefs, language_of))) < 2:
        return
    read = lru_cache(maxsize=_AT_HAND)(lambda number: anchored(briefs[number]))
    pairs = [
        (min(number, other), max(number, other))
        for number, others in met(briefs)
        for other in others
    ]

    def compared(start: int, end: int) -> list[Copy]:
        found = []
        for left, right in pairs[start:end]:
            one, two = read(left), read(right)
            row = aligned(one, two, ENOUGH)
            if is_translation(row):
                found.append(_copy(briefs[left], briefs[right], one, two, row))
        return found

    for part in spread.of(compared, len(pairs)):
        yield from part


def is_translation(row: Row) -> bool:
    """Whether a row of pairs is long and sure enough."""
    if len(row.pairs) < PAIRS or row.score < ENOUGH:
        return False
    return sum(pair.score for pair in row.pairs) / len(row.pairs) >= MEAN


def _copy(left: Brief, right: Brief, one: Sentences, two: Sentences, row: Row) -> Copy:
    passages = [
        Shared(left=one.span(*pair.left), right=two.span(*pair.right)) for pair in row.pairs
    ]
    return made(
        "translation",
        _side(left, [p.left for p in passages]),
        _side(right, [p.right for p in passages]),
        passages,
        1 - 0.5 ** (row.score / ENOUGH),
    )


def _side(brief: Brief, spans: Sequence[Span]) -> Side:
    words = sum(len(p.of(brief.text).split()) for p in brief.prose)
    inside = sum(len(s.of(brief.text).split()) for s in spans)
    return Side(brief=brief, words=words, share=min(1.0, inside / max(1, words)))
