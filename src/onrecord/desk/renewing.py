"""Keep a comparison fresh in a process of its own, while the casebook goes on being looked at."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from threading import Condition, Thread
from typing import Final, Literal

#: Times that comparing is tried again when it fails: another process may have written too long.
TRIES: Final = 3
#: Characters of what a failed comparison says that are kept.
SAYS: Final = 500
#: Seconds for which an ending process is waited for.
ENDING: Final = 10.0
State = Literal["idle", "running", "failed"]


class Renewal:
    """Compares one casebook again whenever it is asked to; what is asked while it runs is one more
    run behind it. ``command`` gets the casebook's path behind it."""

    def __init__(
        self,
        path: str,
        *,
        command: Sequence[str] = (sys.executable, "-m", "onrecord", "compare"),
        done: Callable[[], None] | None = None,
    ) -> None:
        self._command = (*command, path)
        self._done = done
        self._change = Condition()
        self._asked, self._closed = False, False
        self._process: subprocess.Popen[str] | None = None
        self._thread: Thread | None = None
        self.state: State = "idle"
        self.says = ""

    def ask(self) -> None:
        """Compare, or compare once more when what runs now has ended."""
        with self._change:
            if self._closed:
                return
            self._asked = True
            if self._thread is None:
                self.state = "running"
                self._thread = Thread(target=self._run, name="renewal", daemon=True)
                self._thread.start()

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
        self.wait(ENDING)

    def _run(self) -> None:
        failed = 0
        while True:
            with self._change:
                if not self._asked or self._closed:
                    self.state = "failed" if failed else "idle"
                    self._thread = None
                    self._change.notify_all()
                    return
                self._asked = False
                self._process = subprocess.Popen(  # noqa: S603 - our own program
                    self._command,
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.PIPE,
                    text=True,
                )
            said = self._process.communicate()[1]
            with self._change:
                went_well = self._process.returncode == 0
                self._process = None
                failed = 0 if went_well else failed + 1
                self.says = "" if went_well else said.strip()[-SAYS:]
                self._asked = self._asked or 0 < failed < TRIES
            if went_well and self._done is not None:
                self._done()
