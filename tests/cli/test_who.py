"""``onrecord who`` on reports of our own, with the real pipelines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord.cli.app import app

TEXT = """SÉOUL, 18 septembre 2023 - Le ministre russe de la Défense, Sergueï Choïgou, s'est rendu \
à Oussourisk.

« Nous tiendrons nos engagements », a déclaré Shoigu. La Corée du Nord a estimé que Sergueï Choïgu \
avait raison.

Vladimir Poutine a félicité le ministre russe de la Défense, selon l'agence TASS.
"""


@pytest.fixture
def report(tmp_path: Path) -> str:
    path = tmp_path / "visit.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def test_who_lists_what_was_said_and_what_is_said(report: str) -> None:
    result = CliRunner().invoke(app, ["who", "Sergei Shoigu", report])
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert {"Sergueï Choïgou", "Shoigu", "Sergueï Choïgu"} <= set(found["spellings"])
    assert any(s["content"] == ["« Nous tiendrons nos engagements »"] for s in found["said"])
    assert any("Choïgu" in " ".join(s["content"]) for s in found["said_of_them"])
    assert found["link"].startswith("RU:defence minister")
    assert found["because"]


def test_who_in_text(report: str) -> None:
    result = CliRunner().invoke(app, ["who", "Choïgou", report, "--format", "text"])
    assert result.exit_code == 0
    assert "said:" in result.stdout
    assert "is said of them:" in result.stdout


def test_nobody_of_a_name(report: str) -> None:
    result = CliRunner().invoke(app, ["who", "Lavrov", report])
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "nobody of this name" in result.stderr


def test_a_bad_file_is_named_and_the_rest_goes_on(report: str, tmp_path: Path) -> None:
    missing = str(tmp_path / "missing.txt")
    result = CliRunner().invoke(app, ["who", "Shoigu", report, missing])
    assert result.exit_code == 3
    assert "missing.txt" in result.stderr
    assert json.loads(result.stdout)["said"]
