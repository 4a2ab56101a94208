"""Outlines of land and borders for maps (Natural Earth, public domain)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

#: Longitude and latitude in degrees.
Line = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlines:
    """``land``: closed rings; ``borders``: lines between countries."""

    land: tuple[Line, ...]
    borders: tuple[Line, ...]


@cache
def outlines() -> Outlines:
    """The shipped outlines, read once."""
    path = files("onrecord") / "knowledge" / "data" / "outlines.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    return Outlines(
        land=tuple(_line(row, data["steps"]) for row in data["land"]),
        borders=tuple(_line(row, data["steps"]) for row in data["borders"]),
    )


def _line(differences: list[int], steps: int) -> Line:
    """The points of a line; one that crosses the date line goes on beyond 180 degrees."""
    x = y = 0
    points: list[tuple[float, float]] = []
    turn = 0.0
    for i in range(0, len(differences), 2):
        x, y = x + differences[i], y + differences[i + 1]
        lon = x / steps + turn
        if points and abs(lon - points[-1][0]) > 180:
            step = -360.0 if lon > points[-1][0] else 360.0
            lon, turn = lon + step, turn + step
        points.append((lon, y / steps))
    return tuple(points)
