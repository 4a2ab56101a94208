"""Whether two names are one name spelled in two ways, with the reason.

Five answers, from sure to none:

- ``same``: equal letters, apart from case, marks, hyphens and small words (*Kim Jong-un*).
- ``variant``: two transliterations of one name (*Choïgou*, *Shoigu*), or two scripts.
- ``near``: something small differs that may also tell two people apart: one letter of a long
name, a
  short form of a given name, an initial, a name in the middle, the order.
- ``short``: one is a part of the other (*Kim*, *Kim Jong Un*).
- ``different``.

Only the first two may merge by themselves. ``near`` and ``short`` want a second reason from the
context. Words that mix scripts or hold invisible characters are equal to themselves alone: a
look-alike is never the same name. Data: ``data/spelling.toml`` and the learned
``data/sounds.json``.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

from anyascii import anyascii
from rapidfuzz.distance import DamerauLevenshtein

from onrecord.knowledge.sounds import script_of, sounds_like

Verdict = Literal["same", "variant", "near", "short", "different"]

#: Letters that a name may have and still be compared; a longer one is equal to itself alone.
LONGEST_NAME = 200
#: Two words of different scripts are one word from this mean log-probability of a letter on.
SOUNDS_ALIKE = -0.9
#: Letters from which on one of them may be a slip.
SLIP_FROM = 3
_SPLIT = re.compile(r"[\s\-\u2010-\u2015.·・'’]+")


@dataclass(frozen=True, slots=True)
class Likeness:
    """``because`` is empty for different names."""

    verdict: Verdict
    because: str = ""

    @property
    def merges(self) -> bool:
        """Whether this alone makes two names one."""
        return self.verdict in {"same", "variant"}


@dataclass(frozen=True, slots=True)
class _Rules:
    particles: frozenset[str]
    generations: frozenset[str]
    transliteration: tuple[tuple[re.Pattern[str], str], ...]
    family: tuple[tuple[re.Pattern[str], str], ...]
    korean: Mapping[str, frozenset[int]]
    nicknames: Mapping[str, frozenset[int]]
    family_first: frozenset[str]


def _groups(rows: Sequence[Sequence[str]]) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, row in enumerate(rows):
        for word in row:
            found.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


@cache
def _rules() -> _Rules:
    path = files("onrecord") / "knowledge" / "data" / "spelling.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return _Rules(
        particles=frozenset(data["particles"]),
        generations=frozenset(data["generations"]),
        transliteration=tuple((re.compile(a), b) for a, b in data["transliteration"]),
        family=tuple((re.compile(a), b) for a, b in data["family"]),
        korean=_groups(data["korean"]["families"]),
        nicknames=_groups(data["nicknames"]["families"]),
        family_first=frozenset(data["korean"]["first"]),
    )


def is_marked(name: str) -> bool:
    """Whether a name holds what nobody sees or mixes scripts inside a word: look-alikes."""
    for char in name:
        if unicodedata.category(char) in {"Cf", "Cc", "Co", "Cs"}:
            return True
    for word in _SPLIT.split(name):
        scripts = {script_of(c) for c in word if c.isalpha()}
        if len(scripts) > 1:
            return True
    return False


@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """Lower-case ASCII letters and digits of a text, words apart by one space."""
    folded = anyascii(text).lower().replace("'", "").replace("`", "")
    return " ".join(re.findall(r"[a-z0-9]+", folded))


@lru_cache(maxsize=20_000)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name as they are, without small words that come and go."""
    words = [w for w in _SPLIT.split(name) if w]
    kept = [w for w in words if plain(w) not in _rules().particles]
    return tuple(kept or words)


@lru_cache(maxsize=20_000)
def common_form(word: str, family: bool) -> str:
    """A word as all conventions of transliteration write it."""
    rules = _rules()
    text = plain(word).replace(" ", "")
    for pattern, common in (*rules.transliteration, *(rules.family if family else ())):
        text = pattern.sub(common, text)
    return text


def family_name(name: str) -> str:
    """The word of a full name that stands for the family: the last one, or the first one of names
    such as *Kim Jong Un*, *Xi Jinping*."""
    words = words_of(name)
    if len(words) > 1 and plain(words[0]) in _rules().family_first:
        return words[0]
    kept = [w for w in words if plain(w) not in _rules().generations or len(words) == 1]
    return kept[-1] if kept else words[-1]


@lru_cache(maxsize=20_000)
def compare_words(a: str, b: str, family: bool = False) -> Likeness:
    """Two words of two names. ``family`` tells that they stand where family names do."""
    if a == b or (plain(a) == plain(b) and script_of(a) == script_of(b)):
        return Likeness("same", "equal letters")
    if script_of(a) != script_of(b):
        return _across_scripts(a, b)
    if common_form(a, family) == common_form(b, family):
        return Likeness("variant", f"{a} and {b} are two ways to transliterate one word")
    x, y = plain(a).replace(" ", ""), plain(b).replace(" ", "")
    rules = _rules()
    if rules.nicknames.get(x, frozenset()) & rules.nicknames.get(y, frozenset()):
        return Likeness("near", f"{a} and {b} are forms of one given name")
    if rules.korean.get(x, frozenset()) & rules.korean.get(y, frozenset()):
        return Likeness("near", f"{a} and {b} are spellings of one Korean name")
    if min(len(x), len(y)) == 1 and x[:1] == y[:1]:
        return Likeness("near", f"{a} and {b} begin alike, one is an initial")
    p, q = common_form(a, family), common_form(b, family)
    if min(len(p), len(q)) >= SLIP_FROM and _slip(p, q):
        return Likeness("near", f"{a} and {b} differ by one letter")
    return Likeness("different")


