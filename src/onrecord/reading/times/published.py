"""When a report was published, where it does not say so to the day: a small constraint problem.

The days that may be meant (of the month or year that is known, of the weeks after the last date
told as past, or of the last year named) are weighed against the evidence of the text. What is
chosen is the finest of day, month and year on which the weights settle; the candidates stand
beside it, and nothing is chosen where they do not settle.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from onrecord.model.report import DateGrain, Published
from onrecord.reading.times.choice import weekday_name
from onrecord.reading.times.days import days_of
from onrecord.reading.times.evidence import Evidence, absolute, evidence_of
from onrecord.reading.times.seen import Seen

#: Share of all weight that a chosen day, month or year must have, by the length of its value.
CHOSEN: Final = {10: 0.5, 7: 0.5, 4: 0.6}
#: Candidates hold so much of the weight together, and are so many at most.
ALL: Final = 0.97
MOST_CANDIDATES: Final = 31
#: One piece of evidence alone does not rule a day out.
LEAST: Final = 1e-4
#: Days after the last date told as past in which a report of it may still appear.
AFTERMATH: Final = 60
_GRAINS: Final[dict[int, DateGrain]] = {10: "day", 7: "month", 4: "year"}


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
    weights = {day: by_weekday[day.weekday()] * _weight(day, rest) for day in days}
    total = sum(weights.values())
    for length in _GRAINS:
        if known.value is not None and length <= len(known.value):
            break
        shares = _shares(weights, total, length)
        best = max(shares, key=lambda value: (shares[value], value))
        if shares[best] >= CHOSEN[length]:
            by_day = _candidates(_shares(weights, total, 10))
            candidates = by_day if len(by_day) < MOST_CANDIDATES else _candidates(shares)
            held = [e for e in evidence if _holds(e, best, weights)]
            return _chosen(best, shares, begin, held, candidates)
    shares = _shares(weights, total, 10)
    candidates = _candidates(shares)
    if len(candidates) >= MOST_CANDIDATES and known.value is None:
        candidates = _candidates(_shares(weights, total, 4))
    reason = f"no day stands out (the best has {max(shares.values()):.0%})"
    return Published(
        value=known.value,
        grain=known.grain,
        basis=known.basis,
        candidates=tuple(candidates),
        because="; ".join([begin, *dict.fromkeys(e.says for e in evidence), reason]),
    )


def _weight(day: date, evidence: Sequence[Evidence]) -> float:
    return math.prod(max(e.share(day), LEAST) for e in evidence)


def _shares(weights: dict[date, float], total: float, length: int) -> dict[str, float]:
    """The share of each day, month or year: ISO 8601 prefixes of a length."""
    shares: dict[str, float] = defaultdict(float)
    for day, weight in weights.items():
        shares[day.isoformat()[:length]] += weight / total
    return shares


def _candidates(shares: dict[str, float]) -> list[str]:
    """The best values, until they have nearly all the weight, in the order of the calendar."""
    kept: list[str] = []
    held = 0.0
    for value in sorted(shares, key=lambda v: (-shares[v], v))[:MOST_CANDIDATES]:
        if held >= ALL:
            break
        kept.append(value)
        held += shares[value]
    return sorted(kept)


def _holds(evidence: Evidence, best: str, weights: dict[date, float]) -> bool:
    """Whether a piece of evidence speaks for the best of the days in what was chosen."""
    day = max((d for d in weights if d.isoformat().startswith(best)), key=lambda d: weights[d])
    return evidence.share(day) > 0.1


def _chosen(
    best: str,
    shares: dict[str, float],
    begin: str,
    evidence: Sequence[Evidence],
    candidates: list[str],
) -> Published:
    day = f"{weekday_name(date.fromisoformat(best).isoweekday())} " if len(best) == 10 else ""
    reasons = [begin, *dict.fromkeys(e.says for e in evidence)]
    reasons.append(f"so {day}{best} ({shares[best]:.0%})")
    others = sorted((c for c in shares if c != best), key=lambda c: (-shares[c], c))
    if others and shares[others[0]] > 1 - ALL:
        reasons.append(f"then {others[0]} ({shares[others[0]]:.0%})")
    return Published(
        value=best,
        grain=_GRAINS[len(best)],
        basis="inferred",
        candidates=tuple(candidates),
        because="; ".join(reasons),
    )


def _days(known: Published, seen: Sequence[Seen]) -> tuple[list[date], str]:
    """The days that may be meant, and why these; none when the text names no year."""
    if known.value is not None:
        return days_of(known), f"{known.value} is {known.basis}"
    if known.candidates:
        return days_of(known), "one of the days that the report states"
    periods = [(absolute(one), one) for one in seen]
    past = [p for p, one in periods if p is not None and one.told.tense != "future"]
    dated = [p.first for p in past if p.grain in {"day", "month"}]
    years = [p.first.year for p in past if p.grain == "year"]
    if dated and max(dated).year >= max(years, default=0):
        start = max(dated)
        days = [start + timedelta(days=n) for n in range(AFTERMATH + 1)]
        return days, f"in the weeks after {start.isoformat()}, the last date told as past"
    if years:
        start = date(max(years), 1, 1)
        days = [start + timedelta(days=n) for n in range(2 * 365)]
        return days, f"in {start.year}, the last year named, or in the year after"
    return [], ""
