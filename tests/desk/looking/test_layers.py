"""Overlapping stretches become pieces that nest, and no character is lost or doubled."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from onrecord.desk.looking.layers import DEEPEST, Block, Layer, Piece, blocks, layered
from onrecord.model import Part, Span

TEXTS = st.text(alphabet="aé \n\u202e\u200b𝄞<&>\"'", min_size=1, max_size=60)


def spans(most: int) -> st.SearchStrategy[tuple[int, int]]:
    ends = st.integers(0, most)
    return st.tuples(ends, ends).map(lambda pair: (min(pair), max(pair)))


@st.composite
def texts_with_layers(draw: st.DrawFn) -> tuple[str, list[Part], list[Layer]]:
    text = draw(TEXTS)
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    parts = [
        Part(kind="paragraph", span=Span(start=a, end=b))
        for a, b in pairwise(cuts)
        if draw(st.booleans())
    ]
    found = draw(st.lists(spans(len(text)), max_size=12))
    layers = [
        Layer(start=a, end=b, look="name", item=str(n), anchor=f"i-{n}")
        for n, (a, b) in enumerate(found)
    ]
    return text, parts, layers


def walked(pieces: list[Piece], start: int) -> list[tuple[int, frozenset[str]]]:
    """Each character's offset with the layers open over it; fails where they do not nest."""
    opened: list[Layer] = []
    seen: list[tuple[int, frozenset[str]]] = []
    for piece in pieces:
        if piece.kind == "text":
            assert piece.text
            over = frozenset(one.item for one in opened)
            seen += [(start + n, over) for n in range(len(piece.text))]
            start += len(piece.text)
        elif piece.kind == "open":
            assert piece.layer is not None
            opened.append(piece.layer)
        else:
            assert opened.pop() is piece.layer
    assert opened == []
    return seen


@given(texts_with_layers())
def test_pieces_are_the_text_under_its_layers(made: tuple[str, list[Part], list[Layer]]) -> None:
    text, parts, layers = made
    found = list(blocks(text, parts))
    anchors: list[str] = []
    for block, pieces in layered(text, found, layers):
        assert "".join(piece.text for piece in pieces) == block.span.of(text)
        anchors += [piece.anchor for piece in pieces if piece.anchor]
        for at, over in walked(pieces, block.span.start):
            assert over == {one.item for one in layers if one.start <= at < one.end}
    shown = [b.span for b in found]
    wanted = [
        one.anchor
        for one in layers
        if any(max(s.start, one.start) < min(s.end, one.end) for s in shown)
    ]
    assert sorted(anchors) == sorted(wanted)


@given(texts_with_layers())
def test_blocks_hold_everything_but_space(made: tuple[str, list[Part], list[Layer]]) -> None:
    text, parts, _ = made
    found = list(blocks(text, parts))
    assert [b.span for b in found] == sorted(b.span for b in found)
    held = {at for block in found for at in range(block.span.start, block.span.end)}
    assert sum(len(b.span) for b in found) == len(held)
    assert all(text[at].isspace() for at in range(len(text)) if at not in held)
    assert all(Block(kind=p.kind, span=p.span) in found for p in parts)


def test_layers_cross_and_are_opened_again() -> None:
    text = "one two three"
    layers = [Layer(start=0, end=7, look="name"), Layer(start=4, end=13, look="time")]
    (only,) = layered(text, list(blocks(text, ())), layers)
    drawn = [p.text or f"{p.kind} {p.layer.look}" for p in only[1] if p.text or p.layer]
    assert drawn == [
        *("open name", "one ", "open time", "two", "close time", "close name"),
        *("open time", " three", "close time"),
    ]


def test_an_id_is_written_once() -> None:
    text = "one\n\ntwo"
    parts = [Part(kind="paragraph", span=Span(start=a, end=b)) for a, b in ((0, 3), (5, 8))]
    layers = [Layer(start=1, end=7, look="name", anchor="i"), Layer(start=6, end=8, look="x")]
    written = [
        p.anchor for _, pieces in layered(text, list(blocks(text, parts)), layers) for p in pieces
    ]
    assert [one for one in written if one] == ["i"]


def test_no_more_lie_over_each_other_than_can_be_drawn() -> None:
    text = "x" * 100
    layers = [Layer(start=0, end=100 - n, look="name") for n in range(60)]
    (only,) = layered(text, list(blocks(text, ())), layers)
    assert sum(piece.kind == "open" for piece in only[1]) == DEEPEST
    assert "".join(piece.text for piece in only[1]) == text
