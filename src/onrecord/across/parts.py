"""Tellings that were cut where they tell several matters, and what was found of their parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from onrecord.across.packed import held, held_in_order
from onrecord.across.sameness import Sameness
from onrecord.model.case import Group, Match

#: What stands between the key of a telling and the number of a part of it.
PART: Final = "#"


def whole_again(keys: Iterable[str], found: Sameness) -> Sameness:
    """Groups and matches of tellings, from those of their parts. A telling is in the group of each
    part that others tell too; alone it is in one."""
    cut = {telling_of(key) for key in keys if PART in key}
    if not cut:
        return found
    return replace(
        found,
        groups=held(Group, _groups(cut, found.groups)),
        matches=held_in_order(Match, _matches(cut, found.matches), lambda m: (m.left, m.right)),
    )


def _groups(cut: set[str], groups: Sequence[Group]) -> Iterator[Group]:
    """Groups of whole tellings; only those that hold one that was cut can be equal."""
    several = {
        telling
        for group in groups
        if len(group.members) > 1
        for key in group.members
        if (telling := telling_of(key)) in cut
    }
    seen: set[tuple[str, ...]] = set()
    for group in groups:
        members = tuple(dict.fromkeys(map(telling_of, group.members)))
        if len(members) == 1 and members[0] in several:
            continue
        if not cut.isdisjoint(members):
            if members in seen:
                continue
            seen.add(members)
        yield group if members == group.members else replace(group, members=members)


def _matches(cut: set[str], matches: Iterable[Match]) -> Iterator[Match]:
    """Matches of whole tellings, of two that are one pair the likest."""
    best: dict[tuple[str, str], Match] = {}
    for match in matches:
        left, right = telling_of(match.left), telling_of(match.right)
        if left not in cut and right not in cut:
            yield match
            continue
        known = best.get((left, right))
        if known is None or known.score < match.score:
            best[left, right] = replace(match, left=left, right=right)
    yield from best.values()


def telling_of(key: str) -> str:
    """The key of the telling that a part is of."""
    return key.partition(PART)[0]
