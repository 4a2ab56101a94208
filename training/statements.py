"""Learn the weights of statement candidates: ``python -m training.statements CORPORA``.

Candidates of the PolNeAR training part (Newell et al. 2018; measured on, never shipped) are right
when a gold attribution has the same content (Jaccard of letters and digits at least .5) and its
cue overlaps. A logistic regression over the features of ``reading/statements/features.py`` (names
of constructions, classes and kinds of phrase; no word of any text) gives the numbers that ship.
Candidates inside the content of a gold attribution are left out, since PolNeAR marks no nesting.
The threshold has the best F1 of accepted statements in a five-fold cross-validation by document;
where several are nearly best, the middle one is taken.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from onrecord.intake.open import report_from_text
from onrecord.knowledge.lexicon import lexicon
from onrecord.language.pipelines import memory_zone, parse, pipeline, windows
from onrecord.language.syntax import Tree
from onrecord.model.span import Span
from onrecord.reading.statements.candidates import Candidate, Passage
from onrecord.reading.statements.features import facts_of, features
from onrecord.reading.statements.quotes import QuoteIndex
from onrecord.reading.statements.reader import all_candidates

Feature = tuple[str, ...]
BIAS: Feature = ("bias",)
#: A feature must hold for so many candidates.
MINIMUM_COUNT = 30
#: Inverse strength of the L2 penalty; a strong one carries over to French better.
C = 0.03
#: Thresholds for contents in quotation marks, and for what is at least reported as an omission.
QUOTED = 0.25
DOUBT = 0.4
#: Parts of the corpus, each held out once to find the threshold.
FOLDS = 5
#: The curve of F1 over thresholds is flat at its top; the middle of what is as good is taken.
FLAT = 0.001
#: Scores of constructions that no corpus annotates; set by hand.
FIXED = {
    "adverb": 0.6,
    "hearsay-perfect": 0.6,
    "hearsay": 0.3,
    "noun-which": 0.9,
    "phrase-alone": 0.7,
    "phrase-document": 0.6,
    "phrase-owned": 0.7,
    "phrase-set-off": 0.5,
    "script": 0.9,
    "sign-off": 0.9,
    "stranded": 0.8,
    "likened": 0.7,
    "closing": 0.7,
}
WEIGHTS = Path(__file__).parent.parent / "src/onrecord/reading/statements/weights.json"


@dataclass(slots=True)
class Example:
    """One candidate: its features, whether it is right, its document and its cue."""

    found: list[Feature]
    right: bool
    document: int
    cue: tuple[int, int]
    gold: int


def letters(text: str, spans: Iterable[Span]) -> frozenset[int]:
    return frozenset(i for s in spans for i in range(s.start, s.end) if text[i].isalnum())


def spans_of(rows: Iterable[list[int]]) -> list[Span]:
    return [Span(start=a, end=b) for a, b in rows]


def label(
    candidate: Candidate, text: str, gold: list[tuple[frozenset[int], frozenset[int]]]
) -> tuple[bool, bool, int]:
    """Whether a candidate is right, whether it must be left out, and which attribution it is."""
    cue = letters(text, [candidate.cue_span()])
    content = letters(text, candidate.content_spans())
    best, number = 0.0, -1
    for n, (gold_cue, gold_content) in enumerate(gold):
        both = len(content & gold_content)
        if both:
            overlap = both / len(content | gold_content)
            if overlap > best and (cue & gold_cue or not gold_cue or not cue):
                best, number = overlap, n
    if best >= 0.5:
        return True, False, number
    inside = any(cue and cue <= content_of for _, content_of in gold)
    return False, inside, -1


def examples(corpus: Path, language: str) -> Iterator[Example]:
    nlp, words = pipeline(language), lexicon(language)
    for number, line in enumerate(corpus.read_text(encoding="utf-8").splitlines()):
        data: dict[str, Any] = json.loads(line)
        text = data["text"]
        report = report_from_text(text, detect=lambda _: language, name=data["id"])
        if report.text != text:
            continue
        gold = [
            (letters(text, spans_of(s["cue"])), letters(text, spans_of(s["content"])))
            for s in data["statements"]
            if s["content"]
        ]
        ignored = letters(text, spans_of(data.get("discard") or []))
        with memory_zone(nlp):
            for window in windows(report):
                parsed = parse(nlp, text, window)
                passages = [Passage(n, p, Tree(p.doc)) for n, p in enumerate(parsed)]
                extents = [Span(start=p.start, end=p.end) for p in parsed]
                quotes = QuoteIndex(text, extents)
                for candidate in all_candidates(passages, words, quotes):
                    right, leave_out, which = label(candidate, text, gold)
                    if leave_out or letters(text, [candidate.cue_span()]) & ignored:
                        continue
                    at = candidate.cue_span()
                    found = [BIAS, *features(facts_of(candidate, words, quotes))]
                    yield Example(found, right, number, (at.start, at.end), which)
        if number % 50 == 0:
            print(f"{number} documents", file=sys.stderr, flush=True)


def matrix(rows: list[Example], index: dict[Feature, int]) -> csr_matrix:
    indices: list[int] = []
    pointers = [0]
    for row in rows:
        indices += sorted({index[f] for f in row.found if f in index})
        pointers.append(len(indices))
    return csr_matrix((np.ones(len(indices)), indices, pointers), shape=(len(rows), len(index)))


def fit(rows: list[Example]) -> tuple[dict[Feature, int], LogisticRegression]:
    counts: dict[Feature, int] = {}
    for row in rows:
        for name in set(row.found):
            counts[name] = counts.get(name, 0) + 1
    names = sorted(n for n, c in counts.items() if c >= MINIMUM_COUNT)
    index = {n: i for i, n in enumerate(names)}
    model = LogisticRegression(C=C, max_iter=300, fit_intercept=False, solver="liblinear")
    model.fit(matrix(rows, index), np.array([r.right for r in rows]))
    return index, model


def held_out_scores(rows: list[Example]) -> np.ndarray:
    """The score of each candidate by a model that has not seen its document."""
    scores = np.zeros(len(rows))
    for fold in range(FOLDS):
        index, model = fit([r for r in rows if r.document % FOLDS != fold])
        out = [n for n, r in enumerate(rows) if r.document % FOLDS == fold]
        scores[out] = model.predict_proba(matrix([rows[n] for n in out], index))[:, 1]
    return scores


def best_threshold(rows: list[Example], scores: np.ndarray, total: int) -> tuple[float, float]:
    """The middle of the thresholds at which F1 is as good as the best, but for ``FLAT``, when the
    best candidate of each cue is accepted from that score on; and that best F1."""
    best: dict[tuple[int, tuple[int, int]], int] = {}
    for n, row in enumerate(rows):
        key = (row.document, row.cue)
        if key not in best or scores[n] > scores[best[key]]:
            best[key] = n
    chosen = sorted(best.values(), key=lambda n: -scores[n])
    found: set[tuple[int, int]] = set()
    curve: list[tuple[float, float]] = []
    for count, n in enumerate(chosen, 1):
        if rows[n].right:
            found.add((rows[n].document, rows[n].gold))
        curve.append((float(scores[n]), 2 * len(found) / (count + total)))
    top = max(f1 for _, f1 in curve)
    flat = [score for score, f1 in curve if f1 >= top - FLAT]
    return (min(flat) + max(flat)) / 2, top


def nested(weights: dict[Feature, float]) -> dict[str, Any]:
    """Weights by the names of their facts and then by each value."""
    tables: dict[str, Any] = {}
    for feature, weight in weights.items():
        half = len(feature) // 2
        table = tables.setdefault("&".join(feature[:half]), {})
        for value in feature[half:-1]:
            table = table.setdefault(value, {})
        table[feature[-1]] = weight
    return tables


def main(corpora: Path) -> None:
    corpus = corpora / "attribution/polnear/train.jsonl"
    rows = list(examples(corpus, "en"))
    lines = corpus.read_text(encoding="utf-8").splitlines()
    statements = [s for line in lines for s in json.loads(line)["statements"] if s["content"]]
    total = len(statements)
    threshold, f1 = best_threshold(rows, held_out_scores(rows), total)
    reached = len({(r.document, r.gold) for r in rows if r.right})
    print(
        f"{len(rows)} candidates, {sum(r.right for r in rows)} right; held out: best F1 {f1:.3f}"
        f" at {threshold:.3f}, candidates reach {reached / total:.3f}",
        file=sys.stderr,
    )
    index, model = fit(rows)
    weights = {n: round(float(model.coef_[0][i]), 4) for n, i in index.items()}
    bias = weights.pop(BIAS)
    data = {
        "threshold": round(threshold, 3),
        "quoted": round(threshold * QUOTED, 3),
        "doubt": round(threshold * DOUBT, 3),
        "fixed": FIXED,
        "bias": bias,
        "weights": nested({n: w for n, w in sorted(weights.items()) if w}),
    }
    WEIGHTS.write_text(json.dumps(data, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
