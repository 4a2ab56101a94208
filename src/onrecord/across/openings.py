"""Where in a text a name may begin: asked before names are looked for, since most stretches hold
none and looking is dear.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Container, Iterable, Iterator
from functools import lru_cache
from itertools import chain
from typing import Final

from onrecord.across.words import fold
from onrecord.knowledge.agencies import first_words, may_begin, squashed
from onrecord.language.charmap import plain_characters

#: Texts whose places are kept at hand: the tellings of one report are asked for together.
AT_HAND: Final = 4096
#: Words of which it is kept whether they begin a name.
WORDS: Final = 1 << 17
# The words of ``knowledge.agencies``, and those of ``across.words``.
_RAW = re.compile(r"[^\W_]+")
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|[^\W_]+")


class Openings:
    """Places of texts at which an agency is named, or a name begins whose first folded word is one
    of ``firsts``."""

    def __init__(self, firsts: Container[str]) -> None:
        self._agency = _Asked(_begins_agency)
        self._outlet = _Asked(lambda word: fold(word) in firsts)
        self._starts = lru_cache(maxsize=AT_HAND)(self._read)

    def any_in(self, text: str, start: int, end: int) -> bool:
        """Whether a name may begin in a stretch. Never false where one does."""
        if start == 0 and end >= len(text):  # a name by itself, not asked for again
            return any(True for _ in chain(self._agencies(text), self._outlets(text)))
        if _is_cut(text, start) or _is_cut(text, end):
            return True  # a piece of a word is a word of the stretch
        return self.near(text, start, end)

    def near(self, text: str, start: int, end: int) -> bool:
        """The same for a stretch of whole words, or where pieces of words do not matter."""
        starts = self._starts(text)
        at = bisect_left(starts, start)
        return at < len(starts) and starts[at] < end

    def _read(self, text: str) -> list[int]:
        return sorted({*self._agencies(text), *self._outlets(text)})

    def _agencies(self, text: str) -> Iterator[int]:
        words = _RAW.findall(text)
        found = self._agency.among(words)
        if not found:
            return
        # Places are asked for only where a name begins: few words do, and most texts have none.
        begins = [
            number
            for number, word in enumerate(words)
            if word in found and _begins(word, words[number + 1] if number + 1 < len(words) else "")
        ]
        if begins:
            places = [match.start() for match in _RAW.finditer(text)]
            yield from (places[number] for number in begins)

    def _outlets(self, text: str) -> Iterator[int]:
        plain = plain_characters(text)
        found = self._outlet.among(_WORD.findall(plain))
        if found:
            yield from (m.start() for m in _WORD.finditer(plain) if m.group() in found)


class _Asked:
    """What was asked of words: those that were asked, and those of which it holds. Texts repeat
    their words, so that two sets tell nearly all of a text."""

    def __init__(self, holds: Callable[[str], bool]) -> None:
        self._holds = holds
        self._known: set[str] = set()
        self._held: set[str] = set()

    def among(self, words: Iterable[str]) -> set[str]:
        """The words of which it holds."""
        given = set(words)
        new = given - self._known
        if len(self._known) > WORDS:
            self._known.clear()
            self._held.clear()
            new = given
        if new:
            self._known |= new
            self._held.update(filter(self._holds, new))
        return given & self._held


def _begins_agency(word: str) -> bool:
    # Of plain letters nothing is squashed but their case.
    return (word.lower() if word.isascii() else squashed(word)) in first_words()


@lru_cache(maxsize=WORDS)
def _begins(word: str, following: str) -> bool:
    return may_begin(word, following)


def _is_cut(text: str, at: int) -> bool:
    """Whether a place is in the middle of a word, or of a number with its separators."""
    if not 0 < at < len(text):
        return False
    before, behind = text[at - 1], text[at]
    return (before.isalnum() and behind.isalnum()) or before.isdigit() or behind.isdigit()
