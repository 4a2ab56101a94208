"""A small map of the places that most reports speak of, as paths and points to be drawn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from onrecord.casebook import Seen
from onrecord.record.view import WIDE, Box, View, ground, label, view_of

#: Pixels of the drawing, and between two points of an outline.
WIDTH: Final = 420
HEIGHT: Final = 230
FINEST: Final = 1.6
#: Letters of a name that find room.
LETTERS: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place with its sign; ``label`` is where its name stands, None where it finds no room.
    ``wide`` is a country, a sea or a region, of which the middle is shown."""

    seen: Seen
    name: str
    x: float
    y: float
    wide: bool
    label: tuple[float, float] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallMap:
    """``land`` and ``borders`` are SVG paths, ``spots`` the places inside the drawing."""

    width: int
    height: int
    land: str
    borders: str
    spots: tuple[Spot, ...]


def small_map(places: Iterable[Seen]) -> SmallMap | None:
    """The map of some places, those that most reports speak of first; None where there are none.
    Countries and seas count for the view only where there is nothing else."""
    several = tuple(places)
    near = tuple(p for p in several if p.kind not in WIDE) or several
    if not near:
        return None
    view = view_of([(p.longitude, p.latitude) for p in near], WIDTH, HEIGHT)
    land, borders = ground(view, FINEST)
    taken: list[Box] = []
    spots = tuple(spot for p in several if (spot := _spot(view, p, taken)) is not None)
    return SmallMap(width=WIDTH, height=HEIGHT, land=land, borders=borders, spots=spots)


def _spot(view: View, place: Seen, taken: list[Box]) -> Spot | None:
    x, y = view.xy(place.longitude, place.latitude)
    if not view.holds(x, y):
        return None
    name = " ".join(place.name.split())
    name = name if len(name) <= LETTERS else name[: LETTERS - 1] + "…"
    at = label(x, y, name, taken)
    if at is not None and at[0] + len(name) * 7 > view.width:
        at = None
    return Spot(
        seen=place,
        name=name,
        x=round(x, 1),
        y=round(y, 1),
        wide=place.kind in WIDE,
        label=None if at is None else (round(at[0], 1), round(at[1], 1)),
    )
