"""The mentions of a report's entities, by where they stand."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from onrecord.model.entity import Entity, Mention
from onrecord.model.span import Span


class Mentions:
    """``at`` holds every mention with its entity in text order, ``by_id`` the entities."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        self.by_id = {e.id: e for e in entities}
        every = [(m, e) for e in entities for m in e.mentions]
        self.at: list[tuple[Mention, Entity]] = sorted(every, key=lambda p: (p[0].start, p[0].end))
        self._starts = [m.start for m, _ in self.at]
        self._longest = max((m.end - m.start for m, _ in self.at), default=0)

    def near(self, span: Span) -> Sequence[tuple[Mention, Entity]]:
        """The mentions that can reach into a span, in text order."""
        first = bisect_left(self._starts, span.start - self._longest)
        return self.at[first : bisect_left(self._starts, span.end)]

    def covering(self, span: Span) -> list[tuple[Mention, Entity]]:
        """The mentions that hold a whole span, in text order."""
        return [(m, e) for m, e in self.near(span) if m.start <= span.start and span.end <= m.end]
