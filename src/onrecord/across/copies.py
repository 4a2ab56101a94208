"""Reports that share passages: which, where, how surely, and which is the earlier one.

One passage alone makes a copy when it holds ``ALONE`` words by weight; several that are shorter do
when they come to ``TOGETHER``. A quoted word weighs little, since two reporters heard one speaker,
and boilerplate nothing. Once two reports are copies, their shorter passages are shown too.

Of each report at most ``MAX_TWINS`` earlier ones are kept, those that cover most of it: what a
copy depends on stands in the first of its story and in the one that it was taken from, and a story
of thousands of copies need not list all pairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np

from onrecord.across.block import candidates
from onrecord.across.boilerplate import Boilerplate
from onrecord.across.brief import Brief, report_of
from onrecord.across.direction import Side, made
from onrecord.across.packed import distinct, ordered
from onrecord.across.passages import Stretch, index, stretches
from onrecord.across.quoted import quoted
from onrecord.across.skeletons import Skeletons, skeletons
from onrecord.across.spread import HERE, Spread
from onrecord.across.translations import find_translations
from onrecord.model.case import Copy, Shared

#: Words by weight of a passage that makes a copy by itself.
ALONE: Final = 15.0
#: Words by weight of all passages that make a copy together.
TOGETHER: Final = 22.0
#: Equal words of a passage that is counted and shown.
LEAST: Final = 7
#: Words by weight that each edit inside a passage takes away: what is reworded throughout is a
#: report on the same thing.
EDIT: Final = 2.0
#: Places of a report whose gram the other one has, too: with fewer no passage comes to ``ALONE``,
#: however it was edited, and several come to ``TOGETHER`` only where each is four words and edits.
MET: Final = 5
#: What a quoted word weighs.
QUOTED: Final = 0.2
#: Earlier reports that are kept of each report.
MAX_TWINS: Final = 8
#: Every which word of a passage is asked whether it is boilerplate.
_STEP: Final = 8
#: The last bits of a gram, by which it is looked for first.
_BITS: Final = np.uint64(0xFFFF)
#: Reports whose words are kept at hand.
_AT_HAND: Final = 1024


def find_copies(briefs: Sequence[Brief], spread: Spread = HERE) -> tuple[Copy, ...]:
    """All copies among reports, by earlier and later report; the order of ``briefs`` is no
    matter. Reports of equal id are one."""
    pile = _Pile(_ranked(briefs))
    tried = list(candidates(pile.rows))

    def compared(start: int, end: int) -> list[Copy]:
        return [copy for later, earlier in tried[start:end] for copy in pile.of(later, earlier)]

    found = [copy for part in spread.of(compared, len(tried)) for copy in part]
    known = {(copy.earlier, copy.later) for copy in found}
    translated = find_translations(pile.briefs, spread)
    found += [copy for copy in translated if (copy.earlier, copy.later) not in known]
    return kept(found)


def kept(copies: Iterable[Copy]) -> tuple[Copy, ...]:
    """The ``MAX_TWINS`` of each later report that cover most of it, in a fixed order."""
    by_later: dict[str, list[Copy]] = defaultdict(list)
    for copy in copies:
        by_later[copy.later].append(copy)
    held = [
        copy
        for twins in by_later.values()
        for copy in sorted(twins, key=lambda c: (-c.share, -c.score, c.earlier))[:MAX_TWINS]
    ]
    return tuple(sorted(held, key=lambda c: (c.earlier, c.later)))


def _ranked(briefs: Sequence[Brief]) -> Sequence[Brief]:
    """Reports in the order in which each is compared with those before it: by day, agencies and
    those without credit first, so that the source of a story stands at its head."""
    return ordered(distinct(briefs, report_of), ranked)


def ranked(brief: Brief) -> tuple[str, bool, int, str]:
    """By what reports are ordered to be compared."""
    credited = any(b.kind != "own" for b in brief.around)
    return brief.published[0] or "~", credited, -len(brief.text), brief.report_id


@dataclass(frozen=True, slots=True)
class _Row:
    """A report's words at hand: numbers, grams, and how many words before each are quoted."""

    words: list[int]
    grams: list[int]
    quoted: list[int]


