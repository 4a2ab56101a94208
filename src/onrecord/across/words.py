"""A text as words to compare: folded, so that typography, case and accents do not part copies."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import islice
from typing import Final, NamedTuple

from onrecord.language.charmap import plain_characters

#: Words in a row that are no chance where two reports have more in common.
ROW: Final = 4
# A number keeps its separators (*1,200*, *3.5*); an elided article is a word of its own.
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|[^\W_]+")


# Where letters with marks stand: a text holds few, and to look for them is cheap.
_MARKS = range(0xC0, 0x180)
_MARKED = re.compile(f"[{chr(_MARKS[0])}-{chr(_MARKS[-1])}]")


class Word(NamedTuple):
    """``folded`` is what is compared; ``start`` and ``end`` are offsets in the text."""

    folded: str
    start: int
    end: int


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """A word without case and accents, in compatible forms of its letters."""
    if word.isascii():
        return word.lower()
    split = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in split if not unicodedata.combining(c)) or word


@cache
def _bare() -> dict[str, str]:
    """Letters with one mark, and the letters without it."""
    found = {}
    for letter in map(chr, _MARKS):
        split = unicodedata.normalize("NFKD", letter)
        if len(split) == 2 and unicodedata.combining(split[1]):
            found[letter] = split[0]
    return found


def without_accents(text: str) -> str:
    """A text in plain typography without accents, in its own case; offsets stay."""
    plain = plain_characters(text)
    return plain if plain.isascii() else _MARKED.sub(_without_mark, plain)


def _without_mark(found: re.Match[str]) -> str:
    letter = found.group()
    return _bare().get(letter, letter)


def folded_in(text: str) -> tuple[list[int], list[str]]:
    """Where each word of a text starts, and the words folded: what ``words_of`` says, in columns,
    which takes a third of the time."""
    plain = without_accents(text)
    lower = plain.lower()
    if len(lower) != len(plain):
        lower = plain
    matches = list(_WORD.finditer(lower))
    starts = [match.start() for match in matches]
    folded = [match.group() for match in matches]
    if lower is plain or not lower.isascii():
        for n, word in enumerate(folded):
            if lower is plain or not word.isascii():
                folded[n] = fold(plain[starts[n] : starts[n] + len(word)])
    return starts, folded


def is_between(text: str, at: int) -> bool:
    """Whether a place stands between words for sure, and not inside a number with separators."""
    before, behind = text[at - 1 : at] if at else "", text[at : at + 1]
    if before.isdigit() or behind.isdigit():
        return not (before.isalnum() or before in {".", ","}) or not (
            behind.isalnum() or behind in {".", ","}
        )
    return not (before.isalnum() and behind.isalnum())


def words_of(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of ``text[start:end]`` in order, with offsets in ``text``."""
    stop = len(text) if end is None else end
    plain = plain_characters(text[start:stop])
    return [
        Word(fold(m.group()), start + m.start(), start + m.end()) for m in _WORD.finditer(plain)
    ]


def first_words(text: str, count: int) -> list[str]:
    """The first words of a text, folded."""
    found = islice(_WORD.finditer(plain_characters(text)), count)
    return [fold(match.group()) for match in found]


def rows_of(words: Sequence[str]) -> frozenset[tuple[str, ...]]:
    """All ``ROW`` words that stand in a row."""
    return frozenset(tuple(words[n : n + ROW]) for n in range(len(words) - ROW + 1))
