"""Judgements as a text file: what may stand in it, and that it can be brought in twice."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.casebook import open_casebook
from onrecord.desk.judging import HEAD, as_line, as_text, bring_in, checked, from_text
from onrecord.errors import CasebookError
from onrecord.model import Judgement

ONE = Judgement(
    number=1,
    verdict="same",
    items=("r:aa/st:1-2", "r:bb/st:3-4"),
    by="anna",
    at="2026-11-28T10:00:00+00:00",
    note="one briefing, two reporters",
)


def test_a_line_reads_as_a_shell_would() -> None:
    assert as_line(ONE) == (
        "2026-11-28T10:00:00+00:00 anna same r:aa/st:1-2 r:bb/st:3-4"
        " --note 'one briefing, two reporters'"
    )


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"items": ("r:aa/st:1-2",)}, "takes 2 or more items"),
        ({"verdict": "reject", "items": ()}, "takes 1 or more items"),
        ({"value": "Anna"}, "takes no value"),
        ({"verdict": "rename", "items": ("p:1",)}, "says what is right"),
        ({"verdict": "source", "items": ("r:aa/st:1-2",)}, "says what is right"),
        ({"verdict": "source", "items": ("r:aa/ev:1-2",), "value": "AFP"}, "r:0f3c/st:"),
        ({"verdict": "place", "items": ("r:aa/pl:1-2",), "value": "Paris"}, "is no place like"),
        ({"verdict": "date", "items": ("r:aa/ti:1-2",), "value": "Monday"}, "is no date like"),
        ({"verdict": "statement", "items": ("r:aa/st:1",), "value": "AFP"}, "is no statement"),
        ({"verdict": "withdraw", "items": ("first",)}, "takes the number"),
        ({"verdict": "confirm"}, "is none of"),
        ({"by": "an\nna"}, "not on one line"),
        ({"at": "yesterday"}, "not a time"),
    ],
)
def test_what_may_not_be_judged_is_named(change: dict[str, object], says: str) -> None:
    with pytest.raises(CasebookError, match=says):
        checked(replace(ONE, **change))  # type: ignore[arg-type]


def test_a_line_out_of_form_is_named() -> None:
    text = f"{HEAD}\n{as_line(ONE)}\n2026-11-28T10:00:00Z anna same r:aa/st:1-2\n"
    with pytest.raises(CasebookError, match=r"anna\.txt:3"):
        list(from_text(text, "anna.txt"))
    with pytest.raises(CasebookError, match="does not begin with"):
        list(from_text(as_line(ONE), "anna.txt"))


words = st.text(
    alphabet=st.characters(min_codepoint=32, exclude_categories=["Cs", "Zl", "Zp", "Cc"]),
    min_size=1,
    max_size=30,
)


@given(items=st.lists(words, min_size=2, max_size=4, unique=True), by=words, note=words)
def test_what_is_written_is_read_again(items: list[str], by: str, note: str) -> None:
    kept = [i for i in items if i not in {"--note", "--value"}]
    if len(kept) < 2 or by in {"--note", "--value"}:
        return
    one = checked(replace(ONE, items=tuple(kept), by=by, note=note))
    assert list(from_text(as_text([one]), "x")) == [one]


def test_a_file_may_be_brought_in_twice(tmp_path: Path) -> None:
    undone = replace(ONE, number=2, verdict="withdraw", items=("1",), note="")
    with open_casebook(tmp_path / "case.db", write=True, create_new=True) as casebook:
        casebook.judge(replace(ONE, note="an older one"))
        first = bring_in(casebook, from_text(as_text([ONE, undone]), "x"))
        again = bring_in(casebook, from_text(as_text([ONE, undone]), "x"))
        assert (first.added, first.known, again.added, again.known) == (2, 0, 0, 2)
        kept = casebook.judgements()
    assert [j.verdict for j in kept] == ["same", "same", "withdraw"]
    assert kept[2].items == ("2",)
