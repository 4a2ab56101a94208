"""The way back from characters of ``Report.text`` to the bytes that were read.

A text comes from its bytes in two kinds of step: the bytes are decoded into a source, and the
source is changed in a few places, in layers (a repair, then the line ends, ...). The map keeps
the changes and a byte count for every block of the source, so it is small beside the text.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Final

from onrecord.model import Span

#: Characters between two places whose byte offset is kept.
BLOCK: Final = 1024

Change = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Layer:
    """Where one text was changed into the next: parallel columns, in text order.

    Changes that replace characters one for one leave every offset as it was and are not kept.
    """

    new_start: array[int] = field(default_factory=lambda: array("q"))
    new_length: array[int] = field(default_factory=lambda: array("q"))
    old_start: array[int] = field(default_factory=lambda: array("q"))
    old_length: array[int] = field(default_factory=lambda: array("q"))

    def __bool__(self) -> bool:
        return bool(self.new_start)

    def old(self, index: int) -> tuple[int, int]:
        """The old characters, half-open, behind the new character at ``index``."""
        at = bisect_right(self.new_start, index) - 1
        if at < 0:
            return index, index + 1
        into = index - self.new_start[at]
        old_start, old_length = self.old_start[at], self.old_length[at]
        if into < self.new_length[at]:
            return old_start, old_start + old_length
        first = old_start + old_length + into - self.new_length[at]
        return first, first + 1

    def new(self, index: int) -> int:
        """Where the old character at ``index`` stands, or what took its place."""
        at = bisect_right(self.old_start, index) - 1
        if at < 0:
            return index
        into = index - self.old_start[at]
        if into < self.old_length[at]:
            return self.new_start[at]
        return self.new_start[at] + self.new_length[at] + into - self.old_length[at]


def changed(text: str, changes: Iterable[Change]) -> tuple[str, Layer]:
    """``text`` with ``(start, end, replacement)`` made, and the layer that leads back.

    The changes stand in text order and do not overlap.
    """
    layer = Layer()
    pieces: list[str] = []
    done = length = 0
    for start, end, replacement in changes:
        pieces.append(text[done:start])
        length += start - done
        if len(replacement) != end - start:
            layer.new_start.append(length)
            layer.new_length.append(len(replacement))
            layer.old_start.append(start)
            layer.old_length.append(end - start)
        pieces.append(replacement)
        length += len(replacement)
        done = end
    if not pieces:
        return text, layer
    pieces.append(text[done:])
    return "".join(pieces), layer


class TextMap:
    """Leads spans of a text of ``length`` characters back to the bytes it was read from."""

    __slots__ = ("_blocks", "_codec", "_errors", "_layers", "_source", "length")

    def __init__(
        self,
        *,
        source: str,
        codec: str,
        errors: str = "strict",
        skipped: int = 0,
        layers: Iterable[Layer] = (),
        length: int | None = None,
    ) -> None:
        """``source`` encodes, with ``codec`` and ``errors``, to the bytes after ``skipped``."""
        self._source = source
        self._codec = codec
        self._errors = errors
        self._layers = tuple(layer for layer in layers if layer)[::-1]
        self.length = len(source) if length is None else length
        sizes = (
            len(source[at : at + BLOCK].encode(codec, errors))
            for at in range(0, len(source), BLOCK)
        )
        self._blocks = array("q", accumulate(sizes, initial=skipped))

    def bytes_of(self, span: Span) -> tuple[int, int]:
        """The bytes, half-open, that ``span`` was read from.

        Characters that were taken out belong to no span; where several were put in the place of
        others, each of them leads back to all of those. Raises ValueError beyond the text's end.
        """
        if span.end > self.length:
            raise ValueError(f"{span.start}-{span.end} ends after the text's {self.length}")
        if len(span):
            return self._byte(self._first(span.start)), self._byte(self._last(span.end - 1))
        at = self._first(span.start) if span.start < self.length else len(self._source)
        return self._byte(at), self._byte(at)

    def _first(self, index: int) -> int:
        for layer in self._layers:
            index = layer.old(index)[0]
        return index

    def _last(self, index: int) -> int:
        end = index + 1
        for layer in self._layers:
            end = layer.old(end - 1)[1]
        return end

    def _byte(self, index: int) -> int:
        block = index // BLOCK
        rest = self._source[block * BLOCK : index]
        return self._blocks[block] + len(rest.encode(self._codec, self._errors))
