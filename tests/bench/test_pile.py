"""How comparing grows: the exponent, and briefs through a pipe."""

from __future__ import annotations

import io
import os
import sys

import pytest

from bench.pile import _held_by, compared, growth, write
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
    several = compared(io.BytesIO(pipe.getvalue()), processes=2)
    assert several["statements"] == found["statements"]


@pytest.mark.skipif(sys.platform != "linux", reason="no /proc")
def test_memory_is_that_of_all_processes() -> None:
    assert _held_by(os.getpid()) > 0
    assert _held_by(-1) == 0
