"""Work that is done stretch by stretch, and may be spread over processes.

What is asked of one report, group or pair does not depend on the others, so that it can be done
anywhere: a ``Spread`` gives what ``work`` makes of each stretch, in their order. Who compares says
which one; ``Here`` is the plain one, ``desk`` knows one with processes. Results must not depend on
where a stretch ends.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Final, Protocol, TypeVar

R = TypeVar("R")
S = TypeVar("S")

#: Stretches of one piece of work: enough that nobody waits long for the last, each long enough that
#: what its reports have in common is read once.
STRETCHES: Final = 16


class Spread(Protocol):
    """Where work is done."""

    def of(self, work: Callable[[int, int], R], count: int) -> Iterator[R]:
        """``work(start, end)`` of stretches of ``range(count)``."""

    def both(self, one: Callable[[], R], other: Callable[[], S]) -> tuple[R, S]:
        """Two pieces of work that do not need each other."""


class Here:
    """One thing after the other, in this process."""

    def of(self, work: Callable[[int, int], R], count: int) -> Iterator[R]:
        for start, end in stretches(count):
            yield work(start, end)

    def both(self, one: Callable[[], R], other: Callable[[], S]) -> tuple[R, S]:
        return one(), other()


HERE: Final = Here()


def stretches(count: int, number: int = STRETCHES) -> list[tuple[int, int]]:
    """``range(count)`` in so many stretches, fewer where it is short."""
    bounds = sorted({count * n // number for n in range(number + 1)})
    return list(pairwise(bounds))
