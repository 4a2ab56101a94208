"""Events as TimelineJS3 has them: one slide each, with the report's own words."""

from __future__ import annotations

from html import escape
from typing import Any, Final, Literal

from onrecord.export.iris import item_iri
from onrecord.export.said import path, said
from onrecord.export.when import when
from onrecord.model import Event, Record, hull

#: Characters of a report that a slide shows at most.
_LONGEST: Final = 400

NoSlide = Literal["no day is told"]


def slide(record: Record, event: Event) -> dict[str, Any] | NoSlide:
    """A slide, or why there is none. How the event is told, and in whose words, always stands on
    it: nothing alleged, planned or denied looks as if it took place. Texts are HTML."""
    at = when(record, event)
    if at is None:
        return "no day is told"
    found: dict[str, Any] = {"start_date": _date(at.first, at.clock)}
    if at.last and at.last != at.first:
        found["end_date"] = _date(at.last, at.last_clock)
    return found | {
        "text": {"headline": _headline(record, event), "text": _text(record, event)},
        "group": event.type,
        "unique_id": item_iri(record, event.id),
    }


def _date(day: str, clock: str) -> dict[str, int]:
    parts = dict(zip(("year", "month", "day"), map(int, day.split("-")), strict=False))
    hours = (part for part in clock[:8].split(":") if part.isdecimal())
    return parts | dict(zip(("hour", "minute", "second"), map(int, hours), strict=False))


def _headline(record: Record, event: Event) -> str:
    told = "" if event.factuality == "stated" else f" ({event.factuality})"
    spoken = " (said)" if event.said_in is not None else ""
    words = " ".join(record.words(event.trigger).split())
    return f"{event.type}: {escape(words)}{told}{spoken}"


def _text(record: Record, event: Event) -> str:
    spans = [event.trigger, *event.trigger_with]
    people = [p.span for p in (*event.actors, *event.recipients)]
    whole = hull([*spans, *people])
    words = record.words(whole if len(whole) <= _LONGEST else hull(spans))
    lines = [f"<q>{escape(' '.join(words.split()))}</q>"]
    speakers = [one.source or "somebody" for one in said(record, path(record, event))]
    if speakers:
        lines.append("said by " + escape(" › ".join(speakers)))
    lines.append(escape(record.report.outlet or record.report.title or record.report.id))
    return "".join(f"<p>{line}</p>" for line in lines)
