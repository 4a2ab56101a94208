"""Comparing piles of several sizes: seconds, memory, and how fast both grow.

Briefs are made in one process and compared in another, which reads them from its input: what makes
them holds readers and models, and would hide what comparing takes. Seconds are of one core, for
``compare`` alone; memory is the most of the whole process, which holds nothing but the briefs.
``ONRECORD_BENCH_ORIGINS=100000`` measures so many, too; they are made first, which takes eight
minutes. ``ONRECORD_BENCH_PROCESSES=2`` compares in so many processes, as ``onrecord compare`` does:
seconds are those of the clock then, and memory that of all of them, what they share counted once.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice, pairwise
from math import log
from pathlib import Path
from typing import IO, Final

import msgspec

from bench.measures import Row
from onrecord.across.brief import encode_brief
from onrecord.across.opened import open_brief
from onrecord.across.packed import Shelf
from onrecord.across.pile import compare
from onrecord.across.spread import HERE
from onrecord.desk.forked import Forked

SIZES: Final = (1000, 10_000)
#: What is promised of a hundred thousand reports.
LARGE, LARGE_SECONDS, LARGE_MEGABYTES = 100_000, 600.0, 4096.0
#: By how much the exponent of growth may exceed that of n log n.
SLACK: Final = 1.1
#: Bytes that say how long the brief behind them is.
_LENGTH: Final = 8
#: Seconds between two looks at how much memory processes hold.
_LOOKS: Final = 2.0


def pile(corpora: Path | None) -> Iterator[Row]:
    """Seconds and megabytes of ``compare`` by size, and the exponents of their growth."""
    del corpora
    asked = os.environ.get("ONRECORD_BENCH_ORIGINS")
    processes = int(os.environ.get("ONRECORD_BENCH_PROCESSES", "1"))
    sizes = (*SIZES, int(asked)) if asked else SIZES
    taken = {count: measured(count, processes) for count in sizes}
    by = f" by {processes} processes" if processes > 1 else ""
    for count, (seconds, megabytes) in taken.items():
        large = count == LARGE
        yield _row(f"compare {count}{by}, s", seconds, floor=LARGE_SECONDS if large else None)
        yield _row(f"compare {count}{by}, MB", megabytes, floor=LARGE_MEGABYTES if large else None)
    for small, large in pairwise(sizes):
        grown = growth(small, large, taken[small][0], taken[large][0])
        floor = SLACK * growth(small, large, small * log(small), large * log(large))
        yield _row(f"growth {small} to {large}{by}, exponent", grown, floor=floor)


def growth(small: int, large: int, before: float, after: float) -> float:
    """The exponent with which a cost grows from one size to another: 1 where it is linear."""
    return log(after / before) / log(large / small)


def measured(count: int, processes: int = 1) -> tuple[float, float]:
    """Seconds and megabytes of comparing a pile of ``count`` reports, in a process of its own or
    several of its making. The pile is made first, so that nothing else runs beside."""
    command = [sys.executable, "-m", "bench.pile"]
    with tempfile.TemporaryFile() as made:
        subprocess.run([*command, "make", str(count)], stdout=made, check=True)
        made.seek(0)
        comparing = [*command, "compare", str(processes)]
        with subprocess.Popen(comparing, stdin=made, stdout=subprocess.PIPE) as run:
            held = 0.0
            while processes > 1 and run.poll() is None:
                held = max(held, _held_by(run.pid))
                with suppress(subprocess.TimeoutExpired):
                    run.wait(_LOOKS)
            said = run.communicate()[0]
    if run.returncode:
        raise subprocess.CalledProcessError(run.returncode, comparing)
    found = json.loads(said)
    return float(found["seconds"]), max(held, float(found["megabytes"]))


def _held_by(process: int) -> float:
    """Megabytes that a process and those begun by it hold, shared ones counted by their share;
    0 where no system says so."""
    total, at = 0.0, Path(f"/proc/{process}")
    with suppress(OSError):
        for line in (at / "smaps_rollup").read_text(encoding="ascii").splitlines():
            if line.startswith("Pss:"):
                total = int(line.split()[1]) / 1024
        begun = (at / f"task/{process}/children").read_text(encoding="ascii").split()
        total += sum(_held_by(int(child)) for child in begun)
    return total


def make(count: int, out: IO[bytes]) -> None:
    """Writes the briefs of a pile, each behind its length."""
    from bench.pilemaker import pile as records
    from onrecord.across.briefing import brief

    for record in islice(records(count), count):
        write(encode_brief(brief(record)), out)


def write(data: bytes, out: IO[bytes]) -> None:
    """Writes one brief behind its length."""
    out.write(len(data).to_bytes(_LENGTH, "big") + data)


def briefs(given: IO[bytes]) -> Iterator[bytes]:
    """What ``make`` wrote."""
    while length := given.read(_LENGTH):
        yield given.read(int.from_bytes(length, "big"))


def compared(given: IO[bytes], processes: int = 1) -> dict[str, float]:
    """Compares the briefs that ``make`` wrote: seconds of this process, or of the clock where it is
    not alone."""
    shelf = Shelf.of(briefs(given), open_brief)
    several = processes > 1
    clock = time.perf_counter if several else time.process_time
    began = clock()
    found = compare(shelf, (), Forked(processes) if several else HERE)
    seconds = clock() - began
    return {"seconds": seconds, "megabytes": _most(), "statements": len(found.statements)}


def _most() -> float:
    """The most megabytes that this process ever held. What ``getrusage`` says is, behind a fork,
    that of the parent."""
    status = Path("/proc/self/status")
    if status.exists():
        for line in status.read_text(encoding="ascii").splitlines():
            if line.startswith("VmHWM"):
                return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _row(name: str, figure: float, floor: float | None) -> Row:
    return Row(
        name=f"pile {name}",
        data="made from gold reports",
        digest="",
        figure=figure,
        floor=floor,
        lower_is_better=True,
    )


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(int(sys.argv[2]), sys.stdout.buffer)
    else:
        wanted = int(sys.argv[2])
        if wanted < 2 and hasattr(os, "sched_setaffinity"):
            os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
        sys.stdout.buffer.write(msgspec.json.encode(compared(sys.stdin.buffer, wanted)))
