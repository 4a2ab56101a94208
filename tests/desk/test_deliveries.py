"""What is handed over: kept under numbers, called by names that are never paths."""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.desk import deliveries
from onrecord.desk.deliveries import (
    LONGEST_NAME,
    NAMELESS,
    Delivery,
    discard_left,
    name_of,
    tasks,
)
from onrecord.desk.reading import Known, Opened, SetAside
from onrecord.intake.open import STDIN


@pytest.fixture
def delivery() -> Iterator[Delivery]:
    made = Delivery()
    yield made
    made.discard()
    assert not made.folder.exists()


def test_the_folder_is_for_its_owner_alone(delivery: Delivery) -> None:
    assert stat.S_IMODE(delivery.folder.stat().st_mode) == 0o700


def test_what_a_killed_room_left_is_removed_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deliveries.tempfile, "tempdir", str(tmp_path))
    held, left, young = Delivery(), Delivery(), Delivery()
    left.add("secret.txt", io.BytesIO(b"who told us"))
    for one in (left, young):
        one._held.release()  # as the end of its process does
    theirs = tmp_path / f"{deliveries.PREFIX}of-somebody"
    theirs.mkdir()
    for old in (held.folder, left.folder, theirs):
        os.utime(old, (0, 0))
    assert discard_left() == 1
    assert not left.folder.exists()
    assert held.folder.exists() and young.folder.exists() and theirs.exists()
    held.discard()


@pytest.mark.parametrize(
    ("given", "called"),
    [
        ("../../etc/passwd", "passwd"),
        (r"C:\Users\anna\a.txt", "a.txt"),
        ("/", NAMELESS),
        ("..", NAMELESS),
        (STDIN, NAMELESS),
        ("", NAMELESS),
        ("a\nb\x00.txt", "a\ufffdb\ufffd.txt"),
        ("x" * 300 + ".jsonl", "x" * (LONGEST_NAME - 6) + ".jsonl"),
    ],
)
def test_a_name_is_no_path(given: str, called: str) -> None:
    assert name_of(given) == called


@given(st.text())
def test_no_name_leads_anywhere(given: str) -> None:
    called = name_of(given)
    assert called and len(called) <= LONGEST_NAME
    assert not set(called) & set("/\\\0\n\r") and called not in {".", "..", STDIN}


def test_files_are_read_where_they_lie_and_called_by_their_names(
    delivery: Delivery, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A file of this name lies where the room was opened; it is not the one that was brought.
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("Secret")
    delivery.add("../a.txt", io.BytesIO(b"The bridge is shut."))
    (task,) = tasks(delivery.handed, Known())
    assert (task.name, task.given, task.located) == ("a.txt", None, False)
    assert task.path is not None and Path(task.path).read_bytes() == b"The bridge is shut."


def test_reports_of_a_pile_are_called_by_their_lines(delivery: Delivery) -> None:
    lines = b'{"text": "The bridge is shut, the mayor said."}\n{"text": 7}\n'
    delivery.add("pile.jsonl", io.BytesIO(lines))
    assert delivery.handed[0].reports == 2
    found = list(tasks(delivery.handed, Known(language="en")))
    assert [task.name for task in found] == ["pile.jsonl:1", "pile.jsonl:2"]
    assert isinstance(found[0].given, Opened) and isinstance(found[1].given, SetAside)
    assert all(task.path == "" and not task.located for task in found)
    assert str(delivery.folder) not in str(found[1].given.error)


def test_what_cannot_be_opened_is_told_by_its_name(delivery: Delivery) -> None:
    delivery.add("pile.jsonl", io.BytesIO(b""))
    (task,) = tasks(delivery.handed, Known())
    assert isinstance(task.given, SetAside)
    assert str(task.given.error).startswith("pile.jsonl: ")


def test_a_pasted_text_has_what_is_known_of_it(delivery: Delivery) -> None:
    text = "The bridge is shut, the mayor said.\n"
    delivery.paste(text, name="pasted/1", title="A bridge", url="https://example.org/1")
    (task,) = tasks(delivery.handed, Known(language="en", outlet="Kurier"))
    assert isinstance(task.given, Opened)
    report = task.given.report
    assert (task.name, report.title, report.url) == ("1", "A bridge", "https://example.org/1")
    assert report.outlet == "Kurier" and text.strip() in report.text
