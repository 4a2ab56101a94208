"""The casebooks of a reading room, each with a short key that stands in addresses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_GAPS: Final = re.compile(r"[^a-z0-9]+")
#: Characters of a key at most, before the number that tells two of one name apart.
LONGEST_KEY: Final = 40
#: The key of a file in whose name nothing can stand in an address.
NAMELESS: Final = "case"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One casebook: its key in addresses (``/c/{key}/...``), the name that is shown, its file."""

    key: str
    name: str
    path: Path


def cases_of(paths: Sequence[str]) -> tuple[Case, ...]:
    """Casebooks by their files, in the order given; a file that is given twice counts once."""
    made: dict[Path, Case] = {}
    taken: set[str] = set()
    for given in paths:
        path = Path(given).absolute()
        place = path.resolve()
        if place in made:
            continue
        key = _free(_short(path.stem), taken)
        taken.add(key)
        made[place] = Case(key=key, name=path.stem or path.name, path=path)
    return tuple(made.values())


def _short(stem: str) -> str:
    folded = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().lower()
    return _GAPS.sub("-", folded)[:LONGEST_KEY].strip("-") or NAMELESS


def _free(key: str, taken: set[str]) -> str:
    """The key, with the smallest number that makes it one of its own."""
    free, number = key, 2
    while free in taken:
        free = f"{key}-{number}"
        number += 1
    return free
