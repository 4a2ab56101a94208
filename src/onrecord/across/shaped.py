"""Names of outlets: short forms and initials, and those that no list knows, by their shape."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from onrecord.across.brief import Brief
from onrecord.across.words import Word, words_of
from onrecord.knowledge.carriers import carrier_words
from onrecord.knowledge.nameforms import plain

#: Characters before a name in which what it is told by stands.
BEFORE: Final = 16
_IN_BRACKETS: Final = re.compile(r"(.+?)\s*\(([^()]+)\)")


def short_name(outlet: str) -> tuple[str, str]:
    """The long and the short name of *Agence de presse (ADP)*; twice the name of an outlet that has
    one only."""
    found = _IN_BRACKETS.fullmatch(outlet.strip())
    return (outlet, outlet) if found is None else (found[1], found[2])


def forms_of(outlets: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each outlet of a pile with every name that it goes by, outlets in order."""
    known = sorted(set(outlets))
    stems = _stems(known)
    for outlet in known:
        forms = dict.fromkeys((outlet, *short_name(outlet), stems.get(outlet, outlet)))
        yield from ((outlet, form) for form in forms)


def _stems(outlets: Sequence[str]) -> dict[str, str]:
    """For outlets what stands before their place, with the article that opens it: *Le Phare* for
    *Le Phare de Varn*; where it is of one outlet only, and no other is called so."""
    found: dict[str, str] = {}
    for outlet in outlets:
        words = words_of(outlet)
        cut = next((n for n, w in enumerate(words) if w.folded in carrier_words().of), 0)
        opened = bool(words) and words[0].folded in carrier_words().articles
        if opened and cut > 1 and cut + 1 < len(words):
            found[outlet] = outlet[: words[cut - 1].end]
    called = Counter((*outlets, *found.values()))
    return {outlet: stem for outlet, stem in found.items() if called[stem] == 1}


def initials_of(names: Iterable[tuple[str, ...]]) -> dict[str, str]:
    """Names by their initials, where these are of one name only."""
    found: dict[str, set[str]] = {}
    for name in names:
        for letters in carrier_words().initials(name):
            found.setdefault(letters, set()).add(" ".join(name))
    return {letters: min(known) for letters, known in found.items() if len(known) == 1}


def lettered(name: str) -> str:
    """The letters in *the state news agency QNP*; empty where a phrase is none of an agency."""
    words = words_of(name)
    last = name[words[-1].start : words[-1].end] if len(words) > 1 else ""
    agency = not carrier_words().shape_agency.isdisjoint(w.folded for w in words[:-1])
    return last if agency and last.isupper() and len(last) > 1 else ""


def told_to(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Those of ``shaped`` that something is told to, or by: *to the Varn Courier*."""
    known = carrier_words()
    for at, name in shaped(text, start, end):
        before = [w.folded for w in words_of(text, max(start, at - BEFORE), at)]
        while before and before[-1] in known.articles:
            before.pop()
        if before and before[-1] in known.shape_through:
            yield at, name


def shaped(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Where names stand in a stretch that are those of papers and stations by a word of theirs:
    *Varn Courier*, *Radio Tarn*; each without an article."""
    known = carrier_words()
    for run in _capitals(text, start, end):
        begins = next((n for n, w in enumerate(run[:-1]) if w.folded in known.shape_begins), None)
        ends = max((n for n, w in enumerate(run) if w.folded in known.shape_ends), default=0)
        if begins is not None:
            yield run[begins].start, text[run[begins].start : run[-1].end]
        elif ends:
            first = next(n for n, w in enumerate(run) if w.folded not in known.articles)
            if first < ends:
                yield run[first].start, text[run[first].start : run[ends].end]


def _capitals(text: str, start: int, end: int) -> Iterator[Sequence[Word]]:
    """Words with a capital that follow each other, small words of names between them."""
    small = carrier_words().small
    run: list[Word] = []
    between: list[Word] = []
    for word in words_of(text, start, end):
        before = (between or run)[-1:]
        joined = not before or not text[before[0].end : word.start].strip(" '’-\u00a0")
        if not joined:
            yield from (run,) if run else ()
            run, between = [], []
        if text[word.start].isupper():
            run += [*between, word] if run else [word]
            between = []
        elif run and word.folded in small:
            between.append(word)
        else:
            yield from (run,) if run else ()
            run, between = [], []
    if run:
        yield run


def name_in(brief: Brief, words: str) -> str:
    """The longest name of an organization that stands in words."""
    said = f" {plain(words)} "
    names = [
        name
        for entity in brief.entities
        if entity.kind in {"organization", "other"}
        for name in entity.names
        if f" {plain(name)} " in said
    ]
    return max(names, key=lambda n: (len(n), n), default="")