class _Pile:
    def __init__(self, briefs: Sequence[Brief]) -> None:
        self.briefs = briefs
        self.rows: Skeletons = skeletons(briefs)
        self._last = (self.rows.grams & _BITS).astype(np.uint16)
        self._marked = np.zeros(int(_BITS) + 1, np.bool_)
        self._boilerplate = Boilerplate(self.rows)
        self._row: Callable[[int], _Row] = lru_cache(maxsize=_AT_HAND)(self._read)

    def _read(self, report: int) -> _Row:
        at, brief = self.rows.of(report), self.briefs[report]
        return _Row(
            self.rows.words[at].tolist(),
            self.rows.grams[at].tolist(),
            [0, *np.cumsum(quoted(brief.text, brief.prose, self.rows.starts[at])).tolist()],
        )

    def promising(self, later: int, earlier: Iterable[int]) -> list[int]:
        """Those earlier reports that have grams enough in common with a later one. To read the
        words of a report takes far longer than to count, and in a large pile most that meet do so
        by chance."""
        held = self.rows.grams[self.rows.of(later)]
        held = held[held != 0]
        # Nearly all have too few already by the last bits of their grams.
        self._marked[held & _BITS] = True
        near = [
            report
            for report in earlier
            if np.count_nonzero(self._marked[self._last[self.rows.of(report)]]) >= MET
        ]
        self._marked[held & _BITS] = False
        return [
            report
            for report in near
            if np.isin(self.rows.grams[self.rows.of(report)], held).sum() >= MET
        ]

    def of(self, later: int, earlier: Iterable[int]) -> Iterator[Copy]:
        """The copies that a report is of earlier ones."""
        tried = self.promising(later, earlier)
        if tried:
            yield from self._compared(later, tried)

    def _compared(self, later: int, earlier: Iterable[int]) -> Iterator[Copy]:
        right = self._row(later)
        held = index(right.grams)
        walled = [word or -1 for word in right.words]
        count = 0
        for report in earlier:
            left = self._row(report)
            found = [
                (stretch, self._weight(stretch, report, left, right))
                for stretch in stretches(left.words, walled, left.grams, held)
                if stretch.equal >= LEAST
            ]
            shown = [(stretch, weight) for stretch, weight in found if weight > 0]
            total = sum(weight for _, weight in shown)
            if max((weight for _, weight in shown), default=0) >= ALONE or total >= TOGETHER:
                yield self._copy(report, later, [stretch for stretch, _ in shown], total)
                count += 1
            if count == MAX_TWINS:
                return

    def _weight(self, stretch: Stretch, report: int, left: _Row, right: _Row) -> float:
        """The equal words of a passage by weight, less its edits."""
        shift = self.rows.of(report).start
        pieces = [
            (run.left + at, run.right + at, min(_STEP, run.length - at))
            for run in stretch.runs
            for at in range(0, run.length, _STEP)
        ]
        total = -EDIT * (len(stretch.runs) - 1)
        empty = self._boilerplate.at([shift + i for i, _, _ in pieces])
        for (i, j, size), nothing in zip(pieces, empty, strict=True):
            if not nothing:
                said = max(
                    left.quoted[i + size] - left.quoted[i],
                    right.quoted[j + size] - right.quoted[j],
                )
                total += size - (1 - QUOTED) * said
        return total

    def _copy(self, report: int, later: int, found: Sequence[Stretch], weight: float) -> Copy:
        left, right = self.rows.of(report).start, self.rows.of(later).start
        passages = [
            Shared(
                left=self.rows.span(left + s.left[0], left + s.left[1]),
                right=self.rows.span(right + s.right[0], right + s.right[1]),
            )
            for s in found
        ]
        return made(
            "copy",
            self._side(report, [s.left for s in found]),
            self._side(later, [s.right for s in found]),
            passages,
            1 - 0.5 ** (weight / ALONE),
        )

    def _side(self, report: int, ranges: Iterable[tuple[int, int]]) -> Side:
        words = self.rows.words[self.rows.of(report)]
        covered = np.zeros(len(words), np.bool_)
        for start, end in ranges:
            covered[start:end] = True
        real = words != 0
        count = int(real.sum())
        return Side(
            brief=self.briefs[report], words=count, share=float((covered & real).sum() / count)
        )
