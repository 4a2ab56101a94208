"""Words that would run, turn around or hide, in reports, names and judgements on report pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord.cli.app import app
from onrecord.desk.room import Room
from onrecord.web.shown import SIGN
from tests.web.example_room import Reader, reader

SCRIPT = "</script><script>window.ran=1</script>"
TITLE = f'{SCRIPT} "quoted" <img src=x onerror=window.ran=1>'
PROSE = (
    "PARIS, 5 mars 2026 (AFP) – Le ministre Jean\u202eDupont a dit à l\u200bAFP que "
    "« 𝄞 rien <b onclick='window.ran=1'> n\u2066e fu\u0456t 𝄞 », mardi à Lyon.\n\n"
    "« C’est “<svg/onload=window.ran=1>” 😀 », a affirmé Marie\u00ad Curie \U000e0041 à Paris, "
    "d’après &lt;script&gt; et javascript:window.ran=1 \x9f.\n"
)
#: What report pages are made of.
TAGS = frozenset(
    (
        *("html", "head", "meta", "title", "link", "script", "body", "header", "nav", "main"),
        *("footer", "article", "section", "div", "h1", "h2", "h3", "p", "span", "a", "b", "s"),
        *("ins", "del", "q", "code", "kbd", "mark", "br", "ul", "ol", "li", "dl", "dt", "dd"),
        *("details", "summary", "dialog", "form", "label", "input", "button", "select", "option"),
        *("output", "fieldset", "legend", "table", "caption", "thead", "tbody", "tr", "th", "td"),
    )
)


class Seen(HTMLParser):
    """Fails where a page holds what none of its templates does."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS, tag
        for name, value in attrs:
            assert not name.startswith("on") and name != "style", (tag, name)
            if name in {"href", "src", "action"}:
                assert re.match(r"/|#|https?://|\?", value or ""), value


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("hostile")
    report = folder / "2026-03-05 <i>'\"&.txt"
    head = (
        f"Source: <i>Agence</i>\nPublié le : 5 mars 2026\nURL: javascript:window.ran=1\n\n{TITLE}"
    )
    report.write_text(f"{head}\n\n{PROSE}", encoding="utf-8")
    path = folder / "hostile.db"
    for command in (["add", str(path), str(report), "--workers", "0"], ["compare", str(path)]):
        result = CliRunner().invoke(app, command)
        assert result.exit_code == 0, result.output
    yield path


@pytest.fixture(scope="module")
def inside(hostile: Path) -> Reader:
    return reader(hostile, user=f"<b>{SCRIPT}")


@pytest.fixture(scope="module")
def report_id(hostile: Path) -> str:
    room = Room(hostile)
    with room.look() as look:
        found = next(iter(look.casebook.reports())).id
    room.close()
    return found


def test_words_are_shown_as_they_are(hostile: Path, inside: Reader, report_id: str) -> None:
    room = Room(hostile)
    with room.look() as look:
        text = look.record(report_id).report.text
    room.close()
    page = inside.get(f"{inside.base}/report/{report_id}").text
    Seen().feed(page)
    shown = re.findall(r'data-start="(\d+)">(.*?)</(?:p|h2|h3)>', page, re.DOTALL)
    # Marks that turn writing around are taken out at intake; these are not.
    assert "𝄞" in text and "\U000e0041" in text
    for start, block in shown:
        plain = unescape(re.sub(r"<[^>]+>", "", block))
        there = text[int(start) : int(start) + len(plain)]
        assert len(there) == len(plain)
        for own, theirs in zip(plain, there, strict=True):
            assert own == theirs or (own == SIGN and not theirs.isalnum())
    assert 'data-odd="E0041"' in page
    assert not re.search("[\u200b\u202e\u2066\U000e0041]", page)


def test_all_pages_and_forms_hold_no_markup_of_a_report(inside: Reader, report_id: str) -> None:
    page = inside.get(f"{inside.base}/report/{report_id}?own=1").text
    paths = {unescape(one) for one in re.findall(r'href="([^"]*/correct\?item=[^"]*)"', page)}
    assert paths
    for path in [*sorted(paths), f"{inside.base}/reports"]:
        Seen().feed(inside.get(path).text)
    for path in sorted(paths)[:1]:
        Seen().feed(inside.get(f"{path}&called={SCRIPT}").text)


def test_judgements_hold_no_markup(inside: Reader, report_id: str) -> None:
    room = f"{inside.base}/report/{report_id}"
    page = inside.get(room).text
    items = [unescape(one) for one in re.findall(r"correct\?item=([^\"]*)\"", page)]
    items = [one.replace("%3A", ":") for one in items]
    hostile = f"\"'>{SCRIPT}\u202e"
    done = 0
    for item in items:
        key = f"{report_id}/{item}"
        if item.startswith("st:"):
            Seen().feed(inside.judged("source", key, value=hostile, note=hostile, back=room))
        Seen().feed(inside.judged("reject", key, note=hostile, back=room))
        done += 1
    fields = {"report": report_id, "start": "60", "end": "70", "value": hostile}
    Seen().feed(inside.judged("statement", back=room, **fields))
    strange = f"{report_id}/<script>{SCRIPT}"
    Seen().feed(inside.judged("reject", strange, back=room))
    after = inside.get(room).text
    assert done and "window.ran=1" in after and "<script>" not in after.partition("<main")[2]
    answer = inside.post(f"{inside.base}/judge", data={"verdict": SCRIPT, "item": "x"})
    Seen().feed(answer.text)
    assert answer.status_code == 400
