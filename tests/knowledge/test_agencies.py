"""Agencies by their names: acronyms in any spelling, joined to a noun, misread by a scanner."""

from __future__ import annotations

import pytest

from onrecord.knowledge.agencies import agencies_in, agency_called, agency_misread, cased
from onrecord.knowledge.bodies import body_named


@pytest.mark.parametrize("words", ["AFP", "A.F.P.", "A. F. P.", "Afp", "agence France-Presse"])
def test_stops_spaces_and_case_tell_no_names_apart(words: str) -> None:
    called = agency_called(words)
    assert called is not None
    assert called.body.name == "Agence France-Presse"


def test_the_base_knows_acronyms_with_stops() -> None:
    assert body_named("A. F. P.") is body_named("AFP") is not None


def test_a_name_of_look_alikes_is_nobodys() -> None:
    assert agency_called("\N{CYRILLIC CAPITAL LETTER A}FP") is None


def test_names_are_written_as_papers_write_them() -> None:
    for words, fits in (("TASS", True), ("Tass", True), ("dpa", True), ("Afp", False)):
        called = agency_called(words)
        assert called is not None
        assert cased(words, called) is fits


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Marseille (ATS / Reuter / A.F.P.)", ["ATS", "Reuter", "A.F.P."]),
        ("l'Agence télégraphique\nsuisse et Havas", ["Agence télégraphique\nsuisse", "Havas"]),
        ("M. O. P. A. Roux est parti.", []),
        ("He lost a map and a tap.", ["map", "tap"]),
        ("Reutersville, Havasu", []),
    ],
)
def test_names_in_a_text(text: str, names: list[str]) -> None:
    assert [text[n.start : n.end] for n in agencies_in(text, 0, len(text))] == names


def test_names_joined_to_a_noun() -> None:
    text = "Nach einer Havasmeldung blieb das Reutersche Amt zu."
    found = list(agencies_in(text, 0, len(text), ("meldung", "sche")))
    assert [(n.called.body.name, n.tail) for n in found] == [
        ("Havas", "meldung"),
        ("Reuters", "sche"),
    ]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Reutor", "Reuters"),
        ("Havaa", "Havas"),
        ("Hayas", "Havas"),
        ("A. E. P.", "Agence France-Presse"),
        ("Agence telégrapliique suissc", "Schweizerische Depeschenagentur"),
    ],
)
def test_misread_names(words: str, name: str) -> None:
    called = agency_misread(words)
    assert called is not None
    assert called.body.name == name


@pytest.mark.parametrize("words", ["Genève", "Suisse", "Rouleur", "XQZ", "Marie", "Si", "", "Wolf"])
def test_what_is_no_misread_name(words: str) -> None:
    assert agency_misread(words) is None


def test_ambiguous_names_are_misread_only_where_a_dispatch_opens() -> None:
    called = agency_misread("Woltf", opens=True)
    assert called is not None and called.body.name.startswith("Wolff")
    assert agency_misread("Woltf") is None
