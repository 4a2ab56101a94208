"""A timeline drawn beforehand: where its events, and the marks of its axis, stand in a drawing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from onrecord.desk.looking.timeline import Row

#: Pixels of the drawing: its width, its margins, the axis, one lane.
WIDTH: Final = 960
EDGE: Final = 24
AXIS: Final = 24
LANE: Final = 20
#: Lanes at most; events that find no room are left out.
LANES: Final = 16
#: Pixels of one letter of a label, and letters of a label at most.
LETTER: Final = 6.6
LONGEST: Final = 28
#: Grains that name a day or less.
FINE: Final = frozenset({"second", "minute", "hour", "daypart", "day"})
#: Pixels between two marks of the axis at least.
APART: Final = 70
#: Share of the events at either end that may lie far off, and how many times the rest's stretch is
#: far; days that are left beside a few events of one day.
TAIL: Final = 0.1
FAR: Final = 4
WEEKS: Final = 14
#: Steps of the axis: days, or months.
_DAYS: Final = (1, 2, 7, 14)
_MONTHS: Final = (1, 3, 6, 12, 24, 60, 120, 300, 600, 1200, 3000)


_Dated = tuple[Row, date, date]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One event at ``x``, ``wide`` pixels wide: 0 is a day that is known. A ``soft`` one was at
    some time in that stretch."""

    row: Row
    x: float
    y: float
    wide: float
    soft: bool
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A mark of the axis: a day, month or year as ISO 8601 writes it."""

    x: float
    day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    width: int
    height: int
    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]
    left_out: int


def strip(rows: Sequence[Row]) -> Strip | None:
    """The strip of dated events, those of most origins placed first; None where there are none.
    Events that lie far off most of the others are left out."""
    every = [(row, *span) for row in rows if (span := days_of(row)) is not None]
    if not every:
        return None
    spans = _near(every)
    first, last = min(low for _, low, _ in spans), max(high for _, _, high in spans)
    scale = (WIDTH - 2 * EDGE) / max(1, (last - first).days + 1)
    taken: list[list[tuple[float, float]]] = []
    marks: list[Mark] = []
    for row, low, high in sorted(spans, key=lambda s: (-s[0].origins, s[1], s[0].id)):
        x = EDGE + (low - first).days * scale
        wide = 0.0 if low == high else ((high - low).days + 1) * scale
        label = row.name if len(row.name) <= LONGEST else row.name[: LONGEST - 1] + "…"
        lane = _lane(taken, x - 8, max(x + wide, x + 14 + LETTER * len(label)))
        if lane is not None:
            y = AXIS + lane * LANE + LANE / 2
            soft = bool(wide) and row.grain not in FINE
            marks.append(
                Mark(row=row, x=round(x, 1), y=y, wide=round(wide, 1), soft=soft, label=label)
            )
    marks.sort(key=lambda m: (m.x, m.y))
    return Strip(
        width=WIDTH,
        height=AXIS + LANE * len(taken) + 8,
        marks=tuple(marks),
        ticks=tuple(
            Tick(x=round(EDGE + (d - first).days * scale, 1), day=words)
            for d, words in _ticks(first, last, scale)
        ),
        left_out=len(every) - len(marks),
    )


def _near(spans: Sequence[_Dated]) -> Sequence[_Dated]:
    """Those that lie by the middle ones, where others would make a needle's point of these."""
    middles = sorted(low.toordinal() + (high - low).days // 2 for _, low, high in spans)
    tail = int(len(middles) * TAIL)
    low, high = middles[tail], middles[-1 - tail]
    room = max(WEEKS, (high - low) // 2)
    if middles[-1] - middles[0] <= FAR * (high - low + 2 * room):
        return spans
    first, last = date.fromordinal(max(1, low - room)), date.fromordinal(high + room)
    return [(r, a, b) for r, a, b in spans if first <= a and b <= last]


def days_of(row: Row) -> tuple[date, date] | None:
    """The first and the last day of an event; None where they are no days of the calendar."""
    try:
        low = date.fromisoformat((row.earliest or row.latest or "")[:10])
        high = date.fromisoformat((row.latest or row.earliest or "")[:10])
    except ValueError:
        return None
    return (low, high) if low <= high else (high, low)


def _lane(taken: list[list[tuple[float, float]]], left: float, right: float) -> int | None:
    """The first lane with room, which it then takes."""
    for number, lane in enumerate(taken):
        if all(right < a or b < left for a, b in lane):
            lane.append((left, right))
            return number
    if len(taken) < LANES:
        taken.append([(left, right)])
        return len(taken) - 1
    return None


def _ticks(first: date, last: date, scale: float) -> Iterator[tuple[date, str]]:
    """Days, months or years, as many as find room."""
    for step in _DAYS:
        if step * scale >= APART:
            day = first
            while day <= last:
                yield day, day.isoformat()
                day += timedelta(days=step)
            return
    step = next((m for m in _MONTHS if m * 30 * scale >= APART), _MONTHS[-1])
    month = first.year * 12 + first.month - 1
    month -= month % step
    while (at := _month(month)) is not None and at <= last:
        if at >= first:
            yield at, str(at.year) if step % 12 == 0 else f"{at.year:04d}-{at.month:02d}"
        month += step


def _month(number: int) -> date | None:
    year, month = divmod(number, 12)
    return date(year, month + 1, 1) if 1 <= year <= 9999 else None
