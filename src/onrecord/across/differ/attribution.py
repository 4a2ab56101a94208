"""The same words in the mouths of two."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from rapidfuzz.distance import Levenshtein

from onrecord.across.differ.claims import Claim, Ground, Kind, Speakers, Verdict
from onrecord.across.standing import Told
from onrecord.across.words import words_of
from onrecord.model import hull

#: Share of its letters in which a word may be another spelling of one.
SPELLING: Final = 0.25
#: Words from which on nobody says the same by chance.
LEAST: Final = 5


def quoted_words(ground: Ground, told: Told) -> list[str]:
    """The words of a direct quotation, folded; none of anything else."""
    said = told.within
    if told.deed is not None or said is None or said.quotation != "direct":
        return []
    return ground.words(told)


def _claims(ground: Ground, told: Told) -> Iterator[Claim]:
    words = quoted_words(ground, told)
    if len(words) >= LEAST and (speakers := ground.speakers(told)).name:
        yield Claim(
            told=told,
            span=hull(told.spans),
            says=speakers.name,
            topic="statement",
            value=(" ".join(words), speakers.lasts),
            as_of=ground.published(told),
        )


def _differ(ground: Ground, one: Claim, other: Claim) -> Verdict | None:
    (words, _), (others, _) = _value(one), _value(other)
    speakers, their = ground.speakers(one.told), ground.speakers(other.told)
    held = f" {words} " in f" {others} " or f" {others} " in f" {words} "
    if not held or speakers.same(their) or not (_is_named(one) and _is_named(other)):
        return None
    if _one_spelling(speakers, their) or one_in_other(one.says, other.says):
        return None
    return Verdict("disagreement", f"the same words are given to {one.says} and to {other.says}")


def one_in_other(name: str, other: str) -> bool:
    """Whether one is called by a part of the other's name: *Iris Lund*, *Iris Lund of Varn*."""
    mine, theirs = ({w.folded for w in words_of(n)} for n in (name, other))
    return mine <= theirs or theirs <= mine


def _is_named(claim: Claim) -> bool:
    """Whether the words for the speaker have the name: who *he* is was only guessed."""
    source = claim.told.within.source if claim.told.within is not None else ""
    words = {w.folded for w in words_of(source)}
    return not words.isdisjoint(_value(claim)[1])


def _one_spelling(speakers: Speakers, others: Speakers) -> bool:
    """Whether two last names are spellings of one."""
    return any(
        Levenshtein.distance(a, b) <= SPELLING * max(len(a), len(b))
        for a in speakers.lasts
        for b in others.lasts
    )


def _value(claim: Claim) -> tuple[str, frozenset[str]]:
    value = claim.value
    assert isinstance(value, tuple)
    return value


KIND: Final = Kind(kind="attribution", claims=_claims, differ=_differ)
