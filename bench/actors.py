"""Actors: the country and PLOVER sector of what a phrase calls somebody.

English: the tests of NGEC's actor resolution. They are assertions in Python, read here as
comparisons of constants and never run. Left out are those whose arguments or answers stand in
variables that the file does not hold, those that ask only for the title of a Wikipedia article, and
the similarity model's; of the others, answers that contradict each other or are no sector. Lines
with an even number were looked at while the lists of words grew, the others were not.

French: phrases of our own; those of ``fr-unseen.tsv`` were written when the words were settled.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bench.corpora import GOLD, digest
from bench.measures import Row
from onrecord.knowledge.actors import Actor, actor_of
from onrecord.knowledge.actors.codes import codes

WHERE = "events/ngec_actor_tests/all.jsonl"
FRENCH = GOLD / "actors" / "fr.tsv"
FRENCH_UNSEEN = GOLD / "actors" / "fr-unseen.tsv"
#: Day of the commit that the tests are of: what they call today, as they do where they give no day.
TODAY = "2024-05-29"
FUNCTIONS = ("agent_to_code", "search_nat", "short_text_to_agent", "query_wiki")
#: Codes that PLOVER had before, by those that it has.
OLDER = {"HLH": "MED", "NGO": "SOC"}
FLOOR, AIM = 80.0, 90.0

Wanted = Callable[[str], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """``country`` and ``sector`` judge an answer; None where none is asked for."""

    text: str
    when: str
    country: Wanted | None
    sector: Wanted | None


def actors(corpora: Path | None) -> Iterator[Row]:
    """The three figures of both halves of the English tests, and of the French phrases."""
    path = corpora / WHERE if corpora else None
    if path is None or not path.exists():
        yield Row(name="actors", data=WHERE, digest="", figure=None, note="corpus not here")
    else:
        for name, half in (("seen half", 0), ("unseen half", 1)):
            items, left = english(path, half)
            note = f"{len(items)} phrases; left out: {left}"
            yield from _rows(f"actors, {name}", "en", WHERE, digest([path]), items, note)
    for name, path in (("actors fr, seen", FRENCH), ("actors fr, unseen", FRENCH_UNSEEN)):
        data = f"bench/gold/actors/{path.name}"
        items = french(path)
        yield from _rows(name, "fr", data, digest([path]), items, f"{len(items)} phrases")


def _rows(
    name: str, language: str, data: str, mark: str, items: Sequence[Item], note: str
) -> Iterator[Row]:
    asked, right = {}, {}
    for what in ("country", "sector", "both"):
        judged = [judge(item, actor_of(item.text, language, item.when)).get(what) for item in items]
        asked[what] = [j for j in judged if j is not None]
        right[what] = 100 * sum(asked[what]) / max(len(asked[what]), 1)
    for what, figure in right.items():
        yield Row(
            name=f"{name} {what}",
            data=data,
            digest=mark,
            figure=figure,
            floor=FLOOR,
            aim=AIM,
            note=f"of {len(asked[what])}" + (f"; {note}" if note and what == "both" else ""),
        )


def judge(item: Item, actor: Actor) -> dict[str, bool]:
    """What of an answer is right, of that which is asked for."""
    found = {}
    if item.country is not None:
        found["country"] = item.country(actor.country)
    if item.sector is not None:
        found["sector"] = item.sector(actor.sector)
    if len(found) == 2:
        found["both"] = all(found.values())
    return found


def english(path: Path, half: int) -> tuple[list[Item], str]:
    """The items on lines of even (0) or odd (1) number, and what of them was left out, in words."""
    items, left = [], {"other functions": 0, "variables": 0, "Wikipedia titles alone": 0}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if number % 2 != half:
            continue
        row: dict[str, Any] = json.loads(line)
        if row["function"] not in FUNCTIONS:
            left["other functions"] += 1
        elif str(row["args"][0]).startswith("d["):
            left["variables"] += 1
        else:
            country, sector = wanted(row["expected"])
            if country is None and sector is None:
                left["Wikipedia titles alone"] += 1
            else:
                item = Item(text=row["args"][0], when=_day(row), country=country, sector=sector)
                items.append(item)
    return items, ", ".join(f"{n} {why}" for why, n in left.items())


def wanted(expected: Sequence[str]) -> tuple[Wanted | None, Wanted | None]:
    """What assertions ask of the country and of the sector: *code['country'] == 'FRA'*, *!=*,
    *in*; that nothing is found asks for neither."""
    asked: dict[str, list[tuple[str, list[str]]]] = {"country": [], "code_1": []}
    for text in expected:
        node = ast.parse(text, mode="eval").body
        if _asks_for_nothing(node):
            return "".__eq__, "".__eq__
        if isinstance(node, ast.Compare):
            key, values = _key(node.left), _values(node.comparators[0])
            if key in asked and values is not None:
                asked[key].append((type(node.ops[0]).__name__, values))
    return _judge_of(asked["country"]), _judge_of(asked["code_1"], codes().sectors)


def _asks_for_nothing(node: ast.expr) -> bool:
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return isinstance(node.operand, ast.Name) and node.operand.id == "code"
    return (
        isinstance(node, ast.Compare)
        and isinstance(node.left, ast.Name)
        and node.left.id == "code"
        and isinstance(node.ops[0], ast.Is | ast.Eq)
        and isinstance(node.comparators[0], ast.Constant)
        and not node.comparators[0].value
    )


def _key(node: ast.expr) -> str:
    if isinstance(node, ast.Name) and node.id == "cc":
        return "country"
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
        return str(node.slice.value)
    return ""


def _values(node: ast.expr) -> list[str] | None:
    listed = node.elts if isinstance(node, ast.List | ast.Tuple) else [node]
    values = [n.value for n in listed if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    return [OLDER.get(v, v) for v in values] if len(values) == len(listed) else None


def _judge_of(
    asked: Sequence[tuple[str, list[str]]], known: frozenset[str] | None = None
) -> Wanted | None:
    """One judge of several conditions; None where there is none, where no answer can meet them, or
    where they ask for a code that does not exist."""
    equal = [set(values) for op, values in asked if op in {"Eq", "In"}]
    unequal = {v for op, values in asked if op in {"NotEq", "NotIn"} for v in values}
    if not asked or (known is not None and any(v and v not in known for s in equal for v in s)):
        return None
    if not equal:
        return lambda answer: answer not in unequal
    allowed = set.intersection(*equal) - unequal
    return (lambda answer: answer in allowed) if allowed else None


def _day(row: dict[str, Any]) -> str:
    """The ISO date that a test asks at."""
    args = row["args"]
    text = str(row["kwargs"].get("query_date") or (args[2] if len(args) > 2 else ""))
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return text
    for form in ("%d %B %Y", "%B %d, %Y"):
        try:
            return datetime.strptime(text, form).date().isoformat()
        except ValueError:
            continue
    return TODAY


def french(path: Path) -> list[Item]:
    """The phrases of a file: text, date, country, sector."""
    items = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            text, when, country, sector = line.split("\t")
            items.append(Item(text=text, when=when, country=country.__eq__, sector=sector.__eq__))
    return items
