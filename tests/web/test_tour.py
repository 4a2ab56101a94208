"""A tour of the whole room in a real browser: every page, both languages, light and dark, wide and
narrow. ``ONRECORD_SCREENSHOTS=DIR`` keeps what was seen."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser

from onrecord.desk.room import Asked, Room
from onrecord.web.app import PAGES
from tests.web.browsers import Served, Visit, chromium, serving, violations, visiting

LANGUAGES = ("en", "fr")
SCHEMES = ("light", "dark")
NEVER = re.compile(
    r"\b(true|confirmed|independent|verified|vraie?s?|confirmée?s?|indépendante?s?|vérifiée?s?)\b",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def served(example_case: Path) -> Iterator[Served]:
    with serving([example_case]) as found:
        yield found


@pytest.fixture(scope="module")
def addresses(example_case: Path) -> dict[str, str]:
    """One address of each kind of page, by the name of its picture."""
    room = Room(example_case)
    with room.look() as look:
        found = {
            kind: next(look.casebook.findings.listed(Asked(kind=kind))).id  # type: ignore[arg-type]
            for kind in ("statement", "event", "disagreement", "copy")
        }
        people = Asked(kind="entity", sorts=("person",))
        found["person"] = next(look.casebook.findings.listed(people)).id
        statement = look.casebook.findings.one("statement", found["statement"])
        assert statement is not None
        report = found["statement"].removeprefix("statement:").partition("/")[0]
        spot = next(look.casebook.findings.spots(1)).geonames_id
    room.close()
    ids = {kind: quote(identity, safe="") for kind, identity in found.items()}
    return {
        **{page.key: page.path for page in PAGES if page.shown},
        "report": f"report/{report}",
        "statement": f"statement/{ids['statement']}",
        "event": f"event/{ids['event']}",
        "disagreement": f"disagreements/{ids['disagreement']}",
        "copy": f"copy/{ids['copy']}",
        "person": f"people/{ids['person']}",
        "spot": f"map/{spot}",
        "found": "search?q=tanker",
        "found-statements": "search?q=navire&within=statements",
    }


def picture(visit: Visit, name: str) -> None:
    folder = os.environ.get("ONRECORD_SCREENSHOTS")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        visit.page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def settled(visit: Visit) -> None:
    """Until drawings are drawn, or said that they cannot be."""
    visit.page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page(
    browser: Browser, served: Served, addresses: dict[str, str], language: str, scheme: str
) -> None:
    wrong: list[str] = []
    given = {"color_scheme": scheme, "viewport": {"width": 1280, "height": 900}}
    with visiting(browser, served, **given) as visit:
        visit.see(f"about?lang={language}")
        for name, address in addresses.items():
            status = visit.see(address)
            settled(visit)
            if status != 200:
                wrong.append(f"{name}: {status}")
            assert visit.page.locator("html").get_attribute("lang") == language
            wrong += [f"{name}: {one}" for one in violations(visit.page)]
            picture(visit, f"{name}-{language}-{scheme}")
        assert visit.elsewhere == []
        assert visit.complaints == []
    assert wrong == []


def test_no_page_is_wider_than_a_telephone(
    browser: Browser, served: Served, addresses: dict[str, str]
) -> None:
    wide: list[str] = []
    with visiting(browser, served, viewport={"width": 390, "height": 800}) as visit:
        for name, address in addresses.items():
            visit.see(address)
            settled(visit)
            width = visit.page.evaluate("document.documentElement.scrollWidth")
            if width > 390:
                wide.append(f"{name}: {width}")
            picture(visit, f"{name}-narrow")
    assert wide == []


def test_pages_can_be_read_without_javascript(
    browser: Browser, served: Served, addresses: dict[str, str]
) -> None:
    with visiting(browser, served, java_script_enabled=False) as visit:
        for name, address in addresses.items():
            assert visit.see(address) == 200, name
            main = visit.page.locator("main").inner_text()
            assert len(main) > 80, name
            picture(visit, f"{name}-still")


def test_nothing_is_called_what_nobody_can_know(
    browser: Browser, served: Served, addresses: dict[str, str]
) -> None:
    """Words of reports stand in elements with a language of their own; the rest is ours."""
    said: list[str] = []
    with visiting(browser, served) as visit:
        for language in LANGUAGES:
            visit.see(f"about?lang={language}")
            for name, address in addresses.items():
                visit.see(address)
                ours = visit.page.evaluate(
                    """() => {
                        const copy = document.body.cloneNode(true);
                        copy.querySelectorAll("[lang], script, .words").forEach(e => e.remove());
                        return copy.textContent;
                    }"""
                )
                said += [f"{name}: {found.group()}" for found in NEVER.finditer(ours)]
    assert said == []


def test_keys_lead_through_the_room(browser: Browser, served: Served) -> None:
    with visiting(browser, served) as visit:
        visit.see("about")
        visit.page.keyboard.press("?")
        assert visit.page.locator("dialog#keys").is_visible()
        visit.page.keyboard.press("Escape")
        assert not visit.page.locator("dialog#keys").is_visible()
        for page in (p for p in PAGES if p.shown and p.letter):
            visit.page.keyboard.press("g")
            with visit.page.expect_navigation():
                visit.page.keyboard.press(page.letter)
            assert visit.page.url.endswith(f"/{page.path}")
        visit.page.keyboard.press("/")
        assert visit.page.evaluate("document.activeElement.matches('[data-search]')")
