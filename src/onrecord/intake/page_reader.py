"""The one process beside ours that parses pages: started when the first comes, replaced when one
ended it, and gone when we are."""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO, Any, Final

from onrecord.errors import IntakeError
from onrecord.intake.limits import (
    MAX_PAGE_CPU,
    MAX_PAGE_MEMORY,
    MAX_PAGE_SECONDS,
    MAX_PAGES_A_PROCESS,
    as_mebibytes,
)
from onrecord.intake.web_child import LENGTH

#: The folder that holds this package, for a process that may not find it by itself.
_ROOT: Final = Path(__file__).parents[2]


def parsed(source: str, name: str) -> dict[str, Any]:
    """What ``page.read_page`` tells of a page. Threads may call this; they wait for one another.

    Raises IntakeError, about ``name``, when the page ends the process that parses it, or stalls it.
    """
    return _reader.parsed(source.encode("utf-8", "replace"), name)


class _PageReader:
    """Our end of the pipes. A fork must not share them: it begins anew."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._pages = 0

    def parsed(self, page: bytes, name: str) -> dict[str, Any]:
        with self._lock:
            process = self._running(name)
            stalled = threading.Event()
            timer = threading.Timer(MAX_PAGE_SECONDS, _end, (process, stalled))
            timer.daemon = True
            timer.start()
            try:
                answer = _asked(process, page)
            except (OSError, EOFError, ValueError) as error:
                self._close()
                raise IntakeError(_why(process, stalled, error), about=name) from error
            except BaseException:
                # Interrupted half-way: the answer must not be taken for that to the next page.
                self._close()
                raise
            finally:
                timer.cancel()
            if self._pages >= MAX_PAGES_A_PROCESS or "error" in answer:
                self._close()
        if "error" in answer:
            raise IntakeError(_failed(str(answer["error"])), about=name)
        return answer

    def _running(self, name: str) -> subprocess.Popen[bytes]:
        process = self._process
        if process is None or process.poll() is not None:
            self._close()
            try:
                process = _started()
            except OSError as error:
                reason = f"no process to parse pages can be started: {error}"
                raise IntakeError(reason, about=name) from error
            self._process, self._pages = process, 0
        self._pages += 1
        return process

    def _close(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()
        process.wait()

    def close(self) -> None:
        with self._lock:
            self._close()

    def forget(self) -> None:
        """Behind a fork: the process is our parent's, and a lock may be held by nobody."""
        process, self._process = self._process, None
        self._lock = threading.Lock()
        if process is not None:
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    pipe.close()
            process.returncode = 0


def _started() -> subprocess.Popen[bytes]:
    path = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH", ""))))
    return subprocess.Popen(
        [sys.executable, "-m", "onrecord.intake.web_child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=0,
        env=os.environ | {"PYTHONPATH": path, "PYTHONUTF8": "1"},
    )


def _end(process: subprocess.Popen[bytes], stalled: threading.Event) -> None:
    stalled.set()
    process.kill()


def _asked(process: subprocess.Popen[bytes], page: bytes) -> dict[str, Any]:
    """Raises OSError or EOFError when the process is gone, ValueError for what is no answer."""
    assert process.stdin is not None
    assert process.stdout is not None
    rest = memoryview(LENGTH.pack(len(page)) + page)
    while rest:
        rest = rest[process.stdin.write(rest) :]
    (length,) = LENGTH.unpack(_exactly(process.stdout, LENGTH.size))
    answer = json.loads(_exactly(process.stdout, length))
    if not isinstance(answer, dict):
        raise ValueError("no answer")
    return answer


def _exactly(pipe: IO[bytes], length: int) -> bytes:
    data = bytearray()
    while len(data) < length:
        piece = pipe.read(length - len(data))
        if not piece:
            raise EOFError
        data += piece
    return bytes(data)


def _why(process: subprocess.Popen[bytes], stalled: threading.Event, error: Exception) -> str:
    """What ended the process, with the name of the limit."""
    if stalled.is_set():
        return f"parsing it takes longer than {MAX_PAGE_SECONDS} s (MAX_PAGE_SECONDS)"
    code = process.returncode
    if code is not None and code < 0:
        import signal

        if -code == getattr(signal, "SIGXCPU", 0):
            return f"parsing it takes more than {MAX_PAGE_CPU} s of work (MAX_PAGE_CPU)"
        return (
            f"it ends the process that parses it (signal {-code}); the limit of its memory is "
            f"{as_mebibytes(MAX_PAGE_MEMORY)} (MAX_PAGE_MEMORY)"
        )
    return f"the process that parses it ended ({error!r})"


def _failed(error: str) -> str:
    if error == "memory":
        return f"parsing it takes more than {as_mebibytes(MAX_PAGE_MEMORY)} (MAX_PAGE_MEMORY)"
    return f"it cannot be parsed: {error}"


_reader = _PageReader()
atexit.register(_reader.close)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_reader.forget)
