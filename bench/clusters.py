"""Who is who in a report: clusters of names and descriptions against annotated ones.

``bench/gold/clusters/LANG/NAME.txt`` is the text of ``bench/gold/LANG/NAME.toml`` with marks:
``{p1|words}``, where the letter is the kind (p person, o organization, c country, l place, x other)
and the same id stands for the same thing. Names are marked whole, descriptions by their head noun.

CoNLL F1 is the mean of MUC, B3 and CEAF over entities (Pradhan et al. 2014). A description of ours
counts as the gold head inside it. Clusters of a single description are dropped on both sides: the
annotation holds descriptions only of what is named or comes twice.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from scipy.optimize import linear_sum_assignment

from bench.attribution import Figure
from bench.corpora import GOLD, digest, gold_reports
from bench.measures import Row, reader
from bench.predict import record_of
from onrecord.errors import OnrecordError
from onrecord.model import Record

Spot = tuple[int, int]
Clusters = list[frozenset[Spot]]
FOLDER = GOLD / "clusters"
_MARK = re.compile(r"\{([poclx]\d+)\|")


def marked(text: str) -> tuple[str, dict[Spot, str]]:
    """The bare text, and the id of each marked stretch."""
    bare: list[str] = []
    opened: list[tuple[str, int]] = []
    found: dict[Spot, str] = {}
    at = 0
    while at < len(text):
        mark = _MARK.match(text, at)
        if mark is not None:
            opened.append((mark[1], len(bare)))
            at = mark.end()
        elif text[at] == "}" and opened:
            name, start = opened.pop()
            found[start, len(bare)] = name
            at += 1
        else:
            bare.append(text[at])
            at += 1
    return "".join(bare), found


def gold_clusters(found: dict[Spot, str]) -> Clusters:
    groups: dict[str, set[Spot]] = {}
    for spot, name in found.items():
        groups.setdefault(name, set()).add(spot)
    return [frozenset(spots) for spots in groups.values()]


def own_clusters(record: Record, heads: Sequence[Spot]) -> Clusters:
    """Clusters of a record, its descriptions cut to the gold head inside them."""
    wide = {(m.start, m.end) for e in record.entities for m in e.mentions if m.form == "nominal"}
    clusters = []
    for entity in record.entities:
        spots = {(m.start, m.end) for m in entity.mentions if m.form == "name"}
        described = [(m.start, m.end) for m in entity.mentions if m.form == "nominal"]
        if not spots and len(described) < 2:
            continue
        clusters.append(frozenset(spots | {_head(span, heads, wide) for span in described}))
    return clusters


def _head(span: Spot, heads: Sequence[Spot], wide: Iterable[Spot]) -> Spot:
    """The gold head that a description holds and no smaller description inside it does."""
    start, end = span
    inner = [w for w in wide if w != span and start <= w[0] and w[1] <= end]
    for a, b in heads:
        if start <= a and b <= end and not any(w[0] <= a and b <= w[1] for w in inner):
            return a, b
    return span


class Conll:
    """MUC, B3 and CEAF-e, counted over documents."""

    def __init__(self) -> None:
        self.muc, self.b3, self.ceaf = ([0.0, 0.0, 0.0, 0.0] for _ in range(3))

    def add(self, gold: Clusters, own: Clusters) -> None:
        for at, (mine, theirs) in enumerate(((gold, own), (own, gold))):
            where = {spot: n for n, cluster in enumerate(theirs) for spot in cluster}
            for cluster in mine:
                parts = Counter(where.get(spot, (spot,)) for spot in cluster)
                self.muc[2 * at] += len(cluster) - len(parts)
                self.muc[2 * at + 1] += len(cluster) - 1
                shared = Counter(where[spot] for spot in cluster if spot in where)
                self.b3[2 * at] += sum(n * n for n in shared.values()) / len(cluster)
                self.b3[2 * at + 1] += len(cluster)
        if gold and own:
            alike = [[2 * len(g & o) / (len(g) + len(o)) for o in own] for g in gold]
            rows, columns = linear_sum_assignment(alike, maximize=True)
            best = sum(alike[i][j] for i, j in zip(rows, columns, strict=True))
            self.ceaf[0] += best
            self.ceaf[2] += best
        self.ceaf[1] += len(gold)
        self.ceaf[3] += len(own)

    def f1(self) -> float:
        return sum(_f1(counts) for counts in (self.muc, self.b3, self.ceaf)) / 3


def _f1(counts: list[float]) -> float:
    hit, gold, own_hit, own = counts
    recall, precision = (hit / gold if gold else 0.0), (own_hit / own if own else 0.0)
    both = recall + precision
    return 100 * 2 * recall * precision / both if both else 0.0


def clusters(corpora: Path | None) -> Iterator[Row]:
    """CoNLL F1 on the annotated reports of this repository."""
    del corpora
    for language in ("fr", "en"):
        whole, several, links = Conll(), Conll(), Figure()
        paths = []
        for report in gold_reports(language):
            path = FOLDER / language / f"{report.path.stem}.txt"
            bare, found = marked(path.read_text(encoding="utf-8"))
            if bare != report.document.text:
                raise OnrecordError("is not the text of its report", about=path.name)
            paths.append(path)
            record = record_of(reader(), bare, language, report.document.id)
            named = {spot[:2] for spot in report.names}
            gold = gold_clusters(found)
            own = own_clusters(record, [spot for spot in found if spot not in named])
            whole.add(gold, own)
            several.add(*([c for c in side if len(c) > 1] for side in (gold, own)))
            _count_nominals(links, gold, own, named)
        where = f"bench/gold/clusters/{language}, {len(paths)} reports"
        for what, figure, bars in (
            ("CoNLL F1", whole.f1(), (75.0, 85.0)),
            ("CoNLL F1 without singletons", several.f1(), (None, None)),
            ("descriptions with a name of theirs", links.f1, (None, None)),
        ):
            yield Row(
                name=f"clusters {language} {what}",
                data=where,
                digest=digest(paths),
                figure=figure,
                floor=bars[0],
                aim=bars[1],
            )


def _count_nominals(links: Figure, gold: Clusters, own: Clusters, named: set[Spot]) -> None:
    """Pairs of a description and a name of the same thing."""

    def pairs(side: Clusters) -> set[tuple[Spot, Spot]]:
        return {(d, n) for c in side for d in c - named for n in c & named}

    right, mine = pairs(gold), pairs(own)
    links.gold += len(right)
    links.predicted += len(mine)
    links.right += len(right & mine)
