"""What a report says of times that can be reckoned again: weekdays of dates, ages, spans."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Final

from onrecord.model.record import Check
from onrecord.model.span import Span, hull, item_id
from onrecord.reading.times.choice import weekday_name
from onrecord.reading.times.context import Resolved
from onrecord.reading.times.seen import Seen

#: What counting both ends or rounding to whole years excuses.
SLACK: Final = 1

Settled = tuple[Seen, Resolved]


def checks(settled: Sequence[Settled], day: date | None, text: str) -> Iterator[Check]:
    """Every check that a report's times allow. ``day`` is the day of publication, if known."""
    yield from _weekdays(settled, text)
    for first, second in pairwise(settled):
        if first[0].paragraph == second[0].paragraph and first[0].sentence == second[0].sentence:
            yield from _spans(first, second, settled, text)
    if day is not None:
        yield from _ages(settled, day, text)


def _check(spans: Sequence[Span], text: str, finds: str, because: str) -> Check:
    whole = hull(spans)
    says = " … ".join(" ".join(span.of(text).split()) for span in spans)
    return Check(
        id=item_id("ck.date", [whole]),
        span=whole,
        kind="date",
        says=says,
        finds=finds,
        because=because,
    )


def _weekdays(settled: Sequence[Settled], text: str) -> Iterator[Check]:
    """A date with its year and a weekday that it does not fall on."""
    for seen, resolved in settled:
        weekday = seen.found.fields.get("weekday")
        period = resolved.period
        if weekday is None or period is None or period.grain != "day":
            continue
        if seen.found.rule.meaning == "date" and period.first.isoweekday() != weekday:
            actual = weekday_name(period.first.isoweekday())
            finds = f"{period.value} is a {actual}, not a {weekday_name(int(weekday))}"
            yield _check([seen.span], text, finds, "by the Gregorian calendar")


def _years(settled: Settled) -> tuple[int, int] | None:
    period = settled[1].period
    if period is None or settled[0].found.rule.meaning != "date":
        return None
    return (
        (period.first.year, period.last.year) if period.grain in {"year", "month", "day"} else None
    )


def _length(settled: Settled) -> float | None:
    """A length in years."""
    fields = settled[0].found.fields
    if settled[0].found.rule.meaning != "duration" or fields.get("unit") != "year":
        return None
    amount = fields.get("n")
    return None if amount is None or isinstance(amount, str) else float(amount)


def _spans(
    first: Settled, second: Settled, settled: Sequence[Settled], text: str
) -> Iterator[Check]:
    """*from 1990 to 1995, for seven years*: a length beside two years that it does not fit."""
    begins, ends = _years(first), _years(second)
    between = text[first[0].span.end : second[0].span.start]
    if begins is None or ends is None or len(between) > 8 or ends[0] <= begins[0]:
        return
    if "year" not in first[0].found.fields or "year" not in second[0].found.fields:
        return
    for other in settled:
        length = _length(other)
        same = other[0].paragraph == first[0].paragraph and other[0].sentence == first[0].sentence
        if length is None or not same or "age" in other[0].found.fields:
            continue
        years = ends[0] - begins[0]
        if abs(years - length) > SLACK:
            finds = f"from {begins[0]} to {ends[0]} are {years} years, not {length:g}"
            spans = sorted([first[0].span, second[0].span, other[0].span])
            yield _check(spans, text, finds, "by subtraction")


def _ages(settled: Sequence[Settled], day: date, text: str) -> Iterator[Check]:
    """*born in 1984 … aged 45*: an age that does not fit the year of birth and the publication."""
    for born in settled:
        years = _years(born)
        if years is None or not born[0].born:
            continue
        for other in settled:
            age = _length(other)
            if age is None or "age" not in other[0].found.fields:
                continue
            if other[0].paragraph != born[0].paragraph or other[0].sentence != born[0].sentence:
                continue
            oldest = day.year - years[0]
            if not oldest - SLACK <= age <= oldest:
                finds = (
                    f"whoever was born in {years[0]} is {oldest - 1} or {oldest} on"
                    f" {day.isoformat()}, not {age:g}"
                )
                spans = sorted([born[0].span, other[0].span])
                yield _check(spans, text, finds, "by subtraction from the day of publication")
