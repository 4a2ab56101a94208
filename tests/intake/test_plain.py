from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

import pytest
from ftfy.badness import is_bad
from hypothesis import assume, given
from hypothesis import strategies as st

from onrecord.errors import IntakeError
from onrecord.intake.plain import Plain, plain_text
from onrecord.model import Span

CODECS = ["utf-8", "utf-8-sig", "utf-16", "utf-32"]


def of(text: str) -> Plain:
    return plain_text(text.encode(), name="f")


def bytes_behind(plain: Plain, data: bytes, words: str) -> bytes:
    start = plain.text.index(words)
    first, end = plain.textmap.bytes_of(Span(start=start, end=start + len(words)))
    return data[first:end]


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("a\u2028b\u2029c\x0cd\x0be", "a\nb\nc\nd\ne"),
        ("a\tb", "a\tb"),
        ("soft\u00adly \u200bspoken\ufeff", "softly spoken"),
        ("bell\x07 rung here, said the long sentence", "bell rung here, said the long sentence"),
        ("\u200eleft", "left"),
        ("e\u0301te\u0301 nin\u0303o", "été niño"),
        ("q\u0303 stays", "q\u0303 stays"),
        (" \u0301lone", " \u0301lone"),
        ("« un\xa0mot » l’été\u202f!", "« un\xa0mot » l’été\u202f!"),
        ("क्\u200dष", "क्\u200dष"),
    ],
)
def test_only_what_prints_nothing_is_changed(given_text: str, expected: str) -> None:
    assert of(given_text).text == expected


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("dÃ©jÃ\xa0 vu, a-t-il dit", "déjà vu, a-t-il dit"),
        ("lâ€™Ã©tÃ© dernier", "l’été dernier"),
        ("â€œNo,â€\x9d she said", "“No,” she said"),
        ("\x93No,\x94 she said", "“No,” she said"),
        ("L’été, « déjà » créé à Noël…", "L’été, « déjà » créé à Noël…"),
        ("naïve café, Zoë’s “déjà vu” – 5 €", "naïve café, Zoë’s “déjà vu” – 5 €"),
    ],
)
def test_wrong_encodings_are_repaired_and_sound_text_is_not(given_text: str, expected: str) -> None:
    assert of(given_text).text == expected


def test_repairs_lead_back_to_their_bytes() -> None:
    text = "Une ligne saine : l’été.\r\nLe prÃ©fet a dit Â« ouiÂ\xa0»\r\nà Nîmes"
    data = text.encode()
    plain = of(text)
    assert "Le préfet a dit" in plain.text
    assert bytes_behind(plain, data, "préfet") == "prÃ©fet".encode()
    assert bytes_behind(plain, data, "Nîmes") == "Nîmes".encode()
    assert bytes_behind(plain, data, "été.\nLe") == "été.\r\nLe".encode()


def test_damage_becomes_one_replacement_character() -> None:
    data = "été à ".encode() + b"\xff\xfe" + "Nîmes, dès lors à côté".encode()
    plain = plain_text(data, name="f")
    assert plain.text == "été à \ufffdNîmes, dès lors à côté"
    assert bytes_behind(plain, data, "\ufffd") == b"\xff\xfe"
    assert bytes_behind(plain, data, "Nîmes") == "Nîmes".encode()


def test_taken_out_characters_belong_to_no_span() -> None:
    data = "a\u00ad\u00adb".encode()
    plain = plain_text(data, name="f")
    assert plain.textmap.bytes_of(Span(start=0, end=1)) == (0, 1)
    assert plain.textmap.bytes_of(Span(start=1, end=2)) == (5, 6)
    assert plain.textmap.bytes_of(Span(start=0, end=2)) == (0, 6)
    assert plain.textmap.bytes_of(Span(start=2, end=2)) == (6, 6)
    with pytest.raises(ValueError, match="ends after"):
        plain.textmap.bytes_of(Span(start=0, end=3))


@pytest.mark.parametrize("data", [b"", b" \n\t ", "\u00a0\u2003\n".encode(), b"\xef\xbb\xbf"])
def test_nothing_to_read_is_refused(data: bytes) -> None:
    with pytest.raises(IntakeError, match="empty") as caught:
        plain_text(data, name="void.txt")
    assert caught.value.about == "void.txt"


def test_a_long_run_of_marks_takes_no_longer_than_its_length() -> None:
    assert len(of("e" + "\u0301" * 200_000).text) == 200_000


sound = st.text(
    st.sampled_from("abcDEF .,'\"éçÉœ’«»“”–—\xa0日Ж😀\n\r\t\u00ad\u200b\ufeff\u2028\u0301"),
    min_size=1,
).filter(lambda text: bool(text.strip("\ufeff\u00ad\u200b\u0301 \n\r\t\xa0\u2028")))


@given(text=sound, codec=st.sampled_from(CODECS))
def test_every_character_leads_back_to_its_own_bytes(text: str, codec: str) -> None:
    assume(not is_bad(text))
    data = text.encode(codec)
    plain = plain_text(data, name="f")
    where = [plain.textmap.bytes_of(Span(start=i, end=i + 1)) for i in range(len(plain.text))]
    for (_, before_end), (start, _) in pairwise(where):
        assert before_end <= start
    for character, (start, end) in zip(plain.text, where, strict=True):
        piece = data[start:end].decode(plain.encoding)
        piece = piece.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
        piece = re.sub("[\u00ad\u200b\ufeff]", "", piece)
        assert character == unicodedata.normalize("NFC", piece)


@given(text=sound, codec=st.sampled_from(CODECS), data=st.data())
def test_a_span_leads_back_to_bytes_that_read_the_same(
    text: str, codec: str, data: st.DataObject
) -> None:
    assume(not is_bad(text))
    raw = text.encode(codec)
    plain = plain_text(raw, name="f")
    start = data.draw(st.integers(0, len(plain.text) - 1))
    end = data.draw(st.integers(start + 1, len(plain.text)))
    first, last = plain.textmap.bytes_of(Span(start=start, end=end))
    words = plain.text[start:end]
    if not words.isspace() and not (words.startswith("\u0301") or is_bad("x" + words)):
        again = plain_text(b"x" + raw[first:last].decode(plain.encoding).encode(), name="f")
        assert again.text == "x" + words


@given(text=st.text(min_size=1))
def test_no_text_breaks_the_map(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    try:
        plain = plain_text(data, name="f", encoding="utf-8")
    except IntakeError:
        return
    assert plain.text.encode()
    end = 0
    for i in range(len(plain.text)):
        start, stop = plain.textmap.bytes_of(Span(start=i, end=i + 1))
        assert 0 <= start < stop <= len(data)
        # Characters of one repair share the bytes that were repaired.
        assert start >= end or stop == end
        end = stop


@given(data=st.binary())
def test_bytes_give_a_text_or_an_intake_error(data: bytes) -> None:
    try:
        plain = plain_text(data, name="f")
    except IntakeError:
        return
    whole = plain.textmap.bytes_of(Span(start=0, end=len(plain.text)))
    assert 0 <= whole[0] < whole[1] <= len(data)


@given(text=st.text(alphabet="Ã©â€™œÂ «»à aZ.\n\x9d", min_size=1))
def test_half_wrong_text_keeps_the_map_whole(text: str) -> None:
    data = text.encode()
    try:
        plain = plain_text(data, name="f")
    except IntakeError:
        return
    starts = [plain.textmap.bytes_of(Span(start=i, end=i + 1))[0] for i in range(len(plain.text))]
    assert starts == sorted(starts)
