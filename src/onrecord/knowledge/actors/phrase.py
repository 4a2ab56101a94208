"""A phrase that names who acts, taken apart: its names, its parts, and what each tells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.knowledge.bodies import Body
from onrecord.knowledge.sectors import Found, Sectors, Word, found_in

Kind = Literal["country", "people", "partly", "capital", "city", "part", "body", "person", "nobody"]
SegmentKind = Literal["head", "owner", "place", "other"]
#: What a name and words tell of the sector, from least to most.
_RANKS = {"words": 4, "leads": 2, "weak": 1, "last": 0}
WORDS, NAME = 4, 3
#: Names that may stand within an entry: *l'armée malienne de l'air*.
_THROUGH = frozenset({"country", "people"})
_MARKS: tuple[SegmentKind, ...] = ("owner", "place", "other")


@dataclass(frozen=True, slots=True)
class Segment:
    """``end`` is behind its last word."""

    kind: SegmentKind
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """``code`` is PLOVER's country or group, ``sector`` what the name itself tells; ``entry`` is
    what the base calls it."""

    start: int
    end: int
    kind: Kind
    code: str = ""
    sector: str = ""
    second: str = ""
    entry: str = ""
    body: Body | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What one name or word tells of the sector; ``rank``: words 4, names 3, leads 2, weak 1,
    last 0."""

    rank: int
    sector: str
    second: str
    start: int
    what: str
    segment: int
    kin: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    words: Sequence[Word]
    names: Sequence[Name]
    segments: Sequence[Segment]
    told: Sequence[Told]
    known: Sectors

    def of(self, *kinds: str) -> list[int]:
        return [n for n, segment in enumerate(self.segments) if segment.kind in kinds]

    def is_former(self, segment: int) -> bool:
        part = self.segments[segment]
        return any(self.known.is_mark(w, "former") for w in self.words[part.start : part.end])


def phrase_of(words: Sequence[Word], names: Sequence[Name], known: Sectors) -> Phrase:
    """A phrase by its words and the names in it, which are given."""
    through = {n for m in names if m.kind in _THROUGH for n in range(m.start, m.end)}
    apart = {n for m in names if m.kind not in _THROUGH for n in range(m.start, m.end)}
    apart |= {n for n, word in enumerate(words) if word.owns}
    found = found_in(words, known, apart, through)
    segments = _segments(words, names, found, known)
    told = [*_told_by_names(names, segments), *_told_by_words(words, found, segments, known)]
    return Phrase(words, names, segments, sorted(told, key=lambda t: t.start), known)


def _segments(
    words: Sequence[Word], names: Sequence[Name], found: Sequence[Found], known: Sectors
) -> list[Segment]:
    """The parts of a phrase in order, the head first, up to the word from which on it tells nothing
    of who it is. What hangs on a part of others is of others too (*envoy to the king of X*).
    Prepositions within names and entries part nothing, nor do those before the first word that
    tells something."""
    inside = {n for m in names for n in range(m.start, m.end)}
    inside |= {n for f in found for n in range(f.start, f.end)}
    segments: list[Segment] = []
    kind: SegmentKind = "head"
    start, told = 0, False
    for at, word in enumerate(words):
        told = told or at in inside or not known.is_mark(word, "plain", *_MARKS)
        if at in inside or not told:
            continue
        if known.is_mark(word, "stop"):
            return [*segments, Segment(kind, start, at)]
        mark = next((m for m in _MARKS if known.is_mark(word, m)), None)
        if mark is None and "," in word.before:
            mark = "owner"
        if mark is not None:
            segments.append(Segment(kind, start, at))
            kind = "other" if kind == "other" else mark
            start = at
    return [*segments, Segment(kind, start, len(words))]


def _told_by_names(names: Iterable[Name], segments: Sequence[Segment]) -> list[Told]:
    told = []
    for name in names:
        at = segment_at(segments, name.start)
        if at is not None and name.kind in {"body", "person", "partly"} and name.sector:
            rank = 0 if name.kind == "partly" else NAME
            told.append(Told(rank, name.sector, name.second, name.start, name.entry, at))
    return told


def _told_by_words(
    words: Sequence[Word], found: Iterable[Found], segments: Sequence[Segment], known: Sectors
) -> list[Told]:
    told = []
    for entry in found:
        at = segment_at(segments, entry.start)
        if at is not None:
            rank = _RANKS[entry.entry.level]
            kin = " ".join(entry.entry.words) in known.marks["kin"]
            what = text_of(words, entry.start, entry.end)
            told.append(
                Told(rank, entry.entry.sector, entry.entry.second, entry.start, what, at, kin)
            )
    return told


def segment_at(segments: Sequence[Segment], at: int) -> int | None:
    """The number of the part that a word stands in; None behind the last."""
    return next((n for n, s in enumerate(segments) if s.start <= at < max(s.end, 1)), None)


def text_of(words: Sequence[Word], start: int, end: int) -> str:
    """Some words as they are written."""
    return words[start].text + "".join(w.before + w.text for w in words[start + 1 : end])
