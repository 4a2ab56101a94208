"""Which report is the earlier one, and what tells so."""

from __future__ import annotations

from onrecord.across.copies import find_copies
from onrecord.model.case import Copy
from tests.across.bare import bare, credit
from tests.across.test_copies import OWN, WIRE


def _copy(*briefs: object) -> Copy:
    (copy,) = find_copies(briefs)  # type: ignore[arg-type]
    return copy


def test_dates_tell_first() -> None:
    copy = _copy(
        bare("a", *WIRE, published=("2026-03-09", "2026-03-09")),
        bare(
            "b", *WIRE, published=("2026-03-08", "2026-03-08"), around=(credit("agency", "Ostia"),)
        ),
    )
    assert (copy.earlier, copy.later, copy.direction_from) == ("b", "a", "dates")
    assert "2026-03-08" in copy.because


def test_dates_whose_bounds_overlap_tell_nothing() -> None:
    copy = _copy(
        bare("a", *WIRE, published=("2026-03-01", "2026-03-31")),
        bare("b", *WIRE, published=("2026-03-08", "2026-03-08")),
    )
    assert copy.direction_from == "name"


def test_a_credit_tells_whose_words_these_are() -> None:
    copy = _copy(
        bare("a", *WIRE, outlet="Post", around=(credit("own", "Post"), credit("agency", "Ostia"))),
        bare("b", *WIRE, outlet="Ostia", around=(credit("own", "Ostia"),)),
    )
    assert (copy.earlier, copy.direction_from) == ("b", "credit")
    assert copy.because == "a credits Ostia"


def test_a_credit_against_the_dates_is_told_with_them() -> None:
    copy = _copy(
        bare("a", *WIRE, published=("2026-03-08",) * 2, around=(credit("agency", "Ostia"),)),
        bare("b", *WIRE, published=("2026-03-09",) * 2, outlet="Ostia"),
    )
    assert (copy.earlier, copy.direction_from) == ("a", "dates")
    assert "a credits Ostia" in copy.because


def test_what_holds_all_of_the_other_and_more_is_earlier() -> None:
    copy = _copy(bare("a", *WIRE[:2]), bare("b", *WIRE))
    assert (copy.earlier, copy.later, copy.direction_from) == ("b", "a", "containment")
    assert copy.share == 1


def test_what_cannot_be_told_is_said_to_be_so() -> None:
    copy = _copy(bare("b", *WIRE[:2], OWN[0]), bare("a", *WIRE[:2], OWN[1]))
    assert (copy.earlier, copy.direction_from) == ("a", "name")
    assert "cannot be told" in copy.because


def test_a_report_that_sets_another_right_is_the_later_one() -> None:
    head = "Storm hits Ostia (correction)"
    marked = bare("a", head, *WIRE)
    title, *prose = marked.prose
    marked = bare("a", head, *WIRE, titles=(title,), prose=tuple(prose))
    copy = _copy(marked, bare("b", *WIRE))
    assert (copy.earlier, copy.later, copy.direction_from) == ("b", "a", "credit")
    assert "“correction”" in copy.because


def test_a_word_of_setting_right_deep_in_the_prose_tells_nothing() -> None:
    more = "Markets saw a correction on Friday, traders said."
    assert _copy(bare("a", *WIRE, more), bare("b", *WIRE, more)).direction_from == "name"


def test_an_agency_is_earlier_than_a_paper() -> None:
    copy = _copy(
        bare("a", *WIRE, outlet="Post", around=(credit("own", "Post"),)),
        bare("b", *WIRE, outlet="Reuters", around=(credit("own", "Reuters"),)),
    )
    assert (copy.earlier, copy.direction_from) == ("b", "credit")


def test_an_agency_that_no_list_knows_signs_its_dateline() -> None:
    paper = bare("a", *WIRE, outlet="Post", around=(credit("own", "Post"),))
    own = credit("own", "Ostia Press (OP)")
    unsigned = bare("b", *WIRE, outlet="Ostia Press (OP)", around=(own,))
    assert _copy(paper, unsigned).direction_from == "name"
    signed = bare("b", *WIRE, outlet="Ostia Press (OP)", around=(own, credit("agency", "OP")))
    copy = _copy(paper, signed)
    assert (copy.earlier, copy.direction_from) == ("b", "credit")
