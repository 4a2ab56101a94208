"""Which words of a language mean whom, in PLOVER's sectors: its ``sectors.toml``.

Words are compared without accents and case; a hyphen parts words, an apostrophe too (*l'armée*,
*Russia's*).
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal, get_args

from onrecord.errors import KnowledgeError
from onrecord.knowledge.nameforms import plain

FILE = "sectors.toml"
#: How much a word says of who acts, from least to most.
Level = Literal["last", "weak", "leads", "words"]
LEVELS: tuple[Level, ...] = get_args(Level)
_PIECE = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Word:
    """``bare`` is what words are compared by, ``before`` the characters between it and the word
    before."""

    text: str
    bare: str
    before: str

    @property
    def capital(self) -> bool:
        return self.text[:1].isupper()

    @property
    def owns(self) -> bool:
        """The *s* of a possessive."""
        return self.bare == "s" and self.before in {"'", "’", "ʼ"}


@dataclass(frozen=True, slots=True)
class Entry:
    """``second`` is a second sector that the words tell by themselves (*opposition party*)."""

    words: tuple[str, ...]
    sector: str
    second: str
    level: Level


@dataclass(frozen=True, slots=True)
class Found:
    """An entry that stands in a phrase; ``end`` is behind its last word."""

    entry: Entry
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sectors:
    """``head_last`` tells that the word which means most stands last in a phrase. Of ``marks``,
    *owner*, *place*, *other* and *stop* part a phrase, *plain* tell nothing; ``topics`` give the
    second sector of a ministry, ``belongs`` the country code of peoples and parts."""

    head_last: bool
    endings: tuple[tuple[str, str], ...]
    entries: Mapping[str, Sequence[Entry]]
    marks: Mapping[str, frozenset[str]]
    topics: Mapping[str, str]
    belongs: Mapping[str, str]

    def forms(self, bare: str) -> set[str]:
        """A word and what it can be the plural of."""
        found = {bare}
        for ending, instead in self.endings:
            if bare.endswith(ending) and len(bare) > len(ending) + 1:
                found.add(bare.removesuffix(ending) + instead)
        return found

    def is_mark(self, word: Word, *kinds: str) -> bool:
        return any(word.bare in self.marks[kind] for kind in kinds)

    def knows(self, word: Word) -> bool:
        """Whether an entry begins with a word or is about it: no name then."""
        forms = self.forms(word.bare)
        return any(form in self.entries or form in self.topics for form in forms)


def split(text: str) -> tuple[Word, ...]:
    """The words of a text."""
    found, end = [], 0
    for match in _PIECE.finditer(text):
        bare = plain(match.group()).replace(" ", "")
        if bare:
            found.append(Word(match.group(), bare, text[end : match.start()]))
            end = match.end()
    return tuple(found)


def bare_words(text: str) -> tuple[str, ...]:
    return tuple(word.bare for word in split(text))


@cache
def sectors(language: str) -> Sectors:
    """The words of a language, read once. Raises KnowledgeError for a file that is not there or out
    of form."""
    where = f"{language}/{FILE}"
    try:
        path = files("onrecord") / "languages" / language / FILE
        data: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        entries: dict[str, list[Entry]] = defaultdict(list)
        for both, levels in data["sector"].items():
            sector, _, second = both.partition(" ")
            for level, listed in levels.items():
                if level not in LEVELS:
                    raise KnowledgeError(f"no such level: {level}", about=f"{where}: {both}")
                for text in listed:
                    words = bare_words(text)
                    entries[words[0]].append(Entry(words, sector, second, level))
        return Sectors(
            head_last=data["head_last"],
            endings=tuple((plain(a), plain(b)) for a, b in data["plural"]),
            entries={k: tuple(sorted(v, key=lambda e: -len(e.words))) for k, v in entries.items()},
            marks={kind: _bare_set(listed) for kind, listed in data["marks"].items()},
            topics=_turned(data["topic"]),
            belongs=_turned(data["belongs"]),
        )
    except FileNotFoundError as error:
        raise KnowledgeError("this language folder lacks the file", about=where) from error
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError, IndexError) as error:
        raise KnowledgeError(f"out of form: {error!r}", about=where) from error


def _bare_set(listed: Sequence[str]) -> frozenset[str]:
    return frozenset(" ".join(bare_words(text)) for text in listed)


def _turned(table: Mapping[str, Sequence[str]]) -> dict[str, str]:
    return {" ".join(bare_words(text)): code for code, listed in table.items() for text in listed}


def found_in(
    words: Sequence[Word], known: Sectors, apart: Set[int], through: Set[int]
) -> list[Found]:
    """The entries that stand in a phrase, the longest at each place, in order. Words ``apart`` are
    names; those ``through`` may stand within an entry (*l'armée malienne de l'air*)."""
    found: list[Found] = []
    at = 0
    while at < len(words):
        entry = None if at in apart else _longest(words, at, known, apart, through)
        if entry is None:
            at += 1
        else:
            found.append(entry)
            at = entry.end
    return found


def _longest(
    words: Sequence[Word], at: int, known: Sectors, apart: Set[int], through: Set[int]
) -> Found | None:
    candidates = [e for form in known.forms(words[at].bare) for e in known.entries.get(form, ())]
    for entry in sorted(candidates, key=lambda e: -len(e.words)):
        end = _end_of(words, at, entry, known, apart, through)
        if end:
            return Found(entry, at, end)
    return None


def _end_of(
    words: Sequence[Word],
    at: int,
    entry: Entry,
    known: Sectors,
    apart: Set[int],
    through: Set[int],
) -> int:
    """Behind the last word of an entry that begins here, or 0."""
    places = (n for n in range(at, len(words)) if n not in through)
    last = at
    for wanted, place in _paired(entry.words, places):
        if place is None or place in apart or wanted not in known.forms(words[place].bare):
            return 0
        if place > at and "," in words[place].before:
            return 0
        last = place
    return last + 1


def _paired(wanted: Sequence[str], places: Iterator[int]) -> Iterator[tuple[str, int | None]]:
    for word in wanted:
        yield word, next(places, None)
