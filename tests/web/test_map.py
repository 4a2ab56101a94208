"""The map and its places: the tables tell what is drawn, and every number opens the words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord.cli.app import app
from tests.web.example_room import Reader, reader, text_of
from tests.web.rooms import casebooks

REPORTS = {
    "a.txt": "Foreign minister Jean Dupont flew from Paris to Rome on Monday.\n\nHe met Ada"
    " Weber.\n",
    "b.txt": "Jean Dupont travelled to Rome from Paris, his office said. Police arrested a man in"
    " Rome.\n",
}
WAY = ("--workers", "0", "--language", "en")


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("travels")
    (folder / "in").mkdir()
    for name, text in REPORTS.items():
        (folder / "in" / name).write_text(text, encoding="utf-8")
    path = folder / "travels.db"
    for command in (
        ["add", str(path), str(folder / "in"), "--published", "2026-03-05", *WAY],
        ["compare", str(path)],
    ):
        result = CliRunner().invoke(app, command)
        assert result.exit_code == 0, result.output
    return path


@pytest.fixture(scope="module")
def inside(case: Path) -> Reader:
    return reader(case)


def test_what_is_drawn_stands_in_the_tables(inside: Reader) -> None:
    data = inside.get(f"{inside.base}/map.json").json()
    shown = inside.get(f"{inside.base}/map").text
    labels = {place["label"]: place for place in data["places"]}
    assert {"Paris", "Rome"} <= set(labels)
    assert labels["Paris"]["reports"] == 2 and labels["Rome"]["kind"] == "scene"
    (travel,) = data["travels"]
    assert travel["label"] == "Paris → Rome"
    assert travel["from"] == [labels["Paris"]["lon"], labels["Paris"]["lat"]]
    for address in (travel["href"], *(place["href"] for place in data["places"])):
        assert f'href="{address}"' in shown
        assert inside.get(address).status_code == 200
    assert '<svg class="map"' in shown and '<path class="land" d="M' in shown


def test_a_travel_opens_its_words(inside: Reader) -> None:
    (travel,) = inside.get(f"{inside.base}/map.json").json()["travels"]
    shown = text_of(inside.get(travel["href"]).text)
    assert "Jean Dupont flew from Paris to Rome on Monday." in shown
    assert "Jean Dupont travelled to Rome from Paris" in shown
    assert "Told in 2 reports" in shown


def test_a_place_with_what_happened_there(inside: Reader) -> None:
    labels = {p["label"]: p["href"] for p in inside.get(f"{inside.base}/map.json").json()["places"]}
    page = inside.get(labels["Rome"]).text
    shown = text_of(page)
    assert "Italy" in shown and "Police arrested a man in Rome." in shown
    assert re.search(r"/report/r:\w+\?at=\d+-\d+#i-pl-\d+-\d+", page.replace("%3A", ":"))
    assert "Italie" in text_of(inside.get(f"{labels['Rome']}?lang=fr").text)


def test_a_wrong_place_takes_its_travel_along(case: Path, tmp_path: Path) -> None:
    copy = tmp_path / "travels.db"
    copy.write_bytes(case.read_bytes())
    inside = reader(copy)
    labels = {p["label"]: p["href"] for p in inside.get(f"{inside.base}/map.json").json()["places"]}
    back = labels["Paris"]
    page = inside.get(back).text
    keys = re.findall(r'name="item" value="(r:\w+/pl:\d+-\d+)"', page)
    assert len(keys) == 2
    after = inside.judged("place", keys[0], back=back)
    assert "Corrected by anna" in text_of(after) and keys[0] not in after
    (travel,) = inside.get(f"{inside.base}/map.json").json()["travels"]
    told = inside.get(travel["href"]).text
    assert len(re.findall(r"<li data-item", told)) == 1


@pytest.mark.parametrize("page", ["map/1", "map/1/2", "map/999999999999", "map/1/999999999999"])
def test_nothing_is_there(inside: Reader, page: str) -> None:
    assert inside.get(f"{inside.base}/{page}").status_code == 404


@pytest.mark.parametrize("page", ["map?start=x", "map?way=-1", "map/Paris"])
def test_what_cannot_be_asked(inside: Reader, page: str) -> None:
    assert inside.get(f"{inside.base}/{page}").status_code == 400


def test_an_empty_casebook_has_a_map_of_nothing(tmp_path: Path) -> None:
    (path,) = casebooks(tmp_path)
    inside = reader(Path(path))
    for page in ("map", "timeline", "people"):
        shown = inside.get(f"{inside.base}/{page}")
        assert shown.status_code == 200 and "<figure" not in shown.text
    assert inside.get(f"{inside.base}/map.json").json() == {"places": [], "travels": []}
