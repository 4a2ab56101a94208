"""Tellings that are of two matters."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.across.twofold import BELONGS, twofold

#: Report of each telling: the fifth is a round-up of what the first two and the next two tell.
REPORTS = (0, 1, 2, 3, 4, 5)
CLUSTERS = [(0, 1, 4), (2, 3), (5,)]


def columns(*pairs: tuple[int, int, float]) -> tuple[list[int], list[int], list[float]]:
    left, right, scores = zip(*pairs, strict=True)
    return list(left), list(right), list(scores)


def test_a_telling_that_is_as_much_of_another_cluster_is_of_both() -> None:
    found = twofold(CLUSTERS, columns((0, 4, 0.9), (2, 4, 0.9), (3, 4, 0.6)), REPORTS)
    assert found.clusters == [(0, 1, 4), (2, 3, 4), (5,)]
    assert found.rows == [1]


def test_a_telling_that_is_only_like_one_of_them_stays() -> None:
    found = twofold(CLUSTERS, columns((2, 4, 0.9), (3, 4, 0.1)), REPORTS)
    assert (found.clusters, found.rows) == (CLUSTERS, [])


def test_a_telling_that_was_compared_with_few_of_them_stays() -> None:
    found = twofold([(0, 1, 4), (2, 3, 5)], columns((2, 4, 0.9), (3, 4, 0.9)), REPORTS)
    assert found.clusters == [(0, 1, 4), (2, 3, 5, 4)]


def test_no_telling_comes_where_its_report_tells_it_already() -> None:
    pairs = columns((2, 4, 0.9), (3, 4, 0.9))
    assert twofold(CLUSTERS, pairs, (0, 1, 2, 4, 4, 5)).clusters == CLUSTERS


def test_what_people_set_apart_stays() -> None:
    pairs = columns((2, 4, 0.9), (3, 4, 0.9))
    assert twofold(CLUSTERS, pairs, REPORTS, {4}).clusters == CLUSTERS


def test_what_stands_alone_neither_lends_nor_borrows() -> None:
    pairs = columns((4, 5, 0.9), (2, 5, 0.9))
    assert twofold(CLUSTERS, pairs, REPORTS).clusters == CLUSTERS


@given(
    st.lists(
        st.tuples(st.integers(0, 5), st.integers(0, 5), st.floats(0, 1)).filter(
            lambda p: p[0] != p[1]
        ),
        min_size=1,
        max_size=20,
        unique_by=lambda p: frozenset(p[:2]),
    )
)
def test_clusters_keep_their_own_in_front_and_borrow_at_most_one_of_a_report(
    pairs: list[tuple[int, int, float]],
) -> None:
    found = twofold(CLUSTERS, columns(*pairs), REPORTS)
    for before, after in zip(CLUSTERS, found.clusters, strict=True):
        assert after[: len(before)] == before
        assert len({REPORTS[n] for n in after}) == len(after)
    for row in found.rows:
        assert pairs[row][2] >= BELONGS
