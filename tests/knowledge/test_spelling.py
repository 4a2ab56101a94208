"""Names compared: same, variant, near, short, different."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.knowledge.nameforms import family_name, is_marked, name_key
from onrecord.knowledge.sounds import sounds_like
from onrecord.knowledge.spelling import compare_names

PAIRS = [
    ("Kim Jong Un", "Kim Jong-un", "same"),
    ("Sébastien Lecornu", "SEBASTIEN LECORNU", "same"),
    ("Bachar al-Assad", "Bachar Assad", "same"),
    ("Sergueï Choïgu", "Sergueï Choïgou", "variant"),
    ("Sergei Shoigu", "Sergueï Choïgou", "variant"),
    ("Bashar al-Assad", "Bachar el-Assad", "variant"),
    ("Nikita Khrouchtchev", "Nikita Khrushchev", "variant"),
    ("Boris Eltsine", "Boris Yeltsin", "variant"),
    ("Volodymyr Zelensky", "Volodymyr Zelenskyy", "variant"),
    ("Vladimir Poutine", "Владимир Путин", "variant"),
    ("Kim Jon Un", "Kim Jong Un", "near"),
    ("Joe Biden", "Joseph Biden", "near"),
    ("V. Poutine", "Vladimir Poutine", "near"),
    ("George Bush", "George W. Bush", "near"),
    ("Paul Martin", "Martin Paul", "near"),
    ("Martin Dupont", "Martine Dupont", "near"),
    ("Park Geun-hye", "Pak Geun Hye", "near"),
    ("Shoigu", "Sergueï Choïgou", "short"),
    ("Kim", "Kim Jong Un", "short"),
    ("Kim Jong Un", "Kim Jong Il", "different"),
    ("Angela Merkel", "Angelika Merkel", "different"),
    ("Donald Trump", "Donald Trump Jr", "different"),
    ("Brian Lynch", "Bridget Lynch", "different"),
]


@pytest.mark.parametrize(("one", "other", "verdict"), PAIRS)
def test_pairs(one: str, other: str, verdict: str) -> None:
    found = compare_names(one, other)
    assert found.verdict == verdict
    assert bool(found.because) == (verdict != "different")
    assert compare_names(other, one).verdict == verdict


LOOKALIKES = [
    "K\u0456m Jong Un",
    "Kim\u200d Jong Un",
    "Kim \u202eJong Un",
    "\u039aim Jong Un",
    "Kim\x00 Jong Un",
]
ODD = [
    "x" * 5_000,
    "a b " * 1_250,
    "(?P<a>.*)+",
    "'; DROP TABLE names; --",
    "%s%n",
    "",
    " ",
    "-",
    "\u674e" * 300,
]


@pytest.mark.parametrize("lookalike", LOOKALIKES)
def test_lookalikes_are_never_the_same(lookalike: str) -> None:
    assert is_marked(lookalike)
    assert compare_names("Kim Jong Un", lookalike).verdict == "different"
    assert compare_names(lookalike, lookalike).verdict == "same"


@pytest.mark.parametrize("name", ODD)
def test_odd_names_are_compared_without_harm(name: str) -> None:
    assert compare_names(name, "Kim Jong Un").verdict == "different"
    assert compare_names(name, name).verdict == "same"
    name_key(name)


@given(st.text(max_size=40), st.text(max_size=40))
def test_comparison_never_fails_and_is_symmetric(one: str, other: str) -> None:
    assert compare_names(one, other).merges == compare_names(other, one).merges


def test_families_come_first_in_some_names() -> None:
    assert family_name("Kim Jong Un") == "Kim"
    assert family_name("Angela Merkel") == "Merkel"
    assert family_name("Donald Trump Jr") == "Trump"


def test_sounds_across_scripts() -> None:
    assert sounds_like("Медведев", "Medvedev") > sounds_like("Медведев", "Merkel")
    assert sounds_like("محمد", "Mohammed") > sounds_like("محمد", "Hassan")
    assert sounds_like("Ωμέγα", "Omega") == float("-inf")
