"""A candidate: a cue in a construction, with who may be its source and what its content."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from onrecord.knowledge.lexicon import Cue
from onrecord.language.align import ParsedPart
from onrecord.language.syntax import Tree
from onrecord.model.span import Span
from onrecord.reading.statements.extents import Stretch

#: Constructions of a reporting clause that is set beside what it reports.
SET_BESIDE = frozenset({"incise", "closing", "likened"})


@dataclass(slots=True)
class Passage:
    """One parsed part with its tree: what a construction looks at."""

    number: int
    parsed: ParsedPart
    tree: Tree

    def span(self, stretch: Stretch) -> Span:
        first, last = stretch
        base, idx = self.parsed.start, self.tree.idx
        return Span(start=base + idx[first], end=base + idx[last] + len(self.tree.word[last]))

    def word_span(self, stretch: Stretch) -> Span:
        """Like ``span``, without the hyphen of a clitic: *-t-il* is *il*."""
        span = self.span(stretch)
        first, last = stretch
        if first == last and self.tree.word[first].startswith("-"):
            return Span(start=span.end - len(self.tree.lower[first]), end=span.end)
        return span

    def stretch(self, span: Span) -> Stretch | None:
        """The tokens that begin within a span of the report; None when there are none."""
        first = bisect_left(self.tree.idx, span.start - self.parsed.start)
        last = bisect_left(self.tree.idx, span.end - self.parsed.start) - 1
        return (first, last) if first <= last else None


@dataclass(slots=True)
class Candidate:
    """Token indices refer to ``passage.tree``.

    ``source`` is the head of the source's phrase, ``source_is`` how it was found; ``content_head``
    heads the content where it is one phrase, ``cut`` the clause that a shorter reading leaves out.
    ``extra`` holds contents beyond the sentence; ``under`` is the statement that this one stands in
    where its words do not show it; ``declined`` is the verb that negates the saying: *[refused] to
    say whether*.
    """

    passage: Passage
    rule: str
    cue: Cue
    head: int
    cue_stretch: Stretch
    content: list[Stretch]
    content_head: int | None = None
    source: int | None = None
    source_is: str = "none"
    source_stretches: list[Stretch] = field(default_factory=list)
    listed: bool = True
    score: float = 0.0
    extra: list[Span] = field(default_factory=list)
    cut: int | None = None
    covered: tuple[Span, ...] | None = None
    at: Span | None = None
    under: Candidate | None = None
    declined: int | None = None

    @property
    def tree(self) -> Tree:
        return self.passage.tree

    def cue_span(self) -> Span:
        if self.at is None:
            self.at = self.passage.span(self.cue_stretch)
        return self.at

    def source_spans(self) -> list[Span]:
        return [self.passage.word_span(s) for s in self.source_stretches]

    def content_spans(self) -> tuple[Span, ...]:
        """All contents, merged where they touch, in text order."""
        if self.covered is None:
            self.covered = merge([*(self.passage.span(s) for s in self.content), *self.extra])
        return self.covered

    def extend(self, spans: list[Span]) -> None:
        self.extra.extend(spans)
        self.covered = None


def merge(spans: list[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            last = merged.pop()
            span = Span(start=last.start, end=max(last.end, span.end))
        merged.append(span)
    return tuple(merged)
