"""Countries, bodies and office holders."""

from __future__ import annotations

import re
from collections import Counter

from onrecord.knowledge.bodies import bodies, bodies_named, body_named
from onrecord.knowledge.countries import countries, country_named, country_of_capital
from onrecord.knowledge.holders import holders_at, offices, terms_of
from onrecord.knowledge.nameforms import plain
from onrecord.knowledge.offices import holders_named, office_words

DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def test_countries_go_by_many_names() -> None:
    codes = {country_named(n).code for n in ("RPDC", "North Korea", "Corée du Nord", "북한")}  # type: ignore[union-attr]
    assert codes == {"KP"}
    assert country_named("Soviet Union").code == "RU"  # type: ignore[union-attr]
    assert country_named("the United States").iso3 == "USA"  # type: ignore[union-attr]
    assert country_named("R\u03a1DC") is None  # a Greek rho
    assert country_named("Atlantis") is None
    assert country_of_capital("Pékin").code == "CN"  # type: ignore[union-attr]
    assert len(countries()) > 240


def test_bodies_and_agencies() -> None:
    assert sum(b.kind == "agency" for b in bodies()) >= 150
    assert body_named("KCNA").state is True  # type: ignore[union-attr]
    assert body_named("Agence France-Presse").key == body_named("AFP").key  # type: ignore[union-attr]
    assert body_named("ONU").key == body_named("United Nations").key  # type: ignore[union-attr]
    assert body_named("who") is None
    assert body_named("ABC") is None
    assert len(bodies_named("RSF")) == 2
    assert body_named("RSF") is None


def test_every_body_has_a_key_and_a_country_that_exist() -> None:
    assert max(Counter(b.key for b in bodies()).values()) == 1
    for body in bodies():
        assert plain(body.name)
        assert not body.country or body.country in countries(), body
        assert body.ambiguous <= set(body.names), body


def test_offices_are_in_form() -> None:
    for office in offices():
        assert office.source, office.key
        assert office.holders, office.key
        last = ""
        for holder in office.holders:
            assert DATE.fullmatch(holder.start), (office.key, holder)
            assert not holder.end or DATE.fullmatch(holder.end), (office.key, holder)
            assert not holder.end or holder.start[:4] <= holder.end[:4], (office.key, holder)
            shared = min(len(last), len(holder.start))
            assert last[:shared] <= holder.start[:shared], (office.key, holder)
            last = holder.end
    assert max(Counter(o.key for o in offices()).values()) == 1


def test_holders_by_date() -> None:
    naming = office_words("fr")["ministre de la défense"]
    assert [t.holder.name for t in holders_named(naming, "RU", "2023-09-17")] == ["Sergei Shoigu"]
    assert [t.holder.name for t in holders_named(naming, "RU", "2025-02")] == ["Andrei Belousov"]
    assert len(holders_at("GB", "head of government", "2022-10")) == 2
    assert len(holders_at("GB", "head of government", "2022-10-26")) == 1
    assert {t.office.role for t, _ in terms_of("Vladimir Poutine")} == {
        "head of state",
        "head of government",
    }
    assert terms_of("Poutine") == []
