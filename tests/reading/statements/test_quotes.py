from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Span
from onrecord.reading.statements.quotes import QuoteIndex, find_quotes


def paragraphs(text: str) -> list[Span]:
    spans, at = [], 0
    for block in text.split("\n\n"):
        spans.append(Span(start=at, end=at + len(block)))
        at += len(block) + 2
    return spans


def quoted(text: str) -> list[tuple[int, bool, str]]:
    return [(q.depth, q.closed, q.span.of(text)) for q in find_quotes(text, paragraphs(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Il a dit « oui, “vraiment” oui ».",
            [(0, True, "« oui, “vraiment” oui »"), (1, True, "“vraiment”")],
        ),
        ("«\u202fOui\u202f», dit-il.", [(0, True, "«\u202fOui\u202f»")]),
        ('Puis "non" et "oui".', [(0, True, '"non"'), (0, True, '"oui"')]),
        ("‘I can’t go,’ she said.", [(0, True, "‘I can’t go,’")]),
        ("the workers’ strike isn’t over", []),
        ("l'homme d'ici n'a pas dit 'non'", [(0, True, "'non'")]),
        ("“One.\n\n“Two,” he said.", [(0, True, "“One.\n\n“Two,”")]),
        ("« Un.\n\nDeux. » a-t-il dit.", [(0, True, "« Un.\n\nDeux. »")]),
        ("“Never closed.\n\nAnother paragraph.", [(0, False, "“Never closed.")]),
    ],
)
def test_finds_quotations(text: str, expected: list[tuple[int, bool, str]]) -> None:
    assert quoted(text) == expected


def test_share_counts_letters_inside_marks() -> None:
    text = "“aa” bb"
    index = QuoteIndex(text, [Span(start=0, end=len(text))])
    assert index.share([Span(start=0, end=len(text))]) == 0.5


@given(st.text(alphabet="ab «»“”\"'’‘.\n", max_size=80))
def test_never_fails_and_stays_inside(text: str) -> None:
    for quote in find_quotes(text, paragraphs(text)):
        assert 0 <= quote.span.start < quote.span.end <= len(text)
