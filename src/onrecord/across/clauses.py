"""Long tellings cut where they tell another matter: *three people were hurt and the line broke*.

A short telling that is a part of a long one is one with that part only. What is cut must tell
something on either side of the cut, an event or an amount; no grammar is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Final

from msgspec.structs import replace

from onrecord.across.brief import Brief, Telling
from onrecord.knowledge.amounts import amount_words, any_word
from onrecord.language.charmap import plain_characters
from onrecord.model import Span

#: Words of a telling from which on it may tell two matters, and of each of them.
LONG: Final = 20
LEAST: Final = 5
_MARK: Final = r"[,;:](?= )|(?<= )[-\u2013](?= )"


@cache
def _cuts(language: str) -> re.Pattern[str]:
    """Where a clause may begin: behind a mark, before a word that ends what an amount is of."""
    words = amount_words(language)
    stops = any_word(words.stops) if words is not None and words.stops else ""
    return re.compile(rf"{_MARK}|(?<= )(?:{stops})(?= )" if stops else _MARK)


def parts(brief: Brief, telling: Telling, tells: Callable[[Span], bool]) -> tuple[Telling, ...]:
    """A telling, or the parts of its first span that tell a matter each, in order; what else it
    spans stays with the first part. ``tells`` says whether a stretch holds an amount."""
    span = telling.spans[0]
    if telling.quotation == "direct" or span.of(brief.text).count(" ") < LONG - 1:
        return (telling,)
    deeds = [d.trigger for d in brief.deeds if d.id in telling.deeds]

    def holds(piece: Span) -> bool:
        words = piece.of(brief.text).count(" ") + 1
        return words >= LEAST and (any(piece.covers(d) for d in deeds) or tells(piece))

    found = list(_pieces(brief, span, holds))
    if len(found) < 2:
        return (telling,)
    first, *more = found
    return (
        _part(brief, telling, (first, *telling.spans[1:])),
        *(_part(brief, telling, (piece,)) for piece in more),
    )


def _pieces(brief: Brief, span: Span, holds: Callable[[Span], bool]) -> Iterator[Span]:
    """The stretches between cuts, each joined to the one before it until both tell something."""
    plain = plain_characters(span.of(brief.text))
    start = span.start
    for match in _cuts(brief.language).finditer(plain.lower()):
        at = span.start + match.start()
        here, rest = Span(start=start, end=at), Span(start=at, end=span.end)
        if at > start and holds(here) and holds(rest):
            yield _trimmed(brief.text, here)
            start = at
    yield _trimmed(brief.text, Span(start=start, end=span.end))


def _trimmed(text: str, span: Span) -> Span:
    words = span.of(text)
    left = len(words) - len(words.lstrip(" ,;:-–"))
    kept = words.strip(" ,;:-–")
    return Span(start=span.start + left, end=span.start + left + len(kept))


def _part(brief: Brief, telling: Telling, spans: Sequence[Span]) -> Telling:
    def inside(span: Span) -> bool:
        return any(s.covers(span) for s in spans)

    said = " ".join(span.of(brief.text) for span in spans)
    named = {
        e.id
        for e in brief.entities
        if e.id in telling.names and any(name in said for name in (*e.names, *e.called))
    }
    times = {t.id for t in brief.times if inside(t.span)}
    places = {p.id for p in brief.places if inside(p.span)}
    deeds = {d.id for d in brief.deeds if inside(d.trigger)}
    return replace(
        telling,
        spans=tuple(spans),
        names=tuple(n for n in telling.names if n in named),
        times=tuple(n for n in telling.times if n in times),
        places=tuple(n for n in telling.places if n in places),
        deeds=tuple(n for n in telling.deeds if n in deeds),
    )
