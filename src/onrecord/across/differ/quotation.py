"""What one speaker said on one occasion, in words that differ beyond a cut and typography."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from difflib import SequenceMatcher
from typing import Final

from rapidfuzz.distance import Levenshtein

from onrecord.across.differ.attribution import LEAST, SPELLING, quoted_words
from onrecord.across.differ.claims import STEM, Claim, Ground, Kind, Verdict
from onrecord.across.standing import Told
from onrecord.knowledge.wording import wording
from onrecord.model import hull

#: Share of their words that two quotations of one sentence have in common, in order.
ONE_SENTENCE: Final = 0.5
#: Letters by which words are forms of one.
FORM: Final = 4
#: Days between two publications within which a speaker is quoted from one occasion.
OCCASION: Final = 3


def _claims(ground: Ground, told: Told) -> Iterator[Claim]:
    words = quoted_words(ground, told)
    if len(words) < LEAST:
        return
    speakers = ground.speakers(told)
    if speakers.ids or speakers.lasts:
        yield Claim(
            told=told,
            span=hull(told.spans),
            says=ground.brief(told).words(told.spans),
            topic=ground.brief(told).language,
            value=(tuple(words), speakers.lasts),
            as_of=ground.published(told),
        )


def _differ(ground: Ground, one: Claim, other: Claim) -> Verdict | None:
    (words, _), (others, _) = _value(one), _value(other)
    speakers, their = ground.speakers(one.told), ground.speakers(other.told)
    if not speakers.same(their) or not one_occasion(one.as_of, other.as_of):
        return None
    if any(ground.pile.is_translated(claim.told.report) for claim in (one, other)):
        return None  # whose words they are is the translator's
    matcher = SequenceMatcher(None, words, others, autojunk=False)
    shared = sum(block.size for block in matcher.get_matching_blocks())
    matter = {w for w in words if len(w) >= STEM} & {w for w in others if len(w) >= STEM}
    if shared < ONE_SENTENCE * min(len(words), len(others)) or not matter:
        return None
    changed = [
        (words[a:b], others[c:d])
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag == "replace"
        and not _one_spelling(words[a:b], others[c:d])
        and not _one_form(words[a:b], others[c:d])
        and _matters(ground, one, (*words[a:b], *others[c:d]))
    ]
    if not changed:
        return None  # nothing but cuts
    left, right = (" ".join(w) for w in changed[0])
    name = speakers.name or their.name or "the speaker"
    return Verdict("disagreement", f"{name} is quoted with “{left}” and with “{right}”")


def one_occasion(one: str | None, other: str | None) -> bool:
    """Whether two days of publication are so near that a speaker is quoted from one occasion."""
    if one is None or other is None:
        return True
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days) <= OCCASION


def _matters(ground: Ground, claim: Claim, words: Sequence[str]) -> bool:
    """Whether a word is more than *that* or *I am*."""
    function = wording(ground.brief(claim.told).language).function
    return any(len(word) >= FORM and word not in function for word in words)


def _one_spelling(left: Sequence[str], right: Sequence[str]) -> bool:
    a, b = "".join(left), "".join(right)
    return Levenshtein.distance(a, b) <= SPELLING * max(len(a), len(b))


def _one_form(left: Sequence[str], right: Sequence[str]) -> bool:
    """*is leaking* and *leaks*: forms of the same words."""
    one, other = ([w[:FORM] for w in words if len(w) >= FORM] for words in (left, right))
    return bool(one) and one == other


def _value(claim: Claim) -> tuple[tuple[str, ...], frozenset[str]]:
    value = claim.value
    assert isinstance(value, tuple)
    return value


KIND: Final = Kind(kind="quotation", claims=_claims, differ=_differ)
