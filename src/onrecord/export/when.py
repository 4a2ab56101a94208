"""When an event took place, as days and clock times."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.model import Event, Published, Record, Time

_CLOCK = frozenset({"second", "minute", "hour"})
#: Grains of a day of publication.
_TO_THE_DAY = frozenset({"minute", "hour", "day"})


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """``first`` and ``last`` are ISO days, both included; ``clock`` and ``last_clock`` ISO times of
    day, empty where none is told. ``last`` is empty where the end is not known."""

    first: str
    last: str = ""
    clock: str = ""
    last_clock: str = ""

    @property
    def day(self) -> str:
        """The day, where it is one and known."""
        return self.first if self.first == self.last else ""


def when(record: Record, event: Event) -> When | None:
    """From the first to the last day that the times of an event span; None where none is known.
    Clock times are told where there is one time only."""
    known = {t.id: t for t in record.times}
    times = [known[i] for i in event.time_ids if i in known and known[i].earliest]
    if not times:
        return None
    first = min(t.earliest or "" for t in times)
    open_ended = any(t.latest is None for t in times)
    last = "" if open_ended else max(t.latest or "" for t in times)
    clock, last_clock = _clock(times)
    return When(first=first[:10], last=last[:10], clock=clock, last_clock=last_clock)


def _clock(times: Iterable[Time]) -> tuple[str, str]:
    first, *more = times
    if more or first.grain not in _CLOCK:
        return "", ""
    return (first.earliest or "")[11:], (first.latest or "")[11:]


def day_of(published: Published) -> str:
    """The day of publication; empty where only a month or year is known, or nothing."""
    if published.value is None or published.grain not in _TO_THE_DAY:
        return ""
    return published.value[:10]
