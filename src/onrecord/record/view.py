"""A stretch of the world as a drawing: where it lies, its outlines as SVG paths, room for names."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from onrecord.knowledge.outlines import Line, outlines

#: Kinds whose middle says little of where something happened: small signs, and no part in the view.
WIDE: Final = frozenset({"PCLI", "CONT", "OCN", "SEA", "RGN"})
#: Degrees of the narrowest view, and the margin around places as a part of them.
NARROWEST: Final = 6.0
MARGIN: Final = 0.25
#: Pixels between two points of a line that can be seen apart.
FINEST: Final = 0.7
#: Pixels below which an island is not drawn where the outline is coarse.
SMALLEST: Final = 2.0
#: Views whose outlines are at hand: drawing them takes longer than a page may.
AT_HAND: Final = 32
#: Pixels that a letter of a name takes, and a name's height.
LETTER: Final = 7.4

#: Left, top, right, bottom of a label in pixels.
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """Equirectangular, true to scale along its middle parallel. ``west`` and ``north`` in degrees,
    ``scale`` in pixels a degree of latitude, ``width`` and ``height`` in pixels."""

    west: float
    north: float
    scale: float
    squeeze: float
    width: int
    height: int

    def xy(self, lon: float, lat: float) -> tuple[float, float]:
        return (lon - self.west) * self.squeeze * self.scale, (self.north - lat) * self.scale

    def holds(self, x: float, y: float) -> bool:
        return 0 <= x <= self.width and 0 <= y <= self.height

    def shows(self, west: float, south: float, east: float, north: float) -> bool:
        """Whether anything of a stretch of the earth (degrees) is in view."""
        left, top = self.xy(west, north)
        right, bottom = self.xy(east, south)
        return right >= 0 and left <= self.width and bottom >= 0 and top <= self.height


def view_of(points: Sequence[tuple[float, float]], width: int, height: int) -> View:
    """The view that holds points (longitude, latitude; at least one) with a margin."""
    south, north = min(lat for _, lat in points), max(lat for _, lat in points)
    west, east = min(lon for lon, _ in points), max(lon for lon, _ in points)
    middle = max(min((south + north) / 2, 75.0), -75.0)
    squeeze = math.cos(math.radians(middle))
    high = max((north - south) * (1 + 2 * MARGIN), NARROWEST)
    wide = max((east - west) * (1 + 2 * MARGIN), NARROWEST / squeeze)
    scale = min(height / high, width / (wide * squeeze))
    return View(
        west=(west + east) / 2 - width / (2 * scale * squeeze),
        north=(south + north) / 2 + height / (2 * scale),
        scale=scale,
        squeeze=squeeze,
        width=width,
        height=height,
    )


def drawn(view: View, lines: Iterable[Line], *, closed: bool, finest: float = FINEST) -> str:
    """SVG path data of all lines that a view shows, also on the far side of the date line."""
    found = []
    for line in lines:
        west, south, east, north = _bounds(line)
        for turn in (0.0, -360.0, 360.0):
            if view.shows(west + turn, south, east + turn, north):
                turned = tuple((lon + turn, lat) for lon, lat in line) if turn else line
                found.append(_path(view, turned, closed=closed, finest=finest))
    return "".join(found)


def _bounds(line: Line) -> tuple[float, float, float, float]:
    """West, south, east and north of a line."""
    lons, lats = zip(*line, strict=True)
    return min(lons), min(lats), max(lons), max(lats)


def _path(view: View, line: Line, *, closed: bool, finest: float) -> str:
    """SVG path data, without points that one could not see apart."""
    said: list[str] = []
    at = (math.inf, math.inf)
    for number, (lon, lat) in enumerate(line, start=1):
        x, y = view.xy(lon, lat)
        if abs(x - at[0]) + abs(y - at[1]) >= finest or number == len(line):
            said.append(f"{x:.1f},{y:.1f}")
            at = (x, y)
    return "M" + "L".join(said) + ("Z" if closed else "")


def label(x: float, y: float, words: str, taken: list[Box]) -> tuple[float, float] | None:
    """Where a label finds room: right, left, below or above its sign; None where it does not."""
    wide = LETTER * len(words)
    for left, base in ((x + 9, y + 4), (x - 9 - wide, y + 4), (x - 6, y + 20), (x - 6, y - 10)):
        box = (left, base - 11, left + wide, base + 3)
        clear = all(box[2] < b[0] or b[2] < box[0] or box[3] < b[1] or b[3] < box[1] for b in taken)
        if clear and left > 0:
            taken.append(box)
            return left, base
    return None


@lru_cache(maxsize=AT_HAND)
def ground(view: View, finest: float) -> tuple[str, str]:
    """The land and the borders of a view, coarsely drawn, for pages that must be light."""
    shapes = outlines()
    land = [line for line in shapes.land if _is_seen(view, line)]
    return (
        drawn(view, land, closed=True, finest=finest),
        drawn(view, shapes.borders, closed=False, finest=finest),
    )


def _is_seen(view: View, line: Line) -> bool:
    """Whether an island is large enough to be seen."""
    west, south, east, north = _bounds(line)
    high = (north - south) * view.scale
    wide = (east - west) * view.scale * view.squeeze
    return max(high, wide) >= SMALLEST
