"""The scorer gives the figures of its definition: a brute-force reference, and the tool itself."""

from __future__ import annotations

import importlib.util
import random
from pathlib import Path
from typing import Any

import pytest

from bench.attribution import Attribution, Document, Range, Score, add

ROOT = Path(__file__).parents[2]
TOOL = ROOT.parent / "shared" / "tools" / "score_attribution.py"
KINDS = ("direct", "mixed", "indirect")
Case = tuple[Document, list[Attribution]]


def _span(rng: random.Random, size: int) -> Range:
    start = rng.randrange(size)
    return start, min(size, start + rng.randint(1, 14))


def _statement(rng: random.Random, size: int) -> Attribution:
    def spans(least: int) -> tuple[Range, ...]:
        return tuple(_span(rng, size) for _ in range(rng.randint(least, 2)))

    return Attribution(source=spans(0), cue=spans(0), content=spans(0), kind=rng.choice(KINDS))


def _shifted(statement: Attribution, rng: random.Random) -> Attribution:
    """A near copy, so that alignments at every overlap come up."""

    def spans(given: tuple[Range, ...]) -> tuple[Range, ...]:
        return tuple((a, max(a + 1, b + rng.choice((-3, -1, 0, 0, 0, 2)))) for a, b in given)

    return Attribution(
        source=spans(statement.source),
        cue=spans(statement.cue),
        content=spans(statement.content),
        kind=rng.choice(KINDS),
    )


def _case(seed: int) -> Case:
    rng = random.Random(seed)
    text = "".join(rng.choice("abcde fghé .,« »’0") for _ in range(rng.randint(20, 90)))
    gold = [_statement(rng, len(text)) for _ in range(rng.randint(0, 6))]
    found = [_shifted(s, rng) for s in gold if rng.random() < 0.8]
    found += [_statement(rng, len(text)) for _ in range(rng.randint(0, 3))]
    ignored = tuple(_span(rng, len(text)) for _ in range(rng.randint(0, 2)))
    return Document(id=str(seed), text=text, statements=tuple(gold), ignored=ignored), found


def _positions(text: str, ranges: tuple[Range, ...]) -> set[int]:
    return {i for i, c in enumerate(text) if c.isalnum() and any(a <= i < b for a, b in ranges)}


def _reference(document: Document, found: list[Attribution]) -> dict[str, int]:
    """Counts of the definition, one best pair taken at a time."""
    text = document.text

    def letters(statement: Attribution, role: str) -> set[int]:
        return _positions(text, getattr(statement, role))

    ignored = _positions(text, document.ignored)
    gold = [s for s in document.statements if s.content]
    kept = [
        s
        for s in found
        if s.content and len(letters(s, "content") & ignored) <= len(letters(s, "content")) / 2
    ]
    counts = {"gold": len(gold), "predicted": len(kept), "content": 0, "exact": 0, "full": 0}
    free_gold, free_found = list(range(len(gold))), list(range(len(kept)))
    while True:
        best: tuple[float, int, int] | None = None
        for i in free_gold:
            for j in free_found:
                left, right = letters(gold[i], "content"), letters(kept[j], "content")
                overlap = len(left & right) / len(left | right) if left & right else 0.0
                if overlap and (best is None or overlap > best[0]):
                    best = (overlap, i, j)
        if best is None:
            return counts
        overlap, i, j = best
        free_gold.remove(i)
        free_found.remove(j)
        counts["exact"] += overlap == 1
        if overlap >= 0.5:
            counts["content"] += 1
            g, p = gold[i], kept[j]
            source = letters(g, "source") & letters(p, "source")
            silent = not letters(g, "source") and not letters(p, "source")
            cue = letters(g, "cue") & letters(p, "cue") or not letters(g, "cue")
            counts["full"] += bool((source or silent) and cue)


@pytest.mark.parametrize("seed", range(60))
def test_counts_of_one_document(seed: int) -> None:
    document, found = _case(seed)
    score = Score()
    add(score, document, found)
    assert {
        "gold": score.content.gold,
        "predicted": score.content.predicted,
        "content": score.content.right,
        "exact": score.exact.right,
        "full": score.full.right,
    } == _reference(document, found)


def _json(document: Document, statements: list[Attribution]) -> dict[str, Any]:
    rows = [
        {"source": s.source, "cue": s.cue, "content": s.content, "kind": s.kind} for s in statements
    ]
    ignored = list(document.ignored)
    return {"id": document.id, "text": document.text, "statements": rows, "discard": ignored}


@pytest.mark.skipif(not TOOL.exists(), reason="the defining tool is not beside the repository")
def test_the_same_figures_as_the_tool() -> None:
    spec = importlib.util.spec_from_file_location("score_attribution", TOOL)
    assert spec is not None and spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    cases = [_case(seed) for seed in range(300)]
    gold = [_json(document, list(document.statements)) for document, _ in cases]
    predicted = {document.id: _json(document, found) for document, found in cases}
    figures, _, recalls, _ = tool.score(gold, predicted)
    score = Score()
    for document, found in cases:
        add(score, document, found)
    ours = {
        "content J>=.5": score.content,
        "content exact": score.exact,
        "full J>=.5+source+cue": score.full,
        **{f"span exact {role}": figure for role, figure in score.spans.items()},
    }
    for name, figure in ours.items():
        assert (figure.precision, figure.recall, figure.f1) == pytest.approx(figures[name])
    for kind in KINDS:
        assert score.recall_of(kind) == pytest.approx(recalls[kind])
