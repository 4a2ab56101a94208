"""The origins of one statement as a drawing: reports from left to right by their days, each with
what it depends on.

The three states differ in shape and word, never in colour alone: a circle where no dependence was
found, a square where the telling is copied, a diamond where it relays; an octagon is an agency or
outlet that has no report here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Final, Literal

from onrecord.across.brief import Brief
from onrecord.export.storywords import day_of, name_of, shown
from onrecord.model.case import Edge, StatementOrigins, parts_of

#: Reports that are drawn; of more the page says how many.
MOST: Final = 36
#: Pixels: a node with its words, the room between two, the margin.
WIDE, HIGH, GAP, MARGIN = 236, 62, 70, 12
#: Letters of a name that find room.
LETTERS: Final = 22

Shape = Literal["own", "copied", "relays", "agency"]
_STATE: Final[Mapping[str, Shape]] = {
    "no dependence found": "own",
    "copied": "copied",
    "relays": "relays",
}
_SAID: Final[Mapping[Shape, str]] = {
    "own": "no dependence found",
    "copied": "copied",
    "relays": "relays",
    "agency": "no report of its own here",
}


@dataclass(slots=True)
class _Node:
    key: str
    name: str
    day: str
    shape: Shape
    column: int = 0
    row: int = 0
    #: The number of its origin: each has rows of its own.
    band: int = 0
    #: Where it comes from, each with the word for it.
    parents: list[tuple[str, str]] = field(default_factory=list)


def graph(told: StatementOrigins, briefs: Mapping[str, Brief]) -> str:
    """The drawing as an SVG element, with a line of words where not all is drawn."""
    nodes = _nodes(told, briefs)
    _place(nodes)
    drawn = list(nodes.values())
    width = max(n.column for n in drawn) * (WIDE + GAP) + WIDE + 2 * MARGIN
    height = (max(n.row for n in drawn) + 1) * HIGH + 2 * MARGIN
    lines = "".join(_line(nodes[p], n, word) for n in drawn for p, word in n.parents if p in nodes)
    label = f"Where {told.reports} reports have it from"
    left = told.reports - len([n for n in drawn if n.shape != "agency"])
    more = f'<p class="key">{left} more reports are not drawn.</p>' if left > 0 else ""
    return (
        f'<svg viewBox="0 0 {width} {height}" style="max-width:{width}px" role="img" '
        f'aria-label="{label}">{lines}{"".join(_node(n) for n in drawn)}</svg>{more}'
    )


def _nodes(told: StatementOrigins, briefs: Mapping[str, Brief]) -> dict[str, _Node]:
    nodes: dict[str, _Node] = {}
    for edge in told.edges:
        report = parts_of(edge.telling)[0]
        if report in nodes or len(nodes) >= MOST:
            continue
        brief = briefs[report]
        node = _Node(report, name_of(brief), day_of(brief), _STATE[edge.kind])
        nodes[report] = node
    bands = {parts_of(key)[0]: n for n, o in enumerate(told.origins) for key in o.tellings}
    for edge in told.edges:
        report = parts_of(edge.telling)[0]
        if report in nodes:
            nodes[report].band = bands[report]
            _join(nodes, nodes[report], edge, told)
    return nodes


def _join(nodes: dict[str, _Node], node: _Node, edge: Edge, told: StatementOrigins) -> None:
    if edge.on is not None:
        parent = parts_of(edge.on)[0]
    elif edge.via is not None:
        parent = next((o.id for o in told.origins if o.name == edge.via), f"via:{edge.via}")
        if parent.removeprefix("or:") in nodes:
            parent = parent.removeprefix("or:")
        elif parent not in nodes:
            nodes[parent] = _Node(parent, edge.via, "", "agency", band=node.band)
    else:
        return
    if parent != node.key and all(parent != known for known, _ in node.parents):
        node.parents.append((parent, edge.kind))


def _place(nodes: dict[str, _Node]) -> None:
    """Columns by day, each node right of all that it comes from; rows by origin, so that
    no line runs through another."""
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
        taken: dict[int, int] = {}
        for node in (n for n in nodes.values() if n.band == band):
            node.column = columns.index(node.column)
            node.row = first_row + taken.get(node.column, 0)
            taken[node.column] = taken.get(node.column, 0) + 1
        first_row += max(taken.values())


def _corner(node: _Node) -> tuple[int, int]:
    return MARGIN + node.column * (WIDE + GAP), MARGIN + node.row * HIGH


def _line(parent: _Node, child: _Node, word: str) -> str:
    (x, y), (to_x, to_y) = _corner(parent), _corner(child)
    x, y, to_y = x + WIDE, y + 22, to_y + 22
    if parent.column >= child.column:  # each leads to the other
        x, to_x = x - WIDE + 10, to_x + 10
    middle = (x + to_x) // 2
    kind = "relays" if word == "relays" else "copied"
    return (
        f'<path class="{kind}" d="M{x},{y}C{middle},{y} {middle},{to_y} {to_x},{to_y}"/>'
        f'<text class="word" x="{middle}" y="{(y + to_y) // 2 - 4}">{kind}</text>'
    )


def _node(node: _Node) -> str:
    x, y = _corner(node)
    name = node.name if len(node.name) <= LETTERS else node.name[: LETTERS - 1] + "…"
    under = ", ".join(w for w in (node.day, _SAID[node.shape]) if w)
    return (
        f'<g class="{node.shape}"><title>{escape(shown(node.name))}: {escape(under)}</title>'
        f"{_shape(node.shape, x + 12, y + 22)}"
        f'<text x="{x + 30}" y="{y + 20}">{escape(shown(name))}</text>'
        f'<text class="state" x="{x + 30}" y="{y + 36}">{escape(under)}</text></g>'
    )


def _shape(shape: Shape, x: int, y: int) -> str:
    if shape == "own":
        return f'<circle cx="{x}" cy="{y}" r="9"/>'
    corners: Mapping[Shape, Sequence[tuple[int, int]]] = {
        "copied": ((-8, -8), (8, -8), (8, 8), (-8, 8)),
        "relays": ((0, -11), (11, 0), (0, 11), (-11, 0)),
        "agency": ((-4, -10), (4, -10), (10, -4), (10, 4), (4, 10), (-4, 10), (-10, 4), (-10, -4)),
    }
    points = " ".join(f"{x + dx},{y + dy}" for dx, dy in corners[shape])
    return f'<polygon points="{points}"/>'
