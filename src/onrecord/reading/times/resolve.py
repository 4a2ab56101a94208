"""What a time means: one function for each meaning that a rule can have, none for any language.

Each gives the period, how it was counted, and why. ``MEANINGS`` is the list.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final, cast

from onrecord.knowledge.timewords import Meaning
from onrecord.model.time import TimeGrain
from onrecord.reading.times import calendar
from onrecord.reading.times.amounts import duration, repeated
from onrecord.reading.times.calendar import OutOfCalendarError, Period
from onrecord.reading.times.choice import from_verb, in_year, weekday_name, weekday_near
from onrecord.reading.times.clock import has_clock, with_clock
from onrecord.reading.times.context import Context, DeclinedError, Fields, Resolved

#: Two digits of a year at most so far ahead of the publication are of its century.
AHEAD: Final = 20
PUBLISHED: Final = "published"


def resolve(meaning: Meaning, fields: Fields, context: Context) -> Resolved:
    """The time that a rule's fields mean in a context. Raises DeclinedError with the reason."""
    try:
        return MEANINGS[meaning](fields, context)
    except OutOfCalendarError as error:
        raise DeclinedError(str(error)) from error


def _of_period(period: Period, fields: Fields, because: list[str], anchor: str | None) -> Resolved:
    """A DATE, narrowed by *early* or *late*, or the TIME that a clock makes of it; ``back`` counts
    days back from it: *the night from Thursday to Friday, May 3*."""
    back = _number(fields, "back")
    if back and period.grain == "day":
        period = calendar.a_day(calendar.moved(period.first, -back, "day"))
        because = [*because, "the night before the day that is named"]
    first, last = calendar.part_of(period, str(fields.get("mod", "")))
    resolved = Resolved(
        type="DATE",
        value=period.value,
        grain=period.grain,
        first=first.isoformat(),
        last=last.isoformat(),
        anchor=anchor,
        period=period,
        because=because,
    )
    if (first, last) != (period.first, period.last):
        part = {"START": "first", "MID": "middle", "END": "last"}[str(fields["mod"])]
        resolved.because.append(f"narrowed to its {part} third")
    return with_clock(period, fields, resolved) if has_clock(fields) else resolved


def _base(fields: Fields, context: Context) -> tuple[date, str, str]:
    """The day that is counted from, its anchor, and how to say so."""
    if fields.get("from") == "reference":
        if context.reference is not None:
            reference = context.reference
            return reference.period.first, reference.id, f"counted from {reference.period.value}"
        return (
            context.day,
            PUBLISHED,
            ("no earlier time stands before it, so it is counted from the day of publication"),
        )
    return context.day, PUBLISHED, "counted from the day of publication"


def _number(fields: Fields, name: str) -> int | None:
    value = fields.get(name)
    return None if value is None else int(value)


def _year(fields: Fields, context: Context) -> int | None:
    """The year that is stated: in full, in two digits, or as this, the last or the next one."""
    full, short = _number(fields, "year"), _number(fields, "year2")
    if full is not None:
        return full
    if short is not None:
        century = context.day.year // 100 * 100
        year = century + short
        return year - 100 if year > context.day.year + AHEAD else year
    offset = _number(fields, "year_offset")
    return None if offset is None else context.day.year + offset


def _maker(fields: Fields) -> Callable[[int], Period]:
    """The period of a year that the other fields say."""
    for name, make in (("quarter", calendar.quarter_of), ("half_year", calendar.half_of)):
        number = _number(fields, name)
        if number is not None:
            return lambda year: make(year, number)
    if "season" in fields:
        return lambda year: calendar.season_of(year, str(fields["season"]))
    month, day = _number(fields, "month") or _number(fields, "month_number"), _number(fields, "day")
    if month is not None and day is not None:
        return lambda year: calendar.day_of(year, month, day)
    if month is not None:
        return lambda year: calendar.month_of(year, month)
    return calendar.year_of


def _in_order(fields: Fields) -> Fields:
    """Numbers of a date whose order the language leaves open, put in the one order that fits."""
    if "first" not in fields:
        return fields
    first, second = int(fields["first"]), int(fields["second"])
    orders = {(first, second), (second, first)}
    fits = [(m, d) for m, d in orders if 1 <= m <= 12 and 1 <= d <= 31]
    if len(fits) != 1:
        why = "leaves open which number is the day" if fits else "no order makes it a date"
        raise DeclinedError(why)
    return {**fields, "month": fits[0][0], "day": fits[0][1]}


