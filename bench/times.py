"""Times against gold, by the definition of the TempEval-3 scorer (UzZaman et al. 2013).

A predicted time matches a gold one when they overlap. Relaxed F1 counts the matches; value F1 is
relaxed F1 times the share of matches whose values are equal.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.model import Published, Report, Time


@dataclass(slots=True)
class TimeScore:
    """Counts over documents."""

    gold: int = 0
    predicted: int = 0
    gold_matched: int = 0
    predicted_matched: int = 0
    strict: int = 0
    values: int = 0
    types: int = 0

    def _f1(self, precise: int, recalled: int) -> float:
        if not (self.gold and self.predicted):
            return 0.0
        precision, recall = precise / self.predicted, recalled / self.gold
        return 200 * precision * recall / (precision + recall) if precision + recall else 0.0

    @property
    def relaxed(self) -> float:
        return self._f1(self.predicted_matched, self.gold_matched)

    @property
    def exact(self) -> float:
        return self._f1(self.strict, self.strict)

    @property
    def value(self) -> float:
        return self.relaxed * self.values / self.predicted_matched if self.values else 0.0

    @property
    def type(self) -> float:
        return self.relaxed * self.types / self.predicted_matched if self.types else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldTime:
    start: int
    end: int
    type: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedDocument:
    id: str
    text: str
    published: str
    times: tuple[GoldTime, ...]


def timed_documents(path: Path) -> Iterator[TimedDocument]:
    """Documents of a corpus; empty times (implicit points) are left out."""
    for line in path.read_text(encoding="utf-8").splitlines():
        data: dict[str, Any] = json.loads(line)
        yield TimedDocument(
            id=data["id"],
            text=data["text"],
            published=data["dct"],
            times=tuple(
                GoldTime(start=t["start"], end=t["end"], type=t["type"], value=t["value"])
                for t in data["timexes"]
                if t["end"] > t["start"]
            ),
        )


def add(total: TimeScore, gold: tuple[GoldTime, ...], times: tuple[Time, ...]) -> None:
    """Count one document. Each predicted time is compared with the first gold one it overlaps."""
    total.gold += len(gold)
    total.predicted += len(times)
    total.gold_matched += sum(
        any(t.span.start < g.end and g.start < t.span.end for t in times) for g in gold
    )
    for time in times:
        over = [g for g in gold if time.span.start < g.end and g.start < time.span.end]
        if not over:
            continue
        total.predicted_matched += 1
        total.strict += any((g.start, g.end) == (time.span.start, time.span.end) for g in over)
        total.values += over[0].value == time.value
        total.types += over[0].type == time.type


def stated(day: str) -> Published:
    return Published(value=day[:10], grain="day", basis="stated", because="given by the corpus")


__all__ = ["GoldTime", "Report", "TimeScore", "TimedDocument", "add", "stated", "timed_documents"]
