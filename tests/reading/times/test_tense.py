"""Before or after: the same words under other verbs."""

from __future__ import annotations

import re

import pytest

from tests.reading.times.plain import read_tree

LEFT = """
The     DET   2 det   _ the
envoy   NOUN  3 nsubj _ envoy
left    VERB  0 root  Tense=Past|VerbForm=Fin leave
Friday  PROPN 3 obl   _ friday
.       PUNCT 3 punct _ .
"""
WILL = """
The     DET   2 det   _ the
envoy   NOUN  4 nsubj _ envoy
will    AUX   4 aux   VerbForm=Fin will
leave   VERB  0 root  VerbForm=Inf leave
Friday  PROPN 4 obl   _ friday
.       PUNCT 4 punct _ .
"""
PLANNED = """
He      PRON  2 nsubj _ he
planned VERB  0 root  Tense=Past|VerbForm=Fin plan
to      PART  4 mark  _ to
leave   VERB  2 xcomp VerbForm=Inf leave
Friday  PROPN 4 obl   _ friday
.       PUNCT 2 punct _ .
"""
RENTRE = """
Il       PRON  3 nsubj    _ il
est      AUX   3 aux:pass Tense=Pres|VerbForm=Fin être
rentré   VERB  0 root     Tense=Past|VerbForm=Part rentrer
vendredi NOUN  3 obl      _ vendredi
.        PUNCT 3 punct    _ .
"""
PART = """
Il       PRON  2 nsubj _ il
part     VERB  0 root  Mood=Ind|Tense=Pres|VerbForm=Fin partir
vendredi NOUN  2 obl   _ vendredi
.        PUNCT 2 punct _ .
"""


@pytest.mark.parametrize(
    ("text", "language", "tree", "value", "shown"),
    [
        ("The envoy left Friday.", "en", LEFT, "2024-05-10", "past ('left')"),
        ("The envoy will leave Friday.", "en", WILL, "2024-05-17", "future ('will')"),
        ("He planned to leave Friday.", "en", PLANNED, "2024-05-17", "future ('planned')"),
        ("Il est rentré vendredi.", "fr", RENTRE, "2024-05-10", "past ('est rentré')"),
        ("Il part vendredi.", "fr", PART, "2024-05-17", "present ('part')"),
    ],
)
def test_the_verb_tells_the_side(
    text: str, language: str, tree: str, value: str, shown: str
) -> None:
    (time,) = read_tree(text, language, tree).times
    assert time.value == value
    assert shown in time.because
    assert time.anchor == "published"


@pytest.mark.parametrize(
    ("tree", "value"), [(LEFT, "2024-W19-WE"), (WILL, "2024-W20-WE")], ids=["left", "will"]
)
def test_this_weekend_is_the_last_one_under_a_past_verb(tree: str, value: str) -> None:
    head = "4" if tree == WILL else "3"
    weekend = f"this    DET   {int(head) + 2} det   _ this\nweekend NOUN  {head} obl   _ weekend"
    lines = re.sub(r"Friday.*", weekend, tree)
    text = f"The envoy {'will leave' if tree == WILL else 'left'} this weekend."
    (time,) = read_tree(text, "en", lines).times
    assert time.value == value


def test_words_before_a_time_win_over_its_verb() -> None:
    text = "The envoy left until Friday."
    tree = LEFT.replace("Friday  PROPN 3", "until ADP 5 case _ until\nFriday  PROPN 3").replace(
        ".       PUNCT 3", ". PUNCT 3"
    )
    (time,) = read_tree(text, "en", tree).times
    assert time.value == "2024-05-17"
    assert "'until'" in time.because


@pytest.mark.parametrize(
    ("text", "tree", "value"),
    [
        ("Il est rentré dès vendredi.", RENTRE, "2024-05-10"),
        ("Il part dès vendredi.", PART, "2024-05-17"),
    ],
)
def test_a_past_verb_knows_better_than_words_for_a_beginning(
    text: str, tree: str, value: str
) -> None:
    with_word = re.sub(r"(vendredi NOUN  )(\d)", r"dès ADP 0 case _ dès\n\1\2", tree)
    number = len(with_word.strip().splitlines()) - 1
    with_word = with_word.replace("dès ADP 0", f"dès ADP {number}")
    (time,) = read_tree(text, "fr", with_word).times
    assert time.value == value
