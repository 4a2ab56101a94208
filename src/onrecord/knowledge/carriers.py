"""Phrases for who carries news without a name: *local media*, *l'agence*.

Data: ``data/carriers.toml``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from onrecord.knowledge.nameforms import plain


@dataclass(frozen=True, slots=True, kw_only=True)
class CarrierWords:
    """All in the form of ``plain``. ``small`` are words that initials leave out; ``back`` points to
    one named before, ``own`` to the report's own outlet, ``near`` to the one named before and to
    the own outlet where none was; ``news`` are words of those who carry news, ``heard`` beginnings
    of words for telling somebody; ``whole``, ``begins`` and ``ends`` are phrases, and parts of
    phrases with the space beside them, for nobody by name, ``never`` for what carries no news;
    ``shape_ends`` and ``shape_begins`` are words of a name that is an outlet's by its shape,
    ``shape_through`` stands before one that is told something, ``shape_agency`` before the letters
    of an agency."""

    articles: frozenset[str]
    small: frozenset[str]
    of: frozenset[str]
    back: frozenset[str]
    own: frozenset[str]
    near: frozenset[str]
    news: frozenset[str]
    heard: tuple[str, ...]
    whole: frozenset[str]
    begins: tuple[str, ...]
    ends: tuple[str, ...]
    shape_ends: frozenset[str]
    shape_begins: frozenset[str]
    shape_through: frozenset[str]
    shape_agency: frozenset[str]
    never: frozenset[str]

    def bare(self, name: str) -> str:
        """A name in plain letters without the article before it."""
        words = plain(name.replace("'", " ").replace("’", " ")).split()
        while len(words) > 1 and words[0] in self.articles:
            words = words[1:]
        return " ".join(words)

    def initials(self, words: Sequence[str]) -> set[str]:
        """The initials that the words of a name in plain letters may be signed with: of two words
        and more."""
        telling = [word for word in words if word not in self.small]
        return {"".join(w[0] for w in some) for some in (words, telling) if len(some) > 1}

    def is_nobody(self, phrase: str) -> bool:
        said = plain(phrase)
        return said in self.whole or said.startswith(self.begins) or f" {said}".endswith(self.ends)

    def carries_news(self, phrase: str) -> bool:
        """Whether a phrase for an agency says that it is one of news."""
        if plain(phrase) in self.never:
            return False
        elided = plain(phrase.replace("'", " ").replace("’", " "))
        return self.is_nobody(phrase) or not self.news.isdisjoint(elided.split())

    def name_in(self, phrase: str) -> str:
        """The name in *l'Agence kandoulienne d'information*: from a word for an agency or outlet on
        that stands in a capital though it does not begin the phrase; empty where there is none."""
        heads = self.news | {words.split()[-1] for words in self.back}
        for match in re.finditer(r"[^\W\d_]+", phrase):
            if match.start() and match.group()[:1].isupper() and plain(match.group()) in heads:
                return phrase[match.start() :]
        return ""

    def points_back(self, phrase: str) -> bool:
        return plain(phrase) in self.back or self.may_be_own(phrase)

    def may_be_own(self, phrase: str) -> bool:
        return plain(phrase) in self.near

    def is_kind_of(self, phrase: str, outlet: str | None) -> bool:
        """Whether *the radio* is *Radio Cove*, whose report it stands in."""
        return outlet is not None and self.bare(phrase).split()[-1] in self.bare(outlet).split()

    def is_own(self, phrase: str) -> bool:
        return plain(phrase) in self.own


@cache
def carrier_words() -> CarrierWords:
    path = files("onrecord") / "knowledge" / "data" / "carriers.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return CarrierWords(
        articles=frozenset(data["articles"]),
        small=frozenset(data["small"]),
        of=frozenset(data["of"]),
        back=frozenset(map(plain, data["back"])),
        own=frozenset(map(plain, data["own"])),
        near=frozenset(map(plain, data["near"])),
        news=frozenset(map(plain, data["news"])),
        heard=tuple(map(plain, data["heard"])),
        whole=frozenset(map(plain, data["whole"])),
        begins=tuple(f"{plain(words)} " for words in data["begins"]),
        ends=tuple(f" {plain(words)}" for words in data["ends"]),
        shape_ends=frozenset(data["shape"]["ends"]),
        shape_begins=frozenset(data["shape"]["begins"]),
        shape_through=frozenset(data["shape"]["through"]),
        shape_agency=frozenset(data["shape"]["agency"]),
        never=frozenset(map(plain, data["never"])),
    )
