"""Whether a name is a place here: what it was taken for, and what stands around it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from onrecord.knowledge.gazetteer import Entry, key_of
from onrecord.model.entity import Entity
from onrecord.model.span import Span
from onrecord.reading.places.scene import COUNTRY, REGION, Group
from onrecord.reading.places.toponyms import Toponym

#: Evidence for a place, by how a name was taken; ``within`` a longer name, ``none`` not at all.
AS_NAME: Final = {
    "place": 3.0,
    "country": 3.0,
    "organization": -0.5,
    "other": 0.0,
    "person": -2.5,
    "within person": -6.0,
    "within organization": 0.3,
    "within place": -0.5,
    "before a comma in place": 2.0,
    "within country": 0.0,
    "within other": -0.5,
    "none": 0.0,
}
#: What the words around a name add, once each.
LOCATIVE: Final = 1.5
KIND_BESIDE: Final = 2.0
HELD: Final = 2.5
HOLDS: Final = 2.5
DATELINE: Final = 5.0
KNOWN: Final = 2.0
#: Other names of capitals up to this length are too often something else.
SHORT: Final = 4
#: A name is a place from here on.
ENOUGH: Final = 1.0


class Naming:
    """What the names of a report were taken for, by where they stand."""

    def __init__(self, entities: Sequence[Entity], text: str) -> None:
        self._text = text
        rows = sorted(
            (m.start, m.end, e.kind, e.id) for e in entities for m in e.mentions if m.form == "name"
        )
        self._rows = rows
        self._starts = [row[0] for row in rows]

    def _at(self, span: Span) -> tuple[int, int, str, str] | None:
        """The mention that covers a span."""
        for index in range(bisect_right(self._starts, span.start) - 1, -1, -1):
            row = self._rows[index]
            if row[0] <= span.start and span.end <= row[1]:
                return row
            if span.start - row[0] > 200:
                break
        return None

    def kind_of(self, span: Span) -> str:
        row = self._at(span)
        if row is None:
            return "none"
        if (row[0], row[1]) == (span.start, span.end):
            return row[2]
        listed = row[2] == "place" and "," in self._text[row[0] : row[1]]
        return "before a comma in place" if listed else f"within {row[2]}"

    def entity_at(self, span: Span) -> str | None:
        """The entity whose mention this is, whole."""
        row = self._at(span)
        return row[3] if row is not None and (row[0], row[1]) == (span.start, span.end) else None

    def stands(self, toponym: Toponym) -> bool:
        """Whether one occurrence of a name that is a place is one as well: not inside a person's
        name."""
        kind = self.kind_of(toponym.span)
        return kind != "within person" and (
            kind != "person" or toponym.locative or toponym.dateline
        )


def belongs(group: Group, holders: frozenset[str]) -> bool:
    """Whether the occurrences of a name together speak for a place. ``holders`` are names that
    stand behind others as what holds them (*Paris, [Texas]*)."""
    entries = group.entries
    total = max(AS_NAME[kind] for kind in group.kinds)
    total = total if total > 0 else sum(AS_NAME[k] * n for k, n in group.kinds.items())
    total += LOCATIVE * any(t.locative for t in group.found)
    total += KIND_BESIDE * bool(group.asked_kind())
    total += HELD * bool(group.holders())
    total += DATELINE * group.is_dateline
    total += HOLDS * (key_of(group.name) in holders)
    total += KNOWN * any(_is_known(e, group.name) for e in entries)
    total += 0.5 * any(e.population > 100_000 and e.main for e in entries)
    return total >= ENOUGH


def _is_known(entry: Entry, name: str) -> bool:
    """A name that hardly means anything else: of a country, a capital, a region, or of several
    words (*Horry County*)."""
    several = " " in name and entry.kind != "PPL"
    capital = entry.kind == "PPLC" and (entry.main or len(name) > SHORT)
    return several or capital or entry.kind == COUNTRY or (entry.kind == REGION and entry.main)
