"""What stands in one brief, as what is compared across reports tells it: groups, places, days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from onrecord.across.brief import Bounds, Brief, When
from onrecord.across.candidates import UNDATED
from onrecord.across.matter import Matter

#: The days of a telling or an event that has none.
NO_DAYS: Final = (0, -1)


class InBrief:
    """The items of one brief. ``groups`` maps ids of the brief's entities to those of groups;
    ``called`` names groups."""

    def __init__(
        self,
        report: int,
        brief: Brief,
        matter: Matter,
        groups: Mapping[str, str],
        called: Mapping[str, str],
    ) -> None:
        self.report, self.brief, self.matter = report, brief, matter
        self.groups, self.called = groups, called
        self.times = {t.id: t for t in brief.times}
        self._places = {p.id: p.geonames_id for p in brief.places}

    def groups_of(self, ids: Iterable[str]) -> frozenset[str]:
        """Groups of entities; of one in no group a name that is its own."""
        return frozenset(self.groups.get(n, f"{self.report}/{n}") for n in ids)

    def where(self, ids: Iterable[str]) -> frozenset[int]:
        """GeoNames ids of places."""
        found = (self._places.get(n) for n in ids)
        return frozenset(n for n in found if n is not None)

    def when(self, ids: Iterable[str]) -> tuple[int, int] | None:
        """The days that times span together; None where none is dated."""
        times = [self.times[n] for n in ids if n in self.times]
        return days_of(hull_of(times)) if times else None


def hull_of(times: Sequence[When]) -> Bounds:
    return min(t.earliest for t in times), max(t.latest for t in times)


def days_of(bounds: Bounds) -> tuple[int, int] | None:
    """ISO 8601 bounds as ordinals of days; None where a bound lacks or is no day."""
    first, last = bounds
    if first is None or last is None:
        return None
    try:
        return date.fromisoformat(first[:10]).toordinal(), date.fromisoformat(last[:10]).toordinal()
    except ValueError:
        return None


def day_of(brief: Brief) -> int:
    """The first day on which a report may have been published."""
    days = days_of(brief.published)
    return UNDATED if days is None else days[0]
