"""Tellings of briefs as they are compared."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Mapping
from functools import cached_property
from math import fsum, sqrt
from typing import Final

from onrecord.across.brief import Brief, Telling
from onrecord.across.compare.statements import Amount, Saying, squares
from onrecord.across.countable import may_count
from onrecord.across.inbrief import InBrief
from onrecord.across.matter import Matter
from onrecord.across.meaning import NOTHING, Meant, meant_by, parts_in
from onrecord.across.numbers import numbers_in
from onrecord.across.reading import QUOTED
from onrecord.across.words import folded_in
from onrecord.model.case import key_of

#: By what root of how often a report has a word the word says less of which matter is told.
OFTEN: Final = 0.5


class Sayings(InBrief):
    """Makes the tellings of one brief comparable."""

    def __init__(
        self,
        report: int,
        brief: Brief,
        matter: Matter,
        groups: Mapping[str, str],
        called: Mapping[str, str],
    ) -> None:
        super().__init__(report, brief, matter, groups, called)
        self._often = Counter(map(matter.bridge, matter.words(report)[1]))
        self._deeds = {d.id: d for d in brief.deeds}

    @cached_property
    def _folded(self) -> tuple[list[int], list[str]]:
        return folded_in(self.brief.text)

    def of(
        self,
        telling: Telling,
        translated: frozenset[int] = frozenset(),
        meant: Meant | None = None,
        amounts: frozenset[Amount] | None = None,
        often: Mapping[Hashable, int] = NOTHING,
    ) -> Saying:
        """One telling of the brief, comparable; ``meant`` is what it means and ``amounts`` what it
        counts, where that is known; ``often`` counts its tellings."""
        matter = self.matter
        words = {n: self._weight(n) for n in sorted(set(matter.within(self.report, telling.spans)))}
        bridged: dict[int, float] = {}
        for number, weight in words.items():
            one = matter.bridge(number)
            bridged[one] = max(bridged.get(one, 0.0), weight)
        amounts = self.amounts(telling) if amounts is None else amounts
        return Saying(
            key=key_of(self.brief.report_id, telling.id),
            report=self.report,
            language=self.brief.language,
            voice=telling.voice,
            words=words,
            bridged=bridged,
            speakers=self.groups_of(telling.speakers),
            names=self.groups_of(telling.names),
            numbers=frozenset([n for n in words if matter.counts[n]]),
            counted=frozenset(what for what, _, _ in amounts),
            amounts=amounts,
            places=self.where(telling.places),
            types=frozenset(self._deeds[n].type for n in telling.deeds if n in self._deeds),
            days=self.when(telling.times),
            polarity=telling.polarity,
            quoted=telling.quotation in QUOTED,
            translated=translated,
            length=sqrt(squares(words)),
            wide=sqrt(squares(bridged)),
            weight=fsum(bridged.values()),
            called=self.called,
            meant=meant or meant_by(parts_in(self.brief, telling.spans)),
            often=often,
            matter=matter,
        )

    def _weight(self, word: int) -> float:
        """How rare a word is, the less the more of its report is about it."""
        often = self._often[self.matter.bridge(word)]
        return self.matter.rarity[word] / float(often**OFTEN)

    def amounts(self, telling: Telling) -> frozenset[Amount]:
        """What a telling counts, and how much."""
        brief = self.brief
        dates = [self.times[n].span for n in telling.times if n in self.times]
        starts, folded = self._folded
        found = (
            numbers_in(brief.text, span, brief.language, dates)
            for span in telling.spans
            if may_count(
                folded[bisect_left(starts, span.start) : bisect_left(starts, span.end)],
                brief.language,
            )
        )
        return frozenset((n.what, n.low, n.high) for ns in found for n in ns if n.what)
