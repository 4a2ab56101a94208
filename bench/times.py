"""Times against gold, by the definition of the TempEval-3 scorer (UzZaman et al. 2013).

A predicted time matches a gold one when they overlap. Relaxed F1 counts the matches; value F1 is
relaxed F1 times the share of matches whose values are equal.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bench.corpora import GOLD, digest
from bench.measures import Row
from onrecord.intake.open import report_from_text
from onrecord.knowledge.lexicon import in_full
from onrecord.knowledge.timewords import time_words
from onrecord.language.pipelines import memory_zone, parse, pipeline, windows
from onrecord.language.syntax import Tree
from onrecord.model import Part, Published, Report, Span, Time
from onrecord.reading.times import TimeReader, TimesRead


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


def _report(document: TimedDocument, language: str, published: Published) -> Report:
    """A corpus text as prose throughout: nothing of it is taken for a header."""
    parts = [
        Part(kind="paragraph", span=Span(start=m.start(), end=m.end()))
        for m in re.finditer(r"\S(?:.*?\S)?(?=\s*\n\s*\n|\s*\Z)", document.text, re.DOTALL)
    ]
    return Report(
        id=document.id,
        text=document.text,
        language=language,
        parts=tuple(parts),
        published=published,
        original_sha256="0" * 64,
    )


def seen_in(report: Report) -> TimeReader:
    """A reader that has seen a report, parsed where a pipeline ships for its language."""
    reader = TimeReader(time_words(report.language))
    if in_full(report.language):
        nlp = pipeline(report.language)
        for window in windows(report):
            with memory_zone(nlp):
                parsed = parse(nlp, report.text, window)
                reader.read(parsed, [Tree(p.doc) for p in parsed], report.text)
    else:
        for part in report.parts:
            reader.read_plain(part, report.text)
    return reader


def stated(day: str) -> Published:
    return Published(value=day[:10], grain="day", basis="stated", because="given by the corpus")


#: Corpora, with floors and aims of value and relaxed F1.
PLANS = (
    ("times en", ("tempeval3/train_timebank.jsonl", "tempeval3/train_aquaint.jsonl"), "en",
     {"value": (76.0, 84.0), "relaxed": (89.0, 93.0)}),
    ("times en TimeBank", ("tempeval3/train_timebank.jsonl",), "en", {}),
    ("times en AQUAINT", ("tempeval3/train_aquaint.jsonl",), "en", {}),
    ("times fr", ("fr_timebank/dev.jsonl",), "fr", {"value": (74.0, 84.0)}),
    ("times de", ("krauts/dev_diezeit.jsonl",), "de", {"value": (60.0, None)}),
    ("times de, other half", ("krauts/train_dolomiten100.jsonl",), "de", {}),
)  # fmt: skip


def times(corpora: Path | None) -> Iterator[Row]:
    """Times of the TimeML corpora; every time must give a reason."""
    for name, files, language, bars in PLANS:
        paths = [corpora / "time" / file for file in files] if corpora else []
        where = ", ".join(files)
        if not paths or not all(p.exists() for p in paths):
            yield Row(name=name, data=where, digest="", figure=None, note="corpus not here")
            continue
        total, silent = TimeScore(), 0
        for path in paths:
            for document in timed_documents(path):
                read = read_times(document, language)
                add(total, document.times, tuple(read.times))
                silent += sum(not time.because for time in read.times)
        mark = digest(paths)
        for what, figure in (
            ("value", total.value),
            ("relaxed", total.relaxed),
            ("strict", total.exact),
            ("type", total.type),
        ):
            floor, aim = bars.get(what, (None, None))
            yield Row(
                name=f"{name} {what}", data=where, digest=mark, figure=figure, floor=floor, aim=aim
            )
        yield Row(
            name=f"{name} without a reason",
            data=where,
            digest=mark,
            figure=float(silent),
            floor=0.0,
            lower_is_better=True,
        )


def read_times(document: TimedDocument, language: str) -> TimesRead:
    report = _report(document, language, stated(document.published))
    return seen_in(report).finish(report)


def publication(corpora: Path | None) -> Iterator[Row]:
    """The day of publication, inferred from reports whose own date was taken away: reports of ours
    with the kinds of evidence that agency reports give, and corpora, most of whose texts do not
    tell the day even when their month is known."""
    yield from _of_ours()
    for name, file, language in (
        ("TimeBank", "tempeval3/train_timebank.jsonl", "en"),
        ("AQUAINT", "tempeval3/train_aquaint.jsonl", "en"),
        ("FR-TimeBank", "fr_timebank/dev.jsonl", "fr"),
    ):
        path = corpora / "time" / file if corpora else None
        if path is None or not path.exists():
            yield Row(
                name=f"published {name}", data=file, digest="", figure=None, note="corpus not here"
            )
            continue
        counted = _Counted()
        for document in timed_documents(path):
            report = _report(document, language, Published())
            month = Published(value=document.published[:7], grain="month", basis="stated")
            counted.add(
                seen_in(report).finish(replace(report, published=month)), document.published
            )
        yield from counted.rows(f"published {name}, month known", file, digest([path]), {})


@dataclass(slots=True)
class _Counted:
    """How often a day was chosen, right, and among the candidates."""

    reports: int = 0
    chosen: int = 0
    exact: int = 0
    within: int = 0

    def add(self, read: TimesRead, day: str) -> None:
        published = read.published
        chosen = published.grain == "day"
        self.reports += 1
        self.chosen += chosen
        self.exact += chosen and published.value == day[:10]
        self.within += day[:10] in {published.value, *published.candidates}

    def rows(
        self, name: str, where: str, mark: str, bars: dict[str, tuple[float, float]]
    ) -> Iterator[Row]:
        count = max(self.reports, 1)
        for what, figure in (
            ("exact", 100 * self.exact / count),
            ("within candidates", 100 * self.within / count),
            ("right when chosen", 100 * self.exact / max(self.chosen, 1)),
        ):
            floor, aim = bars.get(what, (None, None))
            yield Row(
                name=f"{name} {what}",
                data=where,
                digest=mark,
                figure=figure,
                floor=floor,
                aim=aim,
                note=f"{self.reports} reports",
            )


def _of_ours() -> Iterator[Row]:
    paths = sorted((GOLD / "published").glob("*.toml"))
    counted = _Counted()
    for path in paths:
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["report"]:
            language = path.stem
            report = report_from_text(row["text"], detect=lambda _, code=language: code)
            counted.add(seen_in(report).finish(report), row["published"])
    bars = {"exact": (60.0, 75.0), "within candidates": (90.0, 97.0)}
    where = "bench/gold/published"
    yield from counted.rows("published ours", where, digest(paths), bars)


__all__ = [
    "GoldTime",
    "TimeScore",
    "TimedDocument",
    "add",
    "publication",
    "timed_documents",
    "times",
]