def date_(fields: Fields, context: Context) -> Resolved:
    """A date, month, quarter, season or year, whole or without its year."""
    fields = _in_order(fields)
    if "day" in fields and not {"month", "month_number"} & set(fields):
        return _day_of_month(fields, context)
    make, year = _maker(fields), _year(fields, context)
    beside = context.reference
    if year is None and beside is not None and beside.beside and beside.period.grain == "year":
        because = [f"in {beside.period.value}, which the sentence names before"]
        return _of_period(make(beside.period.first.year), fields, because, beside.id)
    if year is not None:
        period = make(year)
        relative = "year_offset" in fields
        because = ["its year is counted from the day of publication" if relative else "stated"]
        return _of_period(period, fields, because, PUBLISHED if relative else None)
    weekday = _number(fields, "weekday")
    if weekday is not None:
        return _dated_weekday(make, weekday, fields, context)
    period, why = in_year(make, context, _number(fields, "direction"))
    return _of_period(period, fields, [why], PUBLISHED)


def _dated_weekday(
    make: Callable[[int], Period], weekday: int, fields: Fields, context: Context
) -> Resolved:
    """A day and month with a weekday: the year in which they agree, if one is near."""
    period, why = in_year(make, context, _number(fields, "direction"))
    if period.first.isoweekday() != weekday:
        for year in (context.day.year, context.day.year - 1, context.day.year + 1):
            try:
                other = make(year)
            except OutOfCalendarError:
                continue
            near = abs((other.first - context.day).days) < 200
            if other.first.isoweekday() == weekday and near:
                why = f"a {weekday_name(weekday)}, which {period.value} is not"
                return _of_period(other, fields, [why], PUBLISHED)
    return _of_period(period, fields, [why], PUBLISHED)


def _day_of_month(fields: Fields, context: Context) -> Resolved:
    """A day without its month: that of the time before it, or the nearest by weekday or tense."""
    day, weekday = int(fields["day"]), _number(fields, "weekday")
    if weekday is None:
        base, anchor, how = _base({**fields, "from": "reference"}, context)
        period = calendar.day_of(base.year, base.month, day)
        return _of_period(period, fields, [f"its month is {how}"], anchor)
    near = (context.day + timedelta(days=n) for n in range(-45, 46))
    options = [d for d in near if d.day == day and d.isoweekday() == weekday]
    if not options:
        raise DeclinedError(
            f"no {weekday_name(weekday)} near the day of publication has this number"
        )
    chosen = min(options, key=lambda d: abs((d - context.day).days))
    why = f"the nearest {weekday_name(weekday)} with this number"
    return _of_period(calendar.a_day(chosen), fields, [why], PUBLISHED)


def weekday(fields: Fields, context: Context) -> Resolved:
    """A weekday by its name, before or after the day of publication by the tense."""
    number = int(fields["weekday"])
    weeks, beside = _number(fields, "week_offset"), context.reference
    if weeks is not None:
        start = calendar.neighbour(context.day, weeks, "week").first
        when, why = start + timedelta(days=number - 1), "its week is counted from the publication"
    elif beside is not None and beside.beside and beside.period.grain == "week":
        when = beside.period.first + timedelta(days=number - 1)
        why = f"in {beside.period.value}, which the sentence names before"
        return _of_period(calendar.a_day(when), fields, [why], beside.id)
    else:
        when, why = weekday_near(number, context, _number(fields, "direction"))
    return _of_period(calendar.a_day(when), fields, [why], PUBLISHED)


def day(fields: Fields, context: Context) -> Resolved:
    """A day counted in days: today, yesterday, the day before, that day."""
    offset = _number(fields, "offset") or 0
    base, anchor, how = _base(fields, context)
    period = calendar.a_day(calendar.moved(base, offset, "day"))
    return _of_period(period, fields, [how], anchor)


def unit(fields: Fields, context: Context) -> Resolved:
    """This, the last or the next week, month, year ..."""
    grain = cast("TimeGrain", str(fields["unit"]).split()[-1])
    if grain in {"second", "minute", "hour"}:
        return _clockless(fields, context)
    base, anchor, how = _base(fields, context)
    offset = _number(fields, "offset") or 0
    if fields.get("by") == "tense":
        near = context.reference
        if near is not None and near.period.grain == grain:
            return _of_period(near.period, fields, [f"the {grain} told of before"], near.id)
        offset = {"past": -1, "future": 1}.get(context.told.tense or "", 0)
        how = f"{from_verb(context)}; {how}"
    period = calendar.neighbour(base, offset, grain)
    if offset == 0 and period.first > base and context.told.tense == "past":
        # On a Monday *were hurt this weekend* is of the one that is over.
        period = calendar.neighbour(base, -1, grain)
        how = f"{from_verb(context)}, so it is the last one; {how}"
    return _of_period(period, fields, [how], anchor)


