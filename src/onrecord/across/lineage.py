"""Where the reports that tell one thing have it from, laid out to be drawn: reports from left to
right by their days, each right of what it comes from. How it is drawn is left to each face."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Final, Literal

from onrecord.model.case import Edge, Happening, StatementOrigins, parts_of

#: Reports that are laid out; ``left_out`` says how many are not.
MOST: Final = 36
#: Pixels: a node with its words, the room between two, the margin, a sign's middle below its top.
WIDE, HIGH, GAP, MARGIN, MIDDLE = 236, 62, 70, 12, 22

#: The state of a report's telling, or *agency*: one that has no report here.
Shape = Literal["own", "copied", "relays", "agency"]
_STATE: Final[Mapping[str, Shape]] = {
    "no dependence found": "own",
    "copied": "copied",
    "relays": "relays",
}
#: Corners of the signs around their middle; *own* is a circle.
CORNERS: Final[Mapping[Shape, Sequence[tuple[int, int]]]] = {
    "copied": ((-8, -8), (8, -8), (8, 8), (-8, 8)),
    "relays": ((0, -11), (11, 0), (0, 11), (-11, 0)),
    "agency": ((-4, -10), (4, -10), (10, -4), (10, 4), (4, 10), (-4, 10), (-10, 4), (-10, -4)),
}


@dataclass(slots=True)
class Node:
    """One report, or an agency or outlet. ``telling`` is the key of the report's first telling,
    ``band`` the number of its origin: each has rows of its own. ``parents`` are the keys of the
    nodes that it comes from, each with the word for it."""

    key: str
    name: str
    day: str
    shape: Shape
    telling: str | None = None
    column: int = 0
    row: int = 0
    band: int = 0
    parents: list[tuple[str, str]] = field(default_factory=list)

    @property
    def x(self) -> int:
        return MARGIN + self.column * (WIDE + GAP)

    @property
    def y(self) -> int:
        return MARGIN + self.row * HIGH


@dataclass(frozen=True, slots=True)
class Line:
    """From what a node comes from to the node: an SVG path, its word and where that stands."""

    path: str
    kind: Literal["copied", "relays"]
    x: int
    y: int
    parent: str
    child: str


@dataclass(frozen=True, slots=True)
class Lineage:
    """Nodes and lines in the order in which they are drawn, and the size of it all in pixels."""

    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]
    width: int
    height: int
    left_out: int


def lineage(
    told: StatementOrigins | Happening, called: Callable[[str], tuple[str, str]]
) -> Lineage:
    """The layout of the tellings of a statement or an event. ``called`` gives the name of a report
    and its day ("" where it has none)."""
    nodes = _nodes(told, called)
    _place(nodes)
    drawn = list(nodes.values())
    reports = len({parts_of(key)[0] for key in told.tellings})
    return Lineage(
        nodes=tuple(drawn),
        lines=tuple(_line(nodes[p], n, word) for n in drawn for p, word in n.parents if p in nodes),
        width=max((n.column for n in drawn), default=0) * (WIDE + GAP) + WIDE + 2 * MARGIN,
        height=(max((n.row for n in drawn), default=0) + 1) * HIGH + 2 * MARGIN,
        left_out=reports - len([n for n in drawn if n.shape != "agency"]),
    )


def _nodes(
    told: StatementOrigins | Happening, called: Callable[[str], tuple[str, str]]
) -> dict[str, Node]:
    nodes: dict[str, Node] = {}
    for edge in told.edges:
        report = parts_of(edge.telling)[0]
        if report in nodes or len(nodes) >= MOST:
            continue
        nodes[report] = Node(report, *called(report), _STATE[edge.kind], telling=edge.telling)
    bands = {parts_of(key)[0]: n for n, o in enumerate(told.origins) for key in o.tellings}
    named = {o.name: o.id for o in reversed(told.origins)}
    for edge in told.edges:
        report = parts_of(edge.telling)[0]
        if report in nodes:
            nodes[report].band = bands.get(report, 0)
            _join(nodes, nodes[report], edge, named)
    return nodes


def _join(nodes: dict[str, Node], node: Node, edge: Edge, named: Mapping[str, str]) -> None:
    if edge.on is not None:
        parent = parts_of(edge.on)[0]
    elif edge.via is not None:
        parent = named.get(edge.via, f"via:{edge.via}")
        if parent.removeprefix("or:") in nodes:
            parent = parent.removeprefix("or:")
        elif parent not in nodes:
            nodes[parent] = Node(parent, edge.via, "", "agency", band=node.band)
    else:
        return
    if parent != node.key and all(parent != known for known, _ in node.parents):
        node.parents.append((parent, edge.kind))


def _place(nodes: dict[str, Node]) -> None:
    """Columns by day, each node right of all that it comes from; rows by origin, and in them the
    first in which no line runs through another node."""
    days = sorted({n.day or "9999" for n in nodes.values() if n.shape != "agency"})
    agencies = any(n.shape == "agency" for n in nodes.values())
    for node in nodes.values():
        node.column = 0 if node.shape == "agency" else days.index(node.day or "9999") + agencies
    for _ in nodes:  # as long as something moves, a chain being no longer than all nodes
        moved = False
        for node in nodes.values():
            behind = [nodes[p].column for p, _ in node.parents if p in nodes]
            if behind and node.column <= max(behind) < len(nodes):
                node.column, moved = max(behind) + 1, True
        if not moved:
            break
    columns = sorted({n.column for n in nodes.values()})
    first_row = 0
    for band in sorted({n.band for n in nodes.values()}):
        of_band = sorted((n for n in nodes.values() if n.band == band), key=lambda n: n.column)
        taken: set[tuple[int, int]] = set()
        for node in of_band:
            node.column = columns.index(node.column)
            parents = [nodes[p] for p, _ in node.parents if p in nodes and nodes[p].band == band]
            node.row = next(row for row in count(first_row) if _is_free(node, row, parents, taken))
            taken.add((node.column, node.row))
        first_row = max(row for _, row in taken) + 1


def _is_free(
    node: Node, row: int, behind: Sequence[Node], taken: Collection[tuple[int, int]]
) -> bool:
    """Whether a node may stand in a row: nobody does, nor between it and what it comes from."""
    starts = [p.column + 1 for p in behind if p.row == row and p.column < node.column]
    between = range(min(starts, default=node.column), node.column + 1)
    return all((column, row) not in taken for column in between)


def _line(parent: Node, child: Node, word: str) -> Line:
    x, y, to_x, to_y = parent.x + WIDE, parent.y + MIDDLE, child.x, child.y + MIDDLE
    if parent.column >= child.column:  # each leads to the other
        x, to_x = x - WIDE + 10, to_x + 10
    middle = (x + to_x) // 2
    return Line(
        path=f"M{x},{y}C{middle},{y} {middle},{to_y} {to_x},{to_y}",
        kind="relays" if word == "relays" else "copied",
        x=middle,
        y=(y + to_y) // 2 - 4,
        parent=parent.key,
        child=child.key,
    )
