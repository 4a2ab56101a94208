"""What the page Search shows: hits with the words around them, and what they can be narrowed to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from onrecord.casebook import CERTAINTIES, KINDS, MOST_COUNTED, Facet, Feature, Hit, Value, Wanted
from onrecord.casebook import Within as Within
from onrecord.desk.room import Look
from onrecord.model import Judgement, Span, key_of

__all__ = [
    "CERTAINTIES",
    "KINDS",
    "MOST_COUNTED",
    "Facet",
    "Feature",
    "Found",
    "Piece",
    "Searched",
    "Snippet",
    "Value",
    "Wanted",
    "Within",
    "searched",
]

#: Characters around a hit that are shown on either side, and of words without one.
AROUND: Final = 110
OPENING: Final = 280
#: Stretches of one hit that are shown.
MOST_SNIPPETS: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words of a stretch, and whether they are what was searched for."""

    words: str
    hit: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """A stretch around hits: its pieces, the characters of the report's text of its first hit (None
    where it holds none), and whether words stand before or behind it."""

    pieces: tuple[Piece, ...]
    at: Span | None
    before: bool
    behind: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One hit: a report, or a statement (``item_id``) with its source and cue. ``rejected`` is
    the judgement by which it is none, ``corrected`` the one that says who said it instead."""

    report_id: str
    item_id: str | None
    language: str
    outlet: str | None
    title: str | None
    published: str | None
    source: str
    cue: str
    snippets: tuple[Snippet, ...]
    rejected: Judgement | None
    corrected: Judgement | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """A page of hits; see ``casebook.Hits`` for the rest."""

    query: str
    ranked: bool
    more: bool
    count: int
    all_seen: bool
    facets: tuple[Facet, ...]
    hits: tuple[Found, ...]


def searched(look: Look, wanted: Wanted) -> Searched:
    """What is found, with judgements in force about it."""
    hits = look.casebook.search(wanted)
    return Searched(
        query=hits.query,
        ranked=hits.ranked,
        more=hits.more,
        count=hits.count,
        all_seen=hits.all_seen,
        facets=hits.facets,
        hits=tuple(_found(look, hit) for hit in hits.hits),
    )


def _found(look: Look, hit: Hit) -> Found:
    rejected = corrected = None
    if hit.item_id is not None:
        rejected = look.judged.rejected.get(key_of(hit.report_id, hit.item_id))
        said = look.corrections.about(hit.report_id).get(hit.item_id)
        corrected = said if said is not None and said.verdict == "source" else None
    return Found(
        report_id=hit.report_id,
        item_id=hit.item_id,
        language=hit.language,
        outlet=hit.outlet,
        title=hit.title,
        published=hit.published,
        source=hit.source,
        cue=hit.cue,
        snippets=tuple(_snippets(hit)),
        rejected=rejected,
        corrected=corrected,
    )


def _snippets(hit: Hit) -> Iterator[Snippet]:
    """The first stretches with hits, each hit in one of them; the beginning where there is none."""
    words = hit.words
    if not hit.passages:
        end = _up_to_a_space(words, min(len(words), OPENING))
        piece = Piece(words=words[:end], hit=False)
        yield Snippet(pieces=(piece,), at=None, before=False, behind=end < len(words))
        return
    for group in _near(hit.passages)[:MOST_SNIPPETS]:
        start = _from_a_space(words, max(0, group[0].start - AROUND))
        end = _up_to_a_space(words, min(len(words), group[-1].end + AROUND))
        yield Snippet(
            pieces=tuple(_pieces(words, start, end, group)),
            at=hit.located(group[0]),
            before=start > 0,
            behind=end < len(words),
        )


def _near(passages: Sequence[Span]) -> list[list[Span]]:
    """Passages whose surroundings meet, together."""
    groups: list[list[Span]] = []
    for passage in passages:
        if groups and passage.start - groups[-1][-1].end <= 2 * AROUND:
            groups[-1].append(passage)
        else:
            groups.append([passage])
    return groups


def _pieces(words: str, start: int, end: int, passages: Sequence[Span]) -> Iterator[Piece]:
    at = start
    for passage in passages:
        if passage.start > at:
            yield Piece(words=words[at : passage.start], hit=False)
        yield Piece(words=passage.of(words), hit=True)
        at = passage.end
    if end > at:
        yield Piece(words=words[at:end], hit=False)


def _from_a_space(words: str, start: int) -> int:
    """Where the next word begins, unless it is far."""
    if start == 0:
        return 0
    space = words.find(" ", start, start + AROUND // 4)
    return start if space < 0 else space + 1


def _up_to_a_space(words: str, end: int) -> int:
    if end >= len(words):
        return len(words)
    space = words.rfind(" ", end - AROUND // 4, end)
    return end if space < 0 else space
