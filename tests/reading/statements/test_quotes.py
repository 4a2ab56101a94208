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


@pytest.mark.parametrize(
    ("text", "content", "kept"),
    [
        ("“They forgot the cadet,” he said.", "the cadet,”", "the cadet"),
        ("« Ils ont oublié l’élève »", "l’élève »", "l’élève"),
        ("“One.”", "“One.”", "“One.”"),
        ("He said “no” twice.", "“no” twice", "“no” twice"),
        ("“Two have died,” she said.", "“Two have died", "Two have died"),
        ("“One.\n\n“Two,” he said.", "“Two,”", "“Two,”"),
        ("“Never closed", "“Never", "“Never"),
    ],
)
def test_a_mark_whose_partner_is_left_out_is_left_out(text: str, content: str, kept: str) -> None:
    at = text.index(content)
    (found,) = QuoteIndex(text, paragraphs(text)).paired([Span(start=at, end=at + len(content))])
    assert found.of(text) == kept


@given(st.text(alphabet="ab «»“”\"'.,\n", min_size=1, max_size=60), st.data())
def test_what_is_paired_stays_inside(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    (found,) = QuoteIndex(text, paragraphs(text)).paired([Span(start=start, end=end)])
    assert start <= found.start < found.end <= end
    assert any(map(str.isalnum, found.of(text))) == any(map(str.isalnum, text[start:end]))


@given(st.text(alphabet="ab «»“”\"'’‘.\n", max_size=80))
def test_never_fails_and_stays_inside(text: str) -> None:
    for quote in find_quotes(text, paragraphs(text)):
        assert 0 <= quote.span.start < quote.span.end <= len(text)
