"""What the words of a language have in common with other words: stems, notions, what carries none.

Data: ``languages/<code>/wording.toml``. A language without that file has its words compared as they
are. Words are given folded (``across.words.fold``): lower case, no accents.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from onrecord.errors import KnowledgeError

FILE = "wording.toml"
#: What stays of a word without its ending has at least so many letters.
SHORTEST_STEM = 3
_DOUBLED = re.compile(r"([b-df-hj-np-tv-z])\1$")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Wording:
    """``notions`` maps stems to the name of a notion that all languages share; a number in words
    has its digits as its notion. ``stand`` are words that tell how a
    telling stands to another, by kind, ``later`` words at the head of a report that comes after
    another one."""

    function: frozenset[str] = frozenset()
    endings: tuple[str, ...] = ()
    irregular: Mapping[str, str] = field(default_factory=dict)
    notions: Mapping[str, str] = field(default_factory=dict)
    stand: Mapping[str, frozenset[str]] = field(default_factory=dict)
    later: frozenset[str] = frozenset()

    def stem(self, word: str) -> str:
        """What the forms of a word share: *captures*, *captured* -> *captur*. No lemma: only good
        for comparing."""
        word = self.irregular.get(word, word)
        if word[:1].isdigit():
            return word
        for ending in self.endings:
            if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
                word = word[: -len(ending)]
                break
        return _DOUBLED.sub(r"\1", word) if len(word) > SHORTEST_STEM else word

    def notion(self, stem: str) -> str:
        """The notion of a stem, or nothing."""
        return self.notions.get(stem, "")


@cache
def wording(language: str) -> Wording:
    """The wording of a language, read once. Raises KnowledgeError for a file out of form."""
    path = files("onrecord") / "languages" / language / FILE
    if not path.is_file():
        return Wording()
    try:
        return _wording(tomllib.loads(path.read_text(encoding="utf-8")))
    except (AttributeError, KeyError, TypeError, tomllib.TOMLDecodeError) as error:
        raise KnowledgeError(f"out of form: {error!r}", about=f"{language}/{FILE}") from error


def _wording(data: Mapping[str, Any]) -> Wording:
    endings = tuple(sorted(data["endings"], key=lambda e: (-len(e), e)))
    irregular = {w: base for base, words in data["irregular"].items() for w in words.split()}
    plain = Wording(endings=endings, irregular=irregular)
    notions: dict[str, str] = {}
    for notion, words in data["notions"].items():
        for word in words.split():
            notions.setdefault(plain.stem(word), notion)
    return Wording(
        function=frozenset(data["function"].split()),
        endings=endings,
        irregular=irregular,
        notions=notions,
        stand={kind: frozenset(words.split()) for kind, words in data["stand"].items()},
        later=frozenset(data["later"]["words"].split()),
    )
