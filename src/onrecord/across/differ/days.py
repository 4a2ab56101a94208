"""Times of a report, each with what it dates, and when two of one thing do not meet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from onrecord.across.brief import Brief, When
from onrecord.across.compare.features import Feature, Seen, Weights
from onrecord.across.differ.claims import Ground, Verdict, told_at
from onrecord.across.differ.dates import FINE, long_words, says_which_day, words_in
from onrecord.across.differ.dates import shown as shown_time
from onrecord.across.differ.pairing import COMMON, FIRST
from onrecord.across.differ.slots import Sheet, Slot, ends_in, holds
from onrecord.across.words import folded_in
from onrecord.knowledge.differing import differing
from onrecord.model import Span

#: Characters before a time in which a word stands that makes it a bound.
BEFORE: Final = 30
#: Characters before a time in which it may be said that it was moved to it.
MOVED: Final = 50
#: Spaces between a word for saying and when it was said, at most; what parts them.
NEAR: Final = 3
_CLAUSE: Final = re.compile(r"[,;:\n\"«»“”]")
#: Grains of times that may only name.
_LONG: Final = frozenset({"month", "year", "season"})
#: Characters of a day (ISO 8601).
_DAY: Final = 10
#: What a time is called that nothing bounds.
ON: Final = "on"
BEFORE_IT: Final = "before"


def slots(sheet: Sheet) -> Iterator[Slot]:
    """The times of a report that date something: a word without a mark between governs each."""
    brief = sheet.brief
    for when in brief.times:
        if sheet.is_left_out(when.span.start):
            continue
        words = words_in(brief.text, when.span)
        if when.grain not in FINE or _is_now(words) or not says_which_day(when, words):
            continue
        if when.grain in _LONG and _names(brief, when):
            continue
        if _in_name(brief, when) or _is_of_saying(sheet, when) or _is_counted(brief, words):
            continue
        held = sheet.telling_at(when.span)
        if held is None:
            continue
        told, spans = held
        frame = sheet.worded.around(when.span, spans)
        bound = _bound(brief, when)
        topics = frozenset(f"{bound} {n}" for part in frame.close for n in part.ids)
        if topics:
            yield Slot(
                told=told,
                span=when.span,
                says=shown_time(when),
                topics=topics,
                value=told_at(when),
                text=sheet.text(spans),
                as_of=sheet.ground.published(told),
                frame=frame.governed_closely(),
                changed=_is_moved(sheet, when),
                in_title=sheet.in_title(when.span),
                names=sheet.named(told),
                doers=sheet.doers(told, when.id),
                groups=sheet.of(told, deeds=True),
                words=frozenset(_read_as(when, words)),
            )


def _read_as(when: When, words: Sequence[str]) -> Iterator[str]:
    """The words of a time, and the day of the week of one that is told without a number: *samedi*
    and *Saturday* of two weeks are one day that was read from two anchors."""
    yield from long_words(words)
    low, high = told_at(when)
    if (
        low[:10] == high[:10]
        and len(low) >= _DAY
        and not any(c.isdigit() for w in words for c in w)
    ):
        yield f"weekday {date.fromisoformat(low[:_DAY]).isoweekday()}"


def _is_moved(sheet: Sheet, when: When) -> bool:
    """Whether words shortly before a time say that it was moved to it."""
    start = when.span.start
    before = sheet.words_in(Span(start=max(0, start - MOVED), end=start))
    return holds(before, differing(sheet.brief.language).put_off)


def _names(brief: Brief, when: When) -> bool:
    """Whether a month or year only says which one is meant: *a 1998 conviction*."""
    before = folded_in(brief.text[max(0, when.span.start - 12) : when.span.start])[1][-1:]
    return bool(before) and before[0] in differing(brief.language).articles


def _is_counted(brief: Brief, words: Sequence[str]) -> bool:
    """Whether a time is so long after another, which may be told elsewhere: *a week after that of
    the batteries*."""
    return not differing(brief.language).counted_from.isdisjoint(words)


def _in_name(brief: Brief, when: When) -> bool:
    """Whether a time stands in somebody's name: *the May 4 Movement*."""
    text, span = brief.text, when.span
    said = span.of(text)
    for entity in brief.entities:
        for name in entity.names:
            at = name.find(said)
            start = span.start - at
            if at >= 0 and len(name) > len(said) and text.startswith(name, start):
                return True
    return False


