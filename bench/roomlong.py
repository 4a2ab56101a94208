"""A very long report with many highlights in a real browser: when it can be used.

Its text is the pilemaker's: the words of many stories, read as one report, beside a second one that
shares some of them, compared. The stories are made of gold reports, in which three times as much is
marked as is promised for: most of them are told in words in which there is nothing to be read.
"""

from __future__ import annotations

import random
import statistics
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.measures import Row
from bench.pilemaker import tellings
from bench.roomserver import Server
from onrecord.across.brief import encode_brief
from onrecord.across.briefing import brief
from onrecord.casebook import addition, open_casebook
from onrecord.desk.keeping import renew
from onrecord.intake.open import report_from_text
from onrecord.model import Record
from onrecord.record.read import Reader

CHROMIUM = "/usr/bin/chromium"
WORDS = 20_000
#: Highlights that the page must have at least for the measure to count.
HIGHLIGHTS = 800
#: Of how many stories one stands as it is.
PLAIN = 3
#: Words that are nobody's name, time, place, statement or event, whatever their order.
NOTHING = "wall garden stone paper cup field chair table grass cloth spoon colour shape glass leaf"
#: Of the text of how many parts one the other report is made.
SHARED = 4
#: Times that the page is opened.
OPENED = 7
#: Seconds within which it must be usable.
MOST = 1.0
#: What tells that the page answered a key: the words of a statement are chosen.
_ANSWERED = "() => document.querySelector('.layer.chosen') !== null"


def long_report(corpus: str) -> Iterator[Row]:
    """When a report of 20,000 words has come and answers a key; ``corpus`` is the digest of what it
    is made from."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "long.db"
        report_id, words = long_case(path)
        with Server(path) as server:
            seconds, highlights = _opened(server, f"report/{report_id}")
    spent = statistics.median(seconds)
    yield Row(
        name="room long report usable, s",
        data=f"{words} words, {highlights} highlights, median of {len(seconds)}",
        digest=corpus,
        # A page without its highlights is not what is measured.
        figure=spent if highlights >= HIGHLIGHTS else float("inf"),
        floor=MOST,
        lower_is_better=True,
        note=f"first {seconds[0]:.2f}, best {min(seconds):.2f}, worst {max(seconds):.2f}",
    )


def long_case(path: Path) -> tuple[str, int]:
    """Make a casebook with a long report, compared; its id, and how many words it has."""
    texts, count, chance = list[str](), 0, random.Random(11)
    for _, told in groupby(tellings(), key=lambda one: one.story):
        report = next(told).record.report
        if report.language == "en":
            whole = len(texts) % PLAIN == 0
            texts.append(report.text.strip() if whole else _plain(report.text, chance))
            count += len(texts[-1].split())
        if count >= WORDS:
            break
    with open_casebook(path, write=True, create_new=True) as casebook:
        records = [
            _read(name, some) for name, some in (("long", texts), ("other", texts[::SHARED]))
        ]
        casebook.add([addition(r, encode_brief(brief(r)), name=r.report.id) for r in records])
    renew(str(path))
    return records[0].report.id, count


def _plain(text: str, chance: random.Random) -> str:
    """As many words in as many paragraphs, in which nothing is to be read."""
    return "\n\n".join(
        " ".join(chance.choices(NOTHING.split(), k=len(block.split())))
        for block in text.strip().split("\n\n")
    )


def _read(name: str, texts: list[str]) -> Record:
    report = report_from_text("\n\n".join(texts) + "\n", name, detect=lambda _: "en", outlet=name)
    (record,) = Reader().read_many([report])
    return record


def _opened(server: Server, page: str) -> tuple[list[float], int]:
    """Seconds from asking for a page until it answered a key, each time; its highlights."""
    from playwright.sync_api import sync_playwright

    name, _, value = server.cookie.partition("=")
    root = f"http://127.0.0.1:{server.port}"
    seconds: list[float] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        context = browser.new_context(locale="en-GB")
        context.add_cookies([{"name": name, "value": value, "url": root}])
        shown = context.new_page()
        # The browser itself is warm, and has the style sheets.
        shown.goto(f"{root}{server.root}about")
        for _ in range(OPENED):
            began = shown.evaluate("() => performance.timeOrigin + performance.now()")
            shown.goto(f"{root}{server.root}{page}", wait_until="domcontentloaded")
            shown.keyboard.press("j")
            shown.wait_for_function(_ANSWERED, polling=5)
            over = shown.evaluate("() => performance.timeOrigin + performance.now()")
            seconds.append((over - began) / 1000)
        highlights = shown.locator(".sheet .layer[id]").count()
        browser.close()
    return seconds, highlights
