"""Places where a name may begin: none is overlooked where one does."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.across.openings import Openings
from onrecord.across.words import words_of
from onrecord.knowledge.agencies import agencies_in, cased

PIECES = st.sampled_from(
    [
        *("AFP", "A.F.P.", "l'AFP", "Reuters", "TASS", "the", "a", "à", "n'a", " ", " ", ", ", "."),
        *("Agence", "France", "Presse", "20", "1,200", "Courier", "Le Monde", "monde", "\n", "’"),
        *("d", "-"),
    ]
)
TEXTS = st.lists(PIECES, max_size=14).map("".join)
FIRSTS = frozenset({"monde", "courier", "20"})


@settings(deadline=None)
@given(TEXTS, st.data())
def test_no_name_is_overlooked(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    named = [
        at
        for at in agencies_in(text, start, end)
        if not at.called.ambiguous and cased(text[at.start : at.end], at.called)
    ]
    begun = [w for w in words_of(text, start, end) if w.folded in FIRSTS]
    if named or begun:
        assert Openings(FIRSTS).any_in(text, start, end)


def test_words_that_name_nothing_open_nothing() -> None:
    text = "She said on Monday that a road was shut, and that a bridge was not."
    assert not Openings(FIRSTS).any_in(text, 4, len(text))
    assert not Openings(FIRSTS).any_in(text, 0, len(text))
