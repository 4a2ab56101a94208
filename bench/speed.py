"""Speed, start and memory. Absolute figures hold for the machine of the table's first line; the
statements' share is a ratio of one run."""

from __future__ import annotations

import itertools
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from bench.corpora import digest, gold_reports
from bench.measures import Row
from onrecord.intake.open import report_from_text
from onrecord.knowledge.gazetteer import gazetteer
from onrecord.knowledge.lexicon import lexicon
from onrecord.knowledge.placewords import place_words
from onrecord.knowledge.timewords import time_words
from onrecord.knowledge.units import units
from onrecord.language.pipelines import common_words, memory_zone, parse, pipeline, windows
from onrecord.language.syntax import Tree
from onrecord.model import Report, Span, Statement
from onrecord.reading.entities import NameReader
from onrecord.reading.events import EventReader
from onrecord.reading.places import PlaceReader
from onrecord.reading.statements import StatementReader
from onrecord.reading.times import TimeReader
from onrecord.record.events import with_events
from onrecord.record.read import Reader
from onrecord.record.sources import with_sources

REPORTS = 1000
STREAM = 3000


def _texts(corpora: Path | None) -> tuple[list[tuple[str, str]], str, str]:
    """(language, text) pairs, where they come from, and their digest."""
    found = [
        (language, report.document.text)
        for language in ("fr", "en")
        for report in gold_reports(language)
    ]
    path = corpora / "attribution/polnear/train.jsonl" if corpora else None
    if path is not None and path.exists():
        lines = path.read_text(encoding="utf-8").splitlines()[:800]
        found += [("en", json.loads(line)["text"]) for line in lines]
        return found, "gold reports and PolNeAR train", digest([path])
    root = Path(__file__).parent.parent
    examples = sorted((root / "examples").glob("*.txt"))
    found += [(p.name.split(".")[-2], p.read_text(encoding="utf-8")) for p in examples]
    return found, "gold reports and examples, repeated", digest(examples)


def _report(text: str, number: int, language: str) -> Report:
    return report_from_text(text, f"report {number}", detect=lambda _: language)


def reports(corpora: Path | None, count: int) -> tuple[list[Report], str, str]:
    texts, where, mark = _texts(corpora)
    texts.sort(key=lambda pair: pair[0])
    made = [
        _report(text, n, language)
        for n, (language, text) in enumerate(itertools.islice(itertools.cycle(texts), count))
    ]
    return sorted(made, key=lambda r: r.language), where, mark


