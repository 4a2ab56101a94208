"""What a time is counted from, and what came of counting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from onrecord.knowledge.timewords import Value
from onrecord.model.time import TimeGrain, TimexType
from onrecord.reading.times.calendar import Period
from onrecord.reading.times.tense import NOTHING, Told

Fields = Mapping[str, Value]


class DeclinedError(Exception):
    """What was found tells no time after all, or an impossible one; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A time named before, with its id; ``near`` in the paragraph, ``beside`` in the sentence."""

    id: str
    period: Period
    near: bool = False
    beside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """``day`` is the day of publication that is reckoned with. ``says_today`` tells that the report
    calls that day *today*, so that its weekday's name means another one."""

    day: date
    told: Told = NOTHING
    reference: Reference | None = None
    says_today: bool = False


@dataclass(slots=True, kw_only=True)
class Resolved:
    """``anchor`` is ``published``, the id of another time, or None; ``because`` its reasons."""

    type: TimexType
    value: str
    grain: TimeGrain
    first: str | None = None
    last: str | None = None
    anchor: str | None = None
    period: Period | None = None
    because: list[str] = field(default_factory=list)
