"""Where a command writes what it was asked for: stdout, or a file that appears when it is whole."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


class CannotWriteError(Exception):
    """A target cannot be opened, written or put in place; the message names it."""


class Target:
    """An opened target. Nothing takes the place of a file before ``finish``."""

    def __init__(self, name: str, stream: BinaryIO) -> None:
        self.finished = False
        self._name, self._stream = name, stream

    def write(self, data: bytes) -> None:
        """Raises BrokenPipeError, or CannotWriteError naming the target."""
        try:
            self._stream.write(data)
            self._stream.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise _cannot(self._name, error) from error

    def finish(self) -> None:
        self.finished = True


@contextmanager
def opened(path: str | None) -> Iterator[Target]:
    """Standard output for None and ``-``, else a file. What was there before stays as it was until
    all is written and ``finish`` was called, and for good if it was not.

    Raises CannotWriteError.
    """
    if path is None or path == "-":
        yield Target("standard output", sys.stdout.buffer)
        return
    target = Path(path).resolve()
    if target.exists() and not target.is_file() and not target.is_dir():
        # A pipe or a device takes what it gets; nothing can stand in its place.
        try:
            stream = target.open("wb")
        except OSError as error:
            raise _cannot(path, error) from error
        with stream:
            yield Target(path, stream)
        return
    yield from _beside(path, target)


def _beside(path: str, target: Path) -> Iterator[Target]:
    """Write into a file beside the target and put it in place."""
    unfinished = target.with_name(f".{target.name}.{os.getpid()}.unfinished")
    try:
        if target.is_dir():
            raise IsADirectoryError(None, "is a folder")
        stream = unfinished.open("xb")
    except OSError as error:
        raise _cannot(path, error) from error
    try:
        with stream:
            one = Target(path, stream)
            yield one
            if one.finished:
                _put_in_place(path, stream, unfinished, target)
    finally:
        unfinished.unlink(missing_ok=True)


def _put_in_place(path: str, stream: BinaryIO, unfinished: Path, target: Path) -> None:
    try:
        os.fsync(stream.fileno())
        stream.close()
        unfinished.replace(target)
    except OSError as error:
        raise _cannot(path, error) from error


def _cannot(name: str, error: OSError) -> CannotWriteError:
    return CannotWriteError(f"{name}: cannot be written: {error.strerror or error}")
