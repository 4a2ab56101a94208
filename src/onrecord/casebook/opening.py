"""Open a casebook: find it, lock it, bring it to the present form."""

from __future__ import annotations

from os import PathLike, fspath
from pathlib import Path

import apsw

from onrecord.casebook.connect import connect, create, persist
from onrecord.casebook.file import Casebook
from onrecord.casebook.lock import WriterLock
from onrecord.casebook.migrate import is_behind, migrate
from onrecord.errors import CasebookError

#: What stands behind the name of a casebook that is not yet whole.
UNNAMED = ".new"


def open_casebook(
    path: str | PathLike[str], *, write: bool = False, create_new: bool = False, wait: float = 0
) -> Casebook:
    """Open a casebook; for writing (one writer at a time, for which it waits so many seconds), and
    a new one where there is none if ``create_new``. One of an earlier form is brought to this one
    first, with a backup beside it.

    Raises CasebookError when it is none, of a later form, written by another process, or cannot be
    opened.
    """
    place = Path(fspath(path)).absolute()
    if place.exists():
        # Two names of one file must lead to one lock.
        place = place.resolve()
        if place.is_dir():
            raise CasebookError("is a folder, not a casebook", about=fspath(path))
    elif not (write and create_new):
        raise CasebookError("no such casebook", about=fspath(path))
    lock = WriterLock(place, wait) if write else None
    db: apsw.Connection | None = None
    try:
        if not place.exists():
            _make(place)
        db = connect(place, write=write, empty=create_new)
        backups = _migrated(place, db, write=write) if is_behind(db, place) else ()
        return Casebook(place, db, lock, backups)
    except BaseException:
        if db is not None:
            db.close()
        if lock is not None:
            lock.release()
        raise


def _make(place: Path) -> None:
    """A new casebook, whole from the moment that it has its name; what an earlier attempt left that
    was killed is no casebook yet, and taken away. The caller holds the writer's lock."""
    beside = place.with_name(f"{place.name}{UNNAMED}")
    for end in ("", "-wal", "-shm", "-journal"):
        beside.with_name(f"{beside.name}{end}").unlink(missing_ok=True)
    create(beside)
    db = connect(beside, write=True, empty=True)
    try:
        migrate(db, beside)
    finally:
        db.close()
    beside.rename(place)
    persist(place.parent)


def _migrated(place: Path, db: apsw.Connection, *, write: bool) -> tuple[Path, ...]:
    if write:
        return migrate(db, place)
    lock = WriterLock(place)
    try:
        writer = connect(place, write=True)
        try:
            return migrate(writer, place)
        finally:
            writer.close()
    finally:
        lock.release()
