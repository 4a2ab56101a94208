"""Lists of names: countries, cities, agencies and outlets, organizations, first names.

Built by ``training/build_names.py``; ``data/README.md`` names the sources and licences. Agencies
and outlets are those of ``data/outlets.toml``, what first names tell is ``data/first_names.toml``.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from onrecord.knowledge.bodies import bodies


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
    return NameLists(
        countries=data["countries"],
        agencies=frozenset(_agencies()),
        sexes={name: sex for sex, names in told.items() for name in names.split()},
        **{
            key: frozenset(data[key])
            for key in ("cities", "places", "organizations", "first_names", "others")
        },
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
