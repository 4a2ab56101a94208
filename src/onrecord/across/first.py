"""Which telling is the first, and why; or that this cannot be told."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from onrecord.across.edges import Found
from onrecord.across.standing import Told
from onrecord.across.told import Pile

#: Why the only report is the first.
ALONE: Final = "the only report that tells it"


def first_of(
    pile: Pile,
    told: Sequence[Told],
    found: Mapping[str, Found],
    before: Callable[[str], list[tuple[str, bool]]],
) -> tuple[str | None, str]:
    """The key of the first telling and the reason. ``before`` gives the reports that a telling
    leads through, with whether they are known to be earlier.

    A telling can be the first if no other was published before it for sure. Of several that can,
    those that come from another of them are not.
    """
    if not told:
        return None, "nobody tells it"
    if len({t.report for t in told}) == 1:
        return told[0].key, ALONE
    days = [latest for t in told if (latest := pile.published(t.report)[1]) is not None]
    earliest = min(days, default=None)
    can = [t for t in told if _may_be(pile, t, earliest)]
    reports = {t.report for t in can}
    day = pile.published(can[0].report)[0]
    if len(reports) == 1:
        return can[0].key, f"the earliest by date: {day}"
    later = {t.report for t in can if _comes_after(t, reports, before)}
    left = [t for t in can if t.report not in later]
    if len({t.report for t in left}) == 1:
        one = left[0]
        others = [t for t in can if t.report in later]
        kinds = sorted({found[t.key].kind for t in others})
        said = "is copied from it" if kinds == ["copied"] else "comes from it"
        when = f"told on {day} by {len(reports)} reports" if day else "dates are missing"
        return one.key, f"{when}; what else could be as early {said}"
    if not left:
        return None, f"cannot be told: {len(reports)} reports lead to each other"
    undated = sum(1 for r in reports if pile.published(r)[0] is None)
    if undated:
        return None, f"cannot be told: {undated} of {len(reports)} that may be first have no date"
    return None, f"cannot be told: {len(left)} reports are as early ({day})"


def _may_be(pile: Pile, told: Told, earliest: str | None) -> bool:
    start = pile.published(told.report)[0]
    return earliest is None or start is None or start <= earliest


def _comes_after(
    told: Told, reports: set[str], before: Callable[[str], list[tuple[str, bool]]]
) -> bool:
    return any(
        directed and report in reports and report != told.report
        for report, directed in before(told.key)
    )
