"""What happened when, as all reports together tell it: one line an event.

Times of several tellings are narrowed to what all of them allow where they meet; where they do not,
the line spans them all, and ``disagreements`` shows both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import msgspec

from onrecord.across.belonging import Belonging
from onrecord.across.brief import Brief, Deed, When
from onrecord.across.differ.claims import told_at
from onrecord.across.merging import merged
from onrecord.across.origins import Traced, Tracing
from onrecord.across.packed import Block, pack
from onrecord.across.spread import HERE, Spread
from onrecord.across.standing import Standing, Told
from onrecord.across.told import Pile
from onrecord.model import Participant
from onrecord.model.case import Copy, Group, Happening, key_of
from onrecord.model.event import Factuality

#: Grains from the finest to the coarsest.
GRAINS: Final = (
    *("second", "minute", "hour", "daypart", "day", "weekend", "week", "month", "season"),
    *("quarter", "half", "year", "decade", "century"),
)
#: Behind all days: events that nobody dates come last.
_UNDATED: Final = "9999-99"
_Time = tuple[str | None, str | None, str | None]


def timeline(
    briefs: Sequence[Brief], copies: Iterable[Copy], groups: Sequence[Group]
) -> Sequence[Happening]:
    """All events in the order of time: those of the groups, and those that stand in none."""
    return happenings(Tracing(Pile(briefs, copies), groups))


def happenings(tracing: Tracing, spread: Spread = HERE) -> Sequence[Happening]:
    """The timeline of a pile: by the earliest day, then by the latest, then by id; the undated
    last."""
    events, groups = Events(tracing), len(tracing.groups)

    def traced(start: int, end: int) -> list[Block]:
        found = [
            *events.of_groups(tracing.groups[min(start, groups) : min(end, groups)]),
            *events.of_reports(events.reports[max(0, start - groups) : max(0, end - groups)]),
        ]
        return pack(Happening, sorted(found, key=by_time))

    return in_time(spread.of(traced, groups + len(events.reports)))


def in_time(runs: Iterable[Iterable[Block]]) -> Sequence[Happening]:
    """Runs of events that are in the order of time as one."""
    return merged(Happening, runs, by_time, _Dated)


class _Dated(msgspec.Struct):
    """What of happenings puts them in order."""

    id: str
    earliest: str | None
    latest: str | None


def by_time(happening: Happening | _Dated) -> tuple[str, str, str]:
    """What puts events in the order of time."""
    return happening.earliest or _UNDATED, happening.latest or _UNDATED, happening.id


class Events:
    """The events of groups, and those of reports that stand in none. ``reports`` are all of the
    pile in their order."""

    def __init__(self, tracing: Tracing) -> None:
        self.tracing = tracing
        self.reports = sorted(tracing.pile.briefs, key=tracing.pile.order)
        self._grouped = {key for g in tracing.groups if g.kind == "event" for key in g.members}

    def of_groups(self, groups: Iterable[Group]) -> Iterator[Happening]:
        """The events among groups."""
        for group in groups:
            if group.kind == "event":
                yield from self._traced(group.id, group.name, group.members)

    def of_reports(self, reports: Iterable[str]) -> Iterator[Happening]:
        """The events of reports that stand in no group."""
        pile = self.tracing.pile
        for report in reports:
            for deed in pile.standing(report).brief.deeds:
                key = key_of(report, deed.id)
                if key not in self._grouped and key not in pile.rejected:
                    yield from self._traced(f"ha:{key}", deed.words, (key,))

    def _traced(self, identity: str, name: str, members: Sequence[str]) -> Iterator[Happening]:
        traced = self.tracing.trace(members)
        if traced.told:
            yield _happening(self.tracing, identity, name, traced)


def _happening(tracing: Tracing, identity: str, name: str, traced: Traced) -> Happening:
    told = [t for t in traced.told if t.deed is not None]
    deeds = [t.deed for t in told if t.deed is not None]
    earliest, latest, grain = _time(tracing.pile, told)
    types = Counter(d.type for d in deeds)
    return Happening(
        id=identity,
        # Of as many of each, the one that is told first.
        type=max(types, key=lambda t: types[t]),
        name=name,
        tellings=traced.tellings,
        actors=_people(tracing, told, actors=True),
        recipients=_people(tracing, told, actors=False),
        earliest=earliest,
        latest=latest,
        grain=grain,
        places=_places(tracing.pile, told),
        factualities=_factualities(deeds),
        origins=traced.origins,
        edges=traced.edges,
    )


def _factualities(deeds: Iterable[Deed]) -> tuple[Factuality, ...]:
    return tuple(dict.fromkeys(d.factuality for d in deeds))


def _time(pile: Pile, told: Sequence[Told]) -> _Time:
    """What all dated tellings allow; if they do not meet, what any of them does."""
    times = [w for t in told if (w := _of_telling(pile.briefs[t.report], t)) is not None]
    if not times:
        return None, None, None
    finest = min(times, key=lambda w: GRAINS.index(w.grain) if w.grain in GRAINS else len(GRAINS))
    first, last = max(times, key=lambda w: told_at(w)[0]), min(times, key=lambda w: told_at(w)[1])
    if told_at(first)[0] <= told_at(last)[1]:
        return first.earliest, last.latest, finest.grain
    first, last = min(times, key=lambda w: told_at(w)[0]), max(times, key=lambda w: told_at(w)[1])
    coarsest = max(times, key=lambda w: GRAINS.index(w.grain) if w.grain in GRAINS else 0)
    return first.earliest, last.latest, coarsest.grain


def _of_telling(brief: Brief, told: Told) -> When | None:
    """The first of its times, which stands nearest to its words."""
    assert told.deed is not None
    wanted = {i: n for n, i in enumerate(told.deed.times)}
    times = sorted((t for t in brief.times if t.id in wanted), key=lambda t: wanted[t.id])
    return times[0] if times else None


def _people(tracing: Tracing, told: Sequence[Told], *, actors: bool) -> tuple[str, ...]:
    """Who took part, each under one name: that of its group, or its own in its report."""
    found: dict[str, str] = {}
    for one in told:
        assert one.deed is not None
        people = one.deed.actors if actors else one.deed.recipients
        if not people:
            continue
        standing = tracing.pile.standing(one.report)
        for person in people:
            identity, name = _person(standing, person, tracing.entities)
            found.setdefault(identity, name)
    return tuple(dict.fromkeys(found.values()))


def _person(standing: Standing, person: Participant, entities: Belonging) -> tuple[str, str]:
    brief = standing.brief
    words = " ".join(person.span.of(brief.text).split())
    if person.entity_id is None:
        return words.casefold(), words
    group = entities.of(brief.report_id, person.entity_id)
    if group is not None:
        return group
    named = standing.entities.get(person.entity_id)
    return key_of(brief.report_id, person.entity_id), words if named is None else named.name


def _places(pile: Pile, told: Sequence[Told]) -> tuple[str, ...]:
    found: dict[object, str] = {}
    for one in told:
        assert one.deed is not None
        brief, wanted = pile.briefs[one.report], set(one.deed.places)
        for place in brief.places:
            if place.id in wanted:
                words = " ".join(place.span.of(brief.text).split())
                found.setdefault(place.geonames_id or words.casefold(), words)
    return tuple(found.values())
