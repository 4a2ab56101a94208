"""What a casebook says in one look: what is told from most origins, what happened when and where,
and what does not agree. Whatever the number of reports, the same few findings are read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from onrecord.across.form import Gist, decode_gist
from onrecord.across.judged import Judged, key_in
from onrecord.casebook import Coverage
from onrecord.desk.keeping import Freshness, day_of
from onrecord.desk.looking.disagreements import Apart, apart
from onrecord.desk.looking.smallmap import SmallMap, small_map
from onrecord.desk.looking.tellings import Heading, Told, at_of, heading, told
from onrecord.desk.room import Asked, Look
from onrecord.model import Disagreement, Happening, parts_of

#: Statements, events, days of the strip, events of one day, disagreements, places that are shown.
STATEMENTS: Final = 8
EVENTS: Final = 16
DAYS: Final = 7
OF_A_DAY: Final = 3
DISAGREEMENTS: Final = 3
PLACES: Final = 12
#: Who did something, and to whom, of one event.
NAMED: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyStatement:
    """A statement: its words, an early telling of it, its origins and its tellings by what they
    depend on. ``first`` is the report that told it first, None where that cannot be told."""

    id: str
    words: str
    language: str
    told: Told
    origins: int
    reports: int
    states: Mapping[str, int]
    first: Heading | None
    first_at: tuple[int, int] | None
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """An event of a day; ``until`` is its last day where that is another one."""

    id: str
    type: str
    name: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    until: str | None
    origins: int
    reports: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day with its events of most origins; ``more`` counts those of the strip that found no
    room."""

    day: str
    events: tuple[Mark, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """``compared`` is the number of reports that the findings speak of, None where there are none
    yet; ``total`` counts all findings of a kind."""

    coverage: Coverage
    freshness: Freshness
    compared: int | None
    total: Mapping[str, int]
    statements: tuple[KeyStatement, ...]
    days: tuple[Day, ...]
    apart: tuple[Apart, ...]
    places: SmallMap | None


def story(look: Look) -> Story:
    """The story of a casebook as it was last compared."""
    made = look.freshness.made
    newest = Asked(kind="disagreement", order="late", limit=DISAGREEMENTS)
    return Story(
        coverage=look.casebook.findings.coverage(),
        freshness=look.freshness,
        compared=None if made is None else made.reports,
        total={} if made is None else made.counts,
        statements=tuple(_statements(look)),
        days=tuple(_days(look)),
        apart=tuple(apart(look, one) for one in look.several(Disagreement, newest)),
        places=small_map(look.casebook.findings.spots(PLACES)),
    )


def _statements(look: Look) -> Iterator[KeyStatement]:
    asked = Asked(kind="statement", least_reports=2, limit=STATEMENTS)
    for kept in look.casebook.findings.bodies(asked):
        yield _statement(look, decode_gist(kept.body))


def _statement(look: Look, gist: Gist) -> KeyStatement:
    first = gist.first
    early = first if first is not None else gist.origins[0].first
    return KeyStatement(
        id=gist.id,
        words=_called(look.judged, gist),
        language=gist.language,
        told=told(look, early),
        origins=len(gist.origins),
        reports=gist.reports,
        states=Counter(edge.kind for edge in gist.edges),
        first=None if first is None else heading(look, parts_of(first)[0]),
        first_at=None if first is None else at_of(look, first),
        because=gist.first_because,
    )


def _called(judged: Judged, gist: Gist) -> str:
    """Its words, or the name that people gave it since."""
    return judged.names.get(key_in(gist.id), gist.words)


def _days(look: Look) -> list[Day]:
    """The events of most origins by the day on which they began, the first days first."""
    by_day: dict[str, list[Mark]] = {}
    for event in look.several(Happening, Asked(kind="event", limit=EVENTS)):
        begun, ended = day_of(event.earliest), day_of(event.latest)
        if begun is None or (begun not in by_day and len(by_day) >= DAYS):
            continue
        by_day.setdefault(begun, []).append(_mark(look, event, begun, ended))
    return [
        Day(day=day, events=tuple(marks[:OF_A_DAY]), more=max(0, len(marks) - OF_A_DAY))
        for day, marks in sorted(by_day.items())
    ]


def _mark(look: Look, event: Happening, begun: str, ended: str | None) -> Mark:
    return Mark(
        id=event.id,
        type=event.type,
        name=look.judged.name_of(event.tellings) or event.name,
        actors=event.actors[:NAMED],
        recipients=event.recipients[:NAMED],
        until=ended if ended != begun else None,
        origins=len(event.origins),
        reports=len({parts_of(key)[0] for key in event.tellings}),
    )
