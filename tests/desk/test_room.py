"""The example casebook, kept, looked at, corrected and compared again."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest

from onrecord.across.findings import statement_line
from onrecord.desk.comparing import without_effect
from onrecord.desk.keeping import freshness, renew
from onrecord.desk.renewing import Renewal
from onrecord.desk.room import Asked, Room
from onrecord.errors import CasebookError
from onrecord.model import Group, Judgement, StatementOrigins, parts_of

REPORTS = 28
BY_ANNA = Judgement(
    number=0, verdict="reject", items=("r:1/st:1-2",), by="anna", at="2026-11-28T10:00:00+00:00"
)


@pytest.fixture
def room(example_copy: Path) -> Room:
    return Room(example_copy)


def first(room: Room, identity: str = "") -> StatementOrigins:
    with room.look() as look:
        asked = Asked(kind="statement", limit=100)
        every = list(look.several(StatementOrigins, asked))
        return next((s for s in every if s.id == identity), every[0])


def test_what_is_kept_is_what_comparing_finds(room: Room) -> None:
    with room.look() as look:
        assert look.freshness.fresh
        made = look.freshness.made
        assert made is not None
        assert made.reports == REPORTS
        told = first(room)
        assert len(told.origins) == max(
            one.origins for one in look.casebook.findings.listed(Asked(kind="statement"))
        )
        line = statement_line(look.pile, told)
        assert [t["key"] for t in line["tellings"]] == list(told.tellings)
        assert all(t["words"] for t in line["tellings"])
        found = look.kept(StatementOrigins, told.id)
        assert found is not None
        assert found[0] == told
        assert {parts_of(m.left)[0] for m in found[1]} <= {parts_of(k)[0] for k in told.tellings}
        assert told.id in {f.id for f in look.findings_with(told.tellings[0])}
        assert look.kept(StatementOrigins, "statement:none") is None


def test_a_rejected_telling_is_gone_when_it_is_compared_again(room: Room) -> None:
    told = first(room)
    room.judge(replace(BY_ANNA, items=(told.tellings[0],)))
    with room.look() as look:
        assert told.tellings[0] in look.judged.rejected
        assert (look.freshness.judgements, look.freshness.fresh) == (1, False)
    made = renew(room.path)
    assert made.judgement == 1
    with room.look() as look:
        assert look.freshness.fresh
        assert not look.findings_with(told.tellings[0])


def test_another_source_holds_in_what_is_compared(room: Room) -> None:
    told = first(room)
    key = next(k for k in told.tellings if "/st:" in k)
    room.judge(replace(BY_ANNA, verdict="source", items=(key,), value="Reuters"))
    renew(room.path)
    with room.look() as look:
        found = look.findings_with(key)
        origins = [
            o.name
            for f in found
            if f.kind == "statement" and (kept := look.kept(StatementOrigins, f.id)) is not None
            for o in kept[0].origins
            if key in o.tellings
        ]
        assert set(origins) == {"Reuters"}


def test_a_statement_that_was_missed_is_told_from_then_on(room: Room) -> None:
    with room.look() as look:
        report = next(look.casebook.reports()).id
        text = look.brief(report).text
    start = text.index(".") + 2
    key = f"{report}/st:{start}-{start + 40}"
    room.judge(replace(BY_ANNA, verdict="statement", items=(key,), value="AFP"))
    renew(room.path)
    with room.look() as look:
        assert any(t.id == parts_of(key)[1] for t in look.brief(report).tellings)
        assert [f.kind for f in look.findings_with(key)] == ["statement"]
        assert not list(without_effect(look.casebook, look.casebook.judgements()))


def test_merged_people_are_one(room: Room) -> None:
    with room.look() as look:
        people = list(look.several(Group, Asked(kind="entity", sorts=("person",), limit=2)))
    room.judge(replace(BY_ANNA, verdict="merge", items=tuple(p.id for p in people)))
    renew(room.path)
    with room.look() as look:
        (one,) = {
            f.id
            for p in people
            for key in p.members
            for f in look.findings_with(key)
            if f.kind == "entity"
        }
        kept = look.kept(Group, one)
        assert kept is not None
        assert set(kept[0].members) == {key for p in people for key in p.members}


def test_what_may_not_be_judged_is_refused(room: Room) -> None:
    with pytest.raises(CasebookError, match="no date like"):
        room.judge(replace(BY_ANNA, verdict="date", items=("r:1/ti:1-2",), value="soon"))
    with room.look() as look:
        assert look.freshness.fresh


def test_many_look_while_one_writes(room: Room) -> None:
    failed: list[BaseException] = []

    def read() -> None:
        try:
            for _ in range(5):
                first(room)
        except BaseException as error:
            failed.append(error)

    readers = [Thread(target=read) for _ in range(24)]
    for reader in readers:
        reader.start()
    for number in range(10):
        room.judge(replace(BY_ANNA, note=str(number)))
    for reader in readers:
        reader.join()
    assert not failed
    with room.look() as look:
        assert look.freshness.judgements == 10
    room.close()


def test_a_comparison_of_another_version_is_not_fresh(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.desk.keeping.software", lambda: "onrecord 99")
    with room.look() as look:
        assert not freshness(look.casebook).fresh


def test_renewal_runs_once_more_for_what_came_meanwhile(room: Room) -> None:
    room.judge(replace(BY_ANNA, items=(first(room).tellings[0],)))
    runs: list[int] = []
    renewal = Renewal(room.path, done=lambda: runs.append(1), quiet=0.0)
    renewal.ask()
    renewal.ask()
    assert renewal.wait(120)
    assert (renewal.state, renewal.says) == ("idle", "")
    assert 1 <= len(runs) <= 2
    with room.look() as look:
        assert look.freshness.fresh


def test_a_failed_renewal_says_why(tmp_path: Path) -> None:
    renewal = Renewal(str(tmp_path / "none.db"))
    renewal.ask(at_once=True)
    assert renewal.wait(120)
    assert renewal.state == "failed"
    assert "no such casebook" in renewal.says


def test_a_renewal_that_is_closed_ends(tmp_path: Path) -> None:
    renewal = Renewal(
        "1000", command=(sys.executable, "-c", "input() if 0 else __import__('signal').pause()")
    )
    renewal.ask(at_once=True)
    renewal.close()
    assert renewal.wait(0)
    renewal.ask()
    assert renewal.wait(0)


def test_a_renewal_waits_until_it_is_quiet(tmp_path: Path) -> None:
    began = tmp_path / "began"
    program = "import pathlib, sys; pathlib.Path(sys.argv[1]).touch()"
    renewal = Renewal(str(began), command=(sys.executable, "-c", program), quiet=1000.0)
    for _ in range(3):
        renewal.ask()
    assert renewal.state == "waiting" and not began.exists()
    renewal.ask(at_once=True)
    assert renewal.wait(120)
    assert renewal.state == "idle" and began.exists()


def test_a_renewal_that_waits_can_be_closed(tmp_path: Path) -> None:
    renewal = Renewal(str(tmp_path / "none.db"), quiet=1000.0)
    renewal.ask()
    renewal.close()
    assert renewal.wait(0) and renewal.says == ""


def test_a_renewal_is_not_put_off_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.desk.renewing.PATIENCE", 0.0)
    renewal = Renewal(str(tmp_path), command=(sys.executable, "-c", "pass"), quiet=1000.0)
    renewal.ask()
    assert renewal.wait(120)
    assert renewal.state == "idle"


def test_a_renewal_gives_way(tmp_path: Path) -> None:
    told = tmp_path / "nice"
    # The parent sets it right after the start.
    program = (
        "import os, pathlib, sys, time\n"
        "while os.nice(0) < 10: time.sleep(0.01)\n"
        "pathlib.Path(sys.argv[1]).touch()"
    )
    renewal = Renewal(str(told), command=(sys.executable, "-c", program), quiet=0.0)
    renewal.ask()
    assert renewal.wait(120)
    assert told.exists()


def test_counts_follow_what_is_added_and_judged(room: Room) -> None:
    before = room.counts()
    assert before.reports == REPORTS and room.counts() == before
    room.judge(BY_ANNA)
    assert room.counts() == replace(before, judgements=before.judgements + 1)
    with room.look() as look:
        gone = next(iter(look.casebook.reports())).id
        said = len(look.record(gone).statements)
    with room.writing() as casebook:
        casebook.remove([gone])
    after = room.counts()
    assert after.statements == before.statements - said
    assert after.reports == before.reports - 1
