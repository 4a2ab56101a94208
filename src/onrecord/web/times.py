"""When something was, in words: a day, a month, or the days between which it lies."""

from __future__ import annotations

from calendar import monthrange
from typing import Final

from onrecord.web.messages import Say

#: Grains that name a day or less.
_FINE: Final = frozenset({"second", "minute", "hour", "daypart", "day"})


def when(say: Say, earliest: str | None, latest: str | None, grain: str | None) -> str:
    """``2 October 2026``, ``October 2026``, ``2026``, or ``between … and …`` with what was said."""
    first, last = (earliest or latest or "")[:10], (latest or earliest or "")[:10]
    if not first:
        return say("times.undated")
    if first == last:
        return say.day(first)
    if _is_year(first, last):
        return say.day(first[:4])
    if _is_month(first, last):
        return say.day(first[:7])
    words = say("times.between", first=say.day(first), last=say.day(last))
    if grain is None or grain in _FINE or not say.has(f"times.grain.{grain}"):
        return words
    return say("times.somewhen", between=words, grain=say(f"times.grain.{grain}"))


def _is_year(first: str, last: str) -> bool:
    return first[5:] == "01-01" and last[5:] == "12-31" and first[:4] == last[:4]


def _is_month(first: str, last: str) -> bool:
    if first[8:] != "01" or first[:7] != last[:7]:
        return False
    try:
        return monthrange(int(first[:4]), int(first[5:7]))[1] == int(last[8:])
    except ValueError:
        return False
