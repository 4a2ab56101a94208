"""Adding: what is acknowledged, what is skipped, what is set aside. Reading is a stand-in here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import apsw
import pytest

import onrecord.desk.reading
from onrecord.casebook import Added, open_casebook
from onrecord.desk.adding import Acknowledged, acknowledge, add
from onrecord.desk.inputs import Task, without_casebook
from onrecord.desk.reading import Known
from onrecord.desk.reading_job import ReadingJob
from onrecord.desk.workers import Killer
from onrecord.model import Provenance, Record, Report

MADE_BY = Provenance(software="onrecord 0", pipelines=(), lexicon_digest="0")


class StandIn:
    """Reads nothing, and fails at some reports as only a fault of ours would."""

    made_by = MADE_BY

    def read_many(self, reports: Iterable[Report]) -> Iterator[Record]:
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
def files(tmp_path: Path) -> list[str]:
    (tmp_path / "in").mkdir()
    for n in range(5):
        (tmp_path / "in" / f"{n}.txt").write_text(f"Report {n}\n\nThe bridge {n} is shut.\n")
    (tmp_path / "in" / "empty.txt").write_text("")
    (tmp_path / "in" / "fault.txt").write_text("FAULT\n\nThe bridge is shut.\n")
    return sorted(str(p) for p in (tmp_path / "in").iterdir())


def added(case: Path, files: list[str], **how: bool) -> list[Acknowledged]:
    job = ReadingJob(casebook=str(case), known=Known(language="en"), **how)
    with open_casebook(case, write=True, create_new=True) as casebook:
        return list(add(casebook, files, job, workers=0))


def told(done: list[Acknowledged]) -> dict[str, str]:
    return {
        Path(a.result.name).name: a.result.outcome if isinstance(a.result, Added) else "aside"
        for a in done
    }


def test_add_and_go_on(tmp_path: Path, files: list[str], reader: StandIn) -> None:
    case = tmp_path / "case.db"
    bad = {"empty.txt": "aside", "fault.txt": "aside"}
    good = [f"{n}.txt" for n in range(5)]
    assert told(added(case, files[:2])) == dict.fromkeys(good[:2], "added")
    expected = dict.fromkeys(good[:2], "known") | dict.fromkeys(good[2:], "added") | bad
    assert told(added(case, files)) == expected
    with open_casebook(case) as casebook:
        assert {q.error for q in casebook.quarantined()} == {"IntakeError", "RecordError"}
        assert all(q.sha256 for q in casebook.quarantined())
        assert casebook.counts().reports == 5


def test_read_again_only_when_asked(tmp_path: Path, files: list[str], reader: StandIn) -> None:
    case = tmp_path / "case.db"
    added(case, files[:1])
    reader.made_by = replace(MADE_BY, software="onrecord 1")
    assert told(added(case, files[:1])) == {"0.txt": "known"}
    assert told(added(case, files[:1], again=True)) == {"0.txt": "read again"}


def test_an_edited_file_tells_how_much_differs(
    tmp_path: Path, files: list[str], reader: StandIn
) -> None:
    case = tmp_path / "case.db"
    added(case, files[:1])
    Path(files[0]).write_text("Report 0\n\nThe bridge 0 is open.\n")
    (done,) = added(case, files[:1])
    assert told([done]) == {"0.txt": "version"}
    assert done.differences == 1


def test_a_killer_is_set_aside(tmp_path: Path) -> None:
    with open_casebook(tmp_path / "case.db", write=True, create_new=True) as casebook:
        killer = Killer(task=Task(name="k.txt"), how="reader 1 was killed by SIGKILL")
        list(acknowledge(casebook, [killer]))
        (aside,) = casebook.quarantined()
    assert aside.reason == "k.txt: reader 1 was killed by SIGKILL while it read this"


def test_the_casebook_is_no_report(tmp_path: Path) -> None:
    names = [str(tmp_path / n) for n in ("case.db", "case.db-wal", "a.txt")]
    names += [str(tmp_path / "sub" / "case.db")]
    assert list(without_casebook(names, tmp_path / "case.db")) == names[2:]


def test_any_number_of_processes_gives_the_same(tmp_path: Path) -> None:
    """With the real pipelines: the rows of a casebook do not tell how many processes read."""
    root = Path(__file__).parents[2] / "examples"
    names = sorted(str(p) for p in root.glob("*.txt"))[:3]
    rows = []
    for workers in (0, 2):
        case = tmp_path / f"{workers}.db"
        job = ReadingJob(casebook=str(case))
        with open_casebook(case, write=True, create_new=True) as casebook:
            list(add(casebook, names, job, workers=workers))
        db = apsw.Connection(str(case))
        tables = ("report", "record", "statement", "event", "entity", "time", "place", "given")
        rows.append(
            [
                [
                    value
                    for value, column in zip(row, cursor.description, strict=True)
                    if column[0] != "added"
                ]
                for table in tables
                for cursor in [db.execute(f"SELECT * FROM {table}")]
                for row in cursor
            ]
        )
        db.close()
    assert rows[0] == rows[1]
