"""What is asked first, because it is cheap, never says less than the whole would."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.across.aligned import UNIT, _bound, aligned
from onrecord.across.anchors import Sentences
from onrecord.across.compare.entities import ENTITIES, Who, score

#: Sentences: their anchors (few, so that reports share them), length, whether half is quoted.
TOLD = st.lists(
    st.tuples(st.frozensets(st.integers(0, 23), max_size=5), st.integers(20, 90), st.booleans()),
    min_size=1,
    max_size=6,
)
NAMES = st.sampled_from(["Kim Jong Un", "Kim", "Varn", "Bank of Varn", "Sergei Shoigu", "Choïgou"])
WORDS = st.frozensets(st.sampled_from(["the minister of ports", "the mayor", "a driver"]))


def sentences(told: list[tuple[frozenset[int], int, bool]]) -> Sentences:
    lengths = np.array([length for _, length, _ in told], np.uint32)
    ends = np.cumsum(lengths).astype(np.uint32)
    return Sentences(
        ends - lengths,
        ends,
        np.array([length // 2 if said else 0 for _, length, said in told], np.uint32),
        np.cumsum([0, *(len(held) for held, _, _ in told)]).astype(np.uint32),
        np.array([anchor for held, _, _ in told for anchor in sorted(held)], np.uint32),
    )


@given(TOLD, TOLD)
def test_no_row_of_sentences_scores_more_than_its_bound(
    left: list[tuple[frozenset[int], int, bool]], right: list[tuple[frozenset[int], int, bool]]
) -> None:
    one, other = sentences(left), sentences(right)
    assert aligned(one, other, -1e9).score * UNIT <= _bound(one, other) + 1


@st.composite
def entities(draw: st.DrawFn) -> Who:
    name = draw(NAMES)
    return Who(
        key="r:1/e:1",
        report=1,
        kind=draw(st.sampled_from(["person", "organization", "other"])),
        name=name,
        names=draw(st.sampled_from([(), (name,)])),
        called=draw(WORDS),
        base=draw(st.sampled_from(["", "Q1", "Q2"])),
        beside=tuple(draw(st.lists(st.sampled_from(["varn", "kim", "Q7", "Q8"]), unique=True))),
        countries=draw(st.frozensets(st.sampled_from(["PRK", "RUS"]), max_size=1)),
    )


@given(entities(), entities())
def test_two_entities_score_what_the_list_says(left: Who, right: Who) -> None:
    assert score(left, right) == ENTITIES.score(left, right)
    assert score(left, right, set(right.beside)) == ENTITIES.score(left, right)
