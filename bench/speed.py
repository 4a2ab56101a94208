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
from onrecord.model import Report
from onrecord.reading.entities import NameReader
from onrecord.reading.places import PlaceReader
from onrecord.reading.statements import StatementReader
from onrecord.reading.times import TimeReader
from onrecord.record.read import Reader

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
    parsing = stating = placing = 0.0
    tokens = 0
    for report in made:
        nlp, statements = pipeline(report.language), StatementReader(lexicon(report.language))
        names = NameReader(lexicon(report.language), common_words(nlp))
        times = TimeReader(time_words(report.language))
        places = PlaceReader(
            place_words(report.language),
            lexicon(report.language),
            units(report.language),
            gazetteer(),
        )
        for window in windows(report):
            with memory_zone(nlp):
                t0 = time.perf_counter()
                parsed = parse(nlp, report.text, window)
                t1 = time.perf_counter()
                trees = [Tree(p.doc) for p in parsed]
                statements.read(parsed, trees, report.text)
                t2 = time.perf_counter()
                names.read(parsed, trees, report.text)
                t3 = time.perf_counter()
                times.read(parsed, trees, report.text)
                places.read(parsed, trees)
                t4 = time.perf_counter()
                parsing, stating = parsing + t1 - t0, stating + t2 - t1
                placing += t4 - t3
                tokens += sum(len(p.doc) for p in parsed)
        entities, _ = names.finish()
        t5 = time.perf_counter()
        places.finish(entities, report.text)
        times.finish(report)
        placing += time.perf_counter() - t5
    yield Row(
        name="speed read, words/s",
        data=where,
        digest=mark,
        figure=words / whole,
        floor=6000.0,
        aim=10000.0,
        note=f"{len(made)} reports; {tokens / words:.2f} tokens a word",
    )
    yield Row(
        name="speed statements on top of the pipeline, %",
        data=where,
        digest=mark,
        figure=100 * stating / parsing,
        floor=25.0,
        lower_is_better=True,
    )
    yield Row(
        name="speed times and places on top of the rest of read, %",
        data=where,
        digest=mark,
        figure=100 * placing / (whole - placing),
        floor=25.0,
        aim=10.0,
        lower_is_better=True,
    )


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
