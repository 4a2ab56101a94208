"""Script style over Docs that are written out."""

from __future__ import annotations

from onrecord.language.align import ParsedPart
from onrecord.language.syntax import Tree
from onrecord.model import Part, Span
from onrecord.reading.statements.candidates import Candidate, Passage
from onrecord.reading.statements.layouts import scripts
from onrecord.reading.statements.quotes import QuoteIndex
from tests.drawn import doc_of

TREE = """
VENN     PROPN  0  root   _                          Venn
:        PUNCT  4  punct  _                          :
We       PRON   4  nsubj  Person=1                   we
stay     VERB   1  parataxis  Mood=Ind|VerbForm=Fin  stay
.        PUNCT  4  punct  _                          .
Nothing  PRON   7  nsubj  _                          nothing
moved    VERB   0  root   Mood=Ind|VerbForm=Fin      move
.        PUNCT  7  punct  _                          .
"""
WORDS = "VENN: We stay. Nothing moved."


def found(text: str) -> list[Candidate]:
    end = len(WORDS)
    part = Part(kind="paragraph", span=Span(start=0, end=end))
    parsed = ParsedPart(part=part, doc=doc_of("en", WORDS, TREE), start=0, end=end)
    quotes = QuoteIndex(text, [Span(start=0, end=end)])
    return list(scripts(Passage(0, parsed, Tree(parsed.doc)), quotes))


def test_a_label_that_recurs_speaks_its_whole_paragraph() -> None:
    text = WORDS + "\n\nVENN: And more."
    (candidate,) = found(text)
    assert [s.of(text) for s in candidate.source_spans()] == ["VENN"]
    assert [s.of(text) for s in candidate.content_spans()] == ["We stay. Nothing moved"]


def test_a_label_that_stands_once_and_is_no_person_says_nothing() -> None:
    assert found(WORDS) == []
