"""The timeline: a drawing and the table that tells the same, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from onrecord.web.messages import languages
from onrecord.web.times import when
from tests.web.example_room import Reader, reader, text_of


@pytest.fixture(scope="module")
def inside(example_case: Path) -> Reader:
    return reader(example_case)


def test_the_table_tells_all_that_is_drawn(inside: Reader) -> None:
    shown = inside.get(f"{inside.base}/timeline").text
    data = inside.get(f"{inside.base}/timeline.json").json()
    assert data["items"] and data["left_out"] == 0
    for item in data["items"]:
        assert item["href"].startswith(f"{inside.base}/event/event%3A") or "ha%3A" in item["href"]
        assert item["href"].replace("%2F", "/") in shown.replace("%2F", "/")
        assert item["when"] in shown
    assert 'data-table="events"' in shown and 'id="events"' in shown


def test_without_a_script_a_strip_stands_there(inside: Reader) -> None:
    shown = inside.get(f"{inside.base}/timeline").text
    figure = shown.partition("<figure")[2].partition("</figure>")[0]
    assert "<svg" in figure and 'fill="url(#soft)"' in shown
    assert "style=" not in shown and "<style" not in shown


def test_grain_and_uncertainty_go_to_the_drawing(inside: Reader) -> None:
    items = {i["id"]: i for i in inside.get(f"{inside.base}/timeline.json").json()["items"]}
    months = [i for i in items.values() if i["grain"] == "month"]
    assert months and all(i["end"] and not i["uncertain"] for i in months)
    several = [i for i in items.values() if i["uncertain"]]
    assert several and all(i["end"] > i["start"][:10] for i in several)


def test_exact_words_open_where_they_stand(inside: Reader) -> None:
    shown = inside.get(f"{inside.base}/timeline").text
    found = re.findall(
        rf'<mark>([^<]+)</mark>.*?href="({re.escape(inside.base)}/report/[^"]+)"', shown, re.S
    )
    assert found
    for _, address in found[:5]:
        assert re.search(r"\?at=\d+-\d+#i-ev-\d+-\d+$", address)
        assert inside.get(address.partition("#")[0]).status_code == 200


@pytest.mark.parametrize("query", ["type=PROTEST", "told=denied", "origins=2", "to=2026-10-01"])
def test_filters_hold_for_table_and_drawing(inside: Reader, query: str) -> None:
    shown = inside.get(f"{inside.base}/timeline?{query}").text
    items = inside.get(f"{inside.base}/timeline.json?{query}").json()["items"]
    every = inside.get(f"{inside.base}/timeline.json").json()["items"]
    assert 0 < len(items) < len(every)
    assert shown.count("<tr data-item") == len(items)
    assert f"timeline.json?{query}".replace("&", "&amp;") in shown


def test_undated_events_are_listed_apart(inside: Reader) -> None:
    shown = inside.get(f"{inside.base}/timeline").text
    assert "No report says when" not in shown
    apart = inside.get(f"{inside.base}/timeline?list=undated").text
    assert apart.count("No report says when") == apart.count("<tr data-item")
    assert "<figure" not in apart


@pytest.mark.parametrize(
    "query",
    ["from=yesterday", "to=2026-13", "type=WAR", "told=perhaps", "origins=-1", "start=1e9"],
)
def test_what_cannot_be_asked_is_refused(inside: Reader, query: str) -> None:
    for page in ("timeline", "timeline.json"):
        assert inside.get(f"{inside.base}/{page}?{query}").status_code in {200, 400}
    assert inside.get(f"{inside.base}/timeline?{query}").status_code == 400


def test_a_name_that_is_asked_for_is_text(inside: Reader) -> None:
    shown = inside.get(f"{inside.base}/timeline?who=%3Cscript%3Ealert(1)%3C/script%3E").text
    assert "<script>alert" not in shown and "&lt;script&gt;alert" in shown


def test_both_languages(inside: Reader) -> None:
    french = text_of(inside.get(f"{inside.base}/timeline?lang=fr").text)
    assert "Chronologie" in french and "Mots exacts" in french
    english = inside.get(f"{inside.base}/timeline?lang=en")
    assert "Exact words" in text_of(english.text)


def test_an_event_that_was_taken_out_can_be_put_back(example_copy: Path) -> None:
    inside = reader(example_copy)
    shown = inside.get(f"{inside.base}/timeline").text
    words = re.findall(r"/report/(r%3A\w+|r:\w+)\?at=\d+-\d+#i-ev-(\d+-\d+)", shown)
    report, item = words[0][0].replace("%3A", ":"), f"ev:{words[0][1]}"
    again = inside.judged("reject", f"{report}/{item}", back=f"{inside.base}/timeline")
    if "taken-out" not in again:
        pytest.skip("several reports tell the first event")
    assert "Taken out by anna" in again and 'value="withdraw"' in again


@pytest.mark.parametrize(
    ("earliest", "latest", "grain", "said"),
    [
        ("2026-10-05", "2026-10-05", "day", "5 October 2026"),
        ("2026-10-05T17:00", "2026-10-05T17:00", "minute", "5 October 2026"),
        ("2026-10-01", "2026-10-31", "month", "October 2026"),
        ("2004-01-01", "2004-12-31", "year", "2004"),
        ("2024-02-01", "2024-02-29", "month", "February 2024"),
        (
            "2026-10-01",
            "2026-10-07",
            "week",
            "between 1 October 2026 and 7 October 2026 (told as a week)",
        ),
        ("2026-10-01", "2026-10-03", "day", "between 1 October 2026 and 3 October 2026"),
        (None, None, None, "No report says when"),
    ],
)
def test_when_in_words(
    earliest: str | None, latest: str | None, grain: str | None, said: str
) -> None:
    assert when(languages()["en"], earliest, latest, grain) == said
    assert when(languages()["fr"], earliest, latest, grain) != said or said == "2004"
