"""How far two annotators of the unseen story sets and piles agree: ``gold/second``, see its README.

What a reader is measured against is only as sure as this: a number of origins on which annotators
differ cannot be right for both. The same is counted as in ``stories``, with the second annotation
in the place of what we find.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from itertools import combinations
from pathlib import Path
from typing import Any

from bench.attribution import Figure
from bench.corpora import GOLD, digest
from bench.measures import Row
from onrecord.errors import OnrecordError

SECOND = GOLD / "second"
#: Folders that were annotated twice, and how their rows are called.
TWICE = {"stories_unseen": "unseen stories", "piles_unseen": "unseen piles"}
Told = Mapping[str, Any]


def agreement(corpora: Path | None) -> Iterator[Row]:
    """Statements on whose number of origins, and on whose first, both agree, and tellings."""
    del corpora
    for folder, name in TWICE.items():
        paths = sorted((SECOND / folder).glob("*.toml"))
        mark = digest([*paths, *(GOLD / folder / path.name for path in paths)])
        pairs = [pair for path in paths for pair in both(GOLD / folder / path.name, path)]
        many = max(1, len(pairs))
        apart = [abs(len(one["origins"]) - len(other["origins"])) for one, other in pairs]
        tellings, together, edges = Figure(), Figure(), Figure()
        for one, other in pairs:
            _count(tellings, set(one["words"]), set(other["words"]))
            _count(together, _pairs(one), _pairs(other))
            edges.gold += len(one["edges"])
            edges.right += sum(same_edge(one, other, report) for report in one["edges"])
        figures = {
            "origins exact": 100 * apart.count(0) / many,
            "origins error": sum(apart) / many,
            "first": 100 * sum(a["first"] == b["first"] for a, b in pairs) / many,
            "edges": edges.recall,
            "tellings": tellings.f1,
            "tellings put together": together.f1,
        }
        for what, figure in figures.items():
            yield Row(
                name=f"agreement on {name}: {what}",
                data=f"{len(pairs)} statements, annotated twice",
                digest=mark,
                figure=figure,
                lower_is_better=what.endswith("error"),
            )


def both(first: Path, second: Path) -> list[tuple[Told, Told]]:
    """The statements of two annotations of one set. Raises OnrecordError where they are others."""
    one, other = (
        {row["name"]: row for row in tomllib.loads(path.read_text(encoding="utf-8"))["statement"]}
        for path in (first, second)
    )
    if one.keys() != other.keys():
        raise OnrecordError("other statements than in the first annotation", about=second.name)
    return [(one[name], other[name]) for name in one]


def same_edge(one: Told, other: Told, report: str) -> bool:
    """Whether a telling depends on the same in both: any report of a copy's group is as right."""
    edge, beside = one["edges"][report], other["edges"].get(report, "")
    kind, _, target = beside.partition(" ")
    if edge.startswith("copied ") and kind == "copied":
        return any({report, target} <= set(group) for group in one["origins"])
    return bool(edge == beside)


def _pairs(told: Told) -> set[tuple[str, str]]:
    return set(combinations(sorted(told["words"]), 2))


def _count(figure: Figure, gold: set[Any], found: set[Any]) -> None:
    figure.gold += len(gold)
    figure.predicted += len(found)
    figure.right += len(gold & found)
