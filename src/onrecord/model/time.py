"""A temporal expression (TIMEX3, ISO 24617-1) as an interval."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.model.span import Span

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
TimeGrain = Literal[
    "second",
    "minute",
    "hour",
    "daypart",
    "day",
    "week",
    "weekend",
    "month",
    "season",
    "quarter",
    "half",
    "year",
    "decade",
    "century",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """``value`` is the TIMEX3 value; ``earliest`` and ``latest`` bound it (ISO 8601, inclusive).

    ``anchor`` is what it was counted from: ``published``, the id of another time, or None when it
    is absolute.
    """

    id: str
    span: Span
    type: TimexType
    value: str
    earliest: str | None
    latest: str | None
    grain: TimeGrain
    anchor: str | None
    because: str
