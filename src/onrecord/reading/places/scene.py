"""What a report as a whole tells of where it is set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.knowledge.gazetteer import Entry
from onrecord.reading.places.toponyms import Toponym

#: Kinds of candidate that tell a country or a region by their name alone.
COUNTRY = "PCLI"
REGION = "ADM1"


@dataclass(slots=True, kw_only=True)
class Group:
    """All occurrences of one name in a report: they have one sense. ``entries`` are what the
    gazetteer has for it, ``kinds`` how often names took it for what, ``shares`` the share of each
    entry once weighed and ``likely`` the best of them."""

    name: str
    found: list[Toponym] = field(default_factory=list)
    entries: tuple[Entry, ...] = ()
    kinds: Counter[str] = field(default_factory=Counter)
    shares: list[float] = field(default_factory=list)
    likely: list[tuple[float, Entry]] = field(default_factory=list)
    reasons: list[list[str]] = field(default_factory=list)

    @property
    def is_dateline(self) -> bool:
        return any(t.dateline for t in self.found)

    def asked_kind(self) -> str:
        """The kind that the words beside it ask for, most often."""
        asked = Counter(t.kind for t in self.found if t.kind)
        return asked.most_common(1)[0][0] if asked else ""

    def holders(self) -> set[str]:
        return {t.held_by for t in self.found if t.held_by}


@dataclass(slots=True, kw_only=True)
class Scene:
    """Countries by how often they, their capitals or what belongs to them is named; regions of the
    first order that are named; and the groups of names."""

    groups: dict[str, Group] = field(default_factory=dict)
    countries: Counter[str] = field(default_factory=Counter)
    regions: set[str] = field(default_factory=set)

    def settle_context(self, demonyms: Counter[str]) -> None:
        """Count the countries and regions that names alone tell."""
        self.countries.update(demonyms)
        for group in self.groups.values():
            for entry in group.entries:
                if entry.kind == COUNTRY and entry.main and entry.country:
                    self.countries[entry.country] += len(group.found)
                elif entry.kind == REGION and entry.region and entry.main:
                    self.regions.add(entry.region)

    def share_of(self, country: str | None) -> float:
        """How much of the report's named countries is this one, 0 to 1."""
        total = sum(self.countries.values())
        return self.countries[country] / total if country and total else 0.0


def others(scene: Scene, group: Group) -> Sequence[Group]:
    return [g for g in scene.groups.values() if g is not group]
