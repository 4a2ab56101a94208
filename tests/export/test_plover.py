"""PLOVER's JSON: the manual's fields, and what is told when something is not known."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from onrecord.export.lines import exported, header
from onrecord.model import Event, Published, Source
from tests import samples
from tests.export.story import (
    KOSOVO,
    MALI,
    REUTERS,
    ROY,
    SAID,
    at,
    event,
    linked,
    record,
    statement,
)

#: Table *PLOVER JSON* of the manual; ``text``, ``link``, ``coded_date`` and ``coded_time`` are left
#: out.
REQUIRED = ["id", "date", "actor", "event"]
OPTIONAL = [
    *("has_event", "time", "enddate", "endtime", "recipient", "event_loc", "event_text"),
    *("quad_code", "event_scale", "mode", "context", "text_info", "cite_info", "coder", "comment"),
]
OURS = ["date_basis", "factuality", "historical", "said_by", "read_as", "other_locs"]


def plover(one: Event, **changed: Any) -> dict[str, Any]:
    (line,) = exported(record(one, **changed), "plover").lines
    assert line.endswith(b"\n") and line.count(b"\n") == 1
    found: dict[str, Any] = json.loads(line)
    return found


def test_the_fields_are_the_manuals() -> None:
    assert header("plover") == b""
    assert sorted(plover(event("met"))) == sorted([*REQUIRED, *OPTIONAL, *OURS])


def test_an_event_of_the_report() -> None:
    one = event(
        "met",
        mode="visit",
        contexts=("diplomatic",),
        recipients=(REUTERS,),
        time_ids=("ti:14:30",),
        place_ids=("pl:France", "pl:Lyon"),
    )
    found = plover(one)
    assert found["id"] == f"r:0123456789abcdef_{one.id}"
    assert (found["date"], found["time"], found["date_basis"]) == ("2024-03-03", "14:30", "event")
    assert (found["enddate"], found["endtime"]) == (None, None)
    assert (found["event"], found["mode"]) == (["CONSULT"], ["visit"])
    assert (found["context"], found["quad_code"], found["event_scale"]) == (["diplomatic"], 1, 4.0)
    assert found["event_text"] == ["met"]
    assert found["text_info"] == {"start": at("met").start, "end": at("met").end}
    assert found["comment"] is None and found["said_by"] == [] and found["read_as"] is None


def test_locations_are_geonames() -> None:
    found = plover(event("met", place_ids=("pl:France", "pl:Lyon")))
    assert found["event_loc"] == {
        "extracted_place": "Lyon",
        "resolved_place": "Lyon",
        "geonameid": 2996944,
        "lat": 45.75,
        "lon": -4.85,
        "city": "Lyon",
        "district": None,
        "province": None,
        "country": "France",
        "country_code": "FRA",
        "feature_class": "P",
        "feature_code": "PPLA",
        "resolution": 4,
    }
    (other,) = found["other_locs"]
    assert (other["extracted_place"], other["resolution"], other["city"]) == ("France", 1, None)


def test_actors_are_lists_with_what_the_base_knows() -> None:
    roy, reuters, kosovo = plover(event("met", actors=(ROY, REUTERS, KOSOVO)))["actor"]
    assert (roy["code"], roy["sector"], roy["entity_text"]) == ("FRA", "GOV", "President Ana Roy")
    assert (roy["identifier_id"], roy["identifier_text"], roy["link"]) == (None, None, None)
    assert (reuters["identifier_id"], reuters["identifier_text"]) == ("Q130879", "Reuters")
    assert (kosovo["code"], kosovo["identifier_id"]) == ("KOS", None)
    assert kosovo["link"] == {"source": "onrecord/countries", "key": "XK"}


@pytest.mark.parametrize(("day", "title"), [("2023-09-17", "president"), ("2012-01-01", None)])
def test_an_office_is_told_on_days_when_it_was_held(day: str, title: str | None) -> None:
    key = "FR:head of state:president:Emmanuel Macron"
    entities = (replace(record().entities[0], link=linked("onrecord/holders", key)),)
    report = replace(record().report, published=Published(value=day, grain="day", basis="stated"))
    (roy,) = plover(event("met"), entities=entities, report=report)["actor"]
    assert (roy["office"], roy["name"]) == (title, "Emmanuel Macron")


def test_added_knowledge_gives_an_identifier() -> None:
    entities = (replace(record().entities[0], link=linked("wikidata", "Q42")),)
    (roy,) = plover(event("met"), entities=entities)["actor"]
    assert (roy["identifier_id"], roy["identifier_text"], roy["name"]) == (
        "Q42",
        "Ana Roy",
        "Ana Roy",
    )


def test_who_is_not_named_is_unknown() -> None:
    (nobody,) = plover(event("attacked", type="ASSAULT", actors=(), recipients=(MALI,)))["actor"]
    assert nobody == {
        "code": None,
        "sector": "UNK",
        "entity_text": None,
        "identifier_id": None,
        "identifier_text": None,
        "office": None,
        "name": None,
        "link": None,
    }


def test_a_span_of_days_has_an_end() -> None:
    found = plover(event("attacked", type="ASSAULT", time_ids=("ti:April 2024",)))
    assert (found["date"], found["enddate"], found["time"]) == ("2024-04-01", "2024-04-30", None)
    found = plover(event("met", time_ids=("ti:3 March 2024", "ti:14:30")))
    assert (found["date"], found["enddate"], found["time"]) == ("2024-03-03", None, None)


@pytest.mark.parametrize(
    ("published", "day", "basis"),
    [
        (
            Published(value="2024-03-04T10:00", grain="minute", basis="stated"),
            "2024-03-04",
            "published",
        ),
        (Published(value="2024-03", grain="month", basis="stated"), None, None),
        (Published(), None, None),
    ],
)
def test_where_the_report_dates_no_event_its_own_day_is_told_as_such(
    published: Published, day: str | None, basis: str | None
) -> None:
    found = plover(
        event("met"), report=samples.report(text=record().report.text, published=published)
    )
    assert (found["date"], found["date_basis"]) == (day, basis)


def test_an_allegation_says_so_in_the_manuals_own_fields() -> None:
    found = plover(event("attacked", type="ASSAULT", actors=(KOSOVO,), said_in=SAID.id))
    assert found["comment"] == "said by Ana Roy; the report does not tell it in its own words"
    (said,) = found["said_by"]
    assert (said["statement"], said["names"], said["stance"]) == (SAID.id, ["Ana Roy"], "asserts")
    assert said["chain"] == ["The Daily"]


def test_sources_stand_outermost_first() -> None:
    outer = statement("an official", "said", "Kosovo attacked Mali, Ana Roy said", id="st:outer")
    inner = replace(SAID, within=outer.id)
    nobody = replace(inner, source=Source(spans=()))
    one = event("attacked", type="ASSAULT", said_in=inner.id)
    found = plover(one, statements=(outer, inner))
    assert [s["source"] for s in found["said_by"]] == ["an official", "Ana Roy"]
    found = plover(one, statements=(outer, nobody))
    assert "said by an official > a source not named" in found["comment"]


@pytest.mark.parametrize(
    ("factuality", "auxiliary"),
    [("denied", "negation"), ("possible", "hypothetical"), ("planned", "future")],
)
def test_what_did_not_take_place_has_its_mode_and_no_score(factuality: Any, auxiliary: str) -> None:
    one = event("attacked", type="ASSAULT", contexts=("military",), factuality=factuality)
    found = plover(one)
    assert found["context"] == ["military", auxiliary]
    assert (found["factuality"], found["event_scale"]) == (factuality, None)
    assert found["comment"] == f"told as {factuality}"


def test_what_lies_ahead_keeps_what_was_read() -> None:
    one = event(
        "visit",
        mode="visit",
        actors=(MALI,),
        factuality="planned",
        time_ids=("ti:April 2024",),
        place_ids=("pl:Lyon",),
    )
    found = plover(one)
    assert (found["event"], found["mode"], found["quad_code"]) == (["AGREE"], [], 1)
    assert (found["date"], found["date_basis"], found["event_loc"]) == (
        "2024-03-04",
        "published",
        None,
    )
    assert found["comment"] == "CONSULT that lies ahead"
    read = found["read_as"]
    assert (read["event"], read["mode"]) == ("CONSULT", "visit")
    assert (read["date"], read["enddate"]) == ("2024-04-01", "2024-04-30")
    assert read["event_loc"]["city"] == "Lyon"
