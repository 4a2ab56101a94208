"""A weight list refitted fold by fold."""

from __future__ import annotations

import random
from collections.abc import Callable

import numpy as np
import pytest

from bench import refit
from bench.refit import area, refitted

STORIES, EACH = 20, 10
GROUPS = [f"story {n}" for n in range(STORIES) for _ in range(EACH)]


@pytest.fixture(autouse=True)
def _few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refit, "PARTITIONS", 2)


def labels(of: Callable[[int], int]) -> list[int]:
    return [of(n) for n in range(STORIES * EACH)]


def noise(seed: int) -> list[float]:
    drawn = random.Random(seed)
    return [drawn.random() for _ in GROUPS]


def test_a_row_that_tells_is_found() -> None:
    truth = labels(lambda n: int(n % 4 == 0))
    seen = [[float(label), other] for label, other in zip(truth, noise(1), strict=True)]
    found = refitted(seen, [1.0, 1.0], truth, GROUPS)
    assert found.mean(lambda f: f.f1) == 100.0
    assert found.area == 1.0


def test_a_row_of_the_wrong_sign_falls_out() -> None:
    truth = labels(lambda n: int(n % 4 == 0))
    seen = [[float(label)] for label in truth]
    assert refitted(seen, [-1.0], truth, GROUPS).area < 0.75


def test_what_tells_the_story_alone_does_not_help_on_others() -> None:
    """Stories that hold only what is said, and rows that name the story: no other has them."""
    truth = labels(lambda n: int((n // EACH) % 4 == 0))
    seen = [[float(n // EACH == story) for story in range(STORIES)] for n in range(len(truth))]
    assert refitted(seen, [1.0] * STORIES, truth, GROUPS).area < 0.75


def test_what_says_the_other_thing_wins() -> None:
    truth = labels(lambda n: int(n % 4 == 0))
    seen = [[float(label)] for label in truth]
    weak = refitted(seen, [1.0], truth, GROUPS)
    strong = refitted(seen, [1.0], truth, GROUPS, share=0.5, unless=weak)
    assert all(not says.any() for says in strong.says)
    assert strong.figures[0].predicted == 0
    assert refitted(seen, [1.0], truth, GROUPS, share=0.5).figures[0].predicted == sum(truth)


def test_the_area_counts_a_tie_by_half() -> None:
    assert area(np.array([1.0, 1.0, 0.0]), np.array([1.0, 0.0, 0.0])) == 0.75
