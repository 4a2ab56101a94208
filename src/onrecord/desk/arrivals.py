"""Reports that are added while the casebook goes on being looked at and corrected.

Deliveries wait in a queue; one at a time is read by other processes and written here, a batch in
each transaction, so that nobody else waits for long. What is told of one is a snapshot that does
not change.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from threading import Condition, Thread
from typing import Final, Literal

from onrecord.casebook import Quarantined
from onrecord.desk.adding import LEAST_EACH, Acknowledged, acknowledge, default_workers, read
from onrecord.desk.deliveries import Delivery, tasks
from onrecord.desk.reading import NOTHING_KNOWN, Known
from onrecord.desk.reading_job import ReadingJob
from onrecord.desk.room import Room
from onrecord.errors import CasebookError, OnrecordError

#: Deliveries that wait at most, and ended ones that are remembered.
MOST_WAITING: Final = 4
MOST_KEPT: Final = 20
#: Inputs of one delivery of which it is told what became of each; all of them are counted.
MOST_TOLD: Final = 500
#: Reports that are read, and written, at a time: so often is progress told, and the end asked for.
EACH: Final = 8
#: Seconds for which an ending delivery is waited for.
ENDING: Final = 10.0
#: *ending*: it was cancelled, and what is being read now is the last.
State = Literal["waiting", "running", "ending", "done", "cancelled", "failed"]
Became = Literal["added", "version", "read again", "known", "set aside"]
_UNDER_WAY: Final[frozenset[State]] = frozenset({"waiting", "running", "ending"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """What became of one input; ``because`` says why it is a new version, or was set aside, and
    ``differences`` how many passages of a new version are not as they were."""

    name: str
    became: Became
    report_id: str | None = None
    version_of: str | None = None
    because: str = ""
    differences: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """How far a delivery is: who brought it when, what it holds (``expected`` reports, as far as
    can be told beforehand), what became of how many and of each of the first. ``says`` tells why
    it failed."""

    number: int
    by: str
    at: str
    names: tuple[str, ...]
    expected: int
    state: State = "waiting"
    count: int = 0
    counts: Mapping[Became, int] = field(default_factory=dict)
    came: tuple[Came, ...] = ()
    says: str = ""

    @property
    def under_way(self) -> bool:
        return self.state in _UNDER_WAY

    @property
    def total(self) -> int:
        """Reports that it seems to hold by now."""
        return max(self.expected, self.count) if self.under_way else self.count


class Arrivals:
    """The deliveries to one casebook. ``done`` is called when one has ended that changed it;
    ``workers`` 0 reads in this process."""

    def __init__(self, room: Room, *, done: Callable[[], None], workers: int | None = None) -> None:
        self._room, self._done = room, done
        # One core is left to those who look.
        self._workers = max(1, default_workers() - 1) if workers is None else workers
        self._change = Condition()
        self._arrivals: dict[int, Arrival] = {}
        self._waiting: deque[tuple[int, Delivery, Known]] = deque()
        self._last = 0
        self._closed = False
        self._thread: Thread | None = None

    @property
    def full(self) -> bool:
        """Whether no more deliveries can wait."""
        with self._change:
            return self._closed or len(self._waiting) >= MOST_WAITING

    def bring(self, delivery: Delivery, known: Known = NOTHING_KNOWN, *, by: str) -> Arrival:
        """Have a delivery added after those that wait; its folder is removed when it is in. Raises
        CasebookError when too many wait, or there is nothing in it."""
        with self._change:
            problem = "nothing was brought" if not delivery.handed else ""
            if self._closed or len(self._waiting) >= MOST_WAITING:
                problem = "too much waits to be added"
            if problem:
                delivery.discard()
                raise CasebookError(problem, about=self._room.path)
            self._last += 1
            made = Arrival(
                number=self._last,
                by=by,
                at=datetime.now(UTC).isoformat(timespec="seconds"),
                names=tuple(one.name for one in delivery.handed),
                expected=sum(one.reports for one in delivery.handed),
            )
            self._arrivals[made.number] = made
            self._waiting.append((made.number, delivery, known))
            self._forget()
            if self._thread is None:
                self._thread = Thread(target=self._run, name="arrivals", daemon=True)
                self._thread.start()
            return made

    def one(self, number: int) -> Arrival | None:
        """How far a delivery is; None where there was none, or it is forgotten."""
        with self._change:
            return self._arrivals.get(number)

    def several(self) -> tuple[Arrival, ...]:
        """All that are remembered, the last one first."""
        with self._change:
            return tuple(reversed(self._arrivals.values()))

    def cancel(self, number: int) -> None:
        """Leave out what of a delivery is not in yet. What is being read now is still written."""
        with self._change:
            for waiting in [one for one in self._waiting if one[0] == number]:
                self._waiting.remove(waiting)
                waiting[1].discard()
                self._now(number, state="cancelled")
            found = self._arrivals.get(number)
            if found is not None and found.state == "running":
                self._now(number, state="ending")

    def wait(self, seconds: float | None = None) -> bool:
        """Waits until nothing is under way; whether that is so."""
        with self._change:
            return self._change.wait_for(lambda: self._thread is None, seconds)

    def close(self) -> None:
        """Cancel everything; what is in stays in."""
        with self._change:
            self._closed = True
            numbers = [one.number for one in self._arrivals.values() if one.under_way]
        for number in numbers:
            self.cancel(number)
        self.wait(ENDING)

    def _run(self) -> None:
        while True:
            with self._change:
                if not self._waiting:
                    self._thread = None
                    self._change.notify_all()
                    return
                number, delivery, known = self._waiting.popleft()
                self._now(number, state="running")
            try:
                self._add(number, delivery, known)
                end: State = "cancelled" if self._ends(number) else "done"
                says = ""
            except OnrecordError as error:
                end, says = "failed", str(error)
            except Exception as error:
                # A fault of ours must not keep the others from being added.
                end, says = "failed", f"{type(error).__name__}: {error}; please report this"
            finally:
                delivery.discard()
            with self._change:
                self._now(number, state=end, says=says)
                changed = set(self._arrivals[number].counts) & {"added", "version", "read again"}
            if changed:
                self._done()

    def _add(self, number: int, delivery: Delivery, known: Known) -> None:
        job = ReadingJob(casebook=self._room.path, known=known)
        expected = self._arrivals[number].expected
        # Starting a process takes seconds.
        workers = min(self._workers, -(-expected // LEAST_EACH))
        size = min(EACH, -(-expected // max(1, workers)))
        inputs = tasks(delivery.handed, known)
        with closing(read(inputs, job, workers=workers, size=size)) as batches:
            for batch in batches:
                with self._room.writing() as casebook:
                    came = [_came(one) for one in acknowledge(casebook, batch)]
                self._tell(number, came)
                if self._ends(number):
                    return

    def _tell(self, number: int, came: list[Came]) -> None:
        with self._change:
            before = self._arrivals[number]
            counts = dict(before.counts)
            for one in came:
                counts[one.became] = counts.get(one.became, 0) + 1
            self._now(
                number,
                count=before.count + len(came),
                counts=counts,
                came=(*before.came, *came)[:MOST_TOLD],
            )

    def _ends(self, number: int) -> bool:
        with self._change:
            return self._closed or self._arrivals[number].state == "ending"

    def _now(self, number: int, **changed: object) -> None:
        self._arrivals[number] = replace(self._arrivals[number], **changed)  # type: ignore[arg-type]

    def _forget(self) -> None:
        ended = [one.number for one in self._arrivals.values() if not one.under_way]
        for number in ended[: max(0, len(self._arrivals) - MOST_KEPT)]:
            del self._arrivals[number]


def _came(one: Acknowledged) -> Came:
    result = one.result
    if isinstance(result, Quarantined):
        return Came(name=result.name, became="set aside", because=result.reason)
    return Came(
        name=result.name,
        became=result.outcome,
        report_id=result.report_id,
        version_of=result.version_of,
        because=result.because,
        differences=one.differences,
    )
