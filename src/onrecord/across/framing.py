"""Where a report says whom it has something from: around its prose, and beside what is told in its
sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from onrecord.across.brief import Brief, Telling
from onrecord.across.words import words_of
from onrecord.model import Span

#: Characters behind a telling in which the sentence that it stands in is followed to its end.
FRAME: Final = 160
#: Words of a piece of a telling that says nothing by itself.
PIECE: Final = 5
#: Short words, and their letters, with which a piece begins that names who heard it.
OPENING, SHORT = 2, 2
_ENDS: Final = ".!?\n"


def outside(brief: Brief) -> Iterator[Span]:
    """The stretches of a report that are neither prose nor titles: datelines, bylines, credits."""
    at = 0
    for span in sorted((*brief.prose, *brief.titles), key=lambda s: (s.start, s.end)):
        if brief.text[at : span.start].strip():
            yield Span(start=at, end=span.start)
        at = max(at, span.end)
    if brief.text[at:].strip():
        yield Span(start=at, end=len(brief.text))


def clauses(text: str, start: int, end: int) -> list[Span]:
    """A sentence cut at its commas."""
    cuts = [start, *(n for n in range(start, end) if text[n] == ","), end]
    return [Span(start=a, end=b) for a, b in pairwise(cuts)]


def stop(brief: Brief, telling: Telling) -> int:
    """Where the sentence ends that a telling stands in."""
    text, end = brief.text, telling.sentence.end
    limit = min(len(text), end + FRAME)
    while end < limit and text[end - 1] not in _ENDS:
        end += 1
    return end


def frame(brief: Brief, telling: Telling) -> Iterator[Span]:
    """What of its sentence stands outside what is told: *… , the mayor told AFP.* A piece of few
    words beside longer ones is taken for outside."""
    text = brief.text
    start, end = telling.sentence.start, stop(brief, telling)
    opening = words_of(text, telling.spans[0].start, telling.spans[0].end)[: OPENING + 1]
    short = next((n for n, w in enumerate(opening) if len(w.folded) > SHORT), 0)
    if short:  # *à l'AFP avoir …*: the hearer was taken for the beginning of what is told
        yield Span(start=opening[0].start, end=opening[short].end)
    at = start
    told = [s for s in telling.spans if len(words_of(text, s.start, s.end)) > PIECE]
    for span in sorted(told or telling.spans, key=lambda s: s.start):
        if span.start > at:
            yield Span(start=at, end=span.start)
        at = max(at, span.end)
    if end > at:
        yield Span(start=at, end=end)
