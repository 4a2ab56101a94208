"""Whether words may hold an amount at all: asked before amounts are looked for, which is dear."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final

from onrecord.across.words import words_of
from onrecord.knowledge.amounts import amount_words
from onrecord.knowledge.timewords import time_words

# What a number in digits has.
_DIGIT: Final = re.compile(r"\d").search


@dataclass(frozen=True, slots=True)
class Counting:
    """Folded words: those of a number, those that may be an article as well, and what must stand
    behind these."""

    numbers: frozenset[str]
    articles: frozenset[str]
    behind: frozenset[str]


def may_count(words: Sequence[str], language: str) -> bool:
    """Whether folded words may hold an amount. Never false where ``numbers_in`` finds one in
    them."""
    held = counting(language)
    if held is None:
        return False
    # Every telling is asked: sets are met at once, and few words are left to look at one by one.
    if not held.numbers.isdisjoint(words) or _DIGIT("".join(words)):
        return True
    if held.articles.isdisjoint(words):
        return False
    return any(a in held.articles and b in held.behind for a, b in pairwise(words))


@cache
def counting(language: str) -> Counting | None:
    """The words of a language that may count; None where it has no amounts."""
    words = amount_words(language)
    if words is None:
        return None
    numbers = time_words(language).numbers
    values = {w: v for w, v in numbers.values.items() if not isinstance(v, str)}
    articles = _tokens(w for w, v in values.items() if v <= 1)
    more = (w for w, v in values.items() if v > 1)
    stated = (w for w, name in words.counted.items() if name in words.states)
    return Counting(
        numbers=_tokens((*more, *words.open, *words.rough, *words.none)) - articles,
        articles=articles,
        behind=articles | _tokens((*words.people, *stated, *words.scale, *numbers.joiners)),
    )


def _tokens(phrases: Iterable[str]) -> frozenset[str]:
    return frozenset(word.folded for phrase in phrases for word in words_of(phrase))
