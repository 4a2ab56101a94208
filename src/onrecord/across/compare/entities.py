"""When two entities of two reports are one: by how their names are spelled, and by what stands
around them. A name that is only a part of the other is never enough.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import msgspec

from onrecord.across.compare.features import Feature, Seen, Weights, logistic
from onrecord.knowledge.nameforms import name_parts, plain
from onrecord.knowledge.spelling import Likeness, compare_names
from onrecord.model.entity import EntityKind

#: Words of a name of no person from which on an equal name is hardly a chance.
LONG_NAME: Final = 3
#: Pairs of which it is kept how their names agree: several rows of one list ask.
PAIRS: Final = 256
#: How two names agree that are equal.
EQUAL: Final = Likeness("same", "equal")
_TWO: Final = "two entries of the base"


class Who(msgspec.Struct, frozen=True, kw_only=True, eq=False, gc=False):
    """An entity as it is compared. ``names`` are its spellings, the fullest first; ``called`` what
    its descriptions say (folded); ``beside`` the keys and full names that its report names too;
    ``countries`` those that events give it."""

    key: str
    report: int
    kind: EntityKind
    name: str
    names: tuple[str, ...]
    called: frozenset[str]
    base: str
    beside: tuple[str, ...]
    countries: frozenset[str]

    @property
    def full(self) -> bool:
        """Whether its fullest name has more than one word."""
        return len(name_parts(self.names[0])[0]) > 1 if self.names else False


@lru_cache(maxsize=PAIRS)
def likeness(left: Who, right: Who) -> Likeness:
    """How the fullest names of two entities agree; names of others than people must be equal."""
    if not left.names or not right.names:
        return Likeness("different")
    if left.kind == right.kind == "person":
        one, other = left.names[0], right.names[0]
        return EQUAL if one == other else compare_names(one, other)
    shared = {plain(n) for n in left.names} & {plain(n) for n in right.names}
    if shared - {""}:
        return Likeness("same", f"both are named {min(shared - {''})}")
    return Likeness("different")


def may_be_one(left: Who, right: Who) -> bool:
    """Whether two can be one at all: with names that differ only by an entry of the base. Asked
    before all rows of the list are, since most pairs of a block have other names."""
    one_base = bool(left.base) and left.base == right.base
    return one_base or likeness(left, right).verdict != "different"


def one_entry(left: Who, right: Who) -> Seen | None:
    if not left.base or left.base != right.base:
        return None
    return 1.0, lambda: f"both are {left.base} of the base"


def other_entry(left: Who, right: Who) -> Seen | None:
    if not left.base or not right.base or left.base == right.base:
        return None
    return 1.0, lambda: f"{left.base} and {right.base} of the base"


def same_name(left: Who, right: Who) -> Seen | None:
    found = likeness(left, right)
    return (1.0, found.because) if found.verdict == "same" else None


def long_name(left: Who, right: Who) -> Seen | None:
    if likeness(left, right).verdict != "same":
        return None
    words = len(plain(left.names[0]).split())
    if words >= LONG_NAME or (left.kind == "person" and left.full and right.full):
        return 1.0, "the name is a full one"
    return None


def name_of_no_person(left: Who, right: Who) -> Seen | None:
    """Names of bodies and places are given once; those of people many times."""
    if "person" in {left.kind, right.kind} or likeness(left, right).verdict != "same":
        return None
    return 1.0, "the name is no person's"


def variant_name(left: Who, right: Who) -> Seen | None:
    found = likeness(left, right)
    return (1.0, found.because) if found.verdict == "variant" else None


def near_name(left: Who, right: Who) -> Seen | None:
    found = likeness(left, right)
    return (1.0, found.because) if found.verdict == "near" else None


def short_name(left: Who, right: Who) -> Seen | None:
    found = likeness(left, right)
    return (1.0, found.because) if found.verdict == "short" else None


def other_name(left: Who, right: Who) -> Seen | None:
    different = likeness(left, right).verdict == "different"
    return (1.0, lambda: f"{left.name} and {right.name}") if different else None


def other_kind(left: Who, right: Who) -> Seen | None:
    if left.kind == right.kind or "other" in {left.kind, right.kind}:
        return None
    return 1.0, lambda: f"{left.kind} and {right.kind}"


def same_description(left: Who, right: Who) -> Seen | None:
    shared = left.called & right.called
    return (1.0, lambda: f"both are called {min(shared)}") if shared else None


def same_company(left: Who, right: Who) -> Seen | None:
    shared = set(left.beside).intersection(right.beside)
    if not shared:
        return None
    shared -= {plain(left.name), plain(right.name)}
    if not shared:
        return None
    return min(1.0, len(shared) / 2), lambda: f"both reports name {', '.join(sorted(shared)[:3])}"


def same_country(left: Who, right: Who) -> Seen | None:
    shared = left.countries & right.countries
    return (1.0, lambda: f"both act for {min(shared)}") if shared else None


def other_country(left: Who, right: Who) -> Seen | None:
    if not left.countries or not right.countries or left.countries & right.countries:
        return None
    return 1.0, lambda: f"they act for {min(left.countries)} and {min(right.countries)}"


ENTITIES: Final = Weights(
    base=-3.0,
    features=(
        Feature("one entry of the base", 9.0, one_entry),
        Feature("two entries of the base", -12.0, other_entry),
        Feature("same name", 2.5, same_name),
        Feature("full name", 1.5, long_name),
        Feature("name of no person", 0.8, name_of_no_person),
        Feature("variant of the name", 3.5, variant_name),
        Feature("near name", 1.0, near_name),
        Feature("short name", 0.5, short_name),
        Feature("other name", -6.0, other_name),
        Feature("other kind", -4.0, other_kind),
        Feature("same description", 1.5, same_description),
        Feature("same company", 1.5, same_company),
        Feature("same country", 0.5, same_country),
        Feature("other country", -2.5, other_country),
    ),
)

#: What each row weighs.
_WEIGHT: Final = {feature.name: feature.weight for feature in ENTITIES.features}
#: What a verdict on names comes to, and whether the names are full ones or no person's.
_VERDICT: Final = {
    "same": _WEIGHT["same name"],
    "variant": _WEIGHT["variant of the name"],
    "near": _WEIGHT["near name"],
    "short": _WEIGHT["short name"],
    "different": _WEIGHT["other name"],
}


def score(left: Who, right: Who, beside: set[str] | None = None) -> float:
    """What ``ENTITIES.score`` says of a pair, in a fifth of the time: of all entities of a pile
    there are many pairs of one name. ``beside`` is what ``right`` has beside it, as a set."""
    total = ENTITIES.base
    if left.base and right.base:
        total += _WEIGHT["one entry of the base" if left.base == right.base else _TWO]
    verdict = likeness(left, right).verdict
    total += _VERDICT[verdict]
    if verdict == "same":
        total += _WEIGHT["full name"] * (long_name(left, right) is not None)
        total += _WEIGHT["name of no person"] * ("person" not in (left.kind, right.kind))
    if left.kind != right.kind and left.kind != "other" != right.kind:
        total += _WEIGHT["other kind"]
    if left.called and right.called and not left.called.isdisjoint(right.called):
        total += _WEIGHT["same description"]
    if left.beside and right.beside:
        shared = (set(right.beside) if beside is None else beside).intersection(left.beside)
        if shared:
            shared -= {plain(left.name), plain(right.name)}
            total += _WEIGHT["same company"] * min(1.0, len(shared) / 2)
    if left.countries and right.countries:
        apart = left.countries.isdisjoint(right.countries)
        total += _WEIGHT["other country" if apart else "same country"]
    return logistic(total)
