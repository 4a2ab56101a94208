"""Comparing piles of several sizes: seconds, memory, and how fast both grow.

Briefs are made in one process and compared in another, which reads them from its input: what makes
them holds readers and models, and would hide what comparing takes. Seconds are of one core, for
``compare`` alone; memory is the most of the whole process, which holds nothing but the briefs.
``ONRECORD_BENCH_ORIGINS=100000`` measures so many, too; most of the time goes to making them.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
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

SIZES: Final = (1000, 10_000)
#: What is promised of a hundred thousand reports.
LARGE, LARGE_SECONDS, LARGE_MEGABYTES = 100_000, 600.0, 4096.0
#: By how much the exponent of growth may exceed that of n log n.
SLACK: Final = 1.1
#: Bytes that say how long the brief behind them is.
_LENGTH: Final = 8


def pile(corpora: Path | None) -> Iterator[Row]:
    """Seconds and megabytes of ``compare`` by size, and the exponents of their growth."""
    del corpora
    asked = os.environ.get("ONRECORD_BENCH_ORIGINS")
    sizes = (*SIZES, int(asked)) if asked else SIZES
    taken = {count: measured(count) for count in sizes}
    for count, (seconds, megabytes) in taken.items():
        large = count == LARGE
        yield _row(f"compare {count}, s", seconds, floor=LARGE_SECONDS if large else None)
        yield _row(f"compare {count}, MB", megabytes, floor=LARGE_MEGABYTES if large else None)
    for small, large in pairwise(sizes):
        grown = growth(small, large, taken[small][0], taken[large][0])
        floor = SLACK * growth(small, large, small * log(small), large * log(large))
        yield _row(f"growth {small} to {large}, exponent", grown, floor=floor)


def growth(small: int, large: int, before: float, after: float) -> float:
    """The exponent with which a cost grows from one size to another: 1 where it is linear."""
    return log(after / before) / log(large / small)


def measured(count: int) -> tuple[float, float]:
    """Seconds and megabytes of comparing a pile of ``count`` reports, in a process of its own."""
    command = [sys.executable, "-m", "bench.pile"]
    with subprocess.Popen([*command, "make", str(count)], stdout=subprocess.PIPE) as maker:
        done = subprocess.run(
            [*command, "compare"], stdin=maker.stdout, stdout=subprocess.PIPE, check=True
        )
    found = json.loads(done.stdout)
    return float(found["seconds"]), float(found["megabytes"])


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


def compared(given: IO[bytes]) -> dict[str, float]:
    """Compares the briefs that ``make`` wrote."""
    shelf = Shelf.of(briefs(given), open_brief)
    began = time.process_time()
    found = compare(shelf)
    seconds = time.process_time() - began
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
        if hasattr(os, "sched_setaffinity"):
            os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
        sys.stdout.buffer.write(msgspec.json.encode(compared(sys.stdin.buffer)))
