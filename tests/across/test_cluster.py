"""Clusters: the likest first, never what must stay apart."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.across.cluster import clusters

COUNT = 9
ITEM = st.integers(0, COUNT - 1)
PAIRS = st.dictionaries(
    st.tuples(ITEM, ITEM).filter(lambda p: p[0] < p[1]), st.integers(0, 100).map(lambda n: n / 100)
).map(lambda rows: [(a, b, score) for (a, b), score in rows.items()])
APART = st.lists(st.tuples(ITEM, ITEM).filter(lambda p: p[0] != p[1]), max_size=6)


def test_a_pair_joins_from_the_threshold_on() -> None:
    assert clusters(3, [(0, 1, 0.5), (1, 2, 0.49)]) == [(0, 1), (2,)]


def test_one_likeness_does_not_chain_what_was_found_unlike() -> None:
    pairs = [(0, 1, 0.9), (1, 2, 0.6), (0, 2, 0.1)]
    assert clusters(3, pairs) == [(0, 1), (2,)]


def test_pairs_that_nobody_compared_say_nothing() -> None:
    assert clusters(3, [(0, 1, 0.9), (1, 2, 0.6)]) == [(0, 1, 2)]


def test_together_holds_over_any_score_and_apart_too() -> None:
    assert clusters(2, [(0, 1, 0.0)], together=[(0, 1)]) == [(0, 1)]
    assert clusters(2, [(0, 1, 1.0)], apart=[(0, 1)]) == [(0,), (1,)]


def test_apart_holds_between_what_joined_them() -> None:
    pairs = [(0, 1, 0.9), (2, 3, 0.9), (1, 2, 0.8)]
    assert clusters(4, pairs, apart=[(0, 3)]) == [(0, 1), (2, 3)]


@given(PAIRS, APART, st.randoms())
def test_apart_is_respected_whatever_the_order(pairs, apart, random) -> None:
    found = clusters(COUNT, pairs, apart=apart)
    where = {item: n for n, members in enumerate(found) for item in members}
    assert sorted(where) == list(range(COUNT))
    assert all(where[a] != where[b] for a, b in apart)
    shuffled, other = list(pairs), list(apart)
    random.shuffle(shuffled)
    random.shuffle(other)
    assert clusters(COUNT, shuffled, apart=other) == found


@given(PAIRS, APART)
def test_together_is_respected_where_it_can_be(pairs, together) -> None:
    found = clusters(COUNT, pairs, together=together)
    where = {item: n for n, members in enumerate(found) for item in members}
    assert all(where[a] == where[b] for a, b in together)


def test_a_few_alike_pairs_do_not_draw_many_into_one() -> None:
    """Two groups of four, of whose sixteen pairs two were compared."""
    inside = [(a, b, 0.9) for g in (0, 4) for a in range(g, g + 4) for b in range(a + 1, g + 4)]
    bridges = [(0, 4, 0.8), (1, 5, 0.8)]
    assert len(clusters(8, [*inside, *bridges])) == 1
    assert len(clusters(8, [*inside, *bridges], looked=0.5)) == 2
    every = [(a, b, 0.8) for a in range(4) for b in range(4, 8)]
    assert len(clusters(8, [*inside, *every], looked=0.5)) == 1


def test_of_copies_one_alone_is_compared() -> None:
    copies = [(0, n, 1.0) for n in range(1, 6)] + [(6, n, 1.0) for n in range(7, 9)]
    assert len(clusters(9, [*copies, (0, 6, 0.7)], looked=0.5)) == 1
