"""A copy of the casebook as it is at one moment, made while others go on reading and writing."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

import apsw

from onrecord.casebook.connect import persist
from onrecord.errors import CasebookError

#: Pages that are copied before others may write again.
PAGES = 2_000


def back_up(connection: apsw.Connection, target: Path, *, replace: bool = False) -> None:
    """Write a copy to ``target``, which appears when it is whole; its owner alone may read it.

    Raises CasebookError when there is something of that name (unless ``replace``), or the copy
    cannot be written.
    """
    if not replace and os.path.lexists(target):
        raise CasebookError("exists already", about=str(target))
    part = target.with_name(f".{target.name}.part-{os.getpid()}")
    try:
        _clear(target)
        os.close(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        _copy(connection, part)
        persist(part)
        if replace:
            part.replace(target)
        else:
            _put(part, target)
        persist(target.parent)
    except FileExistsError as error:
        raise CasebookError("exists already", about=str(target)) from error
    except OSError as error:
        says = f"cannot be written: {error.strerror}"
        raise CasebookError(says, about=str(target)) from error
    except apsw.Error as error:
        raise CasebookError(f"cannot be written: {error}", about=str(target)) from error
    finally:
        part.unlink(missing_ok=True)


def _put(part: Path, target: Path) -> None:
    """Give the copy its name. A link never replaces what somebody else put there meanwhile; where
    the file system has none, it was looked before."""
    try:
        os.link(part, target)
    except FileExistsError:
        raise
    except OSError:
        part.replace(target)


def _copy(connection: apsw.Connection, part: Path) -> None:
    copy = apsw.Connection(str(part), flags=apsw.SQLITE_OPEN_READWRITE)
    try:
        with copy.backup("main", connection, "main") as backup:
            while not backup.done:
                backup.step(PAGES)
        # One plain file, without a log beside it.
        copy.pragma("journal_mode", "DELETE")
    finally:
        copy.close()


def _clear(target: Path) -> None:
    """Take away what backups left that were killed."""
    beginning = f".{target.name}.part-"
    for left in target.parent.iterdir():
        process = left.name.removeprefix(beginning)
        if left.name.startswith(beginning) and process.isdigit() and not _runs(int(process)):
            left.unlink(missing_ok=True)


def _runs(process: int) -> bool:
    if process == os.getpid():
        return False
    if sys.platform == "win32":
        # There the call below would end it.
        return True
    with suppress(PermissionError):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return False
    return True
