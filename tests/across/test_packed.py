"""Packed values are what they were, in their order, however many there are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.across import packed
from onrecord.across.brief import decode_brief, encode_brief
from onrecord.across.packed import Joined, Packed, Shelf, distinct, held, held_in_order, ordered
from onrecord.across.pile import compare
from onrecord.model.case import Reason
from tests.across.test_pile import PILE

REASONS = st.lists(
    st.builds(
        Reason,
        feature=st.text(max_size=5),
        weight=st.integers(0, 9).map(float),
        says=st.text(max_size=5),
    ),
    max_size=30,
)


def weight(reason: Reason) -> tuple[float, str, str]:
    return reason.weight, reason.feature, reason.says


@pytest.fixture(autouse=True)
def _little_is_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "MANY", 6)
    monkeypatch.setattr(packed, "RUN", 5)
    monkeypatch.setattr(packed, "BLOCK", 4)
    monkeypatch.setattr(packed, "STORED", 2)


@given(REASONS)
def test_values_are_kept_in_order(values: list[Reason]) -> None:
    kept = held(Reason, iter(values))
    assert isinstance(kept, tuple) == (len(values) < packed.MANY)
    assert list(kept) == values
    assert [kept[n] for n in range(-len(values), len(values))] == values * 2
    assert list(kept[1:3]) == values[1:3]
    assert kept == tuple(values)


@given(REASONS)
def test_values_are_sorted_in_runs(values: list[Reason]) -> None:
    assert list(held_in_order(Reason, iter(values), weight)) == sorted(values, key=weight)


@given(REASONS, REASONS)
def test_sequences_are_joined(left: list[Reason], right: list[Reason]) -> None:
    both = Joined((Packed(Reason, left), tuple(right)))
    assert list(both) == left + right
    assert [both[n] for n in range(len(both))] == left + right


def test_what_lies_beyond_the_end_is_not_there() -> None:
    kept = Packed(Reason, [Reason(feature="a", weight=1.0, says="b")])
    for at in (1, -2):
        with pytest.raises(IndexError):
            kept[at]
    assert kept != Packed(Reason, ())


def test_a_shelf_is_put_in_order_and_holds_each_once() -> None:
    shelf = Shelf.of(map(encode_brief, (*PILE, PILE[1])), decode_brief)
    once = distinct(shelf, lambda b: b.report_id)
    assert list(once) == list(PILE)
    turned = ordered(once, lambda b: [-ord(c) for c in b.report_id])
    assert isinstance(turned, Shelf)
    assert list(turned) == list(PILE)[::-1]
    assert ordered(once, lambda b: b.report_id) is once
    assert (once[-1], once[1:]) == (PILE[-1], tuple(PILE[1:]))
    for beyond in (len(once), -len(once) - 1):
        with pytest.raises(IndexError):
            once[beyond]


@pytest.mark.parametrize("plain", [0, 1, 700, 1 << 20])
def test_a_shelf_of_which_a_part_is_compressed_holds_the_same(
    plain: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packed, "PLAIN", plain)
    shelf = Shelf.of(map(encode_brief, PILE), decode_brief)
    turned = ordered(shelf, lambda b: [-ord(c) for c in b.report_id])
    assert (list(shelf), list(turned)) == (list(PILE), list(PILE)[::-1])


def test_a_pile_on_a_shelf_comes_to_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    packed_away = compare(Shelf.of(map(encode_brief, PILE), decode_brief))
    monkeypatch.setattr(packed, "MANY", 1000)
    given_open = compare(PILE)
    assert isinstance(packed_away.matches, Joined | tuple)
    for part in ("groups", "matches", "statements", "happenings"):
        assert list(getattr(packed_away, part)) == list(getattr(given_open, part))
    assert packed_away == given_open
