"""The pile that the tellings of a statement, or of an event, stand in: what its reports share, who
made them, and when."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Final

from onrecord.across.brief import (
    Bounds,
    Brief,
    Telling,
    outlet_of,
    published_of,
    report_of,
    title_of,
)
from onrecord.across.carriers import Carried, Carriers
from onrecord.across.direction import is_agency
from onrecord.across.packed import column
from onrecord.across.standing import Standing, Told
from onrecord.model import Span
from onrecord.model.case import Copy, Shared, key_of, parts_of

#: What stands for a day that is not known: behind all that are.
UNDATED: Final = "9999"
#: Reports whose words are kept at hand: those of one story are asked for together.
AT_HAND: Final = 1024
#: Share of a report in passages of a translation from which on its quotations are from there too.
TRANSLATED: Final = 0.5


class ById(Mapping[str, Brief]):
    """Briefs by the ids of their reports, of which only some may be read at a time."""

    def __init__(self, briefs: Sequence[Brief]) -> None:
        self._briefs = briefs
        self._at = {report: number for number, report in enumerate(column(briefs, report_of))}

    def __getitem__(self, report: str) -> Brief:
        return self._briefs[self._at[report]]

    def __contains__(self, report: object) -> bool:
        return report in self._at

    def __iter__(self) -> Iterator[str]:
        return iter(self._at)

    def __len__(self) -> int:
        return len(self._at)


class Pile:
    """Briefs by their report, what they share, and the names of their outlets. ``rejected`` are
    the keys of what people took out: no telling is one of them."""

    def __init__(
        self,
        briefs: Sequence[Brief],
        copies: Iterable[Copy] = (),
        rejected: Collection[str] = frozenset(),
    ) -> None:
        self.rejected = frozenset(rejected)
        reports = column(briefs, report_of)
        self.outlets = dict(zip(reports, column(briefs, outlet_of), strict=True))
        self.titles = dict(zip(reports, column(briefs, title_of), strict=True))
        self._published = dict(zip(reports, column(briefs, published_of), strict=True))
        self._agency = dict(zip(reports, column(briefs, is_agency), strict=True))
        self._order: dict[str, tuple[str, str, bool, str]] = {}
        self.briefs: Mapping[str, Brief] = ById(briefs)
        self.carriers = Carriers(outlet for outlet in self.outlets.values() if outlet)
        self.own: dict[str, str | None] = {
            report: None if outlet is None else self.carriers.key(outlet)
            for report, outlet in self.outlets.items()
        }
        self._shared: dict[str, dict[str, list[Copy]]] = {}
        self.standing = lru_cache(maxsize=AT_HAND)(self._stand)
        self._credits: dict[str, list[Carried]] = {}
        self._narrated: dict[str, Passages] = {}
        for copy in sorted(copies, key=lambda c: (c.later, c.earlier, c.id)):
            if copy.earlier in self.briefs and copy.later in self.briefs:
                self._shared.setdefault(copy.later, {}).setdefault(copy.earlier, []).append(copy)

    def copied_by(self, report: str) -> Mapping[str, list[Copy]]:
        """What a report shares with earlier ones, by those."""
        return self._shared.get(report, {})

    def credits(self, report: str) -> list[Carried]:
        """The agencies and outlets that a report credits around its prose."""
        if report not in self._credits:
            self._credits[report] = self.carriers.around(self.briefs[report])
        return self._credits[report]

    def narrated(self, copy: Copy) -> Passages:
        """The passages of a copy that are more than the words of one speaker."""
        found = self._narrated.get(copy.id)
        if found is None:
            standing = self.standing(copy.later)
            told = [p for p in copy.passages if standing.is_narrated(p.right)]
            # A report that is taken to a good part has its quotations from there as well.
            whole = copy.share >= TRANSLATED and (bool(told) or copy.kind == "translation")
            found = self._narrated[copy.id] = Passages(copy.passages if whole else told)
        return found

    def is_agency(self, report: str) -> bool:
        """Whether a report is a news agency's own."""
        return self._agency[report]

    def is_translated(self, report: str) -> bool:
        """Whether a report is translated from another one to a good part."""
        return any(
            copy.kind == "translation" and copy.share >= TRANSLATED
            for copies in self.copied_by(report).values()
            for copy in copies
        )

    def is_of(self, one: str, other: str) -> bool:
        """Whether one of two reports is taken from the other to a good part, in whatever language:
        what it says otherwise is an error of who took it."""
        return any(
            copy.share >= TRANSLATED
            for later, earlier in ((one, other), (other, one))
            for copy in self.copied_by(later).get(earlier, ())
        )

    def published(self, report: str) -> Bounds:
        return self._published[report]

    def order(self, report: str) -> tuple[str, str, bool, str]:
        """Reports by date, those without one last; those of one day news agencies' first, then by
        their ids."""
        found = self._order.get(report)
        if found is None:
            earliest, latest = self._published[report]
            by_date = earliest or UNDATED, latest or UNDATED
            found = self._order[report] = *by_date, not self._agency[report], report
        return found

    def _stand(self, report: str) -> Standing:
        return Standing(self.briefs[report])

    def told(self, members: Iterable[str]) -> list[Told]:
        """The tellings of these keys in the order of their reports, without keys of nothing."""
        found: dict[str, Told] = {}
        for key in members:
            report, item = parts_of(key)
            if report in self._published and key not in self.rejected:
                one = self.standing(report).told(item)
                if one is not None:
                    found[key] = one
        return sorted(found.values(), key=self.place) if len(found) > 1 else list(found.values())

    def told_in(self, brief: Brief) -> Iterator[Telling]:
        """The tellings of a report, but for those that people took out."""
        for telling in brief.tellings:
            if not self.rejected or key_of(brief.report_id, telling.id) not in self.rejected:
                yield telling

    def place(self, told: Told) -> tuple[tuple[str, str, bool, str], int, str]:
        return self.order(told.report), told.start, told.key


class Passages:
    """Passages in the order in which the later report has them."""

    def __init__(self, passages: Iterable[Shared]) -> None:
        self.all = sorted(passages, key=lambda p: (p.right.start, p.right.end))
        self._starts = [p.right.start for p in self.all]
        # Passages may reach over each other: the furthest end of all up to each.
        self._reach = list(accumulate((p.right.end for p in self.all), max))

    def bearing(self, spans: Iterable[Span]) -> list[Shared]:
        """Those that share characters with any of the spans."""
        found: dict[Shared, None] = {}
        for span in spans:
            first = bisect_right(self._reach, span.start)
            for passage in self.all[first : bisect_left(self._starts, span.end)]:
                if passage.right.end > span.start:
                    found[passage] = None
        return list(found)


def shared_words(spans: Iterable[Span], passages: Iterable[Shared], standing: Standing) -> int:
    """How many words of spans stand in passages, as the later report has them; each once."""
    total = 0
    ordered = sorted(passages, key=lambda p: p.right.start)
    for span in spans:
        at = span.start
        for passage in ordered:
            start, end = max(at, passage.right.start), min(span.end, passage.right.end)
            if start < end:
                total += standing.counted_from(start, end)
                at = end
    return total
