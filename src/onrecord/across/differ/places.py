"""Places of one event of which neither lies in the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from onrecord.across.differ.claims import Claim, Ground, Kind, Verdict
from onrecord.across.told import Told
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


def _claims(ground: Ground, told: Told) -> Iterator[Claim]:
    if told.deed is None:
        return
    brief = ground.brief(told)
    wanted = set(told.deed.places)
    places = {
        (p.geonames_id, p.lat, p.lon): p
        for p in brief.places
        if p.id in wanted and (p.kind.startswith((_TOWN, _COUNTRY)) or p.kind.startswith("ADM"))
    }
    if len({p.kind[:3] for p in places.values()}) < len(places):
        return  # two towns in one sentence: a way, or two matters
    if places:
        place = min(places.values(), key=lambda p: (not p.kind.startswith(_TOWN), p.span.start))
        yield Claim(
            told=told,
            span=place.span,
            says=" ".join(place.span.of(brief.text).split()),
            topic="event",
            value=Spot(place.geonames_id, place.country, place.kind, place.lat, place.lon),
            as_of=ground.published(told),
        )


def _differ(ground: Ground, one: Claim, other: Claim) -> Verdict | None:
    a, b = one.value, other.value
    assert isinstance(a, Spot)
    assert isinstance(b, Spot)
    if a.geonames_id is not None and a.geonames_id == b.geonames_id:
        return None
    far = lie_apart(a, b)
    if not far:
        return None
    because = f"{one.says} and {other.says} lie {far:,.0f} km apart"
    return Verdict("disagreement", f"{because}, neither in the other")


def lie_apart(a: Spot, b: Spot) -> float:
    """How far two places are from each other of which neither can lie in the other; 0 where one
    can."""
    far = roughly(a, b)
    towns = a.kind.startswith(_TOWN) and b.kind.startswith(_TOWN)
    abroad = a.country is not None and b.country is not None and a.country != b.country
    return far if far > ONE_PLACE and (towns or abroad) else 0.0


KIND: Final = Kind(kind="place", claims=_claims, differ=_differ)
