"""Which items are compared: caps hold, and what they leave out is counted."""

from __future__ import annotations

from array import array
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.across import candidates as module
from onrecord.across.candidates import (
    Features,
    Limits,
    apart_from,
    as_features,
    feature,
    without_copies,
)

WIDE = Limits(before=50, kept=50, days=50, least=0.0, floor=1.0)


def columns(rows: list[tuple[int, int, float]], days: list[int]) -> Features:
    items, features, weights = zip(*rows, strict=True)
    return as_features([(array("q", items), array("q", features), array("f", weights))], days)


def candidates(given: Features, limits: Limits) -> tuple[list[tuple[int, int]], dict[str, int]]:
    pairs, left_out = module.candidates(given, limits)
    return [(a, b) for a, b in pairs.tolist()], left_out


def test_what_is_shared_must_weigh_enough() -> None:
    rows = [(0, 7, 0.6), (0, 8, 0.6), (1, 7, 0.6), (1, 8, 0.6), (2, 7, 0.6)]
    assert candidates(columns(rows, [1, 1, 1]), WIDE)[0] == [(0, 1)]


def test_days_part_items() -> None:
    rows = [(0, 7, 2.0), (1, 7, 2.0)]
    near = replace(WIDE, days=3)
    assert candidates(columns(rows, [1, 4]), near)[0] == [(0, 1)]
    assert candidates(columns(rows, [1, 5]), near)[0] == []


def test_caps_are_counted() -> None:
    rows = [(n, 7, 2.0) for n in range(5)]
    pairs, left_out = candidates(columns(rows, [1] * 5), replace(WIDE, before=2, kept=1))
    assert pairs == [(0, 1), (0, 2), (1, 3), (2, 4)]
    assert left_out == {"before": 3, "kept": 3}


def test_the_heaviest_partner_is_kept() -> None:
    rows = [(0, 7, 2.0), (1, 8, 3.0), (2, 7, 2.0), (2, 8, 3.0)]
    assert candidates(columns(rows, [1, 1, 1]), replace(WIDE, kept=1))[0] == [(1, 2)]


@given(
    st.lists(
        st.tuples(st.integers(0, 19), st.integers(0, 9), st.sampled_from([0.5, 1.0, 2.0])),
        min_size=1,
        unique_by=lambda r: r[:2],
    ),
    st.integers(1, 6),
)
def test_the_size_of_chunks_is_no_matter(rows: list[tuple[int, int, float]], chunk: int) -> None:
    given_, limits = columns(sorted(rows), list(range(20))), replace(WIDE, before=4, kept=2)
    with pytest.MonkeyPatch.context() as patched:
        whole = candidates(given_, limits)
        patched.setattr(module, "CHUNK", chunk)
        assert candidates(given_, limits) == whole


def test_known_pairs_are_left_out() -> None:
    pairs, known = np.array([[0, 1], [1, 2]]), np.array([[0, 1], [0, 2]])
    assert apart_from(pairs, known, 3).tolist() == [[1, 2]]
    assert apart_from(pairs, np.zeros((0, 2), np.int64), 3).tolist() == pairs.tolist()


def test_of_copies_the_first_is_compared() -> None:
    assert without_copies(5, [(0, 2), (2, 4)]) == [0, 1, 3]


@given(st.integers(0, 15), st.integers(0, 2**29 - 1), st.integers(0, 2**29 - 1))
def test_features_fit_and_differ(kind: int, one: int, other: int) -> None:
    found = feature(kind, one, other)
    assert 0 <= found < 2**63
    assert found // 2**58 == kind
