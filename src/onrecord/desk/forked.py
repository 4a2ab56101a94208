"""Work spread over processes that begin as copies of this one.

They share what was read so far, as long as nobody changes it: a pile of a hundred thousand reports
stands in memory once. Where a system cannot copy a process, or other threads run in this one, all
is done here; results are equal either way.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import Any, Final, TypeVar

from onrecord.across.spread import HERE, stretches
from onrecord.errors import OnrecordError

R = TypeVar("R")
S = TypeVar("S")
#: Pieces of work from which on it is worth while to begin processes.
LEAST: Final = 5000
_Child = tuple[Any, Connection]


class Forked:
    """So many processes at a time. Nothing is begun for fewer pieces of work than ``least``, and
    not for two things at once where ``small``."""

    def __init__(self, workers: int, *, least: int = LEAST, small: bool = False) -> None:
        self.workers, self.least, self.small = workers, least, small

    def of(self, work: Callable[[int, int], R], count: int) -> Iterator[R]:
        """``work(start, end)`` of stretches of ``range(count)``. Each process takes every so
        manyth stretch and is heard in turn: results come in order, and none is far ahead."""
        if self.workers < 2 or count < self.least or not may_fork():
            yield from HERE.of(work, count)
            return
        parts = stretches(count)
        jobs = [_all_of(work, parts[n :: self.workers]) for n in range(self.workers)]
        with _begun(jobs) as crew:
            for number in range(len(parts)):
                yield _heard(crew[number % self.workers])

    def both(self, one: Callable[[], R], other: Callable[[], S]) -> tuple[R, S]:
        """Two pieces of work, the second in a process of its own."""
        if self.workers < 2 or self.small or not may_fork():
            return HERE.both(one, other)
        with _begun([lambda: iter([other()])]) as (child,):
            return one(), _heard(child)


def cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def may_fork() -> bool:
    """Whether a copy of this process can go on by itself: a lock that another thread holds would
    never open in it, and libraries of macOS hold some."""
    return sys.platform.startswith("linux") and threading.active_count() == 1


def _all_of(work: Callable[[int, int], R], parts: list[tuple[int, int]]) -> Callable[[], Any]:
    return lambda: (work(start, end) for start, end in parts)


@contextmanager
def _begun(jobs: list[Callable[[], Iterator[Any]]]) -> Iterator[list[_Child]]:
    """A process for each job, ended when they are no longer heard."""
    context = multiprocessing.get_context("fork")
    crew: list[_Child] = []
    try:
        for job in jobs:
            ours, theirs = context.Pipe(duplex=False)
            process = context.Process(target=_serve, args=(job, theirs), daemon=False)
            process.start()
            theirs.close()
            crew.append((process, ours))
        yield crew
    finally:
        for process, pipe in crew:
            pipe.close()
            process.terminate()
            process.join()


def _heard(child: _Child) -> Any:
    process, pipe = child
    try:
        done, answer = pipe.recv()
    except EOFError as error:
        process.join()
        says = f"a process ended with code {process.exitcode}"
        raise OnrecordError(says, about="comparing") from error
    if not done:
        raise answer
    return answer


def _serve(job: Callable[[], Iterator[Any]], pipe: Connection) -> None:
    """Sends what a job comes to, one by one, or why it ended."""
    # An interrupt from the keyboard reaches all processes; this one is ended by its parent.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        for answer in job():
            pipe.send((True, answer))
    except BrokenPipeError:
        return
    except Exception as error:
        pipe.send((False, error))
