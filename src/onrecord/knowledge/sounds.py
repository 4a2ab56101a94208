"""How words of other scripts are written in Latin letters: how likely one is the other.

The probabilities are learned by ``training/sounds.py`` (Wikidata names, CC0): every letter of the
other script is written as up to three Latin letters. No words are kept, only numbers.
"""

from __future__ import annotations

import json
import math
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

from anyascii import anyascii

#: Latin letters that one letter of another script stands for at most.
LONGEST = 3
#: Probability of a Latin chunk that was never seen for a letter, for each of its letters.
UNSEEN = 1e-4
#: Words longer than this are not compared letter by letter.
LONGEST_WORD = 60

_SCRIPTS = (
    (0x0400, 0x052F, "cyrillic"),
    (0x0600, 0x06FF, "arabic"),
    (0x1100, 0x11FF, "hangul"),
    (0x3130, 0x318F, "hangul"),
    (0xAC00, 0xD7AF, "hangul"),
    (0x4E00, 0x9FFF, "han"),
    (0x3400, 0x4DBF, "han"),
)


def script_of(word: str) -> str:
    """The script of a word's first letter: one that has a table, "latin", or "other"."""
    for char in word:
        if char.isalpha():
            code = ord(char)
            if code < 0x250 or 0x1E00 <= code < 0x1F00:
                return "latin"
            return next((name for a, b, name in _SCRIPTS if a <= code <= b), "other")
    return "other"


@lru_cache(maxsize=4_000)
def letters(word: str) -> str:
    """A word in plain lower-case Latin letters, nothing else."""
    return "".join(c for c in anyascii(word).lower() if c.isascii() and c.isalpha())


@lru_cache(maxsize=4_000)
def heard(word: str) -> str:
    """A word of another script as the units that tables know: Cyrillic and Arabic letters without
    marks, Hangul jamo, the letters of toneless pinyin."""
    script = script_of(word)
    if script == "han":
        return letters(word)
    apart = unicodedata.normalize("NFKD" if script == "hangul" else "NFC", word.lower())
    if script == "arabic":
        apart = "".join(c for c in apart if not unicodedata.combining(c) and c != "\u0640")
    return "".join(c for c in apart if c.isalpha())


@cache
def _tables() -> Mapping[str, Mapping[str, Mapping[str, float]]]:
    path = files("onrecord") / "knowledge" / "data" / "sounds.json"
    return json.loads(path.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


@lru_cache(maxsize=20_000)
def sounds_like(other: str, latin: str) -> float:
    """How likely ``latin`` is ``other`` in Latin letters: the mean logarithm of the probability
    of a letter, 0 at best; minus infinity where there is no table for the script."""
    table = _tables().get(script_of(other))
    source, target = heard(other)[:LONGEST_WORD], letters(latin)[:LONGEST_WORD]
    if table is None or not source or not target:
        return -math.inf
    n = len(target)
    row = [0.0] * (n + 1)
    row[0] = 1.0
    for char in source:
        chunks = table.get(char, {})
        after = [0.0] * (n + 1)
        for j, here in enumerate(row):
            if here:
                for size in range(min(LONGEST, n - j) + 1):
                    p = chunks.get(target[j : j + size]) or UNSEEN ** (size or 1)
                    after[j + size] += here * p
        row = after
    return math.log(row[n]) / max(n, len(source)) if row[n] > 0 else -math.inf
