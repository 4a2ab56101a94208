"""When a report was published, where it does not say so to the day: a small constraint problem.

The days that may be meant (of the month or year that is known, or of the weeks after a dated day
that the report also calls by its weekday) are weighed against the evidence of the text. The best
day is chosen where the weights settle on it; the candidates stand beside it. Nothing is chosen
where they do not settle, and a report that only mentions dates is not dated by them.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from onrecord.model.report import Published
from onrecord.reading.times.choice import weekday_name
from onrecord.reading.times.days import days_of
from onrecord.reading.times.evidence import Evidence, evidence_of, told_day
from onrecord.reading.times.seen import Seen

#: Share of all weight that a chosen day must have.
CHOSEN: Final = 0.5
#: Candidates hold so much of the weight together, and are so many at most.
ALL: Final = 0.97
MOST_CANDIDATES: Final = 31
#: What has more than this share of its own speaks for a day.
SPEAKS: Final = 0.1
#: One piece of evidence alone does not rule a day out.
LEAST: Final = 1e-4
#: Days after the last date told as past in which a report of it may still appear.
AFTERMATH: Final = 60


def publication(known: Published, seen: Sequence[Seen]) -> Published:
    """``known`` to the day, if the text settles it; else ``known`` with what remains."""
    if known.value is not None and known.grain not in {"month", "year", "week"}:
        return known
    days, begin = _days(known, seen)
    evidence = evidence_of(seen)
    if len(days) < 2 or not evidence:
        return known
    weekly = [e for e in evidence if e.weekly]
    rest = [e for e in evidence if not e.weekly]
    by_weekday = {day.weekday(): _weight(day, weekly) for day in days[:7]}
    logs = {day: by_weekday[day.weekday()] + _weight(day, rest) for day in days}
    top = max(logs.values())
    weights = {day: math.exp(log - top) for day, log in logs.items()}
    shares = _shares(weights, 10)
    candidates = _candidates(shares) or _candidates(_shares(weights, 7))
    best = max(shares, key=lambda value: (shares[value], value))
    if shares[best] >= CHOSEN:
        day = date.fromisoformat(best)
        return _chosen(
            best, shares, begin, [e for e in evidence if e.share(day) > SPEAKS], candidates
        )
    reason = f"no day stands out (the best has {shares[best]:.0%})"
    return Published(
        value=known.value,
        grain=known.grain,
        basis=known.basis,
        candidates=tuple(candidates),
        because="; ".join([begin, *dict.fromkeys(e.says for e in evidence), reason]),
    )


def _weight(day: date, evidence: Sequence[Evidence]) -> float:
    """The logarithm of how well a day goes with all evidence."""
    return sum(math.log(max(e.share(day), LEAST)) for e in evidence)


def _shares(weights: dict[date, float], length: int) -> dict[str, float]:
    """The share of each day or month: ISO 8601 prefixes of a length."""
    total = sum(weights.values())
    shares: dict[str, float] = defaultdict(float)
    for day, weight in weights.items():
        shares[day.isoformat()[:length]] += weight / total
    return shares


def _candidates(shares: dict[str, float]) -> list[str]:
    """The best values that have nearly all the weight, in the order of the calendar; none when they
    are too many."""
    kept: list[str] = []
    held = 0.0
    for value in sorted(shares, key=lambda v: (-shares[v], v)):
        if held >= ALL:
            break
        kept.append(value)
        held += shares[value]
    return sorted(kept) if len(kept) <= MOST_CANDIDATES else []


def _chosen(
    best: str,
    shares: dict[str, float],
    begin: str,
    evidence: Sequence[Evidence],
    candidates: list[str],
) -> Published:
    weekday = weekday_name(date.fromisoformat(best).isoweekday())
    reasons = [begin, *dict.fromkeys(e.says for e in evidence)]
    reasons.append(f"so {weekday} {best} ({shares[best]:.0%})")
    others = sorted((c for c in shares if c != best), key=lambda c: (-shares[c], c))
    if others and shares[others[0]] > 1 - ALL:
        reasons.append(f"then {others[0]} ({shares[others[0]]:.0%})")
    return Published(
        value=best,
        grain="day",
        basis="inferred",
        candidates=tuple(candidates),
        because="; ".join(reasons),
    )


def _days(known: Published, seen: Sequence[Seen]) -> tuple[list[date], str]:
    """The days that may be meant, and why these; none where nothing bounds them."""
    if known.value is not None:
        return days_of(known), f"{known.value} is {known.basis}"
    if known.candidates:
        return days_of(known), "one of the days that the report states"
    start = told_day(seen)
    if start is None:
        return [], ""
    days = [start + timedelta(days=n) for n in range(AFTERMATH + 1)]
    return days, f"soon after {start.isoformat()}, which is also told of by its weekday"
