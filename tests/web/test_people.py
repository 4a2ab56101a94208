"""People and organisations: what they said, why they are one, and how that is put right."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.web.example_room import Reader, reader, text_of

WOMAN = "entity:r:310ae8dd63d60aab/en:310-330"


@pytest.fixture(scope="module")
def inside(example_case: Path) -> Reader:
    return reader(example_case)


def links(inside: Reader, query: str) -> list[str]:
    page = inside.get(f"{inside.base}/people?{query}").text
    return re.findall(rf'<th scope="row"><a href="({inside.base}/people/[^"]+)"', page)


def test_every_name_of_every_kind_has_a_page(inside: Reader) -> None:
    every = links(inside, "kind=all")
    assert len(every) == 50
    for address in every:
        assert inside.get(address).status_code == 200


def test_kinds_orders_and_names(inside: Reader) -> None:
    persons = links(inside, "kind=person")
    assert persons and not set(persons) & set(links(inside, "kind=organization"))
    assert sorted(links(inside, "kind=person&order=name")) == sorted(persons)
    (found,) = links(inside, "kind=person&name=kerguen")
    assert "Odile Kerguen" in text_of(inside.get(found).text)
    onward = re.search(
        r'rel="next" href="([^"]+)"', inside.get(f"{inside.base}/people?kind=all").text
    )
    assert onward is not None
    second = inside.get(onward[1].replace("&amp;", "&")).text
    assert second.count("<tr data-item") > 0 and 'rel="prev"' in second


def test_what_she_said_opens_the_words_and_the_statement(inside: Reader) -> None:
    page = inside.get(f"{inside.base}/people/{WOMAN}").text
    shown = text_of(page)
    for words in (
        "What it said",
        "Why these spellings are one",
        "Named together with",
        "in 8 reports",
    ):
        assert words in shown
    assert re.search(r"/report/r:\w+\?at=\d+-\d+#i-st-\d+-\d+", page.replace("%3A", ":"))
    assert re.search(r"/statement/r:\w+/st:\d+-\d+", page.replace("%3A", ":"))
    french = text_of(inside.get(f"{inside.base}/people/{WOMAN}?lang=fr").text)
    assert "Ce qu’il a dit" in french


def test_she_is_renamed_and_gets_her_name_back(example_copy: Path) -> None:
    inside = reader(example_copy)
    back = f"{inside.base}/people/{WOMAN}"
    hostile = "<img src=x onerror=alert(1)>"
    after = inside.judged("rename", WOMAN, value=hostile, back=back)
    assert "<img" not in after and "&lt;img src=x" in after
    number = re.search(r'name="verdict" value="withdraw">.*?name="item" value="(\d+)"', after, re.S)
    assert number is not None
    assert "Odile Kerguen</h1>" in inside.judged("withdraw", number[1], back=back)


def test_she_is_merged_with_another(example_copy: Path) -> None:
    inside = reader(example_copy)
    page = inside.get(f"{inside.base}/people/{WOMAN}?merge=treillard").text
    other = re.search(r'type="radio" name="item" value="([^"]+)"', page)
    assert other is not None and "Solange Treillard" in page
    after = inside.judged("merge", WOMAN, other[1], back=f"{inside.base}/people/{WOMAN}")
    assert "Merged with another, by anna" in text_of(after)
    assert inside.renewal.asked == 1
    nobody = inside.get(f"{inside.base}/people/{WOMAN}?merge=zzz").text
    assert "Nobody else of this name." in nobody


def test_reports_are_taken_out(example_copy: Path) -> None:
    inside = reader(example_copy)
    page = inside.get(f"{inside.base}/people/{WOMAN}").text
    boxes = re.findall(r'type="checkbox" form="split" name="item" value="([^"]+)"', page)
    assert len(boxes) == 8
    # The group stands before those that are taken out of it.
    assert page.index('id="split"') < page.index('type="checkbox"')
    form = page.partition('id="split"')[2].partition("</form>")[0]
    assert f'name="item" value="{WOMAN}"' in form
    after = inside.judged("split", WOMAN, boxes[-1], back=f"{inside.base}/people/{WOMAN}")
    assert "Reports taken out, by anna" in text_of(after)


def test_who_only_reads_corrects_nothing(example_case: Path) -> None:
    inside = reader(example_case, read_only=True)
    page = inside.get(f"{inside.base}/people/{WOMAN}").text
    assert 'method="post"' not in page.partition("<main")[2]


@pytest.mark.parametrize("page", ["people/entity:r:0/en:1-2", "people/x", "people/r:1/"])
def test_nobody_is_there(inside: Reader, page: str) -> None:
    assert inside.get(f"{inside.base}/{page}").status_code == 404


@pytest.mark.parametrize("query", ["kind=robot", "order=worst", "start=-1"])
def test_what_cannot_be_asked(inside: Reader, query: str) -> None:
    assert inside.get(f"{inside.base}/people?{query}").status_code == 400
