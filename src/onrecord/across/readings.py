"""What the tellings of a pile mean, count and name, in columns: to find it takes longer than what
is done with it, and each step of a large pile would find it again.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from itertools import accumulate

import numpy as np

from onrecord.across.compare.statements import Amount
from onrecord.across.meaning import Part, part_of

#: The columns of which a telling has several values or none, and those of one value each.
SEVERAL = ("parts", "whats", "speakers", "about", "events", "starts")
ONE = ("types", "polarity", "first", "last", "quoted", "own")


class Columns:
    """Readings of tellings, one behind the other. ``counts`` tells how many values of each of the
    ``SEVERAL`` a telling has. ``parts`` are numbers of ``keys``, each a language and words
    (``called`` tells of each that it is of a name), and ``whats`` (with ``lows`` and ``highs``) of
    ``named``. ``speakers`` are numbers of ``voices``, ``about`` and ``events`` of groups; ``own``
    tells that the report says it itself. ``starts`` and ``ends`` are rows of ``Matter`` between
    which its words stand. ``types`` has a bit for each type of its events; see
    ``compare.statements.Saying``."""

    def __init__(self) -> None:
        self.keys: list[str] = []
        self.named: list[str] = []
        self.voices: list[str] = []
        self.counts = {name: array("H") for name in SEVERAL}
        self.parts, self.whats, self.called = array("I"), array("I"), array("b")
        self.lows, self.highs = array("d"), array("d")
        self.speakers, self.about, self.events = array("I"), array("I"), array("I")
        self.starts, self.ends = array("I"), array("I")
        self.types, self.polarity = array("q"), array("b")
        self.quoted, self.own = array("b"), array("b")
        self.first, self.last = array("l"), array("l")

    def __len__(self) -> int:
        return len(self.types)


class Readings:
    """The readings of all tellings, by their numbers."""

    def __init__(self) -> None:
        self.columns = Columns()
        self._keys: dict[str, int] = {}
        self._named: dict[str, int] = {}
        self._voices: dict[str, int] = {}
        self._part_ends, self._amount_ends = array("q", [0]), array("q", [0])

    def take(self, more: Columns) -> None:
        """Adds readings of the tellings that follow."""
        columns = self.columns
        keys = [self._keys.setdefault(key, len(self._keys)) for key in more.keys]
        named = [self._named.setdefault(name, len(self._named)) for name in more.named]
        voices = [self._voices.setdefault(voice, len(self._voices)) for voice in more.voices]
        columns.speakers.extend([voices[n] for n in more.speakers])
        columns.parts.extend([keys[n] for n in more.parts])
        columns.whats.extend([named[n] for n in more.whats])
        for name in SEVERAL:
            columns.counts[name].extend(more.counts[name])
        for name in ("called", "lows", "highs", "ends", *SEVERAL[3:], *ONE):
            getattr(columns, name).extend(getattr(more, name))
        for ends, name in ((self._part_ends, "parts"), (self._amount_ends, "whats")):
            ends.extend(list(accumulate(more.counts[name], initial=ends[-1]))[1:])

    def close(self) -> None:
        """To be called behind the last."""
        columns = self.columns
        columns.keys, columns.named = list(self._keys), list(self._named)
        columns.voices = list(self._voices)
        self._keys, self._named, self._voices = {}, {}, {}

    def parts(self, number: int) -> tuple[Part, ...]:
        """What a telling means."""
        found = self.columns.parts[self._part_ends[number] : self._part_ends[number + 1]]
        return tuple(part_called(self.columns.keys[n]) for n in found)

    def parts_at(self, number: int) -> slice:
        """Where these stand among those of all tellings."""
        return slice(self._part_ends[number], self._part_ends[number + 1])

    def amounts_at(self, number: int) -> slice:
        return slice(self._amount_ends[number], self._amount_ends[number + 1])

    def amounts(self, number: int) -> list[Amount]:
        """What a telling counts, and how much."""
        columns, found = self.columns, self.amounts_at(number)
        whats = [columns.named[n] for n in columns.whats[found]]
        return list(zip(whats, columns.lows[found], columns.highs[found], strict=True))


def part_called(key: str) -> Part:
    """The part of a key."""
    language, _, words = key.partition(" ")
    return part_of(words, language)


def only_used(used: array[int], known: Iterable[str]) -> tuple[list[str], array[int]]:
    """Those words of many that are used, and where their numbers are used their new ones."""
    words = list(known)
    every, numbers = np.unique(np.array(used, np.int64), return_inverse=True)
    return [words[n] for n in every.tolist()], array("I", numbers.astype(np.uint32).tobytes())
