"""Write what a comparison came to in many short transactions, between which others may write."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from itertools import islice
from typing import Final, TypeVar

import apsw

from onrecord.casebook import rounds
from onrecord.casebook.findings import COLUMNS, Finding, Made
from onrecord.casebook.rows import packed
from onrecord.casebook.scenes import Staged, keep_scenes
from onrecord.casebook.spots import Moved, keep_spots

#: Findings, and reports with what they bring, that are written or swept away in one transaction:
#: some tenths of a second.
MOST: Final = 4_000
#: KiB of pages that are kept in memory meanwhile: rows look for their places in many indexes.
ROOM: Final = 128 * 1024
#: SQLite's word for writing to the disk at checkpoints alone.
_NORMAL: Final = 1
_INSERT: Final = (
    f"INSERT INTO finding (round, {COLUMNS}, body, why)"  # noqa: S608
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
T = TypeVar("T")


class Filling:
    """Fills one round. ``writing`` opens a transaction; ``give_way`` lets others write."""

    def __init__(
        self,
        db: apsw.Connection,
        writing: Callable[[], AbstractContextManager[None]],
        give_way: Callable[[], None],
    ) -> None:
        self._db, self._writing, self._give_way = db, writing, give_way

    def keep(
        self,
        made: Made,
        findings: Iterable[Finding],
        moved: Sequence[Moved],
        staged: Iterable[Staged],
    ) -> None:
        """Put a comparison in the place of the one that is kept. Raises CasebookError where a
        report was removed meanwhile; what is kept is then as it was left."""
        with self._at_ease():
            with self._writing():
                number = rounds.begin(self._db)
                reports = dict(self._db.execute("SELECT id, number FROM report"))
            counts: Counter[str] = Counter()
            for some in self._several(findings):
                with self._of(number):
                    self._put(number, some, reports)
                counts.update(one.kind for one in some)
            for acts in self._several(staged):
                with self._of(number):
                    keep_scenes(self._db, number, acts, reports)
            with self._of(number):
                keep_spots(self._db, number, moved)
                self._publish(number, made, counts)
            self._sweep()

    def _publish(self, number: int, made: Made, counts: Counter[str]) -> None:
        if rounds.in_force(self._db) > number:
            # Another one began later, and knows more.
            return
        kept = json.dumps(dict(sorted(counts.items())))
        self._db.execute(
            "INSERT OR REPLACE INTO comparison VALUES (1, ?, ?, ?, ?, ?, ?, ?)",
            (number, made.at, made.software, made.reports, made.state, made.judgement, kept),
        )

    def _sweep(self) -> None:
        left = True
        while left:
            with self._writing():
                left = rounds.sweep(self._db, MOST)
            if left:
                self._give_way()

    def _put(self, number: int, findings: Iterable[Finding], reports: dict[str, int]) -> None:
        for one in findings:
            row = (number, one.kind, one.id, one.sort, one.name, one.origins, one.reports)
            more = (one.tellings, one.earliest, one.latest, packed(one.body), packed(one.why))
            self._db.execute(_INSERT, (*row, *more))
            finding = self._db.last_insert_rowid()
            self._db.executemany(
                "INSERT OR IGNORE INTO member VALUES (?, ?, ?, ?)",
                ((number, reports[r], i, finding) for r, i in one.members if r in reports),
            )

    def _several(self, values: Iterable[T]) -> Iterator[list[T]]:
        """As many at a time as are written at once; others may write between."""
        left = iter(values)
        while some := list(islice(left, MOST)):
            yield some
            if len(some) == MOST:
                self._give_way()

    @contextmanager
    def _of(self, number: int) -> Iterator[None]:
        with self._writing():
            rounds.ensure(self._db, number)
            yield

    @contextmanager
    def _at_ease(self) -> Iterator[None]:
        """With much room, and without waiting for the disk each time: what is lost when the power
        fails is made again, and in a write-ahead log nothing else is lost with it."""
        eased = {"cache_size": -ROOM}
        if self._db.pragma("journal_mode") == "wal":
            eased["synchronous"] = _NORMAL
        before = {name: self._db.pragma(name) for name in eased}
        try:
            for name, value in eased.items():
                self._db.pragma(name, value)
            yield
        finally:
            for name, value in before.items():
                self._db.pragma(name, value)
