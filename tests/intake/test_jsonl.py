"""Many reports in one file of JSON."""

from __future__ import annotations

import hashlib
import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import IntakeError, LanguageError
from onrecord.intake import jsonl
from onrecord.intake.open import open_named, open_report, open_reports
from onrecord.model import Report
from tests.intake import pages

TEXT = "The mill will reopen, she said."


def english(prose: str) -> str:
    return "en"


def written(path: Path, *lines: Any) -> Path:
    rows = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


def one(tmp_path: Path, **fields: Any) -> Report:
    return open_report(written(tmp_path / "x.jsonl", {"text": TEXT} | fields), detect=english)


def test_every_line_is_a_report(tmp_path: Path) -> None:
    line = json.dumps({"text": TEXT, "unknown": [1, {"x": None}]})
    path = written(tmp_path / "pile.jsonl", line, "", {"body": "More.", "outlet": "Gazette"}, "")
    found = list(open_named(path, detect=english))
    assert [name for name, _ in found] == [f"{path}:1", f"{path}:3"]
    first, second = (report for _, report in found)
    assert isinstance(first, Report)
    assert isinstance(second, Report)
    assert (first.text, second.text, second.outlet) == (TEXT, "More.", "Gazette")
    assert first.original_sha256 == hashlib.sha256(line.encode()).hexdigest()
    assert first.id == "r:" + first.original_sha256[:16]
    assert list(open_reports(path, detect=english)) == [first, second]


def test_the_names_of_fields(tmp_path: Path) -> None:
    report = one(
        tmp_path,
        headline="Mill to reopen",
        publisher={"id": None, "name": "The  Gazette"},
        published_at="2026-03-02T10:20:30+01:00",
        link="https://example.org/1",
        lang="fr-CH",
        id=17,
    )
    assert (report.title, report.outlet) == ("Mill to reopen", "The Gazette")
    assert (report.published.value, report.published.grain) == ("2026-03-02T10:20+01:00", "minute")
    assert report.published.basis == "stated"
    assert (report.url, report.language) == ("https://example.org/1", "fr")
    assert [part.kind for part in report.parts] == ["title", "paragraph"]
    assert report.text == f"Mill to reopen\n\n{TEXT}"


def test_a_headline_that_the_text_has_is_not_put_before_it(tmp_path: Path) -> None:
    text = f"Mill to\nreopen\n\n{TEXT}"
    assert one(tmp_path, text=text, title="Mill to reopen").text == text


@pytest.mark.parametrize(
    ("value", "because"),
    [
        ("yesterday", "no date understood in date: 'yesterday'"),
        (1_700_000_000, "no date understood in date: '1700000000'"),
        ("03/04/2024", "date: '03/04/2024' leaves open which number is the day"),
    ],
)
def test_a_date_that_is_not_understood_is_said(tmp_path: Path, value: Any, because: str) -> None:
    published = one(tmp_path, date=value).published
    assert (published.value, published.because) == (None, because)


def test_a_line_with_a_page(tmp_path: Path) -> None:
    report = one(tmp_path, text=None, html=pages.MODERN, outlet="Other")
    assert pages.FIRST in report.text
    assert (report.outlet, report.title) == ("Other", "Vale bridge to close")


def test_what_the_caller_knows_wins(tmp_path: Path) -> None:
    path = written(tmp_path / "x.ndjson", {"text": TEXT, "outlet": "A", "lang": "fr"})
    found = open_report(path, detect=english, outlet="B", language="en")
    assert (found.outlet, found.language) == ("B", "en")


def test_a_bad_line_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    deep = "[" * 200_000
    bad = {
        "{nope": "not JSON",
        "[1]": "not an object",
        '{"title": "x"}': "no text",
        '{"text": 5}': "text is no text",
        '{"text": "x", "title": []}': "title is no text",
        '{"text": "   "}': "empty",
        deep: "nested too deeply",
    }
    path = written(tmp_path / "pile.jsonl", *bad, {"text": TEXT})
    *errors, (_, last) = open_named(path, detect=english)
    for number, ((name, error), said) in enumerate(zip(errors, bad.values(), strict=True), 1):
        assert isinstance(error, IntakeError)
        assert error.about == name == f"{path}:{number}"
        assert said in str(error)
    assert isinstance(last, Report)


