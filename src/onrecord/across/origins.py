"""How many origins a statement has: from each telling along its edges to where it entered the pile.

Origins are counted a statement, not an article: a report that takes six paragraphs from another and
adds one of its own is a copy for six and an origin for one. Nothing more is ever said of two
origins than that no dependence was found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from onrecord.across.brief import Brief
from onrecord.across.edges import Edges, Found, credits_explained
from onrecord.across.first import first_of
from onrecord.across.told import Pile, Told
from onrecord.model.case import Copy, Edge, Group, Origin, OriginKind, StatementOrigins, parts_of

#: Reports that a reason names; of more it gives the number.
NAMED_IN_REASON: Final = 4


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
) -> tuple[StatementOrigins, ...]:
    """The origins of each group of statements, in the order of the groups."""
    return Tracing(Pile(briefs, copies), groups).statements()


#: Parts the tellings of one matter, in the order of their reports, into those that hold together.
Sides = Callable[[Sequence[Told]], Sequence[Sequence[Told]]]


class Tracing:
    """A pile and what of it is one thing."""

    def __init__(self, pile: Pile, groups: Sequence[Group]) -> None:
        self.pile, self.groups = pile, groups
        together = ({parts_of(key)[0] for key in g.members} for g in groups if g.kind != "entity")
        self._explained = credits_explained(pile, (r for r in together if len(r) > 1))

    def statements(self, sides: Sides | None = None) -> tuple[StatementOrigins, ...]:
        """The origins of each group of statements, in the order of the groups; with ``sides`` those
        of each side of a group. The first side of the group's first telling has its id."""
        return tuple(self._statements(sides))

    def _statements(self, sides: Sides | None) -> Iterator[StatementOrigins]:
        for group in self.groups:
            if group.kind != "statement":
                continue
            told = self.pile.told(group.members) if sides is not None else []
            if sides is None or len(told) < 2:
                yield from self._origins(group.id, group.members)
                continue
            names: set[str] = set()
            for side in sides(told):
                keys = [t.key for t in side]
                name = group.id if group.members[0] in keys else f"{group.kind}:{keys[0]}"
                while name in names:  # one telling may be the first of two sides
                    name += "+"
                names.add(name)
                yield from self._origins(name, keys)

    def _origins(self, name: str, members: Sequence[str]) -> Iterator[StatementOrigins]:
        traced = self.trace(members)
        if traced.told:
            shown = next((t for t in traced.told if t.key == traced.first), traced.told[0])
            brief = self.pile.briefs[shown.report]
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
        edges = self._edges(self.pile.told(members))
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
            names = sorted({self._name(t.report) for t in circle})
            self.circular[earliest.report] = (
                f"{', '.join(names)} each lead to the other; the earliest of them is taken"
            )
        self.ends.update(dict.fromkeys(path, end))

    def _end(self, key: str) -> _End:
        found = self.found[key]
        if found.kind == "relays" and found.via is not None:
            return found.via.kind, found.via.key
        return "report", found.report or self.by_key[key].report

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
        found = self.found[told.key]
        other = self.counted_with.get(told.key)
        if other is not None:
            found = replace(self.found[other], because=f"told again: counted with {other}")
        return Edge(
            telling=told.key,
            kind=found.kind,
            on=None if found.on is None else found.on.key,
            via=None if found.via is None else found.via.name,
            passages=found.passages if other is None else (),
            because=found.because,
        )

    def origins(self) -> Iterator[Origin]:
        by_end: dict[_End, list[Told]] = {}
        for one in self.told:
            by_end.setdefault(self.ends[one.key], []).append(one)
        for (kind, key), tellings in by_end.items():
            yield Origin(
                id=f"or:{key}",
                kind=kind,
                name=self._name(key) if kind == "report" else self._carrier(key),
                first=tellings[0].key,
                tellings=tuple(t.key for t in tellings),
                because=self._because(kind, key, tellings),
            )

    def _carrier(self, key: str) -> str:
        names = (f.via.name for f in self.found.values() if f.via is not None and f.via.key == key)
        return min(names, default=key)

    def _name(self, report: str) -> str:
        brief = self.pile.briefs[report]
        return brief.outlet or brief.title or report

    def _because(self, kind: OriginKind, key: str, tellings: Sequence[Told]) -> str:
        if kind == "report" and key in self.circular:
            return self.circular[key]
        if kind == "report":
            others = [r for r in dict.fromkeys(t.report for t in tellings) if r != key]
            found = "no dependence on an earlier report or an agency was found"
            return f"{found}; from it: {self._listed(others)}" if others else found
        relaying = list(dict.fromkeys(t.report for t in tellings))
        says = f"relayed by {self._listed(relaying)}"
        if key.startswith("unnamed"):
            return f"{says}; it is not named, so that it is kept apart from all that are"
        return f"{says}; no report of its own in the pile tells it as early"

    def _listed(self, reports: Sequence[str]) -> str:
        names = [self._name(r) for r in reports[:NAMED_IN_REASON]]
        more = len(reports) - len(names)
        return ", ".join(names) + (f" and {more} more" if more else "")
