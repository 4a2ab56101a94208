"""Statements and events traced side by side are what they are one after the other."""

from __future__ import annotations

import pytest

from onrecord.across import traced
from onrecord.across.origins import Tracing
from onrecord.across.timeline import happenings
from onrecord.across.told import Pile
from onrecord.model.case import Group, key_of
from tests.across.piles import group
from tests.across.test_timeline import key, one_event, shelled

DAYS = ("2026-03-01", "2026-03-04", "2026-03-02", "2026-03-03", "2026-03-05")
BRIEFS = [shelled(f"r:{n}", day, day, "day", day=day) for n, day in enumerate(DAYS)]
STATEMENTS = [group([key_of(b.report_id, b.tellings[0].id) for b in BRIEFS[n:]]) for n in range(3)]
EVENTS = [one_event(*BRIEFS[:2]), one_event(BRIEFS[2])]


@pytest.mark.parametrize("turn", [1, 2, 4096])
@pytest.mark.parametrize("groups", [[*EVENTS, *STATEMENTS], [*STATEMENTS, *EVENTS], EVENTS, []])
def test_side_by_side_is_one_after_the_other(
    turn: int, groups: list[Group], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(traced, "TURN", turn)
    tracing = Tracing(Pile(BRIEFS), groups)
    told, happened = traced.traced(tracing, lambda several: [several])
    assert list(told) == list(tracing.statements())
    assert list(happened) == list(happenings(tracing))
    assert {one for h in happened for one in h.tellings} == set(map(key, BRIEFS))
