"""What the words of a pile are worth: content words as numbers, how rare each is, and what story
a report tells.

Every word is known by its stem; by its *bridge*, what words of two languages have in common: the
notion of the stem, or the first letters of a long word, which are equal in most words that
languages borrowed from one another (*incendie*, *incendiary*).
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from math import fsum, log, sqrt

import numpy as np
from numpy.typing import NDArray

from onrecord.across.brief import Brief, language_of
from onrecord.across.packed import column
from onrecord.across.storied import Stories
from onrecord.across.words import fold
from onrecord.knowledge.concepts import concept_words
from onrecord.knowledge.everyday import COMMON, UNLISTED, everyday
from onrecord.knowledge.wording import wording
from onrecord.language.charmap import plain_characters
from onrecord.model import Span

#: A pile of few reports does not show which words are rare: as if so many more had been read, none
#: with a word of the pile.
UNSEEN_REPORTS = 300
#: A word of so many reports is rare.
FEW_REPORTS = 2
#: Words of a report that stand for its story, the weightiest: where events are compared, and where
#: statements are, which asks for more of them.
STORY_WORDS = 32
TALE_WORDS = 48
#: How rare a number is among words (see ``knowledge/everyday``): many stories have the same.
NUMBER = 4.5
#: Words so long are bridged by their first letters.
BRIDGE_FROM, BRIDGE_LETTERS = 6, 5
#: Reports whose words are kept at hand.
KEPT_REPORTS = 2048

# Numbers with their separators, words of two letters or more.
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]{2,}")
# *1,200* is *1200*, in French *1.200*.
_GROUPED = re.compile(r"[.,](?=\d{3}(?!\d))")

#: Offsets of content words in order, and their ids.
Words = tuple[list[int], list[int]]


def plain_words(text: str) -> list[str]:
    """The words and numbers of a text, folded, in order; those of one letter are none."""
    return [fold(match.group()) for match in _WORD.finditer(plain_characters(text))]


def as_number(word: str) -> str:
    """A number without the separators of its thousands: *1,200* is *1200*."""
    return _GROUPED.sub("", word)


def _between(starts: list[int], ids: list[int], span: Span) -> list[int]:
    return ids[bisect_left(starts, span.start) : bisect_left(starts, span.end)]


class Columns:
    """The words of reports one behind the other, as numbers: as lists of Python's integers they
    would take ten times the room."""

    def __init__(self) -> None:
        self._starts, self._ids, self._ends = array("I"), array("I"), array("q", [0])

    def add(self, starts: Iterable[int], ids: Iterable[int]) -> None:
        self._starts.extend(starts)
        self._ids.extend(ids)
        self._ends.append(len(self._ids))

    def offset(self, report: int) -> int:
        """The row of the first word of a report."""
        return self._ends[report]

    def ids(self) -> NDArray[np.uint32]:
        """The ids of the words of all reports."""
        return np.frombuffer(self._ids, np.uint32)

    def of(self, report: int) -> Words:
        """Starts and ids of the words of a report."""
        row = slice(self._ends[report], self._ends[report + 1])
        return self._starts[row].tolist(), self._ids[row].tolist()


class Matter:
    """The content words of briefs. Ids of words are given in the order in which they are met."""

    def __init__(self, briefs: Sequence[Brief]) -> None:
        self._briefs = briefs
        self._ids: dict[str, int] = {}
        self._texts: list[str] = []
        self._bridges: list[int] = []
        self._everyday: list[float] = []
        #: For each id whether it is a number.
        self.counts = bytearray()
        self._of_language: dict[str, dict[str, int]] = {}
        self._words = lru_cache(maxsize=KEPT_REPORTS)(self._of_report)
        self.languages = sorted(set(column(briefs, language_of)))
        counts: Counter[int] = Counter()
        rows, bare = Columns(), set[str]()
        for brief in briefs:
            starts, ids = self._read(brief)
            rows.add(starts, ids)
            seen = set(ids)
            counts.update(seen | {self._bridges[n] for n in seen})
            for deed in brief.deeds:
                if not _between(starts, ids, deed.trigger):
                    bare.update(self._bare(brief, deed.trigger))
        self.rows = rows
        # Words that carry no matter are known by the triggers that have nothing else.
        for word in sorted(bare):
            self._id(word, "")
        total = log(len(briefs) + UNSEEN_REPORTS)
        #: How rare each word is, as the logarithm of one in how many reports has it.
        self.rarity: list[float] = [
            total - log(counts[n]) if counts[n] else 0.0 for n in range(len(self._texts))
        ]
        #: The rarity of a word that one report has.
        self.rarest = total
        #: The rarity of words that only few reports have.
        self.rare = total - log(FEW_REPORTS)
        #: The square of it, by which words weigh in a cosine.
        self.square: list[float] = [r * r for r in self.rarity]
        self.stories, self.tales = Stories(STORY_WORDS), Stories(TALE_WORDS)
        for report in range(len(briefs)):
            counted = Counter(self._bridges[n] for n in self.words(report)[1])
            weights = [(n, (1 + log(count)) * self.rarity[n]) for n, count in counted.items()]
            self.stories.add(weights)
            self.tales.add((n, weight * self._telling(n)) for n, weight in weights)

    def words(self, report: int) -> Words:
        """The content words of a report, by its number."""
        return self._words(report)

    def offset(self, report: int) -> int:
        """The row of a report's first word among those of all reports (``rows``)."""
        return self.rows.offset(report)

    def within(self, report: int, spans: Iterable[Span]) -> list[int]:
        """Ids of the content words in spans, in order."""
        starts, ids = self._words(report)
        found: list[int] = []
        for span in spans:
            found += _between(starts, ids, span)
        return found

    def trigger(self, report: int, span: Span) -> list[int]:
        """Ids of the words of a trigger: of its content words, or else of all that it has."""
        found = self.within(report, (span,))
        if found:
            return found
        found = [self._id(word, "") for word in self._bare(self._briefs[report], span)]
        # Of an event that is in no brief.
        unknown = [0.0] * (len(self._texts) - len(self.rarity))
        self.rarity += unknown
        self.square += unknown
        return found

    def _bare(self, brief: Brief, span: Span) -> Iterator[str]:
        """The stems of all words of a span."""
        rules = wording(brief.language)
        for word in plain_words(span.of(brief.text)):
            yield rules.stem(word)

    def bridge(self, word: int) -> int:
        """The id under which a word is known in all languages: its own, if nothing bridges it."""
        return self._bridges[word]

    def bridges(self) -> NDArray[np.int64]:
        """The bridge of each id."""
        return np.array(self._bridges, np.int64)

    def text(self, word: int) -> str:
        """A stem, or the name of a notion, for people."""
        return self._texts[word].lstrip("=~")

    def weight(self, words: Iterable[int]) -> float:
        """The summed rarity of words."""
        rarity = self.rarity
        return fsum([rarity[n] for n in words])

    def story(self, left: int, right: int) -> float:
        """How far two reports tell one story (0 to 1), by the words that are rare in the pile."""
        return self.stories.alike(left, right)

    def tale(self, left: int, right: int) -> float:
        """The same by words that are rare in the pile and anywhere: a pile of few reports does not
        show which words are rare, and its stories would be told by those that none of them share.
        """
        return self.tales.alike(left, right)

    def _telling(self, word: int) -> float:
        """How much a word says of a story in any pile (0 to 1)."""
        return sqrt(max(0.0, self._everyday[word] - COMMON) / (UNLISTED - COMMON))

    def _of_report(self, report: int) -> Words:
        return self.rows.of(report)

    def _read(self, brief: Brief) -> Words:
        known = self._of_language.setdefault(brief.language, {})
        starts: list[int] = []
        ids: list[int] = []
        for match in _WORD.finditer(plain_characters(brief.text)):
            word = match.group()
            number = known.get(word)
            if number is None:
                number = known[word] = self._number(fold(word), brief.language)
            if number >= 0:
                starts.append(match.start())
                ids.append(number)
        return starts, ids

    def _number(self, word: str, language: str) -> int:
        """The id of a word; -1 for one that carries no matter of its own."""
        rules = wording(language)
        if word in rules.function:
            return -1
        if word[0].isdigit():
            return self._id(as_number(word), "", NUMBER)
        stem = rules.stem(word)
        notion = rules.notion(stem)
        if notion.isdigit():
            return self._id(notion, "", NUMBER)
        notion = notion or min(concept_words(language).of(word), default="")
        rarity = everyday(language).get(stem, UNLISTED)
        if notion:
            return self._id(stem, f"={notion}", rarity)
        long = len(word) >= BRIDGE_FROM
        return self._id(stem, f"~{word[:BRIDGE_LETTERS]}" if long else "", rarity)

    def _id(self, text: str, bridge: str, rarity: float = UNLISTED) -> int:
        """The id of a word. What bridges several is as common as the most common of them."""
        number = self._ids.get(text)
        if number is None:
            number = self._new(text, rarity)
            if bridge:
                other = self._ids.get(bridge)
                other = self._new(bridge, rarity) if other is None else other
                self._bridges[number] = other
                self._everyday[other] = min(self._everyday[other], rarity)
        return number

    def _new(self, text: str, rarity: float) -> int:
        number = self._ids[text] = len(self._texts)
        self._texts.append(text)
        self._bridges.append(number)
        self._everyday.append(rarity)
        self.counts.append(text.lstrip("=~")[:1].isdigit())
        return number
