"""What words mean, in several languages: ``data/meanings/*.toml``, written for this project.

A table is a field, a row of it a concept, with the words and phrases of each language that may
stand for it. What is in a table ``apart_...`` is of no field: *soon* and *late*, *France* and
*Spain* do not tell of one matter. Words are folded (lower case, no accents); ``*`` stands for any
ending, ``_`` joins the words of a phrase, those of one letter left out. A word may stand for
several concepts, and none is chosen: which one is meant shows where another telling has a word of
the same one.

The files are TOML of one kind of line, a concept on each, and are read as such: a parser of all of
TOML takes five times as long, and every start waits for it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple, TypeVar

from onrecord.errors import KnowledgeError

FOLDER: Final = "knowledge/data/meanings"
ANY: Final = "*"
JOINED: Final = "_"
APART: Final = "apart_"
#: Letters of the first word of a phrase that it is looked up by.
LOOKED_UP: Final = 2
#: Words whose concepts are kept at hand.
KEPT_WORDS: Final = 1 << 16
# ``[field]``, ``concept = { en = "...", fr = "..." }``, and the words of one language of it.
_FIELD = re.compile(r"\[(\w+)\]")
_CONCEPT = re.compile(r'(\w+) = \{((?: \w+ = "[^"]*",?)+) \}')
_WORDS = re.compile(r'(\w+) = "([^"]*)"')

T = TypeVar("T")


class Phrase(NamedTuple):
    """Words in a row, each with ``*`` for any ending, and the concept that they stand for."""

    words: tuple[str, ...]
    concept: str

    def stands(self, words: Sequence[str], at: int) -> bool:
        """Whether the phrase stands in ``words`` from there on."""
        return len(words) - at >= len(self.words) and all(
            map(_fits, self.words, words[at : at + len(self.words)])
        )


def _keep(known: dict[str, T], word: str, found: T) -> None:
    """Remembers what was found, and forgets all before it gets too much."""
    if len(known) >= KEPT_WORDS:
        known.clear()
    known[word] = found


def _fits(own: str, word: str) -> bool:
    return word.startswith(own[:-1]) if own[-1] == ANY else word == own


@dataclass(frozen=True, slots=True, eq=False)
class Meanings:
    """The concepts of a language's words: of whole words, of beginnings, and of phrases by the
    first letters of their first word."""

    whole: Mapping[str, frozenset[str]]
    beginnings: Mapping[str, frozenset[str]]
    phrases: Mapping[str, Sequence[Phrase]]
    # What was asked of each word: texts repeat their words.
    _known: dict[str, frozenset[str]] = field(default_factory=dict)
    _opening: dict[str, dict[str, list[Phrase]]] = field(default_factory=dict)

    def of(self, word: str) -> frozenset[str]:
        """The concepts that a folded word may stand for; none for one that is not known."""
        found = self._known.get(word)
        if found is None:
            found = self.whole.get(word, frozenset())
            for end in range(2, len(word) + 1):
                found |= self.beginnings.get(word[:end], frozenset())
            _keep(self._known, word, found)
        return found

    def opened_by(self, word: str) -> dict[str, list[Phrase]]:
        """The phrases that a folded word may be the first of, by the first letter of the second."""
        found: dict[str, list[Phrase]] = {}
        for phrase in self.phrases.get(word[:LOOKED_UP], ()):
            if _fits(phrase.words[0], word):
                found.setdefault(phrase.words[1][0], []).append(phrase)
        _keep(self._opening, word, found)
        return found

    def lengths(self, words: Sequence[str]) -> Iterator[int]:
        """Of how many words in a row each phrase is that ``told`` finds, and each single word."""
        at, last = 0, len(words) - 1
        opened = self._opening
        while at <= last:
            phrases = opened.get(words[at])
            if phrases is None:
                phrases = self.opened_by(words[at])
            near = phrases.get(words[at + 1][0], ()) if phrases and at < last else ()
            length = max([len(p.words) for p in near if p.stands(words, at)], default=1)
            yield length
            at += length

    def told(self, words: Sequence[str]) -> Iterator[tuple[Sequence[str], frozenset[str]]]:
        """Folded words in a row, parted into phrases, the longest, and single words, with their
        concepts."""
        at, last = 0, len(words) - 1
        opened, known = self._opening, self._known
        while at <= last:
            word = words[at]
            phrases = opened.get(word)
            if phrases is None:
                phrases = self.opened_by(word)
            # Most words open no phrase, most that do stand before one that none goes on with.
            near = phrases.get(words[at + 1][0], ()) if phrases and at < last else ()
            stand = [p for p in near if p.stands(words, at)] if near else ()
            if not stand:
                found = known.get(word)
                yield words[at : at + 1], self.of(word) if found is None else found
                at += 1
                continue
            longest = max(len(p.words) for p in stand)
            found = frozenset(p.concept for p in stand if len(p.words) == longest)
            yield words[at : at + longest], found
            at += longest


@cache
def meanings(language: str) -> Meanings:
    """The meanings of a language, read once; none for a language that the data does not have.
    Raises KnowledgeError for a file out of form."""
    whole: dict[str, frozenset[str]] = {}
    beginnings: dict[str, frozenset[str]] = {}
    phrases: dict[str, list[Phrase]] = defaultdict(list)
    for concept, row in _concepts().items():
        # Most words stand for one concept only: all of them have one set.
        alone = frozenset((concept,))
        for entry in row.words.get(language, "").split():
            if JOINED in entry:
                words = tuple(entry.split(JOINED))
                phrases[words[0].rstrip(ANY)[:LOOKED_UP]].append(Phrase(words, concept))
                continue
            found, word = (beginnings, entry[:-1]) if entry[-1] == ANY else (whole, entry)
            found[word] = found[word] | alone if word in found else alone
    return Meanings(whole, beginnings, {start: tuple(found) for start, found in phrases.items()})


@cache
def fields() -> Mapping[str, str]:
    """The field of each concept; that of one that stands apart is the concept itself."""
    rows = _concepts().items()
    return {name: name if row.field.startswith(APART) else row.field for name, row in rows}


class _Row(NamedTuple):
    """Field and words, by language, of a concept."""

    field: str
    words: Mapping[str, str]


@cache
def _concepts() -> Mapping[str, _Row]:
    """The concepts of all files. One stands once."""
    found: dict[str, _Row] = {}
    folder = files("onrecord").joinpath(FOLDER)
    for path in sorted(folder.iterdir(), key=lambda p: p.name):
        if path.name.endswith(".toml"):
            for concept, row in _rows(path.name, path.read_text(encoding="utf-8")):
                if concept in found:
                    raise KnowledgeError(f"told twice: {concept}", about=path.name)
                found[concept] = row
    return found


def _rows(name: str, text: str) -> Iterator[tuple[str, _Row]]:
    of = ""
    for line in text.splitlines():
        if concept := _CONCEPT.fullmatch(line):
            yield concept[1], _Row(of, dict(_WORDS.findall(concept[2])))
        elif field_ := _FIELD.fullmatch(line):
            of = field_[1]
        elif line and line[0] != "#":
            raise KnowledgeError(f"out of form: {line}", about=name)
