"""The whole of a pile, from briefs to what they come to."""

from __future__ import annotations

import random

from onrecord.across.brief import Brief
from onrecord.across.pile import compare
from onrecord.model.case import Judgement
from tests.across.piles import brief, keys, telling

DAM = (
    "The dam at Tarn broke on Monday night and the lower town was flooded within an hour, so that"
    " two hundred families left their houses for the school on the hill"
)
SCHOOL = "The school of Tarn will give breakfast to all of them until the water has gone"


def report(name: str, *told: str, day: str, outlet: str) -> Brief:
    text = "\n\n".join(f"{words}." for words in told)
    return brief(name, text, *(telling(text, w) for w in told), day=day, outlet=outlet)


PILE = (
    report("r:a", DAM, day="2026-03-02", outlet="Courier"),
    report("r:b", DAM, SCHOOL, day="2026-03-03", outlet="Gazette"),
    report("r:c", "Nothing of this is told here at all", day="2026-03-03", outlet="Post"),
)


def test_a_copy_has_the_origin_of_what_it_was_taken_from() -> None:
    found = compare(PILE)
    assert found.reports == ("r:a", "r:b", "r:c")
    told = [s for s in found.statements if s.reports > 1]
    assert [(len(s.origins), s.reports, s.among) for s in told] == [(1, 2, 3)]
    assert told[0].first == keys(PILE[0])[0]


def test_the_order_of_briefs_and_a_brief_given_twice_change_nothing() -> None:
    mixed = [*PILE, PILE[0]]
    random.Random(3).shuffle(mixed)
    assert compare(mixed) == compare(PILE)


def test_an_empty_pile_comes_to_nothing() -> None:
    found = compare(())
    assert (found.reports, found.copies, found.statements, found.happenings) == ((), (), (), ())


def test_what_people_rejected_stands_in_no_statement() -> None:
    key = keys(PILE[1])[0]
    judged = Judgement(
        number=1, verdict="reject", items=(key,), by="a reader", at="2026-03-05T10:00:00Z"
    )
    found = compare(PILE, (judged,))
    assert all(key not in s.tellings for s in found.statements)
