"""The casebook as its callers see it: one object over one open file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from os import PathLike, fspath
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Final, Self

import apsw

from onrecord.casebook import (
    check,
    findings,
    judgements,
    quarantine,
    reports,
    rounds,
    search,
    survey,
)
from onrecord.casebook.backup import back_up
from onrecord.casebook.filling import Filling
from onrecord.casebook.lock import WriterLock
from onrecord.casebook.quarantine import Quarantined
from onrecord.casebook.reports import Added, Filed
from onrecord.casebook.rows import Addition, unpacked
from onrecord.casebook.scenes import Scenes, Staged
from onrecord.casebook.shelf import Shelf
from onrecord.casebook.spots import Moved
from onrecord.casebook.versions import Difference, differences
from onrecord.errors import CasebookError
from onrecord.model import Judgement

#: Steps of SQLite's machine after which it is asked whether time is up.
STEPS: Final = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much there is: reports that take part in comparisons, older versions of them, statements,
    judgements, inputs set aside."""

    reports: int
    older_versions: int
    statements: int
    judgements: int
    quarantined: int


class Casebook:
    """An open casebook; ``with`` closes it. ``backups`` were made on opening, before it was brought
    to a newer form."""

    def __init__(
        self,
        path: Path,
        db: apsw.Connection,
        lock: WriterLock | None,
        backups: tuple[Path, ...] = (),
    ) -> None:
        self.path, self.backups = path, backups
        self._db, self._lock = db, lock
        self.scenes = Scenes(db)
        #: Its reports by their days.
        self.shelf = Shelf(db)
        self.history = judgements.History(db)
        #: What its reports came to when they were last compared.
        self.findings = survey.Survey(db)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file and let others write; more than once does no harm."""
        self._db.close()
        if self._lock is not None:
            self._lock.release()

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """Read what stands at one moment, and break off what takes longer. Raises CasebookError
        when it did."""
        until = monotonic() + seconds
        self._db.set_progress_handler(lambda: monotonic() > until, STEPS)
        try:
            with self._db:
                yield
        except apsw.InterruptError as error:
            says = f"took longer than {seconds:g} seconds"
            raise CasebookError(says, about=str(self.path)) from error
        finally:
            self._db.set_progress_handler(None)

    # What is in it

    def counts(self, statements: int | None = None) -> Counts:
        """How much there is of everything. Of statements there may be millions: those who counted
        them since the reports changed give their number."""
        row = self._db.execute(
            "SELECT (SELECT count(*) FROM report WHERE latest = 1),"
            " (SELECT count(*) FROM report WHERE latest = 0),"
            " coalesce(?, (SELECT count(*) FROM statement)), (SELECT count(*) FROM judgement),"
            " (SELECT count(*) FROM quarantine)",
            (statements,),
        ).get
        latest, older, statements, judged, aside = row
        return Counts(
            reports=latest,
            older_versions=older,
            statements=statements,
            judgements=judged,
            quarantined=aside,
        )

    def reports(self, *, versions: bool = False) -> Iterator[Filed]:
        """Reports in the order in which they came in; older versions if asked for."""
        return reports.filed(self._db, "" if versions else "WHERE latest = 1")

    def report(self, report_id: str) -> Filed:
        """One report. Raises CasebookError when there is none of this id."""
        for found in reports.filed(self._db, "WHERE id = ?", (report_id,)):
            return found
        raise CasebookError("no such report in the casebook", about=report_id)

    def matching(self, called: str) -> tuple[Filed, ...]:
        """The reports that an id, the beginning of one, a name or an address means."""
        return reports.matching(self._db, called)

    def versions(self, report_id: str) -> tuple[Filed, ...]:
        """All versions of a report's article, in the order in which they came in."""
        article = self.report(report_id).article
        return tuple(reports.filed(self._db, "WHERE article = ?", (article,)))

    def differences(self, old: str, new: str) -> tuple[Difference, ...]:
        """Where the texts of two reports differ."""
        return differences(self.text(old), self.text(new))

    def text(self, report_id: str) -> str:
        """The text that all spans of a report refer to."""
        found = self._db.execute("SELECT text FROM report WHERE id = ?", (report_id,)).get
        if found is None:
            raise CasebookError("no such report in the casebook", about=report_id)
        return str(found)

    def record(self, report_id: str) -> bytes:
        """The current record of a report, as ``encode_record`` wrote it."""
        return self._blob("record", report_id)

    def brief(self, report_id: str) -> bytes:
        """What is compared of a report."""
        return self._blob("brief", report_id)

    def briefs(self) -> Iterator[tuple[str, bytes]]:
        """What is compared: the latest versions only, by report id, so that the order does not
        depend on how they came in."""
        sql = (
            "SELECT r.id, c.brief FROM report r JOIN record c ON c.report = r.number"
            " AND c.current = 1 WHERE r.latest = 1 ORDER BY r.id"
        )
        for report_id, blob in self._db.execute(sql):
            yield report_id, unpacked(blob)

    def _blob(self, column: str, report_id: str) -> bytes:
        sql = (
            f"SELECT c.{column} FROM record c JOIN report r ON r.number = c.report"  # noqa: S608
            " WHERE r.id = ? AND c.current = 1"
        )
        found = self._db.execute(sql, (report_id,)).get
        if found is None:
            raise CasebookError("no such report in the casebook", about=report_id)
        return unpacked(found)

    def is_read(self, original_sha256: str, made_by: str | None = None) -> bool:
        """Whether a report with these bytes is in, with a record by this maker if one is given."""
        return reports.is_read(self._db, original_sha256, made_by)

    def search(self, wanted: search.Wanted) -> search.Hits:
        """Reports or statements in which words stand."""
        return search.search(self._db, wanted)

    @property
    def version(self) -> int:
        """A number that changes when another connection has written."""
        return int(self._db.pragma("data_version"))

    def state(self) -> tuple[int, int]:
        """What a comparison depends on; see ``findings.state``."""
        return findings.state(self._db)

    def judgements(self) -> tuple[Judgement, ...]:
        """All judgements in order, withdrawn ones, too."""
        return tuple(judgements.judgements(self._db))

    def quarantined(self, first: int = 0, most: int = -1) -> tuple[Quarantined, ...]:
        """Inputs that gave no record, by name; no more than ``most``, from a number on."""
        return tuple(quarantine.quarantined(self._db, first, most))

    def faults(
        self, *, indexes: bool = True, read_brief: Callable[[bytes], object] | None = None
    ) -> Iterator[str]:
        """What is wrong with the file; see ``check.faults``."""
        return check.faults(self._db, indexes=indexes, read_brief=read_brief)

    def back_up(self, target: str | PathLike[str]) -> None:
        """Write a copy; see ``backup.back_up``."""
        back_up(self._db, Path(fspath(target)).absolute())

    # What changes it

    def add(
        self, additions: Iterable[Addition], aside: Iterable[Quarantined] = ()
    ) -> tuple[Added | Quarantined, ...]:
        """Put reports in, and note what was set aside, in one transaction: all of it is
        acknowledged when this returns, and nothing before. What cannot be put in is set aside."""
        at = _now()
        done: list[Added | Quarantined] = []
        with self._writing():
            for new in additions:
                try:
                    done.append(reports.add(self._db, new, at))
                except CasebookError as error:
                    done.append(quarantine.refused(new, error))
            if any(one.outcome != "known" for one in done if isinstance(one, Added)):
                findings.changed(self._db)
            done += aside
            for one in done:
                if isinstance(one, Quarantined):
                    quarantine.set_aside(self._db, one, at)
        return tuple(done)

    def name(self, names: Iterable[tuple[str, str]]) -> None:
        """Note names, each with the digest of its bytes, under which reports that are in were given
        again; nothing is written where nothing is new."""
        found = [(given, reports.unnamed(self._db, sha256, given)) for given, sha256 in names]
        new = [(given, number) for given, number in found if number is not None]
        if not new:
            return
        with self._writing():
            for given, number in new:
                reports.name(self._db, given, number)

    def judge(self, judgement: Judgement) -> Judgement:
        """Write a judgement down; it comes back with its number."""
        with self._writing():
            return judgements.append(self._db, judgement)

    def keep(
        self,
        made: findings.Made,
        found: Iterable[findings.Finding],
        moved: Sequence[Moved] = (),
        staged: Iterable[Staged] = (),
    ) -> None:
        """Put a comparison in the place of the one that is kept, which is looked at until then.
        Others may write meanwhile. Raises CasebookError where one of them removes a report."""
        Filling(self._db, self._writing, self._give_way).keep(made, found, moved, staged)

    def remove(self, report_ids: Sequence[str]) -> int:
        """Take reports out so that no bytes of them are left in the file; how many judgements about
        them went with them. Backups keep what they hold."""
        gone = 0
        with self._writing():
            # What is kept of a comparison holds the words of all reports.
            rounds.forget(self._db)
            for report_id in report_ids:
                reports.remove(self._db, report_id)
                gone += judgements.forget(self._db, report_id)
            findings.changed(self._db)
        # Pages are written anew, then the log that still holds the old ones is emptied.
        try:
            self._db.execute("VACUUM")
            self._db.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_TRUNCATE)
        except apsw.Error as error:
            says = (
                f"the reports are removed, but their bytes are not yet gone ({error}): "
                "remove again when nobody else reads the casebook"
            )
            raise CasebookError(says, about=str(self.path)) from error
        return gone

    def _give_way(self) -> None:
        if self._lock is not None:
            self._lock.give_way()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        if self._lock is None:
            raise CasebookError("is open for reading only", about=str(self.path))
        try:
            with self._db:
                yield
        except apsw.Error as error:
            raise CasebookError(f"cannot be written: {error}", about=str(self.path)) from error


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
