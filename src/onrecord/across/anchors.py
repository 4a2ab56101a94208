"""What a sentence and its translation share without a word in common: names, numbers, dates,
places, quotations, kinds of deed, concepts of everyday words, and the beginnings of words that two
languages took from a third (*président*, *president*; Simard, Foster and Isabelle 1992).

They are taken from a report when it is read and stand in its brief as numbers: in a pile each
report would otherwise be gone through again for every comparison.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from math import isinf
from typing import Final

import numpy as np
import numpy.typing as npt
from msgspec import structs

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

#: The form in which anchors stand in a brief; those of another form are taken from its text again.
FORM: Final = 1
#: The kinds by their numbers, which stand in the last bits of an anchor's number.
KINDS: Final = tuple(WEIGHTS)
KIND_BITS: Final = 3

#: (kind, what): ``("number", "8200")``.
Anchor = tuple[str, str]
Numbers = npt.NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences of a report's prose in order: where each starts and ends, how many of its
    characters are quoted, and its anchors by their numbers, which stand at ``first[n]`` to
    ``first[n + 1]``, each once and in order."""

    starts: Numbers
    ends: Numbers
    quoted: Numbers
    first: Numbers
    anchors: Numbers

    def __len__(self) -> int:
        return len(self.starts)

    def span(self, start: int, end: int) -> Span:
        """The characters of the sentences ``start`` to ``end``."""
        return Span(start=int(self.starts[start]), end=int(self.ends[end - 1]))


def anchored(brief: Brief) -> Sentences:
    """The sentences of a report's prose: as its brief has them, or from its text."""
    form, count = np.frombuffer(brief.anchored, "<u4", 2).tolist() if brief.anchored else (0, 0)
    return _unpacked(brief.anchored, count) if form == FORM else _read(brief)


def packed(sentences: Sentences) -> bytes:
    """Sentences as a brief keeps them: form, number of sentences, then the columns."""
    head = np.array([FORM, len(sentences)])
    columns = (sentences.starts, sentences.ends, sentences.quoted, sentences.first)
    return np.concatenate([head, *columns, sentences.anchors]).astype("<u4").tobytes()


def _unpacked(data: bytes, count: int) -> Sentences:
    every = np.frombuffer(data, "<u4", offset=8)
    starts, ends, quoted, first, anchors = np.split(
        every, [count, 2 * count, 3 * count, 4 * count + 1]
    )
    return Sentences(starts, ends, quoted, first, anchors)


def with_anchors(brief: Brief) -> Brief:
    """A brief that holds the anchors of its text."""
    return structs.replace(brief, anchored=packed(_read(brief)))


def _read(brief: Brief) -> Sentences:
    said = list(quotations(brief.text, brief.prose))
    known = sorted(_known(brief), key=lambda k: k[0])
    starts = [held.start for held, _ in known]
    dates = [when.span for when in brief.times]
    spans: list[tuple[int, int, int]] = []
    first, anchors = [0], list[int]()
    for paragraph in brief.prose:
        for span in sentences(brief.text, paragraph):
            near = known[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
            found = {number_of(*anchor) for held, anchor in near if held.end <= span.end}
            found.update(number_of(*anchor) for anchor in _numbers(brief, span, dates))
            for match in _WORD.finditer(span.of(brief.text)):
                found.update(_word(match.group(), brief.language))
            inside = sum(
                min(b, span.end) - max(a, span.start)
                for a, b in said
                if a < span.end and span.start < b
            )
            spans.append((span.start, span.end, inside))
            anchors += sorted(found)
            first.append(len(anchors))
    starts_at, ends, quoted = np.array(spans, np.uint32).reshape(-1, 3).T
    return Sentences(
        starts_at, ends, quoted, np.array(first, np.uint32), np.array(anchors, np.uint32)
    )


@lru_cache(maxsize=1 << 16)
def number_of(kind: str, what: str) -> int:
    """An anchor's number, the same in every run; its kind is its last bits."""
    digest = blake2b(what.encode(), digest_size=4).digest()
    return int.from_bytes(digest, "big") >> KIND_BITS << KIND_BITS | KINDS.index(kind)


def _known(brief: Brief) -> Iterator[tuple[Span, Anchor]]:
    """What the record knows of names, places, times and deeds, by where it stands."""
    plain = plain_characters(brief.text)
    for entity in brief.entities:
        if entity.key:
            for name in entity.names:
                for span in whole(plain_characters(name), plain):
                    yield span, ("key", entity.key)
    for place in brief.places:
        if place.geonames_id is not None:
            yield place.span, ("place", str(place.geonames_id))
    for when in brief.times:
        yield when.span, ("time", f"{when.earliest}/{when.latest}")
    for deed in brief.deeds:
        yield deed.trigger, ("deed", deed.type)


def whole(name: str, text: str) -> Iterator[Span]:
    """Where a name stands in a text and goes on with no letter on either side."""
    at = text.find(name) if name else -1
    while at >= 0:
        end = at + len(name)
        before = at > 0 and _is_letter(text[at - 1])
        behind = end < len(text) and _is_letter(text[end])
        if before != _is_letter(name[0]) and behind != _is_letter(name[-1]):
            yield Span(start=at, end=end)
            at = text.find(name, end)
        else:
            at = text.find(name, at + 1)


def _is_letter(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def _numbers(brief: Brief, span: Span, dates: Sequence[Span]) -> Iterator[Anchor]:
    """Amounts, in words or digits, and whatever else stands in digits."""
    text = plain_characters(span.of(brief.text))
    for match in _DIGITS.finditer(text):
        bare = match[0].replace(" ", "")
        grouped = re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", bare)
        yield "number", re.sub(r"[.,]", "" if grouped else ".", bare)
    for number in numbers_in(brief.text, span, brief.language, dates):
        middle = (number.low + number.high) / 2
        for value in (middle,) if number.bound == "about" else (number.low, number.high):
            if not isinf(value):
                yield "number", f"{value:g}" if value < 1e6 else f"{value:.0f}"


@lru_cache(maxsize=1 << 16)
def _word(word: str, language: str) -> tuple[int, ...]:
    """The anchors of a word: what concepts it may stand for, else how it begins; and a name."""
    bare, folded = skeleton(word), fold(word)
    found = [("concept", concept) for concept in sorted(concept_words(language).of(folded))]
    if len(word) >= COGNATE and not found:
        found.append(("cognate", folded[:BEGINNING]))
    if word[0].isupper() and len(bare) >= NAME:
        found.append(("name", bare))
    return tuple(number_of(kind, what) for kind, what in found)
