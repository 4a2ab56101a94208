"""Skeletons: what edits of letters do to a word, and what they do not."""

from __future__ import annotations

import numpy as np
import pytest

from onrecord.across.quoted import quotations
from onrecord.across.skeletons import number_of, skeleton, skeletons
from tests.across.bare import bare


@pytest.mark.parametrize(
    "word",
    ["déclaré", "DÉCLARÉ,", "declare", "dÃ©clarÃ©", "d?clar?", "d\ufffdclar\ufffd", "«déclaré»"],
)
def test_edits_of_letters_part_no_word(word: str) -> None:
    assert skeleton(word) == "dclr"
    assert number_of(word) == number_of("déclaré")


def test_other_scripts_keep_their_letters() -> None:
    assert skeleton("Кремль") == "кремль"
    assert skeleton("Αθήνα") != skeleton("Ρώμη")


def test_words_without_skeleton_are_left_out() -> None:
    rows = skeletons([bare("a", "à — y 3 chats")])
    assert len(rows.words) == 2
    assert rows.span(0, 2).of("à — y 3 chats") == "3 chats"


def test_no_gram_reaches_over_the_end_of_a_report() -> None:
    rows = skeletons([bare("a", "one two three"), bare("b", "four five six seven")])
    assert np.flatnonzero(rows.grams).tolist() == [3]


def test_quotations_are_found_in_all_typographies() -> None:
    for text in (
        'He said "never again" twice.',
        "He said “never again” twice.",
        "He said «never again» twice.",
        "He said ``never again'' twice.",
    ):
        (start, end), *_ = quotations(text, bare("a", text).prose)
        assert "never again" in text[start:end] and "twice" not in text[start:end]
    text = "The dogs' owners said 'we shall not leave this house tonight' and left."
    ((start, end),) = quotations(text, bare("a", text).prose)
    assert text[start:end] == "'we shall not leave this house tonight'"
