"""The language pipelines on Universal Dependencies test sets, from raw text with our tokenizer.

LAS, UAS and parts of speech are spaCy's scores over aligned tokens, punctuation left out of the
attachment scores; labels are collapsed alike on both sides (``training/conllu.py``).
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from spacy.scorer import Scorer
from spacy.tokens import Doc
from spacy.training import Example

from bench.corpora import digest
from bench.measures import Row
from onrecord.language.charmap import plain_characters
from onrecord.language.pipelines import pipeline
from training.conllu import read
from training.prepare import SEED, grouped, to_doc

#: File, language, floor and aim of LAS.
TESTS = (
    ("ud/UD_French-Sequoia/fr_sequoia-ud-test.conllu", "fr", 84.0, 87.0),
    ("ud/UD_French-GSD/fr_gsd-ud-test.conllu", "fr", 80.0, 83.0),
    ("ud/UD_French-PUD/fr_pud-ud-test.conllu", "fr", 82.0, 85.0),
    ("ud/UD_English-EWT/en_ewt-ud-test.conllu", "en", 80.0, 83.0),
    ("ud/UD_English-PUD/en_pud-ud-test.conllu", "en", 84.0, 87.0),
)
#: Typography of print: each table maps one character to one.
PRINTS = {
    "curly apostrophes": str.maketrans({"'": "’"}),
    "curly quotes": str.maketrans({'"': "“"}),
    "guillemets": str.maketrans({'"': "«", "'": "’"}),
    "no-break spaces": str.maketrans({" ": "\u00a0", "'": "’"}),
    "narrow no-break spaces": str.maketrans({" ": "\u202f"}),
    "long dashes": str.maketrans({"–": "—", "-": "\u2010"}),
}


def _scores(language: str, gold: list[Doc], texts: list[str]) -> dict[str, float]:
    nlp = pipeline(language)
    predicted = nlp.pipe([plain_characters(t) for t in texts], batch_size=128)
    examples = [Example(p, g) for p, g in zip(predicted, gold, strict=True)]
    scores = Scorer(nlp).score(examples)
    return {
        "LAS": 100 * scores["dep_las"],
        "UAS": 100 * scores["dep_uas"],
        "UPOS": 100 * scores["pos_acc"],
        "sentences": 100 * scores["sents_f"],
        "lemmas": 100 * _lemmas(examples),
    }


def _lemmas(examples: list[Example]) -> float:
    right = total = 0
    for example in examples:
        for token, gold in zip(
            example.predicted, example.get_aligned("LEMMA", as_string=True), strict=True
        ):
            if gold and gold != "_":
                total += 1
                right += token.lemma_.lower() == str(gold).lower()
    return right / total if total else 0.0


def measure(corpora: Path | None) -> Iterator[Row]:
    for where, language, floor, aim in TESTS:
        path = corpora / where if corpora else None
        name = f"parser {language} {Path(where).stem.split('-')[0].split('_')[1]}"
        if path is None or not path.exists():
            yield Row(name=name, data=where, digest="", figure=None, note="corpus not here")
            continue
        nlp = pipeline(language)
        groups = grouped(list(read(path, language)), random.Random(SEED))
        gold = [to_doc(nlp.vocab, group, None) for group in groups]
        texts = [doc.text for doc in gold]
        mark = digest([path])
        scores = _scores(language, gold, texts)
        for what, figure in scores.items():
            bars = (floor, aim) if what == "LAS" else (None, None)
            yield Row(
                name=f"{name} {what}",
                data=path.name,
                digest=mark,
                figure=figure,
                floor=bars[0],
                aim=bars[1],
            )
        for print_name, table in PRINTS.items():
            changed = _scores(language, gold, [t.translate(table) for t in texts])
            yield Row(
                name=f"{name} LAS lost: {print_name}",
                data=path.name,
                digest=mark,
                figure=scores["LAS"] - changed["LAS"],
                floor=1.0,
                aim=0.0,
                lower_is_better=True,
            )
