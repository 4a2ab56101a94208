"""The example casebook in one look."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.casebook import Seen, open_casebook
from onrecord.desk.looking.smallmap import small_map
from onrecord.desk.looking.story import DAYS, OF_A_DAY, STATEMENTS, Story, story
from onrecord.desk.room import Room
from onrecord.model import Judgement


def seen(path: Path) -> Story:
    with Room(path).look() as look:
        return story(look)


def test_what_is_told_from_most_origins_stands_first(example_case: Path) -> None:
    found = seen(example_case)
    counts = [(one.origins, one.reports) for one in found.statements]
    assert counts == sorted(counts, reverse=True) and len(counts) == STATEMENTS
    assert all(one.reports > 1 for one in found.statements)
    for one in found.statements:
        assert sum(one.states.values()) >= one.reports
        assert one.told.words is not None
        assert (one.first is None) == (one.first_at is None)
        if one.first is None:
            assert "cannot be told" in one.because
    assert (found.compared, found.coverage.reports) == (28, 28)


def test_days_come_in_order_with_few_events_each(example_case: Path) -> None:
    days = seen(example_case).days
    assert [one.day for one in days] == sorted({one.day for one in days})
    assert 1 < len(days) <= DAYS
    for one in days:
        assert 0 < len(one.events) <= OF_A_DAY
        assert all(event.until is None or event.until > one.day for event in one.events)


def test_disagreements_are_the_latest_with_both_sides(example_case: Path) -> None:
    for one in seen(example_case).apart:
        for side in (one.left, one.right):
            assert side.says and side.words is not None
            assert any(run.role == "span" for run in side.words.runs)


def test_a_name_that_people_gave_is_shown_at_once(example_copy: Path) -> None:
    room = Room(example_copy)
    with room.look() as look:
        first = story(look).statements[0]
    room.judge(
        Judgement(
            number=0,
            verdict="rename",
            items=(first.id,),
            value="No leak",
            by="anna",
            at="2026-11-28T10:00:00+00:00",
        )
    )
    with room.look() as look:
        assert story(look).statements[0].words == "No leak"


def test_an_empty_casebook_has_a_story(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    open_casebook(path, write=True, create_new=True).close()
    found = seen(path)
    assert (found.compared, found.statements, found.days, found.places) == (None, (), (), None)


PARIS = Seen(
    geonames_id=1, name="Paris", country="FR", kind="PPLC", latitude=48.9, longitude=2.3,
    reports=5, mentions=9,
)  # fmt: skip
FRANCE = replace(PARIS, geonames_id=2, name="France", kind="PCLI", latitude=46.0, longitude=2.0)
FIJI = replace(PARIS, geonames_id=3, name="Fiji", kind="PCLI", latitude=-18.0, longitude=178.0)


def test_a_country_far_away_does_not_widen_the_map() -> None:
    made = small_map([PARIS, FRANCE, FIJI])
    assert made is not None
    assert [(spot.seen.name, spot.wide) for spot in made.spots] == [
        ("Paris", False),
        ("France", True),
    ]
    assert made.land.startswith("M")
    paris = made.spots[0]
    assert (paris.x, paris.y) == pytest.approx((made.width / 2, made.height / 2), abs=0.1)


def test_names_find_room_or_are_left_out() -> None:
    crowd = [replace(PARIS, geonames_id=n, longitude=2.3 + n / 1000) for n in range(9)]
    made = small_map(crowd)
    assert made is not None and len(made.spots) == 9
    assert 0 < sum(1 for spot in made.spots if spot.label is not None) < 9
    assert small_map([]) is None
