"""Places against gold coordinates, by the measures of toponym resolution.

Accuracy@161 km: the share of toponyms whose place lies within 161 km (100 miles) of the gold one,
over those resolved and over all. AUC: the mean of ln(error + 1) / ln(20039), 0 is best (Jurgens et
al. 2015; Gritta et al. 2020); over those resolved.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.corpora import digest
from bench.measures import Row, reader
from onrecord.intake.open import report_from_text
from onrecord.model import Place
from onrecord.reading.places.geometry import roughly

#: Kilometres: 100 miles, and half the way round the Earth.
NEAR = 161.0
FARTHEST = 20_039.0


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldPlace:
    start: int
    end: int
    lat: float
    lon: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedDocument:
    id: str
    text: str
    places: tuple[GoldPlace, ...]


@dataclass(slots=True)
class PlaceScore:
    """``errors``: kilometres between gold and found place, of the toponyms that were resolved."""

    gold: int = 0
    errors: list[float] = field(default_factory=list)

    @property
    def near(self) -> int:
        return sum(e <= NEAR for e in self.errors)

    @property
    def over_resolved(self) -> float:
        return 100 * self.near / len(self.errors) if self.errors else 0.0

    @property
    def over_all(self) -> float:
        return 100 * self.near / self.gold if self.gold else 0.0

    @property
    def auc(self) -> float:
        if not self.errors:
            return 1.0
        return sum(math.log(e + 1) / math.log(FARTHEST) for e in self.errors) / len(self.errors)


def placed_documents(path: Path) -> Iterator[PlacedDocument]:
    """Documents of a corpus; toponyms without coordinates are left out."""
    for line in path.read_text(encoding="utf-8").splitlines():
        data: dict[str, Any] = json.loads(line)
        yield PlacedDocument(
            id=data["id"],
            text=data["text"],
            places=tuple(
                GoldPlace(start=t["start"], end=t["end"], lat=t["lat"], lon=t["lon"])
                for t in data["toponyms"]
                if t["lat"] is not None
            ),
        )


def add(total: PlaceScore, gold: tuple[GoldPlace, ...], places: tuple[Place, ...]) -> None:
    """Count one document: a gold toponym is resolved when a place overlaps it."""
    for one in gold:
        total.gold += 1
        over = [p for p in places if p.span.start < one.end and one.start < p.span.end]
        if over:
            total.errors.append(roughly(one, over[0]))


def places(corpora: Path | None) -> Iterator[Row]:
    """Toponym resolution end to end: names are found in raw text, then resolved."""
    bars = {
        "acc@161 over resolved": (80.0, 90.0),
        "acc@161 over all": (60.0, 78.0),
    }
    for name, file in (("LGL", "lgl/dev.jsonl"), ("TUD", "tudloc2013/validation.jsonl")):
        path = corpora / "place" / file if corpora else None
        if path is None or not path.exists():
            yield Row(
                name=f"places {name}", data=file, digest="", figure=None, note="corpus not here"
            )
            continue
        total, silent = PlaceScore(), 0
        documents = list(placed_documents(path))
        reports = [report_from_text(d.text, detect=lambda _: "en") for d in documents]
        changed = 0
        for document, record in zip(documents, reader().read_many(reports), strict=True):
            if record.report.text != document.text:
                changed += 1
                continue
            add(total, document.places, record.places)
            silent += sum(not place.because for place in record.places)
        mark = digest([path])
        note = f"{total.gold} toponyms, {len(total.errors)} resolved"
        if changed:
            note += f"; {changed} texts that intake changes left out"
        for what, figure in (
            ("acc@161 over resolved", total.over_resolved),
            ("acc@161 over all", total.over_all),
            ("AUC", 100 * total.auc),
            ("without a reason", float(silent)),
        ):
            floor, aim = bars.get(what, (None, None))
            lower = what in {"AUC", "without a reason"}
            yield Row(
                name=f"places {name} {what}",
                data=file,
                digest=mark,
                figure=figure,
                floor=0.0 if what == "without a reason" else floor,
                aim=aim,
                note=note,
                lower_is_better=lower,
            )
