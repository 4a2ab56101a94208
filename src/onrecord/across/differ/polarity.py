"""That it is so, and that it is not: a statement and its denial, an event and that it was none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from onrecord.across.differ.claims import Claim, Ground, Kind, Verdict
from onrecord.across.told import Told
from onrecord.across.words import fold, words_of
from onrecord.errors import KnowledgeError
from onrecord.knowledge.lexicon import lexicon
from onrecord.model import hull

#: Words of a first clause at most, in which a negation is taken for one of the whole.
CLAUSE: Final = 16
#: Share of the words of the shorter of two statements that both must have where a word decides.
SHARED: Final = 0.4
#: Stances that say nothing of whether it is so.
_OPEN: Final = frozenset({"asks", "demands", "promises", "threatens", "hints"})


def _claims(ground: Ground, told: Told) -> Iterator[Claim]:
    holds = _event(told) if told.deed is not None else _statement(ground, told)
    if holds is not None:
        yield Claim(
            told=told,
            span=hull(told.spans),
            says="that it is so" if holds else "that it is not so",
            topic="event" if told.deed is not None else "statement",
            value=holds,
            as_of=ground.published(told),
        )


def _event(told: Told) -> bool | None:
    assert told.deed is not None
    return {"stated": True, "denied": False}.get(told.deed.factuality)


def _statement(ground: Ground, told: Told) -> bool | None:
    said = told.within
    if said is None or said.stance in _OPEN or said.certainty != "certain":
        return None
    denied = said.polarity == "negative" or said.stance == "denies"
    negated = _is_negated(ground, told)
    return None if negated is None else denied == negated


def _is_negated(ground: Ground, told: Told) -> bool | None:
    """Whether the first clause of what is told is negated; None where its language is not known.
    A negation further on is one of something else."""
    brief = ground.brief(told)
    try:
        negators = lexicon(brief.language).negators
    except KnowledgeError:
        return None
    span = told.spans[0]
    clause = span.of(brief.text).strip(" \"'«»“”„‘’").split(",")[0]
    words = [w.folded for w in words_of(clause)][:CLAUSE]
    folded = {fold(n) for n in negators}
    return not folded.isdisjoint(words)


def _differ(ground: Ground, one: Claim, other: Claim) -> Verdict | None:
    if one.value == other.value:
        return None
    if one.topic == "statement" and not _alike(ground, one.told, other.told):
        return None
    deny = [c for c in (one, other) if c.value is False]
    who = _source(ground, deny[0].told)
    because = f"{who} says {deny[0].says}"
    speakers = ground.speakers(one.told), ground.speakers(other.told)
    if speakers[0].same(speakers[1]) and ground.is_later(other, one):
        return Verdict("update", f"{because}; the same speaker said otherwise before")
    return Verdict("disagreement", because)


def _alike(ground: Ground, one: Told, other: Told) -> bool:
    """Whether two statements of one language share enough words that one negates the other."""
    if ground.brief(one).language != ground.brief(other).language:
        return True
    a, b = set(ground.words(one)), set(ground.words(other))
    return len(a & b) >= SHARED * min(len(a), len(b))


def _source(ground: Ground, told: Told) -> str:
    said = told.within
    if said is not None and said.source:
        return said.source
    brief = ground.brief(told)
    return brief.outlet or brief.report_id


KIND: Final = Kind(kind="polarity", claims=_claims, differ=_differ)
