"""One statement, one event, one telling of the example casebook."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from onrecord.desk.looking import tracing
from onrecord.desk.looking.disagreements import KINDS, RELATIONS, beside, listed, one
from onrecord.desk.looking.statement import (
    Alone,
    Elsewhere,
    FindingPage,
    Several,
    alike,
    finding,
    movable,
)
from onrecord.desk.room import Asked, Look, Room
from onrecord.model import Disagreement, Judgement, StatementOrigins, parts_of

BY_ANNA = Judgement(
    number=0, verdict="reject", items=("r:1/st:1-2",), by="anna", at="2026-11-28T10:00:00+00:00"
)


@pytest.fixture
def room(example_copy: Path) -> Room:
    return Room(example_copy)


def first(look: Look) -> StatementOrigins:
    return next(look.several(StatementOrigins, Asked(kind="statement", limit=1)))


def shown(look: Look, identity: str, **others: object) -> FindingPage:
    found = finding(look, "statement", identity, **others)  # type: ignore[arg-type]
    assert isinstance(found, FindingPage)
    return found


def test_every_telling_is_shown_once_under_its_origin(room: Room) -> None:
    with room.look() as look:
        told = first(look)
        found = shown(look, told.id).tellings
        here = [t.key for origin in found.origins for t in origin.shown]
        assert sorted(here) == sorted(told.tellings)
        assert [o.tellings for o in found.origins] == [len(o.tellings) for o in told.origins]
        assert (found.total, found.reports) == (len(told.tellings), told.reports)
        for origin in found.origins:
            for telling in origin.shown:
                assert telling.words is not None and telling.depends is not None
                brief = look.brief(telling.heading.report_id)
                words = "".join(r.text for r in telling.words.runs if r.role == "content")
                marked = brief.text[telling.words.start : telling.words.end]
                assert words and (words in marked.replace("\n", " ") or "…" not in words)
                assert (telling.depends.on is not None) or telling.depends.kind != "copied"


def test_the_order_of_time_says_what_is_new(room: Room) -> None:
    with room.look() as look:
        told = first(look)
        steps = shown(look, told.id, sequel="time").tellings.steps
        assert [step.told.key for step in steps] == list(told.tellings)
        days = [step.told.heading.published or "" for step in steps]
        assert days == sorted(days)
        for before, now in pairwise(steps):
            changed = {change.of for change in now.changes}
            assert ("certainty" in changed) == (before.told.certainty != now.told.certainty)


def test_values_of_disagreements_stand_beside_their_tellings(room: Room) -> None:
    with room.look() as look:
        apart = next(
            d
            for d in look.several(Disagreement, Asked(kind="disagreement", limit=50))
            if d.kind == "number" and "/st:" in d.left.telling
        )
        held = next(f for f in look.findings_with(apart.left.telling) if f.kind == "statement")
        steps = shown(look, held.id).tellings.steps
        said = {
            v.says for step in steps for v in step.values if step.told.key == apart.left.telling
        }
        assert apart.left.says in said


def test_pages_hold_every_telling_once(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tracing, "A_PAGE", 2)
    with room.look() as look:
        told = first(look)
        count = -(-len(told.tellings) // 2)
        assert count > 2
        pages = [shown(look, told.id, page=n).tellings for n in range(1, count + 1)]
        here = [t.key for page in pages for origin in page.origins for t in origin.shown]
        assert sorted(here) == sorted(told.tellings)
        assert {page.pages for page in pages} == {count}
        assert not pages[0].origins[0].begun
        for before, page in pairwise(pages):
            again = page.origins[0].number == before.origins[-1].number
            assert page.origins[0].begun is again
        assert all(not page.steps for page in pages)
        assert shown(look, told.id, page=99).tellings.page == count


def test_an_items_key_leads_to_what_it_stands_in(room: Room) -> None:
    with room.look() as look:
        # A telling of two matters stands in two statements; most are of one.
        told, sole = next(
            (told, key)
            for told in look.several(StatementOrigins, Asked(kind="statement", limit=20))
            for key in told.tellings
            if isinstance(finding(look, "statement", key), Elsewhere)
        )
        found = {key: finding(look, "statement", key) for key in told.tellings}
        assert {one.__class__ for one in found.values()} <= {Elsewhere, Several}
        assert found[sole] == Elsewhere(id=told.id)
        assert finding(look, "event", sole).__class__ in {Alone, type(None)}
        assert finding(look, "statement", "r:0/st:1-2") is None
        assert finding(look, "statement", "nothing") is None
        assert movable(look, "statement", told.id) is not None
        assert movable(look, "event", told.id) is None


def test_an_item_in_none_is_told_by_one_report(room: Room) -> None:
    with room.look() as look:
        reports = dict.fromkeys(parts_of(key)[0] for key in first(look).tellings)
        alone = next(
            f"{report}/{t.id}"
            for report in reports
            for t in look.brief(report).tellings
            if not any(f.kind == "statement" for f in look.findings_with(f"{report}/{t.id}"))
        )
        found = finding(look, "statement", alone)
        assert isinstance(found, Alone)
        assert (found.told.key, found.among) == (alone, 28)


def test_an_item_in_several_lists_them(room: Room) -> None:
    with room.look() as look:
        every = list(look.several(StatementOrigins, Asked(kind="statement", limit=200)))
        keys = [key for one in every for key in one.tellings]
        twice = next(key for key in keys if keys.count(key) > 1)
        found = finding(look, "statement", twice)
        assert isinstance(found, Several) and len(found.findings) > 1


def test_a_judgement_is_shown_before_it_is_compared(room: Room) -> None:
    with room.look() as look:
        told = first(look)
    key = told.tellings[-1]
    room.judge(replace(BY_ANNA, items=(key,)))
    room.judge(replace(BY_ANNA, verdict="rename", items=(told.id,), value="No leak"))
    with room.look() as look:
        found = shown(look, told.id)
        gone = {t.key: t.gone for o in found.tellings.origins for t in o.shown if t.gone}
        assert set(gone) == {key} and gone[key].by == "anna"
        assert [j.verdict for j in found.judged] == ["rename", "reject"]
        assert (found.name, found.named_by is not None) == ("No leak", True)
    room.judge(replace(BY_ANNA, verdict="withdraw", items=("1",)))
    with room.look() as look:
        assert [j.verdict for j in shown(look, told.id).judged] == ["rename"]


def test_words_find_statements_that_may_be_the_same(room: Room) -> None:
    with room.look() as look:
        found = alike(look, "helicopter")
        assert found and all("helicopter" in one.words for one in found)
        assert alike(look, " ") == () == alike(look, '"')


def test_disagreements_by_kind_and_relation_are_all_of_them(room: Room) -> None:
    with room.look() as look:
        every = listed(look, kind=None, relation=None)
        assert every.total == len(every.shown) and not every.more
        parts = [
            listed(look, kind=kind, relation=relation).shown
            for kind in KINDS
            for relation in RELATIONS
        ]
        assert sorted(d.id for part in parts for d in part) == sorted(d.id for d in every.shown)
        for kind in KINDS:
            assert {d.kind for d in listed(look, kind=kind, relation=None).shown} <= {kind}
        updates = listed(look, kind=None, relation="update").shown
        assert updates and {d.relation for d in updates} == {"update"}
        assert one(look, every.shown[0].id) == every.shown[0]
        assert one(look, "di:none") is None
        days = [max(d.left.as_of or "", d.right.as_of or "") for d in every.shown]
        assert days == sorted(days, reverse=True)


def test_disagreements_beside_a_statement_are_about_its_tellings(room: Room) -> None:
    with room.look() as look:
        for told in look.several(StatementOrigins, Asked(kind="statement", limit=10)):
            shown_here, more = beside(look, "statement", told.id, 3)
            assert len(shown_here) <= 3 and (not more or len(shown_here) == 3)
            for apart in shown_here:
                assert {apart.left.told.key, apart.right.told.key} & set(told.tellings)
