"""Whether two names are one name spelled in two ways, with the reason.

Five answers, from sure to none:

- ``same``: equal letters, apart from case, marks, hyphens and small words (*Kim Jong-un*).
- ``variant``: two transliterations of one name (*Choïgou*, *Shoigu*), or two scripts.
- ``near``: something small differs that may also tell two people apart: one letter of a long
  name, a short form of a given name, an initial, a name or a small word in the middle, the order;
  or two transliterations where the given name is one that is written in Latin letters at home.
- ``short``: one is a part of the other (*Kim*, *Kim Jong Un*).
- ``different``.

Only the first two may merge by themselves. ``near`` and ``short`` want a second reason from the
context. Words that mix scripts or hold invisible characters are equal to themselves alone: a
look-alike is never the same name. Data: ``data/spelling.toml`` and the learned
``data/sounds.json``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rapidfuzz.distance import DamerauLevenshtein

from onrecord.knowledge.nameforms import (
    common_form,
    family_name,
    is_marked,
    letters_of,
    name_parts,
    plain,
    spelling_rules,
    words_of,
)
from onrecord.knowledge.sounds import script_of, sounds_like

Verdict = Literal["same", "variant", "near", "short", "different"]

#: Letters that a name may have and still be compared; a longer one is equal to itself alone.
LONGEST_NAME = 200
#: Two words of different scripts are one word from this mean log-probability of a letter on.
SOUNDS_ALIKE = -0.9
#: Letters from which on one of them may be a slip.
SLIP_FROM = 3
#: Spellings of the hushing sounds ch and sh in Latin and Cyrillic letters.
_HUSHING = re.compile("shch|chtch|schtsch|stch|tch|tsch|tsh|sch|sh|ch|[сзж]ч|[чшщ]")
_HUSHED = {"tch": "ch", "tsch": "ch", "tsh": "ch", "ч": "ch", "sch": "sh", "sh": "sh", "ш": "sh"}


@dataclass(frozen=True, slots=True)
class Likeness:
    """``because`` is empty for different names."""

    verdict: Verdict
    because: str = ""

    @property
    def merges(self) -> bool:
        """Whether this alone makes two names one."""
        return self.verdict in {"same", "variant"}


@lru_cache(maxsize=20_000)
def compare_words(a: str, b: str, family: bool = False, syllables: bool = False) -> Likeness:
    """Two words of two names. ``family`` tells that they stand where family names do,
    ``syllables`` that the names are Korean or Chinese."""
    script = script_of(a)
    if a == b or (script == script_of(b) and letters_of(a) == letters_of(b) != ""):
        return Likeness("same", "equal letters")
    if script != script_of(b):
        return _across_scripts(a, b)
    if script != "latin":
        return _within_script(a, b)
    p, q = common_form(a, family, syllables), common_form(b, family, syllables)
    if p == q and _hushes_alike(a, b):
        return Likeness("variant", f"{a} and {b} are two ways to transliterate one word")
    x, y = letters_of(a), letters_of(b)
    rules = spelling_rules()
    if rules.nicknames.get(x, frozenset()) & rules.nicknames.get(y, frozenset()):
        return Likeness("near", f"{a} and {b} are forms of one given name")
    if rules.korean.get(x, frozenset()) & rules.korean.get(y, frozenset()):
        return Likeness("near", f"{a} and {b} are spellings of one Korean name")
    if min(len(x), len(y)) == 1 and x[:1] == y[:1]:
        return Likeness("near", f"{a} and {b} begin alike, one is an initial")
    if min(len(p), len(q)) >= SLIP_FROM and _slip(p, q):
        return Likeness("near", f"{a} and {b} differ by one letter")
    return Likeness("different")


def _slip(a: str, b: str) -> bool:
    return abs(len(a) - len(b)) <= 1 and DamerauLevenshtein.distance(a, b, score_cutoff=1) <= 1


def _hushes_alike(a: str, b: str) -> bool:
    """Whether the sounds ch and sh fit: a Russian *ch* is *tch* in French, *ch* or *tch* in other
    languages, and never *sh*."""
    one, other = (
        [_HUSHED.get(found, "") for found in _HUSHING.findall(text)] for text in map(_heard, (a, b))
    )
    return len(one) != len(other) or all(
        x == y or not x or not y for x, y in zip(one, other, strict=True)
    )


def _heard(word: str) -> str:
    return word.lower() if script_of(word) == "cyrillic" else plain(word)


def _within_script(a: str, b: str) -> Likeness:
    """Two words of one script that is not Latin: another letter is another word, but for *y* and
    *i* in Cyrillic. Those that sound alike are near."""
    x, y = plain(a).replace(" ", ""), plain(b).replace(" ", "")
    if script_of(a) == "cyrillic" and re.sub("[iy]+", "i", x) == re.sub("[iy]+", "i", y):
        return Likeness("variant", f"{a} and {b} are two ways to write one word")
    if x == y:
        return Likeness("near", f"{a} and {b} sound alike")
    if script_of(a) != "han" and min(len(x), len(y)) >= SLIP_FROM and _slip(x, y):
        return Likeness("near", f"{a} and {b} differ by one letter")
    return Likeness("different")


def _across_scripts(a: str, b: str) -> Likeness:
    latin, other = (a, b) if script_of(a) == "latin" else (b, a)
    if script_of(latin) != "latin" or script_of(other) in {"latin", "other"}:
        return Likeness("different")
    alike = common_form(other, True) == common_form(latin, True)
    alike = alike or sounds_like(other, latin) >= SOUNDS_ALIKE
    if alike and (script_of(other) != "cyrillic" or _hushes_alike(other, latin)):
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
    if _joined(x) == _joined(y) != "" and script_of(a) == script_of(b):
        found = Likeness("same", "equal letters")
    else:
        found = _short(x, y) if len(x) == 1 or len(y) == 1 else _full(x, y)
    doubt = _doubt(a, b, found) if found.merges else ""
    return Likeness("near", doubt) if doubt else found


def _doubt(a: str, b: str, found: Likeness) -> str:
    """Why two names that seem to be one may be those of two people."""
    (x, one), (y, other) = name_parts(a), name_parts(b)
    if one != other and ((one and other) or min(len(x), len(y)) > 1):
        return f"{a} and {b} differ in a small word"
    if found.verdict == "variant" and script_of(a) == script_of(b) and min(len(x), len(y)) > 1:
        given = [w for w in (x[0], y[0]) if plain(w) in spelling_rules().written]
        if given:
            return f"{found.because}, but {given[0]} is a name of people who have but one spelling"
    return ""


def _joined(words: Sequence[str]) -> str:
    return "".join(letters_of(w) for w in words)


def _generation(words: Sequence[str]) -> tuple[str, ...]:
    if len(words) < 2:
        return ()
    return tuple(w for w in (plain(w) for w in words[1:]) if w in spelling_rules().generations)


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
    asian = (
        plain(x[0]) in spelling_rules().family_first
        and plain(y[0]) in spelling_rules().family_first
    )
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
    family = compare_words(x[0], y[0], True, True)
    given = compare_words("".join(x[1:]), "".join(y[1:]), False, True)
    if len(x) == len(y) and given.verdict == "near":
        apart = [compare_words(a, b, False, True) for a, b in zip(x[1:], y[1:], strict=True)]
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
