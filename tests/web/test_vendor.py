"""The browser libraries are what their manifest says; they and our scripts reach no other host."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from training.vendor import AXE, LIBRARIES, ROOT, TARGET, differences, outlines_geojson, simplified

STATIC = ROOT / "src/onrecord/web/static"
SCRIPTS = sorted(STATIC.glob("*.js"))
LOCK = json.loads((ROOT / "assets/package-lock.json").read_text(encoding="utf-8"))["packages"]
#: What lets text become markup or code, or a page be styled past its policy.
UNSAFE = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|"
    r"createElement\([\"']style|setAttribute\([\"']style|javascript:"
)


def manifest(target: Path) -> list[dict[str, Any]]:
    libraries: list[dict[str, Any]] = json.loads(
        (target / "manifest.json").read_text(encoding="utf-8")
    )["libraries"]
    return libraries


def shipped(library: str, name: str) -> str:
    return (TARGET / library / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("target", [TARGET, AXE], ids=["shipped", "for tests"])
def test_files_are_those_of_the_manifest(target: Path) -> None:
    assert differences(target) == []


def test_a_file_that_was_touched_is_told(tmp_path: Path) -> None:
    copy = tmp_path / "vendor"
    shutil.copytree(TARGET, copy)
    (copy / "htmx/htmx.min.js").write_text("alert(1)", encoding="utf-8")
    (copy / "cytoscape/cytoscape.min.js").unlink()
    (copy / "stray.js").write_text("", encoding="utf-8")
    assert differences(copy) == [
        "cytoscape/cytoscape.min.js is missing",
        "htmx/htmx.min.js is not the file of the manifest",
        "stray.js is not in the manifest",
    ]


def test_versions_and_hashes_are_those_of_the_lock() -> None:
    rows = {row["name"]: row for target in (TARGET, AXE) for row in manifest(target)}
    for library in LIBRARIES:
        locked = LOCK[f"node_modules/{library.package}"]
        row = rows[library.package]
        assert (row["version"], row["integrity"]) == (locked["version"], locked["integrity"])


def test_versions_are_pinned_exactly() -> None:
    package = json.loads((ROOT / "assets/package.json").read_text(encoding="utf-8"))
    wanted = package["dependencies"] | package["devDependencies"]
    assert set(wanted) == {library.package for library in LIBRARIES}
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in wanted.values()), wanted


def test_every_library_comes_with_the_licences_of_what_it_bundles() -> None:
    for row in manifest(TARGET):
        if "integrity" not in row:
            continue
        text = shipped(row["folder"], "LICENSES.txt")
        for name in [f"{row['name']} {row['version']}", *row["bundles"]]:
            assert f"\n{name} (" in text, name
        assert row["licence"] in {"MIT", "BSD-3-Clause", "0BSD"}


def test_notice_names_every_library() -> None:
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8").lower()
    for library in LIBRARIES:
        assert library.folder.replace("-gl", "") in notice.replace(".js", ""), library.folder


def test_no_file_asks_for_a_source_map() -> None:
    for path in TARGET.rglob("*.*js"):
        assert "//# sourceMappingURL" not in path.read_text(encoding="utf-8"), path


def test_sheets_load_nothing() -> None:
    for path in [*TARGET.rglob("*.css"), STATIC / "drawings.css"]:
        sheet = path.read_text(encoding="utf-8")
        assert "@import" not in sheet
        assert re.findall(r"url\((?![\"']?data:)", sheet) == []


def test_the_timeline_makes_no_style_element() -> None:
    text = shipped("vis-timeline", "vis-timeline-graph2d.min.js")
    assert text.count('createElement("style")') == 1
    assert "if(false){var n=document.head" in text


def test_the_text_annotator_needs_no_process_of_node() -> None:
    assert "process.env" not in shipped("text-annotator", "text-annotator.umd.js")


def test_outlines_are_made_from_those_of_the_package() -> None:
    assert (TARGET / "outlines/outlines.geojson").read_bytes() == outlines_geojson()


def test_outlines_are_closed_rings_on_the_globe() -> None:
    land, borders = json.loads(outlines_geojson())["features"]
    rings = [ring for (ring,) in land["geometry"]["coordinates"]]
    assert len(rings) > 1000
    assert all(ring[0] == ring[-1] and len(ring) >= 4 for ring in rings)
    lines = rings + borders["geometry"]["coordinates"]
    assert all(abs(lat) <= 90 and abs(lon) <= 540 for line in lines for lon, lat in line)


def test_a_straight_line_keeps_its_ends_and_its_middle() -> None:
    line = tuple((float(x), 0.0) for x in range(101))
    assert simplified(line) == ((0.0, 0.0), (50.0, 0.0), (100.0, 0.0))
    bent = (*line[:20], (20.0, 1.0), *line[21:])
    assert (20.0, 1.0) in simplified(bent)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_scripts_of_ours_set_text_as_text(path: Path) -> None:
    assert UNSAFE.findall(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_scripts_of_ours_name_no_other_host(path: Path) -> None:
    assert re.findall(r"(?:https?:|wss?:)?//[a-z0-9.-]+\.[a-z]{2,}", path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_what_scripts_ask_for_is_there(path: Path) -> None:
    script = path.read_text(encoding="utf-8")
    asked = re.findall(r"vendored\(\w+, \"([^\"]+)\"\)", script)
    assert asked or "./drawing.js" not in script
    assert [name for name in asked if not (TARGET / name).is_file()] == []
    imported = re.findall(r"from \"\./([^\"]+)\"", script)
    assert [name for name in imported if not (STATIC / name).is_file()] == []
