"""Places of one event of which neither lies in the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from onrecord.reading.places.geometry import roughly

#: Kilometres within which two towns may be one place: a suburb, a base, an airport.
ONE_PLACE: Final = 30.0
#: The first letters of GeoNames feature codes of towns and of countries.
_TOWN, _COUNTRY = "PPL", "PCL"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place wherever it is told."""

    geonames_id: int | None
    country: str | None
    kind: str
    lat: float
    lon: float


def lie_apart(a: Spot, b: Spot) -> float:
    """How far two places are from each other of which neither can lie in the other; 0 where one
    can."""
    far = roughly(a, b)
    towns = a.kind.startswith(_TOWN) and b.kind.startswith(_TOWN)
    abroad = a.country is not None and b.country is not None and a.country != b.country
    return far if far > ONE_PLACE and (towns or abroad) else 0.0