def speed(corpora: Path | None) -> Iterator[Row]:
    """Words a second of the whole ``read`` on one core, and the share that statements add."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    made, where, mark = reports(corpora, REPORTS)
    reader = Reader()
    for language in sorted({r.language for r in made}):
        reader.read(next(r for r in made if r.language == language))
    words = sum(len(r.text.split()) for r in made)
    began = time.perf_counter()
    for _ in reader.read_many(made):
        pass
    whole = time.perf_counter() - began
    spent = _Spent()
    for report in made:
        spent.read(report)
    yield Row(
        name="speed read, words/s",
        data=where,
        digest=mark,
        figure=words / whole,
        floor=6000.0,
        aim=10000.0,
        note=f"{len(made)} reports; {spent.tokens / words:.2f} tokens a word",
    )
    yield Row(
        name="speed statements on top of the pipeline, %",
        data=where,
        digest=mark,
        figure=100 * spent.stating / spent.parsing,
        floor=25.0,
        lower_is_better=True,
    )
    yield Row(
        name="speed times and places on top of the rest of read, %",
        data=where,
        digest=mark,
        figure=100 * spent.placing / (whole - spent.placing),
        floor=25.0,
        aim=10.0,
        lower_is_better=True,
    )
    for name, cost, floor in (
        ("names and who is who", spent.naming, 15.0),
        ("events", spent.happening, 20.0),
    ):
        yield Row(
            name=f"speed {name}, % of read",
            data=where,
            digest=mark,
            figure=100 * cost / whole,
            floor=floor,
            lower_is_better=True,
        )


class _Spent:
    """Seconds that each reading took, report by report, by the calls that ``read`` makes."""

    def __init__(self) -> None:
        self.parsing = self.stating = self.placing = self.naming = self.happening = 0.0
        self.tokens = 0

    def read(self, report: Report) -> None:
        nlp, words = pipeline(report.language), lexicon(report.language)
        statements, names = StatementReader(words), NameReader(words, common_words(nlp))
        times, events = TimeReader(time_words(report.language)), EventReader(words)
        places = PlaceReader(
            place_words(report.language), words, units(report.language), gazetteer()
        )
        found: list[Statement] = []
        heads: dict[str, tuple[Span, ...]] = {}
        clock = time.perf_counter
        for window in windows(report):
            with memory_zone(nlp):
                t0 = clock()
                parsed = parse(nlp, report.text, window)
                t1 = clock()
                trees = [Tree(p.doc) for p in parsed]
                read = statements.read(parsed, trees, report.text)
                t2 = clock()
                names.read(parsed, trees, report.text)
                t3 = clock()
                times.read(parsed, trees, report.text)
                places.read(parsed, trees)
                t4 = clock()
                events.read(parsed, trees)
                t5 = clock()
                found += read.statements
                heads.update(read.heads)
                self.tokens += sum(len(p.doc) for p in parsed)
            self.parsing, self.stating = self.parsing + t1 - t0, self.stating + t2 - t1
            self.naming, self.placing = self.naming + t3 - t2, self.placing + t4 - t3
            self.happening += t5 - t4
        t6 = clock()
        entities, _ = names.finish()
        t7 = clock()
        where = places.finish(entities, report.text).places
        when = times.finish(report).times
        t8 = clock()
        known = {s.id for s in found}
        found = [s if s.within in known else replace(s, within=None) for s in found]
        named = with_sources(report, entities, found, heads)
        t9 = clock()
        with_events(
            report,
            events.found,
            entities=named.entities,
            statements=named.statements,
            times=when,
            places=where,
        )
        self.naming += t7 - t6 + t9 - t8
        self.placing += t8 - t7
        self.happening += clock() - t9


def start(corpora: Path | None) -> Iterator[Row]:
    """Cold starts: medians of five processes."""
    del corpora
    root = Path(__file__).parent.parent
    example = next(iter(sorted((root / "examples").glob("*.txt"))))
    for name, arguments, floor in (
        ("start --help, s", ["--help"], 0.3),
        ("start first record, s", ["read", str(example), "--format", "json"], 3.0),
    ):
        times = []
        for _ in range(5):
            began = time.perf_counter()
            subprocess.run(
                [sys.executable, "-m", "onrecord", *arguments],
                check=True,
                stdout=subprocess.DEVNULL,
            )
            times.append(time.perf_counter() - began)
        yield Row(
            name=name,
            data=example.name,
            digest=digest([example]),
            figure=statistics.median(times),
            floor=floor,
            lower_is_better=True,
        )


def _megabytes() -> float:
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def memory(_corpora: Path | None) -> Iterator[Row]:
    """Resident memory while short reports stream through, each with words that no other one has;
    growth from the first third to the end. ``ONRECORD_BENCH_STREAM=100000`` takes about an hour."""
    count = int(os.environ.get("ONRECORD_BENCH_STREAM", STREAM))
    texts, where, mark = _texts(None)
    texts.sort(key=lambda pair: pair[0])
    stream = (
        _report(f"{text}\n\nX{n}dra Y{n}mov, Z{n}burg.\n", n, language)
        for n, (language, text) in enumerate(itertools.islice(itertools.cycle(texts), count))
    )
    seen: list[float] = []
    for n, _ in enumerate(Reader().read_many(stream)):
        if n % 50 == 0:
            seen.append(_megabytes())
    third = max(seen[: len(seen) // 3])
    yield Row(
        name="memory peak, MB",
        data=f"{count} reports in a stream",
        digest=mark,
        figure=max(seen),
        floor=1000.0,
        lower_is_better=True,
        note=where,
    )
    yield Row(
        name="memory growth after warm-up, MB",
        data=f"{count} reports in a stream",
        digest=mark,
        figure=max(seen) - third,
        lower_is_better=True,
    )
