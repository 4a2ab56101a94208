"""Distances that a report states between places, reckoned again.

A way cannot be shorter than the geodesic, and is seldom more than twice as long: *Artyom se trouve
à environ 254 km de la gare de Khasan*.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from onrecord.knowledge.gazetteer import Entry, key_of
from onrecord.knowledge.placewords import PlaceWords
from onrecord.knowledge.units import Units
from onrecord.language.align import ParsedPart
from onrecord.language.charmap import plain_characters
from onrecord.language.syntax import Tree
from onrecord.model.record import Check
from onrecord.model.span import Span, item_id
from onrecord.reading.places.geometry import geodesic
from onrecord.reading.places.toponyms import Toponym

#: What rounding and the extent of places excuse: a share of the straight line, and kilometres.
ROUNDING: Final = 0.08
EXTENT: Final = 15.0
#: A way of more than so many straight lines is no usual way between two places.
LONGEST_WAY: Final = 2.2
#: Characters between a distance and the place it is counted from.
BETWEEN: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Distance:
    """``kilometres`` as stated, from one name to another."""

    span: Span
    words: str
    kilometres: float
    start: str
    end: str


def distances(
    parsed: ParsedPart, tree: Tree, found: Sequence[Toponym], words: PlaceWords, units: Units
) -> Iterator[Distance]:
    """Every *so many km* of a sentence that is counted from one of its places to another."""
    if len(found) < 2:
        return
    text = plain_characters("".join(tree.word[i] + tree.space[i] for i in range(tree.size)))
    for match in units.pattern.finditer(text):
        kilometres = _kilometres(match["number"], match["unit"].lower(), units)
        behind = [t for t in found if 0 <= t.span.start - parsed.start - match.end() <= BETWEEN]
        before = [t for t in found if t.span.end - parsed.start <= match.start()]
        if kilometres is None or not behind or not before:
            continue
        between = text[match.end() : behind[0].span.start - parsed.start].lower().split()
        if not between or not any(b in words.distance_from for b in _joined(between)):
            continue
        if any(c in text[before[-1].span.end - parsed.start : match.start()] for c in ".;!?"):
            continue
        yield Distance(
            span=Span(start=parsed.start + match.start(), end=parsed.start + match.end()),
            words=match.group(),
            kilometres=kilometres,
            start=before[-1].name,
            end=behind[0].name,
        )


def _joined(between: list[str]) -> list[str]:
    """The first words behind a distance, alone and by two."""
    first = between[0]
    return [first, " ".join(between[:2]), first[:2] if first[1:2] == "'" else first]


def _kilometres(number: str, said: str, units: Units) -> float | None:
    unit = units.by_word.get(said)
    if unit is None or unit.quantity != "length":
        return None
    digits = number.replace(" ", "")
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", digits):
        digits = re.sub(r"[.,]", "", digits)
    try:
        return float(digits.replace(",", ".")) * unit.factor / 1000
    except ValueError:
        return None


def reckon(stated: Sequence[Distance], chosen: Mapping[str, Entry]) -> list[Check]:
    """A check for each distance both of whose places were found."""
    checks = []
    for distance in stated:
        start, end = chosen.get(key_of(distance.start)), chosen.get(key_of(distance.end))
        if start is None or end is None or start.id == end.id:
            continue
        straight = geodesic(start, end)
        checks.append(
            Check(
                id=item_id("ck.distance", [distance.span]),
                span=distance.span,
                kind="distance",
                says=distance.words,
                finds=_finding(distance.kilometres, straight),
                because=(
                    f"{distance.words} is {distance.kilometres:.1f} km; from {start.name}"
                    f" ({start.lat:.2f}, {start.lon:.2f}) to {end.name}"
                    f" ({end.lat:.2f}, {end.lon:.2f}) the geodesic on WGS 84 is {straight:.0f} km"
                ),
            )
        )
    return checks


def _finding(said: float, straight: float) -> str:
    both = f"{said:.0f} km stated, {straight:.0f} km in a straight line"
    if said < straight * (1 - ROUNDING) - EXTENT:
        return f"impossible: shorter than the straight line ({both})"
    if said <= straight * LONGEST_WAY + EXTENT:
        ratio = f", {said / straight:.1f} times" if straight > 1 else ""
        return f"plausible as a way ({both}{ratio})"
    return f"unusually long ({both}, {said / max(straight, 1):.1f} times)"
