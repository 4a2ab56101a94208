"""Text under layers: stretches that overlap as they like, as pieces that nest as markup must.

The pieces of a block, put together, are the block's text; no character is looked at one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from onrecord.model import Part, Span
from onrecord.model.report import PartKind

#: Layers that cover one character at most; where more would, the later ones are left out there.
DEEPEST: Final = 24
#: *rest*: words of the text that are in no part of the report.
BlockKind = PartKind | Literal["rest"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """A stretch that is marked: how (class names), for which item, and under which id it can be
    pointed at, which is written once."""

    start: int
    end: int
    look: str
    item: str = ""
    anchor: str = ""


class Piece(NamedTuple):
    """Text, or where a layer opens (with the id, if it is written here) or closes."""

    kind: Literal["text", "open", "close"]
    text: str = ""
    layer: Layer | None = None
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A part of the text, or what stands between parts."""

    kind: BlockKind
    span: Span


def blocks(text: str, parts: Iterable[Part]) -> Iterator[Block]:
    """Everything of a text but the space between its parts, in order."""
    done = 0
    for part in parts:
        yield from _rest(text, done, part.span.start)
        yield Block(kind=part.kind, span=part.span)
        done = max(done, part.span.end)
    yield from _rest(text, done, len(text))


def _rest(text: str, start: int, end: int) -> Iterator[Block]:
    words = text[start:end]
    bare = words.strip()
    if bare:
        begin = start + len(words) - len(words.lstrip())
        yield Block(kind="rest", span=Span(start=begin, end=begin + len(bare)))


def layered(
    text: str, found: Sequence[Block], layers: Iterable[Layer]
) -> Iterator[tuple[Block, list[Piece]]]:
    """The blocks, which stand in order and do not overlap, with their pieces."""
    waiting = sorted(
        (one for one in layers if one.start < one.end), key=lambda one: (one.start, -one.end)
    )
    at, over = 0, list[Layer]()
    written: set[str] = set()
    for block in found:
        start, end = block.span.start, block.span.end
        here = [one for one in over if one.end > start]
        while at < len(waiting) and waiting[at].start < end:
            if waiting[at].end > start:
                here.append(waiting[at])
            at += 1
        over = [one for one in here if one.end > end]
        yield block, list(_pieces(text, block.span, here, written))


def _pieces(text: str, span: Span, layers: Sequence[Layer], written: set[str]) -> Iterator[Piece]:
    """One pass over the ends of layers, in order of their starts, and of their ends within."""
    edges = {span.start, span.end}
    for one in layers:
        edges |= {max(one.start, span.start), min(one.end, span.end)}
    opened: list[Layer] = []
    at, next_layer = span.start, 0
    for edge in sorted(edges):
        if edge > at:
            yield Piece("text", text[at:edge])
            at = edge
        again: list[Layer] = []
        if any(one.end <= edge for one in opened) or edge == span.end:
            lowest = next((n for n, one in enumerate(opened) if one.end <= edge), 0)
            lowest = 0 if edge == span.end else lowest
            for one in reversed(opened[lowest:]):
                yield Piece("close", layer=one)
            again = [one for one in opened[lowest:] if one.end > edge]
            del opened[lowest:]
        if edge == span.end:
            return
        while next_layer < len(layers) and layers[next_layer].start <= edge:
            again.append(layers[next_layer])
            next_layer += 1
        # What ends last opens first, so that as little as can be is opened again.
        for one in sorted(again, key=lambda one: -one.end)[: DEEPEST - len(opened)]:
            anchor = "" if one.anchor in written else one.anchor
            written.add(one.anchor)
            opened.append(one)
            yield Piece("open", layer=one, anchor=anchor)
