"""What a telling means beside its words: its content words and phrases, each with all that it may
be one with, the same word, the same beginning, the same concept, in whatever language.

Two tellings mean alike as far as what each says is said by the other, too, everyday words counting
for little. No sense is chosen for a word of several: *appel* is one with *appeal* and with *call*,
and the other words have to fit as well. That is cheap, the same on every machine, and every part of
the answer can be shown.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import fsum, sqrt
from typing import Final

from onrecord.across.brief import Brief
from onrecord.across.matter import BRIDGE_FROM, BRIDGE_LETTERS, as_number, plain_words
from onrecord.knowledge.everyday import COMMON, UNLISTED, everyday
from onrecord.knowledge.meanings import fields, meanings
from onrecord.knowledge.wording import wording
from onrecord.model import Span

#: Rarity of a phrase that is known, and of a number.
PHRASE, NUMBER = 6.0, 7.0
#: Of a telling by itself nothing is known of how often its report tells a thing.
NOTHING: Final[Mapping[Hashable, int]] = {}
#: Words of all tellings that are kept at hand.
KEPT_WORDS: Final = 1 << 16


@dataclass(frozen=True, slots=True)
class Part:
    """A word or phrase: what it weighs, what it may be one with, the fields it is of."""

    words: str
    weight: float
    ids: frozenset[str]
    fields: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Meant:
    """The parts of a telling with what each weighs there, and what any of them may be one with."""

    parts: tuple[Part, ...]
    weights: tuple[float, ...]
    ids: frozenset[str]
    fields: frozenset[str]
    weight: float


@dataclass(frozen=True, slots=True)
class Common:
    """Of what each of two tellings says, the share (0 to 1) that the other says, too; ``near`` is
    what of the rest at least belongs to one field, on average; ``words`` are those of the first
    that the other has, the weightiest first."""

    left: float
    right: float
    near: float
    words: tuple[str, ...]

    @property
    def alike(self) -> float:
        return sqrt(self.left * self.right)


def parts_told(texts: Iterable[str], language: str) -> tuple[Part, ...]:
    """The parts of what stretches of a text mean together. Equal ones count once."""
    parts = {part.ids: part for text in texts for part in _parts(text, language)}
    return tuple(parts.values())


def meant(texts: Iterable[str], language: str) -> Meant:
    """What stretches of a text mean together."""
    return meant_by(parts_told(texts, language))


def meant_by(kept: tuple[Part, ...], often: Mapping[Hashable, int] = NOTHING) -> Meant:
    """What parts mean together. ``often`` counts the tellings of their report that have what a part
    may be one with: of a strike all tell, so that *strike* says little of which matter is told."""
    return weighed(
        kept,
        tuple(part.weight / max(1, *(often.get(n, 1) for n in part.ids)) for part in kept),
    )


def weighed(kept: tuple[Part, ...], weights: tuple[float, ...]) -> Meant:
    """What parts mean together that weigh so much."""
    return Meant(
        kept,
        weights,
        frozenset(n for part in kept for n in part.ids),
        frozenset(n for part in kept for n in part.fields),
        fsum(weights),
    )


def parts_in(brief: Brief, spans: Iterable[Span]) -> tuple[Part, ...]:
    """The parts of what stretches of a report mean together."""
    return parts_told([span.of(brief.text) for span in spans], brief.language)


@lru_cache(maxsize=8)
def in_common(left: Meant, right: Meant) -> Common:
    """What two tellings have in common. The last pairs are kept: several rows ask."""
    one, near, words = _met(left, right)
    other, nearer, _ = _met(right, left)
    return Common(one, other, (near + nearer) / 2, words)


def _met(left: Meant, right: Meant) -> tuple[float, float, tuple[str, ...]]:
    if not left.weight or not right.weight:
        return 0.0, 0.0, ()
    same: list[tuple[float, str]] = []
    near: list[float] = []
    for part, weight in zip(left.parts, left.weights, strict=True):
        if not part.ids.isdisjoint(right.ids):
            same.append((-weight, part.words))
        elif not part.fields.isdisjoint(right.fields):
            near.append(weight)
    same.sort()
    share = -fsum(weight for weight, _ in same) / left.weight
    return share, fsum(near) / left.weight, tuple(words for _, words in same)


def _parts(text: str, language: str) -> Iterator[Part]:
    words = plain_words(text)
    function = wording(language).function
    for told, _ in meanings(language).told(words):
        if len(told) > 1 or told[0] not in function:
            part = part_of(" ".join(told), language)
            if part.weight > 0:
                yield part


@lru_cache(maxsize=KEPT_WORDS)
def part_of(word: str, language: str) -> Part:
    """The part that a word is, or the words of a phrase (folded, between spaces)."""
    if " " in word:
        ((_, concepts),) = meanings(language).told(word.split(" "))
        return _part(word, PHRASE, (), concepts)
    if word[0].isdigit():
        return _part(word, NUMBER, (f"={as_number(word).replace(',', '.')}",), ())
    rules = wording(language)
    stem = rules.stem(word)
    notion = rules.notion(stem)
    ids = [f"{language}:{stem}"]
    if notion:
        ids.append(f"={notion}")
    if len(word) >= BRIDGE_FROM:
        ids.append(f"~{word[:BRIDGE_LETTERS]}")
    rarity = everyday(language).get(stem, UNLISTED)
    return _part(word, rarity, ids, meanings(language).of(word))


def _part(words: str, rarity: float, ids: Iterable[str], concepts: Iterable[str]) -> Part:
    of = fields()
    concepts = frozenset(concepts)
    return Part(
        words,
        max(0.0, rarity - COMMON),
        frozenset([*ids, *concepts]),
        frozenset(of[c] for c in concepts),
    )
