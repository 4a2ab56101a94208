from __future__ import annotations

import pytest

from onrecord.errors import IntakeError
from onrecord.intake.encoding import decode

FRENCH = "Le préfet a été entendu mardi à Nîmes, a déclaré l’élue ; « rien » n’est décidé."


def plain_quotes(text: str) -> str:
    return text.replace("’", "'").replace("«", '"').replace("»", '"')


@pytest.mark.parametrize(
    ("codec", "expected"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16-le"),
        ("utf-32", "utf-32-le"),
        ("cp1252", "cp1252"),
        ("mac_roman", "mac_roman"),
    ],
)
def test_french_comes_back_from_every_usual_encoding(codec: str, expected: str) -> None:
    decoded = decode(FRENCH.encode(codec), name="f")
    assert decoded.source == FRENCH
    assert decoded.codec == expected


@pytest.mark.parametrize(
    "text", ["Le café est fermé.", "Il a été arrêté à Nîmes.", "Zoé ? « Oui »"]
)
def test_short_western_texts_are_not_taken_for_another_region(text: str) -> None:
    assert decode(text.encode("cp1252"), name="f").source == text
    assert decode(plain_quotes(text).encode("latin-1"), name="f").source == plain_quotes(text)


def test_russian_in_its_old_encoding() -> None:
    text = "Президент заявил, что переговоры продолжатся в понедельник, сообщает агентство."
    assert decode(text.encode("cp1251"), name="f").source == text


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b"\xff\xfe", b"\xff\xfe\x00\x00"])
def test_a_mark_alone_is_no_text_but_decodes(mark: bytes) -> None:
    decoded = decode(mark, name="f")
    assert decoded.source == ""
    assert decoded.skipped == len(mark)


@pytest.mark.parametrize("codec", ["utf-16-be", "utf-32-be"])
def test_big_endian_needs_its_mark(codec: str) -> None:
    decoded = decode("\ufeffété".encode(codec), name="f")
    assert (decoded.source, decoded.codec) == ("été", codec)


def test_damaged_utf8_stays_utf8_and_keeps_its_bytes() -> None:
    data = "été à Nîmes".encode()[:5] + b"\xff" + " – élève, dû à ça".encode()
    decoded = decode(data, name="f")
    assert decoded.codec == "utf-8"
    assert decoded.source.encode("utf-8", decoded.errors) == data


def test_utf8_cut_off_inside_a_character() -> None:
    decoded = decode("L’été".encode()[:-1], name="f")
    assert decoded.codec == "utf-8"
    assert decoded.source.startswith("L’ét")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.7 and so on", "PDF"),
        (b"PK\x03\x04rest", "ZIP"),
        (b"\x1f\x8brest", "gzip"),
        (b"\x89PNG\r\n", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"{\\rtf1 text}", "RTF"),
        (b"text with a\0 in it", "NUL at byte 11"),
        (b"\x01\x02\x03\x04 text", "MAX_CONTROL_SHARE"),
        (b"\xff\xfeodd", "utf-16-le"),
    ],
)
def test_what_is_no_text_is_refused_by_name(data: bytes, said: str) -> None:
    with pytest.raises(IntakeError, match=said) as caught:
        decode(data, name="report.bin")
    assert caught.value.about == "report.bin"


def test_binary_behind_a_utf16_mark_is_refused() -> None:
    with pytest.raises(IntakeError, match="NUL"):
        decode("\ufeffa\0b".encode("utf-16-le"), name="f")


def test_bytes_of_no_encoding_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.intake.encoding._likely", lambda body: ["shift_jis"])
    with pytest.raises(IntakeError, match="neither UTF-8"):
        decode(b"\x81\xe9\xff\xfe\xfd", name="f")


def test_the_sample_for_the_detector_holds_the_telling_bytes() -> None:
    text = (
        "plain words here. " * 20_000 + "\nLe préfet a été entendu à Nîmes.\n" + "more. " * 20_000
    )
    assert decode(text.encode("cp1252"), name="f").source == text
