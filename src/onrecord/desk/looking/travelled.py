"""Who went from where to where, with the words that tell it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from onrecord.across.brief import Brief, When
from onrecord.across.travels import Travel, travels
from onrecord.casebook import Gone, Route, Seen
from onrecord.desk.looking.excerpts import Excerpt, excerpt
from onrecord.desk.room import Look
from onrecord.model import key_of

#: Routes of one page, and reports that are read for each.
ROUTES: Final = 20
TOLD: Final = 2
#: Tellings of one page of a route; for each, a report is read.
TELLINGS: Final = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Going:
    """One telling of a travel: who goes (an entity's key and its name), between which days, and the
    words."""

    who: str
    name: str
    earliest: str | None
    latest: str | None
    grain: str | None
    excerpt: Excerpt


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """From one place to another: how many tellings in how many reports, and some of them. Fewer are
    in ``told`` where people corrected a place since."""

    origin: Seen
    goal: Seen
    reports: int
    tellings: int
    told: tuple[Going, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """``onward`` is where the list goes on, None at its end."""

    rows: tuple[Way, ...]
    onward: int | None


def ways(
    look: Look, start: int = 0, *, at: int | None = None, most: int = ROUTES, told: int = TOLD
) -> Ways:
    """The ways that most reports tell of, from or to one place if it is given."""
    scenes = look.casebook.scenes
    found = scenes.routes(most, start, at)
    ends = _ends(look, found)
    rows = tuple(
        Way(
            origin=ends[route.from_id],
            goal=ends[route.to_id],
            reports=route.reports,
            tellings=route.tellings,
            told=_goings(look, islice(scenes.travels(route.from_id, route.to_id, told), told)),
        )
        for route in found[:most]
        if route.from_id in ends and route.to_id in ends
    )
    return Ways(rows=rows, onward=start + most if len(found) > most else None)


def way(look: Look, from_id: int, to_id: int, start: int = 0) -> tuple[Way, int | None] | None:
    """One way with a page of its tellings, and where they go on; None where nobody went it."""
    scenes = look.casebook.scenes
    found = scenes.route(from_id, to_id)
    ends = {} if found is None else _ends(look, (found,))
    if found is None or len(ends) < 2:
        return None
    told = list(scenes.travels(from_id, to_id, TELLINGS, start))
    shown = Way(
        origin=ends[from_id],
        goal=ends[to_id],
        reports=found.reports,
        tellings=found.tellings,
        told=_goings(look, told[:TELLINGS]),
    )
    return shown, start + TELLINGS if len(told) > TELLINGS else None


def _ends(look: Look, routes: Sequence[Route]) -> Mapping[int, Seen]:
    wanted = sorted({end for route in routes for end in (route.from_id, route.to_id)})
    return {s.geonames_id: s for s in look.casebook.findings.spots_of(wanted)}


def _goings(look: Look, gone: Iterable[Gone]) -> tuple[Going, ...]:
    """Those that are still read in their reports, as people corrected these."""
    found: list[Going] = []
    for one in gone:
        brief = look.brief(one.report_id)
        found += (_going(look, brief, travel) for travel in travels(brief) if _is(travel, one))
    return tuple(found)


def _is(travel: Travel, one: Gone) -> bool:
    ends = (travel.origin.geonames_id, travel.goal.geonames_id)
    return travel.sentence.start == one.start and ends == (one.from_id, one.to_id)


def _going(look: Look, brief: Brief, travel: Travel) -> Going:
    key = key_of(brief.report_id, travel.who)
    name = next((e.name for e in brief.entities if e.id == travel.who), "")
    times: list[When] = [t for t in brief.times if t.id in travel.times]
    # Two dates in one sentence do not tell which of them is the travel's.
    time = times[0] if len(times) == 1 else None
    return Going(
        who=key,
        name=name,
        earliest=None if time is None else time.earliest,
        latest=None if time is None else time.latest,
        grain=None if time is None else time.grain,
        excerpt=excerpt(look, brief, travel.verb, sentence=travel.sentence),
    )
