"""Tellings that mean alike, and where they are looked for."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.across import alike
from onrecord.across.alike import KEPT, Likeness, likest
from onrecord.across.candidates import as_pairs
from onrecord.across.compare.meanings import (
    each_means_other,
    means_alike,
    near_in_meaning,
    one_means_other,
)
from onrecord.across.judged import Judged
from onrecord.across.matter import Matter
from onrecord.across.meaning import in_common, meant, meant_by
from onrecord.across.neighbours import stories
from onrecord.across.same_statement import TellingPile, same_statements
from onrecord.across.spread import HERE
from tests.across.makers import brief, telling


def common(left: str, right: str, language: str = "en", other: str = "en") -> float:
    return in_common(meant([left], language), meant([right], other)).alike


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Rescuers saved 12 people from the sinking ferry", "12 survivors were plucked off a boat"),
        ("The minister quit", "The minister stepped down"),
        ("Two inmates escaped from the jail", "Two prisoners broke out and fled"),
    ],
)
def test_other_words_for_one_thing_mean_more_alike_than_another_thing(
    left: str, right: str
) -> None:
    assert common(left, right) > common(left, "The harvest of plums was poor this year") == 0


def test_a_sentence_and_its_translation_mean_alike() -> None:
    assert common("All borders are closed", "Les frontières sont fermées", "en", "fr") > 0.8


def test_numbers_are_one_however_they_are_written() -> None:
    one, *others = (
        meant([text], language).ids
        for text, language in (
            ("2,400.5", "en"),
            ("2400.5", "en"),
            ("2400,5", "fr"),
        )
    )
    assert all(one == other for other in others)


def test_everyday_words_weigh_little() -> None:
    assert meant(["people"], "en").weight < meant(["capsized"], "en").weight


def test_equal_parts_count_once_and_words_without_matter_not_at_all() -> None:
    assert meant(["storm and the storm"], "en").weight == meant(["storm"], "en").weight
    assert meant(["and of the"], "en").parts == ()


class _Only:
    """Something that is compared by what it means alone."""

    def __init__(self, text: str) -> None:
        self.meant = meant([text], "en")


ROWS = (means_alike, one_means_other, each_means_other, near_in_meaning)
VOCABULARY = ["storm", "storms", "rain", "ferry", "boat", "sank", "12", "twelve", "people", "the"]
WORDS = st.lists(
    st.sampled_from(
        [
            "storm",
            "storms",
            "rain",
            "ferry",
            "boat",
            "sank",
            "12",
            "twelve",
            "people",
            "Varn",
            "quit",
            "the",
        ]
    ),
    max_size=6,
).map(" ".join)


@given(WORDS, WORDS)
def test_rows_do_not_mind_which_is_left_and_stay_within_bounds(left: str, right: str) -> None:
    one, other = _Only(left), _Only(right)
    for row in ROWS:
        here, there = row(one, other), row(other, one)
        assert (here is None) == (there is None)
        if here is not None and there is not None:
            assert here[0] == pytest.approx(there[0])
            assert 0 < here[0] <= 1 + 1e-9


@given(WORDS)
def test_what_is_told_in_the_same_words_means_the_same(text: str) -> None:
    found = in_common(meant([text], "en"), meant([text], "en"))
    assert found.left == found.right == (1.0 if meant([text], "en").parts else 0.0)


def test_a_reason_shows_the_words() -> None:
    seen = means_alike(_Only("The ferry sank"), _Only("A boat went down"))
    assert seen is not None and callable(seen[1])
    assert "ferry" in seen[1]()


# ------------------------------------------------------------- where they are looked for


def pile(*reports: Sequence[str]) -> TellingPile:
    """The tellings of reports, by numbers."""
    briefs = [
        brief(f"r:{n}", ". ".join(told), tellings=[telling(". ".join(told), t) for t in told])
        for n, told in enumerate(reports)
    ]
    return TellingPile(briefs, (), (), Matter(briefs))


def found_in(tellings: TellingPile, *pairs: tuple[int, int]) -> list[list[int]]:
    ones = range(len(tellings.keys))
    return tellings.alike(ones, HERE, as_pairs(pairs)).tolist()


def test_a_telling_is_looked_for_in_reports_of_its_story_only() -> None:
    tellings = pile(
        ["The ferry sank off Varn", "Plums are dear"],
        ["The boat went down off Varn"],
        ["The ferry sank off Varn"],
    )
    assert found_in(tellings, (0, 1)) == [[0, 2]]
    assert found_in(tellings) == []


def test_no_more_than_so_many_are_kept_of_one_report() -> None:
    # Five tellings of other words that are as like to the last one.
    told = [f"The ferry sank off {name}" for name in ("Varn", "Ostby", "Aldo", "Merle", "Trin")]
    tellings = pile(told, ["The ferry sank"])
    assert found_in(tellings, (0, 1)) == [[n, len(told)] for n in range(KEPT)]


@pytest.mark.parametrize("parts", [1, 2, 7])
def test_of_all_reports_the_likest_are_kept_in_however_many_parts(
    monkeypatch: pytest.MonkeyPatch, parts: int
) -> None:
    monkeypatch.setattr(alike, "OF_ALL", 4)
    shares = [0.3, 0.9, 0.5, 0.5, 0.4, 0.8, 0.1]
    found = [(n, 9, share) for n, share in enumerate(shares)] + [(3, 8, 0.2)]

    def columns(rows: Sequence[tuple[int, int, float]]) -> Likeness:
        return as_pairs([row[:2] for row in rows]), np.array([r[2] for r in rows], np.float32)

    split = [likest((columns(found[n::parts]),)) for n in range(parts)]
    pairs, share = likest(split)
    assert pairs.tolist() == [[3, 8], [1, 9], [5, 9], [2, 9], [3, 9]]
    assert share.tolist() == pytest.approx([0.2, 0.9, 0.8, 0.5, 0.5])


def test_of_nothing_nothing_is_kept() -> None:
    pairs, share = likest(())
    assert (pairs.shape, share.shape) == ((0, 2), (0,))


def test_what_its_report_tells_everywhere_weighs_little() -> None:
    parts = meant(["The strike closed the refinery"], "en").parts
    once, often = meant_by(parts), meant_by(parts, {"en:strik": 4})
    weights = {p.words: (a, b) for p, a, b in zip(parts, once.weights, often.weights, strict=True)}
    assert weights["strike"][1] == weights["strike"][0] / 4
    assert weights["refinery"][1] == weights["refinery"][0]
    other = meant(["The strike cost millions"], "en")
    assert in_common(often, other).left < in_common(once, other).left


def test_small_piles_know_which_words_tell_a_story() -> None:
    texts = (
        "A jury found Roland Tessimond guilty after a long and slow trial in the old town hall",
        "The verdict on Tessimond came early yesterday while most people there were still at lunch",
        "A jury of people in the old town hall was still at lunch after a long and slow trial",
    )
    matter = Matter([brief(f"r:{n}", f"{text}.") for n, text in enumerate(texts)])
    words = {matter.text(n): w for n, w in matter.tales.of(0).items()}
    assert words["tessi"] > 1.4 * words["old"]


def test_a_telling_without_meaning_is_like_none() -> None:
    tellings = pile(["It was they"], ["It was they"])
    assert tellings.readings.parts(0) == ()
    assert found_in(tellings, (0, 1)) == []


def test_reports_of_one_story_are_found_by_its_words() -> None:
    texts = (
        "The ferry Alba sank off Varn",
        "A judge in Ostby jailed two brothers for forging",
        "Divers searched for the Alba off Varn",
    )
    briefs = [brief(f"r:{n}", text) for n, text in enumerate(texts)]
    assert stories(Matter(briefs), [1, 1, 2]).tolist() == [[0, 2]]
    assert stories(Matter(briefs), [1, 1, 200]).tolist() == []


def test_other_words_are_one_statement() -> None:
    texts = (
        "Rescuers evacuated 300 villagers after the dam at Varn cracked",
        "Some 300 residents of Varn were told to leave their homes by rescue teams",
        "Varn won the cup on penalties after a final without goals against Northbridge",
    )
    briefs = [
        brief(f"r:{n}", f"{text}.", tellings=[telling(f"{text}.", text)])
        for n, text in enumerate(texts)
    ]
    groups, matches = same_statements(briefs, (), (), (), Judged())
    assert sorted(len(g.members) for g in groups) == [1, 2]
    assert any(r.feature == "means alike" for m in matches for r in m.reasons)
