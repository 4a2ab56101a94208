"""Times and places beside the lines that hold them: the value in the margin."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.style import Style
from rich.text import Text

from onrecord.model import Place, Record, Span, Time
from onrecord.record.outline import printable

#: Columns of the margin; a narrower page has the notes under the paragraph.
MARGIN = 27
NARROW = 76
_TIME = Style(color="yellow")
_PLACE = Style(color="green")
_GOVERNMENT = Style(color="green", italic=True)
_KEY = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What stands in the margin beside the words of a span."""

    span: Span
    says: str
    style: Style


class Notes:
    """The notes of a record, by where they stand. A place is noted where it is first named."""

    def __init__(self, record: Record) -> None:
        found = [Note(span=t.span, says=_of_time(t), style=_TIME) for t in record.times]
        told: set[tuple[float, float, str]] = set()
        for place in record.places:
            key = (place.lat, place.lon, place.refers_to)
            style = _PLACE if place.refers_to == "place" else _GOVERNMENT
            says = _of_place(place) if key not in told else ""
            told.add(key)
            found.append(Note(span=place.span, says=says, style=style))
        self._notes = sorted(found, key=lambda note: note.span)
        self._starts = [note.span.start for note in self._notes]

    def within(self, span: Span) -> Sequence[Note]:
        first = bisect_left(self._starts, span.start)
        return self._notes[first : bisect_left(self._starts, span.end)]


def _of_time(time: Time) -> str:
    return time.value


def _of_place(place: Place) -> str:
    if place.refers_to == "government":
        return f"government of {place.country}"
    where = f"{place.lat:.2f} {place.lon:.2f}"
    return f"{place.country} {where}" if place.country else where


def mark(text: Text, start: int, end: int, number: int, note: Note) -> None:
    """Colour the words of a note and remember its number for the margin."""
    text.stylize(note.style, start, end)
    if note.says:
        text.stylize(Style(meta={_KEY: number}), start, end)


def write(console: Console, text: Text, notes: Sequence[Note], indent: str) -> None:
    """A paragraph with its notes: beside its lines, or under it on a narrow page."""
    wide = bool(notes) and console.width >= NARROW
    room = console.width - len(indent) - (MARGIN + 2 if wide else 0)
    waiting: list[Note] = []
    noted: set[int] = set()
    lines = text.wrap(console, max(room, 20))
    for line in lines:
        line.rstrip()
        for number in _numbers(line):
            if number not in noted:
                noted.add(number)
                waiting.append(notes[number])
        said = _next(waiting) if wide else Text()
        gap = " " * max(room - line.cell_len + 2, 1) if said else ""
        console.print(Text.assemble(indent, line, gap, said), no_wrap=True, crop=False)
    if not wide:
        for note in waiting:
            says = Text.assemble("· ", (printable(note.says), note.style))
            console.print(Text.assemble(indent, says), no_wrap=True, crop=False)
        return
    while waiting:
        gap = " " * (room + 2)
        console.print(Text.assemble(indent, gap, _next(waiting)), no_wrap=True, crop=False)


def _numbers(line: Text) -> list[int]:
    found = []
    for span in sorted(line.spans, key=lambda s: s.start):
        style = span.style if isinstance(span.style, Style) else None
        if style is not None and _KEY in style.meta:
            found.append(int(style.meta[_KEY]))
    return found


def _next(waiting: list[Note]) -> Text:
    """As many of the waiting notes as the margin holds."""
    said = Text()
    while waiting:
        words = printable(waiting[0].says)[:MARGIN]
        if said and said.cell_len + 3 + len(words) > MARGIN:
            break
        said.append(" · " if said else "", "dim").append(words, waiting.pop(0).style)
    return said
