"""How one telling stands to another of the same matter: whether it strengthens or weakens it.

The second strengthens the first when it tells of the same matter and adds to what speaks for it; it
weakens it when it tells what does not go together with it, or sets itself against it. The weights
are log-odds, fitted by logistic regression on pairs of ClaimDiff (its training part) and rounded:
numbers alone, no words. The data hold pairs of one story only, of which seven in ten strengthen
and one in ten weakens. What weakens is told poorly by what is looked at here: see the figures of
``bench/samepile.py``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from onrecord.across.brief import Brief, Telling
from onrecord.across.compare.features import Feature, Seen, Weights
from onrecord.across.compare.statements import (
    Saying,
    much_shared,
    other_names,
    other_polarity,
    same_names,
    same_numbers,
    same_words,
)
from onrecord.across.words import words_of
from onrecord.knowledge.wording import wording
from onrecord.model.statement import Certainty, Stance

Bearing = Literal["strengthens", "weakens", "neither"]
#: Scores from which on a telling strengthens or weakens another; chosen by cross-validation.
STRENGTHENS_FROM, WEAKENS_FROM = 0.6, 0.15
#: Words from which on a telling is long.
LONG: Final = 40


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Claim:
    """A telling as it stands to others. ``kinds`` are the kinds of words in it that tell that
    (``[stand]`` of its language's ``wording.toml``)."""

    saying: Saying
    kinds: frozenset[str]
    stances: frozenset[Stance]
    certainty: Certainty
    length: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """How the second of two tellings bears on the first, and why."""

    bears: Bearing
    score: float
    because: tuple[str, ...]


def claim(saying: Saying, brief: Brief, telling: Telling) -> Claim:
    """A telling with what tells how it stands to others, in its whole sentence."""
    at = telling.sentence
    words = {w.folded for w in words_of(brief.text, at.start, at.end)}
    stand = wording(brief.language).stand
    return Claim(
        saying=saying,
        kinds=frozenset(kind for kind, listed in stand.items() if words & listed),
        stances=frozenset({telling.stance}),
        certainty=telling.certainty,
        length=len(words),
    )


def relation(left: Claim, right: Claim) -> Relation:
    """Whether ``right`` strengthens or weakens ``left``. What weakens is rarer and wins."""
    weak, against = WEAKENS.weigh(left, right)
    if weak >= WEAKENS_FROM:
        return Relation(bears="weakens", score=weak, because=tuple(r.says for r in against))
    strong, reasons = STRENGTHENS.weigh(left, right)
    if strong >= STRENGTHENS_FROM:
        return Relation(bears="strengthens", score=strong, because=tuple(r.says for r in reasons))
    return Relation(bears="neither", score=1 - strong, because=tuple(r.says for r in reasons))


def _of_saying(look: Callable[[Saying, Saying], Seen | None]) -> Callable[..., Seen | None]:
    return lambda left, right: look(left.saying, right.saying)


def _one_has(kind: str, says: str) -> Callable[..., Seen | None]:
    def look(left: Claim, right: Claim) -> Seen | None:
        return (1.0, says) if (kind in left.kinds) != (kind in right.kinds) else None

    return look


def _both_have(kind: str, says: str) -> Callable[..., Seen | None]:
    def look(left: Claim, right: Claim) -> Seen | None:
        return (1.0, says) if kind in left.kinds & right.kinds else None

    return look


def _second_has(kind: str, says: str) -> Callable[..., Seen | None]:
    def look(left: Claim, right: Claim) -> Seen | None:
        del left
        return (1.0, says) if kind in right.kinds else None

    return look


def denied(left: Claim, right: Claim) -> Seen | None:
    one, other = (bool(c.stances & {"denies", "accuses"}) for c in (left, right))
    return (1.0, "one denies or accuses, the other does not") if one != other else None


def less_certain(left: Claim, right: Claim) -> Seen | None:
    if left.certainty == right.certainty:
        return None
    return 1.0, lambda: f"one is {left.certainty}, the other {right.certainty}"


def no_word(left: Claim, right: Claim) -> Seen | None:
    shared = left.saying.bridged.keys() & right.saying.bridged.keys()
    return None if shared else (1.0, "they share no word")


def first_long(left: Claim, right: Claim) -> Seen | None:
    del right
    return min(1.0, left.length / LONG), "how much the first says"


STRENGTHENS: Final[Weights[Claim]] = Weights(
    base=0.8,
    features=(
        Feature("same words", 1.1, _of_saying(same_words)),
        Feature("much shared", 1.4, _of_saying(much_shared)),
        Feature("no word shared", -0.7, no_word),
        Feature("other names", -0.2, _of_saying(other_names)),
        Feature("same numbers", 0.4, _of_saying(same_numbers)),
        Feature("other polarity", -0.5, _of_saying(other_polarity)),
        Feature("other certainty", -0.3, less_certain),
        Feature("one negates", -0.2, _one_has("negation", "one of them negates")),
        Feature("one contrasts", -0.2, _one_has("contrast", "one sets something against it")),
        Feature("one doubts", -0.4, _one_has("doubt", "one of them doubts")),
        Feature("second supports", 0.2, _second_has("support", "the second speaks for something")),
    ),
)
WEAKENS: Final[Weights[Claim]] = Weights(
    base=-2.6,
    features=(
        Feature("same words", -0.5, _of_saying(same_words)),
        Feature("much shared", -0.6, _of_saying(much_shared)),
        Feature("no word shared", -0.3, no_word),
        Feature("same names", 0.7, _of_saying(same_names)),
        Feature("other polarity", 0.8, _of_saying(other_polarity)),
        Feature("denied", 0.2, denied),
        Feature("other certainty", 0.4, less_certain),
        Feature("one negates", 0.2, _one_has("negation", "one of them negates")),
        Feature("one contrasts", 0.4, _one_has("contrast", "one sets something against it")),
        Feature("both contrast", 0.2, _both_have("contrast", "both set something against it")),
        Feature("first long", 0.4, first_long),
    ),
)
