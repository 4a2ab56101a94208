"""The command as a process: it starts fast, tells its version, and prints the schema."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from onrecord.record.codec import schema_text

ROOT = Path(__file__).parents[2]
#: Seconds, best of several; the aim is 0.3 on a machine that does nothing else.
START = 0.6


def onrecord(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "onrecord", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={"PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"},
        check=False,
    )


def test_help_starts_fast() -> None:
    took = []
    for _ in range(5):
        started = time.perf_counter()
        result = onrecord("--help")
        took.append(time.perf_counter() - started)
        assert result.returncode == 0
        assert "read" in result.stdout
    assert min(took) < START


def test_the_version_is_told() -> None:
    assert onrecord("--version").stdout.startswith("onrecord ")


def test_no_command_shows_the_help_as_wrong_usage() -> None:
    result = onrecord()
    assert result.returncode == 2
    assert "Usage" in result.stdout + result.stderr


def test_the_schema_is_printed() -> None:
    assert onrecord("schema").stdout == schema_text()
