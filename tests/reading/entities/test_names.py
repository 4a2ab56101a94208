"""Names of a report, with the reasons for their kinds."""

from __future__ import annotations

import pytest

import onrecord
from onrecord.model import Record


def kinds(record: Record) -> dict[str, str]:
    return {entity.name: entity.kind for entity in record.entities}


def test_kinds_and_reasons() -> None:
    record = onrecord.read_report(
        "OSLO, May 4 (Reuters) - Mayor Carla Venn met officials of Norway in Bergen on Sunday.\n\n"
        "Venn said the United Nations would send Ivo Brandt.\n",
        language="en",
    )
    found = kinds(record)
    assert found["Carla Venn"] == "person"
    assert found["Ivo Brandt"] == "person"
    assert found["Norway"] == "country"
    assert found["Bergen"] == "place"
    assert found["Reuters"] == "organization"
    assert found["United Nations"] == "organization"
    assert all(entity.because for entity in record.entities)


def test_a_short_name_joins_the_longer_one() -> None:
    record = onrecord.read_report(
        "Carla Venn a parlé lundi. Venn a dit que le pont tiendrait.", language="fr"
    )
    (person,) = [e for e in record.entities if e.kind == "person"]
    text = record.report.text
    assert [text[m.start : m.end] for m in person.mentions] == ["Carla Venn", "Venn"]


def test_a_part_of_two_names_is_a_person_but_nobody_knows_which() -> None:
    record = onrecord.read_report(
        "Carla Venn et Noor Venn ont voté lundi à la mairie. Venn a souri.", language="fr"
    )
    found = kinds(record)
    assert {"Carla Venn", "Noor Venn", "Venn"} <= set(found)
    assert found["Venn"] == "person"


@pytest.mark.parametrize(
    "sentence", ["Le maire a voté lundi.", "Dimanche, la mairie était fermée."]
)
def test_common_words_and_days_are_no_names(sentence: str) -> None:
    assert onrecord.read_report(sentence, language="fr").entities == ()
