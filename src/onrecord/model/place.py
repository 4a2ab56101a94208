"""A toponym with coordinates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.model.span import Span

Referent = Literal["place", "government"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A GeoJSON geometry (RFC 7946): ``coordinates`` are longitude, latitude."""

    type: Literal["Point"] = "Point"
    coordinates: tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """``country`` is ISO 3166-1 alpha-2; ``kind`` a GeoNames feature code; WGS 84 degrees.

    ``refers_to`` is *government* where the name stands for who governs (*Moscou discute*): the
    coordinates are those of the place all the same, but nothing is said to have happened there.
    ``geometry`` says ``lat`` and ``lon`` once more, in the form that maps read.
    """

    id: str
    span: Span
    entity_id: str | None
    geonames_id: int | None
    country: str | None
    kind: str
    refers_to: Referent = "place"
    lat: float
    lon: float
    geometry: Point
    because: str
