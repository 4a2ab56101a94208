"""How far places lie from each other: quickly for weighing, exactly for checks."""

from __future__ import annotations

import math
from typing import Final, Protocol

#: Metres in a kilometre, and the mean radius of the Earth in kilometres.
_RADIUS: Final = 6371.0088


class Located(Protocol):
    """Anything with WGS 84 degrees."""

    @property
    def lat(self) -> float: ...

    @property
    def lon(self) -> float: ...


def roughly(a: Located, b: Located) -> float:
    """Kilometres on a sphere; off by half a percent at most."""
    first, second = math.radians(a.lat), math.radians(b.lat)
    half = (
        math.sin((second - first) / 2) ** 2
        + math.cos(first) * math.cos(second) * math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    )
    return 2 * _RADIUS * math.asin(min(1.0, math.sqrt(half)))


def geodesic(a: Located, b: Located) -> float:
    """Kilometres of the shortest way on the WGS 84 ellipsoid (Karney 2013)."""
    from geographiclib.geodesic import Geodesic

    metres = Geodesic.WGS84.Inverse(a.lat, a.lon, b.lat, b.lon, Geodesic.DISTANCE)["s12"]
    return float(metres) / 1000
