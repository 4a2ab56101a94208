"""The words of reports, each looked up once: what it means, and whether it may count.

Tellings of one report overlap, and reports repeat their words: a text is taken apart once for all
of its tellings, and a word is asked about once.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from onrecord.across.countable import counting
from onrecord.across.meaning import Part, part_of, parts_told
from onrecord.across.words import folded_in, is_between
from onrecord.knowledge.meanings import Phrase, meanings
from onrecord.knowledge.wording import wording
from onrecord.model import Span

# What a number in digits has.
_DIGIT: Final = re.compile(r"\d").search
#: What a word may be: a number, an article that may be one, what stands behind such an article, a
#: letter by itself, which is no word of what is meant; the first word of a phrase.
NUMBER, ARTICLE, BEHIND, LETTER, OPENS = 1, 2, 4, 8, 16
#: The part of a word that means nothing of its own.
NOTHING: Final = -1


class Lexicon(dict[str, int]):
    """Words of a language by numbers, given as they are asked for. ``keys`` numbers parts of what
    is meant by their language and words, for several languages."""

    def __init__(self, language: str, keys: dict[str, int]) -> None:
        super().__init__()
        self.language, self._keys = language, keys
        self.kinds = bytearray()
        self.parts: list[int] = []
        #: The first part with the ids of each.
        self.same: dict[int, int] = {}
        self._by_ids: dict[frozenset[str], int] = {}
        self._function = wording(language).function
        self._counting = counting(language)
        self.opens: dict[str, Mapping[str, Sequence[Phrase]]] = {}

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self.parts)
        kind = LETTER if len(word) == 1 and not _DIGIT(word) else 0
        counting = self._counting
        if counting is not None:
            kind |= NUMBER if word in counting.numbers or _DIGIT(word) else 0
            kind |= ARTICLE if word in counting.articles else 0
            kind |= BEHIND if word in counting.behind else 0
        opens = None if kind & LETTER else meanings(self.language).opened_by(word)
        if opens:
            self.opens[word] = opens
            kind |= OPENS
        self.kinds.append(kind)
        means = not kind & LETTER and word not in self._function
        self.parts.append(self.part(part_of(word, self.language)) if means else NOTHING)
        return number

    def part(self, part: Part) -> int:
        """The number of a part; ``NOTHING`` for one without weight."""
        if part.weight <= 0:
            return NOTHING
        number = self._keys.setdefault(f"{self.language} {part.words}", len(self._keys))
        if number not in self.same:
            self.same[number] = self._by_ids.setdefault(part.ids, number)
        return number


class Taken:
    """A text taken apart by the lexicon of its language."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self._text, self._lexicon = text, lexicon
        starts, words = folded_in(text)
        numbers = list(map(lexicon.__getitem__, words))
        kinds = list(map(lexicon.kinds.__getitem__, numbers))
        self._numbers = [at for at, kind in zip(starts, kinds, strict=True) if kind & NUMBER]
        # Where an article that may count begins, and what stands behind it.
        articles = [n for n, kind in enumerate(kinds[:-1]) if kind & ARTICLE]
        pairs = [(starts[n], starts[n + 1]) for n in articles if kinds[n + 1] & BEHIND]
        self._articles = [pair[0] for pair in pairs]
        self._behind = [pair[1] for pair in pairs]
        if any(kind & LETTER for kind in kinds):
            kept = [n for n, kind in enumerate(kinds) if not kind & LETTER]
            starts, words = [starts[n] for n in kept], [words[n] for n in kept]
            numbers, kinds = [numbers[n] for n in kept], [kinds[n] for n in kept]
        self._starts, self._words = starts, words
        self._parts = list(map(lexicon.parts.__getitem__, numbers))
        self._phrases: dict[int, list[Phrase]] = {}
        for n, kind in enumerate(kinds[:-1]):
            if kind & OPENS:
                near = lexicon.opens[words[n]].get(words[n + 1][0], ())
                stand = [phrase for phrase in near if phrase.stands(words, n)]
                if stand:
                    self._phrases[n] = stand
        self._opened = list(self._phrases)

    def may_count(self, span: Span) -> bool:
        """Whether the words that begin in a stretch may hold an amount: ``countable.may_count``."""
        at = bisect_left(self._numbers, span.start)
        if at < len(self._numbers) and self._numbers[at] < span.end:
            return True
        at = bisect_left(self._articles, span.start)
        return at < len(self._articles) and self._behind[at] < span.end

    def named(self, names: Iterable[str]) -> set[int]:
        """The parts of names, by the first with their ids."""
        lexicon = self._lexicon
        words = {word for name in names for word in folded_in(name)[1]}
        found = [lexicon.parts[lexicon[word]] for word in words]
        return {lexicon.same[part] for part in found if part >= 0}

    def parts(self, spans: Iterable[Span]) -> list[int]:
        """The parts of what stretches mean together, by their numbers: ``meaning.parts_told``."""
        same, found = self._lexicon.same, dict[int, int]()
        for span in spans:
            for part in self._told(span):
                if part >= 0:
                    found[same[part]] = part
        return list(found.values())

    def _told(self, span: Span) -> Iterable[int]:
        text, lexicon = self._text, self._lexicon
        if not is_between(text, span.start) or not is_between(text, span.end):
            parts = parts_told([span.of(text)], lexicon.language)
            return [lexicon.part(part) for part in parts]
        first = bisect_left(self._starts, span.start)
        end = bisect_left(self._starts, span.end)
        at = bisect_left(self._opened, first)
        if at < len(self._opened) and self._opened[at] < end - 1:
            return self._with_phrases(first, end)
        return self._parts[first:end]

    def _with_phrases(self, at: int, end: int) -> Iterator[int]:
        while at < end:
            lengths = [len(phrase.words) for phrase in self._phrases.get(at, ())]
            longest = max((n for n in lengths if at + n <= end), default=1)
            if longest == 1:
                yield self._parts[at]
            else:
                words = " ".join(self._words[at : at + longest])
                yield self._lexicon.part(part_of(words, self._lexicon.language))
            at += longest
