"""The same words in the mouths of two."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from onrecord.across.differ.claims import Claim, Ground, Kind, Verdict
from onrecord.across.told import Told
from onrecord.model import hull

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
    if not held or speakers.same(their):
        return None
    return Verdict("disagreement", f"the same words are given to {one.says} and to {other.says}")


def _value(claim: Claim) -> tuple[str, frozenset[str]]:
    value = claim.value
    assert isinstance(value, tuple)
    return value


KIND: Final = Kind(kind="attribution", claims=_claims, differ=_differ)
