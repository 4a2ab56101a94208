"""The casebooks of a reading room, each with a short key that stands in addresses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from threading import RLock
from typing import Any, Final, TypeVar, cast

from onrecord.desk.arrivals import Arrivals
from onrecord.desk.renewing import Renewal
from onrecord.desk.room import Room
from onrecord.web.limits import MAX_QUERY_SECONDS

_GAPS: Final = re.compile(r"[^a-z0-9]+")
#: Characters of a key at most, before the number that tells two of one name apart.
LONGEST_KEY: Final = 40
#: The key of a file in whose name nothing can stand in an address.
NAMELESS: Final = "case"


T = TypeVar("T")


class _once(cached_property[T]):  # noqa: N801 - used as a decorator
    """A cached property that is made once, whoever asks first: two threads that open a casebook
    twice would have one of them never closed, and two who compare it."""

    def __get__(self, instance: Any, owner: type[Any] | None = None) -> T:  # type: ignore[override]
        with instance.making:
            return cast("T", super().__get__(instance, owner))


@dataclass(frozen=True, kw_only=True)
class Case:
    """One casebook: its key in addresses (``/c/{key}/...``), the name that is shown, its file."""

    key: str
    name: str
    path: Path
    making: RLock = field(default_factory=RLock, init=False, repr=False, compare=False)

    @_once
    def room(self) -> Room:
        """The casebook, open. Raises CasebookError when it cannot be opened."""
        return Room(self.path, seconds=MAX_QUERY_SECONDS)

    @_once
    def renewal(self) -> Renewal:
        """What compares its reports again when they, or judgements, have changed."""
        return Renewal(str(self.path))

    @_once
    def arrivals(self) -> Arrivals:
        """What adds to it; what is new is compared."""
        return Arrivals(self.room, done=self.renewal.ask)

    def standing(self) -> Standing:
        """How far its findings are."""
        with self.room.look() as look:
            known = look.freshness
        seconds = None
        if known.made is not None:
            at = datetime.fromisoformat(known.made.at)
            seconds = max(0.0, (datetime.now(UTC) - at).total_seconds())
        return Standing(
            seconds=seconds,
            judgements=max(0, known.judgements) if known.made is not None else 0,
            comparing=self.renewal.state == "running",
        )

    def renew_if_stale(self) -> None:
        """Have its reports compared where what is kept is not what comparing would find."""
        with self.room.look() as look:
            fresh = look.freshness.fresh
        if not fresh:
            self.renewal.ask(at_once=True)

    def close(self) -> None:
        """End what adds and what compares, and close what nobody looks through."""
        if "arrivals" in self.__dict__:
            self.arrivals.close()
        if "renewal" in self.__dict__:
            self.renewal.close()
        if "room" in self.__dict__:
            self.room.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How far a casebook's findings are: seconds since it was compared (None: never), judgements
    that were made since, whether it is being compared."""

    seconds: float | None
    judgements: int = 0
    comparing: bool = False


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
