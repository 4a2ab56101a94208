"""News agencies by the names under which papers credit them, also as scanners misread them.

The names are those of ``data/outlets.toml``. They are compared letter by letter, without case,
accents, stops, hyphens and spaces: *A. F. P.*, *A.F.P.* and *AFP* are one name. A name of two
agencies is nobody's.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from onrecord.knowledge.bodies import AGENCY, Body, bodies
from onrecord.knowledge.nameforms import is_marked, plain
from onrecord.knowledge.names import name_lists

#: Letters of an acronym at most.
ACRONYM = 5
#: Words of the longest name.
LONGEST = 6
#: Letters from which on a name survives slips, and letters a slip.
SLIPS_FROM, LETTERS_A_SLIP = 5, 7
#: Capitals that scanners take for each other, both ways.
_ALIKE = frozenset(
    frozenset(pair)
    for pair in (
        *("do", "o0", "oq", "co", "cg", "ef", "fp", "pr", "ft", "it", "i1", "il", "l1", "ij"),
        *("s8", "s5", "b8", "uv", "hn", "mn", "a4"),
    )
)
# What may stand between two words, or letters, of one name; also a word broken at a line's end.
_WORD = re.compile(r"[^\W_]+")
_GAP = re.compile(r"(?:['’]|\. ?|[ \n]|[-‐‑] ?\n?| ?\. ?)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyName:
    """``ambiguous``: it means something else too often to stand by itself. ``acronym``: it is
    short and written in capitals where papers write it in full."""

    body: Body
    name: str
    ambiguous: bool
    acronym: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedAt:
    """A name that stands in a text from ``start`` to ``end``, a stop of its own included; ``tail``
    is what is joined to it in one word (*Havasmeldung*)."""

    start: int
    end: int
    called: AgencyName
    tail: str = ""


#: Words whose letters are kept at hand.
KEPT_WORDS = 1 << 16


@lru_cache(maxsize=KEPT_WORDS)
def squashed(words: str) -> str:
    """Lower-case ASCII letters and digits of a name, with nothing between them."""
    return plain(words).replace(" ", "")


@cache
def _names() -> Mapping[str, AgencyName]:
    found: dict[str, list[AgencyName]] = defaultdict(list)
    for body in bodies():
        if body.kind != AGENCY:
            continue
        for name in body.names:
            letters = squashed(name)
            called = AgencyName(
                body=body,
                name=name,
                ambiguous=name in body.ambiguous,
                acronym=name.islower() or (len(letters) <= ACRONYM and not name[1:].islower()),
            )
            found[letters].append(called)
    return {
        letters: min(named, key=lambda n: (not n.ambiguous, not n.acronym))
        for letters, named in found.items()
        if len({n.body.key for n in named}) == 1
    }


@cache
def first_words() -> frozenset[str]:
    """The squashed first words of all names, acronyms whole and by their first letters."""
    names = [name for n in _names().values() for name in n.body.names]
    firsts = {squashed(_WORD.findall(name)[0]) for name in names}
    joined = {squashed(name) for name in names if " " not in name}
    return frozenset(firsts | joined | {n.name[0].lower() for n in _names().values() if n.acronym})


@cache
def _beginnings() -> frozenset[str]:
    """The squashed beginnings of all names, of any length."""
    return frozenset(name[:n] for name in _names() for n in range(1, len(name) + 1))


def may_begin(word: str, following: str) -> bool:
    """Whether a word of a text may begin a name there, with the word behind it or alone. Never
    false where ``agencies_in`` finds a name that begins with the word, is not ambiguous and is
    written as it should be (``cased``); cheaper by far."""
    letters = squashed(word)
    if letters not in first_words():
        return False
    alone = _names().get(letters)
    if alone is not None and not alone.ambiguous and cased(word, alone):
        return True
    return letters + squashed(following) in _beginnings() if following else False


def agency_called(words: str) -> AgencyName | None:
    """The one agency of this name, in any case; whether the case fits is told by ``cased``."""
    found = _names().get(squashed(words))
    return None if found is None or is_marked(" ".join(words.split())) else found


def may_be_agency(words: str) -> bool:
    """Whether words may be the whole name of an agency. Never false where they are; cheaper than
    to look for one."""
    return squashed(words) in _names()


def cased(words: str, called: AgencyName) -> bool:
    """Whether words are written as this name is: an acronym in capitals, unless papers write it
    like a word (*Tass*) or in small letters (*dpa*), all others with a capital."""
    if called.acronym:
        letters = [c for c in words if c.isalpha()]
        return all(map(str.isupper, letters)) or words in called.body.names
    return any(word[:1].isupper() for word in words.split())


def agencies_in(text: str, start: int, end: int, tails: tuple[str, ...] = ()) -> Iterator[NamedAt]:
    """All names in a stretch of text, whatever their case, in order, the longest at each place.
    ``tails`` are squashed words that may be joined to a name."""
    words = list(_WORD.finditer(text, start, end))
    i = 0
    while i < len(words):
        named, count = _longest(text, words, i)
        if named is None and tails:
            named = _joined(words[i], tails)
        if named is not None:
            yield named
        i += count


def _joined(word: re.Match[str], tails: tuple[str, ...]) -> NamedAt | None:
    surface = word.group()
    if len(surface) <= SLIPS_FROM + 3 or not surface[0].isupper():
        return None
    letters = squashed(surface)
    if not letters.endswith(tails):
        return None
    for tail in tails:
        name = letters.removesuffix(tail)
        for form in (name, name.removesuffix("s")):
            called = agency_called(form) if len(form) >= SLIPS_FROM and form != letters else None
            if called is not None:
                return NamedAt(start=word.start(), end=word.end(), called=called, tail=tail)
    return None


def _longest(text: str, words: Sequence[re.Match[str]], i: int) -> tuple[NamedAt | None, int]:
    if squashed(words[i].group()) not in first_words():
        return None, 1
    reach = i
    while reach + 1 < len(words) and reach + 1 - i < LONGEST:
        gap = _GAP.fullmatch(text, words[reach].end(), words[reach + 1].start())
        if gap is None:
            break
        reach += 1
    for last in range(reach, i - 1, -1):
        begin, stop = words[i].start(), words[last].end()
        surface = text[begin:stop]
        called = agency_called(surface)
        if called is not None and _is_whole(surface, called) and not _goes_on(text, words, i, last):
            stop += _is_dotted(surface) and text[stop : stop + 1] == "."
            return NamedAt(start=begin, end=stop, called=called), last - i + 1
    return None, 1


def _is_whole(surface: str, called: AgencyName) -> bool:
    """Whether the letters of an acronym stand together, or each by itself in capitals: *à P. A.
    Martin* holds no agency that ends in *a P*."""
    pieces = _WORD.findall(surface)
    if not called.acronym or len(pieces) == 1:
        return True
    return all(len(piece) == 1 for piece in pieces) and surface.isupper() and "." in surface


def _goes_on(text: str, words: Sequence[re.Match[str]], first: int, last: int) -> bool:
    """Whether letters with stops are a part of more such letters: *P. A.* in *O. P. A.*"""
    if len(words[last].group()) > 1:
        return False
    for one, other in ((first - 1, first), (last, last + 1)):
        if one >= 0 and other < len(words):
            letters = words[one].group() + words[other].group()
            gap = text[words[one].end() : words[other].start()]
            if len(letters) == 2 and letters.isupper() and gap.strip() == "." and len(gap) < 4:
                return True
    return False


def _is_dotted(surface: str) -> bool:
    return "." in surface and all(len(piece) == 1 for piece in _WORD.findall(surface))


@cache
def _by_size() -> Mapping[int, Sequence[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for letters in _names():
        found[len(letters)].append(letters)
    return found


def agency_misread(words: str, *, opens: bool = False) -> AgencyName | None:
    """The one agency whose name a scanner most likely made these words of: *Reutor*, *Havaa*,
    *A. E. P.*. None where nothing is near, where two are, or where the words name something else.

    Of an acronym in capitals one letter may stand for another that looks like it; of names of
    five letters and more, one letter in seven may be wrong, missing, too many or out of order.
    Ambiguous names are looked for only where the words open a dispatch in brackets.
    """
    letters = squashed(words)
    if not 3 <= len(letters) <= 40 or _means_else(words):
        return None
    short = len(letters) <= ACRONYM and words.isupper()
    near: dict[str, AgencyName] = {}
    best = 1 + len(letters) // LETTERS_A_SLIP
    for size in range(len(letters) - best, len(letters) + best + 1):
        for known in _by_size().get(size, ()):
            called = _names()[known]
            if called.ambiguous and (called.acronym or not opens):
                continue
            if short and called.acronym and _looks_alike(letters, known):
                distance = 1
            elif len(known) < SLIPS_FROM or (called.acronym and not short):
                continue
            else:
                distance = DamerauLevenshtein.distance(letters, known, score_cutoff=best)
            if distance < best:
                near, best = {}, distance
            if distance == best:
                near[called.body.key] = called
    return next(iter(near.values())) if len(near) == 1 else None


def _looks_alike(letters: str, known: str) -> bool:
    """Whether two acronyms differ in one letter, which looks like the other."""
    if len(letters) != len(known):
        return False
    wrong = [frozenset(pair) for pair in zip(letters, known, strict=True) if pair[0] != pair[1]]
    return len(wrong) == 1 and wrong[0] in _ALIKE


def _means_else(words: str) -> bool:
    """Whether words are a name that a list knows: a city, a country, a body, a first name."""
    lists = name_lists()
    name = words.strip(" .")
    forms = {name, name.title(), name.capitalize()}
    return any(f in lists.cities or f in lists.first_names or lists.known(f) for f in forms)
