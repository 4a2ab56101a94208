"""Reports that are translations of one another, whole or in part.

Reports of two languages are compared when they share rare anchors in near days (``meeting``). Two
reporters who tell one story share these too, but not sentence by sentence in one order: what tells
a translation is a row of sentences that fit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import log
from typing import Final

import numpy as np

from onrecord.across.aligned import Row, aligned
from onrecord.across.anchors import KIND_BITS, KINDS, WEIGHTS, Numbers, Sentences, anchored
from onrecord.across.brief import Brief, language_of
from onrecord.across.direction import Side, made, two_agencies
from onrecord.across.meeting import met
from onrecord.across.packed import column
from onrecord.across.spread import HERE, Spread
from onrecord.model import Span
from onrecord.model.case import Copy, Shared

#: Score of a row of pairs, and pairs in it, from which on it may be a translation.
ENOUGH: Final = 6.0
PAIRS: Final = 3
#: What the share of everyday words in common and the logarithm of the number of pairs weigh, and
#: what they must come to: log-odds, fitted on ``bench/gold``'s translations and story sets.
IN_COMMON: Final = 28.0
AS_LONG: Final = 3.5
LEAST: Final = 10.0
#: Score of a row from which on it is as likely as not.
LIKELY: Final = 9.0
#: Kinds of anchors that reports on one event need not share, as they do its names and numbers.
EVERYDAY: Final = frozenset({"deed", "concept", "cognate"})
_EVERYDAY: Final = np.array([WEIGHTS[kind] if kind in EVERYDAY else 0.0 for kind in KINDS])
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
            if is_translation(one, two, row) and not two_agencies(briefs[left], briefs[right]):
                found.append(_copy(briefs[left], briefs[right], one, two, row))
        return found

    for part in spread.of(compared, len(pairs)):
        yield from part


def is_translation(left: Sentences, right: Sentences, row: Row) -> bool:
    """Whether a row of pairs is long and sure enough. Names, numbers and days are alike in all
    reports of a story, in whatever order; of the words between them a translation has more."""
    if len(row.pairs) < PAIRS or row.score < ENOUGH:
        return False
    return IN_COMMON * everyday(left, right, row) + AS_LONG * log(len(row.pairs)) >= LEAST


def everyday(left: Sentences, right: Sentences, row: Row) -> float:
    """Of the everyday words and deeds of the sentences of a row the share that both have (0 to 1),
    by weight."""
    shared = every = 0.0
    for pair in row.pairs:
        one, other = _between(left, pair.left), _between(right, pair.right)
        shared += _weight(np.intersect1d(one, other))
        every += _weight(np.union1d(one, other))
    return shared / every if every else 0.0


def _between(told: Sentences, sentences: tuple[int, int]) -> Numbers:
    return told.anchors[told.first[sentences[0]] : told.first[sentences[1]]]


def _weight(anchors: Numbers) -> float:
    return float(_EVERYDAY[anchors & np.uint32((1 << KIND_BITS) - 1)].sum())


def _copy(left: Brief, right: Brief, one: Sentences, two: Sentences, row: Row) -> Copy:
    passages = [
        Shared(left=one.span(*pair.left), right=two.span(*pair.right)) for pair in row.pairs
    ]
    return made(
        "translation",
        _side(left, [p.left for p in passages]),
        _side(right, [p.right for p in passages]),
        passages,
        1 - 0.5 ** (row.score / LIKELY),
    )


def _side(brief: Brief, spans: Sequence[Span]) -> Side:
    words = sum(len(p.of(brief.text).split()) for p in brief.prose)
    inside = sum(len(s.of(brief.text).split()) for s in spans)
    return Side(brief=brief, words=words, share=min(1.0, inside / max(1, words)))
