"""A report's words as numbers to find copies by: skeletons that edits of letters do not part.

A skeleton is a word's consonants and digits in plain letters, so that one word that lost its
accents, was decoded wrongly, stands in capitals or follows another transliteration is still the
same: *déclaré*, *declare* and *DÃ©clarÃ©* are ``dclr``. Words of nothing else (*a*, *à*) and marks
are left out. Letters of scripts other than Latin are all kept.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final

import numpy as np
import numpy.typing as npt

from onrecord.across.brief import Brief
from onrecord.model import Span

Words = npt.NDArray[np.uint32]
Grams = npt.NDArray[np.uint64]

#: Words of a gram: four in a row are seldom shared by chance, and survive an edit nearby.
GRAM: Final = 4
#: Words of no report, set where something that is no prose stands between two paragraphs.
WALL: Final = 9
#: Skeletons of so many signs tell what a text is about, as function words do not.
TELLING: Final = 4
#: The bit of a word's number that says that it tells; see ``TELLING``.
TELLS: Final = np.uint32(1)
# A word of a script without spaces is a sign; a dash parts words.
_TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\s\u2013\u2014\u3040-\u30ff\u3400-\u9fff]+")
_VOWELS: Final = frozenset("aeiouy")
# The first letter beyond Latin and its marks: Greek.
_BEYOND_LATIN: Final = "\u0370"
_MIX: Final = np.uint64(0x9E3779B97F4A7C15)


def skeleton(word: str) -> str:
    """``skeleton("Déclaré,")`` is ``dclr``."""
    kept = []
    for letter in word.casefold():
        base = letter if letter < "\x80" else unicodedata.normalize("NFD", letter)[0]
        if not base.isalnum() or base in _VOWELS:
            continue
        if base < "\x80" or base >= _BEYOND_LATIN:
            kept.append(base)
    return "".join(kept)


def number_of(word: str) -> int:
    """A word's number, the same in every run; 0 for a word without skeleton."""
    bare = skeleton(word)
    if not bare:
        return 0
    number = int.from_bytes(blake2b(bare.encode(), digest_size=4).digest(), "big") & ~1
    return (number or 2) | (len(bare) >= TELLING)


class _Numbers(dict[str, int]):
    def __missing__(self, word: str) -> int:
        number = self[word] = number_of(word)
        return number


@dataclass(frozen=True, slots=True)
class Skeletons:
    """The words of many reports in one row. Those of report ``n`` stand at ``first[n]`` to
    ``first[n + 1]``; ``starts`` and ``ends`` are their offsets in the report's text (equal for a
    word of a wall), ``grams`` the number of each gram by its first word."""

    words: Words
    starts: npt.NDArray[np.uint32]
    ends: npt.NDArray[np.uint32]
    first: npt.NDArray[np.int64]
    grams: Grams

    def of(self, report: int) -> slice:
        return slice(int(self.first[report]), int(self.first[report + 1]))

    def span(self, start: int, end: int) -> Span:
        """The characters of the words ``start`` to ``end`` of the row."""
        return Span(start=int(self.starts[start]), end=int(self.ends[end - 1]))


def skeletons(briefs: Iterable[Brief]) -> Skeletons:
    """The words of the prose of reports, in the order given."""
    numbers = _Numbers()
    words: list[Words] = []
    spots: list[npt.NDArray[np.uint32]] = []
    first = [0]
    for brief in briefs:
        row, at = _row(brief.text, brief.prose, numbers)
        words.append(np.array(row, np.uint32))
        spots.append(np.array(at, np.uint32).reshape(-1, 2))
        first.append(first[-1] + len(row))
    every = np.concatenate([*words, np.zeros(0, np.uint32)])
    words.clear()
    where = np.concatenate([*spots, np.zeros((0, 2), np.uint32)])
    spots.clear()
    bounds = np.array(first, np.int64)
    return Skeletons(
        words=every,
        starts=np.ascontiguousarray(where[:, 0]),
        ends=np.ascontiguousarray(where[:, 1]),
        first=bounds,
        grams=_grams(every, bounds),
    )


def _row(
    text: str, prose: Sequence[Span], numbers: _Numbers
) -> tuple[list[int], list[tuple[int, int]]]:
    row: list[int] = []
    at: list[tuple[int, int]] = []
    end = None
    for span in prose:
        if end is not None and text[end : span.start].strip():
            row.extend([0] * WALL)
            at.extend([(end, end)] * WALL)
        end = span.end
        for token in _TOKEN.finditer(text, span.start, span.end):
            number = numbers[token.group()]
            if number:
                row.append(number)
                at.append(token.span())
    return row, at


def _grams(words: Words, first: npt.NDArray[np.int64]) -> Grams:
    """The gram that begins at each word; 0 where it would reach into a wall or the next report."""
    total = np.zeros(len(words), np.uint64)
    whole = max(0, len(words) - GRAM + 1)
    walled = np.zeros(whole, np.bool_)
    for n in range(GRAM):
        part = words[n : n + whole]
        walled |= part == 0
        total[:whole] ^= part
        total[:whole] *= _MIX
        total[:whole] ^= total[:whole] >> np.uint64(29)
    total[:whole][walled] = 0
    for back in range(1, GRAM):
        cut = first[1:] - back
        total[cut[cut >= 0]] = 0
    return total
