"""Scores of attributed statements.

Spans are compared as sets of the letters and digits that they cover. In each document gold and
predicted statements are aligned one to one, greedily from the highest Jaccard overlap of their
contents down. A pair counts from .5 on; it counts in full when the sources overlap (or both are
empty) and the cues overlap (or the gold cue is empty).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

Range = tuple[int, int]
Letters = frozenset[int]
ROLES = ("source", "cue", "content")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One statement as character ranges. ``kind``: direct, mixed or indirect."""

    source: tuple[Range, ...]
    cue: tuple[Range, ...]
    content: tuple[Range, ...]
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """``ignored`` ranges are those that the annotator left out; predictions inside them drop."""

    id: str
    text: str
    statements: tuple[Attribution, ...]
    ignored: tuple[Range, ...] = ()


@dataclass(slots=True)
class Figure:
    """Counts behind precision, recall and F1 (in percent)."""

    right: int = 0
    predicted: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        return 100 * self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        return 100 * self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(slots=True)
class Score:
    content: Figure = field(default_factory=Figure)
    exact: Figure = field(default_factory=Figure)
    full: Figure = field(default_factory=Figure)
    spans: dict[str, Figure] = field(default_factory=lambda: {r: Figure() for r in ROLES})
    kinds: dict[str, Figure] = field(default_factory=dict)

    def recall_of(self, kind: str) -> float:
        return self.kinds[kind].recall if kind in self.kinds else 0.0


def letters(text: str, ranges: Iterable[Range]) -> Letters:
    """The positions of letters and digits inside ``ranges``."""
    return frozenset(
        i for start, end in ranges for i in range(start, min(end, len(text))) if text[i].isalnum()
    )


def jaccard(left: Letters, right: Letters) -> float:
    both = len(left & right)
    return both / (len(left) + len(right) - both) if both else 0.0


@dataclass(slots=True)
class _Sets:
    source: Letters
    cue: Letters
    content: Letters
    kind: str


def _sets(text: str, statements: Iterable[Attribution]) -> list[_Sets]:
    return [
        _Sets(letters(text, s.source), letters(text, s.cue), letters(text, s.content), s.kind)
        for s in statements
        if s.content
    ]


def align(gold: Sequence[_Sets], predicted: Sequence[_Sets]) -> list[tuple[float, int, int]]:
    """Overlap and numbers of the pairs with any overlap, one to one, the highest overlap first;
    ties in text order."""
    pairs = [
        (-jaccard(g.content, p.content), i, j)
        for i, g in enumerate(gold)
        for j, p in enumerate(predicted)
        if g.content & p.content
    ]
    used_gold: set[int] = set()
    used_predicted: set[int] = set()
    aligned = []
    for negative, i, j in sorted(pairs):
        if i not in used_gold and j not in used_predicted:
            used_gold.add(i)
            used_predicted.add(j)
            aligned.append((-negative, i, j))
    return aligned


def full_pairs(
    text: str, gold: Sequence[Attribution], predicted: Sequence[Attribution]
) -> list[tuple[int, int]]:
    """Numbers of the gold and predicted statements that match in full. All must have a content."""
    left, right = _sets(text, gold), _sets(text, predicted)
    pairs = align(left, right)
    return [(i, j) for overlap, i, j in pairs if overlap >= 0.5 and _full(left[i], right[j])]


def _full(gold: _Sets, predicted: _Sets) -> bool:
    neither = not gold.source and not predicted.source
    source = bool(gold.source & predicted.source) or neither
    return source and (not gold.cue or bool(gold.cue & predicted.cue))


def _count_spans(score: Score, document: Document, predicted: Sequence[Attribution]) -> None:
    for role in ROLES:
        gold = {
            letters(document.text, [r]) for s in document.statements for r in getattr(s, role)
        } - {frozenset()}
        found = {letters(document.text, [r]) for s in predicted for r in getattr(s, role)} - {
            frozenset()
        }
        figure = score.spans[role]
        figure.gold += len(gold)
        figure.predicted += len(found)
        figure.right += len(gold & found)


def add(score: Score, document: Document, predicted: Sequence[Attribution]) -> None:
    """Count one document into a score."""
    gold = _sets(document.text, document.statements)
    found = _sets(document.text, predicted)
    ignored = letters(document.text, document.ignored)
    if ignored:
        found = [p for p in found if len(p.content & ignored) * 2 <= len(p.content)]
    for figure in (score.content, score.exact, score.full):
        figure.gold += len(gold)
        figure.predicted += len(found)
    for kind, times in Counter(g.kind for g in gold).items():
        score.kinds.setdefault(kind, Figure()).gold += times
    for overlap, i, j in align(gold, found):
        g, p = gold[i], found[j]
        score.exact.right += overlap == 1.0
        if overlap >= 0.5:
            score.content.right += 1
            score.kinds[g.kind].right += 1
            score.full.right += _full(g, p)
    _count_spans(score, document, predicted)
