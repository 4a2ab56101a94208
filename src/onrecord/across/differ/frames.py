"""What stands around a stretch of a report: the words beside it with all that they may mean.

Two stretches are of one matter as far as the words beside them mean the same, the near ones most. A
word that governs a stretch, a verb or the noun that is counted, is among the nearest.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from math import fsum, sqrt
from typing import Final

from onrecord.across.brief import Brief
from onrecord.across.meaning import Part, part_of
from onrecord.across.words import fold
from onrecord.knowledge.meanings import meanings
from onrecord.knowledge.wording import wording
from onrecord.language.charmap import plain_characters
from onrecord.model import Span

#: Words on either side that are near, and that are not far; what the others count.
NEAR, FAR = 5, 12
FURTHER, FURTHEST = 0.6, 0.35
#: By how much a word counts less for each mark between it and what it stands around.
BEYOND_MARK: Final = 0.6
#: By how much words and marks of two paragraphs are apart.
APART: Final = 10_000
#: Words that may govern what stands behind them or before them.
GOVERNING: Final = 3
_BY_MARKS: Final = tuple(BEYOND_MARK**marks for marks in range(4))
#: Words of which it is kept what they mean.
KEPT_WORDS: Final = 1 << 16
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_MARK = re.compile(r"[;:.!?()\"\n\u2013\u2014,]")
_STOP = re.compile(r"[.!?\n]")


@dataclass(slots=True)
class Placed:
    """A word or phrase that means something, at a place of the text; ``at`` counts all words,
    ``clause`` the marks before it. ``proper`` tells that it is written as a name is."""

    start: int
    end: int
    at: int
    clause: int
    proper: bool
    part: Part


@dataclass(slots=True)
class Beside:
    """A word beside a stretch, and how near it is (0 to 1)."""

    part: Part
    near: float
    proper: bool


@lru_cache(maxsize=KEPT_WORDS)
def _matters(word: str, language: str) -> Part | None:
    """What a folded word is, or the words of a phrase; None where that says nothing."""
    if len(word) < 2 or word in wording(language).function:
        return None
    part = part_of(word, language)
    return part if part.weight > 0 else None


class Worded:
    """The words of a report that mean something, in order; each paragraph is read when it is asked
    for."""

    def __init__(self, brief: Brief) -> None:
        self.brief = brief
        self.stretches: list[Span] = []
        for stretch in sorted({*brief.titles, *brief.prose}, key=lambda s: (s.start, s.end)):
            if not self.stretches or stretch.start >= self.stretches[-1].end:
                self.stretches.append(stretch)
        self._begin = [s.start for s in self.stretches]
        self._placed: dict[int, tuple[list[Placed], list[int]]] = {}

    def stretch_at(self, at: int) -> int:
        """The number of the paragraph that a place is in, or that stands before it."""
        return max(0, bisect_right(self._begin, at) - 1)

    def _of(self, number: int) -> tuple[list[Placed], list[int]]:
        found = self._placed.get(number)
        if found is None:
            placed = list(self._read(self.stretches[number], number * APART, number * APART))
            found = self._placed[number] = placed, [p.start for p in placed]
        return found

    def _read(self, stretch: Span, at: int, clause: int) -> Iterator[Placed]:
        language, text = self.brief.language, stretch.of(self.brief.text)
        found = list(_WORD.finditer(plain_characters(text)))
        if not found:
            return
        folded = [fold(m.group()) for m in found]
        spans = [m.span() for m in found]
        shift, n, begun, behind = stretch.start, 0, True, spans[0][0]
        for length in meanings(language).lengths(folded):
            start = spans[n][0]
            between = text[behind:start]
            if between != " " and n:
                marks = _MARK.findall(between)
                clause += len(marks)
                begun = bool(marks) and _STOP.search(between) is not None
            part = _matters(
                folded[n] if length == 1 else " ".join(folded[n : n + length]), language
            )
            last = n + length - 1
            end = behind = spans[last][1]
            if part is not None:
                proper = not begun and text[start].isupper()
                yield Placed(shift + start, shift + end, at + n, clause, proper, part)
            begun = False
            # Marks within a phrase count as well.
            for one in range(n, last):
                inside = text[spans[one][1] : spans[one + 1][0]]
                clause += len(_MARK.findall(inside)) if inside != " " else 0
            n = last + 1

    def within(self, span: Span) -> list[Placed]:
        if not self.stretches:
            return []
        found: list[Placed] = []
        for number in range(self.stretch_at(span.start), self.stretch_at(span.end) + 1):
            placed, starts = self._of(number)
            found += placed[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        return found

    def behind(self, at: int, count: int) -> list[Placed]:
        """The first words of a paragraph from a place on."""
        if not self.stretches:
            return []
        placed, starts = self._of(self.stretch_at(at))
        first = bisect_left(starts, at)
        return placed[first : first + count]

    def before(self, at: int, count: int) -> list[Placed]:
        """The last words of a paragraph before a place."""
        if not self.stretches:
            return []
        placed, starts = self._of(self.stretch_at(at))
        last = bisect_left(starts, at)
        return placed[max(0, last - count) : last]

    def _joined(self, spans: Sequence[Span]) -> list[Placed]:
        """The words in spans as if nothing stood between these."""
        if len(spans) == 1:
            return self.within(spans[0])
        found: list[Placed] = []
        at = clause = 0
        last: Placed | None = None
        for span in spans:
            inside = self.within(span)
            if inside and last is not None:
                at += inside[0].at - last.at - 1
                clause += inside[0].clause - last.clause
            if at:
                inside = [replace(p, at=p.at - at, clause=p.clause - clause) for p in inside]
            found += inside
            last = inside[-1] if inside else last
        return found

    def around(
        self, stretch: Span, spans: Sequence[Span], own: frozenset[str] = frozenset()
    ) -> Frame:
        """The words beside a stretch, of those in ``spans``, without those of it; ``own`` are ids
        of words that say nothing of what it is about. They are read when they are asked for: most
        stretches are held against nothing."""
        return Frame(lambda: self._around(stretch, spans, own))

    def _around(self, stretch: Span, spans: Sequence[Span], own: frozenset[str]) -> Beneath:
        before: list[Placed] = []
        middle: list[Placed] = []
        behind: list[Placed] = []
        for one in self._joined(spans):
            side = before if one.end <= stretch.start else behind
            (side if side is before or one.start >= stretch.end else middle).append(one)
        if middle:
            first, last = middle[0], middle[-1]
            left, right, clause = first.at, last.at, first.clause
        else:
            near = before[-1] if before else behind[0] if behind else None
            left = right = near.at + (1 if before else -1) if near is not None else 0
            clause = near.clause if near is not None else 0
        found: list[Beside] = []
        for placed in (*before, *behind):
            part = placed.part
            if not own or own.isdisjoint(part.ids):
                words = left - placed.at if placed.end <= stretch.start else placed.at - right
                near_by = 1.0 if words <= NEAR else FURTHER if words <= FAR else FURTHEST
                marks = min(3, abs(placed.clause - clause))
                found.append(Beside(part, near_by * _BY_MARKS[marks], placed.proper))
        nearest = [p for p in (*before[-GOVERNING:], *behind[:GOVERNING]) if not p.proper]
        heads = [p for p in nearest if own.isdisjoint(p.part.ids)]
        in_clause = [p for p in heads if p.clause == clause]
        close = [p.part for p in in_clause if p.end <= stretch.start] or [p.part for p in in_clause]
        return Beneath(
            tuple(found),
            tuple(p.part for p in heads if abs(p.clause - clause) <= 1),
            tuple(p.part for p in in_clause),
            tuple(close),
        )


@dataclass(frozen=True, slots=True)
class Beneath:
    """What a frame holds."""

    beside: tuple[Beside, ...]
    heads: tuple[Part, ...]
    clause: tuple[Part, ...]
    close: tuple[Part, ...]


class Frame:
    """The words beside a stretch (``beside``), those of them that may govern it (``heads``), of
    these the ones in its ``clause``, and the ``close``st, which are those before it in its clause
    if there are any."""

    def __init__(self, read: Callable[[], Beneath], *, closely: bool = False) -> None:
        self._read, self._closely = read, closely

    def governed_closely(self) -> Frame:
        """The same, where only the closest words govern."""
        return Frame(lambda: self._beneath, closely=True)

    @cached_property
    def _beneath(self) -> Beneath:
        return self._read()

    @property
    def beside(self) -> tuple[Beside, ...]:
        return self._beneath.beside

    @property
    def heads(self) -> tuple[Part, ...]:
        return self._beneath.close if self._closely else self._beneath.heads

    @property
    def clause(self) -> tuple[Part, ...]:
        return self._beneath.clause

    @property
    def close(self) -> tuple[Part, ...]:
        return self._beneath.close

    @cached_property
    def ids(self) -> Mapping[str, float]:
        """What the words may be one with, and how near the nearest of each is."""
        found: dict[str, float] = {}
        for one in self.beside:
            for name in one.part.ids:
                if found.get(name, 0.0) < one.near:
                    found[name] = one.near
        return found

    @cached_property
    def names(self) -> frozenset[str]:
        """The same ids alone."""
        return frozenset(self.ids)

    @cached_property
    def weight(self) -> float:
        return fsum(b.part.weight * b.near for b in self.beside)

    @cached_property
    def governing(self) -> frozenset[str]:
        return frozenset(n for part in self.heads for n in part.ids)

    @cached_property
    def proper(self) -> frozenset[str]:
        """The ids of what is written as names are."""
        return frozenset(n for b in self.beside if b.proper for n in b.part.ids)


@dataclass(frozen=True, slots=True)
class Met:
    """Of the words beside one stretch the share that stands beside the other, too, and the other
    way round; what the shared ones weigh, and which they are."""

    left: float
    right: float
    weight: float
    words: tuple[str, ...]

    @property
    def alike(self) -> float:
        return sqrt(self.left * self.right)


def meet(one: Frame, other: Frame) -> Met:
    """What stands beside both of two stretches."""
    left, words = _shared(one, other)
    right = _shared(other, one)[0] if words else 0.0
    return Met(
        left / one.weight if one.weight else 0.0,
        right / other.weight if other.weight else 0.0,
        min(left, right),
        words,
    )


def _shared(one: Frame, other: Frame) -> tuple[float, tuple[str, ...]]:
    ids, names = other.ids, other.names
    weights, words = [], []
    for beside in one.beside:
        part = beside.part
        # Few words are shared, and most pairs share none.
        if not names.isdisjoint(part.ids):
            near = max([ids[n] for n in part.ids if n in ids])
            weights.append(part.weight * min(beside.near, near))
            words.append((-weights[-1], part.words))
    return fsum(weights), tuple(dict.fromkeys(word for _, word in sorted(words)))


def ids_of(parts: Iterable[Part]) -> frozenset[str]:
    return frozenset(n for part in parts for n in part.ids)
