"""Texts in tokens, put together again."""

from __future__ import annotations

import pytest

from bench.samepile import untokenised


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        ("The ship sank , they said .", "The ship sank, they said."),
        ("the navy 's anti - piracy patrol", "the navy's anti-piracy patrol"),
        ("( 12 men ) did n't flee", "(12 men) didn't flee"),
    ],
)
def test_tokens_become_a_text_with_every_word_at_its_place(tokens: str, text: str) -> None:
    found, at = untokenised(tokens)
    assert found == text
    assert len(at) == len(tokens) + 1
    for word in ("said", "patrol", "flee"):
        if word in tokens:
            start = at[tokens.index(word)]
            assert found[start : start + len(word)] == word


def test_quotation_marks_of_two_characters_become_one() -> None:
    found, at = untokenised("`` No , '' he said")
    assert found == '"No," he said'
    assert found[at[11] :] == "he said"
