from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.intake.markup import declared_encoding, is_page, scan


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"<!DOCTYPE html><p>x", True),
        (b"\xef\xbb\xbf \n<html lang=en>", True),
        (b'<?xml version="1.0"?>\n<!-- x --><html xmlns="y">', True),
        ("<!doctype html>".encode("utf-16"), True),
        (b"<htmlish>", False),
        (b"Words about <html> pages", False),
        (b"<p>x</p>", False),
        (b"", False),
        (b"<!-- " + b"-" * 5_000, False),
    ],
)
def test_what_begins_as_a_page(data: bytes, expected: bool) -> None:
    assert is_page(data) is expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"<meta charset=UTF-8>", "utf-8"),
        (b'<meta http-equiv=x content="text/html; charset=windows-1252">', "windows-1252"),
        (b'<?xml version="1.0" encoding="ISO-8859-1"?><html>', "iso-8859-1"),
        (b"<html><body>charset=latin1", None),
    ],
)
def test_the_encoding_that_a_page_declares(data: bytes, expected: str | None) -> None:
    assert declared_encoding(data) == expected


@pytest.mark.parametrize(
    ("source", "depth"),
    [
        ("<div><span></span></div>", 2),
        ("<p>one<p>two<p>three", 0),
        ("<div></div>" * 9, 1),
        ("<br><img><hr/>", 0),
        ("<b><i></b></i><b>", 2),
        ("<!-- <div><div> --><div>", 1),
        ("<script>'<div><div>'</script><div>", 1),
        ("<div title='<div><div>'>", 1),
    ],
)
def test_how_deep_a_page_is(source: str, depth: int) -> None:
    assert scan(source).depth == depth


@pytest.mark.parametrize(
    ("source", "attributes"),
    [
        ("<p a=1 b='2 3 4' c>", 3),
        ("<p a=1><p a=1 b=2><p>", 2),
        ("</p a b c d>", 0),
        ("<p a='>' b c>", 3),
        ("<p " + "a/" * 500 + ">", 500),
    ],
)
def test_how_many_attributes_a_tag_has(source: str, attributes: int) -> None:
    assert scan(source).attributes == attributes


@pytest.mark.parametrize(
    ("source", "visible"),
    [
        ("<p>one two</p>", 6),
        ("<p>caf&eacute; &amp; co", 7),
        ("<style>p {}</style><SCRIPT>x</SCRIPT >a<!-- b -->", 1),
        ("1 < 2", 3),
        ("<script>never closed", 0),
        ("words <p never closed", 5),
    ],
)
def test_what_a_reader_may_see(source: str, visible: int) -> None:
    assert scan(source).visible == visible


@given(st.text(alphabet="<>/!-'\"= ap\n&;"))
def test_any_text_can_be_scanned(source: str) -> None:
    found = scan(source)
    assert 0 <= found.visible <= len(source)
    assert found.depth <= source.count("<")


@pytest.mark.parametrize(
    "piece", ["<", "<a ", "<!--", "<script>", "<a '", '<a "x', "</a", "&", "<a b="]
)
def test_no_page_takes_more_than_its_length(piece: str) -> None:
    # Quadratic work on a million characters would not end within the time of a test run.
    assert scan(piece * (1_000_000 // len(piece))).depth >= 0