def test_bytes_that_are_no_utf_8_and_lines_too_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jsonl, "MAX_BYTES", 100)
    path = tmp_path / "pile.jsonl"
    path.write_bytes(b'{"text": "\xe9\xe8"}\n{"text": "' + b"x" * 500 + b'"}\n{"text": "Mill."}')
    first, second, third = open_reports(path, detect=english)
    assert isinstance(first, IntakeError)
    assert "MAX_BYTES" in str(second)
    assert isinstance(third, Report)


def test_an_array_and_an_object(tmp_path: Path) -> None:
    path = written(tmp_path / "a.json", [{"text": TEXT}, 5, {"text": "More."}])
    found = dict(open_named(path, detect=english))
    assert [*found] == [f"{path}:{n}" for n in (1, 2, 3)]
    first, second, _ = found.values()
    assert isinstance(first, Report)
    assert first.original_sha256 == hashlib.sha256(json.dumps({"text": TEXT}).encode()).hexdigest()
    assert isinstance(second, IntakeError)
    pretty = tmp_path / "b.json"
    pretty.write_text(json.dumps({"text": TEXT}, indent=2))
    assert open_report(pretty, detect=english).text == TEXT


@pytest.mark.parametrize(
    ("data", "said"),
    [("[]", "without reports"), ("", "not JSON"), ("[{}", "not closed"), ("{} 5", "more than one")],
)
def test_json_out_of_form(tmp_path: Path, data: str, said: str) -> None:
    *_, last = open_reports(written(tmp_path / "x.json", data), detect=english)
    assert isinstance(last, IntakeError)
    assert said in str(last)


def test_a_file_of_nothing_gives_an_error(tmp_path: Path) -> None:
    (error,) = open_reports(written(tmp_path / "x.jsonl", "", ""), detect=english)
    assert isinstance(error, IntakeError)
    assert "no reports" in str(error)


def test_one_report_is_asked_of_a_pile(tmp_path: Path) -> None:
    path = written(tmp_path / "x.jsonl", {"text": TEXT}, {"text": TEXT + "!"})
    with pytest.raises(IntakeError, match="several reports") as caught:
        open_report(path, detect=english)
    assert caught.value.about == str(path)


def test_a_pile_is_known_by_its_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = (json.dumps({"text": TEXT}) + "\n").encode() * 2
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\xef\xbb\xbf" + lines)))
    names = [name for name, _ in open_named("-", detect=english)]
    assert names == ["standard input:1", "standard input:2"]
    other = written(tmp_path / "x.txt", '{"a": "brace opens this text"}')
    assert open_report(other, detect=english).text.startswith('{"a"')


def test_a_language_that_is_not_known_is_an_error_of_its_line(tmp_path: Path) -> None:
    def detect(prose: str) -> str:
        raise LanguageError("no language is likely")

    (error,) = open_reports(written(tmp_path / "x.jsonl", {"text": TEXT}), detect=detect)
    assert isinstance(error, LanguageError)
    assert error.about.endswith("x.jsonl:1")


@given(
    st.lists(st.binary(max_size=40) | st.sampled_from([b'{"text": "x"}', b'{"text":', b"[[", b"}"]))
)
def test_any_lines_become_reports_or_errors(lines: list[bytes]) -> None:
    data = b"\n".join(lines)
    stream = io.BytesIO(data)
    for name, entry in jsonl.entries(stream.readline(), stream, "f"):
        assert name.startswith("f:")
        assert isinstance(entry, jsonl.Entry) or entry.about == name
    try:
        list(jsonl.entries_of_value(data, "f"))
    except IntakeError as error:
        assert error.about == "f"


def test_half_characters_in_the_facts_are_replaced(tmp_path: Path) -> None:
    found = one(tmp_path, title="Dam\ud800", outlet="Echo\udfff", url="https://e.example/\ud800")
    facts = (found.title, found.outlet, found.url)
    assert facts == ("Dam\ufffd", "Echo\ufffd", "https://e.example/\ufffd")
