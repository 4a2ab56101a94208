"""Who takes part in an event: its words become entities, with PLOVER's country and sector."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterable, Sequence

from onrecord.model.entity import Entity, Mention
from onrecord.model.event import Participant
from onrecord.model.report import Report
from onrecord.model.span import Span
from onrecord.reading.events import Role
from onrecord.record.coding import coded


class Participants:
    """The entities of a report, by where they are mentioned."""

    def __init__(self, report: Report, entities: Sequence[Entity]) -> None:
        self.report = report
        self.language = report.language
        self.when = report.published.value or ""
        self.by_id = {e.id: e for e in entities}
        every = [(m, e) for e in entities for m in e.mentions]
        self.at: list[tuple[Mention, Entity]] = sorted(every, key=lambda p: (p[0].start, p[0].end))
        self.starts = [m.start for m, _ in self.at]
        self.longest = max((m.end - m.start for m, _ in self.at), default=0)

    def of(
        self,
        roles: Iterable[Role],
        *,
        acts: bool,
        but: Sequence[Participant] = (),
        speaker: Sequence[str] = (),
    ) -> tuple[Participant, ...]:
        """Those who take part; a pronoun does not stand for one of ``but``. ``speaker`` is the
        entity whose words tell it, if one is known."""
        found: list[Participant] = []
        not_these = {one.entity_id for one in but}
        for role in roles:
            one = self._participant(role, acts=acts, but=not_these, speaker=speaker)
            if one is not None and not among(one, found):
                found.append(one)
        return tuple(found)

    def _participant(
        self, role: Role, *, acts: bool, but: Container[str | None], speaker: Sequence[str]
    ) -> Participant | None:
        if role.speaker:
            entity = self.by_id.get(speaker[0]) if speaker else None
        else:
            entity = self._entity(role, but)
        if role.pronoun and entity is None:
            # Somebody, though it is not told who.
            return Participant(span=role.span) if role.human else None
        code = coded(
            "" if role.pronoun else role.span.of(self.report.text),
            entity,
            text=self.report.text,
            language=self.language,
            when=self.when,
        )
        if entity is None and not (code.sector or role.acts or (role.thing and not acts)):
            return None
        if entity is not None and entity.kind == "other" and not code.sector:
            return None
        if entity is not None and entity.kind == "place" and acts and not code.country:
            return None
        return Participant(
            span=role.span,
            entity_id=entity.id if entity is not None else None,
            country=code.country or None,
            sector=code.sector or None,
        )

    def _entity(self, role: Role, but: Container[str | None]) -> Entity | None:
        own = self._holding(role.head)
        if own is not None or not role.pronoun:
            return own
        for span in role.stands_for:
            entity = self._holding(span)
            fits = entity is not None and entity.kind in {"person", "organization", "country"}
            if entity is not None and fits and entity.id not in but:
                return entity
        return None

    def _holding(self, head: Span) -> Entity | None:
        """The entity that a word belongs to: a name that holds it, else the smallest description,
        else what it belongs to."""
        first = bisect_left(self.starts, head.start - self.longest)
        order = {"name": 0, "pronoun": 1, "nominal": 2, "demonym": 3}
        holding = [
            (order[m.form], m.end - m.start, e.id, e)
            for m, e in self.at[first : bisect_left(self.starts, head.end)]
            if m.start <= head.start and head.end <= m.end
        ]
        return min(holding, key=lambda row: row[:3])[3] if holding else None


def among(one: Participant, others: Sequence[Participant]) -> bool:
    return any(
        one.span == other.span or (one.entity_id is not None and one.entity_id == other.entity_id)
        for other in others
    )
