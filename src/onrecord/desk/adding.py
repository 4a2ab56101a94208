"""Add reports to a casebook: read by several processes, written by this one.

An input is acknowledged when it is yielded here: its transaction is committed by then. Whatever
ends the run, another one goes on with what is not in yet.
"""

from __future__ import annotations

import os
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from onrecord.casebook import Added, Addition, Casebook, Quarantined
from onrecord.desk.inputs import Task, holds_several, tasks
from onrecord.desk.reading import BATCH_CHARACTERS, BATCH_REPORTS
from onrecord.desk.reading_job import Done, ReadingJob, Skipped
from onrecord.desk.workers import Killer, in_processes

#: Processes that read at most unless more are asked for: each holds the pipelines in memory.
MOST_WORKERS: Final = 8
#: Reports that a process should have at least, as starting one takes seconds.
LEAST_EACH: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledged:
    """What became of an input, now that it is written. ``differences`` is how many passages of a
    new version are not as they were."""

    result: Added | Quarantined
    differences: int | None = None


def default_workers() -> int:
    """A process for each core, up to a bound."""
    return min(os.cpu_count() or 1, MOST_WORKERS)


def add(
    casebook: Casebook,
    names: Sequence[str],
    job: ReadingJob,
    *,
    workers: int | None = None,
) -> Iterator[Acknowledged]:
    """Add what is in files; each input is yielded when it is committed, in the order of ``names``.

    ``workers`` 0 reads in this process. Raises KnowledgeError when ``job`` names none, and
    CasebookError when the casebook cannot be written.
    """
    count = default_workers() if workers is None else workers
    size = BATCH_REPORTS
    if count and not any(holds_several(name) for name in names):
        count = min(count, max(1, -(-len(names) // LEAST_EACH)))
        size = max(1, min(BATCH_REPORTS, -(-len(names) // count)))
    for done in read(tasks(names, job.known), job, workers=count, size=size):
        yield from acknowledge(casebook, done)


def read(
    inputs: Iterable[Task], job: ReadingJob, *, workers: int, size: int
) -> Generator[list[Done | Killer[Task]], None, None]:
    """What becomes of inputs, in order, in batches of no more than ``size``: to be acknowledged.
    Closing it ends the processes. ``workers`` 0 reads in this process."""
    batches = _batches(inputs, size)
    if workers:
        yield from in_processes(job, batches, workers)
    else:
        for batch in batches:
            yield list(job(batch))


def acknowledge(casebook: Casebook, done: Sequence[Done | Killer[Task]]) -> Iterator[Acknowledged]:
    """Write what became of a batch in one transaction, then say so."""
    additions = [one for one in done if isinstance(one, Addition)]
    aside = [one for one in done if isinstance(one, Quarantined)]
    aside += [_killed(one) for one in done if isinstance(one, Killer)]
    known = [one for one in done if isinstance(one, Skipped)]
    casebook.name((one.name, one.original_sha256) for one in known)
    for skipped in known:
        result = Added(name=skipped.name, report_id=skipped.report_id, outcome="known")
        yield Acknowledged(result=result)
    if not additions and not aside:
        return
    for written in casebook.add(additions, aside):
        count = None
        if isinstance(written, Added) and written.version_of is not None:
            count = len(casebook.differences(written.version_of, written.report_id))
        yield Acknowledged(result=written, differences=count)


def _killed(killer: Killer[Task]) -> Quarantined:
    says = f"{killer.task.name}: {killer.how} while it read this"
    return Quarantined(name=killer.task.name, error="WorkerDied", reason=says)


def _batches(source: Iterable[Task], size: int) -> Iterator[list[Task]]:
    batch: list[Task] = []
    length = 0
    for task in source:
        batch.append(task)
        length += task.size
        if len(batch) >= size or length >= BATCH_CHARACTERS:
            yield batch
            batch, length = [], 0
    if batch:
        yield batch
