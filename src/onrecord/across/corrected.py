"""Briefs as people corrected them: what they compare by, after judgements about single readings.

- *source*: the statement is said by ``value``; a second item is the entity that this is.
- *place*: the place is ``value``, as ``Spot`` writes it; nothing where ``value`` is empty.
- *date*: the time is ``value`` (ISO 8601, or two of them with a slash); none where it is empty.
- *statement*: ``r:…/st:12-40`` is a statement of ``value`` that was missed; a second item is the
  entity that says it.
- *reject*: a time or place that is none is left out; statements, events and entities that are none
  are left out later, as groups need to know that they were there.

A correction of what the record no longer holds changes nothing: see ``Judged.lost``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Self, TypeVar

import msgspec

from onrecord.across.brief import Bearing, Brief, Named, Telling, When, Where, bare, bounds
from onrecord.across.briefing import bearer_named
from onrecord.across.judged import Judged, key_in
from onrecord.knowledge.bodies import body_named
from onrecord.model import Judgement, Span, parts_of
from onrecord.model.case import Verdict

T = TypeVar("T", When, Where)

CORRECTING: Final[frozenset[Verdict]] = frozenset({"source", "place", "date", "statement"})
_SPOT = re.compile(
    r"(?P<id>\d+|-) (?P<lat>-?\d{1,2}(?:\.\d+)?) (?P<lon>-?\d{1,3}(?:\.\d+)?)"
    r" (?P<country>[A-Z]{2}|-) (?P<kind>[A-Z0-9]{1,8}|-) (?P<name>.+)"
)
_ADDED = re.compile(r"st:(\d+)-(\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place as a judgement holds it: its GeoNames id, if it has one, where it lies (WGS 84
    degrees), its country (ISO 3166), its feature code, and its name."""

    geonames_id: int | None
    lat: float
    lon: float
    country: str | None
    kind: str
    name: str

    @classmethod
    def of(cls, value: str) -> Self:
        """Reads ``str``'s form. Raises ValueError when it is none."""
        match = _SPOT.fullmatch(value)
        if match is None or abs(float(match["lat"])) > 90 or abs(float(match["lon"])) > 180:
            raise ValueError(f"{value!r} is no place like '2988507 48.8534 2.3488 FR PPLC Paris'")
        return cls(
            geonames_id=None if match["id"] == "-" else int(match["id"]),
            lat=float(match["lat"]),
            lon=float(match["lon"]),
            country=None if match["country"] == "-" else match["country"],
            kind="" if match["kind"] == "-" else match["kind"],
            name=match["name"],
        )

    def __str__(self) -> str:
        return (
            f"{'-' if self.geonames_id is None else self.geonames_id} {self.lat:g} {self.lon:g}"
            f" {self.country or '-'} {self.kind or '-'} {self.name}"
        )


def dated(value: str) -> tuple[str, str]:
    """First and last day of a corrected date. Raises ValueError when it is no date."""
    first, slash, last = value.partition("/")
    low, high = bounds(first)[0], bounds(last if slash else first)[1]
    if low is None or high is None or low > high:
        raise ValueError(f"{value!r} is no date like 2023-09-17 or 2023-09-16/2023-09-18")
    return low, high


def stretch_of(item: str) -> Span:
    """The characters of a statement that people added. Raises ValueError when it names none."""
    match = _ADDED.fullmatch(item)
    if match is None:
        raise ValueError(f"{item!r} is no statement like st:120-188")
    return Span(start=int(match[1]), end=int(match[2]))


class Corrections:
    """The corrections in force, by the report that they are about."""

    def __init__(self, judged: Judged) -> None:
        self._by_report: dict[str, list[tuple[str, Judgement]]] = {}
        for one in judged.active:
            items = one.items[:1] if one.verdict in CORRECTING else one.items
            if one.verdict in CORRECTING or one.verdict == "reject":
                for item in items:
                    key = key_in(item)
                    if "/" in key:
                        report, name = parts_of(key)
                        self._by_report.setdefault(report, []).append((name, one))

    def __contains__(self, report_id: object) -> bool:
        return report_id in self._by_report

    def about(self, report_id: str) -> Mapping[str, Judgement]:
        """The last correction of each item of a report."""
        return dict(self._by_report.get(report_id, ()))

    def apply(self, brief: Brief) -> Brief:
        """The brief, corrected; itself if nothing is to be corrected."""
        found = self._by_report.get(brief.report_id)
        if not found:
            return brief
        wanted: dict[Verdict, dict[str, Judgement]] = {}
        for name, one in found:
            wanted.setdefault(one.verdict, {})[name] = one
        gone = wanted.get("reject", {})
        return msgspec.structs.replace(
            brief,
            times=_dates(brief, wanted.get("date", {}), gone),
            places=_places(brief, wanted.get("place", {}), gone),
            tellings=_tellings(brief, wanted.get("source", {}), wanted.get("statement", {})),
            # They stand on dates and places, and are taken from what is right now.
            anchored=b"",
        )


