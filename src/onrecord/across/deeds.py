"""The events of a pile as they are compared, in columns: read once, and made again from there."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, get_args

import numpy as np

from onrecord.across.brief import Deed
from onrecord.across.compare.events import ALIKE_LETTERS
from onrecord.across.doings import Doings
from onrecord.across.inbrief import NO_DAYS
from onrecord.across.matter import Matter
from onrecord.across.ragged import Floats, Ints, Ragged, distinct_in
from onrecord.across.readings import only_used
from onrecord.model.event import EventType

#: The types of events by their numbers; no type is the first.
TYPES: Final = ("", *get_args(EventType))
#: The columns of which an event has several values or none: numbers of words, of whom is named,
#: of places.
WORDS = ("trigger", "beside", "numbers")
WHO = ("actors", "recipients", "names")
SEVERAL = (*WORDS, *WHO, "places")
ONE = ("type", "mode", "first", "last", "start", "end")


class Columns:
    """Events one behind the other. ``counts`` tells how many values of each of the ``SEVERAL`` an
    event has; those of ``WHO`` and the mode are numbers of ``called``."""

    def __init__(self) -> None:
        self.called: list[str] = []
        self.counts = {name: array("H") for name in SEVERAL}
        self.several = {name: array("q" if name == "places" else "I") for name in SEVERAL}
        self.one = {name: array("l") for name in ONE}

    def take(self, more: Columns, known: dict[str, int]) -> None:
        """Adds events that follow; ``known`` numbers what they are called."""
        numbers = [known.setdefault(name, len(known)) for name in more.called]
        for name in SEVERAL:
            values = more.several[name]
            self.several[name].extend([numbers[n] for n in values] if name in WHO else values)
            self.counts[name].extend(more.counts[name])
        for name in ONE:
            values = more.one[name]
            self.one[name].extend([numbers[n] for n in values] if name == "mode" else values)


class DeedReader:
    """Reads events into columns."""

    def __init__(self) -> None:
        self._columns = Columns()
        # No mode is the first.
        self._known: dict[str, int] = {"": 0}

    def read(self, doings: Doings, deeds: Sequence[Deed]) -> None:
        """Adds the events of a report."""
        columns, known = self._columns, self._known
        for deed in deeds:
            doing = doings.of(deed)
            for name in SEVERAL:
                values = getattr(doing, name)
                columns.counts[name].append(len(values))
                if name in WHO:
                    values = [known.setdefault(one, len(known)) for one in values]
                columns.several[name].extend(values)
            first, last = doing.days or NO_DAYS
            mode = known.setdefault(doing.mode or "", len(known))
            row = (TYPES.index(doing.type), mode, first, last)
            for name, value in zip(ONE, (*row, deed.trigger.start, deed.trigger.end), strict=True):
                columns.one[name].append(value)

    def taken(self) -> Columns:
        """What was read since this was asked for."""
        columns, self._columns = self._columns, Columns()
        used = array("I", [0])
        parts = [columns.one["mode"], *(columns.several[name] for name in WHO)]
        for part in parts:
            used.extend(part.tolist())
        columns.called, numbers = only_used(used, self._known)
        at = 1
        for name, part in zip(("mode", *WHO), parts, strict=True):
            held = numbers[at : at + len(part)]
            at += len(part)
            if name == "mode":
                columns.one[name] = array("l", held)
            else:
                columns.several[name] = held
        return columns


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Events by rows: what ``compare.events.Doing`` holds of each. ``beginnings`` are numbers of
    how long words of a trigger begin; ``rarity`` and ``square`` are those of words, ``published``
    the first and last day of each report."""

    report: Ints
    language: Ints
    type: Ints
    mode: Ints
    trigger: Ragged
    bridged: Ragged
    beginnings: Ragged
    beside: Ragged
    beside_bridged: Ragged
    numbers: Ragged
    actors: Ragged
    recipients: Ragged
    names: Ragged
    places: Ragged
    first: Ints
    last: Ints
    published: tuple[Ints, Ints]
    rarity: Floats
    square: Floats


def told(
    columns: Columns,
    report: Ints,
    languages: Sequence[str],
    published: Sequence[tuple[int, int] | None],
    matter: Matter,
) -> Told:
    """Events by rows. ``report`` are those that they are of; of all reports ``languages``, and the
    days on which they were ``published``."""
    held = {
        name: Ragged.of(columns.counts[name], np.array(columns.several[name], np.int64))
        for name in SEVERAL
    }
    trigger, beside, bridges = held["trigger"], held["beside"], matter.bridges()
    ranks = {language: rank for rank, language in enumerate(sorted(set(languages)))}
    language = np.array([ranks[one] for one in languages], np.int64)
    days = np.array([one or NO_DAYS for one in published], np.int64).reshape(-1, 2)
    one = {name: np.array(columns.one[name], np.int64) for name in ONE}
    begins = _beginnings(trigger, matter)
    return Told(
        report=report,
        language=language[report],
        type=one["type"],
        mode=one["mode"],
        trigger=trigger,
        bridged=distinct_in(trigger.owners(), bridges[trigger.values], len(trigger)),
        beginnings=distinct_in(trigger.owners()[begins >= 0], begins[begins >= 0], len(trigger)),
        beside=beside,
        beside_bridged=distinct_in(beside.owners(), bridges[beside.values], len(beside)),
        numbers=held["numbers"],
        actors=held["actors"],
        recipients=held["recipients"],
        names=held["names"],
        places=held["places"],
        first=one["first"],
        last=one["last"],
        published=(days[:, 0], days[:, 1]),
        rarity=np.array(matter.rarity),
        square=np.array(matter.square),
    )


def _beginnings(trigger: Ragged, matter: Matter) -> Ints:
    """How each word of the triggers begins, by number; below 0 for a short word."""
    every, where = np.unique(trigger.values, return_inverse=True)
    known: dict[str, int] = {}
    begins = []
    for word in every.tolist():
        text = matter.text(word)
        start = text[:ALIKE_LETTERS]
        long = len(start) == ALIKE_LETTERS
        begins.append(known.setdefault(start, len(known)) if long else -1)
    found: Ints = np.array(begins, np.int64)[where]
    return found
