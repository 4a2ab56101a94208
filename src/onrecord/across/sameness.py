"""What comparing items of one kind comes to: groups, the pairs that made them, what was left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.across.brief import Brief
from onrecord.across.cluster import JOINS, Pair, clusters
from onrecord.across.judged import Judged, numbered
from onrecord.model.case import Group, Judgement, Match, MatchKind, Reason

#: Pairs of an item with earlier ones that are kept with their reasons, the likest.
MATCHES = 2
#: The row of a human judgement among reasons.
JUDGED = "judged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """Items that look like one thing and were left apart, and why."""

    left: str
    right: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sameness:
    """``left_out`` counts, per cap by its name, pairs that were not compared."""

    groups: tuple[Group, ...]
    matches: tuple[Match, ...]
    apart: tuple[Apart, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Compared:
    """Two items by their numbers; ``reasons`` where they are given already."""

    left: int
    right: int
    score: float
    reasons: tuple[Reason, ...] | None = None


def in_order(briefs: Sequence[Brief]) -> list[Brief]:
    """Briefs by date, then by id: nothing depends on the order in which they were given. A report
    without a date comes after the dated ones."""
    return sorted(briefs, key=lambda b: (b.published[0] or "9999", b.report_id))


def sameness(
    kind: MatchKind,
    keys: Sequence[str],
    compared: Iterable[Compared],
    judged: Judged,
    name: Callable[[Sequence[int]], str],
    *,
    reasons: Callable[[int, int], tuple[Reason, ...]] | None = None,
    joins: float = JOINS,
    apart: Sequence[Apart] = (),
    left_out: Mapping[str, int] | None = None,
    alone: bool = True,
) -> Sameness:
    """Groups and matches of items. ``keys`` are in the order of their reports' dates; rejected
    items are in no group. ``reasons`` gives those of a pair that has none yet. ``name`` names a
    group by the numbers of its members; without ``alone`` items that are one with nothing make no
    group."""
    number_of = {key: n for n, key in enumerate(keys) if key not in judged.rejected}
    together = list(numbered(judged.together, number_of.get))
    pairs = [c for c in compared if keys[c.left] in number_of and keys[c.right] in number_of]
    found = clusters(
        len(keys),
        (_pair(c) for c in pairs),
        together=((a, b) for a, b, _ in together),
        apart=((a, b) for a, b, _ in numbered(judged.apart, number_of.get)),
        joins=joins,
    )
    group_of = [0] * len(keys)
    groups = []
    for number, members in enumerate(found):
        for member in members:
            group_of[member] = number
        if keys[members[0]] in number_of and (alone or len(members) > 1):
            groups.append(_group(kind, keys, members, judged, name))
    matches = [_by_hand(kind, keys, *row) for row in together]
    taken = {(m.left, m.right) for m in matches}
    kept: Counter[int] = Counter()
    within = (c for c in pairs if c.score >= joins and group_of[c.left] == group_of[c.right])
    for c in sorted(within, key=lambda c: (-c.score, c.right, c.left)):
        left, right = keys[c.left], keys[c.right]
        if kept[c.right] < MATCHES and (left, right) not in taken:
            kept[c.right] += 1
            taken.add((left, right))
            why = c.reasons or (() if reasons is None else reasons(c.left, c.right))
            matches.append(Match(kind=kind, left=left, right=right, score=c.score, reasons=why))
    return Sameness(
        groups=tuple(groups),
        matches=tuple(sorted(matches, key=lambda m: (m.left, m.right))),
        apart=tuple(sorted(apart, key=lambda a: (a.left, a.right))),
        left_out=dict(sorted((left_out or {}).items())),
    )


def _pair(compared: Compared) -> Pair:
    return compared.left, compared.right, compared.score


def _group(
    kind: MatchKind,
    keys: Sequence[str],
    members: Sequence[int],
    judged: Judged,
    name: Callable[[Sequence[int]], str],
) -> Group:
    held = tuple(keys[n] for n in members)
    called = judged.name_of(held) if judged.names else None
    return Group(
        id=f"{kind}:{held[0]}",
        kind=kind,
        name=name(members) if called is None else called,
        members=held,
    )


def _by_hand(kind: MatchKind, keys: Sequence[str], a: int, b: int, judgement: Judgement) -> Match:
    left, right = sorted((a, b))
    says = f"judged {judgement.verdict} by {judgement.by}"
    return Match(
        kind=kind,
        left=keys[left],
        right=keys[right],
        score=1.0,
        reasons=(Reason(feature=JUDGED, weight=1.0, says=says),),
        judged=str(judgement.number),
    )