def _dates(
    brief: Brief, dates: Mapping[str, Judgement], gone: Mapping[str, Judgement]
) -> tuple[When, ...]:
    def right(time: When) -> When | None:
        one = dates.get(time.id)
        if one is None:
            return time
        if not one.value:
            return None
        earliest, latest = dated(one.value)
        grain = "day" if earliest == latest else time.grain
        return msgspec.structs.replace(time, earliest=earliest, latest=latest, grain=grain)

    return _kept(brief.times, right, gone)


def _places(
    brief: Brief, places: Mapping[str, Judgement], gone: Mapping[str, Judgement]
) -> tuple[Where, ...]:
    def right(place: Where) -> Where | None:
        one = places.get(place.id)
        if one is None:
            return place
        if not one.value:
            return None
        spot = Spot.of(one.value)
        return msgspec.structs.replace(
            place,
            geonames_id=spot.geonames_id,
            country=spot.country,
            kind=spot.kind,
            lat=spot.lat,
            lon=spot.lon,
        )

    return _kept(brief.places, right, gone)


def _kept(
    items: Sequence[T], right: Callable[[T], T | None], gone: Mapping[str, Judgement]
) -> tuple[T, ...]:
    found = (right(item) for item in items if item.id not in gone)
    return tuple(item for item in found if item is not None)


def _tellings(
    brief: Brief, sources: Mapping[str, Judgement], missed: Mapping[str, Judgement]
) -> tuple[Telling, ...]:
    told = [
        t if (one := sources.get(t.id)) is None else _said_by(brief, t, one) for t in brief.tellings
    ]
    known = {t.id for t in told}
    for item, one in missed.items():
        stretch = stretch_of(item)
        if item in known or stretch.end > len(brief.text) or not stretch:
            continue
        told = [t for t in told if not _stands_for(stretch, t)]
        told.append(_said_by(brief, _missed(brief, item, stretch), one))
    return tuple(sorted(told, key=lambda t: (t.spans[0].start, t.spans[0].end, t.id)))


def _stands_for(stretch: Span, telling: Telling) -> bool:
    """Whether a statement that was missed is what the report seemed to tell in its own voice."""
    if telling.voice != "report":
        return False
    inside = sum(
        min(s.end, stretch.end) - max(s.start, stretch.start)
        for s in telling.spans
        if s.overlaps(stretch)
    )
    return inside * 2 >= sum(len(s) for s in telling.spans)


def _said_by(brief: Brief, telling: Telling, one: Judgement) -> Telling:
    """The telling with the source that people gave it; through whom that was heard stays."""
    speaker = _speaker(brief, one)
    body = body_named(one.value)
    said = Bearing(
        kind=bearer_named(one.value),
        name=one.value,
        key="" if body is None else body.key,
        around=False,
        spans=() if speaker is None else (speaker.first,),
    )
    return msgspec.structs.replace(
        telling,
        source=one.value,
        source_kind=None,
        speakers=() if speaker is None else (speaker.id,),
        bearings=(*telling.bearings[:-1], said),
    )


def _speaker(brief: Brief, one: Judgement) -> Named | None:
    if len(one.items) < 2:
        return None
    report, _, name = key_in(one.items[1]).partition("/")
    return next((e for e in brief.entities if report == brief.report_id and e.id == name), None)


def _missed(brief: Brief, item: str, stretch: Span) -> Telling:
    words = stretch.of(brief.text)
    near = {name for t in brief.tellings if t.sentence.overlaps(stretch) for name in t.names}
    return bare(
        item,
        "statement",
        stretch,
        names=tuple(
            e.id
            for e in brief.entities
            if e.id in near and any(spelt in words for spelt in (*e.names, *e.called))
        ),
        times=tuple(t.id for t in brief.times if stretch.covers(t.span)),
        places=tuple(p.id for p in brief.places if stretch.covers(p.span)),
        deeds=tuple(d.id for d in brief.deeds if stretch.covers(d.trigger)),
    )
