"""When two events that reports tell are one event.

The weights are log-odds, fitted by logistic regression on pairs of ECB+ (its training part, CC BY)
and rounded; those of what ECB+ does not hold (types, days, passages) are set by hand: see
``bench/samepile.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import fsum, sqrt
from typing import Final

from onrecord.across.compare.features import Feature, Seen, Weights
from onrecord.across.matter import Matter

#: Rarity at which a word tells nearly all that a word can tell: one report in so many has it.
RAREST: Final = 7.0
#: Letters that two stems begin with when they are forms of one word (*acquire*, *acquisition*).
ALIKE_LETTERS: Final = 5
#: Days between two publications from which on they tell of other things as a rule.
FAR_DAYS: Final = 14


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Doing:
    """An event as it is compared. ``trigger`` are the words that tell it, ``bridged``
    what they are in all languages, ``beside`` the content words next to it (ids of ``matter``),
    ``numbers`` those of its sentence. ``actors`` and
    ``recipients`` name groups of entities, or countries and sectors; ``names`` the entities of the
    sentence, ``places`` places. ``days`` are ordinals, None where the time is open. ``passages``
    are numbers of shared passages that it stands in."""

    key: str
    report: int
    language: str
    type: str
    mode: str | None
    trigger: frozenset[int]
    bridged: frozenset[int]
    beside: frozenset[int]
    actors: frozenset[str]
    recipients: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[int]
    places: frozenset[int]
    days: tuple[int, int] | None
    published: tuple[int, int] | None
    called: Mapping[str, str]
    matter: Matter

    @property
    def weight(self) -> float:
        """How rare the rarest word of the trigger is, of 1."""
        return weight_of(self.matter, self.trigger)


def weight_of(matter: Matter, trigger: Iterable[int]) -> float:
    """How rare the rarest word of a trigger is, of 1."""
    return min(1.0, max((matter.rarity[n] for n in trigger), default=0.0) / RAREST)


def _words(doing: Doing, ids: frozenset[int]) -> str:
    return ", ".join(sorted(doing.matter.text(n) for n in ids))


def _bridged(doing: Doing, words: frozenset[int]) -> frozenset[int]:
    return frozenset([doing.matter.bridge(n) for n in words])


def same_trigger(left: Doing, right: Doing) -> Seen | None:
    shared = left.trigger & right.trigger
    if not shared:
        return None
    return 1.0, lambda: f"both tell it with {_words(left, shared)}"


def rare_trigger(left: Doing, right: Doing) -> Seen | None:
    shared = left.trigger & right.trigger
    if not shared:
        return None
    rarity = max(left.matter.rarity[n] for n in shared)
    return min(1.0, rarity / RAREST), lambda: f"{_words(left, shared)} is a rare word"


def same_notion(left: Doing, right: Doing) -> Seen | None:
    if left.trigger & right.trigger:
        return None
    shared = left.bridged & right.bridged
    return (1.0, lambda: f"both words tell of {_words(left, shared)}") if shared else None


def alike_trigger(left: Doing, right: Doing) -> Seen | None:
    if left.bridged & right.bridged:
        return None
    for one in left.trigger:
        for other in right.trigger:
            a, b = left.matter.text(one), right.matter.text(other)
            if a[:ALIKE_LETTERS] == b[:ALIKE_LETTERS] and min(len(a), len(b)) >= ALIKE_LETTERS:
                return 1.0, f"{a} and {b} begin alike"
    return None


def other_trigger(left: Doing, right: Doing) -> Seen | None:
    """Two words of one language that have nothing in common."""
    if left.language != right.language or not left.trigger or not right.trigger:
        return None
    if left.bridged & right.bridged:
        return None
    return (
        1.0,
        lambda: f"{_words(left, left.trigger)} and {_words(right, right.trigger)} are other words",
    )


def same_type(left: Doing, right: Doing) -> Seen | None:
    if not left.type or left.type != right.type:
        return None
    return 1.0, lambda: f"both are {left.type}"


def same_mode(left: Doing, right: Doing) -> Seen | None:
    if left.mode is None or (left.type, left.mode) != (right.type, right.mode):
        return None
    return 1.0, lambda: f"both are of mode {left.mode}"


def other_type(left: Doing, right: Doing) -> Seen | None:
    if not left.type or not right.type or left.type == right.type:
        return None
    return 1.0, lambda: f"{left.type} and {right.type}"


def _called(doing: Doing, groups: frozenset[str]) -> str:
    return ", ".join(sorted(doing.called.get(n, n) for n in groups))


def _shared(side: Callable[[Doing], frozenset[str]], what: str) -> Callable[..., Seen | None]:
    def look(left: Doing, right: Doing) -> Seen | None:
        shared = side(left) & side(right)
        if not shared:
            return None
        return 1.0, lambda: f"{what}: {_called(left, shared)}"

    return look


def _apart(side: Callable[[Doing], frozenset[str]], what: str) -> Callable[..., Seen | None]:
    def look(left: Doing, right: Doing) -> Seen | None:
        one, other = side(left), side(right)
        if not one or not other or one & other:
            return None
        return 1.0, lambda: f"{what}: {_called(left, one)}; {_called(right, other)}"

    return look


def other_names(left: Doing, right: Doing) -> Seen | None:
    if not left.names or not right.names or left.names & right.names:
        return None
    return 1.0, "no name stands beside both"


def _alike(left: Doing, right: Doing, one: frozenset[int], other: frozenset[int]) -> float:
    """The weighed share of words that two sets have in common: their cosine."""
    matter = left.matter
    if left.language != right.language:
        one, other = _bridged(left, one), _bridged(right, other)
    shared = one & other
    if not shared:
        return 0.0
    square = matter.square
    both, a, b = (fsum([square[n] for n in ids]) for ids in (shared, one, other))
    return both / (sqrt(a * b) or 1.0)


def same_words_beside(left: Doing, right: Doing) -> Seen | None:
    share = _alike(left, right, left.beside, right.beside)
    if not share:
        return None
    return share, lambda: f"next to it stand {_words(left, _beside_both(left, right))}"


def _beside_both(left: Doing, right: Doing) -> frozenset[int]:
    return _bridged(left, left.beside) & _bridged(right, right.beside)


def same_numbers(left: Doing, right: Doing) -> Seen | None:
    shared = left.numbers & right.numbers
    return (1.0, lambda: f"both sentences count {_words(left, shared)}") if shared else None


def same_place(left: Doing, right: Doing) -> Seen | None:
    return (1.0, "one place") if left.places & right.places else None


def other_place(left: Doing, right: Doing) -> Seen | None:
    if not left.places or not right.places or left.places & right.places:
        return None
    return 1.0, "other places"


def same_day(left: Doing, right: Doing) -> Seen | None:
    if left.days is None or right.days is None or _gap(left.days, right.days) > 0:
        return None
    wide = max(b - a for a, b in (left.days, right.days)) + 1
    return 1 / sqrt(wide), "their times meet"


def other_day(left: Doing, right: Doing) -> Seen | None:
    if left.days is None or right.days is None:
        return None
    gap = _gap(left.days, right.days)
    return (1.0 if gap > 1 else 0.5, lambda: f"{gap} days apart") if gap > 0 else None


def told_far_apart(left: Doing, right: Doing) -> Seen | None:
    if left.published is None or right.published is None:
        return None
    gap = _gap(left.published, right.published)
    return (1.0, lambda: f"published {gap} days apart") if gap > FAR_DAYS else None


def _gap(one: tuple[int, int], other: tuple[int, int]) -> int:
    return max(one[0] - other[1], other[0] - one[1], 0)


def one_story(left: Doing, right: Doing) -> Seen | None:
    if left.report == right.report:
        return None
    share = left.matter.story(left.report, right.report)
    return (share, lambda: f"the reports share {share:.0%} of their story") if share else None


def trigger_in_story(left: Doing, right: Doing) -> Seen | None:
    """The same word in reports of one story."""
    if left.report == right.report or not left.trigger & right.trigger:
        return None
    share = left.matter.story(left.report, right.report)
    return (share, "the same word in one story") if share else None


def one_report(left: Doing, right: Doing) -> Seen | None:
    return (1.0, "told twice in one report") if left.report == right.report else None


EVENTS: Final = Weights(
    base=-2.4,
    features=(
        Feature("same trigger", 0.4, same_trigger),
        Feature("rare trigger", 2.2, rare_trigger),
        Feature("same notion", 1.8, same_notion),
        Feature("alike trigger", 1.0, alike_trigger),
        Feature("other trigger", -1.8, other_trigger),
        Feature("same type", 1.2, same_type),
        Feature("same mode", 0.4, same_mode),
        Feature("other type", -0.6, other_type),
        Feature("same actor", 0.6, _shared(lambda d: d.actors, "actors")),
        Feature("other actors", -0.2, _apart(lambda d: d.actors, "actors")),
        Feature("same recipient", 1.2, _shared(lambda d: d.recipients, "recipients")),
        Feature("other recipients", -0.4, _apart(lambda d: d.recipients, "recipients")),
        Feature("other names", -0.2, other_names),
        Feature("same words beside", 2.0, same_words_beside),
        Feature("same numbers", 0.4, same_numbers),
        Feature("same place", 0.4, same_place),
        Feature("other place", -0.6, other_place),
        Feature("same day", 0.6, same_day),
        Feature("other day", -1.0, other_day),
        Feature("told far apart", -0.6, told_far_apart),
        Feature("one story", 3.2, one_story),
        Feature("same trigger in one story", 3.2, trigger_in_story),
        Feature("one report", 1.2, one_report),
    ),
)
