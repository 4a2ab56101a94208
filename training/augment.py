"""News forms of treebank sentences. Words keep their number and order, so that trees stay valid.

* quotation marks stand close or, as in French print, apart from what they enclose;
* a dash is a hyphen, two hyphens, or a long dash;
* a headline has no full stop, and sometimes capitals only;
* an ellipsis is one character or three.
"""

from __future__ import annotations

import random
from dataclasses import replace

from training.conllu import Sentence, Word

_DASHES = {"-", "--", "–", "—"}


def _capitals(words: list[Word]) -> list[Word]:
    return [replace(w, form=w.form.upper()) for w in words]


def _quotes_apart(words: list[Word], apart: bool) -> list[Word]:
    """Set or remove the space inside pairs of straight or angle quotation marks."""
    out = list(words)
    opened = -1
    for i, word in enumerate(words):
        if word.form not in {'"', "«", "»", "“", "”"}:
            continue
        if opened < 0:
            opened = i
        else:
            out[opened] = replace(out[opened], space_after=apart)
            out[i - 1] = replace(out[i - 1], space_after=apart)
            opened = -1
    return out


def _dashes(words: list[Word], rng: random.Random) -> list[Word]:
    out = []
    for i, word in enumerate(words):
        spaced = word.space_after and (i == 0 or words[i - 1].space_after)
        if word.form in _DASHES and word.upos == "PUNCT" and spaced:
            word = replace(word, form=rng.choice(("–", "—", "-", "--")))
        out.append(word)
    return out


def news_forms(sentence: Sentence, language: str, rng: random.Random, *, plain: bool) -> Sentence:
    """A variant of the sentence; ``plain`` keeps most of them as they are."""
    words = sentence.words
    if rng.random() < (0.3 if plain else 0.7):
        words = _quotes_apart(words, apart=rng.random() < (0.6 if language == "fr" else 0.1))
    words = _dashes(words, rng) if rng.random() < 0.6 else words
    words = [replace(w, form="…") if w.form == "..." and rng.random() < 0.5 else w for w in words]
    last = words[-1]
    is_last_leaf = last.form == "." and all(w.head != len(words) - 1 for w in words[:-1])
    if len(words) > 3 and is_last_leaf and rng.random() < 0.04:
        words = words[:-1]
    if rng.random() < 0.015:
        words = _capitals(words)
    return Sentence(sentence.sent_id, sentence.document, list(words))
