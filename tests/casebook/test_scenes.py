"""Where events were, who took part, who went where: kept with a comparison, and gone with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.casebook import Act, Asked, Casebook, Finding, Gone, Made, Staged, open_casebook
from tests.casebook.pieces import made

PARIS, ROME = 2988507, 3169070
ONE = replace(
    made(" One."),
    places=(("pl:1-2", "Paris", PARIS, "FR", "PPLC", 48.8534, 2.3488, 1, 2),),
    entities=(("en:1", "person", "Ada Weber", "onrecord/names:ada", 3, 0, 9),),
)
TWO = replace(
    made(" Two.", name="b.txt"),
    places=(("pl:3-4", "Rome", ROME, "IT", "PPLC", 41.9, 12.5, 3, 4),),
    entities=(("en:2", "person", "A. Weber", None, 2, 4, 8),),
)
MADE = Made(
    at="2026-11-28T10:00:00+00:00", software="x", reports=2, state=1, judgement=0, counts={}
)


def finding(kind: str, identity: str, day: str | None, *items: tuple[str, str]) -> Finding:
    return Finding(
        kind=kind,  # type: ignore[arg-type]
        id=identity,
        sort="ASSAULT" if kind == "event" else "person",
        name=identity,
        origins=len(items),
        reports=len(items),
        tellings=len(items),
        earliest=day,
        latest=day,
        body=b"",
        why=b"",
        members=items,
    )


@pytest.fixture
def casebook(tmp_path: Path) -> Iterator[Casebook]:
    with open_casebook(tmp_path / "case.db", write=True, create_new=True) as found:
        found.add([ONE, TWO])
        one, two = ONE.report_id, TWO.report_id
        staged = [
            Staged(
                report_id=one,
                acts=(Act(item="ev:1", places=(PARIS,), parts=(("actor", "en:1"),)),),
                gone=(Gone(from_id=PARIS, to_id=ROME, report_id=one, start=0, end=4),),
            ),
            Staged(
                report_id=two,
                # The second event became no finding, and of the third nobody knows who acts.
                acts=(
                    Act(item="ev:2", places=(PARIS, ROME), parts=(("recipient", "en:2"),)),
                    Act(item="ev:3", places=(ROME,), parts=(("actor", "en:2"),)),
                    Act(item="ev:4", places=(), parts=(("actor", "en:9"),)),
                ),
                gone=(Gone(from_id=PARIS, to_id=ROME, report_id=two, start=1, end=4),),
            ),
            Staged(report_id="r:gone", acts=(Act(item="ev:1", places=(1,), parts=()),), gone=()),
        ]
        findings = [
            finding("event", "event:a", "2026-03-02", (one, "ev:1"), (two, "ev:2")),
            finding("event", "event:b", None, (two, "ev:4")),
            # A disagreement about an event holds the same items, and is no event.
            finding("disagreement", "d", None, (one, "ev:1")),
            finding("entity", "entity:w", None, (one, "en:1"), (two, "en:2")),
        ]
        found.keep(MADE, findings, (), staged)
        yield found


def test_where_and_who(casebook: Casebook) -> None:
    scenes = casebook.scenes
    assert scenes.events_at((PARIS, ROME, 1)) == {PARIS: 1, ROME: 1}
    assert scenes.roles("entity:w", ("event:a", "event:b")) == {"event:a": ("actor", "recipient")}

    def ids(**asked: object) -> list[str]:
        found = casebook.findings.listed(Asked(kind="event", **asked))  # type: ignore[arg-type]
        return [one.id for one in found]

    assert ids() == ["event:a", "event:b"]
    assert ids(who=("entity:w",)) == ["event:a"]
    assert ids(who=("entity:x",)) == []
    assert ids(place=ROME) == ["event:a"]
    assert ids(place=1) == []
    assert ids(dated=True) == ["event:a"] and ids(dated=False) == ["event:b"]
    assert casebook.findings.count(Asked(kind="event"), 10) == 2
    # One more than is asked for tells that there are more.
    assert casebook.findings.count(Asked(kind="event"), 1) == 2


def test_ways(casebook: Casebook) -> None:
    scenes = casebook.scenes
    (way,) = scenes.routes(10)
    assert (way.from_id, way.to_id, way.reports, way.tellings) == (PARIS, ROME, 2, 2)
    assert scenes.routes(10, at=ROME) == (way,) and scenes.routes(10, at=1) == ()
    assert scenes.route(PARIS, ROME) == way and scenes.route(ROME, PARIS) is None
    assert [g.start for g in scenes.travels(PARIS, ROME, 10)] == [0, 1]
    assert len(list(scenes.travels(PARIS, ROME, 1))) == 2
    assert len(list(scenes.travels(PARIS, ROME, 1, 1))) == 1


def test_places_and_names(casebook: Casebook) -> None:
    assert casebook.scenes.reports_at(PARIS, 10) == (ONE.report_id,)
    assert [s.name for s in casebook.findings.spots_of((ROME,))] == ["Rome"]
    called = casebook.scenes.called("entity:w", "name", 10)
    assert [(c.words, c.reports, c.mentions) for c in called] == [
        ("A. Weber", 1, 2),
        ("Ada Weber", 1, 3),
    ]
    (link,) = casebook.scenes.called("entity:w", "link", 10)
    assert (link.words, link.report_id, link.item) == ("onrecord/names:ada", ONE.report_id, "en:1")


def test_all_goes_with_the_comparison(casebook: Casebook) -> None:
    casebook.keep(MADE, [])
    assert casebook.scenes.events_at((PARIS,)) == {}
    assert casebook.scenes.routes(10) == ()
