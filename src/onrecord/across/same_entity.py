"""The same person, organization, country or place in several reports.

Entities of one name are met in the order of their reports and compared with the few things that
this name already stands for; then these things are compared with those whose names may be
spellings of theirs. So work grows with the number of entities and of names, not with pairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress
from sys import intern
from typing import Final

from msgspec.structs import replace

from onrecord.across.brief import Brief, Named
from onrecord.across.compare.entities import ENTITIES, Who, likeness, may_be_one, score
from onrecord.across.judged import Judged
from onrecord.across.sameness import Apart, Compared, Rows, Sameness, in_order, sameness
from onrecord.across.words import fold
from onrecord.knowledge.nameforms import common_form, family_name, name_key, plain
from onrecord.model.case import Group, Match, Reason, key_of

#: Things that one name may stand for; entities that are none of them are left apart.
BEARERS: Final = 16
#: Names of a block that are compared with each other: in a large pile many blocks are full, and
#: what is done for them grows with the square of it.
BLOCK: Final = 32
#: What stands around a thing is remembered up to so much.
COMPANY: Final = 64
#: One for all that have none.
NOTHING: Final[frozenset[str]] = frozenset()
#: Score from which on two are one.
JOINS: Final = 0.5


def same_entities(
    briefs: Sequence[Brief], judged: Judged
) -> tuple[Sequence[Group], Sequence[Match]]:
    """Groups of the entities of briefs, and the pairs that are the same with their reasons."""
    found = compare_entities(briefs, judged)
    return found.groups, found.matches


def compare_entities(briefs: Sequence[Brief], judged: Judged) -> Sameness:
    """The same, with the names that were left apart and why."""
    pile = _Pile(in_order(briefs))
    pile.by_name()
    pile.by_spelling()
    return sameness(
        "entity",
        pile.keys,
        pile.compared,
        judged,
        pile.name,
        joins=JOINS,
        apart=pile.apart,
        left_out=pile.left_out,
    )


class _Bearer:
    """What a name stands for so far: its first entity, with what all of them add."""

    def __init__(self, number: int, who: Who) -> None:
        self.number, self.who = number, who

    def take(self, other: Who) -> None:
        beside, own = self.who.beside, self.who
        told = own.called.issuperset(other.called) and (own.base or not other.base)
        if len(beside) >= COMPANY and told and (own.countries or not other.countries):
            return  # it has nothing to add
        if len(beside) < COMPANY:
            more = sorted(other.beside)[: COMPANY - len(beside)]
            # A tuple takes a tenth of the room of a set, and there is one for each thing.
            beside = tuple(dict.fromkeys((*beside, *more)))
        self.who = replace(
            self.who,
            called=self.who.called | other.called,
            beside=beside,
            base=self.who.base or other.base,
            countries=self.who.countries or other.countries,
        )


class _Pile:
    def __init__(self, briefs: Sequence[Brief]) -> None:
        self.keys: list[str] = []
        self.names: list[str] = []
        self.compared = Rows()
        self.apart: list[Apart] = []
        self.left_out: dict[str, int] = {"bearers": 0, "block": 0}
        self._briefs = briefs
        self._bearers: dict[tuple[str, str], list[_Bearer]] = defaultdict(list)
        # What stands beside the entities of the report at hand.
        self._told: tuple[str, ...] = ()
        self._beside: set[str] = set()

    def name(self, members: Sequence[int]) -> str:
        """The fullest name; of equally long ones the first."""
        return max((self.names[n] for n in members), key=lambda name: len(name.split()))

    def by_name(self) -> None:
        """Entities of one key, or of one name, with what it stands for so far."""
        for report, brief in enumerate(self._briefs):
            for who in _all(report, brief):
                number = len(self.keys)
                self.keys.append(who.key)
                self.names.append(who.name)
                if who.names or who.base:
                    self._place(number, who)

    def _place(self, number: int, who: Who) -> None:
        word = who.base or plain(who.names[0]) or fold(who.names[0])
        bearers = self._bearers["=" if who.base else who.kind, word]
        if who.beside is not self._told:
            self._told, self._beside = who.beside, set(who.beside)
        scored = ((score(b.who, who, self._beside), b) for b in bearers)
        fitting = [row for row in scored if row[0] >= JOINS]
        if not fitting:
            if len(bearers) < BEARERS:
                bearers.append(_Bearer(number, who))
            else:
                self.left_out["bearers"] += 1
            return
        most, best = max(fitting, key=lambda row: (row[0], -row[1].number))
        reasons = ENTITIES.weigh(best.who, who)[1]
        self.compared.add(Compared(best.number, number, most, reasons))
        best.take(who)

    def by_spelling(self) -> None:
        """Things of other spellings; a part of a name only where one name fits it."""
        bearers = [b for block in self._bearers.values() for b in block]
        blocks: dict[str, list[_Bearer]] = defaultdict(list)
        for bearer in sorted(bearers, key=lambda b: b.number):
            for key in dict.fromkeys(_blocks(bearer.who)):
                blocks[key].append(bearer)
        # Pairs that meet in two blocks are few, and all pairs are too many to be remembered.
        within: dict[int, set[str]] = defaultdict(set)
        for key in sorted(key for key, block in blocks.items() if len(block) > 1):
            block = blocks[key]
            self.left_out["block"] += max(0, len(block) - BLOCK)
            block = block[:BLOCK]
            full = [b.who.full for b in block]
            short = [b.who.kind == "person" and not f for b, f in zip(block, full, strict=True)]
            for number, left in enumerate(block):
                for other, right in enumerate(block[number + 1 :], start=number + 1):
                    new = within[left.number].isdisjoint(within[right.number])
                    if new and short[number] == short[other]:
                        self._spelled(left, right)
            for bearer in block:
                within[bearer.number].add(key)
            if key.startswith("family:"):
                self._parts(list(compress(block, short)), list(compress(block, full)))

    def _spelled(self, left: _Bearer, right: _Bearer) -> None:
        found = score(left.who, right.who) if may_be_one(left.who, right.who) else 0.0
        if found >= JOINS:
            reasons = ENTITIES.weigh(left.who, right.who)[1]
            self.compared.add(Compared(left.number, right.number, found, reasons))

    def _parts(self, shorts: Sequence[_Bearer], fulls: Sequence[_Bearer]) -> None:
        """Surnames alone: with a full name only where all that fit are one person, and only with
        a second reason."""
        for short in shorts:
            fitting = [f for f in fulls if likeness(short.who, f.who).verdict == "short"]
            if not fitting:
                continue
            first = fitting[0]
            several = [f for f in fitting[1:] if not likeness(first.who, f.who).merges]
            if several:
                names = ", ".join(sorted({f.who.name for f in fitting})[:4])
                says = f"{short.who.name} may be any of {names}"
                self._leave(short, first, (Reason(feature="several bear it", weight=0, says=says),))
                continue
            found, reasons = ENTITIES.weigh(short.who, first.who)
            if found >= JOINS:
                left, right = sorted((short.number, first.number))
                self.compared.add(Compared(left, right, found, reasons))
            else:
                self._leave(short, first, reasons)

    def _leave(self, short: _Bearer, full: _Bearer, reasons: tuple[Reason, ...]) -> None:
        left, right = sorted((short.number, full.number))
        self.apart.append(Apart(left=self.keys[left], right=self.keys[right], reasons=reasons))


def _blocks(who: Who) -> Iterator[str]:
    """Keys under which other spellings of a name are looked for."""
    if who.base:
        yield f"base:{who.base}"
    for name in who.names[:4]:
        if who.kind != "person":
            yield f"{who.kind}:{plain(name)}"
            continue
        forms = name_key(name)
        if len(forms) > 1:
            yield f"both:{' '.join(_bones(f) for f in forms)}"
        yield f"family:{_bones(common_form(family_name(name), True))}"


def _bones(form: str) -> str:
    """A word's consonants: transliterations differ in vowels first."""
    low = form.lower()
    return low[:1] + "".join(c for c in low[1:] if c not in "aeiouyjwh")


def _all(report: int, brief: Brief) -> Iterator[Who]:
    """The entities of a brief as they are compared."""
    countries: dict[str, set[str]] = defaultdict(set)
    for deed in brief.deeds:
        for person in (*deed.actors, *deed.recipients):
            if person.entity_id and person.country:
                countries[person.entity_id].add(person.country)
    beside = tuple(dict.fromkeys(map(intern, _company(brief.entities))))
    for named in brief.entities:
        names = sorted(dict.fromkeys((named.name, *named.names)), key=lambda n: -len(n.split()))
        yield Who(
            key=key_of(brief.report_id, named.id),
            report=report,
            kind=named.kind,
            name=named.name,
            names=tuple(names) if named.names else (),
            called=frozenset(fold(c) for c in named.called if len(c.split()) > 1) or NOTHING,
            base=named.key,
            beside=beside,
            countries=frozenset(countries.get(named.id, ())) or NOTHING,
        )


def _company(entities: Iterable[Named]) -> Iterator[str]:
    """What a report names that tells which story it is in: entries of the base, full names."""
    for named in entities:
        if named.key:
            yield named.key
        elif named.names and len(named.name.split()) > 1:
            yield plain(named.name)
