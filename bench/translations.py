"""Copies across languages: reports and their translations, against reports on the same event.

``bench/gold/translations/README.md`` describes the sets. Each set is a pile of its own for the
pairs; all of them together are one pile for the last row, in which every pair of two sets is none.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from bench.attribution import Figure
from bench.corpora import GOLD, digest
from bench.measures import Row, reader
from onrecord.across.brief import Brief
from onrecord.across.briefing import brief
from onrecord.across.copies import find_copies
from onrecord.desk import published_on
from onrecord.intake.open import report_from_text
from onrecord.model.case import Copy

FOLDER = GOLD / "translations"
Pair = frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Set:
    """A set with its briefs by the names that the set gives its reports."""

    about: dict[str, Any]
    briefs: dict[str, Brief]

    def gold(self) -> set[Pair]:
        return {
            frozenset(self.briefs[name].report_id for name in pair) for pair in self.about["copies"]
        }


def read_sets(folder: Path) -> list[Set]:
    """The sets, read with the models."""
    return [_read(path) for path in sorted(folder.glob("*.toml"))]


def _read(path: Path) -> Set:
    about = tomllib.loads(path.read_text(encoding="utf-8"))
    briefs = {}
    for told in about["report"]:
        report = report_from_text(
            told["text"],
            path.name,
            detect=lambda _, language=told["language"]: str(language),
            outlet=told.get("outlet"),
            published=published_on(str(told["published"])) if "published" in told else None,
        )
        briefs[told["id"]] = brief(reader().read(report))
    return Set(about=about, briefs=briefs)


def translations(corpora: Path | None) -> Iterator[Row]:
    """Pairs of the sets, of two languages and of one."""
    del corpora
    paths = sorted(FOLDER.glob("*.toml"))
    if not paths:
        yield Row(name="translations", data="bench/gold", digest="", figure=None, note="none yet")
        return
    yield from measured(read_sets(FOLDER), digest(paths))


def measured(sets: list[Set], mark: str) -> Iterator[Row]:
    """The rows of sets."""
    across, within, few, direction = Figure(), Figure(), Figure(), Figure()
    sentences = Figure()
    for one in sets:
        languages = {b.report_id: b.language for b in one.briefs.values()}
        found = {frozenset((c.earlier, c.later)): c for c in find_copies([*one.briefs.values()])}
        gold = one.gold()
        for pair in map(frozenset, combinations(sorted(languages), 2)):
            two = len({languages[i] for i in pair}) == 2
            figures = [across if two else within]
            figures += [few] if two and one.about.get("names") == "few" else []
            for figure in figures:
                figure.gold += pair in gold
                figure.predicted += pair in found
                figure.right += pair in gold and pair in found
        _directed(one, found, direction)
        _sentences(one, found, sentences)
    pile = [b for one in sets for b in one.briefs.values()]
    together = {frozenset((c.earlier, c.later)) for c in find_copies(pile)}
    gold = {pair for one in sets for pair in one.gold()}
    whole = Figure(gold=len(gold), predicted=len(together), right=len(gold & together))
    data = f"bench/gold/translations, {len(sets)} sets"
    bars = {"translations pairs F1": (75.0, 90.0)}
    rows = {
        "translations pairs F1": across,
        "translations pairs F1, few names": few,
        "translations pairs F1, one language": within,
        "translations pairs F1, all sets as one pile": whole,
        "translations sentences F1": sentences,
        "translations, the original is the earlier": direction,
    }
    for name, figure in rows.items():
        floor, aim = bars.get(name, (None, None))
        yield Row(
            name=name,
            data=data,
            digest=mark,
            figure=figure.f1,
            floor=floor,
            aim=aim,
            note=f"{figure.gold}; precision {figure.precision:.1f}, recall {figure.recall:.1f}",
        )


def _directed(one: Set, found: dict[Pair, Copy], total: Figure) -> None:
    """Of found copies of the original: whether it is the earlier one. What is told by name alone
    is none."""
    if "original" not in one.about:
        return
    original = one.briefs[one.about["original"]].report_id
    for pair in one.gold():
        if original in pair and pair in found:
            total.gold += 1
            total.predicted += found[pair].direction_from != "name"
            total.right += found[pair].earlier == original and found[pair].direction_from != "name"


def _sentences(one: Set, found: dict[Pair, Copy], total: Figure) -> None:
    """Pairs of sentences of found translations: a gold pair is found when one passage holds more
    than half of both; a passage is right when it holds a gold pair."""
    for copy in found.values():
        if copy.kind != "translation":
            continue
        left = next(b for b in one.briefs.values() if b.report_id == copy.earlier)
        right = next(b for b in one.briefs.values() if b.report_id == copy.later)
        swapped = left.language != "en"
        gold = []
        for pair in one.about["passages"]:
            said, told = reversed(pair) if swapped else pair
            a, b = left.text.find(said), right.text.find(told)
            if any(p.start <= a < p.end for p in left.prose) and b >= 0:
                gold.append((a, a + len(said), b, b + len(told)))
        held = [
            any(
                _half(g[0], g[1], p.left.start, p.left.end)
                and _half(g[2], g[3], p.right.start, p.right.end)
                for p in copy.passages
            )
            for g in gold
        ]
        right_ones = sum(
            any(
                _half(g[0], g[1], p.left.start, p.left.end)
                and _half(g[2], g[3], p.right.start, p.right.end)
                for g in gold
            )
            for p in copy.passages
        )
        total.gold += len(gold)
        total.right += min(sum(held), right_ones)
        total.predicted += len(copy.passages)


def _half(start: int, end: int, a: int, b: int) -> bool:
    return min(end, b) - max(start, a) > (end - start) / 2
