"""The lemma table of one language, from its training treebanks and ``spacy-lookups-data``.

Suffix rules, exceptions and lemma lists are those of ``spacy-lookups-data`` (MIT; French after
Lefff and Morphalou-derived lists, English after WordNet).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from spacy.lookups import load_lookups
from spacy.tokens import Doc

from onrecord.language.lemmas import LemmaTable

#: Universal parts of speech and the names of their tables.
TABLES = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "ADJ": "adj", "ADV": "adv"}


#: Rules that the tables lack, tried after theirs, and guesses for words that no list knows.
MORE_RULES = {"fr": {"VERB": [["e", "er"], ["es", "er"]]}}
GUESSES = {
    "fr": {
        "VERB": [
            [ending, "er"]
            for ending in (
                "eraient",
                "erait",
                "eront",
                "aient",
                "èrent",
                "era",
                "ées",
                "ait",
                "ant",
                "ent",
                "ée",
                "és",
                "é",
                "a",
                "e",
            )
        ]
    },
    "en": {"VERB": [["ies", "y"], ["ied", "y"], ["ing", ""], ["ed", ""], ["s", ""]]},
}


def _settle(form: str, counter: Counter[str], preferred: Any, known: set[str]) -> str:
    """The commonest lemma of the treebanks, unless it was seen once or twice only and the plain
    lookup table gives another listed lemma (treebanks have slips: fled, flead)."""
    lemma, times = counter.most_common(1)[0]
    usual = preferred.get(form)
    usual = usual[0] if isinstance(usual, list) else usual
    return usual if times < 3 and usual and usual != lemma and usual in known else lemma


def _choose(form: str, lemmas: list[str], preferred: Any) -> str:
    """Of several possible lemmas, the one that the plain lookup table gives."""
    usual = preferred.get(form)
    return usual if usual in lemmas else lemmas[0]


def table(language: str, docs: Iterable[Doc]) -> LemmaTable:
    counts: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for doc in docs:
        for token in doc:
            if token.pos_ and token.lemma_ and token.pos_ != "PROPN" and token.lemma_ != "_":
                counts[token.pos_][token.lower_][token.lemma_.lower()] += 1
    lookups = load_lookups(language, ["lemma_rules", "lemma_index", "lemma_exc", "lemma_lookup"])
    preferred = lookups.get_table("lemma_lookup")
    rules = lookups.get_table("lemma_rules")
    index = lookups.get_table("lemma_index")
    exceptions = lookups.get_table("lemma_exc")
    data: dict[str, Any] = {
        "seen": {},
        "exceptions": {},
        "rules": {},
        "index": {},
        "guesses": GUESSES.get(language, {}),
    }
    for pos, forms in counts.items():
        known = set(index.get(TABLES.get(pos, ""), []))
        data["seen"][pos] = {
            form: _settle(form, counter, preferred, known)
            for form, counter in sorted(forms.items())
        }
    for pos, name in TABLES.items():
        if pos == "AUX":
            continue
        more = MORE_RULES.get(language, {}).get(pos, [])
        data["rules"][pos] = [*(list(rule) for rule in rules.get(name, [])), *more]
        data["index"][pos] = list(index.get(name, []))
        data["exceptions"][pos] = {
            form: _choose(form, lemmas, preferred)
            for form, lemmas in exceptions.get(name, {}).items()
            if lemmas and form not in data["seen"].get(pos, {})
        }
    made = LemmaTable()
    made.fill(data)
    return made
