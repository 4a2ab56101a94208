"""The strip shows grain and doubt, and keeps far-off events from hiding the others."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from onrecord.desk.looking.strip import EDGE, WIDTH, days_of, strip
from onrecord.desk.looking.timeline import Row


def row(
    identity: str, earliest: str | None, latest: str | None, grain: str = "day", origins: int = 1
) -> Row:
    return Row(
        id=identity,
        type="ASSAULT",
        name=f"what {identity} was",
        earliest=earliest,
        latest=latest,
        grain=grain,
        factualities=("stated",),
        actors=(),
        recipients=(),
        places=(),
        origins=origins,
        reports=1,
        tellings=1,
        first="r:1/ev:1-2",
        excerpt=None,
        taken_out=None,
    )


def test_a_day_is_a_point_and_a_month_a_soft_stretch() -> None:
    drawn = strip(
        [
            row("day", "2026-10-05", "2026-10-05"),
            row("month", "2026-10-01", "2026-10-31", "month"),
            row("days", "2026-10-02", "2026-10-04"),
        ]
    )
    assert drawn is not None
    marks = {m.row.id: m for m in drawn.marks}
    assert marks["day"].wide == 0 and not marks["day"].soft
    assert marks["month"].soft and marks["month"].wide > marks["days"].wide > 0
    assert not marks["days"].soft
    assert drawn.left_out == 0
    assert drawn.ticks[0].day.startswith("2026-10")


def test_nothing_dated_is_no_strip() -> None:
    assert strip([]) is None
    assert strip([row("odd", "someday", None)]) is None


def test_an_end_is_enough() -> None:
    assert days_of(row("a", None, "2026-10-05")) == (date(2026, 10, 5), date(2026, 10, 5))


def test_one_far_event_does_not_hide_the_others() -> None:
    near = [row(f"e{n}", f"2026-10-{n:02d}", f"2026-10-{n:02d}") for n in range(1, 20)]
    drawn = strip([*near, row("old", "1815-06-18", "1815-06-18")])
    assert drawn is not None
    assert "old" not in {m.row.id for m in drawn.marks}
    assert drawn.left_out == 20 - len(drawn.marks)
    assert max(m.x for m in drawn.marks) - min(m.x for m in drawn.marks) > WIDTH / 2


DAYS = st.dates(date(1700, 1, 1), date(2100, 1, 1)).map(date.isoformat)


@given(st.lists(st.tuples(DAYS, DAYS, st.integers(1, 9)), min_size=1, max_size=30))
def test_all_stands_inside_and_is_counted(events: list[tuple[str, str, int]]) -> None:
    rows = [
        row(str(n), min(a, b), max(a, b), "month", origins)
        for n, (a, b, origins) in enumerate(events)
    ]
    drawn = strip(rows)
    assert drawn is not None
    assert len(drawn.marks) + drawn.left_out == len(rows)
    for mark in drawn.marks:
        assert mark.x >= EDGE - 1 and mark.x + mark.wide <= WIDTH - EDGE + 1
        assert 0 < mark.y < drawn.height
    # Marks of one lane do not overlap.
    lanes: dict[float, list[tuple[float, float]]] = {}
    for mark in drawn.marks:
        lanes.setdefault(mark.y, []).append((mark.x, mark.x + mark.wide))
    for lane in lanes.values():
        lane.sort()
        assert all(a[1] <= b[0] for a, b in pairwise(lane))


def test_equal_rows_give_equal_strips() -> None:
    rows = [row(f"e{n}", f"2026-10-{n:02d}", f"2026-10-{n:02d}") for n in range(1, 9)]
    assert strip(rows) == strip(list(reversed(rows)))
