"""The page Add: files and texts come in while the room goes on."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from onrecord.casebook import open_casebook
from onrecord.desk.arrivals import Arrivals
from onrecord.desk.deliveries import Delivery
from onrecord.web import limits
from onrecord.web.cases import Case
from tests.web.browsers import chromium, serving, violations, visiting
from tests.web.example_room import NoRenewal, Reader, reader, text_of

TEXT = """PORT SARREL, Oct 14 (Northwire) - The bridge over the Merle was shut on Wednesday.

"Nobody was hurt," Mayor Odile Kerguen told Northwire.
"""
PAGE = (
    f"<html><body><article><h1>Bridge shut</h1><p>{TEXT}</p><p>{TEXT}</p></article></body></html>"
)
SECONDS = 120


def case_of(inside: Reader) -> Case:
    (found,) = inside.app.state.premises.cases.values()  # type: ignore[attr-defined]
    return found  # type: ignore[no-any-return]


@pytest.fixture
def inside(example_copy: Path) -> Any:
    """Somebody in a room that reads in its own process."""
    made = reader(example_copy)
    case = case_of(made)
    case.__dict__["arrivals"] = Arrivals(case.room, done=case.renewal.ask, workers=0)
    yield made
    case.arrivals.close()


def brought(inside: Reader, **sent: Any) -> str:
    """The page of a delivery when it is in."""
    answer = inside.post(f"{inside.base}/add", **sent)
    assert answer.status_code == 303, answer.text
    assert case_of(inside).arrivals.wait(SECONDS)
    page = inside.get(answer.headers["location"])
    assert page.status_code == 200
    return page.text


def test_what_is_brought_is_read_and_searched(inside: Reader) -> None:
    """With the real models: a text, a page, a pile, a pasted text, and what is none."""
    files = [
        ("files", ("../../a.txt", TEXT.encode())),
        ("files", ("b.html", PAGE.encode())),
        (
            "files",
            ("pile.jsonl", b'{"text": "La mairie a ferm\xc3\xa9 le pont, dit le maire."}\n{}'),
        ),
        ("files", ("<img src=x onerror=alert(1)>.txt", b"\x00\x01\x02" * 100)),
    ]
    data = {"text": "The ferry “Ostrelle” sank, the coastguard said.\n", "title": "A ferry sank"}
    page = brought(inside, files=files, data=data)
    told = text_of(page)
    assert "4 added" in told and "2 set aside" in told and "6 of 6" in told
    assert "<img" not in page and "&lt;img src=x onerror=alert(1)&gt;.txt" in page
    assert "onrecord-" not in told
    assert inside.renewal.asked == 1
    assert "A ferry sank" in inside.get(f"{inside.base}/search?q=Ostrelle").text
    with open_casebook(case_of(inside).path) as casebook:
        names = {name for filed in casebook.reports() for name in filed.names}
        assert {"a.txt", "b.html", "pile.jsonl:1"} <= names
        aside = {one.name: one.reason for one in casebook.quarantined()}
    assert set(aside) == {"pile.jsonl:2", "<img src=x onerror=alert(1)>.txt"}
    # What was set aside stays listed; a second time everything is in.
    page = inside.get(f"{inside.base}/add").text
    assert "pile.jsonl:2" in page and "<img" not in page
    again = brought(inside, files=files[:2])
    assert "2 already in" in text_of(again)


def test_what_is_known_wins(inside: Reader) -> None:
    data = {
        "text": "The ferry sank, the coastguard said.",
        "outlet": "Kurier",
        "published": "2026-10-14",
        "language": "en",
        "url": "https://example.org/ferry",
    }
    brought(inside, data=data)
    with open_casebook(case_of(inside).path) as casebook:
        (filed,) = [one for one in casebook.reports() if one.url]
    assert (filed.outlet, filed.published, filed.language) == ("Kurier", "2026-10-14", "en")
    assert filed.names[0].startswith("text, pasted 2")
    later = brought(inside, data=data | {"text": "The ferry sank at noon, the coastguard said."})
    assert "Added as a new version of" in later and "1 passage differs" in later


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"text": " "}, "Choose files, or paste a text."),
        ({"text": "A bridge.", "published": "yesterday"}, "The date was not understood."),
        ({"text": "A bridge.", "language": "xx"}, "language"),
        ({"text": "x" * (limits.MAX_PASTED + 1)}, "MAX_PASTED"),
    ],
)
def test_what_cannot_be_brought(inside: Reader, data: dict[str, str], says: str) -> None:
    answer = inside.post(f"{inside.base}/add", data=data)
    assert answer.status_code in {400, 413} and says in answer.text
    assert case_of(inside).arrivals.several() == ()


def test_the_form_keeps_what_was_written(inside: Reader) -> None:
    data = {"text": "\n</textarea><script>", "published": "soon", "outlet": '"><script>'}
    page = inside.post(f"{inside.base}/add", data=data).text
    assert "<script>" not in page.replace('<script defer src="', "")
    assert "&lt;/textarea&gt;" in page and "&#34;&gt;&lt;script&gt;" in page


def test_progress_is_asked_for_until_it_has_ended(
    inside: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrivals = case_of(inside).arrivals
    monkeypatch.setattr(arrivals, "_run", lambda: None)
    made = Delivery()
    made.paste("A bridge.", name="<b>")
    number = arrivals.bring(made, by="<i>").number
    own = f"{inside.base}/add/{number}"
    page = inside.get(own).text
    assert '<meta http-equiv="refresh"' in page and f'hx-get="{own}/progress"' in page
    assert "Waiting" in page and "<b>" not in page and "<i>" not in page
    piece = inside.get(f"{own}/progress")
    assert "<html" not in piece.text and "hx-trigger" in piece.text
    assert inside.post(f"{own}/cancel").headers["location"] == own
    ended = inside.get(own).text
    assert "Cancelled" in ended and "hx-get" not in ended and "refresh" not in ended
    assert not made.folder.exists()


def test_deliveries_that_there_are_not(inside: Reader) -> None:
    for path in ("add/7", "add/7/progress", "add/x"):
        assert inside.get(f"{inside.base}/{path}").status_code in {400, 404}
    assert inside.post(f"{inside.base}/add/7/cancel").status_code == 404


def test_too_many_files(inside: Reader) -> None:
    files = [("files", (f"{n}.txt", b"x")) for n in range(limits.MAX_UPLOADS + 1)]
    answer = inside.post(f"{inside.base}/add", files=files)
    assert answer.status_code == 413 and "MAX_UPLOADS" in answer.text


def test_a_room_for_reading_only_takes_nothing(example_copy: Path) -> None:
    inside = reader(example_copy, read_only=True)
    page = inside.get(f"{inside.base}/add").text
    assert "opened for reading only" in page and not re.search(r"<form[^>]*multipart", page)
    assert inside.post(f"{inside.base}/add", data={"text": "x"}).status_code == 403
    assert "arrivals" not in case_of(inside).__dict__


def test_a_browser_brings_a_file_and_sees_it_come_in(example_copy: Path, tmp_path: Path) -> None:
    """What a real browser writes of where its form comes from is not what a test client does."""
    file = tmp_path / "bridge.txt"
    file.write_text(TEXT)
    with serving([example_copy]) as served, chromium() as browser, visiting(browser, served) as one:
        case = served.app.state.premises.cases[served.key]
        case.__dict__["renewal"] = NoRenewal()
        case.__dict__["arrivals"] = Arrivals(case.room, done=case.renewal.ask, workers=0)
        assert one.see("add") == 200
        one.page.set_input_files("#files", file)
        one.page.locator("button.main").click()
        one.page.wait_for_url("**/add/1")
        assert case.arrivals.wait(SECONDS)
        # The page asks by itself until it is told so.
        one.page.locator("#progress label", has_text="Done").wait_for()
        assert "bridge.txt" in one.page.locator("#progress").inner_text()
        assert violations(one.page) == []
        assert (one.complaints, one.elsewhere) == ([], [])