def _slip(a: str, b: str) -> bool:
    return abs(len(a) - len(b)) <= 1 and DamerauLevenshtein.distance(a, b, score_cutoff=1) <= 1


def _across_scripts(a: str, b: str) -> Likeness:
    latin, other = (a, b) if script_of(a) == "latin" else (b, a)
    if script_of(latin) != "latin" or script_of(other) in {"latin", "other"}:
        return Likeness("different")
    alike = common_form(other, True) == common_form(latin, True)
    if alike or sounds_like(other, latin) >= SOUNDS_ALIKE:
        return Likeness("variant", f"{other} is written {latin} in Latin letters")
    return Likeness("different")


@lru_cache(maxsize=20_000)
def compare_names(a: str, b: str) -> Likeness:
    """Two names of people, in any of the shipped scripts."""
    if a == b:
        return Likeness("same", "equal")
    if is_marked(a) or is_marked(b) or max(len(a), len(b)) > LONGEST_NAME:
        return Likeness("different")
    x, y = words_of(a), words_of(b)
    if not x or not y:
        return Likeness("different")
    if _generation(x) != _generation(y):
        return Likeness("different")
    if _joined(x) == _joined(y) and script_of(a) == script_of(b):
        return Likeness("same", "equal letters")
    if len(x) == 1 or len(y) == 1:
        return _short(x, y)
    return _full(x, y)


def _joined(words: Sequence[str]) -> str:
    return "".join(plain(w).replace(" ", "") for w in words)


def _generation(words: Sequence[str]) -> tuple[str, ...]:
    if len(words) < 2:
        return ()
    return tuple(w for w in (plain(w) for w in words[1:]) if w in _rules().generations)


def _short(x: Sequence[str], y: Sequence[str]) -> Likeness:
    """One of two names is a single word."""
    one, full = (x[0], y) if len(x) == 1 else (y[0], x)
    if len(full) == 1:
        found = compare_words(one, full[0], True)
        return found if found.verdict != "near" else Likeness("near", found.because)
    family = family_name(" ".join(full))
    for word in (family, full[-1], full[0]):
        found = compare_words(one, word, word == family)
        if found.merges:
            says = "is part of" if found.verdict == "same" else "sounds like part of"
            return Likeness("short", f"{one} {says} {' '.join(full)}")
    return Likeness("different")


def _full(x: Sequence[str], y: Sequence[str]) -> Likeness:
    """Two names of two words or more: given and family name must both agree."""
    asian = plain(x[0]) in _rules().family_first and plain(y[0]) in _rules().family_first
    if asian:
        return _family_first(x, y)
    given, family = compare_words(x[0], y[0]), compare_words(x[-1], y[-1], True)
    if "different" in {given.verdict, family.verdict}:
        if _joined(sorted(x)) == _joined(sorted(y)):
            return Likeness("near", "the same words in another order")
        return Likeness("different")
    reasons = [given, family]
    if len(x) == len(y):
        inner = [compare_words(a, b) for a, b in zip(x[1:-1], y[1:-1], strict=True)]
        if any(m.verdict == "different" for m in inner):
            return Likeness("different")
        reasons += inner
    elif len(x) != len(y) and all(r.merges for r in reasons):
        more = x if len(x) > len(y) else y
        fewer = y if more is x else x
        if len(fewer) > 2 and not _holds(more, fewer):
            return Likeness("different")
        extra = " ".join(w for w in more[1:-1])
        return Likeness("near", f"one has {extra} between")
    else:
        return Likeness("different")
    return _together(reasons)


def _holds(more: Sequence[str], fewer: Sequence[str]) -> bool:
    """Whether the words of a name stand in a longer one in the same order."""
    rest = iter(more)
    return all(any(compare_words(a, b).merges for b in rest) for a in fewer)


def _family_first(x: Sequence[str], y: Sequence[str]) -> Likeness:
    """*Kim Jong Un*, *Kim Jong-un*, *Kim Jongun*: the given name may be one word or two."""
    family = compare_words(x[0], y[0], True)
    given = compare_words("".join(x[1:]), "".join(y[1:]))
    if len(x) == len(y) and given.verdict == "near":
        apart = [compare_words(a, b) for a, b in zip(x[1:], y[1:], strict=True)]
        if any(p.verdict == "different" for p in apart):
            return Likeness("different")
    if "different" in {family.verdict, given.verdict}:
        return Likeness("different")
    return _together([family, given])


def _together(reasons: Sequence[Likeness]) -> Likeness:
    near = [r for r in reasons if r.verdict == "near"]
    if len(near) > 1:
        return Likeness("different")
    if near:
        return Likeness("near", near[0].because)
    variant = [r.because for r in reasons if r.verdict == "variant"]
    return Likeness("variant" if variant else "same", "; ".join(variant) or "equal letters")


def name_key(name: str) -> tuple[str, ...]:
    """A key that spellings of one name share mostly, to find candidates by: the common forms of the
    first and last word, in alphabetical order."""
    words = words_of(name)
    if not words:
        return ()
    forms = {common_form(words[0], False), common_form(words[-1], True)}
    return tuple(sorted(forms))
