"""How comparing grows: the exponent, and briefs through a pipe."""

from __future__ import annotations

import io

import pytest

from bench.pile import compared, growth, write
from onrecord.across.brief import encode_brief
from onrecord.across.pile import compare
from tests.across.test_pile import PILE


def test_growth_is_an_exponent() -> None:
    assert growth(1000, 10_000, 2.0, 20.0) == pytest.approx(1)
    assert growth(1000, 10_000, 2.0, 200.0) == pytest.approx(2)


def test_briefs_come_through_a_pipe() -> None:
    pipe = io.BytesIO()
    for brief in PILE:
        write(encode_brief(brief), pipe)
    found = compared(io.BytesIO(pipe.getvalue()))
    assert found["statements"] == len(compare(PILE).statements) > 0
    assert found["megabytes"] > 0
