"""What onrecord says of a text, in the scored form."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from bench.attribution import Attribution, Range
from onrecord.intake.open import report_from_text
from onrecord.intake.plain import plain_text
from onrecord.model import Record, Span
from onrecord.record.read import Reader


class Offsets:
    """From spans of ``Report.text`` to ranges of the original string, which intake may have
    changed (soft hyphens, byte order marks)."""

    def __init__(self, text: str, record: Record) -> None:
        self.same = record.report.text == text
        if not self.same:
            self.map = plain_text(text.encode("utf-8"), name=record.report.id).textmap
            sizes = [len(c.encode("utf-8")) for c in text]
            self.starts = [0, *accumulate(sizes)]

    def range(self, span: Span) -> Range:
        if self.same:
            return span.start, span.end
        start, end = self.map.bytes_of(span)
        return bisect_right(self.starts, start) - 1, bisect_right(self.starts, end) - 1

    def ranges(self, spans: Sequence[Span]) -> tuple[Range, ...]:
        return tuple(self.range(s) for s in spans)


def record_of(reader: Reader, text: str, language: str, name: str) -> Record:
    return reader.read(report_from_text(text, name, detect=lambda _: language))


def attributions(record: Record, text: str, *, nested: bool) -> list[Attribution]:
    """Statements of a record; without ``nested`` only the outermost ones (PolNeAR's scheme)."""
    offsets = Offsets(text, record)
    return [
        Attribution(
            source=offsets.ranges(s.source.spans),
            cue=offsets.ranges([s.cue] if s.cue is not None else []),
            content=offsets.ranges(s.content),
            kind=s.quotation,
        )
        for s in record.statements
        if nested or s.within is None
    ]