def _is_of_saying(sheet: Sheet, when: When) -> bool:
    """Whether a time is when something was said: *a déclaré mercredi la directrice*."""
    text, span = sheet.brief.text, when.span
    for telling in sheet.tellings:
        around = telling.sentence
        if not telling.cue or not around.covers(span):
            continue
        if any(s.overlaps(span) for s in telling.spans):
            continue
        at = text.find(telling.cue, around.start, around.end)
        if at >= 0:
            low, high = sorted(((at, at + len(telling.cue)), (span.start, span.end)))
            between = text[low[1] : high[0]]
            if between.count(" ") <= NEAR and not _CLAUSE.search(between):
                return True
    return False


def _is_now(words: Sequence[str]) -> bool:
    """*now*: of which day is told elsewhere."""
    return not long_words(words) and not any(w[0].isdigit() for w in words)


def has_as_of(ground: Ground, slot: Slot) -> bool:
    """Whether a telling says up to when it is so: *by midnight*."""
    if slot.told.within is None:
        return False
    brief, times = ground.brief(slot.told), set(slot.told.within.times)
    return any(_bound(brief, t) == BEFORE_IT for t in brief.times if t.id in times)


def _bound(brief: Brief, when: When) -> str:
    text = brief.text
    before = folded_in(text[max(0, when.span.start - BEFORE) : when.span.start])[1]
    own = " ".join(folded_in(when.span.of(text))[1])
    known = differing(brief.language)
    for name, words in ((BEFORE_IT, known.before), ("after", known.after)):
        if ends_in(before, words) or any(own.startswith(f"{word} ") for word in words):
            return name
    return ON


def bounds(slot: Slot) -> tuple[str, str]:
    value = slot.value
    assert isinstance(value, tuple)
    return value


def compatible(one: Slot, other: Slot) -> bool:
    """Whether two times meet, or are the same words read from other days."""
    (low, high), (lower, higher) = bounds(one), bounds(other)
    if _is_night(one) or _is_night(other):  # of which of its two days it is called is not known
        low, high, lower, higher = low[:10], high[:10], lower[:10], higher[:10]
    return (low <= higher and lower <= high) or not one.words.isdisjoint(other.words)


def _is_night(slot: Slot) -> bool:
    low, high = bounds(slot)
    return "T99" not in high and low[:10] != high[:10]


def verdict(one: Slot, other: Slot, *, ordered: bool, put_off: bool, same_outlet: bool) -> Verdict:
    """What two times of one thing come to, of which the second is told later or nobody knows."""
    ahead = one.as_of is not None and bounds(one)[0][:10] > one.as_of[:10]
    both = f"{one.says}, {other.says}"
    still_ahead = other.as_of is not None and bounds(other)[0][:10] > other.as_of[:10]
    if ordered and (put_off or (ahead and (still_ahead or same_outlet))):
        return Verdict("update", f"it lay ahead and is told later for another time: {both}")
    if same_outlet:
        return Verdict("update", f"the same outlet {'later' if ordered else 'again'}: {both}")
    return Verdict("disagreement", f"the times do not meet: {both}")


def one_grain(left: Slot, right: Slot) -> Seen | None:
    """Both are told by the day or finer, or neither is."""
    days = [low[:10] == high[:10] for low, high in (bounds(left), bounds(right))]
    return None if days[0] == days[1] else (1.0, "one is told by the day, the other is not")


def nearest(left: Slot, right: Slot) -> Seen | None:
    """The words next to the times are others: *filed on Monday*, *lifted on Thursday*."""
    one, other = (_next_to(slot) for slot in (left, right))
    if not one or not other or one & other or left.changed or right.changed:
        return None
    return 1.0, "another word stands next to the time"


def _next_to(slot: Slot) -> frozenset[str]:
    return slot.frame.close[-1].ids if slot.frame.close else frozenset()


def moved(left: Slot, right: Slot) -> Seen | None:
    return (1.0, "one says that it was moved") if left.changed or right.changed else None


def by_the_year(left: Slot, right: Slot) -> Seen | None:
    """What is told by the year is mostly long ago, and of a life or a story more than once."""
    for slot in (left, right):
        low, high = bounds(slot)
        if low[:4] == high[:4] and low[5:10] == "01-01" and high[5:10] == "12-31":
            return 1.0, "told by the year"
    return None


WEIGHTS: Final[Weights[Slot]] = Weights(
    base=-5.1,
    features=(
        *COMMON,
        Feature("another grain", -0.7, one_grain),
        Feature("by the year", -0.8, by_the_year),
        Feature("another word next to it", -0.8, nearest),
        Feature("moved", 1.5, moved),
    ),
    first=("moved", "by the year", "another grain", *FIRST),
)
