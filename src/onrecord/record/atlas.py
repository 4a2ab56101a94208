"""A stretch of the world to draw on: where a point of it lies in a drawing, and its outlines.

What draws a map asks for a ``View`` of its places, for the outlines as data of SVG paths, and for
free room for labels; how it looks is its own affair.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from onrecord.knowledge.outlines import Line, outlines
from onrecord.reading.places.geometry import Located

#: Pixels of the drawing; degrees of the narrowest view and of the margin around places.
WIDTH: Final = 960
HEIGHT: Final = 560
NARROWEST: Final = 6.0
MARGIN: Final = 0.25
#: Pixels between two points of a line that can be seen apart.
FINEST: Final = 0.7
#: Left, top, right, bottom of a label in pixels.
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A stretch of the world, equirectangular, true to scale along its middle parallel."""

    west: float
    north: float
    scale: float
    squeeze: float

    def xy(self, lon: float, lat: float) -> tuple[float, float]:
        return (lon - self.west) * self.squeeze * self.scale, (self.north - lat) * self.scale

    def shows(self, line: Line) -> bool:
        xs, ys = zip(*(self.xy(lon, lat) for lon, lat in line), strict=True)
        across = max(xs) >= 0 and min(xs) <= WIDTH
        return across and bool(max(ys) >= 0 and min(ys) <= HEIGHT)


def view_of(places: Sequence[Located]) -> View:
    """The view of one place or more, with a margin around them."""
    south, north = min(p.lat for p in places), max(p.lat for p in places)
    west, east = min(p.lon for p in places), max(p.lon for p in places)
    middle = max(min((south + north) / 2, 75.0), -75.0)
    squeeze = math.cos(math.radians(middle))
    high = max((north - south) * (1 + 2 * MARGIN), NARROWEST)
    wide = max((east - west) * (1 + 2 * MARGIN), NARROWEST / squeeze)
    scale = min(HEIGHT / high, WIDTH / (wide * squeeze))
    return View(
        west=(west + east) / 2 - WIDTH / (2 * scale * squeeze),
        north=(south + north) / 2 + HEIGHT / (2 * scale),
        scale=scale,
        squeeze=squeeze,
    )


def path_of(view: View, line: Line, *, closed: bool, finest: float = FINEST) -> str:
    """SVG path data, without points that lie nearer to each other than ``finest`` pixels."""
    said: list[str] = []
    at = (math.inf, math.inf)
    for number, (lon, lat) in enumerate(line, start=1):
        x, y = view.xy(lon, lat)
        if abs(x - at[0]) + abs(y - at[1]) >= finest or number == len(line):
            said.append(f"{x:.1f},{y:.1f}")
            at = (x, y)
    return "M" + "L".join(said) + ("Z" if closed else "")


def _drawn(view: View, lines: Iterable[Line], *, closed: bool, finest: float) -> str:
    """All lines that a view shows, also on the far side of the date line."""
    found = []
    for line in lines:
        for turn in (0.0, -360.0, 360.0):
            turned = tuple((lon + turn, lat) for lon, lat in line) if turn else line
            if view.shows(turned):
                found.append(path_of(view, turned, closed=closed, finest=finest))
    return "".join(found)


def land(view: View, finest: float = FINEST) -> str:
    """The land that a view shows, as data of one SVG path."""
    return _drawn(view, outlines().land, closed=True, finest=finest)


def borders(view: View, finest: float = FINEST) -> str:
    """The borders between countries that a view shows."""
    return _drawn(view, outlines().borders, closed=False, finest=finest)


def label_at(x: float, y: float, words: str, taken: list[Box]) -> tuple[float, float] | None:
    """Where a label finds room: right, left, below or above its sign; None where it does not."""
    wide = 7.4 * len(words)
    for left, base in ((x + 9, y + 4), (x - 9 - wide, y + 4), (x - 6, y + 20), (x - 6, y - 10)):
        box = (left, base - 11, left + wide, base + 3)
        clear = all(box[2] < b[0] or b[2] < box[0] or box[3] < b[1] or b[3] < box[1] for b in taken)
        if clear and left > 0:
            taken.append(box)
            return left, base
    return None
