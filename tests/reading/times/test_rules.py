"""Every rule of every language, by the example that stands beside it."""

from __future__ import annotations

import pytest

from onrecord.knowledge.lexicon import available
from onrecord.knowledge.timewords import TimeRule, time_words
from onrecord.model import Part, Published, Report, Span
from onrecord.reading.times import TimeReader

#: Examples are read as if published on this Wednesday, without their verbs.
PUBLISHED = "2024-05-15"
RULES = [(language, rule) for language in available() for rule in time_words(language).rules]


def without_brackets(example: str) -> tuple[str, str]:
    """The sentence and the words in brackets."""
    start, end = example.index("["), example.index("]")
    return example.replace("[", "", 1).replace("]", "", 1), example[start + 1 : end]


def read(text: str, language: str, published: str | None = PUBLISHED) -> Report:
    known = (
        Published()
        if published is None
        else Published(value=published, grain="day", basis="stated", because="given")
    )
    whole = Part(kind="paragraph", span=Span(start=0, end=len(text)))
    return Report(
        id="r:0",
        text=text,
        language=language,
        parts=(whole,),
        published=known,
        original_sha256="0" * 64,
    )


@pytest.mark.parametrize(
    ("language", "rule"), RULES, ids=[f"{language}: {rule.name}" for language, rule in RULES]
)
def test_a_rule_reads_its_example(language: str, rule: TimeRule) -> None:
    text, words = without_brackets(rule.example)
    report, reader = read(text, language), TimeReader(time_words(language))
    reader.read_plain(report.parts[0], text)
    found = reader.finish(report)
    assert found.omissions == []
    times = {t.span.of(text): (t.value, t.because) for t in found.times}
    assert words in times
    value, because = times[words]
    assert value == rule.gives
    assert f"rule {rule.name!r}" in because


def test_rules_have_names_of_their_own() -> None:
    for language in available():
        names = [rule.name for rule in time_words(language).rules]
        assert len(names) == len(set(names))
