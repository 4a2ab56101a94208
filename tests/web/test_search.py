"""The page Search: what it finds, how it narrows, what it does with words that mean harm."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from onrecord.casebook import KINDS, open_casebook
from onrecord.web.messages import languages
from tests.web.example_room import reader, text_of

STATEMENT = "r:694841be6a6769f1/st:337-346"


def links(page: str) -> list[str]:
    return [unescape(found) for found in re.findall(r'href="(\?[^"]*)"', page)]


def test_hits_lead_to_their_characters(example_case: Path) -> None:
    inside = reader(example_case)
    page = inside.get(f"{inside.base}/search?q=styrene").text
    assert "<mark>styrene</mark>" in page
    found = re.search(r'/report/([^"?]+)\?at=(\d+)-(\d+)#t\2"', page)
    assert found is not None
    with open_casebook(example_case) as casebook:
        text = casebook.text(found[1].replace("%3A", ":"))
    assert text[int(found[2]) : int(found[3])].casefold() == "styrene"


def test_a_statement_leads_to_its_characters_and_origins(example_case: Path) -> None:
    inside = reader(example_case)
    page = inside.get(f"{inside.base}/search?q=marins&within=statements").text
    assert f"/statement/{STATEMENT}" in unescape(page).replace("%3A", ":")
    found = re.search(r'/report/([^"?]+)\?at=(\d+)-(\d+)#t\2"', page)
    assert found is not None
    with open_casebook(example_case) as casebook:
        text = casebook.text(found[1].replace("%3A", ":"))
    assert text[int(found[2]) : int(found[3])] == "marins"


def test_every_number_beside_a_filter_is_how_many_it_leaves(example_case: Path) -> None:
    inside = reader(example_case)
    page = inside.get(f"{inside.base}/search?q=tanker+OR+navire").text
    facets = page[page.index('class="facets"') :]
    told = re.findall(r'<a href="(\?[^"]*)"[^>]*>.*?</a> <span class="number">(\d+)</span>', facets)
    assert len(told) > 10
    for address, count in told:
        narrowed = text_of(inside.get(f"{inside.base}/search{unescape(address)}").text)
        assert re.search(rf"\b{count} reports?\b", narrowed), address


def test_a_filter_is_taken_out_again(example_case: Path) -> None:
    inside = reader(example_case)
    narrowed = "?q=tanker&language=en&kind=denies"
    page = inside.get(f"{inside.base}/search{narrowed}").text
    assert "?q=tanker&kind=denies" in links(page) and "?q=tanker&language=en" in links(page)
    # The other tab, and the field, keep them.
    assert "?q=tanker&language=en&kind=denies&within=statements" in links(page)
    assert '<input type="hidden" name="kind" value="denies">' in page


def test_filters_alone_list_by_day(example_case: Path) -> None:
    inside = reader(example_case)
    page = text_of(inside.get(f"{inside.base}/search?until=2026-10-06").text)
    assert "The latest days come first." in page and "9 October" not in page
    assert page.index("6 October 2026") < page.index("5 October 2026")


@pytest.mark.parametrize("odd", ["since=2026-13", "until=today", "kind=sings", "certainty=sure"])
def test_what_is_no_filter_is_told(example_case: Path, odd: str) -> None:
    inside = reader(example_case)
    page = inside.get(f"{inside.base}/search?q=tanker&{odd}")
    assert page.status_code == 200
    assert "This was passed over" in page.text and "<mark>" in page.text


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999", "3"])
def test_pages_that_there_are_not(example_case: Path, page: str) -> None:
    inside = reader(example_case)
    assert inside.get(f"{inside.base}/search?q=tanker&page={page}").status_code == 200


def test_words_stay_words(example_case: Path) -> None:
    inside = reader(example_case)
    harm = "<script>alert(1)</script>\u202e"
    for name in ("q", "outlet", "person", "place", "source", "since", "kind", "language"):
        page = inside.get(f"{inside.base}/search", params={"q": "tanker", name: harm}).text
        assert "<script>alert" not in page, name


def test_what_is_rejected_is_struck(example_copy: Path) -> None:
    inside = reader(example_copy)
    inside.judged("reject", STATEMENT, note="a <b>headline</b>")
    page = inside.get(f"{inside.base}/search?q=marins&within=statements").text
    assert '<li data-item class="rejected">' in page
    assert "<s>" in page and "Rejected by anna" in page and "a &lt;b&gt;headline" in page


def test_a_corrected_source_is_told(example_copy: Path) -> None:
    inside = reader(example_copy)
    inside.judged("source", STATEMENT, value="the harbour <i>master</i>")
    page = inside.get(f"{inside.base}/search?q=marins&within=statements").text
    assert "the harbour &lt;i&gt;master" in page and "Corrected by anna" in page


@pytest.mark.parametrize("code", sorted(languages()))
def test_every_kind_has_a_name(code: str) -> None:
    say = languages()[code]
    assert all(say.has(f"search.kind.{kind}") for kind in KINDS)
