"""Whom of the holders of offices a name in a phrase means at a date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from functools import cache

from onrecord.knowledge.actors.codes import office_country
from onrecord.knowledge.holders import Term, offices, terms_of
from onrecord.knowledge.nameforms import family_name, plain
from onrecord.knowledge.names import name_lists

#: Offices whose holders are called by a family name alone.
KNOWN_TO_ALL = ("head of state", "head of government", "leader")

#: Years for which one is called by a family name alone after that.
LATE = 5


@cache
def _by_family() -> Mapping[str, Sequence[Term]]:
    found: dict[str, list[Term]] = defaultdict(list)
    for office in offices():
        for holder in office.holders:
            for family in {plain(family_name(name)) for name in holder.names}:
                found[family].append(Term(office=office, holder=holder))
    return found


def person_named(name: str, when: str, hints: Set[str], *, titled: bool) -> Term | None:
    """The term of the one holder whom a name means, the one that runs ``when`` (an ISO date or
    nothing) before all others. A family name alone means somebody where a title stands before it
    (``titled``) or its holder was known to all; ``hints`` are codes of countries beside it."""
    if " " in name or "-" in name:
        terms = [term for term, _ in terms_of(name)]
        if terms or " " in name:
            return _one(terms, when, hints)
    if name in name_lists().first_names or len(name) < 3:
        return None
    terms = list(_by_family().get(plain(name), ()))
    here = [t for t in terms if office_country(t.office.of) in hints]
    if here and titled:
        return _one(here, when, hints)
    now = [t for t in terms if t.holder.in_office(when)] if when else terms
    if titled:
        return _one(now or terms, when, hints)
    known = [t for t in now or _of_late(terms, when) if t.office.role in KNOWN_TO_ALL]
    return _one(known, when, hints)


def _of_late(terms: Sequence[Term], when: str) -> list[Term]:
    """Terms of a head of state that ended not long before a date, if nobody else has the name."""
    if len({t.holder.name for t in terms}) > 1:
        return []
    heads = [t for t in terms if t.office.role == KNOWN_TO_ALL[0] and t.holder.start <= when]
    return [t for t in heads if int(when[:4]) - int(t.holder.end[:4]) <= LATE]


def _one(terms: Sequence[Term], when: str, hints: Set[str]) -> Term | None:
    at_home = [t for t in terms if not t.office.home] or list(terms)
    here = [t for t in terms if office_country(t.office.of) in hints] or at_home
    if when and len({t.holder.name for t in here}) > 1:
        here = [t for t in here if t.holder.in_office(when)]
    if len({t.holder.name for t in here}) != 1:
        return None
    if not when:
        return max(here, key=lambda t: t.holder.start)
    now = [t for t in here if t.holder.in_office(when)]
    before = [t for t in here if t.holder.start <= when]
    if now:
        return max(now, key=lambda t: t.holder.start)
    if before:
        return max(before, key=lambda t: t.holder.start)
    return min(here, key=lambda t: t.holder.start)
