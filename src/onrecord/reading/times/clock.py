"""Hours and parts of a day: what makes a TIME of a DATE."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from onrecord.model.time import TimeGrain
from onrecord.reading.times.calendar import Period
from onrecord.reading.times.context import DeclinedError, Fields, Resolved

#: TIMEX3 parts of a day: first and last hour; past 23, hours of the next day.
PARTS: Final = {
    "MO": (6, 11),
    "MI": (11, 13),
    "AF": (12, 17),
    "EV": (17, 23),
    "NI": (20, 29),
    "DT": (6, 19),
}


def has_clock(fields: Fields) -> bool:
    return "hour" in fields or "daypart" in fields


def with_clock(day: Period, fields: Fields, resolved: Resolved) -> Resolved:
    """The time of day of a resolved day. Raises DeclinedError for hours that no clock shows."""
    if day.grain != "day":
        return resolved
    resolved.type = "TIME"
    if "hour" in fields:
        clock, grain = _clock(fields)
        zone = _zone(fields)
        resolved.value = f"{day.value}T{clock}"
        resolved.grain = grain
        resolved.first = resolved.last = resolved.value + zone
        if zone:
            resolved.value += zone if zone == "Z" else ""
            resolved.because.append(f"its zone is {'UTC' if zone == 'Z' else 'UTC' + zone}")
        return resolved
    part = str(fields["daypart"])
    if part not in PARTS:  # a fixed hour: midday, midnight
        resolved.value = f"{day.value}T{part}"
        resolved.grain = "minute"
        resolved.first = resolved.last = resolved.value
        return resolved
    first, last = PARTS[part]
    resolved.value = f"{day.value}T{part}"
    resolved.grain = "daypart"
    resolved.first = f"{day.value}T{first:02}:00"
    resolved.last = _hour(day.first, last)
    return resolved


def _hour(day: date, hour: int) -> str:
    days, hour = divmod(hour, 24)
    return f"{(day + timedelta(days=days)).isoformat()}T{hour:02}:59"


def _clock(fields: Fields) -> tuple[str, TimeGrain]:
    hour, minute = int(fields["hour"]), fields.get("minute")
    half = fields.get("half")
    if half is not None:
        if not 1 <= hour <= 12:
            raise DeclinedError(f"no clock shows {hour} with a half of the day")
        hour = hour % 12 + (12 if half == "p" else 0)
    elif fields.get("daypart") in {"AF", "EV", "NI"} and 1 <= hour < 12:
        small = fields["daypart"] == "NI" and hour < 6
        hour += 0 if small else 12
    if hour > 24 or (minute is not None and int(minute) > 59) or int(fields.get("second", 0)) > 59:
        raise DeclinedError("no clock shows such a time")
    clock = f"{hour:02}:{int(minute or 0):02}"
    if "second" in fields:
        return f"{clock}:{int(fields['second']):02}", "second"
    return clock, "hour" if minute is None else "minute"


def _zone(fields: Fields) -> str:
    """``Z``, ``+09:00``, or nothing where the report names no zone."""
    zone = str(fields.get("zone", ""))
    hours = fields.get("offset_hours")
    if hours is None:
        return zone
    sign, digits = str(hours)[0], str(hours)[1:].replace(":", "")
    digits = f"{int(digits):02}00" if len(digits) <= 2 else f"{int(digits):04}"
    if int(digits[:2]) > 14 or int(digits[2:]) > 59:
        raise DeclinedError("no zone lies so far from UTC")
    return f"{sign}{digits[:2]}:{digits[2:]}"
