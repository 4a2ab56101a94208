"""Two annotations of one set: what counts as agreement."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from bench.agreement import SECOND, TWICE, agreement, both, same_edge
from bench.corpora import GOLD
from onrecord.errors import OnrecordError

PATHS = sorted(SECOND.glob("*/*.toml"))
FIRST = {
    "origins": [["a", "b", "c"], ["d"]],
    "edges": {"a": "no dependence found", "b": "copied a", "c": "copied b", "d": "relays TASS"},
}


@pytest.mark.parametrize(
    ("edges", "same"),
    [
        ({"c": "copied a"}, True),
        ({"c": "copied d"}, False),
        ({"c": "relays b"}, False),
        ({"d": "relays TASS"}, False),
    ],
)
def test_a_copy_is_as_right_from_any_report_of_its_group(edges: dict[str, str], same: bool) -> None:
    assert same_edge(FIRST, {"edges": edges}, "c") is same


def test_every_unseen_set_is_annotated_twice() -> None:
    for folder in TWICE:
        first = {path.name for path in (GOLD / folder).glob("*.toml")}
        assert first == {path.name for path in PATHS if path.parent.name == folder}


@pytest.mark.parametrize("path", PATHS, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_a_second_annotation_agrees_with_itself_and_its_texts(path: Path) -> None:
    first = GOLD / path.parent.name / path.name
    reports = tomllib.loads(first.read_text(encoding="utf-8"))["report"]
    texts = {report["id"]: report["text"] for report in reports}
    for _, told in both(first, path):
        assert all(words in texts[report] for report, words in told["words"].items())
        assert sorted(r for group in told["origins"] for r in group) == sorted(told["words"])
        assert told["edges"].keys() == told["words"].keys()
        assert told["first"] in {"", *told["words"]}


def test_other_statements_are_refused(tmp_path: Path) -> None:
    other = tmp_path / "one.toml"
    other.write_text('[[statement]]\nname = "of nobody"\n', encoding="utf-8")
    with pytest.raises(OnrecordError, match="other statements"):
        both(PATHS[0].parents[2] / PATHS[0].parent.name / PATHS[0].name, other)


def test_rows_of_both_folders() -> None:
    rows = {row.name: row.figure for row in agreement(None)}
    assert len(rows) == 12
    assert all(figure is not None for figure in rows.values())
