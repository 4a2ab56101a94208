"""Correcting a report in a real browser: by the pointer, by keys, and by choosing words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from onrecord.casebook import open_casebook
from tests.web.browsers import Served, Visit, chromium, serving, visiting

AOD = "r:694841be6a6769f1"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture
def served(example_copy: Path) -> Iterator[Served]:
    with serving([example_copy]) as found:
        yield found


@pytest.fixture
def visit(browser: Browser, served: Served) -> Iterator[Visit]:
    with visiting(browser, served, viewport={"width": 1280, "height": 900}) as found:
        found.see("about?lang=en")
        found.see(f"report/{AOD}")
        yield found
        assert found.complaints == [] and found.elsewhere == []


def judged(path: Path) -> list[tuple[str, tuple[str, ...], str]]:
    with open_casebook(path) as casebook:
        return [(one.verdict, one.items, one.value) for one in casebook.judgements()]


def test_a_right_click_opens_what_can_be_said(visit: Visit, example_copy: Path) -> None:
    visit.page.locator("#i-ev-328-335").click(button="right")
    dialog = visit.page.locator("dialog#correct")
    expect(dialog).to_contain_text("Nothing happens here")
    dialog.get_by_role("button", name="Not an event", exact=True).click()
    expect(visit.page.locator("#n-ev-328-335")).to_contain_text("Rejected")
    expect(visit.page.locator(".notice")).to_contain_text("Kept as judgement 1")
    assert judged(example_copy) == [("reject", (f"{AOD}/ev:328-335",), "")]
    visit.page.locator(".notice button").click()
    expect(visit.page.locator("#n-ev-328-335")).not_to_contain_text("Rejected")


def test_keys_step_and_correct(visit: Visit, example_copy: Path) -> None:
    for _ in range(2):
        visit.page.keyboard.press("j")
    visit.page.keyboard.press("k")
    chosen = visit.page.evaluate("document.activeElement.dataset.i")
    assert chosen == "st-273-282"
    visit.page.keyboard.press("c")
    dialog = visit.page.locator("dialog#correct")
    expect(dialog).to_contain_text("Somebody else says it")
    dialog.locator("#source-value").fill("the harbour")
    dialog.get_by_role("button", name="Keep this source").click()
    expect(visit.page.locator("#n-st-273-282 ins")).to_have_text("the harbour")
    assert judged(example_copy) == [("source", (f"{AOD}/st:273-282",), "the harbour")]


def test_names_are_looked_for_within_the_dialog(visit: Visit) -> None:
    visit.page.locator("#n-en-347-366 summary").click()
    visit.page.locator("#n-en-347-366 [data-correct]").click()
    dialog = visit.page.locator("dialog#correct")
    dialog.locator("#called").fill("Brave")
    dialog.get_by_role("button", name="Look").click()
    expect(dialog.locator("fieldset")).to_contain_text("Brave Aline")
    visit.page.keyboard.press("Escape")
    expect(dialog).not_to_be_visible()


def test_layers_are_shown_and_hidden(visit: Visit) -> None:
    expect(visit.page.locator(".note.name").first).to_be_visible()
    visit.page.keyboard.press("2")
    expect(visit.page.locator(".note.name").first).not_to_be_visible()
    line = "getComputedStyle(document.querySelector('.sheet .layer.name')).textDecorationLine"
    assert visit.page.evaluate(line) == "none"
    visit.page.keyboard.press("2")
    assert visit.page.evaluate(line) == "underline"


def test_words_that_are_chosen_become_a_statement(visit: Visit, example_copy: Path) -> None:
    box = visit.page.locator("#i-ev-328-335").bounding_box()
    assert box is not None
    visit.page.mouse.dblclick(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    visit.page.locator(".annotate-offer").click()
    form = visit.page.locator("#new-statement")
    expect(form.locator("[name=start]")).to_have_value("328")
    expect(form.locator("[name=end]")).to_have_value("335")
    form.locator("[name=value]").fill("le port")
    form.get_by_role("button").click()
    expect(visit.page.locator("#n-st-328-335")).to_contain_text("added by hand")
    assert judged(example_copy) == [("statement", (f"{AOD}/st:328-335",), "le port")]
