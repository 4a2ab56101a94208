"""The casebook's commands: what goes where, and how they end. Reading is a stand-in here."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

import onrecord.desk.reading
from onrecord.cli.app import app
from tests.desk.test_adding import StandIn

TEXT = "Bridge shut\n\nThe Ostrelle bridge is shut, the mayor said.\n"


@pytest.fixture(autouse=True)
def _stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(onrecord.desk.reading, "_reader", lambda *_: StandIn())


@pytest.fixture
def case(tmp_path: Path) -> str:
    return str(tmp_path / "case.db")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "in"
    made.mkdir()
    (made / "a.txt").write_text(TEXT)
    (made / "b.txt").write_text("Nothing\n\nNothing happened in Ostrelle.\n")
    return made


def call(*arguments: str | Path) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, [str(a) for a in arguments])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


def add(case: str, *files: str | Path) -> tuple[int, list[str], str]:
    code, out, err = call("add", case, *files, "--workers", "0", "--language", "en")
    return code, [json.loads(line)["outcome"] for line in out.splitlines()], err


def test_add_search_check_backup_remove(case: str, folder: Path, tmp_path: Path) -> None:
    code, outcomes, err = add(case, folder)
    assert (code, outcomes) == (0, ["added", "added"])
    assert "2 added" in err
    assert add(case, folder)[:2] == (0, ["known", "known"])
    code, out, _ = call("search", case, "OSTRELLE", "bridge")
    (hit,) = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [hit["words"][a:b] for a, b in hit["passages"]][:1] == ["Bridge"]
    assert "bridge" in call("search", case, "mayor", "--format", "text")[1]
    assert call("check", case)[:2] == (0, "")
    assert call("backup", case, tmp_path / "copy.db")[0] == 0
    assert call("backup", case, tmp_path / "copy.db")[0] == 1
    assert call("remove", case, folder / "a.txt")[0] == 2
    assert call("remove", case, folder / "a.txt", "--yes")[0] == 0
    assert call("search", case, "mayor")[0] == 1
    assert call("search", str(tmp_path / "copy.db"), "mayor")[0] == 0


def test_what_is_bad_is_named_and_the_rest_goes_on(case: str, folder: Path) -> None:
    (folder / "empty.txt").write_text("")
    code, outcomes, err = add(case, folder)
    assert (code, outcomes) == (3, ["added", "added", "set aside"])
    assert "empty.txt" in err
    assert add(case, folder / "empty.txt")[0] == 1
    assert add(case, folder / "none.txt")[0] == 1


def test_what_is_no_casebook_is_told(folder: Path, tmp_path: Path) -> None:
    for arguments in (
        ["check", tmp_path / "none.db"],
        ["search", folder / "a.txt", "x"],
        ["backup", tmp_path / "none.db", tmp_path / "x"],
        ["remove", tmp_path / "none.db", "x", "--yes"],
    ):
        code, out, err = call(*arguments)
        assert (code, out) == (1, ""), arguments
        assert "casebook" in err or "cannot be opened" in err


def test_damage_ends_with_1(case: str, folder: Path) -> None:
    import apsw

    add(case, folder)
    db = apsw.Connection(case)
    db.execute("UPDATE record SET record = x'00'")
    db.close()
    code, out, _ = call("check", case)
    assert code == 1
    assert "record by" in json.loads(out.splitlines()[0])["fault"]


def test_check_notes_what_was_set_aside_and_judgements_about_nothing(
    case: str, folder: Path
) -> None:
    (folder / "empty.txt").write_text("")
    assert add(case, folder)[0] == 3
    code, out, err = call("judge", "reject", case, "r:0000/st:1-2")
    assert (code, out.strip()) == (0, "judgement 1")
    assert "judgement 1 has no effect: r:0000/st:1-2 is not" in err
    code, out, err = call("check", case)
    notes = [json.loads(line)["note"] for line in out.splitlines()]
    assert code == 0
    assert notes[0].endswith("empty.txt: empty: 0 bytes")
    assert notes[1].startswith("judgement 1 has no effect")
    assert "0 faults" in err


def test_a_name_that_is_no_utf8_is_spelt_out_and_found_again(case: str, folder: Path) -> None:
    odd = folder / os.fsdecode(b"caf\xe9.txt")
    try:
        odd.write_text(TEXT + "It was shut on Monday.\n")
    except OSError:
        pytest.skip("the file system takes no such names")
    (folder / os.fsdecode(b"\xe9.txt")).write_text("")
    assert add(case, folder)[:2] == (3, ["added", "added", "added", "set aside"])
    assert call("show", case, odd)[0] == 0
    assert call("remove", case, odd, "--yes")[0] == 0
    assert call("search", case, odd.name)[0] == 1
    assert call("judge", "reject", case, odd.name)[0] == 1


def test_a_report_that_is_in_is_found_under_each_name_also_with_a_folder(
    case: str, folder: Path
) -> None:
    add(case, folder)
    (folder / "again.txt").write_text(TEXT)
    assert add(case, folder / "again.txt")[1] == ["known"]
    shown = [call("show", case, folder / name) for name in ("a.txt", "again.txt")]
    assert shown[0][0] == 0
    assert shown[0] == shown[1]


def test_only_add_makes_a_casebook(case: str, folder: Path) -> None:
    Path(case).touch()
    for command in (("check", case), ("judge", "reject", case, "x")):
        code, _, err = call(*command)
        assert code == 1
        assert "is no casebook" in err
    assert Path(case).stat().st_size == 0
    assert add(case, folder)[0] == 0
    assert "is a folder, not a casebook" in call("search", str(folder), "mayor")[2]


def test_a_name_with_a_line_end_makes_no_line_of_its_own(case: str, folder: Path) -> None:
    (folder / "c\nonrecord: all is well.txt").write_text("")
    err = add(case, folder)[2]
    assert not any(line.startswith("onrecord: all is well") for line in err.splitlines())
