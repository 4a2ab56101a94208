"""The casebook: what adding costs, how fast it answers, and what kills leave of it.

``ONRECORD_BENCH_PILE=100000`` for a pile of full size (a quarter of an hour, 4 GB of disk),
``ONRECORD_BENCH_ADDED`` for the reports that are added, ``ONRECORD_BENCH_KILLS`` for the kills.
"""

from __future__ import annotations

import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from bench.corpora import GOLD, digest
from bench.kills import kills
from bench.measures import Row
from bench.pilemaker import pile
from onrecord.across.brief import encode_brief
from onrecord.across.briefing import brief
from onrecord.casebook import Addition, Casebook, Wanted, addition, open_casebook
from onrecord.desk.adding import add
from onrecord.desk.inputs import Task
from onrecord.desk.reading import Opened, open_each, read_each
from onrecord.desk.reading_job import ReadingJob
from onrecord.desk.workers import in_processes
from onrecord.record.codec import decode_record

#: Reports that are added, and in how many processes; read alone in as many.
ADDED = 600
WORKERS = 2
#: Reports of the casebook that is searched.
PILE = 3_000
ASKED = 300
KILLS = 40
#: Reports that are being added when a kill comes.
KILLED = 400
BATCH = 32


def casebook(corpora: Path | None) -> Iterator[Row]:
    """All of them, in the order in which they take longer."""
    del corpora
    mark = digest([p for language in ("en", "fr") for p in (GOLD / language).glob("*.toml")])
    with tempfile.TemporaryDirectory() as folder:
        yield from _kills(Path(folder), mark)
    with tempfile.TemporaryDirectory() as folder:
        yield from _adding(Path(folder), mark)
    with tempfile.TemporaryDirectory() as folder:
        yield from _answers(Path(folder), mark)


def _count(name: str, default: int) -> int:
    return int(os.environ.get(name, default))


def _kills(folder: Path, mark: str) -> Iterator[Row]:
    count = _count("ONRECORD_BENCH_KILLS", KILLS)
    tally = kills(count, folder, list(_ready(KILLED)))
    yield Row(
        name="casebook faults after kills",
        data=f"{count} kills while adding, judging, exporting, copying, migrating",
        digest=mark,
        figure=len(tally.faults),
        floor=0.0,
        lower_is_better=True,
        note="; ".join(tally.faults[:3]),
    )


def read_only(tasks: Sequence[Task]) -> list[int]:
    """Reading alone: what a process does with a batch when nothing is kept."""
    opened = [one for task in tasks for one in open_each(task.name)]
    opened.sort(key=lambda one: one.report.language if isinstance(one, Opened) else "")
    return [sum(1 for _ in read_each(opened, pipelines={}))]


def _adding(folder: Path, mark: str) -> Iterator[Row]:
    count = _count("ONRECORD_BENCH_ADDED", ADDED)
    names = []
    for n, record in enumerate(pile(count)):
        path = folder / f"{n:06d}.txt"
        path.write_text(record.report.text, encoding="utf-8")
        names.append(str(path))
    tasks = [Task(name=name) for name in names]
    batches = [tasks[n : n + BATCH] for n in range(0, count, BATCH)]
    alone = _seconds(lambda: list(in_processes(read_only, batches, WORKERS)))

    aside: list[str] = []

    def adding() -> None:
        job = ReadingJob(casebook=str(folder / "case.db"))
        with open_casebook(folder / "case.db", write=True, create_new=True) as opened:
            for _ in add(opened, names, job, workers=WORKERS):
                pass
            aside.extend(one.reason for one in opened.quarantined())

    spent = _seconds(adding)
    yield Row(
        name="casebook adding, % of the speed of reading alone",
        data=f"{count} reports, {WORKERS} processes",
        digest=mark,
        figure=100 * alone / spent,
        floor=90.0,
        note=f"reading alone {1000 * alone / count:.0f} ms a report; set aside: {aside[:3]}",
    )


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def filled(path: Path, count: int) -> Casebook:
    """A casebook of a made pile, open for writing."""
    opened = open_casebook(path, write=True, create_new=True)
    ready = _ready(count)
    while batch := list(islice(ready, 4 * BATCH)):
        opened.add(batch)
    return opened


def _ready(count: int) -> Iterator[Addition]:
    return (addition(r, encode_brief(brief(r)), name=r.report.id) for r in pile(count))


def _answers(folder: Path, mark: str) -> Iterator[Row]:
    count = _count("ONRECORD_BENCH_PILE", PILE)
    path, chance = folder / "case.db", random.Random(5)
    with filled(path, count) as opened:
        ids = [r.id for r in opened.reports(versions=True)]
        words = opened.text(chance.choice(ids)).split()
    kinds = ("search", "search of statements", "search with facets", "show")
    spent: dict[str, list[float]] = {kind: [] for kind in kinds}
    with open_casebook(path) as opened:
        for n in range(ASKED):
            if n % 10 == 0:
                words = opened.text(chance.choice(ids)).split()
            asked = " ".join(chance.sample(words, 1 + n % 3))
            kind = "search of statements" if n % 2 else "search"
            wanted = Wanted(words=asked, within="statements" if n % 2 else "reports")
            spent[kind].append(_seconds(lambda w=wanted: opened.search(w)))  # type: ignore[misc]
            counted = replace(wanted, facets=True)
            spent["search with facets"].append(
                _seconds(lambda w=counted: opened.search(w))  # type: ignore[misc]
            )
            one = chance.choice(ids)
            spent["show"].append(
                _seconds(lambda i=one: decode_record(opened.record(i)))  # type: ignore[misc]
            )
    size = path.stat().st_size / 1e6
    for name, times in spent.items():
        yield Row(
            name=f"casebook {name} p95, ms",
            data=f"{count} reports, {size:.0f} MB",
            digest=mark,
            figure=1000 * statistics.quantiles(times, n=20)[-1],
            floor=20.0 if name == "show" else 50.0,
            lower_is_better=True,
            note=f"median {1000 * statistics.median(times):.1f}",
        )
