"""The map: self-contained, escaped, drawn where its places lie."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest

from onrecord.model import Place, Point, Record
from onrecord.model.place import Referent
from onrecord.record.map import encode_geojson, to_map
from tests import samples


def place(words: str, lat: float, lon: float, **changed: Any) -> Place:
    refers_to: Referent = changed.pop("refers_to", "place")
    return Place(
        id=f"pl:{words}",
        span=samples.at(words),
        entity_id=None,
        geonames_id=None,
        country="FR",
        kind=changed.pop("kind", "PPL"),
        refers_to=refers_to,
        lat=lat,
        lon=lon,
        geometry=Point(coordinates=(lon, lat)),
        because=changed.pop("because", "by hand"),
    )


def record(**changed: Any) -> Record:
    given = {"places": (place("barrage", 48.5, 2.2), place("mairie", 43.3, 5.4))}
    return samples.record(**(given | changed))


class Links(HTMLParser):
    """Everything that a page could fetch or run."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"script", "link", "img", "iframe", "object", "embed"}:
            self.found.append(tag)
        self.found += [name for name, _ in attrs if name in {"src", "href"} or name[:2] == "on"]


def test_the_page_asks_for_nothing_and_runs_nothing() -> None:
    page = to_map([record()])
    links = Links()
    links.feed(page)
    assert links.found == []
    assert "url(" not in page
    assert "default-src 'none'" in page


def test_every_place_is_drawn_inside_and_told_in_the_table() -> None:
    page = to_map([record()])
    circles = re.findall(r'<circle class="(\w+)" cx="([\d.-]+)" cy="([\d.-]+)"', page)
    assert [kind for kind, _, _ in circles] == ["place", "place"]
    assert all(0 < float(x) < 960 and 0 < float(y) < 560 for _, x, y in circles)
    (_, first_x, first_y), (_, second_x, second_y) = circles
    assert float(first_x) < float(second_x)  # farther east
    assert float(first_y) < float(second_y)  # farther south
    assert page.count("by hand") == 2
    assert 'class="land"' in page


@pytest.mark.parametrize(("lat", "lon"), [(-18.0, 179.9), (66.0, -179.5), (89.0, 0.0)])
def test_the_date_line_and_the_poles_are_no_trouble(lat: float, lon: float) -> None:
    page = to_map([record(places=(place("barrage", lat, lon),))])
    assert "<circle" in page
    assert "nan" not in page


def test_words_and_reasons_are_escaped() -> None:
    bad = place("barrage", 48.5, 2.2, because="<script>alert(1)</script>")
    page = to_map([record(places=(bad,), report=samples.report(title="<b>x</b>"))])
    assert "<script" not in page
    assert "<b>x" not in page


def test_a_record_without_places_says_so() -> None:
    assert "No place was resolved" in to_map([record(places=())])


def test_geojson_gives_longitude_first() -> None:
    data = json.loads(encode_geojson(record()))
    assert data["type"] == "FeatureCollection"
    feature = data["features"][0]
    assert feature["geometry"] == {"type": "Point", "coordinates": [2.2, 48.5]}
    assert feature["properties"]["words"] == "barrage"
    assert feature["properties"]["because"] == "by hand"
