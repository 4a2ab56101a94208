"""The tellings of one statement, or of one event, and the pile that they stand in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import Final

from onrecord.across.brief import (
    Bounds,
    Brief,
    Deed,
    Named,
    Telling,
    outlet_of,
    published_of,
    report_of,
    title_of,
)
from onrecord.across.carriers import Carried, Carriers
from onrecord.across.direction import is_agency
from onrecord.across.packed import column
from onrecord.across.words import folded_in, is_between, rows_of
from onrecord.language.charmap import plain_characters
from onrecord.model import Span
from onrecord.model.case import Copy, Shared, key_of, parts_of

#: What stands for a day that is not known: behind all that are.
UNDATED: Final = "9999"
#: Reports whose words are kept at hand: those of one story are asked for together.
AT_HAND: Final = 1024
#: Characters of a quotation at most; a mark that is left open runs no further.
LONGEST_QUOTE: Final = 1500
#: Share of a report in passages of a translation from which on its quotations are from there too.
TRANSLATED: Final = 0.5
#: Words of a passage that stand outside quotation marks, or their share of it, from which on it
#: shows more than that two reporters heard one speaker.
NARRATED, NARRATED_SHARE = 12, 0.6


@dataclass(frozen=True, slots=True)
class Told:
    """One telling: ``spans`` are its words, ``within`` the statement of its report that it is, or
    stands in; None where an event stands in no telling. ``depth`` counts the statements around."""

    key: str
    report: str
    spans: tuple[Span, ...]
    within: Telling | None
    depth: int = 0
    deed: Deed | None = None

    @property
    def start(self) -> int:
        return self.spans[0].start


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


class Standing:
    """The items of one report by their ids, and where its words stand; made once, when asked."""

    def __init__(self, brief: Brief) -> None:
        self.brief = brief
        self._told: dict[str, Told | None] = {}

    @cached_property
    def _tellings(self) -> dict[str, Telling]:
        return {t.id: t for t in self.brief.tellings}

    @cached_property
    def _deeds(self) -> dict[str, Deed]:
        return {d.id: d for d in self.brief.deeds}

    @cached_property
    def entities(self) -> dict[str, Named]:
        """The entities of the report by their ids."""
        return {e.id: e for e in self.brief.entities}

    @cached_property
    def _holding(self) -> dict[str, Telling]:
        """For each event the innermost telling that holds it."""
        found: dict[str, Telling] = {}
        for telling in sorted(self.brief.tellings, key=lambda t: (self._depth(t), t.id)):
            found.update(dict.fromkeys(telling.deeds, telling))
        return found

    def _depth(self, telling: Telling) -> int:
        at = telling.within
        if at is None:
            return 0
        depth, seen = 0, {telling.id}
        while at is not None and at in self._tellings and at not in seen:
            seen.add(at)
            depth, at = depth + 1, self._tellings[at].within
        return depth

    def told(self, item: str) -> Told | None:
        """The telling, or event, with this id; None where there is none."""
        if item not in self._told:
            self._told[item] = self._find(item)
        return self._told[item]

    def _find(self, item: str) -> Told | None:
        key = key_of(self.brief.report_id, item)
        telling = self._tellings.get(item)
        if telling is not None:
            return self._of(key, telling)
        deed = self._deeds.get(item)
        if deed is None:
            return None
        said_in = self._tellings.get(deed.said_in) if deed.said_in else None
        holding = said_in or self._holding.get(item)
        depth = 0 if holding is None else self._depth(holding)
        # Of an event the whole telling is asked for among copies: its trigger alone is one word.
        spans = (deed.trigger,) if holding is None else holding.spans
        return Told(key, self.brief.report_id, spans, holding, depth, deed)

    def _of(self, key: str, telling: Telling) -> Told:
        return Told(key, self.brief.report_id, telling.spans, telling, self._depth(telling))

    def overlapping(self, span: Span) -> Iterator[Told]:
        """The tellings that share words with a span."""
        for telling in self.brief.tellings:
            if telling.spans[0].start >= span.end:
                break  # they stand in the order of their first words
            if any(s.overlaps(span) for s in telling.spans):
                yield self._of(key_of(self.brief.report_id, telling.id), telling)

    @cached_property
    def folded(self) -> tuple[list[int], list[str]]:
        """Where the words of the report start, and the words folded."""
        return folded_in(self.brief.text)

    @cached_property
    def rows(self) -> frozenset[tuple[str, ...]]:
        return rows_of(self.folded[1])

    def words(self, spans: Iterable[Span]) -> list[str]:
        """The folded words that begin within spans."""
        return [word for s in spans for word in self._words_in(s)]

    def _words_in(self, span: Span) -> list[str]:
        text = self.brief.text
        # Few tellings of a report are asked for, and where one begins and ends between words its
        # words are those of the whole text.
        whole = "folded" not in self.__dict__ and is_between(text, span.start)
        if whole and is_between(text, span.end):
            return folded_in(text[span.start : span.end])[1]
        starts, folded = self.folded
        return folded[bisect_left(starts, span.start) : bisect_left(starts, span.end)]

    def counted(self, span: Span) -> int:
        """How many words begin within a span."""
        return self.counted_from(span.start, span.end)

    def counted_from(self, start: int, end: int) -> int:
        starts, _ = self.folded
        return bisect_left(starts, end) - bisect_left(starts, start)

    def is_narrated(self, passage: Span) -> bool:
        """Whether a passage is more than the words of one speaker."""
        total = self.counted(passage)
        quoted = sum(
            self.counted(Span(start=max(q.start, passage.start), end=min(q.end, passage.end)))
            for q in self.quoted
            if q.overlaps(passage)
        )
        return total - quoted >= min(NARRATED, NARRATED_SHARE * total)

    @cached_property
    def quoted(self) -> tuple[Span, ...]:
        """The stretches between quotation marks, each within one paragraph."""
        return tuple(s for p in self.brief.prose for s in _quoted(self.brief.text, p))


def _quoted(text: str, paragraph: Span) -> Iterator[Span]:
    plain = plain_characters(paragraph.of(text))
    at = plain.find('"')
    while at >= 0:
        end = plain.find('"', at + 1)
        if end < 0 or end - at > LONGEST_QUOTE:
            end = min(len(plain), at + LONGEST_QUOTE) - 1
        yield Span(start=paragraph.start + at, end=paragraph.start + end + 1)
        at = plain.find('"', end + 1)


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
