"""Numbered ``.sql`` files bring a casebook to the form that this version reads.

``application_id`` tells that a file is a casebook, ``user_version`` which of the files it has seen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import apsw

from onrecord.casebook.backup import back_up
from onrecord.casebook.connect import APPLICATION
from onrecord.errors import CasebookError

_NAME = re.compile(r"(?P<number>\d{4})_\w+\.sql")


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration:
    """One step: its number, which is the form that it leads to, and its SQL."""

    number: int
    sql: str


def migrations(folder: Traversable) -> tuple[Migration, ...]:
    """The steps in a folder, in order. Raises CasebookError when a number is missing or double."""
    found: list[Migration] = []
    for entry in folder.iterdir():
        match = _NAME.fullmatch(entry.name)
        if match:
            found.append(
                Migration(number=int(match["number"]), sql=entry.read_text(encoding="utf-8"))
            )
    found.sort(key=lambda m: m.number)
    if [m.number for m in found] != list(range(1, len(found) + 1)):
        raise CasebookError("migrations are not numbered 1, 2, 3 ...", about=str(folder))
    return tuple(found)


@cache
def shipped() -> tuple[Migration, ...]:
    """The steps of this version."""
    return migrations(files("onrecord.casebook") / "schema")


def is_behind(
    connection: apsw.Connection, path: Path, steps: tuple[Migration, ...] | None = None
) -> bool:
    """Whether a casebook is of an earlier form. Raises CasebookError when it is of a later one."""
    version, newest = connection.pragma("user_version"), len(steps or shipped())
    if version > newest:
        says = f"is of form {version}, made by a later onrecord; this one reads {newest}"
        raise CasebookError(says, about=str(path))
    return bool(version < newest)


def migrate(
    connection: apsw.Connection, path: Path, steps: tuple[Migration, ...] | None = None
) -> tuple[Path, ...]:
    """Take the steps that a casebook has not seen, each in one transaction; the backups that were
    made before each, beside the file. The caller holds the writer's lock.

    Raises CasebookError when the casebook is of a later form, or a step fails: it is then as it was
    before that step.
    """
    steps = steps or shipped()
    made: list[Path] = []
    # One that has just been made has nothing to lose.
    began = connection.pragma("user_version")
    while is_behind(connection, path, steps):
        version = connection.pragma("user_version")
        step = steps[version]
        if began:
            made.append(path.with_name(f"{path.name}.before-{step.number:04d}"))
            back_up(connection, made[-1], replace=True)
        try:
            with connection:
                connection.execute(step.sql)
                connection.pragma("application_id", APPLICATION)
                connection.pragma("user_version", step.number)
        except apsw.Error as error:
            says = f"cannot be brought to form {step.number}: {error}"
            raise CasebookError(says, about=str(path)) from error
    return tuple(made)
