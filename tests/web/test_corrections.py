"""Every kind of correction, made by a person in a real browser: with mouse and keys, shown at
once, undone. ``ONRECORD_SCREENSHOTS=DIR`` keeps what was seen."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect

from onrecord.desk.room import Room
from onrecord.model import Judgement, Record
from tests.web.browsers import Visit, chromium, serving, violations, visiting

TITLE = "Orvanne admits tanker lost 40 tonnes of styrene"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture
def visit(browser: Browser, example_copy: Path) -> Iterator[Visit]:
    with (
        serving([example_copy]) as served,
        visiting(browser, served, viewport={"width": 1280, "height": 900}) as found,
    ):
        yield found
        assert found.elsewhere == []
        assert found.complaints == []


def room(visit: Visit) -> Room:
    found = visit.served.app.state.premises.cases[visit.served.key].room
    assert isinstance(found, Room)
    return found


def judged(visit: Visit) -> list[Judgement]:
    with room(visit).look() as look:
        return list(look.casebook.judgements())


def read(visit: Visit) -> Record:
    """The report that is corrected: it has a reading of every kind."""
    with room(visit).look() as look:
        report = next(f.id for f in look.casebook.reports() if f.title == TITLE)
        return look.record(report)


def anchor(item: str) -> str:
    return item.replace(":", "-")


def ask(visit: Visit, item: str, *, by_key: bool = False) -> Locator:
    """Open what may be said of an item, on its words."""
    words = visit.page.locator(f"article [data-i='{anchor(item)}']").first
    words.scroll_into_view_if_needed()
    if by_key:
        visit.page.goto(f"{visit.page.url.partition('#')[0]}#i-{anchor(item)}")
        words.evaluate("e => { e.tabIndex = -1; e.focus(); }")
        visit.page.keyboard.press("c")
    else:
        words.click(button="right")
    dialog = visit.page.locator("dialog#correct")
    expect(dialog).to_be_visible()
    expect(dialog.locator(".forms")).to_be_visible()
    return dialog


def send(visit: Visit, form: Locator, *, verdict: str | None = None) -> Judgement:
    """Send a form of the dialog; the judgement that was kept, which the page shows."""
    form.locator("input[name=note]").first.fill("heard the tape")
    button = form.locator(f"button[value={verdict}]" if verdict else "button[type=submit]").last
    with visit.page.expect_navigation():
        button.click()
    one = judged(visit)[-1]
    assert (one.by, one.note) == ("anna", "heard the tape")
    picture(visit, f"correction-{one.verdict}")
    assert violations(visit.page) == []
    return one


def picture(visit: Visit, name: str) -> None:
    folder = os.environ.get("ONRECORD_SCREENSHOTS")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        visit.page.screenshot(path=Path(folder) / f"{name}.png")


def form(dialog: Locator, verdict: str) -> Locator:
    return dialog.locator(f"form:has(input[name=verdict][value={verdict}])").first


def test_not_a_statement_and_undone(visit: Visit) -> None:
    record = read(visit)
    item = record.statements[0].id
    visit.see(f"report/{record.report.id}")
    one = send(visit, form(ask(visit, item, by_key=True), "reject"))
    assert (one.verdict, one.items) == ("reject", (f"{record.report.id}/{item}",))
    note = visit.page.locator(f"#n-{anchor(item)}")
    expect(note).to_contain_text("anna")
    undo = visit.page.get_by_role("button", name="Undo").first
    with visit.page.expect_navigation():
        undo.click()
    assert judged(visit)[-1].verdict == "withdraw"
    with room(visit).look() as look:
        assert not look.judged.rejected


def test_another_source(visit: Visit) -> None:
    record = read(visit)
    item = record.statements[1].id
    visit.see(f"report/{record.report.id}")
    asked = form(ask(visit, item, by_key=True), "source")
    asked.locator("input[name=value]").fill("the harbour pilots")
    one = send(visit, asked)
    assert (one.verdict, one.value) == ("source", "the harbour pilots")
    expect(visit.page.locator(f"#n-{anchor(item)}")).to_contain_text("the harbour pilots")


def test_another_date(visit: Visit) -> None:
    record = read(visit)
    item = next(t.id for t in record.times if t.earliest)
    visit.see(f"report/{record.report.id}")
    asked = form(ask(visit, item), "date")
    asked.locator("input[name=value]").fill("2026-10-03")
    one = send(visit, asked)
    assert one.verdict == "date"
    assert one.value.startswith("2026-10-03")
    expect(visit.page.locator(f"#n-{anchor(item)}")).to_contain_text("3 October 2026")


def test_another_place(visit: Visit) -> None:
    record = read(visit)
    item = record.places[0].id
    visit.see(f"report/{record.report.id}")
    dialog = ask(visit, item)
    dialog.locator("input[name=called]").fill("Brest")
    dialog.locator("form[data-look] button").click()
    choice = dialog.locator("input[type=radio][name=value]").first
    expect(choice).to_be_visible()
    choice.check()
    one = send(visit, dialog.locator("form:has(input[type=radio][name=value])").first)
    assert one.verdict == "place"
    assert "Brest" in one.value
    expect(visit.page.locator(f"#n-{anchor(item)}")).to_contain_text("Brest")


def test_another_person(visit: Visit) -> None:
    """This name means somebody of another group, who is looked for."""
    record = read(visit)
    item = next(e.id for e in record.entities if e.kind == "person")
    visit.see(f"report/{record.report.id}")
    dialog = ask(visit, item)
    dialog.locator("input[name=called]").fill("Kerguen")
    dialog.locator("form[data-look] button").click()
    choice = dialog.locator("input[type=radio][name=item]").first
    expect(choice).to_be_visible()
    choice.check()
    chosen = dialog.locator("form:has(input[type=radio][name=item])").first
    one = send(visit, chosen, verdict="same")
    assert one.verdict == "same"
    assert f"{record.report.id}/{item}" in one.items


def test_not_that_person(visit: Visit) -> None:
    record = read(visit)
    key = record.report.id
    with room(visit).look() as look:
        item = next(
            e.id
            for e in record.entities
            for f in look.findings_with(f"{key}/{e.id}")
            if f.kind == "entity" and f.tellings > 1
        )
    visit.see(f"report/{key}")
    one = send(visit, form(ask(visit, item), "split"))
    assert one.verdict == "split"
    assert one.items[-1] == f"{key}/{item}"


@pytest.mark.parametrize("verdict", ["same", "different"])
def test_the_same_event_or_another(visit: Visit, verdict: str) -> None:
    record = read(visit)
    visit.see(f"report/{record.report.id}")
    for event in record.events:
        dialog = ask(visit, event.id)
        choice = dialog.locator("input[type=radio][name=item]").first
        if choice.count():
            break
        visit.page.keyboard.press("Escape")
    choice.check()
    chosen = dialog.locator("form:has(input[type=radio][name=item])").first
    one = send(visit, chosen, verdict=verdict)
    assert one.verdict == verdict


def test_a_statement_that_was_missed(visit: Visit) -> None:
    """Words are chosen with the mouse, and get a source."""
    record = read(visit)
    visit.see(f"report/{record.report.id}")
    words = visit.page.locator("article p.part-paragraph").last
    words.scroll_into_view_if_needed()
    box = words.bounding_box()
    assert box is not None
    visit.page.mouse.move(box["x"] + 2, box["y"] + 12)
    visit.page.mouse.down()
    visit.page.mouse.move(box["x"] + 180, box["y"] + 12, steps=8)
    visit.page.mouse.up()
    offered = visit.page.get_by_role("button", name="Record a statement")
    expect(offered.first).to_be_visible()
    picture(visit, "correction-chosen")
    offered.first.click()
    asked = visit.page.locator("#new-statement")
    expect(asked).to_be_visible()
    asked.locator("input[name=value]").fill("the dockers' union")
    with visit.page.expect_navigation():
        asked.locator("button[type=submit]").last.click()
    one = judged(visit)[-1]
    assert (one.verdict, one.value, one.by) == ("statement", "the dockers' union", "anna")
    start, end = map(int, one.items[0].rpartition(":")[2].split("-"))
    added = visit.page.locator(f"#n-st-{start}-{end}")
    expect(added).to_contain_text("the dockers' union")
    picture(visit, "correction-statement")
    assert record.report.text[start:end].strip()


def test_what_was_judged_holds_after_comparing_again(visit: Visit) -> None:
    record = read(visit)
    item = record.statements[0].id
    visit.see(f"report/{record.report.id}")
    send(visit, form(ask(visit, item, by_key=True), "reject"))
    case = visit.served.app.state.premises.cases[visit.served.key]
    assert case.renewal.wait(120)
    with room(visit).look() as look:
        assert look.freshness.fresh
        assert not look.findings_with(f"{record.report.id}/{item}")
    visit.see("judgements")
    expect(visit.page.locator("main")).to_contain_text("anna")
    picture(visit, "judgements-after")
