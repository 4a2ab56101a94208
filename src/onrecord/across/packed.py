"""Many values in little room: what a pile of a hundred thousand reports comes to is some ten
million small values, which as objects would take ten times the room of their bytes.

``held`` keeps few values as a tuple and many as ``Packed``; both are sequences that never change.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from heapq import merge
from itertools import accumulate, chain, islice, pairwise
from typing import Any, Final, TypeVar, overload
from zlib import compress, decompress

import msgspec

T = TypeVar("T")
K = TypeVar("K")
#: Values from which on they are packed.
MANY: Final = 1 << 16
#: Values that are sorted at one time.
RUN: Final = 1 << 15
#: Values that are packed together: to read one its block is read.
BLOCK: Final = 256
#: Values on a shelf whose bytes stand together.
STORED: Final = 1024
#: Bytes of a shelf that are kept as they are, which are read in a third less time than if each
#: step of a pile had to unpack them; what is beyond is compressed.
PLAIN: Final = 1 << 30
#: Blocks, and reports, that are kept at hand.
BLOCKS_AT_HAND: Final = 64
REPORTS_AT_HAND: Final = 2048
#: The least effort of zlib: it halves what is packed, and more takes longer than it saves.
_LEVEL: Final = 1


class _Frozen(Sequence[T]):
    """A sequence that is equal to any other with the same values."""

    __hash__ = None  # type: ignore[assignment]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence) or len(self) != len(other):
            return NotImplemented if not isinstance(other, Sequence) else False
        return all(a == b for a, b in zip(self, other, strict=True))

    def _one(self, at: int) -> T:
        raise NotImplementedError

    def _run(self, start: int, end: int) -> Iterator[T]:
        """The values from one place to another."""
        return map(self._one, range(start, end))

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[T]: ...
    def __getitem__(self, at: int | slice) -> T | Sequence[T]:
        if isinstance(at, slice):
            wanted = range(*at.indices(len(self)))
            if wanted.step == 1:
                return tuple(self._run(wanted.start, wanted.stop))
            return tuple(map(self._one, wanted))
        place = at + len(self) if at < 0 else at
        if not 0 <= place < len(self):
            raise IndexError(at)
        return self._one(place)


#: What a value is read of.
Bytes = bytes | memoryview

#: Values packed together: how many, and their bytes.
Block = tuple[int, bytes]


def pack(kind: type[T], values: Iterable[T]) -> list[Block]:
    """Values as blocks, for a ``Packed`` in this process or another."""
    return Packed(kind, values).blocks()


class Packed(_Frozen[T]):
    """Values of one kind (a dataclass or Struct) as compressed MessagePack, ``BLOCK`` together."""

    def __init__(self, kind: type[T], values: Iterable[T] = ()) -> None:
        self._kind = kind
        self._encode = msgspec.msgpack.Encoder().encode
        self._decode: Callable[[bytes], list[T]] = msgspec.msgpack.Decoder(list[kind]).decode  # type: ignore[valid-type]
        self._blocks: list[bytes] = []
        self._ends: list[int] = []
        self._last: list[T] = []
        for value in values:
            self.append(value)
        self._block = lru_cache(maxsize=BLOCKS_AT_HAND)(self._read)

    def __reduce__(self) -> tuple[Any, ...]:
        return unpacked, (self._kind, self.blocks())

    def append(self, value: T) -> None:
        """Adds a value at the end."""
        self._last.append(value)
        if len(self._last) == BLOCK:
            self._close()

    def take(self, blocks: Iterable[Block]) -> None:
        """Adds values that were packed."""
        self._close()
        for count, data in blocks:
            self._blocks.append(data)
            self._ends.append((self._ends[-1] if self._ends else 0) + count)

    def blocks(self) -> list[Block]:
        """All values, packed."""
        self._close()
        counts = (end - start for start, end in pairwise([0, *self._ends]))
        return list(zip(counts, self._blocks, strict=True))

    def _close(self) -> None:
        if self._last:
            self._ends.append(len(self))
            self._blocks.append(compress(self._encode(self._last), _LEVEL))
            self._last = []

    def _read(self, number: int) -> list[T]:
        return self._decode(decompress(self._blocks[number]))

    def _one(self, at: int) -> T:
        number = bisect_right(self._ends, at)
        start = self._ends[number - 1] if number else 0
        return (self._block(number) if number < len(self._blocks) else self._last)[at - start]

    def _run(self, start: int, end: int) -> Iterator[T]:
        number = bisect_right(self._ends, start)
        at = self._ends[number - 1] if number else 0
        while at < end:
            values = self._block(number) if number < len(self._blocks) else self._last
            yield from values[max(0, start - at) : end - at]
            number, at = number + 1, at + len(values)

    def __len__(self) -> int:
        return (self._ends[-1] if self._ends else 0) + len(self._last)

    def __iter__(self) -> Iterator[T]:
        for number in range(len(self._blocks)):
            yield from self._read(number)
        yield from self._last


def unpacked(kind: type[T], blocks: Iterable[Block]) -> Packed[T]:
    """Values that were packed elsewhere."""
    found: Packed[T] = Packed(kind)
    found.take(blocks)
    return found


class Joined(_Frozen[T]):
    """Sequences one behind the other."""

    def __init__(self, parts: Sequence[Sequence[T]]) -> None:
        self._parts = parts
        self._ends = list(accumulate(len(p) for p in parts))

    def _one(self, at: int) -> T:
        number = bisect_right(self._ends, at)
        return self._parts[number][at - (self._ends[number - 1] if number else 0)]

    def _run(self, start: int, end: int) -> Iterator[T]:
        at = 0
        for part in self._parts:
            if at < end and start < at + len(part):
                yield from part[max(0, start - at) : end - at]
            at += len(part)

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    def __iter__(self) -> Iterator[T]:
        for part in self._parts:
            yield from part


def held(kind: type[T], values: Iterable[T]) -> Sequence[T]:
    """Values that are kept: as a tuple, or packed where they are ``MANY``."""
    rest = iter(values)
    first = tuple(islice(rest, MANY))
    if len(first) < MANY:
        return first
    return Packed(kind, _behind(first, rest))


def held_packed(kind: type[T], parts: Iterable[Iterable[Block]]) -> Sequence[T]:
    """Values that were packed elsewhere, part by part in order."""
    kept = unpacked(kind, chain.from_iterable(parts))
    return kept if len(kept) >= MANY else tuple(kept)


def held_in_order(kind: type[T], values: Iterable[T], key: Callable[[T], Any]) -> Sequence[T]:
    """The same in the order of a key: runs are sorted and merged, so that few are read at once."""
    rest = iter(values)
    runs: list[Sequence[T]] = []
    while run := sorted(islice(rest, RUN), key=key):
        runs.append(run if len(run) < RUN else Packed(kind, run))
    return held(kind, merge(*runs, key=key))


def _behind(first: Iterable[T], rest: Iterable[T]) -> Iterator[T]:
    yield from first
    yield from rest


def joined(*parts: Sequence[T]) -> Sequence[T]:
    """Sequences as one: a tuple where all are."""
    if all(isinstance(p, tuple) for p in parts):
        return tuple(value for part in parts for value in part)
    return Joined(parts)


def column(values: Sequence[T], key: Callable[[T], K]) -> Sequence[K]:
    """The key of each value. A shelf reads its values for it once only, as long as ``key`` is the
    same function."""
    if isinstance(values, Shelf):
        return values.column(key)
    return [key(value) for value in values]


def ordered(values: Sequence[T], key: Callable[[T], Any]) -> Sequence[T]:
    """Values in the order of a key; a shelf stays one, so that not all are read at one time."""
    if isinstance(values, Shelf):
        return values.ordered(key)
    return sorted(values, key=key)


def distinct(values: Sequence[T], key: Callable[[T], Any]) -> Sequence[T]:
    """Of values with one key the first."""
    if isinstance(values, Shelf):
        return values.distinct(key)
    first: dict[Any, T] = {}
    for value in values:
        first.setdefault(key(value), value)
    return tuple(first.values())


class Store:
    """Many bytes in few blocks. An object of Python for each would be written to whenever somebody
    looks at it, so that processes that share it would each make a copy."""

    def __init__(self, given: Iterable[bytes]) -> None:
        self._blocks: list[bytes] = []
        self._at = array("Q", [0])
        waiting: list[bytes] = []
        for data in given:
            waiting.append(data)
            self._at.append(self._at[-1] + len(data))
            if len(waiting) == STORED:
                self._blocks.append(b"".join(waiting))
                waiting = []
        self._blocks.append(b"".join(waiting))

    def __len__(self) -> int:
        return len(self._at) - 1

    def __getitem__(self, at: int) -> memoryview:
        number = at // STORED
        before = self._at[number * STORED]
        return memoryview(self._blocks[number])[self._at[at] - before : self._at[at + 1] - before]


class Shelf(_Frozen[T]):
    """Values as bytes, of which only some are read at a time, in any order of them. ``read`` makes
    one of its bytes; those behind the first ``plain`` of the store are compressed. Columns of
    keys that were asked for are kept."""

    def __init__(
        self, store: Store, which: Sequence[int], read: Callable[[Bytes], T], plain: int = 0
    ) -> None:
        self._store, self._which, self._read = store, array("q", which), read
        self._plain = plain
        self._columns: dict[Callable[[T], Any], Sequence[Any]] = {}
        self._at_hand = lru_cache(maxsize=REPORTS_AT_HAND)(self._open)

    @classmethod
    def of(cls, given: Iterable[bytes], read: Callable[[Bytes], T]) -> Shelf[T]:
        """A shelf of what ``read`` reads, compressed behind the first ``PLAIN`` bytes."""
        room, plain = PLAIN, 0

        def stored() -> Iterator[bytes]:
            nonlocal room, plain
            for data in given:
                room -= len(data)
                plain += room >= 0
                yield data if room >= 0 else compress(data, _LEVEL)

        store = Store(stored())
        return cls(store, range(len(store)), read, plain)

    def gather(self, keys: Iterable[Callable[[T], Any]]) -> None:
        """Makes several columns at one time."""
        wanted = [key for key in keys if key not in self._columns]
        found: list[list[Any]] = [[] for _ in wanted]
        for value in self if wanted else ():
            for key, one in zip(wanted, found, strict=True):
                one.append(key(value))
        self._columns.update(zip(wanted, found, strict=True))

    def column(self, key: Callable[[T], K]) -> Sequence[K]:
        """The key of each value."""
        self.gather((key,))
        return self._columns[key]

    def ordered(self, key: Callable[[T], Any]) -> Shelf[T]:
        """The same values in the order of a key; itself where they are."""
        keys = self.column(key)
        return self._taken(sorted(range(len(keys)), key=keys.__getitem__))

    def distinct(self, key: Callable[[T], Any]) -> Shelf[T]:
        """Of values with one key the first."""
        first: dict[Any, int] = {}
        for number, one in enumerate(self.column(key)):
            first.setdefault(one, number)
        return self._taken(list(first.values()))

    def _taken(self, which: Sequence[int]) -> Shelf[T]:
        if len(which) == len(self) and all(n == at for at, n in enumerate(which)):
            return self
        taken = Shelf(self._store, [self._which[n] for n in which], self._read, self._plain)
        taken._columns = {key: [found[n] for n in which] for key, found in self._columns.items()}
        return taken

    def _open(self, at: int) -> T:
        number = self._which[at]
        data = self._store[number]
        return self._read(data if number < self._plain else decompress(data))

    def _one(self, at: int) -> T:
        return self._at_hand(at)

    def __getitem__(self, at: int | slice) -> Any:
        # Asked for millions of times, and nearly always with a number from the front.
        if type(at) is int and 0 <= at < len(self._which):
            return self._at_hand(at)
        return super().__getitem__(at)

    def __len__(self) -> int:
        return len(self._which)

    def __iter__(self) -> Iterator[T]:
        return map(self._open, range(len(self)))
