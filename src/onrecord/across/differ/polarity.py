"""That it is so, and that it is not: a statement and its denial, an event and that it was none."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from functools import cache
from itertools import pairwise
from typing import Final

from onrecord.across.brief import Telling
from onrecord.across.differ.claims import Claim, Ground, Kind, Verdict, alike, is_later
from onrecord.across.standing import Told
from onrecord.across.words import fold
from onrecord.errors import KnowledgeError
from onrecord.knowledge.amounts import amount_words
from onrecord.knowledge.lexicon import lexicon
from onrecord.language.charmap import plain_characters
from onrecord.model import Span, hull
from onrecord.model.statement import is_withheld

#: Words of a first clause at most, in which a negation is taken for one of the whole.
CLAUSE: Final = 16
#: Words that matter of which two tellings have so many in common where one happens to negate.
SHARED: Final = 3
SAYS_SO, SAYS_NOT = "that it is so", "that it is not so"
#: Stances that say nothing of whether it is so.
OPEN: Final = frozenset({"asks", "demands", "promises", "threatens", "hints"})


def _claims_loosely(ground: Ground, told: Told) -> Iterator[Claim]:
    """What may be so is told as if it were."""
    if told.deed is None:
        yield from _claiming(ground, told, _statement(ground, told))


def _holds(ground: Ground, told: Told) -> Iterator[tuple[str, Hashable]]:
    so = _statement(ground, told) if told.deed is None else None
    if so is not None:
        yield "statement", so


def _claiming(ground: Ground, told: Told, holds: bool | None) -> Iterator[Claim]:
    if holds is not None:
        yield Claim(
            told=told,
            span=hull(told.spans),
            says=SAYS_SO if holds else SAYS_NOT,
            topic="event" if told.deed is not None else "statement",
            value=holds,
            as_of=ground.published(told),
        )


def _statement(ground: Ground, told: Told) -> bool | None:
    said = told.within
    if said is None or said.stance in OPEN or is_withheld(said.stance, said.polarity):
        return None
    negated = _is_negated(ground, told)
    return None if negated is None else _is_denied(told) == negated


def _is_denied(told: Told) -> bool:
    return told.within is not None and is_turned(told.within)


def is_turned(telling: Telling) -> bool:
    """Whether its source says no to what is told in its words, which it does not where it only does
    not say it."""
    return telling.polarity == "negative" and not is_withheld(telling.stance, telling.polarity)


@cache
def negators(language: str) -> tuple[frozenset[str], tuple[str, ...]] | None:
    """The words that negate by themselves, and those that are joined to another (*n't*); None of a
    language that is not known."""
    try:
        negators = lexicon(language).negators
    except KnowledgeError:
        return None
    # What is also written with an apostrophe (*n'*) negates with another word only.
    leaning = {n for n in negators if f"{n[:-1]}'" in negators}
    whole = frozenset(fold(n) for n in negators - leaning if "'" not in n)
    return whole, tuple(sorted(n for n in negators if "'" in n[:-1]))


def _is_negated(ground: Ground, told: Told) -> bool | None:
    """Whether the first clause of what is told is negated; None where its language is not known.
    A negation further on is one of something else."""
    brief = ground.brief(told)
    known = negators(brief.language)
    if known is None:
        return None
    whole, joined = known
    span = told.spans[0]
    ends = [brief.text.find(mark, span.start, span.end) for mark in ",;:"]
    end = min((at for at in ends if at >= 0), default=span.end)
    clause = Span(start=span.start, end=end)
    words = ground.pile.standing(told.report).words((clause,))[:CLAUSE]
    if not whole.isdisjoint(words):
        # *780, and not 870* sets right, and what comes behind *and* is another matter.
        counting = amount_words(brief.language)
        joins = frozenset() if counting is None else counting.stops
        alone = {w for before, w in pairwise(["", *words]) if before not in joins}
        if not whole.isdisjoint(alone):
            return True
    if not joined:
        return False
    said = plain_characters(clause.of(brief.text))
    return any(n in said for n in joined)


def _differ(ground: Ground, one: Claim, other: Claim) -> Verdict | None:
    if one.value == other.value:
        return None
    denied = _is_denied(one.told) != _is_denied(other.told)
    if one.topic == "statement" and not _of_one_matter(ground, one.told, other.told, denied):
        return None  # two wordings, of which one happens to hold a negation
    deny = one if one.value is False else other
    because = f"{source_of(ground, deny.told)} says {deny.says}"
    if ground.speakers(one.told).same(ground.speakers(other.told)) and is_later(other, one):
        return Verdict("update", f"{because}; the same speaker said otherwise before")
    return Verdict("disagreement", because)


def _of_one_matter(ground: Ground, one: Told, other: Told, denied: bool) -> bool:
    """Whether one says no to what the other says. Where a source denies, two words in common will
    do, and in two languages none; where it is a word of the content, most must be the same."""
    if not denied:
        return alike(ground, one, other, least=SHARED)
    languages = {ground.brief(one).language, ground.brief(other).language}
    return len(languages) > 1 or alike(ground, one, other, 0.0)


def source_of(ground: Ground, told: Told) -> str:
    said = told.within
    if said is not None and said.source:
        return said.source
    brief = ground.brief(told)
    return brief.outlet or brief.report_id


OF_SIDES: Final = Kind(kind="polarity", claims=_claims_loosely, differ=_differ, holds=_holds)
