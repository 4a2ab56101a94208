"""Report text is escaped, nothing of it is lost, and what deceives is marked."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.desk.looking.layers import Layer, Piece
from onrecord.web.shown import SIGN, bare, layered, link, marked

_ODD = re.compile(
    r'<span class="odd" title="[^"<>]*" data-odd="([0-9A-F]{4,6})">' + SIGN + "</span>"
)
_MIXED = re.compile(r'<span class="mixed" title="[^"<>]*">|</span>')
HOSTILE = st.text(
    st.one_of(
        st.sampled_from("<>&\"'`=/ aбα\u202e\u2066\u200b\u200d\ufeff\x00\x1b\u00ad\U000e0041◌"),
        st.characters(),
    )
)


def back(shown: str) -> str:
    """The text that was shown."""
    with_characters = _ODD.sub(lambda m: f"\x01{m[1]}\x02", shown)
    plain = html.unescape(_MIXED.sub("", with_characters))
    return re.sub("\x01([0-9A-F]+)\x02", lambda m: chr(int(m[1], 16)), plain)


@given(HOSTILE)
def test_nothing_is_lost_and_nothing_is_markup(text: str) -> None:
    shown = str(marked(text))
    bare = _MIXED.sub("", _ODD.sub("", shown))
    assert "<" not in bare and ">" not in bare and '"' not in bare
    assert back(shown) == text


@given(HOSTILE)
def test_one_character_is_shown_as_one(text: str) -> None:
    shown = re.sub(r"<[^>]*>", "", str(marked(text)))
    assert len(html.unescape(shown)) == len(text)


@given(HOSTILE)
def test_what_turns_or_hides_words_never_reaches_the_page(text: str) -> None:
    assert not re.search(
        "[\u202a-\u202e\u2066-\u2069\u200b\u200e\u200f\ufeff\x00\x1b]", marked(text)
    )


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("a\u202eb", "U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("a\u2066b", "U+2066 LEFT-TO-RIGHT ISOLATE"),
        ("min\u200bister", "U+200B ZERO WIDTH SPACE"),
        ("min\u200dister", "U+200D ZERO WIDTH JOINER"),
        ("\ufeffa", "U+FEFF ZERO WIDTH NO-BREAK SPACE"),
        ("a\u00adb", "U+00AD SOFT HYPHEN"),
        ("a\x1b[31m", "U+001B CONTROL CHARACTER"),
        ("a\U000e0041", "U+E0041 TAG LATIN CAPITAL LETTER A"),
        ("a\u3164b", "U+3164 HANGUL FILLER"),
        ("a\ue000", "U+E000 PRIVATE USE"),
        ("a\ud800", "U+D800 HALF A SURROGATE PAIR"),
        ("a\ufe0f", "U+FE0F VARIATION SELECTOR-16"),
    ],
)
def test_what_does_not_show_is_named(text: str, name: str) -> None:
    assert f'class="odd" title="{name}"' in marked(text)


@pytest.mark.parametrize(
    ("word", "letter"),
    [
        ("Pаris", "U+0430 CYRILLIC SMALL LETTER A"),
        ("Αthens", "U+0391 GREEK CAPITAL LETTER ALPHA"),
        ("МΟСКВА", "U+039F GREEK CAPITAL LETTER OMICRON"),
    ],
)
def test_words_that_mix_scripts_are_marked(word: str, letter: str) -> None:
    assert f'<span class="mixed" title="{letter}">{word}</span>' in marked(f"in {word}, today")


@pytest.mark.parametrize(
    "text",
    [
        "Москва and Paris",
        "Αθήνα 2026",
        "l’été, 1\u202f000\u00a0€ « oui »",
        "12 µm and 5 Ω",
        "می\u200cخواهم",
        "क्\u200dष",
        "👩\u200d🚒 ❤\ufe0f 1\ufe0f⃣",
        "שלום",
        "line\n\tline",
        "naïve e\u0301",
    ],
)
def test_what_is_as_it_should_be_is_not_marked(text: str) -> None:
    assert "<span" not in marked(text)


def test_links_lead_to_the_web_in_full() -> None:
    address = "https://example.org/a?b=1&c=%22"
    shown = html.unescape(str(link(address)))
    assert f'href="{address}"' in shown and f">{address}</a>" in shown
    assert 'rel="noreferrer noopener nofollow"' in shown
    assert str(link(None)) == ""


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,<script>",
        "vbscript:x",
        "file:///etc/passwd",
        "//evil.example/",
        "http:evil",
        "https://",
        "https://bank.example@evil.example/",
        "https:\\evil.example",
        "https://a b.example",
        "https://a\u202e.example",
        "https://[::1",
        "https://a.example:99999/",
        " https://a.example",
        "https://a.example/" + "x" * 3000,
    ],
)
def test_what_leads_elsewhere_is_text(address: str) -> None:
    assert "<a" not in link(address)


@given(st.one_of(HOSTILE, HOSTILE.map("https://a.example/".__add__)))
def test_a_link_is_never_broken_out_of(address: str) -> None:
    shown = re.sub(
        r'<a class="out" href="https?://[^"<>]*" rel="[a-z ]*">|</a>', "", str(link(address))
    )
    assert "<" not in _MIXED.sub("", _ODD.sub("", shown))


@given(HOSTILE)
def test_a_label_is_on_one_line_and_shows_what_hides(text: str) -> None:
    assert bare(text) == marked(text).striptags()


@given(HOSTILE, HOSTILE)
def test_layers_make_their_own_tags_and_no_others(text: str, item: str) -> None:
    layer = Layer(start=0, end=1, look="name", item=item, anchor=item)
    mark = Layer(start=0, end=1, look="mark")
    shown = layered(
        [
            Piece("open", layer=layer, anchor=item),
            Piece("open", layer=mark),
            Piece("text", text),
            Piece("close", layer=mark),
            Piece("close", layer=layer),
        ]
    )
    found = re.fullmatch(
        r"<span class=\"layer name\"([^<>]*)><mark>(.*)</mark></span>", shown, re.S
    )
    assert found is not None and found[2] == marked(text)
    assert re.findall(r" ([a-z-]+)=\"[^\"]*\"", found[1]) == (["data-i", "id"] if item else [])
