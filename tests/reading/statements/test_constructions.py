"""Each gold case: the construction finds source, cue and content as drawn, without a model."""

from __future__ import annotations

import pytest

from onrecord.knowledge.lexicon import lexicon
from onrecord.language.syntax import Tree
from onrecord.model import Span
from onrecord.reading.statements import wording
from onrecord.reading.statements.candidates import Candidate, Passage
from onrecord.reading.statements.quotes import QuoteIndex
from onrecord.reading.statements.reader import all_candidates
from tests.drawn import Case, cases

CASES = list(cases())


def candidates(case: Case) -> list[Candidate]:
    parsed = case.parsed()
    passage = Passage(0, parsed, Tree(parsed.doc))
    quotes = QuoteIndex(case.text, [Span(start=0, end=len(case.text))])
    return list(all_candidates([passage], lexicon(case.language), quotes))


def words(spans: tuple[Span, ...] | list[Span], text: str) -> list[str]:
    return [span.of(text).strip(' .«»“”"') for span in spans]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_construction_finds_what_is_drawn(case: Case) -> None:
    found = [
        (
            words(c.source_spans(), case.text),
            words([c.cue_span()], case.text),
            words(c.content_spans(), case.text),
        )
        for c in candidates(case)
        if c.rule == case.rule
    ]
    expected = (
        words(case.source, case.text),
        words(case.cue, case.text),
        words(case.content, case.text),
    )
    assert expected in found


def test_every_language_has_cases() -> None:
    assert {case.language for case in CASES} >= {"fr", "en"}


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.expected], ids=lambda case: case.name
)
def test_the_wording_is_told(case: Case) -> None:
    chosen = [c for c in candidates(case) if c.rule == case.rule]
    known = lexicon(case.language)
    told = [
        {
            "stance": wording.stance(c, known),
            "certainty": wording.certainty(c, known),
            "polarity": wording.polarity(c, known),
        }
        for c in chosen
    ]
    usual = {"stance": "asserts", "certainty": "certain", "polarity": "positive"}
    assert usual | case.expected in told
