"""The casebooks of a room, opened by many at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from threading import Barrier, BrokenBarrierError

import pytest

from onrecord.web import cases
from onrecord.web.cases import cases_of
from tests.web.rooms import casebooks

MANY = 8


def test_a_casebook_is_opened_once_whoever_asks_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[object] = []
    another = Barrier(2)
    room = cases.Room

    def slow(*given: object, **named: object) -> object:
        opened.append(given)
        # Whoever would open it, too, has time to.
        with suppress(BrokenBarrierError):
            another.wait(0.2)
        return room(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(cases, "Room", slow)
    (case,) = cases_of(casebooks(tmp_path))
    together = Barrier(MANY)

    def ask(_: int) -> object:
        together.wait(30)
        return case.room

    with ThreadPoolExecutor(MANY) as pool:
        found = set(map(id, pool.map(ask, range(MANY))))
    assert len(found) == len(opened) == 1
    assert case.arrivals is case.arrivals
    case.close()
