"""Names that are made to mislead or to break: kept as they are, never merged by look, no crash."""

from __future__ import annotations

import pytest

import onrecord

HOSTILE = {
    "look-alike letters": "K\u0456m Jong Un",  # Cyrillic i
    "zero-width joiner": "Kim\u200d Jong Un",
    "bidi override": "Kim \u202eJong Un",
    "zero-width space": "Ki\u200bm Jong Un",
    "regular expression": "Kim (.*)+$ Un",
    "SQL": "Robert'); DROP TABLE entities;--",
    "markup": "<script>alert(1)</script> Un",
    "format string": "{0.__class__} %s%n Un",
}


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("language", ["en", "fr"])
def test_it_is_read_and_kept(name: str, language: str) -> None:
    said = {"en": "said on Monday that {} attacked", "fr": "a déclaré lundi que {} avait attaqué"}
    text = (
        f"Kim Jong Un met Vladimir Putin. {name} {said[language].format('Kim')} the port. "
        f"The army of {name} arrested three men.\n"
    )
    record = onrecord.read_report(text, language=language)
    kept = "".join(c for c in name if c not in "\u200b\u202e")
    assert kept.split()[-1] in record.report.text
    for entity in record.entities:
        for mention in entity.mentions:
            assert record.report.text[mention.start : mention.end].strip()


@pytest.mark.parametrize("kind", ["look-alike letters", "zero-width joiner"])
def test_a_look_alike_is_never_the_same_person(kind: str) -> None:
    text = f"Kim Jong Un met Vladimir Putin on Monday. {HOSTILE[kind]} visited Moscow, he said.\n"
    record = onrecord.read_report(text, language="en")
    for entity in record.entities:
        names = {record.report.text[m.start : m.end] for m in entity.mentions if m.form == "name"}
        assert not {"Kim Jong Un", HOSTILE[kind]} <= names


def test_a_name_of_five_thousand_letters() -> None:
    long = "X" + "a" * 5_000
    record = onrecord.read_report(f"{long} met Kim Jong Un. {long} said so.\n", language="en")
    assert long in record.report.text
    people = [e for e in record.entities if "Kim Jong Un" in e.name]
    assert all(long not in e.name for e in people)
