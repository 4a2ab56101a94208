"""Every time that was found, counted from what it is counted from.

Where the day of publication is not known, each time is counted from every day that it may be; what
comes out alike stands, and what does not keeps only what is common, with its bounds.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from onrecord.model.record import Check, Omission
from onrecord.model.report import Published, Report
from onrecord.model.span import Span, item_id
from onrecord.model.time import Time
from onrecord.reading.times.checks import checks
from onrecord.reading.times.context import Context, DeclinedError, Reference, Resolved
from onrecord.reading.times.days import sampled
from onrecord.reading.times.resolve import resolve
from onrecord.reading.times.seen import Seen

#: Days that agree in nothing: what is the same on all of them is not counted from any.
PROBES: Final = tuple(map(date, (1931, 1968, 2007, 2044), (2, 11, 5, 8), (3, 20, 30, 13)))
#: A clock belongs to a day named at most so many paragraphs before.
NEAR: Final = 1
_BETWEEN = re.compile(r"([-T:])")


@dataclass(slots=True, kw_only=True)
class TimesRead:
    published: Published
    times: list[Time] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)
    omissions: list[Omission] = field(default_factory=list)


def turned(span: Span, report: Report) -> bool:
    """Whether a mark that turns the direction of text stood inside a span."""
    first = bisect_right(report.turned, span.start)
    return first < len(report.turned) and report.turned[first] < span.end


def settle(seen: Sequence[Seen], published: Published, report: Report) -> TimesRead:
    """Times and omissions of a report, in text order."""
    read = TimesRead(published=published)
    days = sampled(published)
    passes = [_on(day, seen) for day in days or PROBES]
    settled_all: list[tuple[Seen, Resolved]] = []
    for number, one in enumerate(seen):
        outcomes = [outcome[number] for outcome in passes]
        if turned(one.span, report):
            outcomes = [DeclinedError("a mark that turns the direction of text stood inside it")]
        settled = [o for o in outcomes if isinstance(o, Resolved)]
        if len(settled) < len(outcomes):
            reason = next(str(o) for o in outcomes if isinstance(o, DeclinedError))
            words = one.span.of(report.text)
            read.omissions.append(
                Omission(span=one.span, stage="times", reason=f"{words[:60]!r}: {reason}")
            )
            continue
        merged = _merged(settled, one, known=bool(days))
        settled_all.append((one, merged))
        read.times.append(_time(one, merged, published))
    read.checks += checks(settled_all, days[0] if len(days) == 1 else None, report.text)
    return read


def _on(day: date, seen: Sequence[Seen]) -> list[Resolved | DeclinedError]:
    """All times of a report that was published on a day."""
    said = any(s.found.rule.meaning == "day" and s.found.fields.get("offset") == 0 for s in seen)
    outcomes: list[Resolved | DeclinedError] = []
    last: dict[str, tuple[Reference, Seen]] = {}
    for one in seen:
        context = Context(day=day, told=one.told, reference=_reference(one, last), says_today=said)
        try:
            outcome = resolve(one.found.rule.meaning, one.found.fields, context)
        except DeclinedError as error:
            outcomes.append(error)
            continue
        outcomes.append(outcome)
        if outcome.period is not None and "T" not in str(outcome.value)[:1]:
            reference = Reference(id=item_id("ti", [one.span]), period=outcome.period)
            last["any"] = reference, one
            if outcome.period.grain == "day":
                last["day"] = reference, one
    return outcomes


def _reference(one: Seen, last: dict[str, tuple[Reference, Seen]]) -> Reference | None:
    """The time before it that a time may be counted from: a day for days and hours, and for hours
    only one that stands near."""
    fields = one.found.fields
    clock = one.found.rule.meaning == "day"
    by_day = clock or fields.get("unit") == "day" or "day" in fields
    found = last.get("day" if by_day else "any")
    if found is None or (clock and one.paragraph - found[1].paragraph > NEAR):
        return None
    near = one.paragraph == found[1].paragraph
    return replace(found[0], near=near, beside=near and one.sentence == found[1].sentence)


def _merged(outcomes: list[Resolved], one: Seen, *, known: bool) -> Resolved:
    """What holds on every day that the report may have been published on."""
    first = outcomes[0]
    if all((o.value, o.first, o.last) == (first.value, first.first, first.last) for o in outcomes):
        return first
    bounds = [(o.first, o.last) for o in outcomes] if known else [(None, None)]
    starts = [start for start, _ in bounds]
    ends = [end for _, end in bounds]
    return replace(
        first,
        value=_common([o.value for o in outcomes], one),
        first=None if None in starts else min(s for s in starts if s is not None),
        last=None if None in ends else max(e for e in ends if e is not None),
        because=[
            *first.because[:1],
            "the day of publication is not known, so only what is common to its candidates stands",
        ],
    )


def _common(values: list[str], one: Seen) -> str:
    """The value with an X for every digit that is not the same in all."""
    weekday = one.found.fields.get("weekday")
    if weekday is not None and len(set(values)) > 1 and "month" not in one.found.fields:
        rest = values[0].partition("T")
        return f"XXXX-WXX-{weekday}{rest[1]}{rest[2]}"
    pieces = [_BETWEEN.split(value) for value in values]
    if len({len(p) for p in pieces}) > 1:
        return "XXXX"
    merged = []
    for parts in zip(*pieces, strict=True):
        alike = len(set(parts)) == 1
        merged.append(parts[0] if alike else re.sub(r"\d", "X", parts[0]))
    return "".join(merged)


def _time(one: Seen, resolved: Resolved, published: Published) -> Time:
    because = [f"rule {one.found.rule.name!r}", *resolved.because]
    if resolved.anchor == "published":
        because.append(_publication(published))
    return Time(
        id=item_id("ti", [one.span]),
        span=one.span,
        type=resolved.type,
        value=resolved.value,
        earliest=resolved.first,
        latest=resolved.last,
        grain=resolved.grain,
        anchor=resolved.anchor,
        because="; ".join(because),
    )


def _publication(published: Published) -> str:
    if published.value is None:
        return "when the report was published is not known"
    return f"published {published.value} ({published.basis})"
