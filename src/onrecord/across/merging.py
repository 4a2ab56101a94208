"""Runs of packed values, each in order, as one sequence in that order.

Of many values only what puts them in order is read, and their bytes are packed again as they are:
to make each anew would take longer than it took to find it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from heapq import merge
from typing import Any, Final, TypeVar
from zlib import decompress

import msgspec

from onrecord.across import packed
from onrecord.across.packed import Block, Packed, unpacked

T = TypeVar("T")
_RAW: Final = msgspec.msgpack.Decoder(list[msgspec.Raw])


def merged(
    kind: type[T],
    runs: Iterable[Iterable[Block]],
    key: Callable[[Any], Any],
    keyed: type[Any] | None = None,
) -> Sequence[T]:
    """The values of runs in the order of a key: a tuple, or packed where they are many. ``keyed``
    is a type with those fields alone that ``key`` asks for."""
    given = [unpacked(kind, blocks) for blocks in runs]
    if sum(map(len, given)) < packed.MANY:
        return tuple(merge(*given, key=key))
    rows = merge(*[_raw(run, keyed or kind) for run in given], key=lambda row: key(row[0]))
    found: Packed[Any] = Packed(kind, (data for _, data in rows))
    return unpacked(kind, found.blocks())


def _raw(run: Packed[Any], keyed: type[Any]) -> Iterator[tuple[Any, msgspec.Raw]]:
    """What ``keyed`` holds of each value, and its bytes."""
    keys = msgspec.msgpack.Decoder(list[keyed])  # type: ignore[valid-type]
    for _, block in run.blocks():
        data = decompress(block)
        yield from zip(keys.decode(data), _RAW.decode(data), strict=True)
