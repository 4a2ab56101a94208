"""When two amounts are of one thing, and when they cannot both hold."""

from __future__ import annotations

from math import inf, isinf
from typing import Final

from onrecord.across.compare.features import Feature, Seen, Weights
from onrecord.across.differ.amounts import GROWING, MEASURES, cannot_both, heat_alike, overtaken
from onrecord.across.differ.claims import Verdict
from onrecord.across.differ.counts import DURATION, PEOPLE, STATES
from onrecord.across.differ.pairing import COMMON, FIRST, governed, one_word
from onrecord.across.differ.slots import Slot

#: How many times one amount is the other where they are hardly of one thing.
ORDER, FAR_ORDER = 12.0, 100.0
#: Share by which a count that changed is more than a rough one before.
STEP: Final = 0.03
#: What a single word around counts less where a noun is counted.
LESS: Final = 0.0

Bounds = tuple[float, float]


def bounds(slot: Slot) -> Bounds:
    value = slot.value
    assert isinstance(value, tuple)
    return value


def _is_overtaken(one: Slot, other: Slot) -> bool:
    """Whether both are of a count that grows, and one is a least that the other is above."""
    if GROWING.isdisjoint(one.topics & other.topics) or one.vague or other.vague:
        return False
    if overtaken(bounds(one), bounds(other)):
        return True
    # *About 600*, and *now 640*.
    rough, exact = sorted((one, other), key=lambda s: bounds(s)[0] == bounds(s)[1])
    below, above = _middle(rough), _middle(exact)
    return exact.changed and not rough.changed and above > below * (1 + STEP)


def compatible(one: Slot, other: Slot) -> bool:
    """Whether both amounts can be one."""
    if "degrees" in one.topics and heat_alike(bounds(one), bounds(other)):
        return True
    if _is_overtaken(one, other):
        return False
    return not cannot_both(bounds(one), bounds(other))


def verdict(
    one: Slot, other: Slot, *, same_outlet: bool, changed: bool, ordered: bool
) -> Verdict | None:
    """What two amounts of one thing come to, of which the second is told later or nobody knows;
    None where both can hold. ``ordered``: it is told later for sure; ``changed``: its telling says
    that it changed, or as of when it is so."""
    apart = not compatible(one, other) and cannot_both(bounds(one), bounds(other))
    grows = not GROWING.isdisjoint(one.topics & other.topics)
    both = f"{one.says}, {other.says}"
    rose = bounds(other)[0] > bounds(one)[0]
    if grows and ordered and rose and (apart or _is_overtaken(one, other)):
        return Verdict("update", f"a count that grows, told later: {both}")
    if _is_overtaken(one, other):
        return Verdict("update", f"both can hold, one is a later count: {both}")
    if not apart:
        return None
    if same_outlet:
        return Verdict("update", f"the same outlet {'later' if ordered else 'again'}: {both}")
    if ordered and changed:
        return Verdict("update", f"told later as a change: {both}")
    return Verdict("disagreement", f"the amounts cannot both hold: {both}")


def is_measure(slot: Slot) -> bool:
    """Whether things of all kinds are counted in it."""
    return DURATION in slot.topics or not MEASURES.isdisjoint(slot.topics - {PEOPLE})


def is_nobody(slot: Slot) -> bool:
    return bounds(slot) == (0.0, 0.0) and not STATES.isdisjoint(slot.topics)


def orders_apart(one: Slot, other: Slot) -> float:
    """By how much one amount is more than the other."""
    small, large = sorted(_middle(s) for s in (one, other))
    return inf if small <= 0 else large / small


def _middle(slot: Slot) -> float:
    low, high = bounds(slot)
    return low if isinf(high) else (low + high) / 2


def same_noun(left: Slot, right: Slot) -> Seen | None:
    return None if left.noun.isdisjoint(right.noun) else (1.0, "they count the same")


def other_noun(left: Slot, right: Slot) -> Seen | None:
    if not left.noun or not right.noun or left.noun & right.noun:
        return None
    return 1.0, "they count others"


def toll(left: Slot, right: Slot) -> Seen | None:
    """Of the people to whom something happened a story mostly counts one number."""
    shared = left.topics & right.topics & STATES
    return (1.0, f"both count {', '.join(sorted(shared))}") if shared else None


def only_people(left: Slot, right: Slot) -> Seen | None:
    """Of people in one, and of what happened to them in the other."""
    states = left.topics & STATES, right.topics & STATES
    if states[0] == states[1] or PEOPLE not in left.topics & right.topics:
        return None
    return 1.0, "one only counts people, or what else happened to them"


def far_apart(left: Slot, right: Slot) -> Seen | None:
    times = orders_apart(left, right)
    if times <= ORDER or is_nobody(left) or is_nobody(right):
        return None
    return 2.0 if times > FAR_ORDER else 1.0, "amounts of another order"


def first_counts(left: Slot, right: Slot) -> Seen | None:
    if not (left.first and right.first and left.topics & right.topics & STATES):
        return None
    return 1.0, "both are the first of their report"


def set_right(left: Slot, right: Slot) -> Seen | None:
    """One says that it is not what the other says."""
    if bounds(left) != right.not_so and bounds(right) != left.not_so:
        return None
    return 1.0, "one says that it is not the other"


def one_word_of_measure(left: Slot, right: Slot) -> Seen | None:
    """What is counted is a word that both have, too, unless it is a measure."""
    seen = one_word(left, right)
    return (
        None
        if seen is None or left.topics & right.topics & STATES
        else (
            1.0 if is_measure(left) or PEOPLE in left.topics else LESS,
            seen[1],
        )
    )


def measures(left: Slot, right: Slot) -> Seen | None:
    """A measure says nothing of what is measured, and no word that governs it does."""
    if not is_measure(left) or governed(left, right) is not None:
        return None
    return 1.0, "a measure of what nothing tells is the same"


def same_amount(left: Slot, right: Slot) -> Seen | None:
    return (1.0, "one amount") if bounds(left) == bounds(right) else None


WEIGHTS: Final[Weights[Slot]] = Weights(
    base=-3.0,
    features=(
        *(f for f in COMMON if f.name != "one word alone"),
        Feature("one word alone", -1.5, one_word_of_measure),
        Feature("one kind of people", 1.0, same_noun),
        Feature("other people", -1.5, other_noun),
        Feature("toll", 1.5, toll),
        Feature("first counts", 1.6, first_counts),
        Feature("set right", 4.5, set_right),
        Feature("only people", -2.0, only_people),
        Feature("another order", -1.5, far_apart),
        Feature("bare measure", -1.5, measures),
        Feature("one amount", 0.5, same_amount),
    ),
    first=(
        *("set right", "toll", "first counts", "one kind of people", "other people", "only people"),
        *("another order", "one amount", *FIRST),
    ),
)
