"""A casebook that stays open to be looked at, by many at a time, while one at a time writes.

``Room`` holds the connections; a ``Look`` is one reader's view of one moment: what is kept of the
last comparison, with the judgements in force, and the reports behind it.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from os import PathLike, fspath
from threading import BoundedSemaphore, Lock
from typing import Final, TypeVar

from onrecord.across.brief import Brief, decode_brief
from onrecord.across.corrected import Corrections
from onrecord.across.findings import Compared
from onrecord.across.form import T
from onrecord.across.judged import Judged
from onrecord.casebook import Asked, Casebook, Counts, Filed, Listed, open_casebook
from onrecord.desk.judging import checked
from onrecord.desk.keeping import KINDS, Freshness, freshness, read_kept
from onrecord.errors import CasebookError
from onrecord.model import Comparison, Judgement, Match, Record, parts_of
from onrecord.record.codec import decode_record

__all__ = ["Asked", "Filed", "Listed", "Look", "Room"]

#: Connections for readers; more readers wait for one. Looking is mostly computing, so that more at
#: once would only make each of them longer, up to where it is ended.
READERS: Final = 8
#: Seconds that one look may take, and for which a reader waits for a connection: on a machine that
#: has much to do many wait, and none of them is to blame.
LOOK: Final = 10.0
PLACE: Final = 30.0
#: Seconds for which another process that writes is waited for.
WRITER: Final = 60.0
#: Briefs at hand.
BRIEFS: Final = 512
_NOTHING: Final = Comparison(
    reports=(), copies=(), groups=(), matches=(), statements=(), happenings=(), disagreements=()
)
K = TypeVar("K")
V = TypeVar("V")


class Room:
    """One casebook, open. Raises CasebookError when it cannot be opened."""

    def __init__(self, path: str | PathLike[str], *, seconds: float = LOOK) -> None:
        self.path, self.seconds = fspath(path), seconds
        self._free: list[Casebook] = [open_casebook(path)]
        self._places = BoundedSemaphore(READERS)
        self._lock, self._writing = Lock(), Lock()
        self._judged: _Recent[object, tuple[Judged, Corrections]] = _Recent(2)
        self._briefs: _Recent[object, Brief] = _Recent(BRIEFS)
        self._statements: tuple[int, int] | None = None

    def counts(self) -> Counts:
        """How much there is of everything."""
        with self.look() as look:
            state = look.casebook.state()[0]
            known = self._statements
            found = look.casebook.counts(known[1] if known and known[0] == state else None)
            self._statements = (state, found.statements)
        return found

    def close(self) -> None:
        """Close what nobody looks through."""
        with self._lock:
            while self._free:
                self._free.pop().close()

    @contextmanager
    def look(self) -> Iterator[Look]:
        """One view of one moment. Raises CasebookError when it takes too long, or too many look."""
        if not self._places.acquire(timeout=max(PLACE, self.seconds)):
            raise CasebookError("is looked at by too many at once", about=self.path)
        try:
            with self._lock:
                casebook = self._free.pop() if self._free else None
            casebook = casebook or open_casebook(self.path)
            try:
                with casebook.within(self.seconds):
                    yield self._look(casebook)
            finally:
                with self._lock:
                    self._free.append(casebook)
        finally:
            self._places.release()

    def _look(self, casebook: Casebook) -> Look:
        state = casebook.state()
        with self._lock:
            known = self._judged.get(state)
        if known is None:
            judged = Judged(casebook.judgements())
            known = judged, Corrections(judged)
            with self._lock:
                self._judged.put(state, known)
        return Look(casebook, known, (state, self._briefs, self._lock))

    @contextmanager
    def writing(self) -> Iterator[Casebook]:
        """The casebook for writing: one at a time, for as short a time as can be."""
        with self._writing, open_casebook(self.path, write=True, wait=WRITER) as casebook:
            yield casebook

    def judge(self, judgement: Judgement) -> Judgement:
        """Write a judgement down; it comes back with its number. Raises CasebookError when it may
        not be made."""
        given = checked(judgement)
        with self.writing() as casebook:
            return casebook.judge(given)


class Look:
    """What a reader sees at one moment; only inside of ``Room.look``. ``judged`` and
    ``corrections`` are the judgements in force."""

    def __init__(
        self,
        casebook: Casebook,
        known: tuple[Judged, Corrections],
        at_hand: tuple[tuple[int, int], _Recent[object, Brief], Lock],
    ) -> None:
        self.casebook = casebook
        self.judged, self.corrections = known
        self._state, self._briefs, self._lock = at_hand

    @cached_property
    def freshness(self) -> Freshness:
        """Whether what is kept is the latest."""
        return freshness(self.casebook)

    @cached_property
    def pile(self) -> Compared:
        """Reports and their names, read as they are asked for; its comparison is empty: ask for
        findings one by one."""
        return Compared(briefs=_Briefs(self), names=_Names(self), comparison=_NOTHING)

    def kept(self, kind: type[T], identity: str) -> tuple[T, tuple[Match, ...]] | None:
        """A finding with the reasons why its tellings are one; None where there is none."""
        found = self.casebook.findings.one(KINDS[kind], identity)
        return None if found is None else read_kept(kind, found)

    def several(self, kind: type[T], asked: Asked) -> Iterator[T]:
        """Findings of a kind in an order, no more than the limit; ``asked.kind`` is set here."""
        for found in self.casebook.findings.bodies(replace(asked, kind=KINDS[kind])):
            yield read_kept(kind, found)[0]

    def findings_with(self, key: str) -> tuple[Listed, ...]:
        """The findings that an item of a report is in."""
        return tuple(self.casebook.findings.of_item(*parts_of(key)))

    def filed(self, report_id: str) -> Filed:
        """What is noted of a report. Raises CasebookError when there is none."""
        return self.casebook.report(report_id)

    def record(self, report_id: str) -> Record:
        """What was read in a report. Raises CasebookError when there is none."""
        return decode_record(self.casebook.record(report_id))

    def brief(self, report_id: str) -> Brief:
        """What is compared of a report, as people corrected it. Raises CasebookError when there is
        none."""
        # Judgements change a few reports; what was read of the others stays at hand.
        key = (self._state[0], report_id)
        with self._lock:
            found = self._briefs.get(key)
        if found is None:
            found = decode_brief(self.casebook.brief(report_id))
            with self._lock:
                self._briefs.put(key, found)
        return self.corrections.apply(found) if report_id in self.corrections else found


class _Recent(OrderedDict[K, V]):
    """The values that were asked for last."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def put(self, key: K, value: V) -> None:
        self[key] = value
        self.move_to_end(key)
        while len(self) > self._most:
            self.popitem(last=False)


class _OfReports(Mapping[str, V]):
    """Something of each report of a look, read when it is asked for."""

    def __init__(self, look: Look) -> None:
        self._look = look

    def __iter__(self) -> Iterator[str]:
        return (filed.id for filed in self._look.casebook.reports())

    def __len__(self) -> int:
        return self._look.casebook.counts().reports


class _Briefs(_OfReports[Brief]):
    def __getitem__(self, report_id: str) -> Brief:
        try:
            return self._look.brief(report_id)
        except CasebookError as error:
            raise KeyError(report_id) from error


class _Names(_OfReports[str]):
    def __getitem__(self, report_id: str) -> str:
        try:
            names = self._look.filed(report_id).names
        except CasebookError as error:
            raise KeyError(report_id) from error
        if not names:
            raise KeyError(report_id)
        return names[0]
