"""The events of a casebook in the order of time, for a timeline and the table beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from onrecord.across.brief import Deed
from onrecord.casebook import Asked, Kept, Listed
from onrecord.desk.keeping import read_kept
from onrecord.desk.looking.excerpts import Excerpt, excerpt
from onrecord.desk.room import Look
from onrecord.model import Happening, Judgement
from onrecord.model.event import EventType, Factuality

#: Events of one page of the table; for each, one report is read.
ROWS: Final = 50
#: Events that are drawn at most, and in the strip that needs no script.
DRAWN: Final = 500
#: Events that are looked at for a page, where what is asked for does not stand in an index.
SCANNED: Final = 2_000
#: People who answer to a name that is asked for.
PEOPLE: Final = 30
#: Up to how many events that are left out is counted.
COUNTED: Final = 10_000
#: Names that are shown of those who took part on one side.
NAMES: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which events: in days between (ISO 8601, inclusive), of a type, in which somebody of this
    name took part, with at least so many origins, told so."""

    since: str | None = None
    until: str | None = None
    type: EventType | None = None
    who: str = ""
    least_origins: int = 0
    factuality: Factuality | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One event: see ``Happening``. ``first`` is the key of its first telling, whose words are in
    ``excerpt`` where they were asked for; ``taken_out`` the judgement by which it is none."""

    id: str
    type: EventType
    name: str
    earliest: str | None
    latest: str | None
    grain: str | None
    factualities: tuple[Factuality, ...]
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    places: tuple[str, ...]
    origins: int
    reports: int
    tellings: int
    first: str
    excerpt: Excerpt | None
    taken_out: Judgement | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Events:
    """``rows`` of a list; ``onward`` is where to go on, None at its end. ``people`` answer to the
    name that was asked for. ``looked`` tells that ``SCANNED`` events were looked at, and there are
    more."""

    rows: tuple[Row, ...]
    onward: int | None
    people: tuple[Listed, ...] = ()
    looked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """The events of most origins, in the order of time. ``left_out`` are those that were counted
    beyond, ``COUNTED`` at most; None where it cannot be told."""

    rows: tuple[Row, ...]
    left_out: int | None


def events(look: Look, wanted: Wanted, start: int = 0, *, dated: bool = True) -> Events:
    """A page of the table: dated events in the order of time, or those that nobody dates."""
    asked, people, named = _asked(look, wanted)
    if dated:
        asked = replace(asked, order="day", dated=True, offset=start)
    else:
        asked = replace(asked, since=None, until=None, dated=False, offset=start)
    found = _scan(look, wanted, asked, named, ROWS)
    return replace(found, rows=tuple(_with_words(look, row) for row in found.rows), people=people)


def drawn(look: Look, wanted: Wanted, most: int = DRAWN) -> Drawn:
    """What is drawn: the dated events of most origins, earliest first, without their words."""
    asked, _, named = _asked(look, wanted)
    asked = replace(asked, order="rank", dated=True)
    found = _scan(look, wanted, asked, named, most)
    rows = sorted(found.rows, key=lambda r: (r.earliest or "", r.latest or "", r.id))
    left_out: int | None = 0
    if found.onward is not None:
        sifted = wanted.factuality is not None or named
        beyond = look.casebook.findings.count(asked, COUNTED) - len(rows)
        left_out = None if sifted else beyond
    return Drawn(rows=tuple(rows), left_out=left_out)


def listed(look: Look, asked: Asked) -> tuple[tuple[Row, ...], bool]:
    """Events that are asked for, with their words; whether there are more."""
    kept = list(look.casebook.findings.bodies(replace(asked, limit=asked.limit + 1)))
    rows = tuple(_with_words(look, _row(look, one)) for one in kept[: asked.limit])
    return rows, len(kept) > asked.limit


def _asked(look: Look, wanted: Wanted) -> tuple[Asked, tuple[Listed, ...], str]:
    """What is asked of the index, who answers to the name, and the name where nobody does."""
    people: tuple[Listed, ...] = ()
    if wanted.who:
        ask = Asked(kind="entity", named=wanted.who, limit=PEOPLE)
        people = tuple(look.casebook.findings.listed(ask))[:PEOPLE]
    asked = Asked(
        kind="event",
        sorts=() if wanted.type is None else (wanted.type,),
        since=wanted.since,
        until=wanted.until,
        least_origins=wanted.least_origins,
        who=tuple(one.id for one in people),
    )
    return asked, people, wanted.who.casefold() if wanted.who and not people else ""


def _scan(look: Look, wanted: Wanted, asked: Asked, named: str, most: int) -> Events:
    """The first events of a list that are as wanted, and where the list goes on."""
    sifted = wanted.factuality is not None or bool(named)
    limit = SCANNED if sifted else most + 1
    rows: list[Row] = []
    seen = 0
    for kept in look.casebook.findings.bodies(replace(asked, limit=limit)):
        if len(rows) == most:
            return Events(rows=tuple(rows), onward=asked.offset + seen)
        seen += 1
        row = _row(look, kept)
        if wanted.factuality is not None and wanted.factuality not in row.factualities:
            continue
        if named and not any(named in n.casefold() for n in (*row.actors, *row.recipients)):
            continue
        rows.append(row)
    more = sifted and seen == limit
    return Events(rows=tuple(rows), onward=asked.offset + seen if more else None, looked=more)


def _row(look: Look, kept: Kept) -> Row:
    event = read_kept(Happening, kept)[0]
    rejected = [look.judged.rejected.get(key) for key in event.tellings]
    return Row(
        id=event.id,
        type=event.type,
        name=look.judged.name_of(event.tellings) or event.name,
        earliest=event.earliest,
        latest=event.latest,
        grain=event.grain,
        factualities=event.factualities,
        actors=event.actors[:NAMES],
        recipients=event.recipients[:NAMES],
        places=event.places[:NAMES],
        origins=len(event.origins),
        reports=kept.listed.reports,
        tellings=len(event.tellings),
        first=event.tellings[0],
        excerpt=None,
        taken_out=rejected[0] if rejected and all(rejected) else None,
    )


def _with_words(look: Look, row: Row) -> Row:
    """The row with the words of its first telling, if that is still read in its report."""
    found = look.pile.item(row.first)
    if found is None:
        return row
    brief, deed = found
    if not isinstance(deed, Deed):
        return row
    return replace(row, excerpt=excerpt(look, brief, deed.trigger, deed.id))


def undated(look: Look, wanted: Wanted) -> int:
    """How many events are as wanted but that no report dates, ``COUNTED`` and one at most. How they
    are told, and names that nobody answers to, are not looked at."""
    asked, _, _ = _asked(look, wanted)
    asked = replace(asked, since=None, until=None, dated=False)
    return look.casebook.findings.count(asked, COUNTED)
