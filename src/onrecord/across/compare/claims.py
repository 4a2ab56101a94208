"""How one telling stands to another of the same matter: whether it strengthens or weakens it.

The second strengthens the first when it tells of the same matter and adds to what speaks for it; it
weakens it when it tells what does not go together with it, or sets itself against it. The weights
are log-odds, fitted by logistic regression on pairs of ClaimDiff (its training part) and rounded:
numbers alone, no words. The data hold pairs of one story only, of which seven in ten strengthen
and one in ten weakens.

What weakens is told poorly by what is looked at here: of six pairs that are said to weaken one
does, and most that do are missed (``bench/samepile.py``). Who finds that one claim weakens another
mostly reasons from what is known of the matter, and no word of the two says so. It may order what a
person looks at; it is no ground to say that two reports contradict each other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from onrecord.across.brief import Brief, Telling
from onrecord.across.compare.features import Feature, Seen, Weights
from onrecord.across.compare.statements import (
    Saying,
    held_words,
    much_shared,
    other_names,
    other_polarity,
    other_speaker,
    same_names,
    same_numbers,
    same_words,
)
from onrecord.across.words import words_of
from onrecord.knowledge.wording import wording
from onrecord.model.statement import Certainty

Bearing = Literal["strengthens", "weakens", "neither"]
#: Scores from which on a telling strengthens or weakens another; chosen by cross-validation.
STRENGTHENS_FROM, WEAKENS_FROM = 0.6, 0.16
#: Words before one that praises or blames in which a negation turns it round: *was not very safe*.
TURNS: Final = 3
#: Difference of two balances of praise and blame that counts in full.
FURTHEST_APART: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Claim:
    """A telling as it stands to others. ``kinds`` are the kinds of words in it that tell that
    (``[stand]`` of its language's ``wording.toml``); ``balance`` is how many of them praise, less
    those that blame; ``said`` tells that somebody says it who is not the report."""

    saying: Saying
    kinds: frozenset[str]
    balance: int
    said: bool
    certainty: Certainty


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """How the second of two tellings bears on the first, and why."""

    bears: Bearing
    score: float
    because: tuple[str, ...]


def claim(saying: Saying, brief: Brief, telling: Telling) -> Claim:
    """A telling with what tells how it stands to others, in its whole sentence."""
    at = telling.sentence
    words = [w.folded for w in words_of(brief.text, at.start, at.end)]
    stand = wording(brief.language).stand
    return Claim(
        saying=saying,
        kinds=frozenset(kind for kind, listed in stand.items() if not listed.isdisjoint(words)),
        balance=balance(words, stand),
        said=telling.voice == "statement" or telling.quotation is not None,
        certainty=telling.certainty,
    )


def balance(words: Sequence[str], stand: Mapping[str, frozenset[str]]) -> int:
    """How many of folded words praise, less those that blame. A negation shortly before one turns
    it round."""
    good, bad, negation = (stand.get(kind, frozenset()) for kind in ("good", "bad", "negation"))
    total = 0
    for number, word in enumerate(words):
        value = (word in good) - (word in bad)
        if value and not negation.isdisjoint(words[max(0, number - TURNS) : number]):
            value = -value
        total += value
    return total


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


def _any_has(kind: str, says: str) -> Callable[..., Seen | None]:
    def look(left: Claim, right: Claim) -> Seen | None:
        return (1.0, says) if kind in left.kinds | right.kinds else None

    return look


def _facing(kind: str, other: str, says: str) -> Callable[..., Seen | None]:
    """One has words of a kind, the other of another."""

    def look(left: Claim, right: Claim) -> Seen | None:
        there = kind in left.kinds and other in right.kinds
        return (1.0, says) if there or (other in left.kinds and kind in right.kinds) else None

    return look


def _second_has(kind: str, says: str) -> Callable[..., Seen | None]:
    def look(left: Claim, right: Claim) -> Seen | None:
        del left
        return (1.0, says) if kind in right.kinds else None

    return look


def less_certain(left: Claim, right: Claim) -> Seen | None:
    if left.certainty == right.certainty:
        return None
    return 1.0, lambda: f"one is {left.certainty}, the other {right.certainty}"


def no_word(left: Claim, right: Claim) -> Seen | None:
    shared = left.saying.bridged.keys() & right.saying.bridged.keys()
    return None if shared else (1.0, "they share no word")


def valued_otherwise(left: Claim, right: Claim) -> Seen | None:
    """One praises more, or blames less, than the other."""
    apart = abs(left.balance - right.balance)
    if not apart:
        return None
    return min(1.0, apart / FURTHEST_APART), "one speaks better of things than the other"


def both_said(left: Claim, right: Claim) -> Seen | None:
    return (1.0, "somebody says each of them") if left.said and right.said else None


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
    base=-2.9,
    features=(
        Feature("one holds the other", -3.0, _of_saying(held_words)),
        Feature("same names", 0.7, _of_saying(same_names)),
        Feature("other speaker", 0.5, _of_saying(other_speaker)),
        Feature("other polarity", 0.5, _of_saying(other_polarity)),
        Feature("other certainty", 0.3, less_certain),
        Feature("valued otherwise", 0.6, valued_otherwise),
        Feature("one negates", 0.2, _one_has("negation", "one of them negates")),
        Feature("contrast", 0.3, _any_has("contrast", "something is set against something")),
        Feature("defence", 0.3, _any_has("defend", "somebody defends something")),
        Feature("one keeps away", 0.6, _one_has("distance", "one keeps away from what is said")),
        Feature("accused and defended", 0.3, _facing("accuse", "defend", "accuser and defender")),
        Feature("blamed and defended", 0.3, _facing("bad", "defend", "fault and defence")),
        Feature("wanted and prevented", 0.5, _facing("demand", "prevent", "wish and refusal")),
        Feature("both said", 0.2, both_said),
    ),
)
