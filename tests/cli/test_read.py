"""``onrecord read``: what goes where, and how it ends. Reading itself is a stand-in here."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

import onrecord.cli.read
import onrecord.desk.reading
from onrecord.cli.app import app
from onrecord.desk import Known, Opened, SetAside
from onrecord.errors import IntakeError, RecordError
from onrecord.model import Published, Record, Report
from onrecord.record.codec import decode_record
from tests import samples

UNREADABLE = "unreadable"


class StandIn:
    """Gives the sample record for every report but one."""

    def read(self, report: Report) -> Record:
        if report.outlet == UNREADABLE:
            raise RecordError("cannot be read")
        return samples.record(report=report)

    def read_many(self, reports: Iterable[Report]) -> Iterator[Record]:
        return (self.read(report) for report in reports)


def opened(name: str, *, known: Known) -> Report:
    if "bad" in name:
        raise IntakeError("empty", about=name)
    outlet = UNREADABLE if UNREADABLE in name else known.outlet
    title = sys.stdin.read() if name == "-" else None
    return samples.report(outlet=outlet, published=known.published or Published(), title=title)


def opened_each(name: str, *, known: Known) -> Iterator[Opened | SetAside]:
    try:
        yield Opened(name=name, report=opened(name, known=known))
    except IntakeError as error:
        yield SetAside(name=name, error=error)


@pytest.fixture(autouse=True)
def _stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(onrecord.desk.reading, "_reader", lambda *_: StandIn())
    monkeypatch.setattr(onrecord.cli.read, "open_each", opened_each)
    monkeypatch.setattr(onrecord.cli.read, "available", lambda: ("en", "fr"))


def call(*arguments: str, stdin: str = "") -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["read", *arguments], input=stdin)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


def test_a_pipe_gets_one_record_a_line() -> None:
    code, out, err = call("a.txt", "b.txt")
    assert (code, err) == (0, "")
    records = [decode_record(line.encode()) for line in out.splitlines()]
    assert records == [samples.record(report=opened("a.txt", known=Known()))] * 2


def test_text_can_be_asked_for() -> None:
    code, out, _ = call("a.txt", "--format", "text", "--width", "60")
    assert code == 0
    assert "│ « Le barrage tiendra »" in out
    assert max(map(len, out.splitlines())) <= 60


def test_bad_files_are_named_and_others_go_on() -> None:
    code, out, err = call("a.txt", "bad.txt", "unreadable.txt", "b.txt")
    assert code == 3
    assert len(out.splitlines()) == 2
    assert "bad.txt: empty" in err
    assert "unreadable.txt: cannot be read" in err
    assert "2 of 4 inputs set aside" in err


def test_nothing_read_is_a_failure() -> None:
    code, out, err = call("bad.txt")
    assert (code, out) == (1, "")
    assert err.strip() == "onrecord: bad.txt: empty"


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["-", "-"],
        ["a.txt", "--format", "xml"],
        ["a.txt", "--width", "3"],
        ["a.txt", "--language", "tlh"],
        ["a.txt", "--pipeline", "fr"],
        ["a.txt", "--pipeline", "tlh=name"],
        ["a.txt", "--published", "yesterday"],
        ["a.txt", "--published", "2023-13"],
        ["a.txt", "--no-such-option"],
    ],
)
def test_wrong_usage_ends_with_2(arguments: list[str]) -> None:
    code, out, err = call(*arguments)
    assert (code, out) == (2, "")
    assert err


def test_what_the_caller_knows_is_put_on_record() -> None:
    _, out, _ = call("a.txt", "--outlet", "Gazette", "--published", "2023-09")
    report = json.loads(out)["report"]
    assert report["outlet"] == "Gazette"
    assert report["published"]["value"] == "2023-09"
    assert (report["published"]["grain"], report["published"]["basis"]) == ("month", "stated")


def test_stdin_is_a_report() -> None:
    code, out, _ = call("-", stdin="Bonjour")
    assert code == 0
    assert json.loads(out)["report"]["title"] == "Bonjour"


def test_folders_are_walked_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b/bad2.txt", "a/bad1.txt", ".git/bad0.txt", "a/.bad3", "bad4.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    code, _, err = call(str(tmp_path))
    assert code == 1
    named = [Path(line.split(": ")[1]).name for line in err.splitlines() if ": empty" in line]
    assert named == ["bad4.txt", "bad1.txt", "bad2.txt"]


def test_an_empty_folder_is_a_failure(tmp_path: Path) -> None:
    code, out, err = call(str(tmp_path))
    assert (code, out) == (1, "")
    assert "no files" in err


def test_error_messages_do_not_steer_the_terminal() -> None:
    _, _, err = call("bad\x1b[2J.txt")
    assert "\x1b" not in err


def test_a_reader_who_goes_away_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(data: bytes, *, pretty: bool) -> None:
        raise BrokenPipeError

    hushed: list[bool] = []
    monkeypatch.setattr(onrecord.cli.read, "write_line", broken)
    monkeypatch.setattr(onrecord.cli.read, "hush", lambda: hushed.append(True))
    assert call("a.txt")[0] == 0
    assert hushed == [True]


def test_an_interrupt_ends_with_130(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(data: bytes, *, pretty: bool) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(onrecord.cli.read, "write_line", interrupted)
    assert call("a.txt")[0] == 130
