"""Amounts of a report, each with what it counts. When two of one thing cannot both hold: see
``counted``."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from onrecord.across.countable import may_count
from onrecord.across.differ.amounts import as_of, is_age, shown
from onrecord.across.differ.slots import Sheet, Slot, ends_in, holds, says_that_it_changed
from onrecord.across.meaning import part_of
from onrecord.across.numbers import Number, numbers_in
from onrecord.across.standing import Told
from onrecord.across.words import folded_in
from onrecord.knowledge.amounts import amount_words
from onrecord.knowledge.differing import differing
from onrecord.knowledge.timewords import time_words
from onrecord.knowledge.wording import wording
from onrecord.model import Span

#: Seconds of units of time: *93 seconds* and *a minute* are of one measure.
SECONDS: Final = {"seconds": 1.0, "minutes": 60.0, "hours": 3600.0}
TIMES: Final = frozenset({*SECONDS, "days", "weeks", "months", "years"})
#: What stands for lengths of time that can be compared.
DURATION: Final = "duration"
#: Classes of people to whom something happened, who may be told as people alone.
STATES: Final = frozenset(
    {"dead", "injured", "missing", "detained", "displaced", "rescued", "hostages", "infected"}
)
PEOPLE: Final = "people"
#: Words between a number and what it counts, at most.
AHEAD: Final = 3
#: Words between two amounts that are parts of a whole.
PARTS: Final = 5
_ENDS: Final = re.compile(r"[.;:,!?()\n]")
_MARK: Final = re.compile(r"[.;:,!?\n]")
#: Grains of times that may be long ago.
_LONG: Final = frozenset({"year", "month", "day", "decade"})
#: Characters before a number within which another one is taken back for it.
CONTRAST: Final = 60

Bounds = tuple[float, float]


def _is_vague(language: str, number: Number) -> bool:
    """*Dozens*, *thousands*: nobody counted."""
    words = amount_words(language)
    said = number.words.casefold().replace("\u2019", "'")
    return words is not None and any(word in said for word in (*words.open, *words.rough))


def slots(sheet: Sheet) -> list[Slot]:
    """The amounts of a report, those of its titles first; none that it says were so before, or are
    not so."""
    brief = sheet.brief
    dates = [t.span for t in brief.times]
    found: list[Slot] = []
    for stretch in sheet.stretches():
        words = sheet.words_in(stretch)
        if words and may_count(words, brief.language):
            numbers = numbers_in(brief.text, stretch, brief.language, dates)
            found += _of_stretch(sheet, stretch, numbers)
    counted: set[str] = set()
    for at, slot in enumerate(found):
        if not slot.in_title and not slot.topics & STATES <= counted:
            found[at] = replace(slot, first=True)
            counted |= slot.topics & STATES
    return found


def _of_stretch(sheet: Sheet, stretch: Span, numbers: Sequence[Number]) -> Iterator[Slot]:
    text = sheet.brief.text
    for at, number in enumerate(numbers):
        if number.former or is_age(text, number.span):
            continue
        if _is_a_clock(sheet, number):
            continue
        if number.high == 0 and not _is_nobody(sheet, number):
            continue
        if _is_article(number) or _is_a_part(sheet, numbers, at) or _in_address(text, number.span):
            continue
        if _is_of_more(sheet, number) or _is_counted_from(sheet, number):
            continue
        if _is_taken_back(sheet, stretch, number):
            continue
        held = sheet.telling_at(number.span)
        if held is None or (number.what in STATES and _is_of_old(sheet, held[0])):
            continue
        not_so = _not_so(sheet, stretch, number)
        beside = [
            n
            for n in numbers
            if n.what == number.what and (n.low, n.high) != (number.low, number.high)
            if any(s.covers(n.span) for s in held[1])
        ]
        yield _slot(sheet, number, *held, not_so=not_so, rivals=len(beside))


def _is_nobody(sheet: Sheet, number: Number) -> bool:
    """Whether a word for none stands right before what it counts: not *no word about injured
    people*, nor the end of a number that was cut."""
    starts, words = sheet.words
    first = bisect_left(starts, number.span.end)
    language = sheet.brief.language
    counted = _words_of(language, number.what)
    near = (part_of(w, language).ids for w in words[first : first + AHEAD] if len(w) > 1)
    return not number.words[:1].isdigit() and any(not counted.isdisjoint(ids) for ids in near)


def _is_article(number: Number) -> bool:
    """*A man*: nobody counted."""
    return (
        number.high == 1
        and len(number.words) <= len("une")
        and number.words.isalpha()
        and (number.words.casefold() != "one")
    )


def _is_a_part(sheet: Sheet, numbers: Sequence[Number], at: int) -> bool:
    """Whether an amount is told with another of its kind as parts of a whole: *two women and a
    man*."""
    number, text = numbers[at], sheet.brief.text
    if number.what == PEOPLE and number.high == 1:
        return True  # of whom another is told: *three workers, one of them pregnant*
    for other in (*numbers[max(0, at - 1) : at], *numbers[at + 1 : at + 2]):
        low, high = sorted((number.span, other.span), key=lambda s: s.start)
        between = text[low.end : high.start]
        alike = other.what == number.what or {other.what, number.what} <= {*STATES, PEOPLE}
        if alike and between.count(" ") <= PARTS and not _MARK.search(between):
            return not _joining(sheet.brief.language).isdisjoint(folded_in(between)[1])
    return False


def _is_of_more(sheet: Sheet, number: Number) -> bool:
    """Whether an amount is told as a part of another, or as more of it: *dont onze enfants*,
    *eleven of the wounded*, *another two bodies*."""
    known = differing(sheet.brief.language)
    starts, words = sheet.words
    first, behind = (bisect_left(starts, at) for at in (number.span.start, number.span.end))
    near = f"{' '.join(words[behind : behind + AHEAD])} "
    before = words[max(0, first - AHEAD) : first]
    behind_it = any(near.startswith(f"{words} ") for words in known.part_behind)
    return behind_it or ends_in(before, known.part_before)


def _is_counted_from(sheet: Sheet, number: Number) -> bool:
    """Whether a length of time is how long after something it is: *33 hours after the flood*."""
    starts, words = sheet.words
    at = bisect_left(starts, number.span.end)
    behind = words[at : at + 2]
    if number.what not in TIMES or not behind:
        return False
    return not differing(sheet.brief.language).counted_from.isdisjoint(behind)


@cache
def _joining(language: str) -> frozenset[str]:
    words = amount_words(language)
    return frozenset() if words is None else words.stops & words.range_joins


def _in_address(text: str, span: Span) -> bool:
    """Whether a number stands in the address of a page, or is the minutes of an hour."""
    beside = text[max(0, span.start - 2) : span.start] + text[span.end : span.end + 2]
    return "/" in beside or "_" in beside or text[max(0, span.start - 1) : span.start] == ":"


def _is_of_old(sheet: Sheet, told: Told) -> bool:
    """Whether a telling is of a year before."""
    published = sheet.ground.pile.published(told.report)[0]
    if told.within is None or published is None:
        return False
    return any(
        t.id in told.within.times and t.latest[:4] < published[:4] and t.grain in _LONG
        for t in sheet.brief.times
    )


def _slot(
    sheet: Sheet,
    number: Number,
    told: Told,
    spans: tuple[Span, ...],
    *,
    not_so: float | None,
    rivals: int,
) -> Slot:
    language = sheet.brief.language
    noun = _noun(sheet, number)
    unit = DURATION if number.what in SECONDS else number.what
    factor = SECONDS.get(number.what, 1.0)
    is_class = number.what in _classes(language)
    own = _words_of(language, number.what) | (frozenset() if is_class else noun)
    topics = {unit} if is_class or not noun else set(noun)
    if number.what in STATES:
        topics.add(PEOPLE)
    return Slot(
        told=told,
        span=number.span,
        says=f"{shown(number)} {number.what}",
        topics=frozenset(topics),
        value=(number.low * factor, number.high * factor),
        text=sheet.text(spans),
        as_of=as_of(sheet.ground, told),
        frame=sheet.worded.around(number.span, spans, own),
        noun=noun if number.what == PEOPLE else frozenset(),
        not_so=None if not_so is None else (not_so, not_so),
        rivals=rivals,
        vague=_is_vague(language, number),
        changed=says_that_it_changed(sheet.ground, told),
        away=_is_away(sheet, number),
        in_title=sheet.in_title(number.span),
        names=sheet.named(told),
        groups=sheet.of(told),
    )


def _noun(sheet: Sheet, number: Number) -> frozenset[str]:
    """The ids of the first word behind a number that means something."""
    text, language = sheet.brief.text, sheet.brief.language
    starts, words = sheet.words
    first = bisect_left(starts, number.span.end)
    function = wording(language).function
    for at in range(first, min(first + AHEAD, len(words))):
        if _ENDS.search(text, number.span.end, starts[at]):
            return frozenset()
        if words[at] not in function and len(words[at]) > 1:
            part = part_of(words[at], language)
            generic = part.weight <= 0 or not _words_of(language, "").isdisjoint(part.ids)
            return frozenset() if generic else part.ids
    return frozenset()


@cache
def _classes(language: str) -> frozenset[str]:
    words = amount_words(language)
    return frozenset() if words is None else frozenset((*words.counted.values(), PEOPLE, "metres"))


@cache
def _words_of(language: str, what: str) -> frozenset[str]:
    """The ids of words that name a class; of ``people``, and with no class, of those that name
    anybody."""
    words = amount_words(language)
    if words is None:
        return frozenset()
    named = [w for w, name in words.counted.items() if name == what]
    if what in {"", PEOPLE, *STATES}:
        named += differing(language).anybody
    ids: set[str] = set()
    for word in named:
        for one in folded_in(word)[1]:
            if len(one) > 1:
                ids |= {n for n in part_of(one, language).ids if n.startswith(f"{language}:")}
    return frozenset(ids)


@cache
def _parts_of_days(language: str) -> frozenset[str]:
    """Folded words for parts of the day."""
    words = (folded_in(name)[1] for name in time_words(language).values.get("daypart", {}))
    return frozenset(told[0] for told in words if len(told) == 1)


def _is_a_clock(sheet: Sheet, number: Number) -> bool:
    """Whether hours are those of a clock, in words: *à onze heures du soir*."""
    if number.what != "hours":
        return False
    behind = _MARK.split(sheet.brief.text[number.span.end : number.span.end + CONTRAST])[0]
    near = folded_in(behind)[1][: AHEAD + 1]
    return not _parts_of_days(sheet.brief.language).isdisjoint(near)


def _is_away(sheet: Sheet, number: Number) -> bool:
    """Whether a length is how far something is from a place: *12 km north of Mirza*."""
    if number.what != "metres":
        return False
    behind = sheet.brief.text[number.span.end : number.span.end + CONTRAST]
    return holds(folded_in(behind)[1][: 2 * AHEAD], differing(sheet.brief.language).near)


def _not_so(sheet: Sheet, stretch: Span, number: Number) -> float | None:
    """The number that is taken back for one: 5 of *six, and not five*."""
    language = sheet.brief.language
    end = min(stretch.end, number.span.end + CONTRAST)
    behind = re.split(r"[.;!?]", sheet.brief.text[number.span.end : end])[0]
    words = folded_in(behind)[1]
    values = time_words(language).numbers
    for phrase in differing(language).not_but:
        told = phrase.split()
        for at in range(len(words) - len(told)):
            if words[at : at + len(told)] == told:
                value = values.value(words[at + len(told)])
                if isinstance(value, int | float):
                    return float(value)
    return None


def _is_taken_back(sheet: Sheet, stretch: Span, number: Number) -> bool:
    """Whether a number is said not to be so: *six, and not five*."""
    before = sheet.brief.text[max(stretch.start, number.span.start - CONTRAST) : number.span.start]
    return ends_in(folded_in(before)[1], differing(sheet.brief.language).not_but)
