"""Keep a comparison fresh in a process of its own, while the casebook goes on being looked at.

Comparing takes seconds of a small casebook and many minutes of a large one, and somebody who judges
does so again and again. So it begins when nothing was asked for a while, at the latest after a time
that grows with what comparing took, never twice at once, and it gives way to those who read.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from threading import Condition, Thread
from time import monotonic
from typing import Final, Literal

#: Times that comparing is tried again when it fails: another process may have written too long.
TRIES: Final = 3
#: Characters of what a failed comparison says that are kept.
SAYS: Final = 500
#: Seconds for which an ending process is waited for.
ENDING: Final = 10.0
#: Seconds without anything new before comparing begins, or a share of what it took the last time,
#: up to the most.
QUIET: Final = 3.0
SHARE: Final = 0.25
MOST_QUIET: Final = 60.0
#: Seconds after which it begins though there is always something new, or as long as it took the
#: last time: half of the time at most is spent comparing.
PATIENCE: Final = 60.0
#: How far it stands back behind what else runs on the machine (nice, 0 to 19).
BEHIND: Final = 10
#: *waiting*: it was asked for, and waits for a quiet moment.
State = Literal["idle", "waiting", "running", "failed"]


class Renewal:
    """Compares one casebook again whenever it is asked to; what is asked while it runs is one more
    run behind it. ``command`` gets the casebook's path behind it; ``quiet`` are the seconds
    without anything new that are waited for at least."""

    def __init__(
        self,
        path: str,
        *,
        command: Sequence[str] = (sys.executable, "-m", "onrecord", "compare"),
        done: Callable[[], None] | None = None,
        quiet: float = QUIET,
    ) -> None:
        self._command = (*command, path)
        self._done = done
        self._quiet = quiet
        self._change = Condition()
        self._asked, self._closed = False, False
        self._due, self._latest, self._took = 0.0, 0.0, 0.0
        self._process: subprocess.Popen[str] | None = None
        self._thread: Thread | None = None
        self.state: State = "idle"
        self.says = ""

    def ask(self, *, at_once: bool = False) -> None:
        """Compare when it is quiet, or without waiting; or once more when what runs now ended."""
        with self._change:
            if self._closed:
                return
            self._put_off(monotonic(), at_once=at_once)
            self._asked = True
            if self._thread is None:
                self.state = "running" if at_once else "waiting"
                self._thread = Thread(target=self._run, name="renewal", daemon=True)
                self._thread.start()
            self._change.notify_all()

    def _put_off(self, now: float, *, at_once: bool) -> None:
        """When it is to begin, now that something new came."""
        if not self._asked:
            self._latest = now + max(PATIENCE, self._took)
        quiet = max(self._quiet, min(SHARE * self._took, MOST_QUIET))
        if at_once:
            self._latest = now
        self._due = min(now + quiet, self._latest)

    def wait(self, seconds: float | None = None) -> bool:
        """Waits until nothing runs; whether that is so."""
        with self._change:
            return self._change.wait_for(lambda: self._thread is None, seconds)

    def close(self) -> None:
        """End what runs; the casebook keeps what it had."""
        with self._change:
            self._closed, self._asked = True, False
            if self._process is not None:
                self._process.terminate()
            self._change.notify_all()
        self.wait(ENDING)

    def _run(self) -> None:
        failed = 0
        while self._begun(failed):
            began = monotonic()
            process = self._process
            assert process is not None
            said = process.communicate()[1]
            with self._change:
                went_well = process.returncode == 0
                self._process = None
                self._took = monotonic() - began
                failed = 0 if went_well else failed + 1
                self.says = "" if went_well else said.strip()[-SAYS:]
                self._asked = self._asked or 0 < failed < TRIES
            if went_well and self._done is not None:
                self._done()

    def _begun(self, failed: int) -> bool:
        """Waits for a quiet moment and begins; False where there is nothing to be done."""
        with self._change:
            while self._asked and (left := self._due - monotonic()) > 0:
                self.state = "waiting"
                self._change.wait(left)
            if not self._asked or self._closed:
                self.state = "failed" if failed else "idle"
                self._thread = None
                self._change.notify_all()
                return False
            self._asked, self.state = False, "running"
            self._process = subprocess.Popen(  # noqa: S603 - our own program
                self._command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                text=True,
            )
            _stand_back(self._process.pid)
            return True


def _stand_back(process: int) -> None:
    """Let a process that was just started give way to others, where the system can."""
    if hasattr(os, "setpriority"):
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, process, BEHIND)
