"""The languages of the interface say the same things."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path
from string import Formatter

import pytest

from onrecord.web.app import PAGES
from onrecord.web.messages import FALLBACK, FORMS, Say, chosen, languages

WEB = Path(str(files("onrecord.web")))
SAYS = languages()
OTHERS = sorted(set(SAYS) - {FALLBACK})
FORBIDDEN = re.compile(
    r"\b(confirm\w*|independent\w*|true|verified|indépendant\w*|avér\w+|vérifié\w*|vrai\w*)\b", re.I
)


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def forms(message: object) -> dict[str, str]:
    return {"other": message} if isinstance(message, str) else dict(message)  # type: ignore[call-overload]


@pytest.mark.parametrize("code", OTHERS)
def test_every_language_has_the_same_messages(code: str) -> None:
    assert set(SAYS[code].texts) == set(SAYS[FALLBACK].texts)


@pytest.mark.parametrize("code", OTHERS)
def test_every_message_has_the_same_places(code: str) -> None:
    for key, message in SAYS[FALLBACK].texts.items():
        theirs = SAYS[code].texts[key]
        assert isinstance(message, str) == isinstance(theirs, str), key
        assert places(forms(message)["other"]) == places(forms(theirs)["other"]), key


@pytest.mark.parametrize("code", sorted(SAYS))
def test_plural_forms_are_those_of_the_language(code: str) -> None:
    wanted = {*SAYS[code].plural, "other"}
    assert wanted <= FORMS
    for key, message in SAYS[code].texts.items():
        assert isinstance(message, str) or set(message) == wanted, key


@pytest.mark.parametrize("code", sorted(SAYS))
def test_nothing_is_promised_that_is_not_known(code: str) -> None:
    for key, message in SAYS[code].texts.items():
        assert not any(FORBIDDEN.search(text) for text in forms(message).values()), key


def test_french_has_its_spaces() -> None:
    for key, message in SAYS["fr"].texts.items():
        for text in forms(message).values():
            assert not re.search(r"[^\u202f]([;!?])|[^\u00a0\d]:|«[^\u00a0]|[^\u00a0]»|'", text), (
                key
            )


def test_what_templates_and_pages_say_is_there() -> None:
    named = re.compile(r'say[(\[]"([a-z_]+(?:\.[a-z_0-9]+)+)"')
    refused = re.compile(r'Refused\(\s*\d+, "([a-z_.]+)"')
    sources = [*WEB.rglob("*.html"), *WEB.rglob("*.py")]
    told = {key for p in sources for key in named.findall(p.read_text(encoding="utf-8"))}
    told |= {key for p in sources for key in refused.findall(p.read_text(encoding="utf-8"))}
    assert len(told) > 50
    assert told - {"story.reports"} <= set(SAYS[FALLBACK].texts)


def test_every_page_has_a_name() -> None:
    assert {f"nav.{page.key}" for page in PAGES if page.shown} <= set(SAYS[FALLBACK].texts)
    letters = [page.letter for page in PAGES if page.letter]
    assert len(letters) == len(set(letters))


def test_numbers_dates_and_forms() -> None:
    en, fr = SAYS["en"], SAYS["fr"]
    assert (en.number(1234567), fr.number(1234567)) == ("1,234,567", "1\u202f234\u202f567")
    assert (en.number(0.5), fr.number(1234.5)) == ("0.5", "1\u202f234,5")
    assert en("language.ago.minutes", n=1) == "1 minute ago"
    assert (en.form(0), fr.form(0), fr.form(2)) == ("other", "one", "other")
    assert (en.day("2026-11-28"), fr.day("2026-03-01T10:00")) == ("28 November 2026", "1 mars 2026")
    assert (en.day("2026-11"), en.day("2026"), en.day(None)) == ("November 2026", "2026", "")
    assert (en.day("2026-13-01"), en.day("soon")) == ("2026-13-01", "soon")
    assert (en.ago(30), en.ago(7300), fr.ago(200_000)) == (
        "just now",
        "2 hours ago",
        "il y a 2 jours",
    )
    assert (en.size(1), en.size(16 * 1024), fr.size(3 * 2**29)) == (
        "1 byte",
        "16 KiB",
        "1,5\u00a0Gio",
    )


def test_forms_of_a_language_that_has_more() -> None:
    rules = {
        "one": {"mod10": [1], "not_mod100": [11]},
        "few": {"mod10": [2, 3, 4], "not_mod100": [12, 13, 14]},
    }
    say = Say(code="xx", name="", texts={}, plural=rules)
    told = {n: say.form(n) for n in (1, 11, 21, 2, 12, 23, 5, 0)}
    expected = ("one", "other", "one", "few", "other", "few", "other", "other")
    assert tuple(told.values()) == expected


def test_a_message_that_lacks_a_value_is_an_error() -> None:
    with pytest.raises(KeyError):
        SAYS["en"]("room.keys.go")
    with pytest.raises(KeyError):
        SAYS["en"]("room.nothing")


def test_the_language_that_is_spoken() -> None:
    assert chosen("fr", "en", "en", "en") == "fr"
    assert chosen("xx", "fr", "en", "en") == "fr"
    assert chosen(None, None, None, "de, fr-CA;q=0.8, en;q=0.9") == "en"
    assert chosen(None, None, None, "fr-CA,en;q=0.1") == "fr"
    assert chosen(None, None, "fr", "en") == "fr"
    assert chosen(None, None, None, "fr;q=0, *;q=x") == "en"
    assert chosen(None, "../../x", None, "") == "en"


@pytest.mark.parametrize("code", sorted(SAYS))
def test_places_are_names_alone(code: str) -> None:
    for key, message in SAYS[code].texts.items():
        for text in forms(message).values():
            for _, name, spec, how in Formatter().parse(text):
                assert name is None or (name.isidentifier() and not spec and how is None), key


def test_a_message_without_values_is_had_by_its_name() -> None:
    say = SAYS[FALLBACK]
    assert say["room.name"] == say("room.name")
    with pytest.raises(KeyError):
        say["room.none"]
    with pytest.raises(KeyError):
        say("report.rule")
