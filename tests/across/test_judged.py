"""Human judgements: the last wins, nothing is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.across.judged import Judged, key_in
from tests.across.makers import judgement

A, B, C, D = "r:1/st:0-9", "r:2/st:0-9", "r:3/st:0-9", "r:4/st:0-9"


def pairs(rows: tuple[tuple[str, str, object], ...]) -> set[frozenset[str]]:
    return {frozenset((a, b)) for a, b, _ in rows}


def test_same_and_different_are_pairs() -> None:
    judged = Judged([judgement(1, "same", A, B), judgement(2, "different", B, C)])
    assert pairs(judged.together) == {frozenset((A, B))}
    assert pairs(judged.apart) == {frozenset((B, C))}
    assert judged.overruled == ()


def test_a_later_judgement_wins_and_the_earlier_is_named() -> None:
    judged = Judged([judgement(1, "same", A, B), judgement(2, "different", A, B)])
    assert pairs(judged.together) == set()
    assert pairs(judged.apart) == {frozenset((A, B))}
    assert [o.judgement.number for o in judged.overruled] == [1]
    assert A in judged.overruled[0].because


def test_what_follows_from_several_judgements_is_kept_apart_too() -> None:
    chain = [
        judgement(1, "same", A, B),
        judgement(2, "same", B, C),
        judgement(3, "different", A, C),
    ]
    judged = Judged(chain)
    assert pairs(judged.together) == {frozenset((B, C))}
    assert [o.judgement.number for o in judged.overruled] == [1]


def test_a_withdrawal_undoes_a_judgement_and_a_withdrawal() -> None:
    first, undo, redo = (
        judgement(1, "same", A, B),
        judgement(2, "withdraw", "1"),
        judgement(3, "withdraw", "2"),
    )
    assert pairs(Judged([first, undo]).together) == set()
    assert pairs(Judged([first, undo, redo]).together) == {frozenset((A, B))}


def test_a_split_takes_items_out_of_a_group_together() -> None:
    judged = Judged([judgement(1, "split", f"statement:{A}", B, C)])
    assert pairs(judged.together) == {frozenset((B, C))}
    assert pairs(judged.apart) == {frozenset((A, B)), frozenset((A, C))}


def test_a_judgement_about_what_is_gone_is_reported() -> None:
    judged = Judged([judgement(1, "same", A, B), judgement(2, "reject", C)])
    assert [j.number for j in judged.lost({A, B})] == [2]
    assert [j.number for j in judged.lost({A, C})] == [1]
    assert judged.lost({A, B, C}) == ()


def test_the_latest_name_of_a_member_names_the_group() -> None:
    judged = Judged(
        [judgement(1, "rename", A, value="The fire"), judgement(2, "rename", B, value="The blaze")]
    )
    assert judged.name_of([A]) == "The fire"
    assert judged.name_of([A, B]) == "The blaze"
    assert judged.name_of([C]) is None


def test_a_group_stands_for_its_first_member() -> None:
    assert key_in(f"event:{A}") == A
    assert key_in(A) == A
    assert key_in(f"statement:{A}+{B}") == key_in(f"statement:{A}+{B}+") == B


KEYS = [A, B, C, D]
VERDICTS = st.sampled_from(["same", "different", "split", "merge"])
JUDGEMENTS = st.lists(
    st.tuples(VERDICTS, st.lists(st.sampled_from(KEYS), min_size=2, max_size=3, unique=True)),
    max_size=8,
).map(lambda rows: [judgement(n, v, *items) for n, (v, items) in enumerate(rows, start=1)])


@given(JUDGEMENTS, st.randoms())
def test_replay_is_free_of_contradictions_and_of_order(judgements, random) -> None:
    judged = Judged(judgements)
    first = {key: key for key in KEYS}
    for a, b, _ in judged.together:
        old, new = first[b], first[a]
        first = {key: new if root == old else root for key, root in first.items()}
    assert all(first[a] != first[b] for a, b, _ in judged.apart)
    shuffled = list(judgements)
    random.shuffle(shuffled)
    again = Judged(shuffled)
    assert (again.together, again.apart) == (judged.together, judged.apart)
    if judgements:
        assert all(o.judgement.number != judgements[-1].number for o in judged.overruled)
