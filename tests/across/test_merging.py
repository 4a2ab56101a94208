"""Runs of packed values come together in the order of their key, however many there are."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.across import packed
from onrecord.across.merging import merged
from onrecord.across.packed import pack
from onrecord.model.case import Reason


class _Weighty(msgspec.Struct):
    weight: float


@pytest.mark.parametrize("many", [4, 1000])
@pytest.mark.parametrize("keyed", [None, _Weighty])
@given(weights=st.lists(st.integers(0, 5).map(float), max_size=30), number=st.integers(1, 4))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_runs_are_merged_by_their_key(
    monkeypatch: pytest.MonkeyPatch,
    weights: list[float],
    number: int,
    many: int,
    keyed: type[_Weighty] | None,
) -> None:
    monkeypatch.setattr(packed, "MANY", many)
    monkeypatch.setattr(packed, "BLOCK", 3)
    values = [Reason(feature=str(n), weight=w, says="") for n, w in enumerate(weights)]
    runs = [sorted(values[n::number], key=lambda r: r.weight) for n in range(number)]
    found = merged(Reason, [pack(Reason, run) for run in runs], lambda r: r.weight, keyed)
    assert isinstance(found, tuple) == (len(values) < many)
    assert list(found) == sorted((r for run in runs for r in run), key=lambda r: r.weight)
    assert [found[n] for n in range(len(found))] == list(found)
    assert list(found[1:4]) == list(found)[1:4]
