"""What a sentence and its translation share without a word in common: names, numbers, dates,
places, quotations, kinds of deed, concepts of everyday words, and the beginnings of words that two
languages took from a third (*président*, *president*; Simard, Foster and Isabelle 1992)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import isinf
from typing import Final

from onrecord.across.brief import Brief
from onrecord.across.numbers import numbers_in
from onrecord.across.quoted import quotations
from onrecord.across.sentences import sentences
from onrecord.across.skeletons import skeleton
from onrecord.across.words import fold
from onrecord.knowledge.concepts import concept_words
from onrecord.language.charmap import plain_characters
from onrecord.model import Span

#: What an anchor of each kind weighs where it stands in one sentence of either report.
WEIGHTS: Final = {
    "key": 2.0,
    "name": 2.0,
    "number": 2.0,
    "place": 1.5,
    "time": 1.5,
    "deed": 0.7,
    "concept": 1.2,
    "cognate": 0.8,
}
#: What an anchor that the other sentence lacks takes away, as a share of its weight: a number is
#: seldom left out, a name may be a pronoun there, and most words are no cognates.
LACKING: Final = {
    "key": 0.15,
    "name": 0.15,
    "number": 0.5,
    "place": 0.15,
    "time": 0.15,
    "deed": 0.0,
    "concept": 0.1,
    "cognate": 0.05,
}
#: Letters of a skeleton that name something; of a word that may be a cognate, and its beginning.
NAME: Final = 3
COGNATE: Final = 5
BEGINNING: Final = 4
_DIGITS = re.compile(r"\d{1,3}(?:[ .,]\d{3})+(?!\d)|\d+(?:[.,]\d+)?")
_WORD = re.compile(r"[^\W\d_]+")

#: (kind, what): ``("number", "8200")``.
Anchor = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its anchors and the characters in it that are quoted."""

    span: Span
    anchors: frozenset[Anchor]
    quoted: int


def anchored(brief: Brief) -> list[Sentence]:
    """The sentences of a report's prose, in order."""
    said = list(quotations(brief.text, brief.prose))
    known = sorted(_known(brief), key=lambda k: k[0])
    dates = [when.span for when in brief.times]
    found = []
    for paragraph in brief.prose:
        for span in sentences(brief.text, paragraph):
            anchors = {anchor for held, anchor in known if span.covers(held)}
            anchors.update(_numbers(brief, span, dates))
            anchors.update(_words(brief, span))
            inside = sum(max(0, min(b, span.end) - max(a, span.start)) for a, b in said)
            found.append(Sentence(span, frozenset(anchors), inside))
    return found


def _known(brief: Brief) -> Iterator[tuple[Span, Anchor]]:
    """What the record knows of names, places, times and deeds, by where it stands."""
    plain = plain_characters(brief.text)
    for entity in brief.entities:
        if entity.key:
            for name in entity.names:
                for match in re.finditer(rf"\b{re.escape(plain_characters(name))}\b", plain):
                    yield Span(start=match.start(), end=match.end()), ("key", entity.key)
    for place in brief.places:
        if place.geonames_id is not None:
            yield place.span, ("place", str(place.geonames_id))
    for when in brief.times:
        yield when.span, ("time", f"{when.earliest}/{when.latest}")
    for deed in brief.deeds:
        yield deed.trigger, ("deed", deed.type)


def _numbers(brief: Brief, span: Span, dates: Sequence[Span]) -> Iterator[Anchor]:
    """Amounts, in words or digits, and whatever else stands in digits."""
    text = plain_characters(span.of(brief.text))
    for match in _DIGITS.finditer(text):
        bare = match[0].replace(" ", "")
        whole = re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", bare)
        yield "number", re.sub(r"[.,]", "" if whole else ".", bare)
    for number in numbers_in(brief.text, span, brief.language, dates):
        middle = (number.low + number.high) / 2
        for value in (middle,) if number.bound == "about" else (number.low, number.high):
            if not isinf(value):
                yield "number", f"{value:g}" if value < 1e6 else f"{value:.0f}"


def _words(brief: Brief, span: Span) -> Iterator[Anchor]:
    for match in _WORD.finditer(span.of(brief.text)):
        yield from _word(match.group(), brief.language)


@lru_cache(maxsize=1 << 16)
def _word(word: str, language: str) -> tuple[Anchor, ...]:
    """The anchors of a word: what concepts it may stand for, else how it begins; and a name."""
    bare, folded = skeleton(word), fold(word)
    found = [("concept", concept) for concept in sorted(concept_words(language).of(folded))]
    if len(word) >= COGNATE and not found:
        found.append(("cognate", folded[:BEGINNING]))
    if word[0].isupper() and len(bare) >= NAME:
        found.append(("name", bare))
    return tuple(found)
