"""The places of a record on a map: one self-contained HTML file, and GeoJSON (RFC 7946).

The map is drawn as SVG from outlines that travel with the package; the file asks the network for
nothing and runs no script. Every place stands in a table beside it, with its words and reasons.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Final

import msgspec

from onrecord.knowledge.outlines import outlines
from onrecord.model import Place, Record
from onrecord.reading.places.geometry import roughly
from onrecord.record.outline import printable
from onrecord.record.view import WIDE, Box, View, drawn, label, view_of

#: Pixels of the drawing.
WIDTH: Final = 960
HEIGHT: Final = 560
#: So many places within so many kilometres get a map of their own when others lie far off.
CROWD: Final = 3
CROWDED: Final = 900.0
#: Words of a place that are shown.
SAMPLE: Final = 60

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


def _view(places: Sequence[Place]) -> View:
    return view_of([(p.lon, p.lat) for p in places], WIDTH, HEIGHT)


def _svg(view: View, signs: Iterable[_Sign], title: str) -> str:
    shapes = outlines()
    land = drawn(view, shapes.land, closed=True)
    lines = drawn(view, shapes.borders, closed=False)
    taken: list[Box] = []
    signed = "".join(_sign(view, sign, taken) for sign in signs)
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="Map: {title}">'
        f'<path class="land" d="{land}"/><path class="border" d="{lines}"/>{signed}</svg>'
    )


def _sign(view: View, sign: _Sign, taken: list[Box]) -> str:
    x, y = view.xy(sign.place.lon, sign.place.lat)
    if not view.holds(x, y):
        return ""
    government = sign.place.refers_to == "government"
    wide = sign.place.kind in WIDE
    kind = "government" if government else "wide" if wide else "place"
    circle = f'<circle class="{kind}" cx="{x:.1f}" cy="{y:.1f}" r="{7 if wide else 6}"/>'
    name = "" if wide and not government else f" {printable(sign.words[0])}"
    for words in (f"{sign.number}{name}", str(sign.number)):
        at = label(x, y, words, taken)
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
