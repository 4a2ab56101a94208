"""Lemmas by table: what the treebanks say, then exceptions, then suffix rules over known lemmas.

An edit-tree lemmatiser invents forms for verbs that it never saw; a table does not. Each answer is
the first of

1. the commonest lemma of (form, part of speech) in the training treebanks,
2. the listed exceptions of that part of speech,
3. the first suffix rule whose result is a listed lemma,
4. the same for a neighbouring part of speech (an adjective that is listed as a noun ...),
5. the first suffix guess, for words that no list knows (``retweeted``),
6. the form itself.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, MorphAnalysis

COMPONENT = "onrecord_lemmas"
FILE = "lemmas.json.gz"
#: Answers are remembered up to this many (form, part of speech) pairs.
CACHE_LIMIT = 200_000
#: Closed classes: a capitalised word that they do not list is a name the tagger never met (*Ivo*).
_CLOSED = frozenset({"ADP", "PART", "CCONJ", "SCONJ", "DET", "PRON", "AUX"})
#: Parts of speech that taggers give to rare verbs.
_CONFUSED = frozenset({"NOUN", "ADJ", "ADV"})


class LemmaTable:
    """A pipeline component. ``seen``: {pos: {form: lemma}}; ``exceptions`` likewise;
    ``rules`` and ``guesses``: {pos: [[suffix, replacement], ...]}; ``index``: {pos: [lemma]}."""

    def __init__(self, name: str = COMPONENT) -> None:
        self.name = name
        self.seen: dict[str, dict[str, str]] = {}
        self.exceptions: dict[str, dict[str, str]] = {}
        self.rules: dict[str, list[tuple[str, str]]] = {}
        self.guesses: dict[str, list[tuple[str, str]]] = {}
        self.index: dict[str, frozenset[str]] = {}
        self._cache: dict[tuple[str, str], str] = {}
        self._only_verb: dict[str, bool] = {}

    def fill(self, data: dict[str, Any]) -> None:
        self.seen = data["seen"]
        self.exceptions = data["exceptions"]
        self.rules = {pos: [(a, b) for a, b in rules] for pos, rules in data["rules"].items()}
        self.guesses = {pos: [(a, b) for a, b in rules] for pos, rules in data["guesses"].items()}
        self.index = {pos: frozenset(lemmas) for pos, lemmas in data["index"].items()}
        self._cache.clear()
        self._only_verb.clear()

    def lemma(self, form: str, pos: str) -> str:
        """The lemma of a word form of a universal part of speech."""
        key = (form, pos)
        known = self._cache.get(key)
        if known is None:
            known = self._look_up(form, pos)
            if len(self._cache) >= CACHE_LIMIT:
                self._cache.clear()
            self._cache[key] = known
        return known

    def has_seen(self, lower: str) -> bool:
        """Whether a word stands in the training treebanks as any but a proper noun."""
        return self._stands_in(self.seen, lower)

    def knows(self, lower: str) -> bool:
        """Whether a word is listed as a common word: any but a proper noun. Lists know more than
        treebanks, and some names among it (*clinton*)."""
        return (
            self.has_seen(lower)
            or self._stands_in(self.exceptions, lower)
            or any(self._by_lists(lower, pos) is not None for pos in ("NOUN", "ADJ", "VERB", "ADV"))
        )

    @staticmethod
    def _stands_in(table: dict[str, dict[str, str]], lower: str) -> bool:
        return any(lower in forms for pos, forms in table.items() if pos not in {"PROPN", "X"})

    def _look_up(self, form: str, pos: str) -> str:
        if pos == "PROPN":
            return form
        lower = form.lower()
        tried = {"ADJ": ("ADJ", "NOUN", "VERB"), "NOUN": ("NOUN", "ADJ"), "AUX": ("AUX", "VERB")}
        for each in tried.get(pos, (pos,)):
            found = self._by_lists(lower, each)
            if found is not None:
                return found
        for suffix, replacement in self.guesses.get(pos, ()):
            if lower.endswith(suffix) and len(lower) > len(suffix) + 2:
                return lower[: len(lower) - len(suffix)] + replacement
        return lower

    def _by_lists(self, lower: str, pos: str) -> str | None:
        for table in (self.seen, self.exceptions):
            found = table.get(pos, {}).get(lower)
            if found is not None:
                return found
        index = self.index.get(pos, frozenset())
        if lower in index:
            return lower
        for suffix, replacement in self.rules.get(pos, ()):
            if lower.endswith(suffix):
                candidate = lower[: len(lower) - len(suffix)] + replacement
                if candidate in index:
                    return candidate
        return None

    def __call__(self, doc: Doc) -> Doc:
        for token in doc:
            pos = token.pos_
            if pos in _CONFUSED and self._is_only_verb(token.text):
                token.pos_ = pos = "VERB"
                token.morph = MorphAnalysis(doc.vocab, "VerbForm=Fin")
            elif pos in _CLOSED and token.is_title and self._by_lists(token.lower_, pos) is None:
                token.pos_ = pos = "PROPN"
                token.morph = MorphAnalysis(doc.vocab, "")
            token.lemma_ = self.lemma(token.text, pos)
        return doc

    def _is_only_verb(self, form: str) -> bool:
        """Whether the lists know a form in lower case as a verb and as nothing else: taggers take
        *soupire* behind a quotation for a noun."""
        known = self._only_verb.get(form)
        if known is None:
            known = (
                form.islower()
                and all(self._by_lists(form, pos) is None for pos in ("NOUN", "ADJ", "ADV"))
                and self._by_lists(form, "VERB") is not None
            )
            if len(self._only_verb) >= CACHE_LIMIT:
                self._only_verb.clear()
            self._only_verb[form] = known
        return known

    def to_disk(self, path: Path, exclude: Any = ()) -> None:
        path.mkdir(parents=True, exist_ok=True)
        data = {
            "seen": self.seen,
            "exceptions": self.exceptions,
            "rules": self.rules,
            "guesses": self.guesses,
            "index": {pos: sorted(lemmas) for pos, lemmas in self.index.items()},
        }
        text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        with (path / FILE).open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
            packed.write(text.encode("utf-8"))

    def from_disk(self, path: Path, exclude: Any = ()) -> LemmaTable:
        with gzip.open(path / FILE, "rt", encoding="utf-8") as packed:
            self.fill(json.load(packed))
        return self


def _create(nlp: Language, name: str) -> LemmaTable:
    return LemmaTable(name)


_FACTORY: Callable[..., Any] = Language.factory(COMPONENT, func=_create)
