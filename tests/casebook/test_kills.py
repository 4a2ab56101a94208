"""Killed at any moment, a casebook loses nothing that was acknowledged and holds nothing twice."""

from __future__ import annotations

from pathlib import Path

from bench.kills import kills
from tests.casebook.pieces import made


def test_kills(tmp_path: Path) -> None:
    pile = [made(f"\nNuméro {n}.\n", name=f"{n}.txt", located=False) for n in range(150)]
    tally = kills(8, tmp_path, pile, seed=3)
    assert tally.faults == []
    assert tally.kills == 8
    assert tally.reports
    assert tally.judgements
