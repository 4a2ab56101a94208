"""Who went from where to where, as sentences of a report tell it.

A travel is told by one sentence: a verb of motion, one place that it begins at and one that it
leads to, each behind the preposition that the verb takes, and one person or organization before the
verb. Where two could be meant, where the verb is denied or only possible, or where a word between
the verb and its places could be its object, none is read. Words: ``knowledge.moves``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from onrecord.across.brief import Brief, Where
from onrecord.across.sentences import sentences
from onrecord.across.words import Word, words_of
from onrecord.knowledge.moves import Move, Moves, Words, moves
from onrecord.model import Span

#: Words before a verb within which a word undoes it.
STOPS: Final = 5
#: Words between a verb and its second place at most.
REACH: Final = 16
#: Words between who goes and the verb at most.
NEAR: Final = 8
_GOERS: Final = frozenset({"person", "organization"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Travel:
    """``who`` is the id of an entity, spoken of at ``named``; ``verb`` and ``sentence`` tell it;
    ``origin`` and ``goal`` are places of the brief that have a GeoNames id, ``times`` the ids of
    the dates in the sentence."""

    who: str
    named: Span
    verb: Span
    sentence: Span
    origin: Where
    goal: Where
    times: tuple[str, ...]


def travels(brief: Brief) -> tuple[Travel, ...]:
    """The travels that a report tells, in the order of the text."""
    known = moves(brief.language)
    if not known.forms or len({p.geonames_id for p in brief.places}) < 2:
        return ()
    return tuple(
        found
        for prose in brief.prose
        for sentence in sentences(brief.text, prose)
        if (found := _travel(brief, known, sentence)) is not None
    )


def _travel(brief: Brief, known: Moves, sentence: Span) -> Travel | None:
    places = [p for p in brief.places if sentence.covers(p.span)]
    if len({p.geonames_id for p in places}) < 2:
        return None
    words = words_of(brief.text, sentence.start, sentence.end)
    verbs = list(_verbs(words, known))
    for number, (first, last, meant) in enumerate(verbs):
        if any(w.folded in known.stops for w in words[max(0, first - STOPS) : first]):
            continue
        until = verbs[number + 1][0] if number + 1 < len(verbs) else len(words)
        since = verbs[number - 1][1] if number else 0
        ends = _ends(brief, known, words, (last, min(until, last + REACH)), meant, places)
        who = _who(brief, words, since, first)
        if ends is None or who is None:
            continue
        return Travel(
            who=who[0],
            named=who[1],
            verb=Span(start=words[first].start, end=words[last - 1].end),
            sentence=sentence,
            origin=ends[0],
            goal=ends[1],
            times=tuple(t.id for t in brief.times if sentence.covers(t.span)),
        )
    return None


def _verbs(words: Sequence[Word], known: Moves) -> Iterator[tuple[int, int, tuple[Move, ...]]]:
    """The verbs of motion: first word, the word behind the last, what they may tell."""
    at = 0
    while at < len(words):
        for form, meant in known.forms.get(words[at].folded, ()):
            if tuple(w.folded for w in words[at : at + len(form)]) == form:
                yield at, at + len(form), meant
                at += len(form) - 1
                break
        at += 1


def _ends(
    brief: Brief,
    known: Moves,
    words: Sequence[Word],
    reach: tuple[int, int],
    meant: Sequence[Move],
    places: Sequence[Where],
) -> tuple[Where, Where] | None:
    """The only place from which and the only one to which a verb leads, if there are both."""
    start, end = reach
    for move in meant:
        origins: dict[int, Where] = {}
        goals: dict[int, Where] = {}
        first = end
        for place in places:
            at = next((n for n in range(start, end) if words[n].start >= place.span.start), end)
            if place.geonames_id is None or at >= end or place.span.start < words[start].start:
                continue
            lead = _stripped([w.folded for w in words[start:at]], known.before)
            if _led(lead, move.origins):
                origins.setdefault(place.geonames_id, place)
            elif _led(lead, move.goals):
                goals.setdefault(place.geonames_id, place)
            else:
                continue
            first = min(first, at)
        one, other = list(origins.values()), list(goals.values())
        if len(one) == len(other) == 1 and one[0].geonames_id != other[0].geonames_id:
            return (one[0], other[0]) if _open(brief, known, words[start:first]) else None
    return None


def _stripped(lead: Sequence[str], before: Sequence[Words]) -> tuple[str, ...]:
    """The words before a place, without what belongs to its name."""
    for words in before:
        if len(words) <= len(lead) and tuple(lead[len(lead) - len(words) :]) == words:
            return tuple(lead[: len(lead) - len(words)])
    return tuple(lead)


def _led(lead: Words, wanted: Sequence[Words]) -> bool:
    """Whether one of these leads to the place; nothing does where the place is the object."""
    return any(lead[-len(w) :] == w if w else not lead for w in wanted)


def _open(brief: Brief, known: Moves, between: Sequence[Word]) -> bool:
    """Whether nothing between a verb and its first place could be what it moves."""
    prepositions = {
        p
        for forms in known.forms.values()
        for _, ms in forms
        for m in ms
        for w in (*m.origins, *m.goals)
        for p in w
    }
    return all(
        w.folded in known.between
        or w.folded in prepositions
        or any(w.folded in words for words in known.before)
        or any(t.span.start <= w.start and w.end <= t.span.end for t in brief.times)
        for w in between
    )


def _who(brief: Brief, words: Sequence[Word], since: int, verb: int) -> tuple[str, Span] | None:
    """The only person or organization that is spoken of before the verb, and near to it."""
    if verb <= since:
        return None
    stretch = Span(start=words[since].start, end=words[verb].start)
    found: list[tuple[Span, str]] = []
    for entity in brief.entities:
        if entity.kind not in _GOERS:
            continue
        for name in (*entity.names, *entity.called):
            pattern = rf"(?<!\w){re.escape(name)}(?!\w)"
            found += (
                (Span(start=stretch.start + m.start(), end=stretch.start + m.end()), entity.id)
                for m in re.finditer(pattern, stretch.of(brief.text))
            )
    # A name inside a longer one is not spoken of by itself.
    outer = [
        (span, who)
        for span, who in found
        if not any(o != who and s.covers(span) and len(s) > len(span) for s, o in found)
    ]
    if len({who for _, who in outer}) != 1:
        return None
    span, who = max(outer, key=lambda row: (row[0].end, len(row[0])))
    gap = sum(1 for w in words[since:verb] if w.start >= span.end)
    return (who, span) if gap <= NEAR else None
