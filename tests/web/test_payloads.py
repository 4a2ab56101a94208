"""Words that would run as scripts, in every field of reports and judgements, with the policy that
would stop them left out: nothing runs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest

from onrecord.across.brief import encode_brief
from onrecord.across.briefing import brief
from onrecord.casebook import Addition, addition, open_casebook
from onrecord.casebook.quarantine import Quarantined
from onrecord.desk.keeping import renew
from onrecord.desk.room import Asked, Room
from onrecord.model import (
    Entity,
    Judgement,
    Link,
    Mention,
    Part,
    Published,
    Record,
    Span,
    Statement,
)
from onrecord.model.statement import Source
from onrecord.web.app import PAGES
from tests import samples
from tests.web.browsers import Visit, chromium, serving, visiting
from tests.web.payloads import PAYLOADS

#: Payloads in the text of one report; every one is the title of one.
IN_TEXT = 12
AT = "2026-11-28T10:00:00+00:00"


def addition_of(number: int, payload: str, body: list[str]) -> Addition:
    """A report with a payload in each of its fields, and more of them in its text."""
    said = f"{payload} said: “{body[0]}” in "
    text = f"{said}Paris.\n\n" + "\n\n".join(body) + f"\n\n{number}\n"
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    whole = Span(start=0, end=text.index("\n"))
    source = Span(start=0, end=len(payload))
    content = Span(start=text.index("“") + 1, end=text.index("”", text.index("“")))
    base = samples.record()
    report = replace(
        base.report,
        id=f"r:{sha256[:16]}",
        original_sha256=sha256,
        text=text,
        parts=(Part(kind="paragraph", span=whole),),
        title=payload,
        outlet=payload[:80],
        url=payload,
        published=Published(value=f"2026-01-{number % 28 + 1:02d}", grain="day", basis="stated"),
    )
    name = Entity(
        id=f"en:0-{len(payload)}",
        kind="person",
        name=payload,
        mentions=(Mention(start=0, end=len(payload), form="name"),),
        link=Link(source=payload, key=payload, score=1.0, reason=payload),
    )
    statement = Statement(
        id=f"st:{content.start}-{content.end}",
        source=Source(spans=(source,), entity_ids=(name.id,), kind="person"),
        cue=None,
        content=(content,),
        quotation="direct",
        stance="asserts",
        certainty="certain",
        polarity="positive",
        rule=payload,
        score=0.5,
    )
    record = Record(
        report=report, entities=(name,), statements=(statement,), provenance=base.provenance
    )
    return addition(record, encode_brief(brief(record)), name=payload)


def additions() -> Iterator[Addition]:
    for number, payload in enumerate(PAYLOADS):
        body = [PAYLOADS[(number * IN_TEXT + n) % len(PAYLOADS)] for n in range(IN_TEXT)]
        yield addition_of(number, payload, body)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "hostile.db"
    with open_casebook(path, write=True, create_new=True) as casebook:
        written = casebook.add(
            additions(),
            [Quarantined(name=p, sha256=None, error=p, reason=p) for p in PAYLOADS[:200]],
        )
        assert not [one for one in written[: len(PAYLOADS)] if isinstance(one, Quarantined)]
        items = [f"{found.id}/en:0-{len(found.title or '')}" for found in casebook.reports()]
        for payload, item in zip(PAYLOADS, items, strict=True):
            plain = "".join(c for c in payload if ord(c) >= 32)
            for verdict, value in (("rename", plain), ("reject", "")):
                casebook.judge(
                    Judgement(
                        number=0,
                        verdict=verdict,  # type: ignore[arg-type]
                        items=(item,),
                        value=value,
                        by=plain[:80],
                        at=AT,
                        note=payload,
                    )
                )
    renew(str(path))
    return path


def ran(visit: Visit) -> bool:
    """Whether something ran; chances to run are given: hovering and focus."""
    visit.page.evaluate(
        """() => document.querySelectorAll("main *").forEach(e => {
            for (const kind of ["mouseover", "mouseenter", "pointerover", "focus"])
                e.dispatchEvent(new Event(kind, {bubbles: true}));
        })"""
    )
    return bool(visit.page.evaluate("window.ran === 1"))


def addresses(path: Path) -> Iterator[str]:
    """Every page, every report, every finding of some, and payloads in addresses."""
    room = Room(path)
    with room.look() as look:
        reports = [f"report/{found.id}" for found in look.casebook.reports()]
        listed = look.casebook.findings.listed
        found = [
            f"{page}/{quote(one.id, safe='')}"
            for kind, page in (
                ("statement", "statement"),
                ("event", "event"),
                ("disagreement", "disagreements"),
                ("copy", "copy"),
                ("entity", "people"),
            )
            for one in listed(Asked(kind=kind, limit=40))  # type: ignore[arg-type]
        ]
    room.close()
    yield from reports
    yield from found
    for page in (p for p in PAGES if p.shown):
        yield page.path
        for number in range(2, 7):
            yield f"{page.path}?page={number}"
    for payload in PAYLOADS[::6]:
        yield f"search?q={quote(payload)}"
        yield f"people?q={quote(payload)}"
        yield f"reports?outlet={quote(payload)}"
        yield f"statement/{quote(payload, safe='')}"
        yield f"search?q=x&page={quote(payload)}&within={quote(payload)}&lang={quote(payload)}"


def test_nothing_runs(hostile: Path) -> None:
    assert len(PAYLOADS) >= 500
    executed: list[str] = []
    addressed: list[str] = []
    with (
        serving([hostile], csp=False) as served,
        chromium() as browser,
        # Drawing a thousand pages is most of the work: a small window has little to draw.
        visiting(browser, served, viewport={"width": 320, "height": 240}) as visit,
    ):
        visit.page.on("dialog", lambda asked: (executed.append("dialog"), asked.dismiss()))
        for address in addresses(hostile):
            visit.see(address)
            if ran(visit):
                executed.append(address)
            addressed += visit.page.evaluate(
                """() => [...document.querySelectorAll("a, form, area, iframe, [formaction]")]
                    .map(e => e.getAttribute("href") || e.getAttribute("action") || "")
                    .filter(a => a && !/^(https?:|\\/|#|\\?)/.test(a))"""
            )
        assert visit.elsewhere == []
    assert executed == []
    assert addressed == []
