"""Lists of names: countries, cities, agencies and outlets, organizations, first names.

Built by ``training/build_names.py``; ``data/README.md`` names the sources and licences.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class NameLists:
    """``countries`` gives the ISO 3166-1 alpha-2 code of a country's name."""

    countries: Mapping[str, str]
    cities: frozenset[str]
    places: frozenset[str]
    agencies: frozenset[str]
    organizations: frozenset[str]
    first_names: frozenset[str]
    others: frozenset[str]

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
    path = files("onrecord") / "knowledge" / "data" / "names.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    return NameLists(
        countries=data["countries"],
        **{
            key: frozenset(data[key])
            for key in ("cities", "places", "agencies", "organizations", "first_names", "others")
        },
    )
