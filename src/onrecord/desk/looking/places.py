"""The places of a casebook's reports: which most speak of, and what each of them says of one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from onrecord.across.corrected import Spot
from onrecord.across.judged import key_in
from onrecord.casebook import Asked, Seen
from onrecord.desk.looking.excerpts import Excerpt, excerpt
from onrecord.desk.looking.timeline import Row, listed
from onrecord.desk.room import Look
from onrecord.errors import CasebookError
from onrecord.knowledge.countries import countries
from onrecord.model import Judgement, key_of

#: Places of one page of the table, and on the map.
ROWS: Final = 50
DRAWN: Final = 300
#: On the page of one place: reports, mentions of each that are shown, events. A report is read for
#: each report and event.
REPORTS: Final = 20
MENTIONS: Final = 4
EVENTS: Final = 15

#: What a GeoNames feature code comes to, by how it begins; the first that fits.
Kind = Literal["country", "region", "town", "water", "area"]
_KINDS: Final[tuple[tuple[str, Kind], ...]] = (
    ("PCL", "country"),
    ("ADM", "region"),
    ("PPL", "town"),
    ("SEA", "water"),
    ("OCN", "water"),
    ("STM", "water"),
    ("LK", "water"),
    ("STR", "water"),
    ("BAY", "water"),
    ("GULF", "water"),
    ("CHN", "water"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spotted:
    """A place with the number of events that were there."""

    seen: Seen
    kind: Kind
    events: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """``onward`` is where the list goes on, None at its end."""

    rows: tuple[Spotted, ...]
    onward: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words that stand for the place; ``key`` is the item to correct."""

    key: str
    excerpt: Excerpt


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaking:
    """One report that speaks of a place. ``more`` mentions are not shown; ``corrected`` are what
    people said of places of this report, by the item."""

    report_id: str
    mentions: tuple[Mention, ...]
    more: int
    corrected: tuple[tuple[str, Judgement], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacePage:
    """``events`` were there, those of most origins first; ``more_events`` tells that there are
    others. ``onward`` is where the reports go on."""

    place: Spotted
    events: tuple[Row, ...]
    more_events: bool
    reports: tuple[Speaking, ...]
    onward: int | None


def country_in(code: str | None, language: str) -> str:
    """What a language calls a country (ISO 3166-1 alpha-2); the code where it is not known."""
    found = countries().get(code or "")
    return (code or "") if found is None else found.name_in(language)


def kind_of(code: str) -> Kind:
    """What a GeoNames feature code comes to."""
    return next((kind for start, kind in _KINDS if code.startswith(start)), "area")


def places(look: Look, start: int = 0, most: int = ROWS) -> Places:
    """The places that most reports speak of."""
    found = list(look.casebook.findings.spots(most + 1, start))
    more = len(found) > most
    return Places(rows=_spotted(look, found[:most]), onward=start + most if more else None)


def place(look: Look, geonames_id: int, start: int = 0) -> PlacePage | None:
    """What the reports say of a place; None where none speaks of it."""
    found = _spotted(look, list(look.casebook.findings.spots_of((geonames_id,))))
    if not found:
        return None
    rows, more = listed(look, Asked(kind="event", place=geonames_id, limit=EVENTS))
    ids = look.casebook.scenes.reports_at(geonames_id, REPORTS, start)
    onward = start + REPORTS if len(ids) > REPORTS else None
    brought = [] if start else list(_brought(look, geonames_id))
    reports = dict.fromkeys((*brought, *ids[:REPORTS]))
    return PlacePage(
        place=found[0],
        events=rows,
        more_events=more,
        reports=tuple(_speaking(look, report, geonames_id) for report in reports),
        onward=onward,
    )


def _spotted(look: Look, found: list[Seen]) -> tuple[Spotted, ...]:
    events = look.casebook.scenes.events_at([s.geonames_id for s in found])
    return tuple(
        Spotted(seen=s, kind=kind_of(s.kind), events=events.get(s.geonames_id, 0)) for s in found
    )


def _brought(look: Look, geonames_id: int) -> Iterator[str]:
    """Reports of which people said that a place of theirs is this one."""
    for one in look.judged.active:
        if one.verdict == "place" and one.value and Spot.of(one.value).geonames_id == geonames_id:
            report = key_in(one.items[0]).partition("/")[0]
            try:
                look.filed(report)
            except CasebookError:
                continue
            yield report


def _speaking(look: Look, report: str, geonames_id: int) -> Speaking:
    brief = look.brief(report)
    spans = [p for p in brief.places if p.geonames_id == geonames_id]
    about = look.corrections.about(report)
    return Speaking(
        report_id=report,
        mentions=tuple(
            Mention(key=key_of(report, p.id), excerpt=excerpt(look, brief, p.span, p.id))
            for p in spans[:MENTIONS]
        ),
        more=max(0, len(spans) - MENTIONS),
        corrected=tuple(
            (item, one) for item, one in sorted(about.items()) if item.startswith("pl:")
        ),
    )
