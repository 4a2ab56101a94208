"""What may be said of one item of a report, with the choices there are for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from onrecord.across.brief import Brief
from onrecord.across.corrected import Spot
from onrecord.casebook import Asked, FindingKind, Listed
from onrecord.desk.looking.called import words_in
from onrecord.desk.looking.marks import Mark, Marks
from onrecord.desk.looking.report import speakers
from onrecord.desk.room import Look
from onrecord.knowledge.gazetteer import gazetteer
from onrecord.model import Event, key_of

ItemKind = Literal["statement", "own", "name", "time", "place", "event"]
_KINDS: Final[dict[str, ItemKind]] = {
    "st": "statement",
    "tell": "own",
    "en": "name",
    "ti": "time",
    "pl": "place",
    "ev": "event",
}
#: The kind of finding that holds what items of a kind are in.
_FOUND_AS: Final[dict[ItemKind, FindingKind]] = {
    "statement": "statement",
    "own": "statement",
    "name": "entity",
    "event": "event",
}
#: Things that are offered of each sort.
MOST: Final = 12
#: Days around an event within which others may be the same one.
NEAR: Final = 3
#: Characters of a name that is searched for.
LONGEST: Final = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceChoice:
    """A place that goes by a name: what a judgement holds of it, and what tells it from others."""

    value: str
    name: str
    country: str | None
    kind: str
    region: str | None
    population: int
    lat: float
    lon: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """An item, and what it may be instead. ``group`` is the finding that holds it with others;
    ``things`` are people or events of the casebook that it may be one with; ``asked`` is the name
    by which people or places were looked for."""

    report_id: str
    item: str
    key: str
    kind: ItemKind
    words: str
    marks: tuple[Mark, ...]
    group: Listed | None
    speakers: tuple[tuple[str, str], ...]
    things: tuple[Listed, ...]
    places: tuple[PlaceChoice, ...]
    asked: str
    days: tuple[str, str]


def choices(look: Look, report_id: str, item: str, asked: str | None = None) -> Choices | None:
    """What may be said of an item; None where the id is of no such kind. ``asked`` is a name to
    look for instead of the item's own. Raises CasebookError when there is no such report."""
    kind = _KINDS.get(item.partition(":")[0])
    brief = look.brief(report_id)
    if kind is None:
        return None
    found_as = _FOUND_AS.get(kind)
    findings = look.findings_with(key_of(report_id, item)) if found_as else ()
    group = next((f for f in findings if f.kind == found_as), None)
    words = words_in(brief, item)
    name = (words if asked is None else asked)[:LONGEST]
    return Choices(
        report_id=report_id,
        item=item,
        key=key_of(report_id, item),
        kind=kind,
        words=words,
        marks=Marks(look, report_id).of(item),
        group=group,
        speakers=tuple(speakers(brief)) if kind in {"statement", "own"} else (),
        things=tuple(_things(look, report_id, item, kind, group, name)),
        places=places_called(name) if kind == "place" else (),
        asked=name if kind in {"name", "place"} else "",
        days=_days(brief, item),
    )


def places_called(name: str) -> tuple[PlaceChoice, ...]:
    """The places that go by a name, the most populous first."""
    return tuple(
        PlaceChoice(
            value=str(
                Spot(
                    geonames_id=entry.geonames_id,
                    lat=entry.lat,
                    lon=entry.lon,
                    country=entry.country,
                    kind=entry.kind,
                    name=entry.name,
                )
            ),
            name=entry.name,
            country=entry.country,
            kind=entry.kind,
            region=entry.region,
            population=entry.population,
            lat=entry.lat,
            lon=entry.lon,
        )
        for entry in gazetteer().candidates(name)[:MOST]
    )


def _things(
    look: Look, report_id: str, item: str, kind: ItemKind, group: Listed | None, name: str
) -> Iterator[Listed]:
    """What an entity or event may be one with, but for what it is in."""
    if kind == "name" and name:
        asked = [Asked(kind="entity", named=name, limit=MOST)]
    elif kind == "event":
        asked = list(_events_near(look, report_id, item, group))
    else:
        return
    seen = set() if group is None else {group.id}
    for one in asked:
        for found in list(look.casebook.findings.listed(one))[:MOST]:
            if found.id not in seen:
                seen.add(found.id)
                yield found


def _events_near(look: Look, report_id: str, item: str, group: Listed | None) -> Iterator[Asked]:
    """Events of the same type around its days, then all of these days; without days, those of its
    type that most reports tell."""
    event = next((e for e in look.record(report_id).events if e.id == item), None)
    kind = _type(event, group)
    first, last = (None, None) if group is None else (group.earliest, group.latest)
    if first is None or last is None:
        first, last = look.brief(report_id).published
    if first is None or last is None:
        yield Asked(kind="event", sorts=kind, limit=MOST)
        return
    since, until = _moved(first, -NEAR), _moved(last, NEAR)
    yield Asked(kind="event", sorts=kind, since=since, until=until, limit=MOST)
    yield Asked(kind="event", since=first[:10], until=last[:10], limit=MOST)


def _type(event: Event | None, group: Listed | None) -> tuple[str, ...]:
    if event is not None:
        return (event.type,)
    return () if group is None else (group.sort,)


def _moved(day: str, by: int) -> str:
    """A day so many days on; itself at the ends of the calendar."""
    try:
        return (date.fromisoformat(day[:10]) + timedelta(days=by)).isoformat()
    except (ValueError, OverflowError):
        return day[:10]


def _days(brief: Brief, item: str) -> tuple[str, str]:
    """The days of a time as they are held now."""
    for time in brief.times:
        if time.id == item:
            return time.earliest[:10], time.latest[:10]
    return "", ""
