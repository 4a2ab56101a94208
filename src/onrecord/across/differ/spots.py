"""Places that a report names, each with what was there, and when two of one thing are not one.

Where a place lies is often not known: a hotel, a village, a bank. Two names then differ when they
stand at the same place of one thing, behind words for places of one size, and neither report knows
the place of the other: a quarter and its town are told beside each other somewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from onrecord.across.brief import Brief
from onrecord.across.compare.features import Feature, Weights
from onrecord.across.differ.claims import Verdict
from onrecord.across.differ.pairing import (
    FIRST,
    around,
    governed,
    held,
    in_title,
    much,
    one_group,
    one_word,
    other_doers,
    same_name,
)
from onrecord.across.differ.places import Spot, lie_apart
from onrecord.across.differ.slots import Sheet, Slot
from onrecord.across.words import folded_in, without_accents
from onrecord.knowledge.amounts import any_word
from onrecord.knowledge.differing import differing
from onrecord.knowledge.timewords import time_words
from onrecord.model import Span
from onrecord.model.case import key_of

#: Feature codes of GeoNames of towns, countries and their parts.
SETTLED: Final = ("PPL", "PCL", "ADM")
#: What stands for the size of the place of an event.
EVENT: Final = "event"
#: Letters of a word of a name from which on it names.
NAMES: Final = 3
#: A word with a capital; texts are read without accents.
_NAME: Final = r"[A-Z][\w'-]*"


@dataclass(frozen=True, slots=True)
class Place:
    """The words of a name, folded, and where it lies if that is known."""

    words: frozenset[str]
    spot: Spot | None


def slots(sheet: Sheet) -> Iterator[Slot]:
    """The names behind words for places, by how large these say the places are."""
    brief = sheet.brief
    for stretch in sheet.stretches():
        if not sheet.is_grouped(stretch):
            continue
        text = without_accents(stretch.of(brief.text))
        for size, pattern in _patterns(brief.language):
            for match in pattern.finditer(text):
                start, end = match.start(1) + stretch.start, match.end(1) + stretch.start
                span = Span(start=start, end=end)
                found = _slot(sheet, span, size)
                if found is not None:
                    yield found
    yield from _of_deeds(sheet)


def _of_deeds(sheet: Sheet) -> Iterator[Slot]:
    """The places of events that are known, if an event has one of each size."""
    for deed in sheet.brief.deeds:
        groups = sheet.groups.get(key_of(sheet.brief.report_id, deed.id)) if deed.places else None
        if not groups:
            continue
        places = {p.geonames_id: p for p in sheet.brief.places if p.id in deed.places}
        if len({p.kind[:3] for p in places.values()}) == len(places):
            topics = frozenset(f"{EVENT} in {n}" for n in groups)
            for where in places.values():
                if where.kind.startswith(SETTLED):
                    found = _slot(sheet, where.span, EVENT, topics)
                    if found is not None:
                        yield found


def _slot(sheet: Sheet, span: Span, size: str, topics: frozenset[str] = frozenset()) -> Slot | None:
    """The place that a name is; None where it is none, or can be held against nothing."""
    brief = sheet.brief
    held_in = sheet.telling_at(span)
    if held_in is None:
        return None
    told, spans = held_in
    groups = sheet.of(told, deeds=True)
    topics = topics or frozenset(f"{size} in {n}" for n in groups)
    words = frozenset(w for w in folded_in(span.of(brief.text))[1] if len(w) >= NAMES)
    if not topics or not words or _is_time(brief, span):
        return None
    frame = sheet.worded.around(span, spans)
    where = next((p for p in brief.places if p.span.overlaps(span)), None)
    spot = None
    if where is not None:
        spot = Spot(where.geonames_id, where.country, where.kind, where.lat, where.lon)
    return Slot(
        told=told,
        span=span,
        says=" ".join(span.of(brief.text).split()),
        topics=topics,
        value=Place(words, spot),
        text=sheet.text(spans),
        as_of=sheet.ground.published(told),
        frame=frame.governed_closely(),
        in_title=sheet.in_title(span),
        names=sheet.named(told),
        doers=frozenset() if where is None else sheet.doers(told, where.id),
        groups=groups,
    )


def _is_time(brief: Brief, span: Span) -> bool:
    if any(t.span.overlaps(span) for t in brief.times):
        return True
    words = _months_and_days(brief.language)
    return any(word in words for word in span.of(brief.text).casefold().split())


@cache
def _months_and_days(language: str) -> frozenset[str]:
    values = time_words(language).values
    return frozenset(w for name in ("month", "weekday") for w in values[name])


def _any(words: Iterable[str]) -> str:
    """Any of these words, of which an apostrophe may join two."""
    return any_word(words).replace("\\ ", "[ ']")


@cache
def _patterns(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    known = differing(language)
    found = []
    of = _any(known.of)
    # *the wells of Azaghar*, *la ville de Tessa*: what a place is stands before its name.
    kind = rf"(?:(?:[a-z-]+ ){{1,2}}(?:{of})[ '])?" if known.of else ""
    for size, words in (("at", known.at), ("within", known.within), ("near", known.near)):
        if words:
            ways = _any(words)
            name = rf"{kind}({_NAME}(?:[ -]{_NAME})*)"
            found.append((size, re.compile(rf"(?<!\w)(?i:{ways})[ ']{name}")))
    if known.streets:
        name = rf"((?:{_any(known.streets)})[ '](?:(?:{of})[ '])?{_NAME}(?:[ -]{_NAME})*)"
        found.append(("at", re.compile(rf"(?<!\w){name}")))
    return tuple(found)


def place(slot: Slot) -> Place:
    value = slot.value
    assert isinstance(value, Place)
    return value


def compatible(one: Slot, other: Slot) -> bool:
    """Whether two names may be of one place: by their words, or by where they lie."""
    a, b = place(one), place(other)
    if not a.words.isdisjoint(b.words):
        return True
    return a.spot is not None and b.spot is not None and not lie_apart(a.spot, b.spot)


def verdict(one: Slot, other: Slot, *, known: bool) -> Verdict | None:
    """What two places of one thing come to; ``known``: one report names the place of the other,
    and so knows how they lie to each other."""
    a, b = place(one).spot, place(other).spot
    if known:
        return None
    if a is not None and b is not None:
        far = lie_apart(a, b)
        because = f"{one.says} and {other.says} lie {far:,.0f} km apart"
        return Verdict("disagreement", f"{because}, neither in the other")
    because = f"{one.says} and {other.says} stand at one place of what is told"
    return Verdict("disagreement", f"{because}, and neither report names the other")


WEIGHTS: Final[Weights[Slot]] = Weights(
    base=-3.6,
    features=(
        Feature("words around", 4.0, around),
        Feature("one holds the other", 1.0, held),
        Feature("weighty words", 1.0, much),
        Feature("one word alone", -1.5, one_word),
        Feature("governed alike", 1.5, governed),
        Feature("one statement", 1.2, one_group),
        Feature("one name", 0.5, same_name),
        Feature("other people do it", -4.0, other_doers),
        Feature("in a title", -0.5, in_title),
    ),
    first=tuple(name for name in FIRST if name not in {"rivals", "another name"}),
)
