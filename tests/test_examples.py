"""The whole way: the examples, as files, through the shipped pipelines, to records and views."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from typer.testing import CliRunner

import onrecord
from onrecord.cli.app import app
from onrecord.model import Record, Statement
from onrecord.record.codec import decode_record, encode_record
from onrecord.record.outline import contents, speakers

EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*.txt"))


@cache
def read(path: Path) -> Record:
    return onrecord.read_report(path)


def statements(name: str) -> Iterator[tuple[Statement, str, str]]:
    record = read(next(path for path in EXAMPLES if path.name == name))
    for statement in record.statements:
        yield statement, speakers(record, statement), contents(record, statement)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_an_example_gives_statements_in_its_language(path: Path) -> None:
    record = read(path)
    assert record.report.language == path.name.split(".")[1]
    assert len(record.statements) >= 8
    assert decode_record(encode_record(record)) == record


@pytest.mark.parametrize(
    ("name", "source", "words", "quotation", "stance"),
    [
        ("silo-1.fr.txt", "Hélène Castaing", "Le feu est circonscrit", "direct", "asserts"),
        ("silo-1.fr.txt", "pompiers", "deux des blessés", "indirect", "asserts"),
        ("silo-2.en.txt", "Castaing", "The fire is contained", "direct", "asserts"),
        ("strait-talks.en.txt", "Torvald Esk", "We did not come here", "direct", "asserts"),
        ("mill-vote.en.txt", "Grace Oyelaran", "not asking for the moon", "direct", "asserts"),
        ("pont-levant.fr.txt", "Mireille Tanguay", "la pire des nouvelles", "direct", "asserts"),
    ],
)
def test_who_says_what(name: str, source: str, words: str, quotation: str, stance: str) -> None:
    found = [s for s, who, said in statements(name) if source in who and words in said]
    assert (quotation, stance) in [(s.quotation, s.stance) for s in found]


def test_reading_together_gives_the_bytes_of_reading_alone() -> None:
    result = CliRunner().invoke(app, ["read", *map(str, EXAMPLES)])
    assert result.exit_code == 0, result.stderr
    alone = [encode_record(read(path)).decode() for path in EXAMPLES]
    assert result.stdout.splitlines() == alone


def test_a_text_is_a_report() -> None:
    record = onrecord.read_report("The mill will reopen in May, the mayor said on Monday.")
    [statement] = record.statements
    assert speakers(record, statement) == "the mayor"
    assert contents(record, statement) == "The mill will reopen in May"


def test_the_view_of_an_example_keeps_within_its_width() -> None:
    arguments = ["read", str(EXAMPLES[0]), "--format", "text", "--width", "72"]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0
    assert max(map(len, result.stdout.splitlines())) <= 72
