"""What an origin is called, and why it is one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from onrecord.across.carriers import Carried
from onrecord.across.told import Pile
from onrecord.model.case import OriginKind

#: Reports that a reason names; of more it gives the number.
NAMED_IN_REASON: Final = 4
#: Why a report is an origin.
OWN: Final = "no dependence on an earlier report or an agency was found"


def described(
    pile: Pile, kind: OriginKind, key: str, via: Carried | None, reports: Sequence[str]
) -> tuple[str, str]:
    """The name of an origin that the tellings of these reports lead to, and why it is one."""
    if kind == "report":
        others = [r for r in reports if r != key]
        because = f"{OWN}; from it: {_listed(pile, others)}" if others else OWN
        return name_of(pile, key), because
    says = f"relayed by {_listed(pile, reports)}"
    if key.startswith("unnamed"):
        because = f"{says}; it is not named, so that it is kept apart from all that are"
    else:
        because = f"{says}; no report of its own in the pile tells it as early"
    return key if via is None else via.name, because


def name_of(pile: Pile, report: str) -> str:
    """What a report goes by: its outlet, its title, or its id."""
    return pile.outlets[report] or pile.titles[report] or report


def _listed(pile: Pile, reports: Sequence[str]) -> str:
    names = [name_of(pile, r) for r in reports[:NAMED_IN_REASON]]
    more = len(reports) - len(names)
    return ", ".join(names) + (f" and {more} more" if more else "")
