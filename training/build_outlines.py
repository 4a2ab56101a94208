"""Distil outlines of land and borders: ``python -m training.build_outlines countries-50m.json``.

The file is that of the npm package ``world-atlas`` 2.0.2 (Natural Earth 1:50m, public domain; the
package: ISC). The result is ``src/onrecord/knowledge/data/outlines.json``: rings of land and lines
between countries as differences of whole numbers, in fiftieths of a degree, longitude first.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

TARGET = Path(__file__).parent.parent / "src/onrecord/knowledge/data/outlines.json"
#: Parts of a degree.
STEPS: Final = 50
#: Islands that span less, in steps, are left out.
SMALLEST: Final = 4


def _arcs(topology: dict[str, Any]) -> list[list[tuple[int, int]]]:
    scale, start = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            point = (
                round((x * scale[0] + start[0]) * STEPS),
                round((y * scale[1] + start[1]) * STEPS),
            )
            if not points or points[-1] != point:
                points.append(point)
        arcs.append(points)
    return arcs


def _ring(parts: list[int], arcs: list[list[tuple[int, int]]]) -> list[tuple[int, int]]:
    ring: list[tuple[int, int]] = []
    for part in parts:
        points = arcs[part] if part >= 0 else arcs[~part][::-1]
        ring += points if not ring else points[1:]
    return ring


def _polygons(shape: dict[str, Any]) -> Iterator[list[list[int]]]:
    for inner in shape.get("geometries", [shape]):
        if inner["type"] == "Polygon":
            yield inner["arcs"]
        elif inner["type"] == "MultiPolygon":
            yield from inner["arcs"]


def _wide(points: list[tuple[int, int]]) -> bool:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return max(xs) - min(xs) >= SMALLEST or max(ys) - min(ys) >= SMALLEST


def _differences(points: list[tuple[int, int]]) -> list[int]:
    out: list[int] = []
    last = (0, 0)
    for x, y in points:
        out += [x - last[0], y - last[1]]
        last = (x, y)
    return out


def main() -> None:
    topology = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    arcs = _arcs(topology)
    land = [_ring(p[0], arcs) for p in _polygons(topology["objects"]["land"])]
    used: Counter[int] = Counter()
    for polygon in _polygons(topology["objects"]["countries"]):
        for ring in polygon:
            used.update({part if part >= 0 else ~part for part in ring})
    borders = [arcs[part] for part, times in sorted(used.items()) if times > 1]
    data = {
        "steps": STEPS,
        "land": [_differences(ring) for ring in land if _wide(ring)],
        "borders": [_differences(line) for line in borders if len(line) > 1],
    }
    TARGET.write_text(json.dumps(data, separators=(",", ":")) + "\n", encoding="utf-8")
    print(len(data["land"]), "rings,", len(data["borders"]), "borders", TARGET.stat().st_size)


if __name__ == "__main__":
    main()
