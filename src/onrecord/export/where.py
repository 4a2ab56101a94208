"""Where an event took place, in the terms of GeoNames and PLOVER's location object."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.export.actors import plover_code
from onrecord.knowledge.countries import countries
from onrecord.model import Event, Place, Record

#: GeoNames feature classes by the start of a feature code, the longer first.
_CLASSES = (
    ("PPL", "P"),
    ("ADM", "A"),
    ("PCL", "A"),
    ("TERR", "A"),
    ("PRSH", "A"),
    ("CONT", "L"),
    ("RGN", "L"),
    ("STRT", "H"),
    ("STM", "H"),
    ("SEA", "H"),
    ("OCN", "H"),
    ("GULF", "H"),
    ("LK", "H"),
    ("CNL", "H"),
    ("ISL", "T"),
    ("MT", "T"),
    ("FCL", "S"),
    ("GOVL", "S"),
)
#: PLOVER's levels of resolution.
_SUB_CITY, _CITY, _DISTRICT, _PROVINCE, _COUNTRY = 5, 4, 3, 2, 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """``extracted`` are the report's words, ``resolved`` the name of the place; ``city``,
    ``district`` and ``province`` are that name where the place is one. ``country`` is English,
    ``country_code`` alpha-3 as PLOVER has it. ``resolution`` is PLOVER's: 5 within a city, 4 city,
    3 district, 2 province, 1 country, None for what is none of them. Empty where not known."""

    place: Place
    extracted: str
    resolved: str
    city: str
    district: str
    province: str
    country: str
    country_code: str
    feature_class: str
    resolution: int | None


def where(record: Record, event: Event) -> tuple[Where, ...]:
    """The places of an event, the finest first, those of one level in text order."""
    places = {p.id: p for p in record.places}
    names = {e.id: e.name for e in record.entities}
    found = [_where(record, places[i], names) for i in event.place_ids if i in places]
    return tuple(sorted(found, key=lambda w: (-_fineness(w), w.place.span)))


def _where(record: Record, place: Place, names: Mapping[str, str]) -> Where:
    words = record.words(place.span)
    resolved = names.get(place.entity_id or "") or words
    level, country = _resolution(place.kind), countries().get(place.country or "")
    return Where(
        place=place,
        extracted=words,
        resolved=resolved,
        city=resolved if level == _CITY else "",
        district=resolved if level == _DISTRICT else "",
        province=resolved if level == _PROVINCE else "",
        country=country.name if country else "",
        country_code=plover_code(country.iso3) if country else "",
        feature_class=feature_class(place.kind),
        resolution=level,
    )


def feature_class(code: str) -> str:
    """The class of a GeoNames feature code (P for PPLC); empty for one that is not listed."""
    return next((cls for start, cls in _CLASSES if code.startswith(start)), "")


def _resolution(code: str) -> int | None:
    if code == "PPLX" or feature_class(code) == "S":
        return _SUB_CITY
    if feature_class(code) == "P":
        return _CITY
    levels = {"ADM1": _PROVINCE, "ADM2": _DISTRICT}
    return levels.get(code, _COUNTRY if code.startswith("PCL") else None)


def _fineness(one: Where) -> float:
    """A river or a region is finer than a country, and an ocean or continent is not."""
    if one.resolution is not None:
        return one.resolution
    return 0.0 if one.place.kind in {"CONT", "OCN"} else 1.5
