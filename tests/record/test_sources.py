"""Who speaks, of what kind and country, and through whom: read from texts with the real models."""

from __future__ import annotations

from functools import cache

import pytest

from onrecord.intake.open import report_from_text
from onrecord.model import Record, Statement
from onrecord.record.read import Reader

NORTH = (
    "SÉOUL (Reuters) - Le dirigeant nord-coréen Kim Jong Un a inspecté un chantier de Wonsan, a "
    "rapporté mercredi l'agence officielle KCNA.\n\n"
    "Kim a déclaré que la marine devait se préparer, selon KCNA. Il a ordonné la construction de "
    "deux destroyers, a ajouté l'agence. Un responsable de l'ONU a dit que c'était faux.\n\n"
    "Selon KCNA, citant Kim, le port ouvrira.\n"
)


@cache
def _reader() -> Reader:
    return Reader()


def _read(text: str, language: str = "fr", outlet: str | None = None) -> Record:
    report = report_from_text(text, detect=lambda _: language, outlet=outlet)
    return _reader().read(report)


def _of(record: Record, source: str) -> list[Statement]:
    return [s for s in record.statements if [record.words(w) for w in s.source.spans] == [source]]


def _names(record: Record, statement: Statement) -> list[str]:
    by_id = {e.id: e.name for e in record.entities}
    return [by_id[i] for i in statement.source.entity_ids]


def test_a_chain_goes_from_the_outlet_to_the_first_source() -> None:
    record = _read(NORTH, outlet="Le Courrier du Val")
    (cited,) = (s for s in _of(record, "Kim") if "port" in record.words(s.content[0]))
    assert [(c.name, c.kind) for c in cited.chain] == [
        ("Le Courrier du Val", "outlet"),
        ("Reuters", "agency"),
        ("KCNA", "agency"),
        ("Kim", "person"),
    ]


def test_a_state_agency_is_told() -> None:
    record = _read(NORTH)
    (agency,) = _of(record, "l'agence officielle KCNA")
    assert (agency.source.kind, agency.source.country, agency.source.state_run) == (
        "agency",
        "KP",
        True,
    )
    assert agency.chain[0].name == "Reuters"
    assert agency.chain[0].state_run is False


def test_a_description_and_a_pronoun_speak_for_who_they_mean() -> None:
    record = _read(NORTH)
    (agency,) = _of(record, "l'agence")
    assert _names(record, agency) == ["KCNA"]
    (he,) = _of(record, "Il")
    assert _names(record, he) == ["Kim Jong Un"]
    assert he.source.country == "KP"
    (kim,) = (e for e in record.entities if e.name == "Kim Jong Un")
    assert "pronoun" in {m.form for m in kim.mentions}


def test_an_official_of_a_body_is_not_the_body() -> None:
    record = _read(NORTH)
    (official,) = _of(record, "Un responsable de l'ONU")
    assert official.source.entity_ids == ()
    assert official.source.kind == "anonymous"


def test_a_capital_speaks_for_its_state() -> None:
    record = _read("Moscou a affirmé jeudi que le pont avait été détruit.\n")
    (moscow,) = _of(record, "Moscou")
    assert (moscow.source.kind, moscow.source.country) == ("office", "RU")


def test_two_who_speak_together_have_no_common_country() -> None:
    record = _read("La France et l'Allemagne ont déclaré que l'accord était mort.\n")
    (both,) = record.statements
    assert _names(record, both) == ["France", "Allemagne"]
    assert both.source.country is None


def test_the_credit_of_a_picture_is_not_the_report_s() -> None:
    text = (
        "Le ministre a annoncé jeudi que la route fermerait.\n\n"
        "Photo : la route, le 3 mai. (AFP)\n\n"
        "La maire a répondu que c'était une erreur.\n"
    )
    record = _read(text)
    assert record.statements
    assert all(link.name != "AFP" for s in record.statements for link in s.chain)


def test_the_outlet_s_own_credit_is_not_repeated() -> None:
    record = _read("PARIS (AFP) - Le ministre a annoncé que la route fermerait.\n", outlet="AFP")
    assert [link.name for link in record.statements[0].chain] == ["AFP", "Le ministre"]
    assert record.statements[0].chain[0].kind == "agency"


def test_an_agency_that_a_scanner_misread_stands_in_the_chain() -> None:
    text = (
        "PARIS, 14. (Havaa.) — Le ministre a déclaré que la conférence aurait lieu lundi.\n\n"
        "Le maire a dit que la salle était prête. (A. F. P.)\n"
    )
    record = _read(text)
    credited = record.statements[0].chain[0]
    assert (credited.name, credited.kind, credited.country) == ("Havas, A. F. P.", "agency", "FR")
    assert [record.words(span) for span in credited.spans] == ["Havaa", "A. F. P."]


def test_letters_that_no_list_knows_are_an_agency_where_they_are_credited() -> None:
    said = "Le maire a dit que la salle était prête."
    record = _read(f"La salle\n\n{said}\n\nAvec QNP\n")
    assert (record.statements[0].chain[0].name, record.statements[0].chain[0].kind) == (
        "QNP",
        "agency",
    )
    record = _read(f"PARIS, 3 mars - {said}\n")
    assert [link.name for link in record.statements[0].chain] == ["Le maire"]


@pytest.mark.parametrize(
    ("outlet", "names"),
    [("Le Tarn", ["Le Tarn", "Écho de Varn"]), ("L’Écho de Varn", ["L’Écho de Varn"])],
)
def test_the_paper_that_published_a_report_before_stands_in_the_chain(
    outlet: str, names: list[str]
) -> None:
    said = "Le maire a annoncé que la salle fermerait."
    record = _read(
        f"La salle\n\n{said}\n\nCet article a d’abord paru dans l’Écho de Varn.\n", outlet=outlet
    )
    chain = record.statements[0].chain
    assert [link.name for link in chain] == [*names, "Le maire"]
    assert {link.kind for link in chain[:-1]} == {"outlet"}


def test_an_agency_of_several_meanings_is_known_in_a_byline() -> None:
    record = _read(
        "Mill shut\n\nBy Jane Doe, AP\n\nThe mayor said that the mill would close.\n", "en"
    )
    credited = record.statements[0].chain[0]
    assert (credited.name, credited.country, credited.state_run) == ("AP", "US", False)


@pytest.mark.parametrize("country", ["Karvélie", "Moldanie"])
def test_where_a_place_lies_is_no_credit(country: str) -> None:
    dateline = f"Zarnitz ({country}), 16 avr 2026 (AFP) -"
    record = _read(f"Échange suspendu\n\n{dateline} L'échange a été suspendu, dit le maire.\n")
    (said,) = _of(record, "le maire")
    assert [c.name for c in said.chain if c.kind == "agency"] == ["AFP"]
