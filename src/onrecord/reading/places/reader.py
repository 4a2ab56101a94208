"""Places of a report: names noted window by window, decided together when all has been seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from onrecord.knowledge.gazetteer import Entry, Gazetteer, key_of
from onrecord.knowledge.lexicon import Lexicon
from onrecord.knowledge.placewords import PlaceWords
from onrecord.knowledge.units import Units
from onrecord.language.align import ParsedPart
from onrecord.language.syntax import Tree
from onrecord.model.entity import Entity
from onrecord.model.place import Place, Point
from onrecord.model.record import Check, Omission
from onrecord.model.report import Part
from onrecord.model.span import item_id
from onrecord.reading.places.belongs import Naming, belongs
from onrecord.reading.places.distances import Distance, distances, reckon
from onrecord.reading.places.headers import in_header
from onrecord.reading.places.lookalikes import lookalikes
from onrecord.reading.places.scene import Group, Scene
from onrecord.reading.places.toponyms import Toponym, toponyms
from onrecord.reading.places.weigh import weigh

#: The best candidate must lead the second by this share, or both stay and nothing is chosen.
LEAD: Final = 0.08


@dataclass(slots=True)
class PlacesRead:
    places: list[Place] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)
    omissions: list[Omission] = field(default_factory=list)


class PlaceReader:
    """Reads the places of one report: ``read_header`` and ``read`` as the text passes, ``finish``
    last, with the names that were found."""

    def __init__(
        self, words: PlaceWords, lexicon: Lexicon, units: Units, places: Gazetteer
    ) -> None:
        self.words, self.lexicon, self.units, self.places = words, lexicon, units, places
        self.seen: list[Toponym] = []
        self.demonyms: Counter[str] = Counter()
        self.stated: list[Distance] = []
        self.omissions: list[Omission] = []

    def read_header(self, part: Part, text: str) -> None:
        """Note the places of a dateline."""
        self.seen += in_header(part, text, self.places, self.lexicon.calendar)

    def read(self, parts: Sequence[ParsedPart], trees: Sequence[Tree]) -> None:
        """Note the names of a window; nothing of its Docs is kept."""
        for parsed, tree in zip(parts, trees, strict=True):
            found = list(toponyms(parsed, tree, self.words, self.lexicon, self.places))
            self.seen += found
            self.omissions += lookalikes(parsed, tree, self.places)
            self.stated += distances(parsed, tree, found, self.words, self.units)
            for lower in tree.lower:
                country = self.words.demonyms.get(lower)
                if country is not None:
                    self.demonyms[country] += 1

    def finish(self, entities: Sequence[Entity], text: str) -> PlacesRead:
        """Places in text order, what was declined, and distances reckoned again."""
        read = PlacesRead(omissions=list(self.omissions))
        naming = Naming(entities, text)
        scene = Scene()
        for toponym in sorted(self.seen, key=lambda t: t.span):
            group = scene.groups.setdefault(key_of(toponym.name), Group(name=toponym.name))
            group.found.append(toponym)
            group.kinds[naming.kind_of(toponym.span)] += 1
        for group in scene.groups.values():
            group.entries = self.places.candidates(group.name)
        holders = frozenset(key_of(h) for g in scene.groups.values() for h in g.holders())
        scene.groups = {k: g for k, g in scene.groups.items() if belongs(g, holders)}
        scene.settle_context(self.demonyms)
        weigh(scene)
        chosen: dict[str, Entry] = {}
        for group in scene.groups.values():
            self._decide(group, naming, read, chosen)
        read.places.sort(key=lambda p: p.span)
        read.checks = reckon(self.stated, chosen)
        return read

    def _decide(
        self, group: Group, naming: Naming, read: PlacesRead, chosen: dict[str, Entry]
    ) -> None:
        ordered = sorted(range(len(group.entries)), key=lambda i: (-group.shares[i], i))
        best, second = ordered[0], ordered[1] if len(ordered) > 1 else None
        lead = group.shares[best] - (group.shares[second] if second is not None else 0.0)
        rival = "" if second is None else _named(group.entries[second], group.shares[second])
        if lead < LEAD and second is not None:
            reason = (
                f"two places remain: {_named(group.entries[best], group.shares[best])}; {rival}"
            )
            for toponym in group.found:
                if naming.stands(toponym):
                    read.omissions.append(
                        Omission(span=toponym.span, stage="places", reason=reason)
                    )
            return
        entry = group.entries[best]
        chosen[key_of(group.name)] = entry
        because = [_named(entry, group.shares[best]), *group.reasons[best]]
        because.append(f"second: {rival}" if rival else "no other place goes by this name")
        for toponym in group.found:
            if naming.stands(toponym):
                read.places.append(_place(toponym, entry, because, naming))


def _named(entry: Entry, share: float) -> str:
    where = ", ".join(p for p in (entry.region, entry.country) if p and p != entry.region)
    region = f" in {entry.region or where}" if entry.region or where else ""
    return f"{entry.name} ({entry.kind}{region}) {share:.0%}"


def _place(toponym: Toponym, entry: Entry, because: list[str], naming: Naming) -> Place:
    government = bool(toponym.acts) and entry.kind in {"PPLC", "PCLI", "GOVL"}
    if entry.kind == "GOVL":
        government = True
    reasons = list(because)
    if government:
        how = f"it acts ({toponym.acts!r})" if toponym.acts else "a seat of government"
        reasons.append(f"stands for the government of {entry.country}: {how}")
    return Place(
        id=item_id("pl", [toponym.span]),
        span=toponym.span,
        entity_id=naming.entity_at(toponym.span),
        geonames_id=entry.geonames_id,
        country=entry.country,
        kind=entry.kind,
        refers_to="government" if government else "place",
        lat=entry.lat,
        lon=entry.lon,
        geometry=Point(coordinates=(entry.lon, entry.lat)),
        because="; ".join(reasons),
    )
