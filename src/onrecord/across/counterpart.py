"""Which telling of an earlier report a telling was taken from, and how far it is of its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from onrecord.across.standing import Told
from onrecord.across.told import Pile
from onrecord.across.words import ROW
from onrecord.model.case import Copy, Shared


def likest(told: Told, copy: Copy, there: Sequence[Told]) -> Told:
    """Of the tellings of the original the one that stands as far from the passages before it."""
    shifts = [(p.right.start, p.left.start) for p in copy.passages]
    _, right, left = min((abs(r - told.start), r, left) for r, left in shifts)
    return min(there, key=lambda t: (abs((t.start - left) - (told.start - right)), t.key))


def counterpart(
    pile: Pile, group: Sequence[Told], told: Told, report: str, passages: Iterable[Shared]
) -> Told | None:
    """The telling of an earlier report that this one was copied from: of those in the passages the
    one with most of its words, near the same place; those of the ``group`` first."""
    standing = pile.standing(report)
    near: list[tuple[Told, Shared]] = []
    for passage in passages:
        known = [t for t in group if any(s.overlaps(passage.left) for s in t.spans)]
        # What is compared as one kind of thing stays one: an event never leads to a statement.
        others = standing.overlapping(passage.left) if not known and told.deed is None else ()
        near += ((t, passage) for t in known or others if t.key not in pile.rejected)
    if not near:
        return group[0] if group else None
    if len({one.key for one, _ in near}) == 1:  # nothing to choose: the words need not be read
        return near[0][0]
    words = Counter(pile.standing(told.report).words(told.spans))

    def rank(row: tuple[Told, Shared]) -> tuple[float, float, str]:
        one, passage = row
        theirs = Counter(standing.words(one.spans))
        alike = 2 * (words & theirs).total() / max(1, words.total() + theirs.total())
        shift = abs((one.start - passage.left.start) - (told.start - passage.right.start))
        return round(alike, 1), -float(shift), one.key

    return max(near, key=rank)[0]


def pieced(words: Sequence[str], rows: Collection[tuple[str, ...]]) -> float:
    """The share of words that stand in rows of another text."""
    of_it = set[int]()
    for n in range(len(words) - ROW + 1):
        if tuple(words[n : n + ROW]) in rows:
            of_it.update(range(n, n + ROW))
    return len(of_it) / max(1, len(words))
