"""What comparing items of one kind comes to: groups, the pairs that made them, what was left."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import repeat

import msgspec
import numpy as np
from numpy.typing import NDArray

from onrecord.across.brief import Brief
from onrecord.across.cluster import JOINS, Pair, clusters
from onrecord.across.judged import Judged, numbered
from onrecord.across.merging import merged
from onrecord.across.packed import Block, Packed, held, held_packed, ordered, pack
from onrecord.across.spread import HERE, Spread
from onrecord.across.twofold import twofold
from onrecord.model.case import Group, Judgement, Match, MatchKind, Reason

Ints = NDArray[np.int64]
#: Pairs of an item with earlier ones that are kept with their reasons, the likest.
MATCHES = 2
#: Of items that may be of two matters, the share of the pairs between two groups that counts
#: whether they were compared or not: see ``clusters``.
LOOKED = 0.6
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

    groups: Sequence[Group]
    matches: Sequence[Match]
    apart: tuple[Apart, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Compared:
    """Two items by their numbers; ``reasons`` where they are given already."""

    left: int
    right: int
    score: float
    reasons: tuple[Reason, ...] | None = None


def in_order(briefs: Sequence[Brief]) -> Sequence[Brief]:
    """Briefs by date, then by id: nothing depends on the order in which they were given. A report
    without a date comes after the dated ones."""
    return ordered(briefs, by_date)


def by_date(brief: Brief) -> tuple[str, str]:
    return brief.published[0] or "9999", brief.report_id


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
    report_of: Sequence[int] | None = None,
    spread: Spread = HERE,
) -> Sameness:
    """Groups and matches of items. ``keys`` are in the order of their reports' dates; rejected
    items are in no group. ``reasons`` gives those of a pair that has none yet. ``name`` names a
    group by the numbers of its members; without ``alone`` items that are one with nothing make no
    group. With ``report_of``, the numbers of the items' reports, an item may be of two matters."""
    rejected = {n for n, key in enumerate(keys) if key in judged.rejected}
    rows = (compared if isinstance(compared, Rows) else Rows(compared)).without(rejected)
    number_of = _numbers_of(keys, judged)
    together = list(numbered(judged.together, number_of.get))
    found = clusters(
        len(keys),
        rows.pairs(),
        together=((a, b) for a, b, _ in together),
        apart=((a, b) for a, b, _ in numbered(judged.apart, number_of.get)),
        joins=joins,
        looked=LOOKED if report_of is not None else 0.0,
    )
    group_of = _groups_of(found, len(keys))
    lent: list[int] = []
    if report_of is not None:
        settled = {n for a, b, _ in numbered(judged.apart, number_of.get) for n in (a, b)}
        both = twofold(found, (rows.left, rows.right, rows.score), report_of, settled)
        found, lent = both.clusters, both.rows
    groups = held(
        Group,
        (
            _group(kind, keys, members, judged, name)
            for members in found
            if members[0] not in rejected and (alone or len(members) > 1)
        ),
    )
    by_hand = [_by_hand(kind, keys, *row) for row in together]
    by_pair = {tuple(sorted(r[:2])) for r in together}
    kept = [*rows.likest(group_of, joins, by_pair), *lent]
    return Sameness(
        groups=groups,
        matches=_matched(kind, keys, rows, kept, reasons, by_hand, spread),
        apart=tuple(sorted(apart, key=lambda a: (a.left, a.right))),
        left_out=dict(sorted((left_out or {}).items())),
    )


def _matched(
    kind: MatchKind,
    keys: Sequence[str],
    rows: Rows,
    kept: list[int],
    reasons: Callable[[int, int], tuple[Reason, ...]] | None,
    by_hand: Iterable[Match],
    spread: Spread,
) -> Sequence[Match]:
    """The matches of the rows that are kept and those of people, in order."""
    if reasons is not None:  # those that were given are read in the order in which they were
        kept.sort(key=lambda n: (keys[rows.left[n]], keys[rows.right[n]]))

    def reasoned(start: int, end: int) -> list[Block]:
        found = _matches(kind, keys, rows, kept[start:end], reasons)
        return pack(Match, sorted(found, key=_pair))

    judged = [pack(Match, sorted(by_hand, key=_pair))] if by_hand else []
    if reasons is not None and not judged:
        return held_packed(Match, spread.of(reasoned, len(kept)))
    return merged(Match, [*judged, *spread.of(reasoned, len(kept))], _pair, _Pair)


