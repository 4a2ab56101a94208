"""Lengths of time and what recurs: DURATION and SET."""

from __future__ import annotations

from typing import Final, cast

from onrecord.model.time import TimeGrain
from onrecord.reading.times import calendar
from onrecord.reading.times.calendar import OutOfCalendarError
from onrecord.reading.times.context import Context, DeclinedError, Fields, Resolved

#: Longer spans are told as a name of their own, not in years.
LONGEST_YEARS: Final = 9999
_CODES: Final = {
    "second": "T{}S",
    "minute": "T{}M",
    "hour": "T{}H",
    "day": "{}D",
    "week": "{}W",
    "weekend": "{}WE",
    "month": "{}M",
    "season": "{}S",
    "quarter": "{}Q",
    "half": "{}H",
    "year": "{}Y",
    "decade": "{}DE",
    "century": "{}CE",
}
#: What half of a unit is counted in.
_HALVES: Final = {"hour": (30, "minute"), "minute": (30, "second")}


def _amount(value: float | str) -> str:
    if isinstance(value, str):
        return value
    if value == int(value):
        return str(int(value))
    return f"{value:g}"


def _code(value: float | str, grain: str) -> str:
    return _CODES[grain].format(_amount(value))


def _length(fields: Fields) -> tuple[str, TimeGrain, float | str]:
    """The TIMEX3 value of an amount and a unit, the unit, and the amount in it."""
    if fields["unit"] == "X":
        return "PXX", "day", "X"
    *times, grain = str(fields["unit"]).split()
    amount = fields.get("n", 1)
    if not isinstance(amount, str):
        amount = (float(amount) + float(fields.get("half", 0))) * (int(times[0]) if times else 1)
        years = {"year": 1, "decade": 10, "century": 100, "day": 1 / 366, "week": 1 / 53}
        if amount * years.get(grain, 1 / 12) > LONGEST_YEARS:
            raise DeclinedError(f"longer than {LONGEST_YEARS} years")
        if amount != int(amount) and grain in _HALVES and amount * 2 == int(amount * 2):
            less, unit = _HALVES[grain]
            whole = _code(int(amount), grain) if int(amount) else "T"
            return f"P{whole}{less}{unit[0].upper()}", cast("TimeGrain", grain), amount
    value = _code(amount, grain)
    if "unit2" in fields:
        second = _code(cast("float | str", fields.get("n2", 1)), str(fields["unit2"]).split()[-1])
        value += second.removeprefix("T") if value.startswith("T") else second
    return f"P{value}", cast("TimeGrain", grain), amount


def duration(fields: Fields, context: Context) -> Resolved:
    """A length of time; one that ends or begins at the publication has its bounds."""
    value, grain, amount = _length(fields)
    resolved = Resolved(type="DURATION", value=value, grain=grain, because=["a length of time"])
    direction = int(fields.get("direction", 0))
    if direction and not isinstance(amount, str) and not value.startswith("PT"):
        try:
            other = calendar.moved(context.day, direction * max(int(amount), 1), grain)
        except OutOfCalendarError as error:
            raise DeclinedError(str(error)) from error
        resolved.first = min(other, context.day).isoformat()
        resolved.last = max(other, context.day).isoformat()
        resolved.anchor = "published"
        resolved.because = [
            f"a length of time that {'ends' if direction < 0 else 'begins'} with the publication"
        ]
    return resolved


def repeated(fields: Fields, context: Context) -> Resolved:
    """What recurs: every day, each Monday, every morning, twice a year."""
    del context
    because = ["recurs, so it has no bounds"]
    if "weekday" in fields:
        value = f"XXXX-WXX-{int(fields['weekday'])}"
        value += f"T{fields['daypart']}" if "daypart" in fields else ""
        return Resolved(type="SET", value=value, grain="day", because=because)
    if "daypart" in fields:
        value = f"XXXX-XX-XXT{fields['daypart']}"
        return Resolved(type="SET", value=value, grain="daypart", because=because)
    if "season" in fields:
        value = f"XXXX-{fields['season']}"
        return Resolved(type="SET", value=value, grain="season", because=because)
    if "month" in fields:
        value = f"XXXX-{int(fields['month']):02}"
        return Resolved(type="SET", value=value, grain="month", because=because)
    value, grain, _ = _length(fields)
    return Resolved(type="SET", value=value, grain=grain, because=because)
