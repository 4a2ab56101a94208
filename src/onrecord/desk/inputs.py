"""What is given to be added, as work for the processes that read."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.desk.reading import Known, Opened, SetAside, open_each
from onrecord.errors import IntakeError, OnrecordError
from onrecord.intake.open import JSON, LINES, STDIN

#: Endings of files that may hold several reports; they are opened by one process, read by many.
SEVERAL = tuple(sorted(LINES | JSON))


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """An input. ``given`` is None where the process that reads it opens it, too; ``path`` is where
    it lies, if its name does not say so (empty if it lies inside of another input); ``located``
    tells that its name is a place at which a later version of the same report may stand."""

    name: str
    path: str | None = None
    given: Opened | SetAside | None = None
    located: bool = False
    size: int = 0


def holds_several(name: str) -> bool:
    """Whether an input may hold more than one report, as far as its name tells."""
    return name == STDIN or name.casefold().endswith(SEVERAL)


def without_casebook(names: Iterable[str], casebook: Path) -> Iterator[str]:
    """Names but for the casebook's own files, which may lie in a folder that is given."""
    for name in names:
        path = Path(name)
        ours = path.name.startswith(casebook.name) and path.absolute().parent.resolve()
        if name == STDIN or ours != casebook.absolute().parent.resolve():
            yield name


def tasks(names: Iterable[str], known: Known) -> Iterator[Task]:
    """Files as tasks, in order."""
    for name in names:
        if holds_several(name):
            for opened in open_each(name, known=known):
                yield Task(name=opened.name, given=opened)
        else:
            yield from _of_file(name, Path(name))


def _of_file(name: str, path: Path) -> Iterator[Task]:
    try:
        size = path.stat().st_size
        if path.is_file() and os.access(path, os.R_OK):
            yield Task(name=name, located=True, size=size)
            return
    except (OSError, ValueError):
        size = 0
    if path.exists() and not path.is_file() and not path.is_dir():
        # A pipe would hold the process that opens it.
        error: OnrecordError = IntakeError("not a file", about=name)
        yield Task(name=name, given=SetAside(name=name, error=error))
    else:
        yield Task(name=name, located=True, size=size)
