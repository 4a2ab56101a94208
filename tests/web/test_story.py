"""The pages Story, Statement, Event and Disagreements as they are asked for."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import quote

import pytest

from onrecord.casebook import open_casebook
from onrecord.desk.room import Asked, Room
from onrecord.model import Disagreement, Happening, StatementOrigins
from tests.web.example_room import reader, text_of

REPORT = re.compile(r'href="(/c/talvik/report/[^"]+\?at=(\d+)-(\d+)#t\d+)"')


@pytest.fixture(scope="module")
def told(example_case: Path) -> StatementOrigins:
    with Room(example_case).look() as look:
        return next(look.several(StatementOrigins, Asked(kind="statement", limit=1)))


@pytest.fixture(scope="module")
def happened(example_case: Path) -> Happening:
    with Room(example_case).look() as look:
        return next(look.several(Happening, Asked(kind="event", limit=1)))


def test_the_story_says_what_the_pile_says(example_case: Path, told: StatementOrigins) -> None:
    inside = reader(example_case)
    assert inside.get("/c/talvik").headers["location"] == "/c/talvik/story"
    page = inside.get("/c/talvik/story").text
    said = text_of(page)
    assert "28 reports, 12 outlets" in said and "en 16 / fr 12" in said
    assert f"{len(told.origins)} origins · {told.reports} reports" in said
    assert f"/c/talvik/statement/{quote(told.id)}" in page
    with Room(example_case).look() as look:
        made = look.freshness.made
    assert made is not None and f"All disagreements ({made.counts['disagreement']})" in said
    french = inside.get("/c/talvik/story?lang=fr").text
    assert "28 articles, 12 médias" in text_of(french)


def test_every_link_to_words_leads_to_words(example_case: Path, told: StatementOrigins) -> None:
    inside = reader(example_case)
    with Room(example_case).look() as look:
        for address in ("story", f"statement/{quote(told.id)}", "disagreements"):
            links = REPORT.findall(inside.get(f"/c/talvik/{address}").text)
            assert links
            for href, start, end in links:
                report = unescape(href).split("/report/")[1].partition("?")[0]
                text = look.brief(report.replace("%3A", ":")).text
                assert text[int(start) : int(end)].strip()


def test_an_empty_casebook_says_how_to_begin(tmp_path: Path) -> None:
    path = tmp_path / "talvik.db"
    open_casebook(path, write=True, create_new=True).close()
    inside = reader(path)
    assert "No reports yet" in text_of(inside.get("/c/talvik/story").text)
    assert "onrecord add talvik.db" in text_of(inside.get("/c/talvik/story").text)
    assert "have not been compared yet" in text_of(inside.get("/c/talvik/disagreements").text)


def test_a_casebook_that_was_never_compared_says_so(example_copy: Path) -> None:
    with open_casebook(example_copy, write=True) as casebook:
        casebook.remove(["r:dd6531d524091746"])
    said = text_of(reader(example_copy).get("/c/talvik/story").text)
    assert "27 reports have been read, but not compared with each other" in said
    assert "onrecord compare talvik.db" in said


def test_a_statement_shows_its_origins_and_words(
    example_case: Path, told: StatementOrigins
) -> None:
    inside = reader(example_case)
    page = inside.get(f"/c/talvik/statement/{quote(told.id)}").text
    said = text_of(page)
    assert f"{len(told.origins)} origins behind {told.reports} reports" in said
    assert "among the 28 reports given" in said
    assert ("First told by" in said) == (told.first is not None)
    assert '<svg class="lineage"' in page and "copied from" in said
    assert page.count('<article class="telling"') == len(told.tellings)
    assert "Why these are one" in said and "they share" in said
    by_time = inside.get(f"/c/talvik/statement/{quote(told.id)}?order=time").text
    assert by_time.count('<article class="telling"') == len(told.tellings)


def test_an_item_leads_to_its_statement(example_case: Path) -> None:
    inside = reader(example_case)
    with Room(example_case).look() as look:
        # A telling of two matters is in the statements of both.
        told, one = next(
            (told, key)
            for told in look.several(StatementOrigins, Asked(kind="statement", limit=20))
            for key in told.tellings
            if sum(f.kind == "statement" for f in look.findings_with(key)) == 1
        )
    answer = inside.get(f"/c/talvik/statement/{quote(one, safe='')}")
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/c/talvik/statement/{quote(told.id)}"
    assert inside.get("/c/talvik/statement/r:1/st:1-2").status_code == 404
    assert inside.get("/c/talvik/statement/%3Cscript%3E").status_code == 404
    assert inside.get("/c/talvik/lineage/word/x").status_code == 400


def test_an_event_shows_who_what_when(example_case: Path, happened: Happening) -> None:
    inside = reader(example_case)
    said = text_of(inside.get(f"/c/talvik/event/{quote(happened.id)}?lang=fr").text)
    assert "Quitanker sailor" in said and "À quiTwo sailors" in said
    assert "du 5 octobre 2026 au 12 octobre 2026" in said
    drawn = inside.get(f"/c/talvik/lineage/event/{quote(happened.id)}").json()
    ids = {node["id"] for node in drawn["nodes"]}
    assert ids and all({edge["from"], edge["to"]} <= ids for edge in drawn["edges"])


def test_disagreements_are_narrowed(example_case: Path) -> None:
    inside = reader(example_case)
    every = inside.get("/c/talvik/disagreements").text
    with Room(example_case).look() as look:
        found = list(look.several(Disagreement, Asked(kind="disagreement", limit=50)))
    count, kinds = len(found), {one.kind for one in found}
    other = next(kind for kind in ("place", "attribution", "quotation") if kind not in kinds)
    assert every.count('<article class="apart"') == count > 4
    numbers = inside.get("/c/talvik/disagreements?kind=number&relation=update").text
    assert 0 < numbers.count('<article class="apart"') < count
    assert "relation=update" in numbers and 'aria-current="true">Number' in numbers
    assert "No disagreement" in inside.get(f"/c/talvik/disagreements?kind={other}").text
    (one, *_) = re.findall(r'href="(/c/talvik/disagreements/[^"]+)"', every)
    page = inside.get(unescape(one)).text
    assert page.count('<section class="side"') == 2
    assert inside.get("/c/talvik/disagreements/di:none").status_code == 404


def test_corrections_are_kept_and_shown(example_copy: Path, told: StatementOrigins) -> None:
    inside = reader(example_copy)
    here = f"/c/talvik/statement/{quote(told.id)}"
    other = told.tellings[-1]
    assert inside.get(here).text.count('action="/c/talvik/judge"') > len(told.tellings)
    page = inside.judged("split", told.id, other, back=here)
    assert "Judgements since it was compared" in text_of(page)
    page = inside.judged("reject", other, back=here)
    assert 'class="telling gone"' in page and "anna judged on" in text_of(page)
    page = inside.judged("rename", told.id, back=here, value="<b>No leak</b>")
    assert "&lt;b&gt;No leak&lt;/b&gt;" in page and "<b>No" not in page
    found = inside.get(f"{here}?like=helicopter").text
    assert 'name="verdict" value="same"' in found and "helicopter" in text_of(found)


def test_a_room_for_reading_has_no_forms(example_case: Path, told: StatementOrigins) -> None:
    inside = reader(example_case, read_only=True)
    for address in (f"statement/{quote(told.id)}", "disagreements", "story"):
        assert '/c/talvik/judge"' not in inside.get(f"/c/talvik/{address}").text
