"""Words that may hold an amount: none is overlooked where one stands."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.across.countable import may_count
from onrecord.across.numbers import numbers_in
from onrecord.across.words import words_of
from onrecord.model import Span

PIECES = {
    "en": [
        *("a", "one", "twelve", "hundred", "dozen", "dozens of", "people", "man", "dead", "house"),
        *("twenty-one", "1,200", "half", "and", "million", "were", "said", ",", "between", "no"),
    ],
    "fr": [
        *("un", "une", "douze", "cent", "douzaine", "dizaines de", "personnes", "homme", "morts"),
        *("vingt et un", "1 200", "demi", "et", "million", "trentaine de", "dit", ",", "entre"),
    ],
}


@pytest.mark.parametrize("language", sorted(PIECES))
@settings(deadline=None)
@given(data=st.data())
def test_no_amount_is_overlooked(language: str, data: st.DataObject) -> None:
    pieces = data.draw(st.lists(st.sampled_from(PIECES[language]), min_size=1, max_size=8))
    text = " ".join(pieces)
    if numbers_in(text, Span(start=0, end=len(text)), language):
        assert may_count([w.folded for w in words_of(text)], language)


def test_an_article_alone_counts_nothing() -> None:
    assert not may_count(["he", "said", "that", "a", "road", "was", "shut"], "en")
    assert may_count(["he", "said", "that", "a", "man", "was", "shot"], "en")


def test_a_language_that_does_not_count() -> None:
    assert not may_count(["12"], "xx")
