"""All tellings of a statement or an event: from which origins, in which order, how told over time.

A finding may have thousands of tellings. A page reads those that it shows, and no others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from onrecord.across.lineage import CORNERS, Lineage, lineage
from onrecord.desk.looking.disagreements import Apart
from onrecord.desk.looking.tellings import Heading, Told, heading, told
from onrecord.desk.room import Look
from onrecord.model import Edge, Happening, Origin, StatementOrigins, parts_of

#: Tellings on one page.
A_PAGE: Final = 50
#: Origins that are listed by name beside the drawing.
MOST_ORIGINS: Final = 50
#: Reports in the drawing that can be moved and zoomed.
MOST_NODES: Final = 400

Sequel = Literal["origin", "time"]


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginHere:
    """An origin with those of its tellings that this page shows; ``tellings`` counts all."""

    number: int
    kind: str
    name: str
    because: str
    tellings: int
    shown: tuple[Told, ...]
    begun: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a telling says otherwise than the one before it: of what, then and now."""

    of: Literal["stance", "certainty", "polarity", "factuality"]
    before: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """What a telling comes to in a disagreement, and which that is."""

    says: str
    kind: str
    relation: str
    disagreement: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A telling in the order of time, with what is new in it."""

    told: Told
    origin: int | None
    changes: tuple[Change, ...]
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tellings:
    """One page of tellings: by ``origins``, or in order of time as ``steps`` (also given beside the
    origins where one page shows all). ``states`` counts all tellings by what they depend on."""

    total: int
    reports: int
    states: Mapping[str, int]
    sequel: Sequel
    page: int
    pages: int
    origins: tuple[OriginHere, ...]
    steps: tuple[Step, ...]


def tellings(
    look: Look,
    found: StatementOrigins | Happening,
    apart: Sequence[Apart],
    *,
    sequel: Sequel = "origin",
    page: int = 1,
) -> Tellings:
    """A page of the tellings of a finding. A page beyond the last one is the last one."""
    edges = {edge.telling: edge for edge in found.edges}
    numbers = {key: n for n, o in enumerate(found.origins, start=1) for key in o.tellings}
    ordered = (
        [key for origin in found.origins for key in origin.tellings]
        if sequel == "origin"
        else list(found.tellings)
    )
    pages = max(1, -(-len(ordered) // A_PAGE))
    page = min(max(1, page), pages)
    here = ordered[(page - 1) * A_PAGE : page * A_PAGE]
    shown = {key: told(look, key, edges.get(key)) for key in here}
    in_time = here if sequel == "time" else list(found.tellings) if pages == 1 else []
    return Tellings(
        total=len(found.tellings),
        reports=len({parts_of(key)[0] for key in found.tellings}),
        states=Counter(edge.kind for edge in found.edges),
        sequel=sequel,
        page=page,
        pages=pages,
        origins=_origins(found.origins, shown) if sequel == "origin" else (),
        steps=_steps([shown[key] for key in in_time if key in shown], numbers, apart),
    )


def _origins(origins: Sequence[Origin], shown: Mapping[str, Told]) -> tuple[OriginHere, ...]:
    found = []
    for number, origin in enumerate(origins, start=1):
        here = tuple(shown[key] for key in origin.tellings if key in shown)
        if here:
            found.append(
                OriginHere(
                    number=number,
                    kind=origin.kind,
                    name=origin.name,
                    because=origin.because,
                    tellings=len(origin.tellings),
                    shown=here,
                    begun=here[0].key != origin.tellings[0],
                )
            )
    return tuple(found)


def _steps(
    several: Sequence[Told], numbers: Mapping[str, int], apart: Sequence[Apart]
) -> tuple[Step, ...]:
    values: dict[str, list[Value]] = {}
    for one in apart:
        for side in (one.left, one.right):
            value = Value(says=side.says, kind=one.kind, relation=one.relation, disagreement=one.id)
            known = values.setdefault(side.told.key, [])
            if all((v.says, v.kind) != (value.says, value.kind) for v in known):
                known.append(value)
    steps = []
    before: Told | None = None
    for telling in several:
        steps.append(
            Step(
                told=telling,
                origin=numbers.get(telling.key),
                changes=() if before is None else _changes(before, telling),
                values=tuple(values.get(telling.key, ())),
            )
        )
        if telling.words is not None:
            before = telling
    return tuple(steps)


def _changes(before: Told, now: Told) -> tuple[Change, ...]:
    pairs: Sequence[tuple[Any, str | None, str | None]] = (
        ("stance", before.stance, now.stance),
        ("certainty", before.certainty, now.certainty),
        ("polarity", before.polarity, now.polarity),
        ("factuality", before.factuality, now.factuality),
    )
    return tuple(
        Change(of=of, before=old, now=new)
        for of, old, new in pairs
        if old is not None and new is not None and old != new
    )


def graph(look: Look, found: StatementOrigins | Happening) -> Lineage:
    """Where the reports that tell a finding have it from, laid out to be drawn."""

    def called(report_id: str) -> tuple[str, str]:
        head: Heading = heading(look, report_id)
        return head.outlet, head.published or ""

    return lineage(found, called)


def graph_data(look: Look, edges: Sequence[Edge]) -> dict[str, list[dict[str, str]]]:
    """The same as plain values: *nodes* (ids of reports, or ``via:`` and a name) and *edges*, for
    a drawing that can be moved and so holds more."""
    nodes: dict[str, dict[str, str]] = {}
    joined: dict[tuple[str, str], str] = {}
    for edge in edges:
        report = parts_of(edge.telling)[0]
        if report not in nodes:
            if len(nodes) >= MOST_NODES:
                continue
            name = heading(look, report).outlet
            nodes[report] = {"id": report, "label": name, "kind": "report", "state": edge.kind}
        to = parts_of(edge.on)[0] if edge.on is not None else f"via:{edge.via}" if edge.via else ""
        if to.startswith("via:") and to not in nodes:
            nodes[to] = {"id": to, "label": str(edge.via), "kind": "agency", "state": ""}
        if to and to != report:
            joined.setdefault((report, to), edge.kind)
    return {
        "nodes": list(nodes.values()),
        "edges": [
            {"from": one, "to": other, "kind": kind}
            for (one, other), kind in joined.items()
            if other in nodes
        ],
    }


__all__ = [
    "A_PAGE",
    "CORNERS",
    "Change",
    "OriginHere",
    "Sequel",
    "Step",
    "Tellings",
    "Value",
    "graph",
    "graph_data",
    "tellings",
]
