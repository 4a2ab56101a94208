"""Where a report says whom it has something from: around its prose, and beside what is told in its
sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from onrecord.across.brief import Brief, Telling
from onrecord.across.words import folded_in, words_of
from onrecord.model import Span

#: Characters behind a telling in which the sentence that it stands in is followed to its end.
FRAME: Final = 160
#: The same before it, where who heard it is named.
OPENED: Final = 80
#: Words of a piece of a telling that says nothing by itself.
PIECE: Final = 5
#: Short words, and their letters, with which a piece begins that names who heard it.
OPENING, SHORT = 2, 2
_ENDS: Final = ".!?\n"
# Brackets that end a sentence, behind a word that is no name of which they could give the letters.
_BRACKETS: Final = re.compile(r"(?<!\w)[^\W_A-ZÀ-Þ]\w* ?\(([^()\n]{2,45})\)[.;!?]?\s*\Z")


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
    """A sentence cut at its commas, and behind who says it."""
    marks = (n for n in range(start, end) if text[n] == "," or text.startswith(": ", n))
    cuts = [start, *marks, end]
    return [Span(start=a, end=b) for a, b in pairwise(cuts)]


def opening(brief: Brief, telling: Telling) -> Span:
    """What of the sentence stands before the source, the cue and the words of a telling: *Speaking
    to Radio Tarn, ...*. Empty where it is long."""
    text, start = brief.text, telling.sentence.start
    at = start
    while at > max(0, start - OPENED) and text[at - 1] not in _ENDS:
        at -= 1
    found = Span(start=at, end=start)
    return found if at == 0 or text[at - 1] in _ENDS else Span(start=start, end=start)


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
    first = telling.spans[0]
    pieces = [folded_in(s.of(text))[1] for s in telling.spans]
    short = next((n for n, w in enumerate(pieces[0][: OPENING + 1]) if len(w) > SHORT), 0)
    if short:  # *à l'AFP avoir …*: the hearer was taken for the beginning of what is told
        opening = words_of(text, first.start, first.end)
        yield Span(start=opening[0].start, end=opening[short].end)
    at = start
    told = [s for s, words in zip(telling.spans, pieces, strict=True) if len(words) > PIECE]
    for span in sorted(told or telling.spans, key=lambda s: s.start):
        if span.start > at:
            yield Span(start=at, end=span.start)
        at = max(at, span.end)
    if end > at:
        yield Span(start=at, end=end)


def bracketed(text: str, start: int, end: int) -> Span | None:
    """What stands in brackets at the end of a sentence: *The bridge is closed (Radio Tarn).*"""
    found = _BRACKETS.search(text[start:end])
    return None if found is None else Span(start=start + found.start(1), end=start + found.end(1))
