"""One writer at a time: a lock on the file beside the casebook, gone when its holder is."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from datetime import UTC, datetime
from math import inf
from pathlib import Path
from time import monotonic, sleep

from onrecord.errors import CasebookError

#: What is put behind the casebook's name. The file stays: its presence means nothing.
SUFFIX = "-lock"
#: Seconds after which a lock that another one holds is tried again.
AGAIN = 0.02


class WriterLock:
    """Held from creation to ``release``, or to the end of the process, however it ends.

    ``wait`` is for how many seconds another writer is waited for. Raises CasebookError, naming who
    writes and since when, where somebody else still does.
    """

    def __init__(self, casebook: Path, wait: float = 0) -> None:
        path = casebook.with_name(casebook.name + SUFFIX)
        try:
            self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            says = f"cannot be locked for writing: {error.strerror}"
            raise CasebookError(says, about=str(casebook)) from error
        try:
            self._wait_for_it(wait)
        except OSError as error:
            holder = os.pread(self._file, 200, 0).decode("ascii", "replace").strip()
            os.close(self._file)
            says = (
                f"is being written by {holder or 'another process'}; "
                "reading it is possible meanwhile"
            )
            raise CasebookError(says, about=str(casebook)) from error
        self._sign()

    def _sign(self) -> None:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        os.ftruncate(self._file, 0)
        os.pwrite(self._file, f"process {os.getpid()} since {now}\n".encode("ascii"), 0)

    def _wait_for_it(self, wait: float) -> None:
        until = monotonic() + wait
        while True:
            try:
                return _lock(self._file)
            except OSError:
                if monotonic() >= until:
                    raise
                sleep(AGAIN)

    def give_way(self) -> None:
        """Let somebody else write who waits for it, and wait for him as long as it takes."""
        os.ftruncate(self._file, 0)
        _unlock(self._file)
        # Longer than any of them sleeps.
        sleep(2 * AGAIN)
        self._wait_for_it(inf)
        self._sign()

    def release(self) -> None:
        """Let others write; more than once does no harm."""
        if self._file >= 0:
            with suppress(OSError):
                os.ftruncate(self._file, 0)
            os.close(self._file)
            self._file = -1


if sys.platform == "win32":
    import msvcrt

    #: Windows locks bytes, and nobody reads a locked one: far behind the words of the holder.
    _BYTE = 1 << 20

    def _lock(file: int) -> None:
        os.lseek(file, _BYTE, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)

    def _unlock(file: int) -> None:
        os.lseek(file, _BYTE, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _unlock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)
