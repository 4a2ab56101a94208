"""Where something stands in a report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """Characters ``start`` to ``end`` (Unicode code points, half-open) of ``Report.text``."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}-{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The exact words of this span."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


def hull(spans: Iterable[Span]) -> Span:
    """The smallest span that covers all of ``spans`` (at least one)."""
    ordered = list(spans)
    return Span(start=min(s.start for s in ordered), end=max(s.end for s in ordered))


def item_id(kind: str, spans: Iterable[Span]) -> str:
    """Stable id of an item, from its kind and place: ``st:120-188``."""
    whole = hull(spans)
    return f"{kind}:{whole.start}-{whole.end}"
