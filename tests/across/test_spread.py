"""Work that is done in stretches comes to the same, wherever it is done."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.across import spread
from onrecord.across.packed import Packed, held_packed, pack
from onrecord.across.pile import compare
from onrecord.across.spread import HERE, stretches
from onrecord.model.case import Reason
from tests.across.test_pile import PILE


@given(st.integers(0, 200), st.integers(1, 30))
def test_stretches_come_to_the_whole(count: int, number: int) -> None:
    found = stretches(count, number)
    assert [n for start, end in found for n in range(start, end)] == list(range(count))
    assert len(found) <= number


@pytest.mark.parametrize("number", [1, 3, 1000])
def test_a_pile_is_the_same_however_it_is_parted(
    number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = compare(PILE)
    monkeypatch.setattr(spread, "stretches", lambda count: stretches(count, number))
    assert compare(PILE, (), HERE) == whole


def _reasons(count: int) -> list[Reason]:
    return [Reason(feature=str(n), weight=float(n), says="") for n in range(count)]


def test_values_that_were_packed_elsewhere_are_kept_in_order() -> None:
    values = _reasons(700)
    parts = [pack(Reason, values[a:b]) for a, b in ((0, 3), (3, 3), (3, 600), (600, 700))]
    kept = held_packed(Reason, parts)
    assert list(kept) == values
    assert pickle.loads(pickle.dumps(Packed(Reason, values))) == values


def test_a_block_that_is_not_full_does_not_move_those_behind_it() -> None:
    kept: Packed[Reason] = Packed(Reason, _reasons(2))
    kept.take(pack(Reason, _reasons(3)))
    kept.append(_reasons(1)[0])
    assert [int(kept[n].weight) for n in range(len(kept))] == [0, 1, 0, 1, 2, 0]
