"""POLECAT's columns: forty, and nothing in them that is not known or not told as a fact."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import Any

import pytest

from onrecord.errors import RecordError
from onrecord.export.lines import exported, header
from onrecord.export.polecat import COLUMNS
from onrecord.model import Event, Record
from tests.export.story import KOSOVO, MALI, REUTERS, ROY, SAID, event, record

NAMES = (
    "Event ID, Event Date, Event Type, Event Mode, Intensity, Quad Code, Contexts, Actor Name, "
    "Actor Country, Actor COW, Primary Actor Sector, Actor Sectors, Actor Title, Actor Name Raw, "
    "Wikipedia Actor ID, Recipient Name, Recipient Country, Recipient COW, "
    "Primary Recipient Sector, Recipient Sectors, Recipient Title, Recipient Name Raw, "
    "Wikipedia Recipient ID, Placename, City, District, Province, Country, Latitude, Longitude, "
    "GeoNames ID, Raw Placename, Feature Type, Source, Publication Date, Story People, "
    "Story Organizations, Story Locations, Language, Version"
)


def table(whole: Record, **options: Any) -> list[dict[str, str]]:
    data = header("polecat") + b"".join(exported(whole, "polecat", **options).lines)
    assert all(line.count(b"\t") == 39 for line in data.splitlines())
    return list(csv.DictReader(io.StringIO(data.decode()), delimiter="\t"))


def row(one: Event, **changed: Any) -> dict[str, str]:
    (found,) = table(record(one, **changed))
    return found


def test_there_are_forty_columns() -> None:
    assert ", ".join(COLUMNS) == NAMES
    assert len(COLUMNS) == 40
    assert header("polecat").decode().rstrip("\n").split("\t") == list(COLUMNS)


def test_an_event_of_the_report() -> None:
    one = event(
        "met",
        contexts=("diplomatic", "legal"),
        actors=(ROY, KOSOVO),
        recipients=(REUTERS,),
        time_ids=("ti:14:30",),
        place_ids=("pl:France", "pl:Lyon"),
    )
    found = row(one)
    assert {name: value for name, value in found.items() if value} == {
        "Event ID": f"r:0123456789abcdef_{one.id}",
        "Event Date": "2024-03-03",
        "Event Type": "CONSULT",
        "Intensity": "2.5",
        "Quad Code": "VERBAL COOPERATION",
        "Contexts": "diplomatic; legal",
        "Actor Name": "Ana Roy; Kosovo",
        "Actor Country": "FRA; KOS",
        "Actor COW": "220; 347",
        "Primary Actor Sector": "GOV;",
        "Actor Sectors": "GOV;",
        "Actor Name Raw": "President Ana Roy; Kosovo",
        "Recipient Name": "Reuters",
        "Recipient Country": "GBR",
        "Recipient COW": "200",
        "Primary Recipient Sector": "JRN",
        "Recipient Sectors": "JRN",
        "Recipient Name Raw": "Reuters",
        "Placename": "Lyon",
        "City": "Lyon",
        "Country": "FRA",
        "Latitude": "45.75",
        "Longitude": "-4.85",
        "GeoNames ID": "2996944",
        "Raw Placename": "Lyon",
        "Feature Type": "PPLA",
        "Source": "The Daily",
        "Publication Date": "2024-03-04",
        "Story People": "Ana Roy",
        "Story Organizations": "Reuters",
        "Story Locations": "Kosovo; Mali; Lyon",
        "Language": "en",
        "Version": "onrecord 0",
    }


def test_a_day_that_is_not_known_is_not_told() -> None:
    assert row(event("met"))["Event Date"] == ""
    assert row(event("met", time_ids=("ti:April 2024",)))["Event Date"] == ""


def test_scores_of_modes_come_before_those_of_types() -> None:
    assert row(event("met", mode="visit"))["Intensity"] == "4.0"
    assert row(event("met", type="PROTEST", mode="vandalize"))["Intensity"] == "-5.0"
    assert row(event("met", type="ACCUSE"))["Intensity"] == "-3.0"


def test_what_lies_ahead_has_neither_its_day_nor_its_place() -> None:
    one = event(
        "visit",
        mode="visit",
        actors=(MALI,),
        factuality="planned",
        time_ids=("ti:3 March 2024",),
        place_ids=("pl:Lyon",),
    )
    found = row(one)
    assert (found["Event Type"], found["Event Mode"], found["Intensity"]) == ("AGREE", "", "2.5")
    assert (found["Event Date"], found["Placename"], found["Latitude"]) == ("", "", "")


@pytest.mark.parametrize("sign", ["=1+1", "+33", "-Roy", "@roy", " =cmd", "＝x"])
def test_no_formula_reaches_a_spreadsheet(sign: str) -> None:
    report = replace(record().report, outlet=sign)
    assert row(event("met"), report=report)["Source"] == f"'{sign.strip()}"
    entities = tuple(replace(e, name=sign) for e in record().entities)
    assert row(event("met"), entities=entities)["Actor Name"] == f"'{sign.strip()}"


def test_cells_stay_in_their_columns() -> None:
    nasty = 'a\tb\r\nc\u2028d; e "f\x1b[2J'
    entities = tuple(replace(e, name=nasty) for e in record().entities[:1])
    found = row(event("met", actors=(ROY, KOSOVO)), entities=entities)
    assert found["Actor Name"] == 'a b c d, e "f [2J; Kosovo'
    assert list(found) == list(COLUMNS)


def test_what_is_left_out_is_counted() -> None:
    whole = record(
        event("met", factuality="denied"),
        event("attacked", type="ASSAULT", actors=(KOSOVO,), said_in=SAID.id),
        event("release", type="RETREAT", factuality="possible"),
        event("visit", type="ASSAULT", factuality="planned"),
    )
    found = exported(whole, "polecat")
    assert found.lines == ()
    assert found.left_out == {
        "denied": 1,
        "possible": 1,
        "planned": 1,
        "said only in somebody's words": 1,
    }
    (said,) = table(whole, include_said=True)
    assert said["Event Type"] == "ASSAULT"
    assert said["Event ID"].endswith("_said")


@pytest.mark.parametrize("form", ["polecat", "plover", "events"])
def test_a_lone_surrogate_is_an_error(form: Any) -> None:
    broken = record(event("met"), report=replace(record().report, outlet="\ud800"))
    with pytest.raises(RecordError, match="cannot be encoded"):
        exported(broken, form)
