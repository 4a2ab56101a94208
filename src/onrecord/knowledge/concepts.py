"""Everyday words of news by concept, in several languages: ``data/concepts.toml``."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

Named = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class ConceptWords:
    """The concepts of a language's words: of ``whole`` words, and of their ``beginnings``."""

    whole: Named
    beginnings: Named

    def of(self, folded: str) -> frozenset[str]:
        """The concepts that a folded word may stand for."""
        found = self.whole.get(folded, frozenset())
        for end in range(2, len(folded) + 1):
            found |= self.beginnings.get(folded[:end], frozenset())
        return found


@cache
def concept_words(language: str) -> ConceptWords:
    """The words of a language; none for a language that the data does not have."""
    text = files("onrecord").joinpath("knowledge/data/concepts.toml").read_text(encoding="utf-8")
    whole: dict[str, set[str]] = defaultdict(set)
    beginnings: dict[str, set[str]] = defaultdict(set)
    for concept, words in tomllib.loads(text).items():
        for word in str(words.get(language, "")).split():
            if word.endswith("*"):
                beginnings[word[:-1]].add(concept)
            else:
                whole[word].add(concept)
    return ConceptWords(
        {word: frozenset(found) for word, found in whole.items()},
        {word: frozenset(found) for word, found in beginnings.items()},
    )
