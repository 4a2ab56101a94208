"""Adding behind a page. Reading is a stand-in here; ``tests/web/test_add.py`` really reads."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from threading import Event

import pytest

import onrecord.desk.reading
from onrecord.casebook import open_casebook
from onrecord.desk.arrivals import EACH, MOST_WAITING, Arrivals
from onrecord.desk.deliveries import Delivery
from onrecord.desk.reading import Known
from onrecord.desk.room import Room
from onrecord.errors import CasebookError
from onrecord.model import Judgement, Provenance, Record, Report

MADE_BY = Provenance(software="onrecord 0", pipelines=(), lexicon_digest="0")
SECONDS = 60


class StandIn:
    """Reads nothing, and waits where it is told to."""

    made_by = MADE_BY

    def __init__(self) -> None:
        self.reading, self.go_on = Event(), Event()
        self.go_on.set()

    def read_many(self, reports: Iterable[Report]) -> Iterator[Record]:
        self.reading.set()
        assert self.go_on.wait(SECONDS)
        for report in reports:
            if "FAULT" in report.text:
                raise IndexError("out of range")
            yield Record(report=report, provenance=self.made_by)

    def read(self, report: Report) -> Record:
        return next(self.read_many([report]))


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> StandIn:
    stand_in = StandIn()
    monkeypatch.setattr(onrecord.desk.reading, "_reader", lambda *_: stand_in)
    return stand_in


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    path = tmp_path / "case.db"
    open_casebook(path, write=True, create_new=True).close()
    made = Room(path)
    yield made
    made.close()


@pytest.fixture
def asked() -> list[int]:
    return []


@pytest.fixture
def arrivals(room: Room, asked: list[int], reader: StandIn) -> Iterator[Arrivals]:
    made = Arrivals(room, done=lambda: asked.append(1), workers=0)
    yield made
    reader.go_on.set()
    made.close()


def delivery(*texts: str) -> Delivery:
    made = Delivery()
    for number, text in enumerate(texts):
        made.add(f"{number}.txt", io.BytesIO(text.encode()))
    return made


def bridges(count: int, first: int = 0) -> list[str]:
    return [f"Bridge {n}\n\nThe bridge {n} is shut.\n" for n in range(first, first + count)]


ENGLISH = Known(language="en")


def test_what_became_of_each_is_told(arrivals: Arrivals, asked: list[int], room: Room) -> None:
    brought = delivery(*bridges(2), "", "FAULT\n\nThe bridge is shut.\n", bridges(1)[0])
    made = arrivals.bring(brought, ENGLISH, by="anna")
    assert arrivals.wait(SECONDS)
    told = arrivals.one(made.number)
    assert told is not None and (told.state, told.by, told.count, told.total) == (
        *("done", "anna"),
        *(5, 5),
    )
    assert [one.became for one in told.came] == [
        *("added", "added", "known", "set aside", "set aside")
    ]
    assert told.counts == {"added": 2, "set aside": 2, "known": 1}
    # It is told by its name, never by where it lay.
    assert str(brought.folder) not in str(told.came)
    assert told.came[3].because.startswith("2.txt: ")
    assert not brought.folder.exists() and asked == [1]
    with room.look() as look:
        assert {f.names for f in look.casebook.reports()} == {("0.txt", "4.txt"), ("1.txt",)}
        assert [one.name for one in look.casebook.quarantined()] == ["2.txt", "3.txt"]
        assert [one.name for one in look.casebook.quarantined(1, 1)] == ["3.txt"]


def test_nothing_new_is_not_compared(arrivals: Arrivals, asked: list[int]) -> None:
    for _ in range(2):
        arrivals.bring(delivery(*bridges(1)), ENGLISH, by="anna")
    assert arrivals.wait(SECONDS)
    assert [one.counts for one in arrivals.several()] == [{"known": 1}, {"added": 1}]
    assert asked == [1]


def test_names_are_no_places(arrivals: Arrivals) -> None:
    """Two files of one name are two reports, however alike."""
    for tail in ("today", "again"):
        text = f"The bridge over the river at Ostrelle is shut {tail}.\n"
        arrivals.bring(delivery(text), ENGLISH, by="anna")
    assert arrivals.wait(SECONDS)
    assert [one.counts for one in arrivals.several()] == [{"added": 1}, {"added": 1}]


def test_corrections_go_on_meanwhile(arrivals: Arrivals, reader: StandIn, room: Room) -> None:
    reader.go_on.clear()
    made = arrivals.bring(delivery(*bridges(2 * EACH)), ENGLISH, by="anna")
    assert reader.reading.wait(SECONDS)
    told = arrivals.one(made.number)
    assert told is not None and told.state == "running" and told.total == 2 * EACH
    by_berta = Judgement(
        number=0,
        verdict="reject",
        items=("r:0f3c/st:1-2",),
        by="berta",
        at="2026-11-28T10:00:00+00:00",
    )
    room.judge(by_berta)
    reader.go_on.set()
    assert arrivals.wait(SECONDS)
    with room.look() as look:
        assert look.casebook.counts().judgements == 1
        assert look.casebook.counts().reports == 2 * EACH


def test_what_is_cancelled_keeps_what_is_in(
    arrivals: Arrivals, reader: StandIn, room: Room
) -> None:
    reader.go_on.clear()
    running = arrivals.bring(delivery(*bridges(3 * EACH)), ENGLISH, by="anna")
    later = delivery(*bridges(1, first=99))
    waiting = arrivals.bring(later, ENGLISH, by="anna")
    assert reader.reading.wait(SECONDS)
    arrivals.cancel(waiting.number)
    arrivals.cancel(running.number)
    arrivals.cancel(404)
    assert [one.state for one in arrivals.several()] == ["cancelled", "ending"]
    assert not later.folder.exists()
    reader.go_on.set()
    assert arrivals.wait(SECONDS)
    told = arrivals.one(running.number)
    assert told is not None and (told.state, told.count, told.total) == ("cancelled", EACH, EACH)
    with room.look() as look:
        assert look.casebook.counts().reports == EACH


def test_so_many_wait(arrivals: Arrivals, reader: StandIn) -> None:
    reader.go_on.clear()
    arrivals.bring(delivery(*bridges(1)), ENGLISH, by="anna")
    assert reader.reading.wait(SECONDS)
    for n in range(MOST_WAITING):
        assert not arrivals.full
        arrivals.bring(delivery(*bridges(1, first=n)), ENGLISH, by="anna")
    assert arrivals.full
    last = delivery(*bridges(1))
    with pytest.raises(CasebookError, match="too much waits"):
        arrivals.bring(last, ENGLISH, by="anna")
    assert not last.folder.exists()


def test_nothing_is_no_delivery(arrivals: Arrivals) -> None:
    with pytest.raises(CasebookError, match="nothing"):
        arrivals.bring(Delivery(), by="anna")


def test_a_casebook_that_cannot_be_written_is_told(
    arrivals: Arrivals, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused() -> None:
        raise CasebookError("is written by another process", about=room.path)

    monkeypatch.setattr(room, "writing", refused)
    failed = arrivals.bring(delivery(*bridges(1)), ENGLISH, by="anna")
    assert arrivals.wait(SECONDS)
    told = arrivals.one(failed.number)
    assert told is not None and told.state == "failed" and "another process" in told.says
    monkeypatch.undo()


def test_what_is_closed_ends(arrivals: Arrivals, reader: StandIn) -> None:
    reader.go_on.clear()
    arrivals.bring(delivery(*bridges(2 * EACH)), ENGLISH, by="anna")
    assert reader.reading.wait(SECONDS)
    reader.go_on.set()
    arrivals.close()
    assert arrivals.wait(0) and arrivals.full
