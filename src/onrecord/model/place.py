"""A toponym with coordinates."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """``country`` is ISO 3166-1 alpha-2; ``kind`` a GeoNames feature code; WGS 84 degrees."""

    id: str
    span: Span
    entity_id: str | None
    geonames_id: int | None
    country: str | None
    kind: str
    lat: float
    lon: float
    because: str
