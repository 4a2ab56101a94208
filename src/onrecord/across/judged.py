"""What people judged of items: what must be one thing, what never may be, what is none at all.

Judgements are replayed from the last to the first: a later one wins over those before it that it
cannot stand beside, and these are named in ``overruled``. A withdrawal undoes the judgement whose
number it gives, be that a withdrawal. The id of a group stands for its first member:
``event:r:0f3c/ev:10-20``.

- *same*, *merge*: all items are one thing.
- *different*: no two of the items are one thing.
- *split*: all but the first item are taken out of the group of the first, and stay together.
- *reject*: the items are no things; they are compared with nothing.
- *rename*: the group of the items is called ``value``.
- *source*, *place*, *date*, *statement* correct one reading: see ``corrected``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final, get_args

from onrecord.model.case import Judgement, MatchKind, Verdict

_KINDS: Final = tuple(f"{kind}:" for kind in get_args(MatchKind))
_TOGETHER: Final[frozenset[Verdict]] = frozenset({"same", "merge"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Overruled:
    """A judgement that later ones leave no room for."""

    judgement: Judgement
    because: str


def key_in(item: str) -> str:
    """The key that an item of a judgement stands for: a group is known by its first member, and a
    side of one (``statement:r:0f3c/st:1-9+r:77ab/st:3-8``) by its own."""
    for kind in _KINDS:
        if item.startswith(kind):
            return item.removeprefix(kind).rstrip("+").rpartition("+")[2]
    return item


class Judged:
    """Judgements in force. ``together`` and ``apart`` are pairs of keys with the judgement that
    says so, in the order of the judgements; they never contradict each other."""

    def __init__(self, judgements: Iterable[Judgement] = ()) -> None:
        every = sorted(judgements, key=lambda j: j.number)
        self.active: tuple[Judgement, ...] = tuple(_active(every))
        self.rejected: Mapping[str, Judgement] = {
            key_in(item): j for j in self.active if j.verdict == "reject" for item in j.items
        }
        self.names: Mapping[str, str] = {
            key_in(item): j.value for j in self.active if j.verdict == "rename" for item in j.items
        }
        self._first: dict[str, str] = {}
        self._apart: dict[str, set[str]] = {}
        together: list[tuple[str, str, Judgement]] = []
        apart: list[tuple[str, str, Judgement]] = []
        overruled: list[Overruled] = []
        for judgement in reversed(self.active):
            ones, others = _pairs(judgement)
            if because := self._contradicted(ones, others):
                overruled.append(Overruled(judgement=judgement, because=because))
                continue
            for a, b in ones:
                self._join(a, b)
            for a, b in others:
                self._part(a, b)
            together += ((a, b, judgement) for a, b in ones)
            apart += ((a, b, judgement) for a, b in others)
        self.together = tuple(sorted(together, key=_order))
        self.apart = tuple(sorted(apart, key=_order))
        self.overruled = tuple(reversed(overruled))

    def lost(self, keys: Collection[str]) -> tuple[Judgement, ...]:
        """Judgements in force about items that are not among ``keys``: they stay, and decide
        nothing while the items are gone."""
        return tuple(
            j
            for j in self.active
            if j.verdict != "withdraw" and any(key_in(i) not in keys for i in j.items)
        )

    def name_of(self, members: Sequence[str]) -> str | None:
        """How people called the group of these members: the latest name given to one of them."""
        held = {key for key in members if key in self.names}
        for judgement in reversed(self.active):
            if judgement.verdict == "rename" and any(key_in(i) in held for i in judgement.items):
                return judgement.value
        return None

    def _root(self, key: str) -> str:
        while (up := self._first.get(key, key)) != key:
            key = up
        return key

    def _join(self, a: str, b: str) -> None:
        one, other = sorted((self._root(a), self._root(b)))
        if one == other:
            return
        self._first[other] = one
        for far in self._apart.pop(other, set()):
            self._apart[far].discard(other)
            self._apart[far].add(one)
            self._apart.setdefault(one, set()).add(far)

    def _part(self, a: str, b: str) -> None:
        one, other = self._root(a), self._root(b)
        self._apart.setdefault(one, set()).add(other)
        self._apart.setdefault(other, set()).add(one)

    def _contradicted(self, ones: _KeyPairs, others: _KeyPairs) -> str:
        """Why pairs cannot be one, or apart, beside what later judgements hold."""
        saved = dict(self._first), {k: set(v) for k, v in self._apart.items()}
        try:
            for a, b in ones:
                if self._root(b) in self._apart.get(self._root(a), set()):
                    return f"a later judgement keeps {a} and {b} apart"
                self._join(a, b)
            for a, b in others:
                if self._root(a) == self._root(b):
                    return f"{a} and {b} are held together by a later judgement or by this one"
        finally:
            self._first, self._apart = saved
        return ""


_KeyPairs = Sequence[tuple[str, str]]


def _order(row: tuple[str, str, Judgement]) -> tuple[int, str, str]:
    return row[2].number, row[0], row[1]


def _active(every: Sequence[Judgement]) -> Iterator[Judgement]:
    """Judgements that no judgement in force withdraws, in order."""
    withdrawn: set[str] = set()
    kept: list[Judgement] = []
    for judgement in reversed(every):
        if str(judgement.number) in withdrawn:
            continue
        kept.append(judgement)
        if judgement.verdict == "withdraw":
            withdrawn |= {item for item in judgement.items if item != str(judgement.number)}
    yield from reversed(kept)


def _pairs(judgement: Judgement) -> tuple[_KeyPairs, _KeyPairs]:
    """What a judgement says is one, and what apart."""
    keys = list(dict.fromkeys(key_in(item) for item in judgement.items))
    if judgement.verdict in _TOGETHER:
        return [(keys[0], key) for key in keys[1:]], []
    if judgement.verdict == "different":
        return [], list(combinations(keys, 2))
    if judgement.verdict == "split":
        group, *out = keys
        return [(out[0], key) for key in out[1:]], [(group, key) for key in out]
    return [], []


def numbered(
    rows: Iterable[tuple[str, str, Judgement]], number_of: Callable[[str], int | None]
) -> Iterator[tuple[int, int, Judgement]]:
    """Pairs of keys as pairs of numbers of items, without those of which one is not there."""
    for a, b, judgement in rows:
        one, other = number_of(a), number_of(b)
        if one is not None and other is not None and one != other:
            yield one, other, judgement
