"""How the statements of one report stand in the pile: what each depends on, how many origins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from onrecord.casebook import Listed
from onrecord.desk.room import Look
from onrecord.model import StatementOrigins, key_of, parts_of
from onrecord.model.case import Dependence

#: Statements of a page of which it is looked up what this telling depends on, and tellings of one
#: beyond which it is not: its own page shows it.
MOST: Final = 150
MOST_TELLINGS: Final = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What a telling depends on: the key of the telling, or who it has it from, and why; whether it
    is the first in the pile."""

    dependence: Dependence
    on: str | None
    on_name: str
    via: str | None
    because: str
    first: bool


def in_pile(look: Look, report_id: str) -> Mapping[str, Sequence[Listed]]:
    """The findings of a report, by the id of the item that is in them; "" is the report itself."""
    found: dict[str, list[Listed]] = defaultdict(list)
    for item, listed in look.casebook.findings.of_report(report_id):
        found[item].append(listed)
    return found


def standings(
    look: Look, report_id: str, found: Mapping[str, Sequence[Listed]]
) -> Mapping[str, Standing]:
    """How each statement of a report stands, by its id, as far as it is looked up."""
    made: dict[str, Standing] = {}
    for item, several in found.items():
        for listed in several:
            if len(made) >= MOST:
                return made
            if listed.kind == "statement" and listed.tellings <= MOST_TELLINGS:
                standing = _standing(look, listed.id, key_of(report_id, item))
                if standing is not None:
                    made[item] = standing
    return made


def _standing(look: Look, identity: str, telling: str) -> Standing | None:
    kept = look.kept(StatementOrigins, identity)
    if kept is None:
        return None
    told = kept[0]
    edge = next((e for e in told.edges if e.telling == telling), None)
    if edge is None:
        return None
    on_name = ""
    if edge.on is not None:
        on = look.pile.briefs.get(parts_of(edge.on)[0])
        on_name = "" if on is None else on.outlet or on.title or on.report_id
    return Standing(
        dependence=edge.kind,
        on=edge.on,
        on_name=on_name,
        via=edge.via,
        because=edge.because,
        first=told.first == telling,
    )
