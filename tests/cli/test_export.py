"""``onrecord export``: what goes where, and how it ends. Reading itself is a stand-in here."""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import onrecord.cli.export
import onrecord.cli.read
import onrecord.desk.reading
from onrecord.cli.app import app
from onrecord.desk import Known, Opened, SetAside
from onrecord.errors import IntakeError, RecordError
from onrecord.export.events import decode_event
from onrecord.model import Published, Record, Report
from tests.export import story

UNREADABLE = "unreadable"


class StandIn:
    """Gives one record for every report but one."""

    def read(self, report: Report) -> Record:
        if report.outlet == UNREADABLE:
            raise RecordError("cannot be read")
        return story.record(
            story.event("met"),
            story.event("attacked", type="ASSAULT", said_in=story.SAID.id),
            story.event("visit", factuality="denied"),
            report=report,
        )

    def read_many(self, reports: Iterable[Report]) -> Iterator[Record]:
        return (self.read(report) for report in reports)


def opened(name: str, *, known: Known) -> Report:
    if "bad" in name:
        raise IntakeError("empty", about=name)
    outlet = UNREADABLE if UNREADABLE in name else known.outlet
    outlet = "\ud800" if "surrogate" in name else outlet
    report = story.record().report
    same = "0" if "same" in name else name
    return replace(report, id=f"r:{same}", outlet=outlet, published=known.published or Published())


def opened_each(name: str, *, known: Known) -> Iterator[Opened | SetAside]:
    try:
        yield Opened(name=name, report=opened(name, known=known))
    except IntakeError as error:
        yield SetAside(name=name, error=error)


@pytest.fixture(autouse=True)
def _stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(onrecord.desk.reading, "_reader", lambda *given: StandIn())
    monkeypatch.setattr(onrecord.cli.read, "open_each", opened_each)
    monkeypatch.setattr(onrecord.cli.read, "available", lambda: ("en", "fr"))


def call(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["export", *arguments])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


def test_plover_is_one_event_a_line() -> None:
    code, out, err = call("a.txt", "b.txt", "--to", "plover")
    assert (code, err) == (0, "")
    ids = [json.loads(line)["id"] for line in out.splitlines()]
    assert len(ids) == len(set(ids)) == 6


def test_events_can_be_read_again() -> None:
    code, out, _ = call("a.txt", "--to", "events", "--outlet", "Gazette", "--published", "2023-09")
    assert code == 0
    told = [decode_event(line.encode()) for line in out.splitlines()]
    assert [one.event.type for one in told] == ["CONSULT", "ASSAULT", "CONSULT"]
    assert (told[0].outlet, told[0].published.value) == ("Gazette", "2023-09")


def test_polecat_has_one_header_and_counts_what_is_left_out() -> None:
    code, out, err = call("a.txt", "b.txt", "--to", "polecat")
    assert code == 0
    header, *rows = out.splitlines()
    assert header.startswith("Event ID\tEvent Date\t")
    assert [row.split("\t")[2] for row in rows] == ["CONSULT", "CONSULT"]
    assert err.strip() == ("onrecord: 4 events left out: 2 denied, 2 said only in somebody's words")


def test_what_named_sources_assert_can_be_asked_for() -> None:
    _, out, err = call("a.txt", "--to", "polecat", "--include-said")
    assert [row.split("\t")[2] for row in out.splitlines()[1:]] == ["CONSULT", "ASSAULT"]
    assert err.strip() == "onrecord: 1 events left out: 1 denied"


def test_bad_files_are_named_and_others_go_on() -> None:
    code, out, err = call(
        "a.txt", "bad.txt", "unreadable.txt", "surrogate.txt", "b.txt", "--to", "plover"
    )
    assert code == 3
    assert len(out.splitlines()) == 6
    assert "bad.txt: empty" in err
    assert "unreadable.txt: cannot be read" in err
    assert "surrogate.txt: r:surrogate.txt: cannot be encoded" in err
    assert "3 of 5 inputs set aside" in err


def test_the_same_report_is_written_once() -> None:
    code, out, err = call("same1.txt", "same2.txt", "--to", "plover")
    assert code == 0
    assert len(out.splitlines()) == 3
    assert "same2.txt: the same bytes" in err


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    target = tmp_path / "events.tsv"
    target.write_text("before")
    code, out, err = call("a.txt", "--to", "polecat", "-o", str(target))
    assert (code, out) == (0, "")
    assert "left out" in err
    assert target.read_text().startswith("Event ID\t")
    assert [p.name for p in tmp_path.iterdir()] == ["events.tsv"]


