"""Who acts: the country and PLOVER sector of phrases, and the data behind it."""

from __future__ import annotations

import pytest

from onrecord.errors import KnowledgeError
from onrecord.knowledge.actors import Actor, actor_of, actor_of_parts
from onrecord.knowledge.actors.codes import codes, country_code
from onrecord.knowledge.bodies import bodies, body_named
from onrecord.knowledge.countries import countries
from onrecord.knowledge.holders import terms_of
from onrecord.knowledge.sectors import sectors

DAY = "2019-05-02"


def coded(text: str, language: str, when: str = DAY) -> tuple[str, str]:
    actor = actor_of(text, language, when)
    return actor.country, actor.sector


@pytest.mark.parametrize(
    ("text", "country", "sector"),
    [
        ("the Republic of Korea", "KOR", ""),
        ("Greenland", "DNK", ""),
        ("Kosovo", "XKX", ""),
        ("two Zambian frigates", "ZMB", "MIL"),
        ("Peruvians", "PER", "CVL"),
        ("Lima", "PER", "GOV"),
        ("Osaka", "JPN", "CVL"),
        ("police in Osaka", "JPN", "COP"),
        ("Abkhazia", "GEO", "PRE"),
        ("a Chilean union leader", "CHL", "LAB"),
        ("the Cuban ambassador to Mexico", "CUB", "GOV"),
        ("an Iranian-backed militia", "", "PRM"),
        ("a Basra-based militia", "IRQ", "PRM"),
        ("pro-Russian separatists", "", "REB"),
        ("the president of the senate", "", "LEG"),
        ("the company president", "", "BUS"),
        ("a former Kremlin official", "RUS", "ELI"),
        ("a former student", "", "EDU"),
        ("the president's widow", "", "ELI"),
        ("the victim's widow", "", "CVL"),
        ("commander of Boko Haram", "NGA", "REB"),
        ("Hezbollah lawmakers", "LBN", "LEG"),
        ("victims of Boko Haram", "NGA", "CVL"),
        ("a UN spokesman", "UNO", ""),
        ("the Kenyan state news agency", "KEN", "GOV"),
        ("a group of men", "", "UNK"),
        ("Chile's Defense Department", "CHL", "GOV"),
        ("a teapot", "", ""),
    ],
)
def test_an_english_phrase(text: str, country: str, sector: str) -> None:
    assert coded(text, "en") == (country, sector)


@pytest.mark.parametrize(
    ("text", "country", "sector"),
    [
        ("le ministre chilien de la Santé", "CHL", "GOV"),
        ("l'armée malienne de l'air", "MLI", "MIL"),
        ("des soldats rebelles", "", "REB"),
        ("les autorités de Lima", "PER", "GOV"),
        ("l'ex-ministre péruvienne", "PER", "ELI"),
        ("un colonel péruvien à la retraite", "PER", "ELI"),
        ("des milliers de Péruviens", "PER", "CVL"),
        ("les séparatistes prorusses", "", "REB"),
        ("la femme du ministre", "", "ELI"),
        ("une femme ministre", "", "GOV"),
        ("le président du Sénat", "", "LEG"),
        ("l'agence officielle cubaine", "CUB", "GOV"),
        ("le préfet de la Guadeloupe", "FRA", "GOV"),
        ("une théière", "", ""),
    ],
)
def test_a_french_phrase(text: str, country: str, sector: str) -> None:
    assert coded(text, "fr") == (country, sector)


@pytest.mark.parametrize(
    ("text", "when", "sector"),
    [
        ("François Hollande", "2013-06-01", "GOV"),
        ("François Hollande", "2018-06-01", "ELI"),
        ("François Hollande", "2005-06-01", ""),
        ("François Hollande", "", "GOV"),
        ("President Hollande", "2013-06-01", "GOV"),
        ("former President Hollande", "2018-06-01", "ELI"),
    ],
)
def test_a_holder_is_what_he_was_at_the_date(text: str, when: str, sector: str) -> None:
    actor = actor_of(text, "en", when)
    assert (actor.country, actor.sector, actor.name) == ("FRA", sector, "François Hollande")


def test_an_office_tells_its_holder() -> None:
    assert actor_of("the president of France", "en", "2013-06-01").name == "François Hollande"
    assert actor_of("le président français", "fr", "2018-06-01").name == "Emmanuel Macron"
    assert actor_of("the president of France", "en").name == ""


def test_a_group_that_rules_is_the_government() -> None:
    assert coded("the Taliban", "en", "2019-05-02") == ("AFG", "REB")
    assert coded("the Taliban", "en", "2022-05-02") == ("AFG", "GOV")


@pytest.mark.parametrize("text", ["Jordan Whitlock", "Nadia Pemberton", "Adam Curtis", "Frank"])
def test_somebody_unknown_is_nobody(text: str) -> None:
    assert coded(text, "en") == ("", "")


def test_look_alikes_and_long_texts_tell_nothing() -> None:
    assert coded("Frаnce", "en") == ("", "")  # a Cyrillic letter
    assert coded("France " * 100, "en") == ("", "")


def test_a_second_sector() -> None:
    assert actor_of("Zambia's defence minister", "en", DAY).second == "MIL"
    assert actor_of("an opposition lawmaker", "en", DAY).second == "OPP"
    assert actor_of("a former general", "en", DAY).second == "MIL"


def test_the_reason_names_words_and_entries() -> None:
    actor = actor_of("Malian soldiers", "en", DAY)
    assert actor.because == "MLI: Malian; MIL: soldiers"
    assert actor.title == "soldiers"
    body = actor_of("Daech", "fr", DAY)
    assert body.because == "IMG: Daech (Islamic State); REB: Islamic State"


def test_resolved_parts_need_no_names() -> None:
    assert actor_of_parts("army spokesman", "en", countries=["SY"]).country == "SYR"
    assert actor_of_parts("army spokesman", "en", countries=["SY"]).sector == "MIL"
    boko = body_named("Boko Haram")
    assert boko is not None
    gunmen = actor_of_parts("gunmen", "en", body=boko.key)
    assert (gunmen.country, gunmen.sector, gunmen.name) == ("NGA", "REB", "Boko Haram")
    term = terms_of("François Hollande")[0][0]
    assert actor_of_parts("ex-président", "fr", "2018-01-01", term=term).sector == "ELI"
    assert actor_of_parts("", "en") == Actor(because="nothing in it that the base knows")


def test_a_language_without_words_is_refused() -> None:
    with pytest.raises(KnowledgeError):
        actor_of("Soldaten", "de")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_words_have_sectors_of_plover_and_stand_once(language: str) -> None:
    listed = [e for entries in sectors(language).entries.values() for e in entries]
    assert {s for e in listed for s in (e.sector, e.second) if s} <= codes().sectors
    assert set(sectors(language).topics.values()) <= codes().sectors


def test_bodies_and_rules_have_codes_that_exist() -> None:
    assert {b.sector for b in bodies() if b.sector} <= codes().sectors
    for table in (codes().partly, codes().parts, codes().partly_people):
        assert set(table.values()) <= set(countries())
    assert {country_code(c) for c in codes().controls} <= {c.iso3 for c in countries().values()}
