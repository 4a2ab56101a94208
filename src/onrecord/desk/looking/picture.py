"""The map drawn beforehand: where places and travels stand in a drawing of the world's outlines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from onrecord.desk.looking.places import Spotted
from onrecord.desk.looking.travelled import Way
from onrecord.record.view import WIDE, Box, View, ground, label, view_of

#: Pixels of the drawing.
WIDTH: Final = 960
HEIGHT: Final = 560
#: Pixels between two points of an outline: coarse, as a page is to be light.
FINEST: Final = 2.0
#: Pixels of the smallest and of the largest sign, and the reports from which on it is that large.
SMALL: Final = 4.0
LARGE: Final = 13.0
MANY: Final = 100
#: How far a travel's curve bends, as a part of its length.
BEND: Final = 0.16


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """A place at ``x`` and ``y``; its label where there is room for one."""

    place: Spotted
    x: float
    y: float
    radius: float
    label: tuple[float, float] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """A travel as data of an SVG path."""

    way: Way
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    width: int
    height: int
    land: str
    borders: str
    signs: tuple[Sign, ...]
    arrows: tuple[Arrow, ...]


def picture(places: Sequence[Spotted], ways: Sequence[Way]) -> Picture | None:
    """The map of these places; None where there are none."""
    if not places:
        return None
    near = [p for p in places if p.seen.kind not in WIDE] or list(places)
    view = view_of([(p.seen.longitude, p.seen.latitude) for p in near], WIDTH, HEIGHT)
    land, borders = ground(view, FINEST)
    taken: list[Box] = []
    signs = [sign for p in places if (sign := _sign(view, p, taken)) is not None]
    return Picture(
        width=WIDTH,
        height=HEIGHT,
        land=land,
        borders=borders,
        signs=tuple(reversed(signs)),
        arrows=tuple(Arrow(way=w, path=_curve(view, w)) for w in ways),
    )


def _sign(view: View, place: Spotted, taken: list[Box]) -> Sign | None:
    x, y = view.xy(place.seen.longitude, place.seen.latitude)
    if not view.holds(x, y):
        return None
    part = min(1.0, (place.seen.reports / MANY) ** 0.5)
    radius = SMALL + (LARGE - SMALL) * part
    at = label(x, y, place.seen.name, taken)
    room = None if at is None else (round(at[0], 1), round(at[1], 1))
    return Sign(place=place, x=round(x, 1), y=round(y, 1), radius=round(radius, 1), label=room)


def _curve(view: View, way: Way) -> str:
    x1, y1 = view.xy(way.origin.longitude, way.origin.latitude)
    x2, y2 = view.xy(way.goal.longitude, way.goal.latitude)
    cx, cy = (x1 + x2) / 2 + (y2 - y1) * BEND, (y1 + y2) / 2 - (x2 - x1) * BEND
    return f"M{x1:.1f},{y1:.1f}Q{cx:.1f},{cy:.1f} {x2:.1f},{y2:.1f}"
