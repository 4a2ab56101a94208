"""Who takes part in an event: its words become entities, with PLOVER's country and sector."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

from onrecord.model.entity import Entity
from onrecord.model.event import Participant
from onrecord.model.report import Report
from onrecord.model.span import Span
from onrecord.reading.events import Role
from onrecord.record.coding import coded
from onrecord.record.mentions import Mentions


class Participants:
    """The entities of a report, by where they are mentioned."""

    def __init__(self, report: Report, entities: Sequence[Entity]) -> None:
        self.report = report
        self.language = report.language
        self.when = report.published.value or ""
        self.mentions = Mentions(entities)

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
            entity = self.mentions.by_id.get(speaker[0]) if speaker else None
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
        if entity is None and acts and not (code.sector or role.acts):
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
        order = {"name": 0, "pronoun": 1, "nominal": 2, "demonym": 3}
        holding = [
            (order[m.form], m.end - m.start, e.id, e) for m, e in self.mentions.covering(head)
        ]
        return min(holding, key=lambda row: row[:3])[3] if holding else None


def among(one: Participant, others: Sequence[Participant]) -> bool:
    return any(
        one.span == other.span or (one.entity_id is not None and one.entity_id == other.entity_id)
        for other in others
    )
