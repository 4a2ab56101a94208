"""Tellings of briefs as they are compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from math import fsum, sqrt
from typing import Final

from onrecord.across.brief import Brief, Telling
from onrecord.across.compare.statements import Amount, Saying, squares
from onrecord.across.doings import days_of, hull_of
from onrecord.across.matter import Matter
from onrecord.across.numbers import numbers_in
from onrecord.model.case import key_of

#: By what root of how often a report has a word the word says less of which matter is told.
OFTEN: Final = 0.5


class Sayings:
    """Makes the tellings of one brief comparable. ``groups`` maps ids of the brief's entities to
    those of groups; ``called`` names groups."""

    def __init__(
        self,
        report: int,
        brief: Brief,
        matter: Matter,
        groups: Mapping[str, str],
        called: Mapping[str, str],
    ) -> None:
        self.report, self.brief, self.matter = report, brief, matter
        self.groups, self.called = groups, called
        self._often = Counter(map(matter.bridge, matter.words(report)[1]))
        self._times = {t.id: t for t in brief.times}
        self._places = {p.id: p.geonames_id for p in brief.places}
        self._deeds = {d.id: d for d in brief.deeds}

    def of(self, telling: Telling, translated: frozenset[int] = frozenset()) -> Saying:
        """One telling of the brief, comparable."""
        matter = self.matter
        words = {n: self._weight(n) for n in sorted(set(matter.within(self.report, telling.spans)))}
        bridged: dict[int, float] = {}
        for number, weight in words.items():
            one = matter.bridge(number)
            bridged[one] = max(bridged.get(one, 0.0), weight)
        places = (self._places.get(n) for n in telling.places)
        times = [self._times[n] for n in telling.times if n in self._times]
        amounts = self._amounts(telling)
        return Saying(
            key=key_of(self.brief.report_id, telling.id),
            report=self.report,
            language=self.brief.language,
            voice=telling.voice,
            words=words,
            bridged=bridged,
            speakers=self._groups(telling.speakers),
            names=self._groups(telling.names),
            numbers=frozenset(n for n in words if matter.text(n)[:1].isdigit()),
            counted=frozenset(what for what, _, _ in amounts),
            amounts=amounts,
            places=frozenset(n for n in places if n is not None),
            types=frozenset(self._deeds[n].type for n in telling.deeds if n in self._deeds),
            days=days_of(hull_of(times)) if times else None,
            polarity=telling.polarity,
            quoted=telling.quotation in {"direct", "mixed"},
            translated=translated,
            length=sqrt(squares(words)),
            wide=sqrt(squares(bridged)),
            weight=fsum(bridged.values()),
            called=self.called,
            matter=matter,
        )

    def _weight(self, word: int) -> float:
        """How rare a word is, the less the more of its report is about it."""
        often = self._often[self.matter.bridge(word)]
        return self.matter.rarity[word] / float(often**OFTEN)

    def _amounts(self, telling: Telling) -> frozenset[Amount]:
        brief = self.brief
        dates = [self._times[n].span for n in telling.times if n in self._times]
        found = (numbers_in(brief.text, span, brief.language, dates) for span in telling.spans)
        return frozenset((n.what, n.low, n.high) for ns in found for n in ns if n.what)

    def _groups(self, ids: tuple[str, ...]) -> frozenset[str]:
        return frozenset(self.groups.get(n, f"{self.report}/{n}") for n in ids)
