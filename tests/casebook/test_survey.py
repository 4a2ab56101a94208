"""What reports cover, and which findings touch one another."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from onrecord.casebook import Made, open_casebook
from tests.casebook.pieces import made
from tests.casebook.test_findings import finding

ONE, TWO = made(" One."), made(" Two.", name="b.txt")
MADE = Made(
    at="2026-11-28T10:00:00+00:00", software="x", reports=2, state=1, judgement=0, counts={}
)


def test_an_empty_casebook_covers_nothing(tmp_path: Path) -> None:
    with open_casebook(tmp_path / "case.db", write=True, create_new=True) as casebook:
        found = casebook.findings.coverage()
    assert (found.reports, found.outlets, found.languages, found.first) == (0, 0, (), None)


def test_coverage_counts_latest_reports(example_case: Path) -> None:
    with open_casebook(example_case) as casebook:
        found = casebook.findings.coverage()
        filed = list(casebook.reports())
    assert found.reports == len(filed)
    assert found.outlets == len({one.outlet for one in filed if one.outlet})
    assert dict(found.languages) == {
        code: sum(1 for one in filed if one.language == code)
        for code in {one.language for one in filed}
    }
    days = [one.published for one in filed if one.published]
    assert (found.first, found.last) == (min(days), max(days))


def test_findings_with_an_item_in_common_the_latest_first(tmp_path: Path) -> None:
    with open_casebook(tmp_path / "case.db", write=True, create_new=True) as casebook:
        casebook.add([ONE, TWO])
        own, other = (ONE.report_id, "st:1-2"), (TWO.report_id, "st:3-4")
        apart = [
            replace(finding(name, 0, day, *items), kind="disagreement")
            for name, day, items in (
                ("old", "2026-01-01", (own, other)),
                ("new", "2026-01-09", (other, own)),
                ("undated", None, (own,)),
                ("elsewhere", "2026-01-09", ((TWO.report_id, "st:9-9"),)),
            )
        ]
        casebook.keep(MADE, [finding("a", 1, "2026-01-02", own, other), *apart])

        def beside(limit: int) -> list[str]:
            found = casebook.findings.beside("statement", "a", "disagreement", limit)
            return [one.id for one in found]

        assert beside(9) == ["new", "old", "undated"]
        assert beside(1) == ["new", "old"]
        assert list(casebook.findings.beside("statement", "none", "disagreement", 9)) == []
