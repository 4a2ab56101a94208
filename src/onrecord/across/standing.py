"""The tellings of one report: what each is, and where its words stand."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from onrecord.across.brief import Brief, Deed, Named, Telling
from onrecord.across.words import folded_in, is_between, rows_of
from onrecord.language.charmap import plain_characters
from onrecord.model import Span
from onrecord.model.case import key_of

#: Characters of a quotation at most; a mark that is left open runs no further.
LONGEST_QUOTE: Final = 1500
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
