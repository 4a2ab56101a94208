"""Times and places in the margin of the text view."""

from __future__ import annotations

from typing import Any

from onrecord.model import Check, Place, Point, Record, Time
from tests import samples
from tests.cli.test_view import shown


def record(**changed: Any) -> Record:
    sunday = Time(
        id="ti:1",
        span=samples.at("dimanche"),
        type="DATE",
        value="2024-03-10",
        earliest="2024-03-10",
        latest="2024-03-10",
        grain="day",
        anchor="published",
        because="by hand",
    )
    town = Place(
        id="pl:1",
        span=samples.at("mairie"),
        entity_id=None,
        geonames_id=None,
        country="FR",
        kind="PPL",
        lat=48.5,
        lon=2.25,
        geometry=Point(coordinates=(2.25, 48.5)),
        because="by hand",
    )
    return samples.record(**({"times": (sunday,), "places": (town,)} | changed))


def line_of(view: str, words: str) -> str:
    return next(line for line in view.splitlines() if words in line)


def test_values_stand_beside_the_lines_that_hold_them() -> None:
    view = shown(record(), width=90)
    assert line_of(view, "dimanche").endswith("  2024-03-10")
    assert line_of(view, "mairie").endswith("  FR 48.50 2.25")


def test_on_a_narrow_page_they_stand_below() -> None:
    view = shown(record(), width=60)
    assert "  · 2024-03-10\n" in view
    assert "  · FR 48.50 2.25\n" in view


def test_checks_are_told() -> None:
    check = Check(
        id="ck:1",
        span=samples.at("Il a plu"),
        kind="distance",
        says="254 km",
        finds="plausible",
        because="the geodesic is 165 km",
    )
    view = shown(record(checks=(check,)))
    assert "“254 km” plausible" in view
    assert "the geodesic is 165 km" in view
