"""How PLOVER codes countries, bodies and offices: ``data/actors.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from onrecord.errors import KnowledgeError
from onrecord.knowledge.bodies import Body, body_named
from onrecord.knowledge.countries import countries
from onrecord.knowledge.holders import Term

FILE = "actors.toml"
#: Kind of a holder whose sector is that of the body that is headed.
_HEAD = "head"


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """Beside words of the sectors ``gives_way``, bodies of ``keeps`` decide, and beside words of
    ``armed`` those of ``owns_arms``. ``partly`` and ``parts`` give the ISO 3166-1 alpha-2 code of
    names that are no country's."""

    sectors: frozenset[str]
    official: frozenset[str]
    keeps: frozenset[str]
    gives_way: frozenset[str]
    armed: frozenset[str]
    owns_arms: frozenset[str]
    groups: Mapping[str, str]
    roles: Mapping[str, tuple[str, str]]
    titles: Mapping[str, tuple[str, str]]
    partly: Mapping[str, str]
    partly_people: Mapping[str, str]
    parts: Mapping[str, str]
    controls: Mapping[str, str]


@cache
def codes() -> Codes:
    """The rules, read once. Raises KnowledgeError for a file out of form."""
    path = files("onrecord") / "knowledge" / "data" / FILE
    data = tomllib.loads(path.read_text(encoding="utf-8"))

    def turned(table: str) -> dict[str, str]:
        return {name: code for code, names in data[table].items() for name in names}

    try:
        return Codes(
            sectors=frozenset(data["sectors"]),
            official=frozenset(data["official"]),
            keeps=frozenset(data["keeps"]["bodies"]),
            gives_way=frozenset(data["keeps"]["words"]),
            armed=frozenset(data["arms"]["words"]),
            owns_arms=frozenset(data["arms"]["owners"]),
            groups=data["group"],
            roles={role: (first, second) for role, (first, second) in data["role"].items()},
            titles={title: (first, second) for title, (first, second) in data["title"].items()},
            partly=turned("partly"),
            partly_people=turned("partly_people"),
            parts=turned("parts"),
            controls=turned("controls"),
        )
    except (KeyError, ValueError) as error:
        raise KnowledgeError(f"out of form: {error!r}", about=FILE) from error


def country_code(alpha2: str) -> str:
    """PLOVER's code of an ISO 3166-1 alpha-2 code: alpha-3 of the state that controls it. Codes
    that are none of a country (UNO) stay as they are."""
    country = countries().get(codes().controls.get(alpha2, alpha2))
    return country.iso3 if country else alpha2


def body_country(body: Body) -> str:
    """The country of a body, or the code of what belongs to none (UNO, EUR, IGO, NGO ...)."""
    if body.group:
        return body.group
    return country_code(body.country) if body.country else codes().groups.get(body.kind, "")


def body_sectors(body: Body, when: str) -> tuple[str, str]:
    """A body's sector and second sector at an ISO date, empty where no date is known: an armed
    group that rules is the government; media that a state runs are the government's."""
    if body.rules_since and when and when >= body.rules_since[: len(when)]:
        return "GOV", ""
    if body.carries_news and body.state:
        return "GOV", "JRN"
    return body.sector, ""


def office_country(of: str) -> str:
    """The code of whom an office belongs to: a country's alpha-2 code, or a body's name."""
    body = None if of in countries() else body_named(of)
    return body_country(body) if body else country_code(of)


def term_sectors(term: Term, when: str) -> tuple[str, str]:
    """A holder's sector and second sector: ELI after the term, none before it; without a date, that
    of the office."""
    role, rules = term.office.role, codes()
    first, second = rules.roles.get(role, ("GOV", ""))
    for title in term.office.titles:
        first, second = rules.titles.get(title, (first, second))
    body = body_named(term.office.of) if role == _HEAD else None
    if body is not None:
        first, second = body_sectors(body, when)
    if not when or term.holder.in_office(when):
        return first, second
    ended = bool(term.holder.end) and when[: len(term.holder.end)] > term.holder.end[: len(when)]
    return ("ELI", first) if ended else ("", "")
