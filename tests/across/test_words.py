"""Words of a piece are those of the whole text where the piece begins and ends between words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.across.words import folded_in, is_between, words_of

TEXT = st.text(st.sampled_from("aé1 .,-_’"), max_size=12)


@given(TEXT)
def test_columns_are_the_words(text: str) -> None:
    starts, folded = folded_in(text)
    assert [(w.start, w.folded) for w in words_of(text)] == list(zip(starts, folded, strict=True))


@given(TEXT, st.integers(0, 12), st.integers(0, 12))
def test_pieces_have_the_words_that_begin_in_them(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    if is_between(text, start) and is_between(text, end):
        within = [w.folded for w in words_of(text) if start <= w.start < end]
        assert folded_in(text[start:end])[1] == within


def test_a_word_or_number_is_not_cut() -> None:
    assert not is_between("a 3.5", 4)
    assert not is_between("a 3.5", 3)
    assert not is_between("word", 2)
    assert is_between("word.", 4)
    assert is_between("3.5", 0)
    assert is_between("3.5", 3)
