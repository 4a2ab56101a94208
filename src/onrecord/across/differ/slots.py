"""What a report tells that another may tell otherwise: an amount, a time, a place, each with what
stands around it.

Tellings that do not agree need not be of one statement: another number makes another statement. So
each amount, time and place is held against those of the other reports of its story, by what it is
of: what is counted, the deed that is dated, the words around.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from onrecord.across.brief import Brief, Telling
from onrecord.across.differ.claims import Ground
from onrecord.across.differ.frames import Frame, Worded
from onrecord.across.meaning import Part
from onrecord.across.standing import Told
from onrecord.across.words import folded_in
from onrecord.knowledge.differing import differing
from onrecord.model import Span
from onrecord.model.case import key_of

#: Words of a telling from which on it says what something in it is of.
TELLS: Final = 4
#: Characters of a paragraph from which on another that has it has copied it.
PARAGRAPH: Final = 40
#: What parts sentences.
_STOPS: Final = re.compile(r"[.!?\n](?=\s|$)")
#: Characters of a telling up to which its words are of one matter.
LONGEST: Final = 400


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Slot:
    """``span`` are the words, ``value`` what they come to: see each kind; ``text`` are the words of
    the telling. ``topics`` say what it is of; only slots that share one are compared. ``noun`` are
    the ids of what is counted, ``words`` the folded words that may be the same though they were
    read as something else, ``not_so`` the value that it is said not to be (*six, and not five*),
    ``rivals`` how many others of its topic stand beside it, ``vague`` tells that nobody counted,
    ``changed`` that it is told as a change, ``away`` that it is how far something is from a place.
    ``focus`` are the words that a negation is of, ``in_part`` tells that it is of some time only.
    ``first`` tells that it is the first of its topic in its report, ``in_title`` that it stands
    where words are cut short. ``names`` are those who are named with it and ``doers`` those who do
    it, as entities across reports; ``groups`` the numbers of the groups that its telling, and its
    deed, are in."""

    told: Told
    span: Span
    says: str
    topics: frozenset[str]
    value: Hashable
    text: str
    as_of: str | None
    frame: Frame
    noun: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    not_so: Hashable = None
    rivals: int = 0
    focus: tuple[Part, ...] = ()
    in_part: bool = False
    vague: bool = False
    changed: bool = False
    away: bool = False
    first: bool = False
    in_title: bool = False
    names: frozenset[str] = frozenset()
    doers: frozenset[str] = frozenset()
    groups: frozenset[int] = frozenset()


def says_that_it_changed(ground: Ground, told: Told) -> bool:
    """Whether a telling has words for a later state."""
    return has(ground, told, differing(ground.brief(told).language).changed)


def has(ground: Ground, told: Told, phrases: Iterable[str]) -> bool:
    """Whether a telling has one of these folded words or phrases."""
    return holds(ground.words(told), phrases)


def holds(words: Iterable[str], phrases: Iterable[str]) -> bool:
    """Whether one of these words or phrases stands among words; all are folded."""
    said = f" {' '.join(words)} "
    return any(f" {phrase} " in said for phrase in phrases)


def ends_in(words: Iterable[str], phrases: Iterable[str]) -> bool:
    """Whether words end in one of these words or phrases; all are folded."""
    said = f" {' '.join(words)}"
    return any(said.endswith(f" {phrase}") for phrase in phrases)


class Sheet:
    """A report of a story as it is read for slots; ``groups`` are those of the story by the keys of
    their members."""

    def __init__(
        self, ground: Ground, brief: Brief, worded: Worded, groups: Mapping[str, set[int]]
    ) -> None:
        self.ground, self.brief, self.worded, self.groups = ground, brief, worded, groups
        #: Where it negates; found when what it denies is.
        self.negations: list[Span] = []
        self._left_out: set[int] = set()
        self._in: dict[int, list[Telling]] = {}
        #: What it tells, but for what people took out.
        self.tellings = tuple(ground.pile.told_in(brief))
        for telling in self.tellings:
            start, end = telling.sentence.start, telling.sentence.end
            for span in telling.spans:
                start, end = min(start, span.start), max(end, span.end)
            first, last = worded.stretch_at(start), worded.stretch_at(end - 1)
            for number in range(first, last + 1):
                self._in.setdefault(number, []).append(telling)

    @cached_property
    def words(self) -> tuple[list[int], list[str]]:
        """Where the words of the report start, and the words folded."""
        return self.ground.pile.standing(self.brief.report_id).folded

    def words_in(self, span: Span) -> list[str]:
        starts, words = self.words
        return words[bisect_left(starts, span.start) : bisect_left(starts, span.end)]

    def text(self, spans: Sequence[Span]) -> str:
        return " ".join(span.of(self.brief.text) for span in spans)

    def told(self, telling: Telling) -> Told | None:
        return self.ground.pile.standing(self.brief.report_id).told(telling.id)

    def telling_at(self, span: Span) -> tuple[Told, tuple[Span, ...]] | None:
        """The telling that a stretch stands in, and the spans of the words that say what it is of:
        the innermost telling of some words, and the outermost that is not long."""
        near = self._in.get(self.worded.stretch_at(span.start), ())
        found = [t for t in near if any(s.covers(span) for s in t.spans)]
        if not found:  # words that nobody read as told: of the sentence that another stands in
            beside = [t for t in near if t.sentence.covers(span)]
            told = self.told(min(beside, key=lambda t: t.id)) if beside else None
            return None if told is None or told.within is None else (told, (told.within.sentence,))
        found.sort(key=lambda t: (sum(map(len, t.spans)), t.id))
        long_enough = [
            t for t in found if sum(s.of(self.brief.text).count(" ") for s in t.spans) + 1 >= TELLS
        ]
        inner = (long_enough or found)[0]
        short = [t for t in found if sum(map(len, t.spans)) <= LONGEST]
        told = self.told(inner)
        return None if told is None else (told, (short or [inner])[-1].spans)

    def is_grouped(self, stretch: Span) -> bool:
        """Whether a telling or an event of a paragraph is in a group of the story."""
        report = self.brief.report_id
        return any(
            key_of(report, item) in self.groups
            for t in self._in.get(self.worded.stretch_at(stretch.start), ())
            for item in (t.id, *t.deeds)
        )

    def in_title(self, span: Span) -> bool:
        return any(s.overlaps(span) for s in self.brief.titles)

    def of(self, told: Told, *, deeds: bool = False) -> frozenset[int]:
        """The groups of a telling, and of the deeds in it."""
        items = told.within.deeds if deeds and told.within is not None else ()
        keys = (told.key, *(key_of(told.report, d) for d in items))
        return frozenset(n for key in keys for n in self.groups.get(key, ()))

    def named(self, told: Told) -> frozenset[str]:
        """Who is named in a telling, as entities across reports."""
        if told.within is None:
            return frozenset()
        return frozenset(self.ground.entity(told, i) for i in told.within.names)

    def doers(self, told: Told, item: str) -> frozenset[str]:
        """Who does what a time or place, by its id, is of, and to whom it is done, as entities
        across reports."""
        return frozenset(
            self.ground.entity(told, p.entity_id)
            for deed in self.brief.deeds
            if item in deed.times or item in deed.places
            for p in (*deed.actors, *deed.recipients)
            if p.entity_id is not None
        )

    def leave_out(self, told: set[str]) -> None:
        """Leaves out the paragraphs that an earlier report of the story has word for word, and adds
        the others to those: who copies a paragraph tells nothing else in it."""
        for number, stretch in enumerate(self.worded.stretches):
            words = stretch.of(self.brief.text)
            if words in told and len(words) >= PARAGRAPH:
                self._left_out.add(number)
            told.add(words)

    def is_left_out(self, at: int) -> bool:
        return bool(self._left_out) and self.worded.stretch_at(at) in self._left_out

    def stretches(self) -> Iterator[Span]:
        """The titles and paragraphs that are read, in their order but titles first."""
        for stretch in (*self.brief.titles, *self.brief.prose):
            if not self.is_left_out(stretch.start):
                yield stretch


def set_against(brief: Brief, one: Span, other: Span) -> bool:
    """Whether words between two stretches of a sentence set them against each other: *61, while the
    company counts 23*."""
    low, high = sorted((one, other), key=lambda s: s.start)
    between = brief.text[low.end : high.start]
    against = differing(brief.language).against
    return not _STOPS.search(between) and any(map(against.fullmatch, folded_in(between)[1]))


class Sheets:
    """The words of reports, kept at hand while their story is compared."""

    def __init__(self, ground: Ground, kept: int = 512) -> None:
        self.ground = ground
        self._worded = lru_cache(maxsize=kept)(self._read)

    def of(self, report: str, groups: dict[str, set[int]]) -> Sheet:
        return Sheet(self.ground, self.ground.pile.briefs[report], self._worded(report), groups)

    def _read(self, report: str) -> Worded:
        return Worded(self.ground.pile.briefs[report])


class Beside:
    """What stands beside each of some slots in its telling."""

    def __init__(self, slots: Iterable[Slot]) -> None:
        self._told: dict[tuple[str, str], list[Slot]] = {}
        for slot in slots:
            self._told.setdefault((slot.told.report, slot.text), []).append(slot)

    def tell(self, one: Slot, other: Slot, compatible: Callable[[Slot, Slot], bool]) -> bool:
        """Whether the telling of either gives what the other does, as well: who tells that *the
        manager was held on Wednesday and the owner on Friday* does not differ from *Friday*."""
        return self._tells(one, other, compatible) or self._tells(other, one, compatible)

    def _tells(self, one: Slot, other: Slot, compatible: Callable[[Slot, Slot], bool]) -> bool:
        return any(
            slot is not one
            and slot.topics >= one.topics & other.topics
            and compatible(slot, other)
            and not compatible(slot, one)
            for slot in self._told[one.told.report, one.text]
        )
