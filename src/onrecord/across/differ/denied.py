"""When one report denies what another tells: the rows that say so, and what it comes to.

Who says no to a thing tells little else, so that what is denied, and most of what is said of it,
must stand in the other telling.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum
from typing import Final

from onrecord.across.compare.features import Feature, Seen, Weights
from onrecord.across.differ.claims import Verdict
from onrecord.across.differ.denials import FOCUS
from onrecord.across.differ.frames import ids_of
from onrecord.across.differ.pairing import around, in_title, one_group, other_name, same_name
from onrecord.across.differ.polarity import SAYS_NOT
from onrecord.across.differ.slots import Slot
from onrecord.across.meaning import Part

#: What the second word that a negation is of counts beside the first.
SECOND: Final = 0.5
#: Weight of a word that says enough alone.
RARE: Final = 5.5
#: Weight of the words denied from which on they are no chance, and how many of them a reason shows.
MUCH: Final = 8.0
SHOWN: Final = 4


def _sides(left: Slot, right: Slot) -> tuple[Slot, Slot]:
    """Which denies, and which tells."""
    return (left, right) if left.value is False else (right, left)


def what_is_denied(left: Slot, right: Slot) -> Seen | None:
    """How much of the words that the negation is of the other tells."""
    no, yes = _sides(left, right)
    found = [p for p in no.focus if not p.ids.isdisjoint(yes.frame.ids)]
    if not found or (len(no.focus) <= FOCUS and found[0] is not no.focus[0]):
        return None
    share = _weight(no, found) / _weight(no, no.focus)
    return share, lambda: f"told is what is denied: {', '.join(p.words for p in found[:SHOWN])}"


def _weight(no: Slot, parts: Sequence[Part]) -> float:
    rest = 1.0 if len(no.focus) > FOCUS else SECOND
    return fsum(p.weight * (1.0 if p is no.focus[0] else rest) for p in parts)


def telling_words(left: Slot, right: Slot) -> Seen | None:
    """What is denied is no everyday word."""
    no, yes = _sides(left, right)
    weight = fsum(p.weight for p in no.focus if not p.ids.isdisjoint(yes.frame.ids))
    return min(1.0, weight / MUCH), "no everyday words"


def said_of(left: Slot, right: Slot) -> Seen | None:
    """How much of the rest of the clause the other tells."""
    no, yes = _sides(left, right)
    focus = ids_of(no.focus)
    of_focus = frozenset(b.part.ids for b in yes.frame.beside if not focus.isdisjoint(b.part.ids))
    rest = [p for p in no.frame.clause if focus.isdisjoint(p.ids)]
    weight = fsum(p.weight for p in rest)
    others = frozenset(
        n for b in yes.frame.beside if b.part.ids not in of_focus for n in b.part.ids
    )
    found = [p for p in rest if not p.ids.isdisjoint(others)]
    if not found or not weight:
        return None
    share = fsum(p.weight for p in found) / weight
    return share, lambda: f"both say it of {', '.join(p.words for p in found[:SHOWN])}"


def nothing_of(left: Slot, right: Slot) -> Seen | None:
    """Nothing but the words that are denied shows that it is one matter."""
    if said_of(left, right) is not None or one_group(left, right) is not None:
        return None
    no, _ = _sides(left, right)
    if len(no.focus) > FOCUS and what_is_denied(left, right) is not None:
        return None
    return 1.0, "nothing else is said of one"


def bare(left: Slot, right: Slot) -> Seen | None:
    """A single word that is not rare, of which nothing else is said."""
    no, _ = _sides(left, right)
    if len(no.focus) > 1 or no.frame.clause[1:] or no.focus[0].weight >= RARE:
        return None
    return 1.0, "it is one word alone"


def bounded(left: Slot, right: Slot) -> Seen | None:
    """*Nobody for seven years* denies only that it was so of late."""
    no, _ = _sides(left, right)
    return (1.0, "it is denied of some time only") if no.in_part else None


WEIGHTS: Final[Weights[Slot]] = Weights(
    base=-6.5,
    features=(
        Feature("what is denied", 2.5, what_is_denied),
        Feature("words around", 6.0, around),
        Feature("telling words", 1.0, telling_words),
        Feature("said of one", 1.5, said_of),
        Feature("said of nothing", -1.5, nothing_of),
        Feature("bare", -1.0, bare),
        Feature("of some time", -5.0, bounded),
        Feature("one statement", 1.0, one_group),
        Feature("another name", -1.5, other_name),
        Feature("one name", 0.3, same_name),
        Feature("in a title", -0.5, in_title),
    ),
    first=(
        *("of some time", "in a title", "one statement", "one name", "bare", "what is denied"),
        *("telling words", "words around", "said of one", "said of nothing"),
    ),
)


def compatible(one: Slot, other: Slot) -> bool:
    return one.value == other.value


def verdict(
    one: Slot, other: Slot, *, says: str, ordered: bool, same: bool, since: bool
) -> Verdict:
    """``says``: who says that it is not so; ``same``: one source or outlet tells both."""
    because = f"{says} says {SAYS_NOT}"
    if ordered and same:
        return Verdict("update", f"{because}; the same source said otherwise before")
    if ordered and since:
        return Verdict("update", f"{because}; what is told later came since, or changed")
    return Verdict("disagreement", because)
