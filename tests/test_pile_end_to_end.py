"""The example pile through the commands, with the real models: read into a casebook, compared,
judged, exported. What is held here stands in ``examples/pile/README.md``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from onrecord.casebook import open_casebook
from onrecord.cli.app import app

PILE = Path(__file__).parents[1] / "examples" / "pile"
REPORTS = 28


def call(*arguments: str | Path, code: int = 0) -> str:
    result = CliRunner().invoke(app, [str(a) for a in arguments])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == code, result.output
    return result.stdout


def lines(*arguments: str | Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in call(*arguments).splitlines()]


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("case") / "case.db"
    told = lines("add", path, PILE, "--workers", "0")
    assert [t["outcome"] for t in told] == ["added"] * REPORTS
    return path


@pytest.fixture(scope="module")
def statements(case: Path) -> list[dict[str, Any]]:
    return lines("origins", case)


def short(name: str) -> str:
    return Path(name).name


def telling(statements: list[dict[str, Any]], name: str, words: str) -> dict[str, Any]:
    """The telling in a report that holds these words."""
    found = [
        t
        for s in statements
        for t in s["tellings"]
        if short(t["name"]) == name and words in t["words"]
    ]
    assert found, (name, words)
    return found[0]


def test_every_report_is_among_those_that_were_compared(
    statements: list[dict[str, Any]],
) -> None:
    assert {s["among"] for s in statements} == {REPORTS}


def test_a_copied_sentence_leads_to_the_agency(statements: list[dict[str, Any]]) -> None:
    one = telling(statements, "1006-larkfield-post.en.txt", "broke an arm")
    assert one["dependence"] == "copied"
    assert short(one["on_name"]) == "1005-northwire.en.txt"
    assert all(p["words_here"] and p["words_there"] for p in one["passages"])


def test_what_is_told_to_an_agency_relays_it(statements: list[dict[str, Any]]) -> None:
    one = telling(statements, "1006-northwire.en.txt", "ordered a second tug")
    assert (one["dependence"], one["via"]) == ("relays", "Reuters")


def test_every_telling_has_its_words_and_leads_to_an_origin(
    statements: list[dict[str, Any]], case: Path
) -> None:
    with open_casebook(case) as casebook:
        texts = {r.id: casebook.text(r.id) for r in casebook.reports()}
    for statement in statements:
        assert statement["origins"] == len(statement["origin_list"]) >= 1
        for one in statement["tellings"]:
            text = texts[one["report"]]
            slices = " … ".join(" ".join(text[a:b].split()) for a, b in one["spans"])
            assert one["words"] == slices
            assert 1 <= one["origin"] <= statement["origins"]


def test_nothing_is_ever_called_true(case: Path) -> None:
    for command in ("origins", "copies", "timeline", "disagree"):
        for line in lines(command, case):
            said = json.dumps(_ours(line)).lower()
            assert not any(w in said for w in ("independent", "confirmed", '"true"')), said


def _ours(value: Any) -> Any:
    """A line without the words of reports."""
    theirs = {"words", "words_here", "words_there", "span_words", "title", "cue", "source", "says"}
    if isinstance(value, dict):
        return {k: _ours(v) for k, v in value.items() if k not in theirs and not k.endswith("name")}
    return [_ours(v) for v in value] if isinstance(value, list) else value


def test_a_count_that_grows_is_an_update_and_rival_counts_are_not(case: Path) -> None:
    found = {
        (d["relation"], *sorted((d["left"]["says"], d["right"]["says"])))
        for d in lines("disagree", case)
        if d["of"] == "number"
    }
    assert ("disagreement", "2 injured", "3 injured") in found
    assert any(relation == "update" and "1100 dead" in sides for relation, *sides in found)


def test_files_and_a_casebook_come_to_the_same(
    statements: list[dict[str, Any]], case: Path
) -> None:
    assert lines("origins", PILE) == statements


def test_a_page_for_the_story_asks_the_network_for_nothing(case: Path, tmp_path: Path) -> None:
    call("origins", case, "-o", tmp_path / "story.html")
    page = (tmp_path / "story.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "src=" not in page
    assert "default-src 'none'" in page
    assert "among the 28 reports given" in page


def test_a_judgement_wins_stays_and_travels(
    statements: list[dict[str, Any]], case: Path, tmp_path: Path
) -> None:
    one = telling(statements, "1006-larkfield-post.en.txt", "broke an arm")["key"]
    whole = next(s for s in statements if one in [t["key"] for t in s["tellings"]])
    other = next(t["key"] for t in whole["tellings"] if t["key"] != one)
    copied = tmp_path / "copy.db"
    call("backup", case, copied)
    call("judge", "reject", copied, one, "--by", "anna", "--note", "misread")
    after = lines("origins", copied)
    assert one not in {t["key"] for s in after for t in s["tellings"]}
    call("judge", "export", copied, "-o", tmp_path / "judged.txt")
    assert "anna reject" in (tmp_path / "judged.txt").read_text(encoding="utf-8")
    call("judge", "withdraw", copied, "1", "--by", "ben")
    assert lines("origins", copied) == statements
    assert lines("show", copied, other)[0]["key"] == other


def test_what_was_read_is_exported_from_the_casebook(case: Path) -> None:
    rows = call("export", case, "--to", "csv").splitlines()
    assert len(rows) > REPORTS
    assert call("who", "Vasseray", case)
    assert call("search", case, "styrene")
    call("check", case)
