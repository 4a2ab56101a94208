"""What people said of the items of one report, item by item."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from onrecord.across.corrected import CORRECTING
from onrecord.across.judged import key_in
from onrecord.desk.looking.called import called, shortened, span_of, value_of
from onrecord.desk.room import Look
from onrecord.model import Judgement
from onrecord.model.case import Verdict

#: What else a judgement is about that is told in words.
MOST_OTHERS: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A judgement in force as it stands beside an item: who, when, what is right instead, and what
    else it is about, in words."""

    number: int
    verdict: Verdict
    by: str
    at: str
    value: str
    note: str
    others: tuple[str, ...]


class Marks:
    """The judgements in force about a report's items, by the id of the item within the report."""

    def __init__(self, look: Look, report_id: str) -> None:
        self._look, self._prefix = look, f"{report_id}/"
        self._by_item: dict[str, list[Judgement]] = defaultdict(list)
        for one in look.judged.active:
            for item in one.items[:1] if one.verdict in CORRECTING else one.items:
                key = key_in(item)
                if key.startswith(self._prefix):
                    self._by_item[key.removeprefix(self._prefix)].append(one)

    def of(self, item: str) -> tuple[Mark, ...]:
        """All judgements in force about an item, in order."""
        return tuple(self._mark(one, item) for one in self._by_item.get(item, ()))

    def last(self, item: str, *verdicts: Verdict) -> Judgement | None:
        """The last judgement of these kinds about an item."""
        found = [one for one in self._by_item.get(item, ()) if one.verdict in verdicts]
        return found[-1] if found else None

    def added(self) -> Iterator[tuple[str, Judgement]]:
        """Statements that were missed, by their ids."""
        for item in self._by_item:
            one = self.last(item, "statement")
            if one is not None:
                yield item, one

    def lost(self, known: Mapping[str, object], text: str) -> Sequence[tuple[str, str, Mark]]:
        """Judgements about items that are not known: the id, its words if it holds a stretch of
        the text, the mark."""
        found = []
        for item, judgements in self._by_item.items():
            if item in known:
                continue
            stretch = span_of(item)
            inside = stretch is not None and stretch.end <= len(text)
            words = shortened(stretch.of(text)) if stretch is not None and inside else ""
            found += [(item, words, self._mark(one, item)) for one in judgements]
        return sorted(found, key=lambda row: row[2].number)

    def _mark(self, one: Judgement, item: str) -> Mark:
        others = [key for key in one.items if key_in(key) != f"{self._prefix}{item}"]
        words = () if one.verdict in CORRECTING else others
        return Mark(
            number=one.number,
            verdict=one.verdict,
            by=one.by,
            at=one.at,
            value=value_of(one),
            note=one.note,
            others=tuple(called(self._look, key) for key in words[:MOST_OTHERS]),
        )
