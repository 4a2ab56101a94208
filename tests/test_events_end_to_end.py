"""Small reports of our own, read with the shipped models: who did what to whom, and who says so."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord.cli.app import app
from onrecord.desk import published_on
from onrecord.intake.open import report_from_text
from onrecord.record.codec import encode_record
from onrecord.record.eventlines import event_lines
from onrecord.record.read import Reader

Told = tuple[str, str, str, str, str]
VISIT = (
    "President Ana Roy will visit Japan next week, the foreign ministry said on Monday.\n\n"
    "Rebels attacked an army convoy near Bamako on Sunday. The convoy was carrying food.\n"
)
DENIAL = (
    "The army denied on Friday that its soldiers had attacked the village.\n\n"
    "France demanded that Mali withdraw its troops. Mali rejected the demand.\n"
)
KILLING = (
    "Police allegedly killed two students in Nairobi on Tuesday.\n\n"
    "The union accused the government of arresting journalists.\n"
)
VISITE = (
    "La chancelière se rendra à Kiev vendredi, a annoncé lundi le gouvernement allemand.\n\n"
    "Des rebelles ont attaqué dimanche un convoi de l'armée près de Bamako.\n"
)
EXIGENCE = (
    "Le Tchad a exigé que le Mali retire ses troupes. La police aurait tué deux étudiants à "
    "Nairobi.\n\nLe Mali a accusé la France d'avoir bombardé un marché.\n"
)
#: Who, type, whom, how it is told, who says it. Others may be found beside these.
EXPECTED: list[tuple[str, str, set[Told]]] = [
    (
        "en",
        VISIT,
        {
            ("Ana Roy", "CONSULT · visit", "Japan", "planned", "the foreign ministry"),
            ("Rebels", "ASSAULT", "an army convoy", "stated", ""),
        },
    ),
    (
        "en",
        DENIAL,
        {
            ("its soldiers", "ASSAULT", "the village", "denied", "The army"),
            ("France", "REQUEST · yield", "Mali", "stated", ""),
        },
    ),
    (
        "en",
        KILLING,
        {
            ("Police", "ASSAULT", "two students", "possible", "a source not named"),
            ("The union", "ACCUSE · allege", "the government", "stated", ""),
            ("the government", "COERCE · arrest", "journalists", "possible", "The union"),
        },
    ),
    (
        "fr",
        VISITE,
        {
            ("La chancelière", "CONSULT · visit", "Kiev", "planned", "le gouvernement allemand"),
            ("Des rebelles", "ASSAULT", "un convoi de l'armée", "stated", ""),
        },
    ),
    (
        "fr",
        EXIGENCE,
        {
            ("Tchad", "REQUEST · yield", "Mali", "stated", ""),
            ("La police", "ASSAULT", "deux étudiants", "possible", "a source not named"),
            ("Mali", "ACCUSE · allege", "France", "stated", ""),
            ("France", "ASSAULT · heavy-weapons", "un marché", "possible", "Le Mali"),
        },
    ),
]


@cache
def _reader() -> Reader:
    return Reader()


def _bytes_and_events(language: str, text: str) -> tuple[bytes, set[Told]]:
    report = report_from_text(text, published=published_on("2024-03-05"), detect=lambda _: language)
    record = _reader().read(report)
    events = {
        (
            _plain(line.who),
            " · ".join(filter(None, (line.event.type, line.event.mode))),
            _plain(line.whom),
            line.event.factuality,
            line.said_by,
        )
        for line in event_lines(record)
    }
    return encode_record(record), events


def _plain(people: str) -> str:
    """Names without PLOVER's codes behind them."""
    return re.sub(r" \[[^]]*\]", "", people)


@pytest.mark.parametrize(("language", "text", "expected"), EXPECTED)
def test_events_of_a_report(language: str, text: str, expected: set[Told]) -> None:
    _, found = _bytes_and_events(language, text)
    assert expected <= found


@pytest.mark.parametrize(("language", "text"), [(row[0], row[1]) for row in EXPECTED])
def test_no_allegation_is_told_as_a_fact(language: str, text: str) -> None:
    _, found = _bytes_and_events(language, text)
    facts = {who for who, type_, _, told, said in found if (told, said) == ("stated", "")}
    assert facts.isdisjoint({"its soldiers", "Police", "the government", "La police"})


@pytest.mark.parametrize(("language", "text"), [("en", KILLING), ("fr", EXIGENCE)])
def test_the_same_bytes_twice(language: str, text: str) -> None:
    first, _ = _bytes_and_events(language, text)
    assert first == _bytes_and_events(language, text)[0]


def test_the_view_tells_what_happened(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(VISIT, encoding="utf-8")
    call = ["read", str(path), "--language", "en", "--format", "text"]
    result = CliRunner().invoke(app, call)
    assert result.exit_code == 0, result.output
    _, _, told = result.stdout.partition("What is told to have happened:")
    assert "Ana Roy" in told
    assert "CONSULT · visit" in told
    assert "planned" in told
    assert CliRunner().invoke(app, call).stdout == result.stdout
