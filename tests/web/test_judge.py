"""The one form that all corrections go through."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from onrecord.casebook import open_casebook
from onrecord.model import Judgement
from tests.web.example_room import reader

STATEMENT = "r:694841be6a6769f1/st:337-346"
PERSON = "r:694841be6a6769f1/en:347-366"


def kept(path: Path) -> tuple[Judgement, ...]:
    with open_casebook(path) as casebook:
        return casebook.judgements()


def test_a_judgement_is_kept_with_who_and_said_with_its_words(example_copy: Path) -> None:
    inside = reader(example_copy)
    page = inside.judged("reject", STATEMENT, note="a\nheadline")
    assert "Kept as judgement 1: “Deux marins ont été blessés” is rejected." in page
    (one,) = kept(example_copy)
    assert (one.verdict, one.items, one.by, one.note) == (
        *("reject", (STATEMENT,)),
        *("anna", "a headline"),
    )
    assert one.at.endswith("+00:00")
    assert inside.renewal.asked == 1


def test_the_notice_undoes_it(example_copy: Path) -> None:
    inside = reader(example_copy)
    page = inside.judged("reject", STATEMENT)
    assert 'name="verdict" value="withdraw"' in page and 'name="item" value="1"' in page
    assert "judgement 1 is undone" in inside.judged("withdraw", "1")
    assert [one.verdict for one in kept(example_copy)] == ["reject", "withdraw"]


def test_a_source_is_called_as_the_entity_that_was_chosen(example_copy: Path) -> None:
    inside = reader(example_copy)
    inside.judged("source", STATEMENT, PERSON)
    inside.judged("source", STATEMENT, "", value="the harbour")
    assert [(one.items, one.value) for one in kept(example_copy)] == [
        ((STATEMENT, PERSON), "Solange Treillard"),
        ((STATEMENT,), "the harbour"),
    ]


def test_days_between_are_one_value(example_copy: Path) -> None:
    time = "r:694841be6a6769f1/ti:181-197"
    reader(example_copy).judged("date", time, value="2026-10-05", until="2026-10-06")
    assert kept(example_copy)[0].value == "2026-10-05/2026-10-06"


def test_a_missed_statement_is_named_by_its_characters(example_copy: Path) -> None:
    report = "r:694841be6a6769f1"
    fields = {"report": report, "start": "132", "end": "200", "value": "AOD"}
    reader(example_copy).judged("statement", **fields)
    assert kept(example_copy)[0].items == (f"{report}/st:132-200",)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"verdict": "bless", "item": STATEMENT}, "is none of"),
        ({"verdict": "same", "item": STATEMENT}, "takes 2 or more items"),
        ({"verdict": "reject", "item": ""}, "takes 1 or more items"),
        ({"verdict": "source", "item": STATEMENT}, "says what is right"),
        ({"verdict": "date", "item": STATEMENT, "value": "2026"}, "is about an item like"),
        ({"verdict": "place", "item": "r:1/pl:1-2", "value": "Paris"}, "no place like"),
        ({"verdict": "date", "item": "r:1/ti:1-2", "value": "soon"}, "no date like"),
        ({"verdict": "withdraw", "item": "99"}, "no judgement of this number"),
        ({"verdict": "statement", "start": "9", "end": "4", "value": "x"}, "from which character"),
        ({"verdict": "statement", "start": "-1", "end": "x", "value": "x"}, "from which character"),
        ({"verdict": "reject", "item": ["x" * 500]}, "item"),
        ({"verdict": "reject", "item": [f"r:1/st:1-{n}" for n in range(60)]}, "MOST_ITEMS"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_words(
    example_copy: Path, fields: dict[str, Any], says: str
) -> None:
    inside = reader(example_copy)
    answer = inside.post(f"{inside.base}/judge", data=fields)
    assert answer.status_code in {400, 413} and says in answer.text
    assert kept(example_copy) == () and inside.renewal.asked == 0


@pytest.mark.parametrize(
    "back",
    [
        "",
        "https://evil.example/",
        "//evil.example/c/talvik/about",
        "/c/other/about",
        "/c/talvik/../../enter",
        "/c/talvik//evil.example",
        "/c/talvik/\\evil",
        "/c/talvik/a\nset-cookie: x",
        "javascript:alert(1)",
        "/c/talvikx",
    ],
)
def test_it_leads_back_into_the_casebook_only(example_copy: Path, back: str) -> None:
    inside = reader(example_copy)
    data = {"verdict": "reject", "item": STATEMENT, "back": back}
    answer = inside.post(f"{inside.base}/judge", data=data)
    assert (answer.status_code, answer.headers["location"]) == (303, "/c/talvik")


def test_a_room_for_reading_keeps_nothing(example_copy: Path) -> None:
    inside = reader(example_copy, read_only=True)
    answer = inside.post(f"{inside.base}/judge", data={"verdict": "reject", "item": STATEMENT})
    assert answer.status_code == 403 and kept(example_copy) == ()


def test_nobody_else_can_post_it(example_copy: Path) -> None:
    inside = reader(example_copy)
    answer = inside.post(
        f"{inside.base}/judge",
        data={"verdict": "reject", "item": STATEMENT},
        headers={"origin": "https://evil.example", "sec-fetch-site": "cross-site"},
    )
    assert answer.status_code == 403 and kept(example_copy) == ()
