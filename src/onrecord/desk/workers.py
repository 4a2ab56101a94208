"""Processes that work on batches, of which each may die without taking the others along.

Results come in the order of the batches, whatever the number of processes, so that what is made of
them does not depend on it.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from queue import Queue
from threading import Thread
from typing import Any, Final, Generic, TypeVar

from onrecord.errors import OnrecordError

T = TypeVar("T")
R = TypeVar("R")

#: Batches that a process has at a time: the one it works on and the next.
AHEAD: Final = 2
#: Batches that may be done before an earlier one is, for each process; bounds what is held.
DONE_AHEAD: Final = 4
#: Seconds that a process is given to end by itself.
GRACE: Final = 5
_THREADS: Final = "OMP_NUM_THREADS"

Job = Callable[[Sequence[T]], Sequence[R]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Killer(Generic[T]):
    """A task at which a process died, alone with it; ``how`` tells which process, and of what."""

    task: T
    how: str


@dataclass(slots=True)
class _Batch(Generic[T]):
    """``place`` is that of its only task in the batch of which it was a part, if it was one."""

    number: int
    tasks: Sequence[T]
    place: int | None = None


@dataclass(slots=True)
class _Worker(Generic[T]):
    number: int
    process: Any
    pipe: Connection
    has: deque[_Batch[T]] = field(default_factory=deque)


def in_processes(
    job: Job[T, R], batches: Iterable[Sequence[T]], workers: int
) -> Iterator[list[R | Killer[T]]]:
    """What ``job`` makes of each batch, in order.

    ``job`` is sent to each process once and then called there. A batch at which a process dies is
    tried again task by task, and the one that kills again is named. An OnrecordError that ``job``
    raises ends everything and is raised here.
    """
    crew = _Crew(job, workers)
    try:
        yield from crew.work(batches)
    finally:
        crew.end()


class _Crew(Generic[T, R]):
    """The processes and what they have to do."""

    def __init__(self, job: Job[T, R], count: int) -> None:
        self.job, self.count = job, max(1, count)
        # Started afresh, they have neither the casebook's lock nor anything else of ours.
        self.context = multiprocessing.get_context("spawn")
        self.workers: list[_Worker[T]] = []
        self.started = 0
        self.again: deque[_Batch[T]] = deque()
        #: Of a batch that is tried task by task: what came of each, None while it has not come.
        self.alone: dict[int, list[list[R | Killer[T]] | None]] = {}
        self.done: dict[int, list[R | Killer[T]]] = {}
        self.next = 0

    def work(self, batches: Iterable[Sequence[T]]) -> Iterator[list[R | Killer[T]]]:
        source = (_Batch(n, tasks) for n, tasks in enumerate(batches))
        more = True
        while more or self.again or any(w.has for w in self.workers):
            more = self._hand_out(source) and more
            if any(w.has for w in self.workers):
                self._hear()
            while self.next in self.done:
                yield self.done.pop(self.next)
                self.next += 1

    def _hand_out(self, source: Iterator[_Batch[T]]) -> bool:
        """Give everybody something to do; False when there is nothing more to begin."""
        for depth in range(1, AHEAD + 1):
            for place in range(self.count):
                if place < len(self.workers) and len(self.workers[place].has) >= depth:
                    continue
                batch = self._next(source)
                if batch is None:
                    return len(self.done) >= DONE_AHEAD * self.count
                if place >= len(self.workers):
                    self.workers.append(self._start())
                self._give(self.workers[place], batch)
        return True

    def _next(self, source: Iterator[_Batch[T]]) -> _Batch[T] | None:
        if self.again:
            return self.again.popleft()
        if len(self.done) >= DONE_AHEAD * self.count:
            return None
        return next(source, None)

    def _start(self) -> _Worker[T]:
        ours, theirs = self.context.Pipe()
        self.started += 1
        name = f"reader {self.started}"
        process = self.context.Process(
            target=_serve, args=(theirs, self.job), name=name, daemon=True
        )
        with _one_thread():
            process.start()
        theirs.close()
        return _Worker(self.started, process, ours)

    def _give(self, worker: _Worker[T], batch: _Batch[T]) -> None:
        worker.has.append(batch)
        with suppress(OSError):
            # It may have died; that is heard next.
            worker.pipe.send(list(batch.tasks))

    def _hear(self) -> None:
        waiting = {w.pipe: w for w in self.workers if w.has}
        for pipe in wait(list(waiting)):
            worker = waiting[pipe]  # type: ignore[index]
            try:
                answer = worker.pipe.recv()
            except (EOFError, OSError):
                self._bury(worker)
                continue
            if isinstance(answer, OnrecordError):
                raise answer
            self._take(worker.has.popleft(), answer)

    def _take(self, batch: _Batch[T], results: list[R | Killer[T]]) -> None:
        if batch.place is None:
            self.done[batch.number] = results
            return
        parts = self.alone[batch.number]
        parts[batch.place] = results
        if None not in parts:
            self.done[batch.number] = [one for part in parts if part for one in part]
            del self.alone[batch.number]

    def _bury(self, worker: _Worker[T]) -> None:
        """What a dead process had is tried again: what it worked on task by task."""
        worker.process.join(GRACE)
        worker.pipe.close()
        self.workers.remove(worker)
        first, *rest = worker.has
        self.again.extendleft(reversed(rest))
        if len(first.tasks) > 1:
            self.alone[first.number] = [None] * len(first.tasks)
            parts = [_Batch(first.number, [task], n) for n, task in enumerate(first.tasks)]
            self.again.extendleft(reversed(parts))
        else:
            how = f"reader {worker.number} {_death(worker.process.exitcode)}"
            self._take(first, [Killer(task=first.tasks[0], how=how)])

    def end(self) -> None:
        for worker in self.workers:
            worker.pipe.close()
            if worker.has:
                worker.process.terminate()
        for worker in self.workers:
            worker.process.join(GRACE)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()


def _death(code: int | None) -> str:
    if code is not None and code < 0:
        with suppress(ValueError):
            return f"was killed by {signal.Signals(-code).name}"
    return f"ended with code {code}"


def _serve(pipe: Connection, job: Job[T, R]) -> None:
    """A process's life: batches in, results out, until its parent is gone."""
    # The parent ends us; an interrupt from the keyboard reaches all of its processes.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    given: Queue[Any] = Queue()
    Thread(target=_listen, args=(pipe, given), daemon=True).start()
    while True:
        tasks = given.get()
        try:
            answer: object = list(job(tasks))
        except OnrecordError as error:
            answer = error
        with suppress(BrokenPipeError):
            pipe.send(answer)


def _listen(pipe: Connection, given: Queue[Any]) -> None:
    """Take batches while others are worked on, so that neither side waits to be heard."""
    try:
        while True:
            given.put(pipe.recv())
    except (EOFError, OSError):
        # Nobody is left to hear a result, however far it is.
        os._exit(0)


@contextmanager
def _one_thread() -> Iterator[None]:
    """A process for each core, and in each no further threads for arithmetic."""
    before = os.environ.get(_THREADS)
    os.environ.setdefault(_THREADS, "1")
    try:
        yield
    finally:
        if before is None:
            del os.environ[_THREADS]
