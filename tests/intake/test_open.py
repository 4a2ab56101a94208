from __future__ import annotations

import hashlib
import io
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import IntakeError, LanguageError
from onrecord.intake import open as opening
from onrecord.intake.open import expand, open_report, report_from_bytes, report_from_text
from onrecord.model import PROSE, Published

TEXT = "Mill to reopen\n\nBy Jane Doe\nSource: The Example\n\nThe mill will reopen, she said.\n"


def english(prose: str) -> str:
    return "en"


def test_a_file_becomes_a_report(tmp_path: Path) -> None:
    path = tmp_path / "mill.txt"
    path.write_bytes(TEXT.encode())
    report = open_report(path, detect=english)
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    assert report.id == "r:" + digest[:16]
    assert report.original_sha256 == digest
    assert (report.text, report.language) == (TEXT, "en")
    assert (report.title, report.outlet) == ("Mill to reopen", "The Example")
    assert report == open_report(str(path), detect=english)
    assert report == report_from_bytes(TEXT.encode(), "other", detect=english)
    assert report == report_from_text(TEXT, detect=english)


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    assert open_report("-", detect=english).text == TEXT


def test_what_the_caller_knows_wins() -> None:
    published = Published(value="2024", grain="year", basis="stated", because="given")
    report = report_from_text(
        TEXT,
        detect=english,
        language="fr",
        outlet="Other",
        url="https://example.org",
        title="Another title",
        published=published,
    )
    assert (report.language, report.outlet, report.url) == ("fr", "Other", "https://example.org")
    assert (report.title, report.published) == ("Another title", published)


def test_the_detector_sees_prose_only_and_not_too_much() -> None:
    shown: list[str] = []

    def detect(prose: str) -> str:
        shown.append(prose)
        return "en"

    report_from_text(TEXT + "\n" + "More of it here. " * 10_000, detect=detect)
    assert "Jane Doe" not in shown[0]
    assert "Mill to reopen" in shown[0]
    assert len(shown[0]) < 21_000
    report_from_text("***", detect=detect)
    assert shown[1] == "***"


def test_a_language_error_names_the_file() -> None:
    def detect(prose: str) -> str:
        raise LanguageError("no language is likely")

    with pytest.raises(LanguageError, match=r"^mill.txt: no language") as caught:
        report_from_bytes(TEXT.encode(), "mill.txt", detect=detect)
    assert caught.value.about == "mill.txt"


def test_errors_name_the_file_and_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases = {
        "missing.txt": "no such file",
        "folder": "a folder",
        "empty.txt": "0 bytes",
        "blank.txt": "white space",
        "binary.txt": "NUL",
        "large.txt": r"MAX_BYTES",
        "nul\0name": "cannot be read",
    }
    (tmp_path / "folder").mkdir()
    (tmp_path / "empty.txt").touch()
    (tmp_path / "blank.txt").write_text(" \n\n ")
    (tmp_path / "binary.txt").write_bytes(b"a\0b")
    (tmp_path / "large.txt").write_text("x" * 101)
    monkeypatch.setattr(opening, "MAX_BYTES", 100)
    for name, said in cases.items():
        with pytest.raises(IntakeError, match=said) as caught:
            open_report(tmp_path / name, detect=english)
        assert caught.value.about == str(tmp_path / name)


def test_no_more_than_the_limit_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MAX_BYTES", 10)
    endless = io.BytesIO(b"x" * 1_000)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(endless))
    with pytest.raises(IntakeError, match="standard input: larger"):
        open_report("-", detect=english)
    assert endless.tell() <= 11
    with pytest.raises(IntakeError, match="larger"):
        report_from_text("x" * 11, detect=english)


def test_folders_are_walked_in_name_order(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.txt", "a.txt", ".hidden", ".git/x", "b/.y", "c/d/e.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    found = list(expand(["-", tmp_path, "gone.txt"]))
    names = [str(Path(name).relative_to(tmp_path)) for name in found[1:-1]]
    assert (found[0], found[-1]) == ("-", "gone.txt")
    assert names == ["a.txt", "b/1.txt", "b/2.txt", "c/d/e.txt"]


@given(st.one_of(st.binary(), st.text().map(lambda text: text.encode("utf-8", "surrogatepass"))))
def test_bytes_become_a_report_or_an_intake_error(data: bytes) -> None:
    try:
        report = report_from_bytes(data, "f", detect=english)
    except IntakeError as error:
        assert error.about == "f"
        return
    assert report.text.encode()
    assert report.parts
    assert {part.kind for part in report.parts} & {
        *PROSE,
        "metadata",
        "byline",
        "credit",
        "dateline",
    }
