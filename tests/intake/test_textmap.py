from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.intake.textmap import BLOCK, Change, TextMap, changed
from onrecord.model import Span


def test_without_changes_the_text_is_the_same_object() -> None:
    text = "as it was"
    same, layer = changed(text, [])
    assert same is text
    assert not layer


def test_a_replacement_leads_back_to_all_that_it_replaced() -> None:
    text, layer = changed("a---b==c", [(1, 4, "–"), (5, 7, "≠≠≠")])
    assert text == "a–b≠≠≠c"
    assert [layer.old(i) for i in range(len(text))] == [
        (0, 1),
        (1, 4),
        (4, 5),
        (5, 7),
        (5, 7),
        (5, 7),
        (7, 8),
    ]


def test_byte_offsets_hold_across_blocks() -> None:
    source = "é" * (3 * BLOCK + 7)
    textmap = TextMap(source=source, codec="utf-8", skipped=3)
    for at in (0, 1, BLOCK - 1, BLOCK, 2 * BLOCK + 5, len(source) - 1):
        assert textmap.bytes_of(Span(start=at, end=at + 1)) == (3 + 2 * at, 5 + 2 * at)
    assert textmap.bytes_of(Span(start=0, end=len(source))) == (3, 3 + 2 * len(source))


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, list[Change]]:
    source = draw(st.text("abcé日", max_size=60))
    cuts = sorted(draw(st.lists(st.integers(0, len(source)), max_size=10, unique=True)))
    changes = [
        (start, end, draw(st.text("XY", max_size=3)))
        for start, end in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    return source, changes


@given(edited())
def test_what_was_not_changed_leads_back_to_itself(made: tuple[str, list[Change]]) -> None:
    source, changes = made
    text, layer = changed(source, changes)
    textmap = TextMap(source=source, codec="utf-8", layers=[layer], length=len(text))
    raw = source.encode()
    for i, character in enumerate(text):
        start, end = textmap.bytes_of(Span(start=i, end=i + 1))
        if character not in "XY":
            assert raw[start:end].decode() == character


@given(edited(), st.lists(st.tuples(st.integers(0, 80), st.text("Z", max_size=2)), max_size=5))
def test_layers_lead_back_through_each_other(
    made: tuple[str, list[Change]], more: list[tuple[int, str]]
) -> None:
    source, changes = made
    middle, first = changed(source, changes)
    places = {at: new for at, new in more if at < len(middle)}
    text, second = changed(middle, [(at, at + 1, places[at]) for at in sorted(places)])
    textmap = TextMap(source=source, codec="utf-8", layers=[first, second], length=len(text))
    raw = source.encode()
    for i, character in enumerate(text):
        start, end = textmap.bytes_of(Span(start=i, end=i + 1))
        if character not in "XYZ":
            assert raw[start:end].decode() == character
