"""What the timeline, the map and the pages of people show of the example casebook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import onrecord.desk.looking.timeline as timeline_of
from onrecord.casebook import Asked
from onrecord.desk.looking.people import people, person
from onrecord.desk.looking.places import country_in, kind_of, place, places
from onrecord.desk.looking.timeline import Wanted, drawn, events, undated
from onrecord.desk.room import Look, Room
from onrecord.model import Judgement, parts_of

WOMAN = "entity:r:310ae8dd63d60aab/en:310-330"


@pytest.fixture(scope="module")
def room(example_case: Path) -> Iterator[Room]:
    found = Room(example_case)
    yield found
    found.close()


@pytest.fixture
def look(room: Room) -> Iterator[Look]:
    with room.look() as found:
        yield found


def judged(path: Path, *judgements: tuple[str, tuple[str, ...], str]) -> Room:
    room = Room(path)
    for verdict, items, value in judgements:
        room.judge(
            Judgement(
                number=0,
                verdict=verdict,  # type: ignore[arg-type]
                items=items,
                value=value,
                by="anna",
                at="2026-11-28T10:00:00+00:00",
            )
        )
    return room


def test_events_stand_in_the_order_of_time(look: Look) -> None:
    found = events(look, Wanted())
    days = [(row.earliest or "")[:10] for row in found.rows]
    assert days == sorted(days) and all(days)
    assert found.onward is None
    without = events(look, Wanted(), dated=False)
    assert without.rows and not any(row.earliest for row in without.rows)
    assert undated(look, Wanted()) == len(without.rows)
    assert len(found.rows) + len(without.rows) == look.freshness.made.counts["event"]  # type: ignore[union-attr]


def test_every_event_opens_its_exact_words(look: Look) -> None:
    for dated in (True, False):
        for row in events(look, Wanted(), dated=dated).rows:
            found = row.excerpt
            assert found is not None
            text = look.brief(found.report_id).text
            assert text[found.start : found.end] == found.words
            assert text[found.start - len(found.before) : found.start] == found.before
            assert text[found.end : found.end + len(found.after)] == found.after


def test_what_is_wanted(look: Look) -> None:
    every = events(look, Wanted()).rows
    assert {r.type for r in events(look, Wanted(type="PROTEST")).rows} == {"PROTEST"}
    assert all(r.origins >= 2 for r in events(look, Wanted(least_origins=2)).rows)
    assert {r.id for r in events(look, Wanted(until="2026-10-01")).rows} == {
        r.id for r in every if (r.earliest or "") <= "2026-10-01"
    }
    denied = events(look, Wanted(factuality="denied"))
    assert denied.rows == tuple(r for r in every if "denied" in r.factualities)


def test_who_took_part_is_found_by_name(look: Look) -> None:
    found = events(look, Wanted(who="talvik"))
    assert found.people and all("talvik" in one.name.casefold() for one in found.people)
    assert found.rows
    names = {name for row in found.rows for name in (*row.actors, *row.recipients)}
    assert any("Talvik" in name for name in names)
    nobody = events(look, Wanted(who="nobody of this name"))
    assert nobody.people == () and nobody.rows == ()


def test_a_long_list_goes_on_where_it_stopped(look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = [row.id for row in events(look, Wanted()).rows]
    monkeypatch.setattr(timeline_of, "ROWS", 4)
    monkeypatch.setattr(timeline_of, "SCANNED", 5)
    for wanted in (Wanted(), Wanted(factuality="stated")):
        seen: list[str] = []
        at: int | None = 0
        while at is not None:
            found = events(look, wanted, at)
            assert len(found.rows) <= 4
            seen += [row.id for row in found.rows]
            at = found.onward
        rows = {r.id: r for r in drawn(look, Wanted()).rows}
        wants = wanted.factuality
        assert seen == [i for i in whole if wants is None or wants in rows[i].factualities]


def test_what_is_drawn_says_what_it_leaves_out(look: Look) -> None:
    every = drawn(look, Wanted())
    assert every.left_out == 0 and not any(row.excerpt for row in every.rows)
    few = drawn(look, Wanted(), most=3)
    assert len(few.rows) == 3 and few.left_out == len(every.rows) - 3
    ranked = sorted((r.origins for r in every.rows), reverse=True)
    assert sorted((r.origins for r in few.rows), reverse=True) == ranked[:3]
    assert drawn(look, Wanted(factuality="stated"), most=3).left_out is None


def test_an_event_that_was_taken_out_is_shown_so(example_copy: Path) -> None:
    room = Room(example_copy)
    with room.look() as look:
        row = next(r for r in events(look, Wanted()).rows if r.tellings == 1)
    room.close()
    room = judged(example_copy, ("reject", (row.first,), ""))
    with room.look() as look:
        again = {r.id: r for r in events(look, Wanted()).rows}[row.id]
    assert again.taken_out is not None and again.taken_out.by == "anna"
    room.close()


def test_places(look: Look) -> None:
    found = places(look)
    assert found.rows and found.onward is None
    one = found.rows[0]
    shown = place(look, one.seen.geonames_id)
    assert shown is not None and place(look, 1) is None
    mentions = [m for report in shown.reports for m in report.mentions]
    assert len(mentions) == one.seen.mentions
    for mention in mentions:
        report, item = parts_of(mention.key)
        assert item.startswith("pl:") and mention.excerpt.report_id == report
    more = places(look, 1, most=1)
    assert [r.seen for r in more.rows] == [found.rows[1].seen] and more.onward == 2


def test_a_moved_place_stands_where_people_put_it(example_copy: Path) -> None:
    room = Room(example_copy)
    with room.look() as look:
        first, second = (row.seen.geonames_id for row in places(look).rows[:2])
        shown = place(look, first)
        assert shown is not None
        key = shown.reports[0].mentions[0].key
    room.close()
    room = judged(example_copy, ("place", (key,), f"{second} 1 2 PH PPL Elsewhere"))
    with room.look() as look:
        left, there = place(look, first), place(look, second)
        assert left is not None and there is not None
        assert key not in {m.key for r in left.reports for m in r.mentions}
        assert [j.by for r in left.reports for _, j in r.corrected] == ["anna"]
        assert key in {m.key for r in there.reports for m in r.mentions}
    room.close()


def test_words_of_places() -> None:
    assert [kind_of(c) for c in ("PPLC", "PCLI", "ADM2", "LK", "AIRP", "")] == [
        "town", "country", "region", "water", "area", "area",
    ]  # fmt: skip
    assert country_in("DE", "fr") == "Allemagne" and country_in("QQ", "fr") == "QQ"
    assert country_in(None, "en") == ""


def test_people_are_listed_by_kind_and_name(look: Look) -> None:
    persons = people(look, "person", "rank")
    assert {one.sort for one in persons.rows} == {"person"}
    counts = [one.reports for one in persons.rows]
    assert counts == sorted(counts, reverse=True)
    named = people(look, None, "name", "talvik")
    assert named.rows and all("talvik" in one.name.casefold() for one in named.rows)


def test_a_person_with_what_she_said(look: Look) -> None:
    found = person(look, WOMAN)
    assert found is not None and found.name == "Odile Kerguen"
    assert len(found.reports) == found.listed.tellings
    assert sum(s.reports for s in found.spellings) == found.listed.tellings
    said = [s for report in found.reports for s in report.said]
    assert said and found.why
    for one in said:
        text = look.brief(one.excerpt.report_id).text
        assert text[one.excerpt.start : one.excerpt.end] == one.excerpt.words
    # Any of its items leads to it, and what is none leads nowhere.
    assert person(look, found.reports[-1].key) == replace(found)
    assert person(look, "entity:r:0/en:1-2") is None and person(look, "no key") is None


def test_pages_of_a_person_hold_every_report_once(
    look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = person(look, WOMAN)
    assert whole is not None
    monkeypatch.setattr("onrecord.desk.looking.people.REPORTS", 3)
    keys: list[str] = []
    at: int | None = 0
    while at is not None:
        found = person(look, WOMAN, at)
        assert found is not None and len(found.reports) <= 3
        keys += [one.key for one in found.reports]
        at = found.onward
    assert keys == [one.key for one in whole.reports]


def test_roles_are_those_of_the_events(look: Look) -> None:
    asked = Asked(kind="entity", limit=60)
    shown = 0
    for one in list(look.casebook.findings.listed(asked))[:30]:
        found = person(look, one.id)
        assert found is not None
        for row in found.events:
            assert found.roles[row.id]
            shown += 1
    assert shown


def test_decisions_show_at_once(example_copy: Path) -> None:
    room = judged(example_copy, ("rename", (WOMAN,), "Odile K."))
    with room.look() as look:
        found = person(look, WOMAN)
        assert found is not None and found.name == "Odile K."
        assert [one.verdict for one in found.judgements] == ["rename"]
        assert "Odile K." in {one.name for one in people(look, "person", "rank").rows}
    room.close()
