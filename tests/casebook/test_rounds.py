"""A comparison is written bit by bit beside the one in force: others write meanwhile, and what is
broken off, or holds the words of a removed report, never comes into force."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import apsw
import pytest

from onrecord.casebook import Asked, Casebook, Finding, Made, open_casebook
from onrecord.errors import CasebookError
from onrecord.model import Judgement
from tests.casebook.pieces import made

ONE, TWO = made(" One."), made(" Two.", name="b.txt")
MADE = Made(
    at="2026-11-28T10:00:00+00:00", software="x", reports=2, state=1, judgement=0, counts={}
)
#: Findings after which nobody else seems to get a turn.
PATIENCE = 400


def finding(identity: str, *items: tuple[str, str]) -> Finding:
    return Finding(
        kind="statement",
        id=identity,
        sort="",
        name=f"what is told of {identity}",
        origins=1,
        reports=1,
        tellings=1,
        earliest=None,
        latest=None,
        body=b"what is told",
        why=b"",
        members=items or ((ONE.report_id, "st:1-2"),),
    )


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("onrecord.casebook.filling.MOST", 1)
    place = tmp_path / "case.db"
    with open_casebook(place, write=True, create_new=True) as casebook:
        casebook.add([ONE, TWO])
        casebook.keep(MADE, [finding("old")])
    return place


def listed(casebook: Casebook) -> list[str]:
    return [one.id for one in casebook.findings.listed(Asked(kind="statement", order="name"))]


def rows(path: Path) -> dict[str, int]:
    db = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    found = {t: int(db.execute(f"SELECT count(*) FROM {t}").get) for t in ("finding", "member")}
    db.close()
    return found


def until_done(other: Thread) -> Iterator[Finding]:
    """Findings for as long as another one has not had his turn."""
    other.start()
    number = 0
    while other.is_alive():
        assert number < PATIENCE, "nobody else may write"
        yield finding(f"new {number}")
        number += 1


def test_others_write_while_a_comparison_is_written(path: Path) -> None:
    seen: list[list[str]] = []

    def judge() -> None:
        with open_casebook(path, write=True, wait=60) as casebook:
            seen.append(listed(casebook))
            casebook.judge(
                Judgement(number=0, verdict="reject", items=("r:1/st:1-2",), by="anna", at="2026")
            )

    with open_casebook(path, write=True) as casebook:
        casebook.keep(MADE, until_done(Thread(target=judge)))
        # Until the new one is whole, the old one is looked at.
        assert seen == [["old"]]
        assert "old" not in listed(casebook)
        assert [j.by for j in casebook.judgements()] == ["anna"]
        assert not list(casebook.faults())


def test_what_was_compared_with_a_removed_report_does_not_come_back(path: Path) -> None:
    def remove() -> None:
        with open_casebook(path, write=True, wait=60) as casebook:
            casebook.remove([TWO.report_id])

    with (
        open_casebook(path, write=True) as casebook,
        pytest.raises(CasebookError, match="removed while"),
    ):
        casebook.keep(MADE, until_done(Thread(target=remove)))
    with open_casebook(path, write=True) as casebook:
        assert casebook.findings.made() is None
        assert not listed(casebook)
        # Nor is anything of it left in the file.
        assert rows(path) == {"finding": 0, "member": 0}
        casebook.keep(MADE, [finding("after")])
        assert listed(casebook) == ["after"]


def test_what_is_broken_off_is_swept_away_by_the_next(path: Path) -> None:
    def broken() -> Iterator[Finding]:
        yield finding("half")
        raise KeyboardInterrupt

    with open_casebook(path, write=True) as casebook:
        with pytest.raises(KeyboardInterrupt):
            casebook.keep(MADE, broken())
        assert listed(casebook) == ["old"]
        assert rows(path) == {"finding": 2, "member": 2}
        assert not list(casebook.findings.of_item(TWO.report_id, "st:1-2"))
        assert [f.id for f in casebook.findings.of_item(ONE.report_id, "st:1-2")] == ["old"]
        casebook.keep(MADE, [finding("a"), finding("b")])
        assert listed(casebook) == ["a", "b"]
        assert rows(path) == {"finding": 2, "member": 2}


def test_an_earlier_round_does_not_take_the_place_of_a_later_one(path: Path) -> None:
    with open_casebook(path, write=True) as casebook:

        def overtaken() -> Iterator[Finding]:
            yield finding("earlier")
            casebook.keep(MADE, [finding("later")])

        casebook.keep(MADE, overtaken())
        assert listed(casebook) == ["later"]
        assert rows(path) == {"finding": 1, "member": 1}
