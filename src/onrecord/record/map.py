"""The places of a record on a map: one self-contained HTML file, and GeoJSON (RFC 7946).

The map is drawn as SVG from outlines that travel with the package; the file asks the network for
nothing and runs no script. Every place stands in a table beside it, with its words and reasons.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Final

import msgspec

from onrecord.knowledge.outlines import Line, outlines
from onrecord.model import Place, Record
from onrecord.reading.places.geometry import roughly
from onrecord.record.outline import printable

#: Kinds whose middle says little of where something happened: small signs, and no part in the view.
WIDE: Final = frozenset({"PCLI", "CONT", "OCN", "SEA", "RGN"})
#: Pixels of the drawing; degrees of the narrowest view and of the margin around places.
WIDTH: Final = 960
HEIGHT: Final = 560
NARROWEST: Final = 6.0
MARGIN: Final = 0.25
#: Pixels between two points of a line that can be seen apart.
FINEST: Final = 0.7
#: So many places within so many kilometres get a map of their own when others lie far off.
CROWD: Final = 3
CROWDED: Final = 900.0
#: Words of a place that are shown.
SAMPLE: Final = 60

#: Left, top, right, bottom of a label in pixels.
_Box = tuple[float, float, float, float]

_STYLE: Final = """\
:root{color-scheme:light dark;--sea:#dfe8ee;--land:#f7f5ef;--line:#b9b4a6;--ink:#222;--sign:#a3262a}
@media(prefers-color-scheme:dark){:root{--sea:#1c252b;--land:#2f3330;--line:#5c6260;--ink:#e8e6e1;
--sign:#ff8a80}}
body{margin:1.5rem auto;max-width:62rem;padding:0 1rem;font:16px/1.45 system-ui,sans-serif;
color:var(--ink);background:Canvas}
svg{width:100%;height:auto;background:var(--sea);border:1px solid var(--line)}
.land{fill:var(--land);stroke:var(--line);stroke-width:.8}.border{fill:none;stroke:var(--line);
stroke-width:.8;stroke-dasharray:3 2}
.place{fill:var(--sign);stroke:var(--land);stroke-width:1.5}
.government{fill:none;stroke:var(--sign);stroke-width:2}.wide{fill:none;stroke:var(--sign);
stroke-width:1.5;stroke-dasharray:2 2}
text{font:600 13px system-ui,sans-serif;fill:var(--ink);paint-order:stroke;stroke:var(--land);
stroke-width:3px}
table{border-collapse:collapse;width:100%;margin-top:1rem}td,th{text-align:left;vertical-align:top;
padding:.35rem .5rem;border-top:1px solid var(--line)}th{font-weight:600}
.why{font-size:.88em;opacity:.85}.key{font-size:.92em}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sign:
    """One place on the map, with all that the report says by it."""

    number: int
    place: Place
    words: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _View:
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


def geojson(record: Record) -> dict[str, Any]:
    """A FeatureCollection with one Feature a place; coordinates are longitude, latitude."""
    return {
        "type": "FeatureCollection",
        "report": record.report.id,
        "features": [
            {
                "type": "Feature",
                "id": place.id,
                "geometry": {
                    "type": place.geometry.type,
                    "coordinates": list(place.geometry.coordinates),
                },
                "properties": {
                    "words": record.words(place.span),
                    "start": place.span.start,
                    "end": place.span.end,
                    "kind": place.kind,
                    "country": place.country,
                    "refers_to": place.refers_to,
                    "geonames_id": place.geonames_id,
                    "because": place.because,
                },
            }
            for place in record.places
        ],
    }


def encode_geojson(record: Record) -> bytes:
    """``geojson`` as compact UTF-8 JSON."""
    return msgspec.json.encode(geojson(record))


def to_map(records: Sequence[Record]) -> str:
    """An HTML page with a map and a table for each record."""
    titles = [r.report.title or r.report.id for r in records]
    body = "".join(_section(record) for record in records) or "<p>No report was read.</p>"
    head = escape(printable(titles[0] if len(titles) == 1 else f"{len(titles)} reports"))
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{head}</title><style>{_STYLE}</style></head><body>{body}</body></html>\n"
    )


def _section(record: Record) -> str:
    signs = _signs(record)
    title = escape(printable(record.report.title or record.report.id))
    if not signs:
        return f"<h1>{title}</h1><p>No place was resolved.</p>"
    near = [s.place for s in signs if s.place.kind not in WIDE and s.place.refers_to == "place"]
    view = _view(near or [s.place for s in signs])
    key = (
        '<p class="key">● a place · ○ its name stands for a government · ◌ the middle of a country,'
        " a sea or a wide area. Outlines: Natural Earth.</p>"
    )
    maps = _svg(view, signs, title)
    close = _close_up(near)
    if close:
        maps += "<h2>Close-up</h2>" + _svg(_view(close), signs, f"{title}, close-up")
    return f"<h1>{title}</h1>{maps}{key}{_table(signs)}"


def _close_up(places: Sequence[Place]) -> list[Place]:
    """The places around the one with most others near it, if a map of its own shows them better."""
    if len(places) < CROWD:
        return []
    near = [[p for p in places if roughly(one, p) <= CROWDED] for one in places]
    crowd = max(near, key=len)
    return crowd if CROWD <= len(crowd) < len(places) else []


def _signs(record: Record) -> list[_Sign]:
    """Places in the order of first mention, those at one point together."""
    found: dict[tuple[float, float, str], list[Place]] = defaultdict(list)
    for place in record.places:
        found[place.lat, place.lon, place.refers_to].append(place)
    return [
        _Sign(
            number=number,
            place=places[0],
            words=tuple(dict.fromkeys(" ".join(record.words(p.span).split()) for p in places)),
            count=len(places),
        )
        for number, places in enumerate(found.values(), start=1)
    ]


def _view(places: Sequence[Place]) -> _View:
    south, north = min(p.lat for p in places), max(p.lat for p in places)
    west, east = min(p.lon for p in places), max(p.lon for p in places)
    middle = max(min((south + north) / 2, 75.0), -75.0)
    squeeze = math.cos(math.radians(middle))
    high = max((north - south) * (1 + 2 * MARGIN), NARROWEST)
    wide = max((east - west) * (1 + 2 * MARGIN), NARROWEST / squeeze)
    scale = min(HEIGHT / high, WIDTH / (wide * squeeze))
    return _View(
        west=(west + east) / 2 - WIDTH / (2 * scale * squeeze),
        north=(south + north) / 2 + HEIGHT / (2 * scale),
        scale=scale,
        squeeze=squeeze,
    )


def _path(view: _View, line: Line, *, closed: bool) -> str:
    """SVG path data, without points that one could not see apart."""
    said: list[str] = []
    at = (math.inf, math.inf)
    for number, (lon, lat) in enumerate(line, start=1):
        x, y = view.xy(lon, lat)
        if abs(x - at[0]) + abs(y - at[1]) >= FINEST or number == len(line):
            said.append(f"{x:.1f},{y:.1f}")
            at = (x, y)
    return "M" + "L".join(said) + ("Z" if closed else "")


def _drawn(view: _View, lines: Iterable[Line], *, closed: bool) -> str:
    """All lines that a view shows, also on the far side of the date line."""
    found = []
    for line in lines:
        for turn in (0.0, -360.0, 360.0):
            turned = tuple((lon + turn, lat) for lon, lat in line) if turn else line
            if view.shows(turned):
                found.append(_path(view, turned, closed=closed))
    return "".join(found)


def _svg(view: _View, signs: Iterable[_Sign], title: str) -> str:
    shapes = outlines()
    land = _drawn(view, shapes.land, closed=True)
    lines = _drawn(view, shapes.borders, closed=False)
    taken: list[_Box] = []
    drawn = "".join(_sign(view, sign, taken) for sign in signs)
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="Map: {title}">'
        f'<path class="land" d="{land}"/><path class="border" d="{lines}"/>{drawn}</svg>'
    )


def _label(x: float, y: float, words: str, taken: list[_Box]) -> tuple[float, float] | None:
    """Where a label finds room: right, left, below or above its sign; None where it does not."""
    wide = 7.4 * len(words)
    for left, base in ((x + 9, y + 4), (x - 9 - wide, y + 4), (x - 6, y + 20), (x - 6, y - 10)):
        box = (left, base - 11, left + wide, base + 3)
        clear = all(box[2] < b[0] or b[2] < box[0] or box[3] < b[1] or b[3] < box[1] for b in taken)
        if clear and left > 0:
            taken.append(box)
            return left, base
    return None


def _sign(view: _View, sign: _Sign, taken: list[_Box]) -> str:
    x, y = view.xy(sign.place.lon, sign.place.lat)
    if not (0 <= x <= WIDTH and 0 <= y <= HEIGHT):
        return ""
    government = sign.place.refers_to == "government"
    wide = sign.place.kind in WIDE
    kind = "government" if government else "wide" if wide else "place"
    circle = f'<circle class="{kind}" cx="{x:.1f}" cy="{y:.1f}" r="{7 if wide else 6}"/>'
    name = "" if wide and not government else f" {printable(sign.words[0])}"
    for words in (f"{sign.number}{name}", str(sign.number)):
        at = _label(x, y, words, taken)
        if at is not None:
            return f'{circle}<text x="{at[0]:.1f}" y="{at[1]:.1f}">{escape(words)}</text>'
    return circle


def _table(signs: Iterable[_Sign]) -> str:
    rows = "".join(
        f"<tr><td>{sign.number}</td><td>{escape(printable(_shown(sign)))}</td>"
        f"<td>{escape(sign.place.refers_to)}, {escape(sign.place.kind)}"
        f" {escape(sign.place.country or '')}</td>"
        f"<td>{sign.place.lat:.3f}, {sign.place.lon:.3f}</td>"
        f'<td class="why">{escape(printable(sign.place.because))}</td></tr>'
        for sign in signs
    )
    heads = "".join(f"<th>{h}</th>" for h in ("", "words", "kind", "latitude, longitude", "why"))
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def _shown(sign: _Sign) -> str:
    words = ", ".join(sign.words)
    words = words if len(words) <= SAMPLE else words[:SAMPLE] + "…"
    return f"{words} ×{sign.count}" if sign.count > 1 else words
