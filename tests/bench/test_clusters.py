"""CoNLL scores on the textbook example, and marks in annotated texts."""

from __future__ import annotations

import pytest

from bench.clusters import Clusters, Conll, gold_clusters, marked


def _side(*groups: str) -> Clusters:
    """Clusters of one-letter mentions."""
    return [frozenset((ord(m), ord(m) + 1) for m in group) for group in groups]


def test_scores_of_the_textbook_example() -> None:
    # Bagga and Baldwin 1998: the second and third chain are merged.
    score = Conll()
    score.add(_side("12345", "67", "89ABC"), _side("12345", "6789ABC"))
    assert score.muc == pytest.approx([9, 9, 9, 10])
    assert score.b3 == pytest.approx([12, 12, 5 + (4 + 25) / 7, 12])
    assert score.ceaf[0] == pytest.approx(1 + 2 * 5 / 12)


def test_equal_sides_score_one_hundred() -> None:
    score = Conll()
    score.add(_side("12", "3"), _side("3", "12"))
    assert score.f1() == pytest.approx(100)


def test_marks_are_taken_out() -> None:
    bare, found = marked("le {p1|ministre} {p1|Ann {x1|B}} { a }")
    assert bare == "le ministre Ann B { a }"
    assert sorted(len(c) for c in gold_clusters(found)) == [1, 2]
