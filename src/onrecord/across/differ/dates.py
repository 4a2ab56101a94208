"""Times of one event, or in one statement, that do not meet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from onrecord.across.brief import When
from onrecord.across.differ.claims import Claim, Ground, Kind, Verdict, told_at
from onrecord.across.told import Told

#: Grains from the finest to the coarsest that says when something was.
FINE: Final = frozenset(
    {"second", "minute", "hour", "daypart", "day", "weekend", "week", "month", "year"}
)


def _claims(ground: Ground, told: Told) -> Iterator[Claim]:
    brief = ground.brief(told)
    if told.deed is not None:
        wanted = set(told.deed.times)
    elif told.within is not None:
        wanted = set(told.within.times)
    else:
        return
    times = [t for t in brief.times if t.id in wanted and t.grain in FINE]
    # Two times in one telling are a beginning and an end, or two matters: which is not known.
    if len(times) == 1:
        (when,) = times
        yield Claim(
            told=told,
            span=when.span,
            says=_shown(when),
            topic="event" if told.deed is not None else "statement",
            value=told_at(when),
            as_of=ground.published(told),
        )


def _shown(when: When) -> str:
    if when.earliest == when.latest:
        return when.earliest
    if when.earliest[:10] == when.latest[:10]:
        return f"{when.earliest[:10]} ({when.grain})"
    return f"{when.earliest} to {when.latest}"


def _differ(ground: Ground, one: Claim, other: Claim) -> Verdict | None:
    low, high = _bounds(one)
    lower, higher = _bounds(other)
    if low <= higher and lower <= high:
        return None
    earlier, later = (other, one) if ground.is_later(one, other) else (one, other)
    ahead = earlier.as_of is not None and _bounds(earlier)[0] > earlier.as_of
    if ground.is_later(later, earlier) and ahead and _bounds(later)[0] > _bounds(earlier)[0]:
        because = f"it lay ahead and is told later for another time: {earlier.says}, {later.says}"
        return Verdict("update", because)
    return Verdict("disagreement", f"the times do not meet: {one.says}, {other.says}")


def _bounds(claim: Claim) -> tuple[str, str]:
    value = claim.value
    assert isinstance(value, tuple)
    return value


KIND: Final = Kind(kind="date", claims=_claims, differ=_differ)