def shift(fields: Fields, context: Context) -> Resolved:
    """So many units before or after: *two days ago*, *three weeks later*."""
    amount, direction = fields["n"], int(fields["direction"])
    if isinstance(amount, str):
        return ref({"ref": "PAST_REF" if direction < 0 else "FUTURE_REF"}, context)
    times, grain = _unit(fields)
    amount = float(amount) * times
    if grain in {"second", "minute", "hour"}:
        return _clockless(fields, context)
    if amount != int(amount) and grain == "year":
        amount, grain = amount * 12, "month"
    compared = _compared(fields, context, direction * amount, grain)
    if compared is not None:
        return compared
    base, anchor, how = _base(fields, context)
    reference = context.reference
    if reference is not None and anchor == reference.id and direction > 0:
        base = reference.period.last if reference.period.grain == "day" else base
    period = calendar.period_around(calendar.moved(base, direction * int(amount), grain), grain)
    if "weekday" in fields:
        week = calendar.week_of(period.first).first
        period = calendar.a_day(week + timedelta(days=int(fields["weekday"]) - 1))
    return _of_period(period, fields, [how], anchor)


def _compared(fields: Fields, context: Context, years: float, grain: TimeGrain) -> Resolved | None:
    """*rose in the third quarter from a year earlier*: the third quarter of that year."""
    reference = context.reference
    if "from" not in fields or reference is None or grain != "year":
        return None
    period = reference.period
    if fields["from"] == "comparison" and not reference.near:
        return None
    if period.grain not in {"quarter", "month", "half", "season"}:
        return None
    like = calendar.moved(period.first, int(years), "year")
    because = [f"compared with {period.value}, so it is the same {period.grain} of that year"]
    return _of_period(calendar.period_around(like, period.grain), fields, because, reference.id)


def _unit(fields: Fields) -> tuple[int, TimeGrain]:
    """A unit's table holds ``week``, or ``2 week`` for a fortnight."""
    *times, grain = str(fields["unit"]).split()
    return int(times[0]) if times else 1, cast("TimeGrain", grain)


def _clockless(fields: Fields, context: Context) -> Resolved:
    """Hours before or after a moment whose own hour nobody told: some time on those days."""
    base, anchor, how = _base(fields, context)
    direction = int(fields.get("direction", 0))
    near = calendar.moved(base, direction, "day")
    first, last = min(base, near), max(base, near)
    return Resolved(
        type="TIME",
        value=f"{base.isoformat()}TXX:XX",
        grain="hour",
        first=first.isoformat(),
        last=last.isoformat(),
        anchor=anchor,
        because=[how, "the hour that it is counted from is not told"],
    )


def ref(fields: Fields, context: Context) -> Resolved:
    """Now, formerly, in the future: bounded by the publication on one side at least."""
    value, day = str(fields["ref"]), context.day.isoformat()
    return Resolved(
        type="DATE",
        value=value,
        grain="day",
        first=None if value == "PAST_REF" else day,
        last=None if value == "FUTURE_REF" else day,
        anchor=PUBLISHED,
        because=["tells no more than before, at or after the time of writing"],
    )


def holiday(fields: Fields, context: Context) -> Resolved:
    """A feast, by the rule of its table, in the year that is stated or meant."""
    rule, stated = str(fields["holiday"]), _year(fields, context)

    def make(year: int) -> Period:
        return calendar.a_day(calendar.holiday_of(rule, year))

    if stated is not None:
        return _of_period(make(stated), fields, ["the feast's day in the stated year"], None)
    period, why = in_year(make, context, _number(fields, "direction"))
    return _of_period(period, fields, [f"the feast's day; {why}"], PUBLISHED)


def decade(fields: Fields, context: Context) -> Resolved:
    """The sixties, *les années 60*, the 1990s: of the last century that has begun them."""
    full = _number(fields, "decade4")
    if full is not None:
        return _of_period(calendar.decade_of(full), fields, ["stated"], None)
    short = _number(fields, "decade") if "decade" in fields else _number(fields, "decade2")
    assert short is not None
    year = context.day.year // 100 * 100 + short
    year -= 100 if year + 4 > context.day.year else 0
    because = ["the last such decade before the day of publication"]
    return _of_period(calendar.decade_of(year), fields, because, PUBLISHED)


def century(fields: Fields, context: Context) -> Resolved:
    del context
    number = fields["n"] if "n" in fields else fields["century"]
    if isinstance(number, str) or not 1 <= int(number) <= 99:
        raise DeclinedError("no such century")
    return _of_period(calendar.century_of(int(number)), fields, ["stated"], None)


MEANINGS: Final[dict[Meaning, Callable[[Fields, Context], Resolved]]] = {
    "date": date_,
    "weekday": weekday,
    "day": day,
    "unit": unit,
    "shift": shift,
    "holiday": holiday,
    "decade": decade,
    "century": century,
    "ref": ref,
    "duration": duration,
    "set": repeated,
}
