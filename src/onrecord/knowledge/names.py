"""Lists of names: countries, cities, agencies and outlets, organizations, first names.

Built by ``training/build_names.py``; ``data/README.md`` names the sources and licences. Agencies
and outlets are those of ``data/outlets.toml``, other bodies also those of
``data/organizations.toml``; what first names tell is ``data/first_names.toml``.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from onrecord.knowledge.bodies import bodies

_OF = re.compile(r" de l'| (?:of the|of|de la|de|du|des) ")


@dataclass(frozen=True, slots=True, kw_only=True)
class NameLists:
    """``countries`` gives the ISO 3166-1 alpha-2 code of a country's name, ``sexes`` ``m`` or ``f``
    for first names that tell it."""

    countries: Mapping[str, str]
    cities: frozenset[str]
    places: frozenset[str]
    agencies: frozenset[str]
    organizations: frozenset[str]
    first_names: frozenset[str]
    others: frozenset[str]
    sexes: Mapping[str, str]

    def is_agency(self, name: str) -> bool:
        return name in self.agencies

    def known(self, name: str) -> bool:
        """Whether a list other than those of cities and first names has this name."""
        return (
            name in self.countries
            or name in self.places
            or name in self.agencies
            or name in self.organizations
            or name in self.others
        )


@cache
def name_lists() -> NameLists:
    """The shipped lists, read once."""
    folder = files("onrecord") / "knowledge" / "data"
    data = json.loads((folder / "names.json").read_text(encoding="utf-8"))
    told = tomllib.loads((folder / "first_names.toml").read_text(encoding="utf-8"))
    taken = {*data["countries"], *data["cities"], *data["places"], *data["first_names"]}
    return NameLists(
        countries=data["countries"],
        agencies=frozenset(_agencies()),
        organizations=frozenset(data["organizations"]) | (frozenset(_bodies()) - taken),
        sexes={name: sex for sex, names in told.items() for name in names.split()},
        **{key: frozenset(data[key]) for key in ("cities", "places", "first_names", "others")},
    )


def _agencies() -> Iterator[str]:
    """Names of agencies and outlets; of those that also mean something else, only acronyms of
    bodies that still are."""
    for body in bodies():
        if body.carries_news:
            for name in body.names:
                acronym = name.isupper() and len(name) > 1 and not body.until
                if acronym or name not in body.ambiguous:
                    yield name


def _bodies() -> Iterator[str]:
    """Names of other bodies that mean nothing else and stand in a capital; not those that end with
    another body, which is named as well: *Conseil de sécurité de l'ONU*."""
    own = [
        name
        for body in bodies()
        if not body.carries_news
        for name in body.names
        if name not in body.ambiguous and name[:1].isupper()
    ]
    known = set(own)
    for name in own:
        if _OF.split(name)[-1] == name or _OF.split(name)[-1] not in known:
            yield name
