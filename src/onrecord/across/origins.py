"""How many origins a statement has: from each telling along its edges to where it entered the pile.

Origins are counted a statement, not an article: a report that takes six paragraphs from another and
adds one of its own is a copy for six and an origin for one. Nothing more is ever said of two
origins than that no dependence was found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.across.belonging import Belonging
from onrecord.across.brief import Brief
from onrecord.across.carriers import Carried
from onrecord.across.described import described, name_of
from onrecord.across.edges import Edges, Found, credits_explained
from onrecord.across.first import ALONE, first_of
from onrecord.across.packed import Block, held_packed, pack
from onrecord.across.spread import HERE, Spread
from onrecord.across.standing import Told
from onrecord.across.told import Pile
from onrecord.model.case import Copy, Edge, Group, Origin, OriginKind, StatementOrigins, parts_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Traced:
    """The tellings of one thing in the order of their reports, what each depends on, and the
    origins, the earliest first. ``first`` and its reason are as in ``StatementOrigins``."""

    told: tuple[Told, ...]
    edges: tuple[Edge, ...]
    origins: tuple[Origin, ...]
    first: str | None
    first_because: str

    @property
    def tellings(self) -> tuple[str, ...]:
        return tuple(t.key for t in self.told)

    @property
    def reports(self) -> int:
        return len({t.report for t in self.told})


def origins(
    briefs: Sequence[Brief], copies: Iterable[Copy], groups: Sequence[Group]
) -> Sequence[StatementOrigins]:
    """The origins of each group of statements, in the order of the groups."""
    return Tracing(Pile(briefs, copies), groups).statements()


#: Parts the tellings of one matter, in the order of their reports, into those that hold together;
#: the words of the first stand for each.
Sides = Callable[[Sequence[Told]], Sequence[Sequence[Told]]]


class Tracing:
    """A pile and what of it is one thing."""

    def __init__(self, pile: Pile, groups: Sequence[Group]) -> None:
        self.pile, self.groups = pile, groups
        self.entities = Belonging(groups)
        together = ({parts_of(key)[0] for key in g.members} for g in groups if g.kind != "entity")
        self._explained = credits_explained(pile, (r for r in together if len(r) > 1))

    def statements(
        self, sides: Sides | None = None, spread: Spread = HERE
    ) -> Sequence[StatementOrigins]:
        """The origins of each group of statements, in the order of the groups; with ``sides`` those
        of each side of a group. The first side of the group's first telling has its id; that of any
        other is its group's with the key of its own first telling: one telling may be the first of
        sides of two groups."""

        def traced(start: int, end: int) -> list[Block]:
            return pack(StatementOrigins, self.of_groups(self.groups[start:end], sides))

        return held_packed(StatementOrigins, spread.of(traced, len(self.groups)))

    def of_groups(
        self, groups: Iterable[Group], sides: Sides | None = None
    ) -> Iterator[StatementOrigins]:
        """The same of some groups."""
        for group in groups:
            if group.kind != "statement":
                continue
            told = self.pile.told(group.members)
            if sides is None or len(told) < 2:
                yield from self._origins(group.id, told)
                continue
            names: set[str] = set()
            for side in sides(told):
                held = any(t.key == group.members[0] for t in side)
                name = group.id if held else f"{group.id}+{side[0].key}"
                while name in names:  # one telling may be the first of two sides
                    name += "+"
                names.add(name)
                ordered = sorted(side, key=self.pile.place)
                shown = None if side[0] is ordered[0] else side[0]
                yield from self._origins(name, ordered, shown)

    def _origins(
        self, name: str, given: Sequence[Told], shown: Told | None = None
    ) -> Iterator[StatementOrigins]:
        traced = self.traced(given)
        if traced.told:
            first = next((t for t in traced.told if t.key == traced.first), traced.told[0])
            shown = shown or first
            brief = self.pile.standing(shown.report).brief
            yield StatementOrigins(
                id=name,
                words=brief.words(shown.spans),
                language=brief.language,
                tellings=traced.tellings,
                edges=traced.edges,
                origins=traced.origins,
                first=traced.first,
                first_because=traced.first_because,
                reports=traced.reports,
                among=len(self.pile.briefs),
            )

    def trace(self, members: Iterable[str]) -> Traced:
        """The origins of the tellings with these keys. A telling that one of them was copied from
        is one of them too."""
        return self.traced(self.pile.told(members))

    def traced(self, given: Sequence[Told]) -> Traced:
        """The same of tellings in the order of their places."""
        if len(given) == 1 and (alone := self._alone(given[0])) is not None:
            return alone
        edges = self._edges(given)
        told = edges.told
        found = {t.key: edges.of(t) for t in told}
        walk = _Walk(self.pile, told, found)
        first, because = first_of(self.pile, walk.kept, found, walk.before)
        return Traced(
            told=tuple(told),
            edges=tuple(walk.edge(t) for t in told),
            origins=tuple(walk.origins()),
            first=first,
            first_because=because,
        )

    def _alone(self, told: Told) -> Traced | None:
        """What ``trace`` comes to for a telling that depends on nothing in the pile, which is most
        of them; None for one that does."""
        found = Edges(self.pile, (told,), self._explained).of(told)
        if found.kind == "copied" or found.on is not None:
            return None
        tellings = (told.key,)
        kind, key = _end_of(told, found)
        name, because = described(self.pile, kind, key, found.via, (told.report,))
        origin = Origin(
            id=f"or:{key}",
            kind=kind,
            name=name,
            first=told.key,
            tellings=tellings,
            because=because,
        )
        edge = _edge(told, found)
        return Traced(
            told=(told,), edges=(edge,), origins=(origin,), first=told.key, first_because=ALONE
        )

    def _edges(self, told: Sequence[Told]) -> Edges:
        """The edges of these tellings and of all that they were copied from."""
        known = {t.key: t for t in told}
        edges = Edges(self.pile, told, self._explained)
        waiting = [t for t in told if self.pile.copied_by(t.report)]
        while waiting:
            copied = [found.on for t in waiting if (found := edges.copied(t)) is not None]
            more = {on.key: on for on in copied if on is not None and on.key not in known}
            if not more:
                break
            known |= more
            edges = Edges(self.pile, sorted(known.values(), key=self.pile.place), self._explained)
            waiting = [t for t in more.values() if self.pile.copied_by(t.report)]
        return edges


#: Where a walk ends: at a report of the pile, or at an agency or outlet that has none.
_End = tuple[OriginKind, str]


class _Walk:
    """From each telling to its end. A report that tells a thing more than once counts once for each
    source that it has it from, and once as an origin only where it has it from nobody."""

    def __init__(self, pile: Pile, told: Sequence[Told], found: Mapping[str, Found]) -> None:
        self.pile, self.told, self.found = pile, told, found
        self.by_key = {t.key: t for t in told}
        self.counted_with = self._counted()
        self.kept = [t for t in told if t.key not in self.counted_with]
        self.circular: dict[str, str] = {}
        self.ends: dict[str, _End] = {}
        for one in told:
            self._walk(one.key)
        self._same_body()

    def _counted(self) -> dict[str, str]:
        """For each telling that is not counted by itself the one that it is counted with."""
        reports: dict[str, list[Told]] = {}
        for one in self.told:
            reports.setdefault(one.report, []).append(one)
        counted: dict[str, str] = {}
        for tellings in reports.values():
            # The innermost tells it most nearly: that B said so, not that A said that B did.
            ordered = sorted(tellings, key=lambda t: (-t.depth, t.start, t.key))
            kept: dict[str, str] = {}
            for one in ordered:
                on = self._depends_on(one.key)
                if on and kept.setdefault(on, one.key) != one.key:
                    counted[one.key] = kept[on]
            told_once = next(iter(kept.values()), ordered[0].key)
            for one in ordered:
                if not self._depends_on(one.key) and one.key != told_once:
                    counted[one.key] = told_once
        return counted

    def _depends_on(self, key: str) -> str:
        found = self.found[key]
        if found.kind == "no dependence found":
            return ""
        return found.report or (found.via.key if found.via is not None else "")

    def _next(self, key: str) -> str | None:
        if key in self.counted_with:
            return self.counted_with[key]
        on = self.found[key].on
        return None if on is None else on.key

    def _walk(self, key: str) -> None:
        path: list[str] = []
        at: str | None = key
        while at is not None and at not in self.ends and at not in path:
            path.append(at)
            last, at = at, self._next(at)
        if at is None:
            end = self._end(last)
        elif at in self.ends:
            end = self.ends[at]
        else:
            circle = [self.by_key[k] for k in path[path.index(at) :]]
            earliest = min(circle, key=self.pile.place)
            end = ("report", earliest.report)
            names = sorted({name_of(self.pile, t.report) for t in circle})
            self.circular[earliest.report] = (
                f"{', '.join(names)} each lead to the other; the earliest of them is taken"
            )
        self.ends.update(dict.fromkeys(path, end))

    def _end(self, key: str) -> _End:
        return _end_of(self.by_key[key], self.found[key])

    def _same_body(self) -> None:
        """What is relayed from an agency ends where the agency's own report does, though that one
        be later: both are one origin."""
        own: dict[str, _End] = {}
        for one in self.told:
            key = self.pile.own[one.report]
            if key is not None and self.ends[one.key] == ("report", one.report):
                own.setdefault(key, self.ends[one.key])
        self.ends = {k: own.get(e[1], e) if e[0] != "report" else e for k, e in self.ends.items()}

    def before(self, key: str) -> list[tuple[str, bool]]:
        """The reports that a telling leads through, each with whether all on the way are known to
        be earlier by more than a name."""
        passed: list[tuple[str, bool]] = []
        seen: set[str] = set()
        at: str | None = key
        directed = True
        while at is not None and at not in seen:
            seen.add(at)
            if at not in self.counted_with:
                directed = directed and self.found[at].directed
            at = self._next(at)
            if at is not None:
                passed.append((self.by_key[at].report, directed))
        return passed

    def edge(self, told: Told) -> Edge:
        other = self.counted_with.get(told.key)
        if other is None:
            return _edge(told, self.found[told.key])
        because = f"told again: counted with {other}"
        return _edge(told, replace(self.found[other], because=because, passages=()))

    def origins(self) -> Iterator[Origin]:
        by_end: dict[_End, list[Told]] = {}
        for one in self.told:
            by_end.setdefault(self.ends[one.key], []).append(one)
        for (kind, key), tellings in by_end.items():
            via = min(self._called(key), key=lambda v: v.name, default=None)
            reports = tuple(dict.fromkeys(t.report for t in tellings))
            name, because = described(self.pile, kind, key, via, reports)
            yield Origin(
                id=f"or:{key}",
                kind=kind,
                name=name,
                first=tellings[0].key,
                tellings=tuple(t.key for t in tellings),
                because=self.circular.get(key, because) if kind == "report" else because,
            )

    def _called(self, key: str) -> Iterator[Carried]:
        return (f.via for f in self.found.values() if f.via is not None and f.via.key == key)


def _end_of(told: Told, found: Found) -> _End:
    if found.kind == "relays" and found.via is not None:
        return found.via.kind, found.via.key
    return "report", found.report or told.report


def _edge(told: Told, found: Found) -> Edge:
    return Edge(
        telling=told.key,
        kind=found.kind,
        on=None if found.on is None else found.on.key,
        via=None if found.via is None else found.via.name,
        passages=found.passages,
        because=found.because,
    )
