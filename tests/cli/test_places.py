"""``onrecord places``: a gazetteer built from a dump, and what it was built from."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from onrecord.cli.app import app
from tests.knowledge.test_gazetteer import ROWS, dump


def call(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["places", *arguments])
    return result.exit_code, result.stdout, result.stderr


def test_bad_rows_are_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    target = tmp_path / "out.sqlite"
    code, out, err = call("build", str(dump(tmp_path, ROWS, zipped=True)), str(target))
    assert (code, out) == (3, "")
    assert "line 5: 1 columns, not 19" in err
    assert "2 places" in err
    code, out, _ = call("sources", str(target))
    assert code == 0
    assert "GeoNames FR.zip\tCC BY 4.0" in out


def test_a_good_dump_ends_with_0(tmp_path: Path) -> None:
    path = dump(tmp_path, ROWS[:2], zipped=False)
    assert call("build", str(path), str(tmp_path / "out.sqlite"))[0] == 0


def test_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    code, _, err = call("build", str(tmp_path / "none.zip"), str(tmp_path / "out.sqlite"))
    assert code == 1
    assert "none.zip" in err
    assert call("sources", str(tmp_path / "none.sqlite"))[0] == 1
