"""``onrecord knowledge``, and what ``read`` and ``who`` make of it, with the real pipelines."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord.cli.app import app
from tests.knowledge import added_files as made

REPORT = """OSTRELLE, 18 septembre 2023 - Le ministre russe des ports, Oleg Vandrov, s'est rendu à \
Oussourisk.

« Nous tiendrons nos engagements », a déclaré Oleg Vandrov. La Corée du Nord s'est félicitée.
"""


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ONRECORD_KNOWLEDGE", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))


@pytest.fixture
def table(tmp_path: Path) -> str:
    return str(made.write_text(tmp_path / "people.csv", made.TABLE))


@pytest.fixture
def report(tmp_path: Path) -> str:
    return str(made.write_text(tmp_path / "report.txt", REPORT))


def call(*arguments: str, stdin: str = "") -> tuple[int, str, str]:
    result = CliRunner().invoke(app, list(arguments), input=stdin)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


def test_added_to_the_data_folder(table: str, tmp_path: Path) -> None:
    code, out, err = call("knowledge", "add", table)
    assert (code, out) == (0, "")
    assert "people: 3 entries, 7 names" in err
    path = tmp_path / "data" / "onrecord" / "knowledge.sqlite"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    code, out, _ = call("knowledge", "list")
    assert code == 0
    listed = json.loads(out)
    assert (listed["name"], listed["entries"], listed["bad"]) == ("people", 3, 0)
    assert len(listed["files"][0]["sha256"]) == len(listed["knowledge_digest"]) == 64
    assert "(replaced)" in call("knowledge", "add", table)[2]


def test_a_relative_data_folder_is_none(
    table: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "data")
    assert call("knowledge", "add", table)[0] == 0
    assert (tmp_path / "home/.local/share/onrecord/knowledge.sqlite").is_file()


def test_bad_rows_are_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    path = made.write_text(tmp_path / "p.csv", made.TABLE + "X,,dragon,,,\n,,person,,,\n")
    code, _, err = call("knowledge", "add", str(path), "--to", str(tmp_path / "k.sqlite"))
    assert code == 3
    assert f"{path}:5: kind 'dragon' is neither person nor organization" in err
    assert f"{path}:6: no name" in err
    assert "3 entries" in err
    assert "2 set aside" in err


def test_many_bad_rows_are_counted(tmp_path: Path) -> None:
    path = made.write_text(tmp_path / "p.csv", made.TABLE + ",,person,,,\n" * 150)
    _, _, err = call("knowledge", "add", str(path))
    assert err.count("no name") == 100
    assert "50 more set aside" in err
    assert "150 set aside" in err


def test_several_files(tmp_path: Path, table: str) -> None:
    lines = str(made.write_lines(tmp_path / "entities.ftm.json", made.FTM))
    assert call("knowledge", "add", table, lines)[0] == 0
    code, _, err = call("knowledge", "add", table, lines, str(tmp_path / "no.csv"))
    assert code == 3
    assert "no.csv: cannot be read" in err
    _, out, _ = call("knowledge", "list", "--format", "text")
    assert "entities  3 entries" in out
    assert "people  3 entries" in out
    assert call("knowledge", "add", str(tmp_path / "no.csv"))[0] == 1


def test_standard_input_needs_a_name() -> None:
    assert call("knowledge", "add", "-", stdin=made.TABLE)[0] == 2
    code, _, _ = call("knowledge", "add", "-", "--source", "desk", "--as", "csv", stdin=made.TABLE)
    assert code == 0
    assert json.loads(call("knowledge", "list")[1])["name"] == "desk"


def test_wrong_usage_ends_with_2(tmp_path: Path, table: str) -> None:
    (tmp_path / "other").mkdir()
    same = str(made.write_text(tmp_path / "other" / "people.csv", made.TABLE))
    for arguments in (
        [],
        [table, same],
        ["-", "-", "--source", "x"],
        [table, "--as", "xml"],
        [table, "--source", "onrecord/bodies"],
    ):
        code, out, err = call("knowledge", "add", *arguments)
        assert (code, out) == (2, ""), arguments
        assert err
    assert call("knowledge", "add", table, same, "--source", "both")[0] == 0


def test_what_is_missing_is_told(tmp_path: Path, report: str) -> None:
    none = str(tmp_path / "none.sqlite")
    for arguments in (
        ["knowledge", "list"],
        ["knowledge", "show", "Oleg Vandrov"],
        ["knowledge", "list", "--knowledge", report],
        ["read", report, "--knowledge", none],
        ["who", "Vandrov", report, "--knowledge", none],
        ["read", report, "--knowledge", report],
    ):
        code, out, err = call(*arguments)
        assert (code, out) == (1, ""), arguments
        assert "knowledge" in err


def test_show_says_why(tmp_path: Path) -> None:
    call("knowledge", "add", str(made.write_lines(tmp_path / "entities.ftm.json", made.FTM)))
    code, out, _ = call("knowledge", "show", "Oleg Vandroff")
    assert code == 0
    found = json.loads(out)
    assert (found["source"], found["key"], found["verdict"]) == ("entities", "NK-1", "variant")
    assert "transliterate" in found["because"]
    _, out, _ = call("knowledge", "show", "Vandrov", "--format", "text")
    assert "Oleg Vandrov  (person, RU)  entities: NK-1" in out
    assert "short: Oleg Vandrov: Vandrov is part of Oleg Vandrov" in out
    assert "position: Mayor of Ostrelle (2012-05-07 to 2018)" in out
    assert "sanction: Council: OST (2022-03 to ?)" in out
    code, out, err = call("knowledge", "show", "Nobody Here")
    assert (code, out) == (1, "")
    assert "nobody of this name" in err


def test_odd_names_do_not_steer_the_terminal(tmp_path: Path) -> None:
    rows = [made.ftm("a", "Person", name="Oleg \u202e\x1b[2JVandrov", notes="\x1b[2J")]
    call("knowledge", "add", str(made.write_lines(tmp_path / "x.ftm.json", rows)))
    code, out, _ = call("knowledge", "show", "Oleg \u202e\x1b[2JVandrov", "--format", "text")
    assert code == 0
    assert "\x1b" not in out
    assert "\u202e" not in out


def linked(out: str) -> dict[str, object]:
    record = json.loads(out)
    return {e["name"]: e["link"] and e["link"]["source"] for e in record["entities"]}


def test_read_links_to_what_is_chosen_and_to_nothing_else(
    table: str, report: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    call("knowledge", "add", table)
    _, plain, _ = call("read", report)
    assert linked(plain)["Oleg Vandrov"] is None
    assert json.loads(plain)["provenance"]["knowledge_digest"] is None

    path = str(tmp_path / "data" / "onrecord" / "knowledge.sqlite")
    code, out, _ = call("read", report, "--knowledge", path)
    assert code == 0
    assert linked(out)["Oleg Vandrov"] == "people"
    digest = json.loads(call("knowledge", "list")[1])["knowledge_digest"]
    assert json.loads(out)["provenance"]["knowledge_digest"] == digest
    monkeypatch.setenv("ONRECORD_KNOWLEDGE", path)
    assert call("read", report)[1] == out
    # Replaced while the process runs: what is read is what lies there now.
    made.added(
        Path(path), made.write_text(tmp_path / "people.csv", "name\nIna Sorvane\n"), source="people"
    )
    assert linked(call("read", report)[1])["Oleg Vandrov"] is None


def test_who_answers_to_added_names(tmp_path: Path, report: str) -> None:
    rows = "id,name,aliases,kind\n1,Oleg Vandrov,Grand Harbourmaster,person\n"
    path = str(tmp_path / "k.sqlite")
    call("knowledge", "add", str(made.write_text(tmp_path / "t.csv", rows)), "--to", path)
    assert call("who", "Grand Harbourmaster", report)[0] == 1
    code, out, _ = call("who", "Grand Harbourmaster", report, "--knowledge", path)
    assert code == 0
    found = json.loads(out)
    assert (found["name"], found["link"], found["link_source"]) == ("Oleg Vandrov", "1", "t")
    assert found["because"] == "Grand Harbourmaster is a name of Oleg Vandrov (t)"
