"""What is kept of a comparison: listed in its orders, gone with a removed report."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import apsw
import pytest

from onrecord.casebook import Asked, Finding, Made, Moved, Seen, open_casebook
from onrecord.casebook.connect import connect, create
from onrecord.casebook.migrate import migrate, shipped
from onrecord.errors import CasebookError
from onrecord.model import Judgement
from tests.casebook.pieces import made

PARIS = ("pl:1-2", "Paris", 2988507, "FR", "PPLC", 48.8534, 2.3488, 1, 2)
ONE = replace(made(" One."), places=(PARIS,))
TWO = replace(made(" Two.", name="b.txt"), places=(PARIS,))
MADE = Made(
    at="2026-11-28T10:00:00+00:00", software="x", reports=2, state=1, judgement=0, counts={}
)
SECRET = b"what only that report tells"


def finding(identity: str, origins: int, day: str | None, *items: tuple[str, str]) -> Finding:
    return Finding(
        kind="statement",
        id=identity,
        sort="",
        name=f"Name of {identity} 50%",
        origins=origins,
        reports=len(items),
        tellings=len(items),
        earliest=day,
        latest=day,
        body=SECRET,
        why=b"",
        members=items,
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    place = tmp_path / "case.db"
    with open_casebook(place, write=True, create_new=True) as casebook:
        casebook.add([ONE, TWO])
        both = (ONE.report_id, "st:1-2"), (TWO.report_id, "st:3-4")
        casebook.keep(
            MADE,
            [
                finding("a", 1, "2026-01-02", both[0]),
                finding("b", 2, "2026-01-03", *both),
                finding("c", 1, None, both[1]),
            ],
        )
    return place


def test_the_orders(path: Path) -> None:
    with open_casebook(path) as casebook:

        def ids(**asked: object) -> str:
            found = casebook.findings.listed(Asked(kind="statement", **asked))  # type: ignore[arg-type]
            return "".join(one.id for one in found)

        assert ids() == "bac"
        assert ids(order="day") == "abc"
        assert ids(order="late") == "bac"
        assert ids(order="name") == "abc"
        # One more than the limit tells that there are more.
        assert ids(limit=1) == "ba"
        assert ids(limit=1, offset=2) == "c"
        assert ids(since="2026-01-03") == "b"
        assert ids(until="2026-01-02") == "a"
        assert ids(least_reports=2) == "b"
        assert ids(least_origins=2) == "b"
        assert ids(named="of c") == "c"
        assert ids(named="50%") == "bac"
        assert ids(named="_f") == ""
        assert ids(sorts=("x",)) == ""


def test_an_item_leads_to_its_findings(path: Path) -> None:
    with open_casebook(path) as casebook:
        found = casebook.findings
        assert [f.id for f in found.of_item(ONE.report_id, "st:1-2")] == ["b", "a"]
        assert [(i, f.id) for i, f in found.of_report(TWO.report_id)] == [
            ("st:3-4", "b"),
            ("st:3-4", "c"),
        ]
        one = found.one("statement", "a")
        assert one is not None
        assert one.body == SECRET
        assert found.one("event", "a") is None


def test_a_new_comparison_takes_the_place_of_the_old(path: Path) -> None:
    with open_casebook(path, write=True) as casebook:
        casebook.keep(replace(MADE, reports=1), [finding("d", 1, None)])
        assert [f.id for f in casebook.findings.listed(Asked(kind="statement"))] == ["d"]
        known = casebook.findings.made()
        assert known is not None
        assert (known.reports, known.counts) == (1, {"statement": 1})
        assert not list(casebook.faults())


def test_changes_count(path: Path) -> None:
    with open_casebook(path, write=True) as casebook:
        before = casebook.state()
        casebook.add([ONE])
        assert casebook.state() == before
        casebook.add([made(" Three.", name="c.txt")])
        judgement = Judgement(
            number=0, verdict="date", items=("r:1/ti:1-2",), by="anna", at="2026-11-28"
        )
        assert casebook.judge(judgement).number == 1
        assert casebook.state() == (before[0] + 1, before[1] + 1)


def test_a_removed_report_leaves_nothing_in_what_is_kept(path: Path) -> None:
    with open_casebook(path, write=True) as casebook:
        state = casebook.state()
        casebook.remove([ONE.report_id])
        assert casebook.findings.made() is None
        assert not list(casebook.findings.listed(Asked(kind="statement")))
        assert casebook.state() != state


def test_places_are_counted_where_people_put_them(path: Path) -> None:
    with open_casebook(path, write=True) as casebook:
        casebook.keep(MADE, [])
        before = list(casebook.findings.spots(10))
        (there,) = before
        assert (there.reports, there.mentions) == (2, 2)
        texas = replace(there, geonames_id=4717560, name="Paris", reports=1, mentions=1)
        casebook.keep(MADE, [], [Moved(report_id=ONE.report_id, item="pl:1-2", to=texas)])
        assert sorted(s.geonames_id for s in casebook.findings.spots(10)) == sorted(
            [there.geonames_id, 4717560]
        )
        casebook.keep(MADE, [], [Moved(report_id=ONE.report_id, item="pl:1-2", to=None)])
        assert [s.reports for s in casebook.findings.spots(10)] == [1]
        assert isinstance(there, Seen)


def test_judgements_of_the_first_form_stay(tmp_path: Path) -> None:
    place = tmp_path / "old.db"
    create(place)
    db = connect(place, write=True, empty=True)
    migrate(db, place, shipped()[:1])
    sql = "INSERT INTO judgement (verdict, items, value, by, at, note) VALUES (?, ?, '', ?, ?, '')"
    for _ in range(3):
        db.execute(sql, ("reject", '["r:1/st:1-2"]', "anna", "2026-11-28"))
    guard = db.execute("SELECT sql FROM sqlite_schema WHERE name = 'judgement_is_kept'").get
    db.execute("DROP TRIGGER judgement_is_kept")
    db.execute("DELETE FROM judgement WHERE number = 3")
    db.execute(str(guard))
    db.close()
    with open_casebook(place, write=True) as casebook:
        assert [j.number for j in casebook.judgements()] == [1, 2]
        assert len(casebook.backups) == len(shipped()) - 1
        new = Judgement(number=0, verdict="source", items=("r:1/st:1-2",), by="anna", at="2026")
        # A number that was given is not given again.
        assert casebook.judge(new).number == 4
    db = apsw.Connection(str(place))
    for sql in ("DELETE FROM judgement", "UPDATE judgement SET note = 'x'"):
        with pytest.raises(apsw.ConstraintError, match="never"):
            db.execute(sql)
    db.close()


def test_what_takes_too_long_is_broken_off(path: Path) -> None:
    endless = (
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT sum(i) FROM n"
    )
    with (
        open_casebook(path) as casebook,
        pytest.raises(CasebookError, match="took longer"),
        casebook.within(0.0),
    ):
        casebook._db.execute(endless)
