"""The origins of one statement as a drawing: reports from left to right by their days, each with
what it depends on.

The three states differ in shape and word, never in colour alone: a circle where no dependence was
found, a square where the telling is copied, a diamond where it relays; an octagon is an agency or
outlet that has no report here.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Final

from onrecord.across.brief import Brief
from onrecord.across.lineage import CORNERS, MIDDLE, Line, Node, Shape, lineage
from onrecord.export.storywords import day_of, name_of, shown
from onrecord.model.case import StatementOrigins

#: Letters of a name that find room.
LETTERS: Final = 22

_SAID: Final[Mapping[Shape, str]] = {
    "own": "no dependence found",
    "copied": "copied",
    "relays": "relays",
    "agency": "no report of its own here",
}


def graph(told: StatementOrigins, briefs: Mapping[str, Brief]) -> str:
    """The drawing as an SVG element, with a line of words where not all is drawn."""
    made = lineage(told, lambda report: (name_of(briefs[report]), day_of(briefs[report])))
    lines = "".join(map(_line, made.lines))
    label = f"Where {told.reports} reports have it from"
    left = made.left_out
    more = f'<p class="key">{left} more reports are not drawn.</p>' if left > 0 else ""
    return (
        f'<svg viewBox="0 0 {made.width} {made.height}" style="max-width:{made.width}px" role="img"'
        f' aria-label="{label}">{lines}{"".join(_node(n) for n in made.nodes)}</svg>{more}'
    )


def _line(line: Line) -> str:
    return (
        f'<path class="{line.kind}" d="{line.path}"/>'
        f'<text class="word" x="{line.x}" y="{line.y}">{line.kind}</text>'
    )


def _node(node: Node) -> str:
    x, y = node.x, node.y
    name = node.name if len(node.name) <= LETTERS else node.name[: LETTERS - 1] + "…"
    under = ", ".join(w for w in (node.day, _SAID[node.shape]) if w)
    return (
        f'<g class="{node.shape}"><title>{escape(shown(node.name))}: {escape(under)}</title>'
        f"{_shape(node.shape, x + 12, y + MIDDLE)}"
        f'<text x="{x + 30}" y="{y + 20}">{escape(shown(name))}</text>'
        f'<text class="state" x="{x + 30}" y="{y + 36}">{escape(under)}</text></g>'
    )


def _shape(shape: Shape, x: int, y: int) -> str:
    if shape == "own":
        return f'<circle cx="{x}" cy="{y}" r="9"/>'
    points = " ".join(f"{x + dx},{y + dy}" for dx, dy in CORNERS[shape])
    return f'<polygon points="{points}"/>'
