"""What several tests stand on: reading the example pile takes seconds, so it is read once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord.cli.app import app

PILE = Path(__file__).parents[1] / "examples" / "pile"


@pytest.fixture(scope="session")
def example_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A casebook of ``examples/pile``, compared. Not to be written: take ``case`` for that."""
    path = tmp_path_factory.mktemp("example") / "talvik.db"
    for command in (["add", str(path), str(PILE), "--workers", "0"], ["compare", str(path)]):
        result = CliRunner().invoke(app, command)
        assert result.exit_code == 0, result.output
    return path


@pytest.fixture
def example_copy(example_case: Path, tmp_path: Path) -> Path:
    """A copy of the example casebook, to be written."""
    return Path(shutil.copy(example_case, tmp_path / "talvik.db"))