def _numbers_of(keys: Sequence[str], judged: Judged) -> dict[str, int]:
    """The numbers of the items that people judged, but for those that they took out."""
    wanted = {key for row in (*judged.together, *judged.apart) for key in row[:2]}
    wanted -= judged.rejected.keys()
    return {key: n for n, key in enumerate(keys) if key in wanted} if wanted else {}


def _groups_of(groups: Iterable[Sequence[int]], count: int) -> array[int]:
    """The number of each item's group."""
    found = array("q", [0]) * count
    for number, members in enumerate(groups):
        for member in members:
            found[member] = number
    return found


class Rows:
    """Pairs that were compared, in columns; their reasons are packed."""

    def __init__(self, compared: Iterable[Compared] = ()) -> None:
        self.left, self.right, self.score = array("q"), array("q"), array("d")
        self._why: Packed[tuple[Reason, ...]] = Packed(tuple[Reason, ...], ())
        self._at = array("q")
        self._last: tuple[Reason, ...] | None = None
        for one in compared:
            self.add(one)

    def add(self, one: Compared) -> None:
        self.left.append(one.left)
        self.right.append(one.right)
        self.score.append(one.score)
        # Pairs that were given one after the other may have the same reasons.
        if one.reasons and one.reasons is not self._last:
            self._why.append(one.reasons)
            self._last = one.reasons
        self._at.append(len(self._why) - 1 if one.reasons else -1)

    def score_pairs(
        self, pairs: Ints, score: Callable[[Ints], Iterable[float]], spread: Spread = HERE
    ) -> None:
        """Adds pairs (as two columns) with their scores; their reasons are not given."""

        def scored(start: int, end: int) -> array[float]:
            return array("d", score(pairs[start:end]))

        for scores in spread.of(scored, len(pairs)):
            self.score.extend(scores)
        self.left.frombytes(np.ascontiguousarray(pairs[:, 0]).tobytes())
        self.right.frombytes(np.ascontiguousarray(pairs[:, 1]).tobytes())
        self._at.extend(repeat(-1, len(pairs)))

    def columns(self) -> Ints:
        """The items of each row."""
        return np.stack([np.array(self.left, np.int64), np.array(self.right, np.int64)], axis=1)

    def why(self, number: int) -> tuple[Reason, ...]:
        """The reasons that a row was given."""
        at = self._at[number]
        return () if at < 0 else self._why[at]

    def __len__(self) -> int:
        return len(self.left)

    def __iter__(self) -> Iterator[Compared]:
        for n, (left, right, score) in enumerate(self.pairs()):
            yield Compared(left, right, score, self.why(n) or None)

    def without(self, rejected: Collection[int]) -> Rows:
        """The rows without those of rejected items."""
        if not rejected:
            return self
        return Rows(c for c in self if c.left not in rejected and c.right not in rejected)

    def pairs(self) -> Iterator[Pair]:
        return zip(self.left, self.right, self.score, strict=True)

    def likest(
        self, group_of: Sequence[int], joins: float, apart_from: Collection[tuple[int, ...]]
    ) -> Iterator[int]:
        """The rows within groups, of each later item the ``MATCHES`` likest; each pair once, by its
        likest row, and none of those that are given."""
        left, right, score = np.array(self.left), np.array(self.right), np.array(self.score)
        group = np.array(group_of)
        within = np.flatnonzero((score >= joins) & (group[left] == group[right]))
        order = within[np.lexsort((left[within], -score[within], right[within]))]
        last, kept = -1, set[int]()
        for n, one, other in zip(
            order.tolist(), left[order].tolist(), right[order].tolist(), strict=True
        ):
            if other != last:
                last, kept = other, set()
            if len(kept) < MATCHES and one not in kept and (one, other) not in apart_from:
                kept.add(one)
                yield n


def _matches(
    kind: MatchKind,
    keys: Sequence[str],
    rows: Rows,
    kept: Iterable[int],
    reasons: Callable[[int, int], tuple[Reason, ...]] | None,
) -> Iterator[Match]:
    """Matches in the order of their items, whose reports are at hand together."""
    for n in kept:
        left, right = rows.left[n], rows.right[n]
        why = rows.why(n) or (() if reasons is None else reasons(left, right))
        yield Match(kind=kind, left=keys[left], right=keys[right], score=rows.score[n], reasons=why)


class _Pair(msgspec.Struct):
    """What of matches puts them in order."""

    left: str
    right: str


def _pair(match: Match | _Pair) -> tuple[str, str]:
    return match.left, match.right


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
