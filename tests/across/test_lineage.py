"""Where reports have a thing from, laid out: columns by day, rows by origin."""

from __future__ import annotations

from onrecord.across.lineage import MOST, Lineage, lineage
from onrecord.model import Edge, Origin, StatementOrigins


def edge(telling: str, kind: str, on: str | None = None, via: str | None = None) -> Edge:
    return Edge(telling=telling, kind=kind, on=on, via=via, because="")  # type: ignore[arg-type]


def laid(*edges: Edge, origins: tuple[tuple[str, str, tuple[str, ...]], ...]) -> Lineage:
    """The layout; reports are called as their id, and told on the day that its digit says."""
    told = StatementOrigins(
        id="statement:r:1/st:1-2",
        words="",
        language="en",
        tellings=tuple(e.telling for e in edges),
        edges=edges,
        origins=tuple(
            Origin(id=i, kind="report", name=name, first=keys[0], tellings=keys, because="")
            for i, name, keys in origins
        ),
        first=None,
        first_because="",
        reports=len(edges),
        among=len(edges),
    )
    return lineage(told, lambda report: (report, f"2026-01-0{report[2]}"))


A, B, C = "r:1/st:1-2", "r:2/st:1-2", "r:2x/st:1-2"
NONE = "no dependence found"


def test_what_is_copied_stands_right_of_what_it_is_copied_from() -> None:
    made = laid(
        edge(A, NONE), edge(C, "copied", A), edge(B, NONE),
        origins=(("or:r:1", "r:1", (A, C)), ("or:r:2", "r:2", (B,))),
    )  # fmt: skip
    by_key = {node.key: node for node in made.nodes}
    assert by_key["r:1"].column < by_key["r:2x"].column
    assert by_key["r:1"].row == by_key["r:2x"].row != by_key["r:2"].row
    assert [(one.parent, one.child, one.kind) for one in made.lines] == [("r:1", "r:2x", "copied")]
    assert by_key["r:2x"].telling == C
    assert made.left_out == 0


def test_no_line_runs_through_another_node() -> None:
    later = "r:3/st:1-2"
    made = laid(
        edge(A, NONE), edge(B, "copied", A), edge(later, "relays", A),
        origins=(("or:r:1", "r:1", (A, B, later)),),
    )  # fmt: skip
    rows = {node.key: (node.column, node.row) for node in made.nodes}
    assert rows == {"r:1": (0, 0), "r:2": (1, 0), "r:3": (2, 1)}


def test_an_agency_without_a_report_is_a_node_of_its_own() -> None:
    made = laid(edge(A, "relays", via="KCNA"), origins=(("or:kcna", "KCNA", (A,)),))
    agency = next(node for node in made.nodes if node.shape == "agency")
    assert (agency.name, agency.column, agency.telling) == ("KCNA", 0, None)
    assert [one.kind for one in made.lines] == ["relays"]


def test_two_that_lead_to_each_other_end() -> None:
    made = laid(edge(A, "copied", B), edge(B, "copied", A), origins=(("or:r:1", "r:1", (A, B)),))
    assert len(made.lines) == 2


def test_of_many_reports_the_first_are_drawn() -> None:
    keys = tuple(f"r:1{n}/st:1-2" for n in range(MOST + 4))
    edges = (edge(keys[0], NONE), *(edge(key, "copied", keys[0]) for key in keys[1:]))
    made = laid(*edges, origins=(("or:r:10", "r:10", keys),))
    assert (len(made.nodes), made.left_out) == (MOST, 4)
    assert all(node.x < made.width and node.y < made.height for node in made.nodes)


def test_nothing_told_is_an_empty_drawing() -> None:
    assert laid(origins=()).nodes == ()
