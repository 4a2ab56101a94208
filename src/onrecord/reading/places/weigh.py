"""Which place a name means: a list of features, each with its weight and what it says.

The names of a report are weighed together, in rounds: in the first each by itself, then each beside
what the others most likely are. The share of a candidate is the softmax of its sum.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from onrecord.knowledge.gazetteer import Entry, key_of
from onrecord.reading.places.geometry import roughly
from onrecord.reading.places.scene import COUNTRY, REGION, Group, Scene, others

#: Rounds in which names are weighed beside each other.
ROUNDS: Final = 2
#: Candidates that are weighed beside others, and the likely ones of another name.
WEIGHED: Final = 12
LIKELY: Final = 2
#: Kilometres within which places speak for each other.
NEAR: Final = 150.0
#: Degrees of latitude beyond which places do not speak for each other.
FAR: Final = 8.0
#: Feature codes that answer to the same word beside a name.
_SAME: Final = {
    "PPL": ("PPL", "PPLC", "PPLA"),
    "PPLC": ("PPLC",),
    "ADM1": ("ADM1", "ADM2", "RGN"),
    "ADM2": ("ADM2", "ADM1"),
    "SEA": ("SEA", "OCN"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """``measure`` gives 0 to 1 (below 0: against) for a candidate; ``says`` is the reason."""

    name: str
    weight: float
    measure: Callable[[Entry, Group, Scene], float]
    says: str


def _people(entry: Entry, group: Group, scene: Scene) -> float:
    return min(math.log10(entry.population + 10), 7.5) / 7.5 if entry.kind != COUNTRY else 1.0


def _main_name(entry: Entry, group: Group, scene: Scene) -> float:
    return float(entry.main)


def _country(entry: Entry, group: Group, scene: Scene) -> float:
    return float(entry.kind == COUNTRY)


def _capital(entry: Entry, group: Group, scene: Scene) -> float:
    return float(entry.kind == "PPLC")


def _region(entry: Entry, group: Group, scene: Scene) -> float:
    return float(entry.kind == REGION)


def _feature(entry: Entry, group: Group, scene: Scene) -> float:
    return float(entry.kind in {"CONT", "RGN", "SEA", "OCN", "GOVL", "FCL", "STRT", "ISL"})


def _in_country(entry: Entry, group: Group, scene: Scene) -> float:
    return scene.share_of(entry.country) if entry.kind != COUNTRY else 0.0


def _in_region(entry: Entry, group: Group, scene: Scene) -> float:
    return float(entry.region in scene.regions and entry.kind != REGION)


def _held(entry: Entry, group: Group, scene: Scene) -> float:
    """Whether a place named right behind it holds it: the region or the country it lies in."""
    if any(e.kind == COUNTRY and e.main for e in group.entries):
        return 0.0  # countries stand in lists, not in each other
    for name in group.holders():
        holder = scene.groups.get(key_of(name))
        for other in holder.entries if holder is not None else ():
            if other.kind == COUNTRY and other.country == entry.country and entry.kind != COUNTRY:
                return 1.0
            if other.kind == REGION and other.region == entry.region and entry.kind != REGION:
                return 1.0
            if other.kind in {"ADM2", "RGN", "ISL"} and 0 < roughly(entry, other) < 2 * NEAR:
                return 0.8
    return 0.0


def _asked(entry: Entry, group: Group, scene: Scene) -> float:
    asked = group.asked_kind()
    if not asked:
        return 0.0
    return 1.0 if entry.kind in _SAME.get(asked, (asked,)) else -0.5


def _near(entry: Entry, group: Group, scene: Scene) -> float:
    """How near the likely places of the other names lie."""
    total = weight = 0.0
    for other in others(scene, group):
        if not other.shares or other.entries[0].kind in {COUNTRY, "CONT", "RGN", "OCN", "SEA"}:
            continue
        close = 0.0
        for share, candidate in other.likely:
            if candidate.id != entry.id and _may_be_near(entry, candidate):
                close = max(close, share * math.exp(-roughly(entry, candidate) / NEAR))
        total, weight = total + close, weight + 1.0
    return total / weight if weight else 0.0


def _holds_others(entry: Entry, group: Group, scene: Scene) -> float:
    """The share of the other towns that lie in this region or country."""
    if entry.kind not in {COUNTRY, REGION}:
        return 0.0
    inside = total = 0.0
    for other in others(scene, group):
        if not other.shares or other.entries[0].kind in {COUNTRY, REGION}:
            continue
        total += 1.0
        for share, candidate in other.likely:
            mine = entry.country if entry.kind == COUNTRY else entry.region
            theirs = candidate.country if entry.kind == COUNTRY else candidate.region
            inside += share * (mine == theirs)
    return inside / total if total else 0.0


def _dateline(entry: Entry, group: Group, scene: Scene) -> float:
    for other in others(scene, group):
        if other.is_dateline and other.shares:
            place = other.likely[0][1]
            if place.country == entry.country:
                return 1.0 if roughly(entry, place) < 2 * NEAR else 0.5
    return 0.0


FEATURES: Final = (
    Feature(name="people", weight=2.4, measure=_people, says="inhabitants"),
    Feature(name="name", weight=1.2, measure=_main_name, says="goes by this name"),
    Feature(name="country", weight=3.0, measure=_country, says="a country"),
    Feature(name="capital", weight=0.6, measure=_capital, says="a capital"),
    Feature(name="region", weight=0.5, measure=_region, says="a region"),
    Feature(name="feature", weight=1.5, measure=_feature, says="a sea, an area or a site"),
    Feature(name="in country", weight=2.0, measure=_in_country, says="its country is spoken of"),
    Feature(name="in region", weight=0.9, measure=_in_region, says="its region is named"),
    Feature(name="held", weight=6.0, measure=_held, says="what holds it stands beside it"),
    Feature(name="asked", weight=3.0, measure=_asked, says="of the kind that the words say"),
    Feature(name="dateline", weight=1.5, measure=_dateline, says="near the dateline"),
)
#: Features that look at what the other names most likely are.
TOGETHER: Final = (
    Feature(name="near", weight=7.0, measure=_near, says="near the other places"),
    Feature(name="holds", weight=2.9, measure=_holds_others, says="other places lie in it"),
)


def _may_be_near(a: Entry, b: Entry) -> bool:
    """Not so far apart that nothing would come of measuring."""
    return abs(a.lat - b.lat) < FAR and not FAR * 2 < abs(a.lon - b.lon) < 360 - FAR * 2


def _settle(group: Group, sums: list[float]) -> None:
    group.shares = _softmax(sums)
    ordered = sorted(range(len(sums)), key=lambda i: (-sums[i], i))[:LIKELY]
    group.likely = [(group.shares[i], group.entries[i]) for i in ordered]


def weigh(scene: Scene) -> None:
    """Give every candidate of every name its share and its reasons."""
    alone: dict[str, list[float]] = {}
    for key, group in scene.groups.items():
        sums, reasons = [], []
        for entry in group.entries:
            total, said = _sum(FEATURES, entry, group, scene)
            sums.append(total)
            reasons.append(said)
        keep = sorted(range(len(sums)), key=lambda i: (-sums[i], i))[:WEIGHED]
        group.entries = tuple(group.entries[i] for i in keep)
        group.reasons = [reasons[i] for i in keep]
        alone[key] = [sums[i] for i in keep]
        _settle(group, alone[key])
    for _ in range(ROUNDS):
        together = {}
        for key, group in scene.groups.items():
            extra = [_sum(TOGETHER, e, group, scene) for e in group.entries]
            together[key] = [a + b for a, (b, _) in zip(alone[key], extra, strict=True)]
        for key, group in scene.groups.items():
            _settle(group, together[key])
    for group in scene.groups.values():
        for i, entry in enumerate(group.entries):
            group.reasons[i] += _sum(TOGETHER, entry, group, scene)[1]


def _sum(
    features: Sequence[Feature], entry: Entry, group: Group, scene: Scene
) -> tuple[float, list[str]]:
    total, said = 0.0, []
    for feature in features:
        measured = feature.measure(entry, group, scene)
        total += feature.weight * measured
        if measured * feature.weight > 0.4 and feature.name != "people":
            said.append(feature.says)
    return total, said


def _softmax(sums: list[float]) -> list[float]:
    top = max(sums, default=0.0)
    powers = [math.exp(s - top) for s in sums]
    total = sum(powers)
    return [p / total for p in powers]