def test_a_file_stays_as_it_was_when_nothing_is_read(tmp_path: Path) -> None:
    target = tmp_path / "events.tsv"
    target.write_text("before")
    code, _, _ = call("bad.txt", "--to", "polecat", "-o", str(target))
    assert code == 1
    assert target.read_text() == "before"
    assert [p.name for p in tmp_path.iterdir()] == ["events.tsv"]


def test_a_file_stays_as_it_was_when_work_breaks_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*given: Any, **options: Any) -> Any:
        raise KeyboardInterrupt

    monkeypatch.setattr(onrecord.cli.export, "exported", broken)
    target = tmp_path / "events.tsv"
    target.write_text("before")
    assert call("a.txt", "--to", "polecat", "-o", str(target))[0] == 130
    assert target.read_text() == "before"
    assert [p.name for p in tmp_path.iterdir()] == ["events.tsv"]


@pytest.mark.parametrize("name", ["none/events.tsv", "."])
def test_what_cannot_be_written_is_a_failure(tmp_path: Path, name: str) -> None:
    code, out, err = call("a.txt", "--to", "plover", "-o", str(tmp_path / name))
    assert (code, out) == (1, "")
    assert "cannot be written" in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_device_is_written_to(tmp_path: Path) -> None:
    assert call("a.txt", "--to", "plover", "-o", os.devnull) == (0, "", "")
    assert not Path(os.devnull).is_file()


@pytest.mark.parametrize("form", ["geojson", "timelinejs", "webannotation", "labelstudio"])
def test_reports_stand_together_in_one_document(form: str) -> None:
    code, out, _ = call("a.txt", "bad.txt", "b.txt", "--to", form)
    assert code == 3
    alone = json.loads(call("a.txt", "--to", form)[1])
    both = json.loads(out)
    if form == "labelstudio":
        assert (len(alone), len(both)) == (1, 2)
    else:
        (items,) = (key for key, value in both.items() if isinstance(value, list))
        assert len(both[items]) == 2 * len(alone[items])


def test_a_table_has_one_header() -> None:
    code, out, err = call("a.txt", "b.txt", "--to", "csv")
    assert (code, err) == (0, "")
    assert out.count("report_id") == 1
    assert len(out.splitlines()) == 5


def test_what_a_form_has_no_place_for_is_counted() -> None:
    _, _, err = call("a.txt", "--to", "claimreview")
    assert err.strip() == "onrecord: 1 statements left out: 1 no claim: wants something"


def test_brat_gets_an_archive(tmp_path: Path) -> None:
    target = tmp_path / "reports.zip"
    assert call("a.txt", "b.txt", "--to", "brat", "-o", str(target)) == (0, "", "")
    with zipfile.ZipFile(target) as found:
        assert found.testzip() is None
        assert found.namelist() == [
            *("annotation.conf", "r_a_txt.txt", "r_a_txt.ann", "r_b_txt.txt", "r_b_txt.ann")
        ]


@pytest.mark.parametrize("form", ["geojson", "brat", "csv"])
def test_nothing_read_is_no_document(tmp_path: Path, form: str) -> None:
    target = tmp_path / "out"
    assert call("bad.txt", "--to", form, "-o", str(target))[0] == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["--to", "plover"],
        ["a.txt"],
        ["a.txt", "--to", "xml"],
        ["-", "-", "--to", "plover"],
        ["a.txt", "--to", "plover", "--include-said"],
        ["a.txt", "--to", "events", "--include-said"],
        ["a.txt", "--to", "plover", "--language", "tlh"],
        ["a.txt", "--to", "plover", "--published", "yesterday"],
        ["a.txt", "--to", "plover", "--pipeline", "fr"],
        ["a.txt", "--to", "plover", "-o", "a.txt"],
    ],
)
def test_wrong_usage_ends_with_2(arguments: list[str]) -> None:
    code, out, err = call(*arguments)
    assert (code, out) == (2, "")
    assert err


def test_an_empty_folder_is_a_failure(tmp_path: Path) -> None:
    code, out, err = call(str(tmp_path), "--to", "plover")
    assert (code, out) == (1, "")
    assert "no files" in err


def test_a_reader_who_goes_away_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(self: object, data: bytes) -> None:
        raise BrokenPipeError

    hushed: list[bool] = []
    monkeypatch.setattr(onrecord.cli.export.Target, "write", broken)
    monkeypatch.setattr(onrecord.cli.export, "hush", lambda: hushed.append(True))
    assert call("a.txt", "--to", "plover") == (0, "", "")
    assert hushed == [True]
