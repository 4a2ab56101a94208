"""What a report says is not so, and where another tells it as if it were.

A negation is of the words behind it, or of the one before it where nothing stands behind. Who says
no to a thing tells little else, so that most of what stands around the negation must stand around
the same words of the other, without one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from onrecord.across.brief import Telling
from onrecord.across.differ.frames import Placed
from onrecord.across.differ.polarity import OPEN, SAYS_NOT, SAYS_SO, is_turned, negators
from onrecord.across.differ.slots import Sheet, Slot, holds
from onrecord.across.meaning import part_of
from onrecord.across.standing import Told
from onrecord.across.words import folded_in, without_accents
from onrecord.knowledge.differing import differing
from onrecord.knowledge.timewords import time_words
from onrecord.model import Span

#: Words behind a negation that it may be of.
FOCUS: Final = 2
#: Words before a word within which a negation is one of it.
WITHIN: Final = 6
#: Words on either side that say of what something is told.
BESIDE: Final = 16
#: Words of what a source denies, from which on it is a thing that another may tell.
DENIED: Final = 4
#: Words of what a source denies that are looked for.
MOST_DENIED: Final = 8
_NOTHING: Final[frozenset[str]] = frozenset()


def denied(sheet: Sheet) -> Iterator[Slot]:
    """What a report says is not so."""
    seen: set[int] = set()
    found = list(_negations(sheet))
    sheet.negations = [span for span, _ in found]
    for span in (span for span, apart in found if not apart):
        held = sheet.telling_at(span)
        if held is None:
            continue
        told, spans = held
        if told.within is None or told.within.stance in OPEN or is_turned(told.within):
            continue
        if told.within.certainty != "certain":
            continue
        if _asks(sheet, spans) or _supposes(sheet, span):
            continue
        focus = _focus(sheet, span)
        if focus and focus[0].start not in seen and _tells(sheet, focus[0], span.end):
            seen.add(focus[0].start)
            yield _slot(sheet, span, holds=False, focus=focus, told=told, spans=spans)
    for telling in sheet.tellings:
        twice = any(s.covers(n) for s in telling.spans for n in sheet.negations)
        if sheet.is_left_out(telling.spans[0].start):
            continue
        if is_turned(telling) and telling.stance not in OPEN and not twice:
            yield from _denied_by_source(sheet, telling)


def _tells(sheet: Sheet, placed: Placed, at: int) -> bool:
    """Whether a word that is denied tells of something that happened or is: not a number or a name,
    nor what somebody did not say or know."""
    known = differing(sheet.brief.language)
    words = folded_in(sheet.brief.text[at : placed.end])[1] if at < placed.end else []
    nothing = any(
        pattern.fullmatch(word)
        for word in (*words, placed.part.words)
        for pattern in (known.unsaid, known.no_fact)
    )
    word = placed.part.words
    counts = word[0].isdigit() or time_words(sheet.brief.language).numbers.value(word) is not None
    return not (placed.proper or counts or nothing)


def _denied_by_source(sheet: Sheet, telling: Telling) -> Iterator[Slot]:
    told = sheet.told(telling)
    words = [p for span in telling.spans for p in sheet.worded.within(span)]
    long_enough = sum(s.of(sheet.brief.text).count(" ") + 1 for s in telling.spans) >= DENIED
    unsaid = differing(sheet.brief.language).unsaid
    cue = folded_in(telling.cue)[1]
    # *would not say*, *did not know*: of what is not said nothing is denied.
    only_silent = len(cue) > 1 and any(unsaid.fullmatch(word) for word in cue)
    if told is not None and words and long_enough and not only_silent:
        at = Span(start=telling.spans[0].start, end=telling.spans[0].start)
        focus = [p for p in words if not p.proper][:MOST_DENIED]
        if not focus:
            return
        yield _slot(sheet, at, holds=False, focus=focus, told=told, spans=telling.spans)


class Wanted:
    """The words that a story denies, as ids: by each in ``others`` what else is said of it, of
    which another must tell one at least, too. ``known`` is what was asked of words, by language:
    the reports of a story have most of their words in common."""

    def __init__(self, denied: Iterable[Slot]) -> None:
        self.others = _others_of(denied)
        self.known: dict[str, dict[str, frozenset[str]]] = {}

    def beside(self, word: str, language: str) -> frozenset[str]:
        """What else is said where a word is denied; nothing where it is not."""
        ids = part_of(word, language).ids if len(word) > 2 else _NOTHING
        return _NOTHING.union(*(self.others[n] for n in ids if n in self.others))


def _others_of(denied: Iterable[Slot]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for slot in denied:
        ids = slot.frame.ids.keys()
        for topic in slot.topics:
            found.setdefault(topic, set()).update(ids - slot.topics)
        if len(slot.focus) > FOCUS:
            for topic in slot.topics:
                found[topic] |= ids
    return found


def asserted(sheet: Sheet, wanted: Wanted) -> Iterator[Slot]:
    """Where a report tells words that another one denies, with something else that is said of
    them, and does not deny them."""
    turned = [s for t in sheet.tellings if is_turned(t) for s in t.spans]
    seen: set[tuple[str, frozenset[str]]] = set()
    for placed in _told_too(sheet, wanted):
        span = Span(start=placed.start, end=placed.end)
        if any(s.overlaps(span) for s in turned) or _is_negated(sheet, placed, sheet.negations):
            continue
        held = sheet.telling_at(span)
        if held is None or _supposes(sheet, span):
            continue
        told, spans = held
        if told.within is None or told.within.stance in OPEN or _asks(sheet, spans):
            continue
        if (told.key, placed.part.ids) not in seen:
            seen.add((told.key, placed.part.ids))
            at = Span(start=placed.start, end=placed.start)
            yield _slot(sheet, at, holds=True, focus=[placed], told=told, spans=spans)


def _told_too(sheet: Sheet, wanted: Wanted) -> Iterator[Placed]:
    """The words of a report that are denied elsewhere, if what else is said there stands beside
    them."""
    language = sheet.brief.language
    starts, words = sheet.words
    known = wanted.known.setdefault(language, {})
    for number, word in enumerate(words):
        others = known.get(word)
        if others is None:
            others = known[word] = wanted.beside(word, language)
        if not others or sheet.is_left_out(starts[number]):
            continue
        beside = (*words[max(0, number - BESIDE) : number], *words[number + 1 : number + BESIDE])
        for one in beside:
            if len(one) > 2 and not others.isdisjoint(part_of(one, language).ids):
                break
        else:
            continue
        found = sheet.worded.behind(starts[number], 1)
        if found and found[0].start == starts[number] and not found[0].proper:
            yield found[0]


def _slot(
    sheet: Sheet,
    span: Span,
    *,
    holds: bool,
    focus: Sequence[Placed],
    told: Told,
    spans: Sequence[Span],
) -> Slot:
    return Slot(
        told=told,
        span=span if len(span) else Span(start=focus[0].start, end=focus[0].end),
        says=SAYS_SO if holds else SAYS_NOT,
        # What is denied is the first word: the second says more of it.
        topics=frozenset(
            n for p in (focus if len(focus) > FOCUS else focus[:1]) for n in p.part.ids
        ),
        value=holds,
        text=sheet.text(spans),
        as_of=sheet.ground.published(told),
        frame=sheet.worded.around(span, spans),
        in_title=sheet.in_title(span),
        names=sheet.named(told),
        groups=sheet.of(told, deeds=True),
        focus=tuple(p.part for p in focus),
        in_part=not holds and _is_bounded(sheet, span, spans),
    )


def _supposes(sheet: Sheet, span: Span) -> bool:
    """Whether the clause before a place begins with an *if*."""
    text = sheet.brief.text
    before = text[max(0, span.start - 80) : span.start]
    clause = re.split(_STOPS, before)[-1]
    return not differing(sheet.brief.language).supposing.isdisjoint(folded_in(clause)[1])


def _asks(sheet: Sheet, spans: Sequence[Span]) -> bool:
    return sheet.brief.text[: spans[-1].end + 2].rstrip(' "”»').endswith("?")


def _is_bounded(sheet: Sheet, span: Span, spans: Sequence[Span]) -> bool:
    """Whether the clause of a negation says of when it is."""
    text = sheet.brief.text
    within = next((s for s in spans if s.covers(span)), spans[0])
    ends = [m.start() for m in _MARKS.finditer(text, span.end, within.end)]
    starts = [m.end() for m in _MARKS.finditer(text, within.start, span.start)]
    clause = text[max(starts, default=within.start) : min(ends, default=within.end)]
    return holds(folded_in(clause)[1], differing(sheet.brief.language).in_part)


@dataclass(frozen=True, slots=True)
class _Negators:
    """How a language negates; no stretch without one of the folded ``firsts`` among its words, or
    ``joined`` in it, has the pattern."""

    pattern: re.Pattern[str]
    firsts: frozenset[str]
    joined: tuple[str, ...]

    def may_stand(self, words: Sequence[str], lower: str) -> bool:
        return not self.firsts.isdisjoint(words) or any(ends in lower for ends in self.joined)


@cache
def _negators(language: str) -> _Negators | None:
    known = negators(language)
    if known is None:
        return None
    whole, joined = known
    words = "|".join(sorted(map(re.escape, whole), key=lambda w: (-len(w), w)))
    ends = "|".join(map(re.escape, joined))
    pattern = re.compile(rf"(?<!\w)(?:{words})(?!\w)" + (rf"|(?:{ends})(?!\w)" if ends else ""))
    return _Negators(pattern, frozenset(folded_in(word)[1][0] for word in whole), joined)


def _negations(sheet: Sheet) -> Iterator[tuple[Span, bool]]:
    """Where a report says no, and whether it only sets what it tells against another thing:
    *barrels, not drones*, but *sain, rien ne fuit*."""
    negating = _negators(sheet.brief.language)
    if negating is None:
        return
    known = differing(sheet.brief.language)
    for stretch in sheet.stretches():
        lower = without_accents(stretch.of(sheet.brief.text)).lower()
        if not negating.may_stand(sheet.words_in(stretch), lower):
            continue
        for match in negating.pattern.finditer(lower):
            if known.idioms and any(lower.startswith(i, match.start()) for i in known.idioms):
                continue
            needs = match.group() in known.leaned_on
            if needs:
                before = folded_in(lower[max(0, match.start() - 40) : match.start()])[1]
                behind = folded_in(lower[match.end() : match.end() + 20])[1]
                if known.leaning.isdisjoint((*before[-3:], *behind[:1])):
                    continue
            apart = not needs and lower[: match.start()].rstrip().endswith(",")
            span = Span(start=stretch.start + match.start(), end=stretch.start + match.end())
            yield span, apart


def _focus(sheet: Sheet, span: Span) -> list[Placed]:
    """The words that a negation is of."""
    worded = sheet.worded
    behind = worded.behind(span.end, FOCUS)
    before = worded.before(span.start, 1)
    text = sheet.brief.text
    found = [p for p in behind if not _MARKS.search(text[span.end : p.start])]
    if found:
        return found
    return [p for p in before if not _MARKS.search(text[p.end : span.start])]


_MARKS = re.compile(r"[;:.!?()\"\n,«»“”]")


def _is_negated(sheet: Sheet, placed: Placed, negations: Sequence[Span]) -> bool:
    """Whether a negation, or a word that turns round, stands close before a word, or behind it."""
    text, language = sheet.brief.text, sheet.brief.language
    for span in negations:
        low, high = (
            (span.end, placed.start) if span.end <= placed.start else (placed.end, span.start)
        )
        between = text[low:high]
        if low <= high and high - low < 60 and not _STOPS.search(between):
            if span.end <= placed.start and between.count(" ") <= WITHIN:
                return True
            if span.start >= placed.end and between.count(" ") <= 2:
                return True
    words = folded_in(text[max(0, placed.start - 60) : placed.start])[1][-WITHIN:]
    words += folded_in(text[placed.end : placed.end + 60])[1][:WITHIN]
    own = folded_in(text[placed.start : placed.end])[1]
    negative = differing(language).negative
    return not negative.isdisjoint(words) and negative.isdisjoint(own)


_STOPS = re.compile(r"[;.!?\n]")
