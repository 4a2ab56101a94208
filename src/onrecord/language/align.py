"""The only place where tokens become characters of a report."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from onrecord.model.report import Part
from onrecord.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedPart:
    """One part of a report (or a piece of a long one) and its Doc.

    ``doc`` holds the characters ``start`` to ``end`` of ``Report.text`` in plain characters, one
    for one.
    """

    part: Part
    doc: Doc
    start: int
    end: int

    def span(self, first: int, last: int) -> Span:
        """The characters of tokens ``first`` to ``last``, both included."""
        head, tail = self.doc[first], self.doc[last]
        return Span(start=self.start + head.idx, end=self.start + tail.idx + len(tail))
