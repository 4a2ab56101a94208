"""The story sets by hand, and the manifest of the pile, agree with themselves and their texts."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
# Folder -> how many sets it holds at least.
FOLDERS = {"stories": 84, "stories_unseen": 24, "piles": 14, "piles_unseen": 4}
SETS = sorted(path for name in FOLDERS for path in (ROOT / "bench/gold" / name).glob("*.toml"))
PILE = ROOT / "examples/pile/manifest.toml"
KINDS = {"number", "date", "place", "polarity", "attribution", "quotation"}
OWN = "no dependence found"


def load(path: Path) -> dict[str, Any]:
    story = tomllib.loads(path.read_text(encoding="utf-8"))
    if path == PILE:
        for report in story["report"]:
            report["text"] = told(report)
    return story


def told(report: Mapping[str, Any]) -> str:
    """The text of a report of the pile, roughly as a reader gets it."""
    name, _, line = report["id"].partition("#")
    data = (PILE.parent / name).read_bytes()
    if line:
        rows = {row["id"]: row for row in map(json.loads, data.decode("utf-8").splitlines())}
        assert all(rows[line][key] == report[key] for key in ("outlet", "published", "language"))
        return str(rows[line]["text"])
    if not name.endswith(".html"):
        return data.decode("utf-8")
    encoding = "cp1252" if b"windows-1252" in data else "utf-8"
    return re.sub("<[^>]*>", "", data.decode(encoding))


def reports(story: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    return {report["id"]: report for report in story["report"]}


def depends_on(edge: str) -> str:
    return "" if edge == OWN else edge.split(" ", 1)[1]


@pytest.fixture(params=[*SETS, PILE], ids=lambda path: f"{path.parent.name}-{path.stem}")
def story(request: pytest.FixtureRequest) -> dict[str, Any]:
    return load(request.param)


@pytest.mark.parametrize("folder", FOLDERS)
def test_there_are_enough(folder: str) -> None:
    sets = [path for path in SETS if path.parent.name == folder]
    assert len(sets) >= FOLDERS[folder]
    assert len({path.stem[:2] for path in sets}) == len(sets)


def test_sets_are_small_and_piles_are_not() -> None:
    for path in SETS:
        story = load(path)
        least, most = (24, 28) if path.parent.name.startswith("piles") else (3, 7)
        assert least <= len(story["report"]) <= most, path.stem
        least, most = (20, 30) if path.parent.name.startswith("piles") else (2, 6)
        assert least <= len(story["statement"]) <= most, path.stem


def test_the_pile_is_all_there() -> None:
    pile = load(PILE)
    named = {report["id"].partition("#")[0] for report in pile["report"]}
    files = {path.name for path in PILE.parent.iterdir()}
    assert files - named == {"README.md", "manifest.toml"}
    lines = (PILE.parent / "pile.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(pile["report"]) == len(files) - 3 + len(lines) >= 25
    assert len(pile["statement"]) >= 8
    assert len(pile["disagreement"]) >= 8


def test_reports_are_whole(story: dict[str, Any]) -> None:
    allowed = {"id", "outlet", "published", "language", "text", "copies"}
    ids = [report["id"] for report in story["report"]]
    assert len(set(ids)) == len(ids)
    assert {report["language"] for report in story["report"]} == set(story["languages"])
    for report in story["report"]:
        assert set(report) <= allowed
        assert report["outlet"]
        assert "published" not in report or date.fromisoformat(report["published"])
        assert 40 <= len(report["text"].split()) <= 240, report["id"]
        assert set(report.get("copies", [])) <= set(ids) - {report["id"]}


def bearing(story: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for statement in story["statement"]:
        for id_, words in statement["words"].items():
            yield statement["name"], id_, words
    for pair in (*story.get("disagreement", []), *story.get("trap", [])):
        for id_, words in pair["between"].items():
            yield pair["kind"], id_, words


def test_words_stand_once_in_one_paragraph(story: dict[str, Any]) -> None:
    known = reports(story)
    for name, id_, words in bearing(story):
        where = f"{name}, {id_}: {words!r}"
        assert words == words.strip(), where
        assert words, where
        assert "\n" not in words, where
        assert known[id_]["text"].count(words) == 1, where


def test_each_telling_leads_to_one_origin(story: dict[str, Any]) -> None:
    for statement in story["statement"]:
        grouped = [id_ for group in statement["origins"] for id_ in group]
        assert sorted(grouped) == sorted(statement["words"]), statement["name"]
        assert set(statement["edges"]) == set(grouped), statement["name"]
        agencies = {int(index): name for index, name in statement.get("agency", {}).items()}
        assert set(agencies) <= set(range(len(statement["origins"]))), statement["name"]
        for index, group in enumerate(statement["origins"]):
            check_group(statement, group, agencies.get(index), story)


def check_group(
    statement: Mapping[str, Any], group: list[str], agency: str | None, story: Mapping[str, Any]
) -> None:
    edges, known = statement["edges"], reports(story)
    roots = [id_ for id_ in group if depends_on(edges[id_]) not in known]
    for id_ in group:
        kind, on = edges[id_].split(" ", 1)[0], depends_on(edges[id_])
        where = f"{statement['name']}, {id_}: {edges[id_]}"
        assert kind in {"copied", "relays", "no"}, where
        if kind == "copied":
            assert on in known[id_].get("copies", []), where
        if on in known:
            assert on in group, where
            assert known[on].get("published", "") <= known[id_].get("published", "9"), where
        elif agency is None:
            assert edges[id_] == OWN, where
            assert id_ == group[0], where
        else:
            assert edges[id_] == f"relays {agency}", where
    if agency is None:
        assert roots == [group[0]], statement["name"]
    assert_no_circle(edges, group)


def assert_no_circle(edges: Mapping[str, str], group: list[str]) -> None:
    for id_ in group:
        seen, at = {id_}, depends_on(edges[id_])
        while at in group:
            assert at not in seen, f"circle at {at}"
            seen.add(at)
            at = depends_on(edges[at])


def test_the_first_is_the_earliest(story: dict[str, Any]) -> None:
    known = reports(story)
    for statement in story["statement"]:
        dates = {id_: known[id_].get("published") for id_ in statement["words"]}
        # What depends on another telling comes after it, whatever the dates leave open.
        free = {id_ for id_ in dates if depends_on(statement["edges"][id_]) not in dates}
        earliest = min((day for id_, day in dates.items() if day and id_ in free), default=None)
        could = {id_ for id_ in free if dates[id_] in (earliest, None)}
        first = statement["first"]
        assert first in ("", *could), statement["name"]
        assert not first or could == {first}, (statement["name"], could)


def test_pairs_are_of_two_reports(story: dict[str, Any]) -> None:
    for pair in (*story.get("disagreement", []), *story.get("trap", [])):
        assert pair["kind"] in KINDS
        assert len(pair["between"]) == 2
    for pair in story.get("disagreement", []):
        assert set(pair) == {"kind", "relation", "between"}
        assert pair["relation"] in {"disagreement", "update"}
    for pair in story.get("trap", []):
        assert set(pair) == {"kind", "why", "between"}
