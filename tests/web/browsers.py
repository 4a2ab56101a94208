"""A room that is served, and a real browser in it: what it asks for elsewhere and what its console
complains of are kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import Any, Final

import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from onrecord.web.listening import listen, port_of
from onrecord.web.settings import local
from tests.web.rooms import room

CHROMIUM: Final = "/usr/bin/chromium"
#: Software drawing stands in for a graphics card.
ARGUMENTS: Final = (
    "--no-sandbox",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
)
AXE: Final = Path(__file__).parent / "vendor" / "axe" / "axe.min.js"


@dataclass(slots=True)
class Served:
    """A room at ``root``; ``key`` is that of its first casebook."""

    app: Any
    root: str
    key: str

    def address(self, page: str) -> str:
        return f"{self.root}/c/{self.key}/{page}"

    def entry(self, user: str = "anna") -> str:
        token = self.app.state.premises.sessions.link(user)
        return f"{self.root}/enter?token={token}"


@dataclass(slots=True)
class Visit:
    """A browser in a room, and what went wrong in it so far."""

    page: Page
    served: Served
    elsewhere: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def see(self, page: str) -> int:
        """Go to a page of the casebook; the status of its answer."""
        answer = self.page.goto(self.served.address(page), wait_until="load")
        assert answer is not None
        return answer.status


@contextmanager
def serving(paths: Sequence[str | Path], **settings: Any) -> Iterator[Served]:
    """The room of casebooks, served on a free port until this ends."""
    bound = listen("127.0.0.1", 0)
    port = port_of(bound)
    app = room([str(path) for path in paths], local(port, **settings))
    server = uvicorn.Server(
        uvicorn.Config(app, http="h11", ws="none", lifespan="off", log_config=None)
    )
    thread = Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
    thread.start()
    cases = app.state.premises.cases
    try:
        yield Served(app=app, root=f"http://127.0.0.1:{port}", key=next(iter(cases)))
    finally:
        server.should_exit = True
        thread.join()
        bound.close()
        for case in cases.values():
            case.close()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's browser, without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def visiting(browser: Browser, served: Served, **context: Any) -> Iterator[Visit]:
    """Somebody who came in by a link."""
    made: BrowserContext = browser.new_context(**{"locale": "en-GB", **context})
    made.set_default_timeout(15_000)
    visit = Visit(page=made.new_page(), served=served)
    made.on(
        "request",
        lambda asked: (
            None
            if asked.url.startswith((served.root, "data:", "about:"))
            else visit.elsewhere.append(asked.url)
        ),
    )
    visit.page.on(
        "console",
        lambda said: visit.complaints.append(said.text) if said.type == "error" else None,
    )
    visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
    visit.page.goto(served.entry())
    try:
        yield visit
    finally:
        made.close()


def violations(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 AA on a page, in words; and paragraphs that are empty, as a
    browser makes them of what cannot stand in one."""
    # What lies half under the bar at the top is no smaller for it.
    page.evaluate("window.scrollTo(0, 0)")
    found = page.evaluate(
        AXE.read_text(encoding="utf-8")
        + """;axe.run({runOnly: {type: "tag", values: [
            "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"
        ]}})"""
    )
    return [
        f"{one['id']}: {one['help']}: {node['html'][:200]}"
        for one in found["violations"]
        for node in one["nodes"]
    ] + page.evaluate(
        """() => [...document.querySelectorAll("p:empty:not([aria-live])")]
            .map(e => e.parentElement.outerHTML.slice(0, 200))"""
    )
