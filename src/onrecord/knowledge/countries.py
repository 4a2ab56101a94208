"""Countries: what they are called, their codes, capitals and former names.

Built by ``training/build_countries.py`` (CLDR, GeoNames, lists of our own) into
``data/countries.json``; what belongs to a country (*malien*, *Russian*) stands in ``places.toml``
of each language.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from onrecord.knowledge.nameforms import is_marked, plain


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerName:
    """A name or state that is no longer; ``start`` and ``end`` are ISO 8601, cut to what is
    known."""

    names: tuple[str, ...]
    start: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """``code`` is ISO 3166-1 alpha-2 (XK for Kosovo), ``iso3`` alpha-3; ``called`` gives
    CLDR's name in each shipped language."""

    code: str
    iso3: str
    name: str
    names: tuple[str, ...]
    native: tuple[str, ...]
    capitals: tuple[str, ...]
    former: tuple[FormerName, ...] = ()
    called: Mapping[str, str] = field(default_factory=dict)

    def name_in(self, language: str) -> str:
        """What a language calls it; English where we do not know."""
        return self.called.get(language) or self.name


@cache
def countries() -> Mapping[str, Country]:
    """All countries by their alpha-2 code, read once."""
    path = files("onrecord") / "knowledge" / "data" / "countries.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    return {
        code: Country(
            code=code,
            iso3=row["iso3"],
            name=row["name"],
            names=tuple(row["names"]),
            native=tuple(row["native"]),
            capitals=tuple(row["capitals"]),
            called=row["called"],
            former=tuple(
                FormerName(names=tuple(f["names"]), start=f.get("from", ""), end=f.get("to", ""))
                for f in row.get("former", ())
            ),
        )
        for code, row in data.items()
    }


@cache
def _by_name() -> Mapping[str, str]:
    """Codes by the plain form of every present name; former ones where no present one is equal."""
    found: dict[str, str] = {}
    for country in countries().values():
        for name in (*country.names, *country.native):
            found.setdefault(plain(name), country.code)
    for country in countries().values():
        for former in country.former:
            for name in former.names:
                found.setdefault(plain(name), country.code)
    return found


@cache
def _by_capital() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for country in countries().values():
        for name in country.capitals:
            found.setdefault(plain(name), country.code)
    return found


def country_named(name: str) -> Country | None:
    """The country of a name in any shipped language, its own, or a former one; marks and case do
    not count. A name with look-alike letters is none."""
    if is_marked(name):
        return None
    bare = plain(name).removeprefix("the ")
    code = _by_name().get(bare)
    return None if code is None else countries()[code]


def country_of_capital(name: str) -> Country | None:
    """The country whose capital has this name."""
    code = None if is_marked(name) else _by_capital().get(plain(name))
    return None if code is None else countries()[code]
