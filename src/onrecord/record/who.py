"""Somebody in a record: what they said, and what is said of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.knowledge.added import Added
from onrecord.knowledge.bodies import bodies_named
from onrecord.knowledge.countries import country_named
from onrecord.knowledge.spelling import compare_names
from onrecord.model import Entity, Record, Span, Statement

#: What makes a name in a report the one that was asked for, the surest first.
_FITS = ("same", "variant", "short")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """``said`` are the statements whose source is the entity, ``of_them`` those whose content names
    it; ``because`` says why this entity answers to the name that was asked for."""

    record: Record
    entity: Entity
    because: str
    said: tuple[Statement, ...]
    of_them: tuple[Statement, ...]


def who(record: Record, name: str, added: Added | None = None) -> Iterator[Found]:
    """The entities of a record that a name may stand for: of equal spelling, of another
    transliteration, or with a name that it is part of; and those that are linked to an entry of
    this name in ``added``."""
    for entity in record.entities:
        because = _answers(record, entity, name) or _by_entry(entity, name, added)
        if because:
            said = tuple(s for s in record.statements if entity.id in s.source.entity_ids)
            yield Found(
                record=record,
                entity=entity,
                because=because,
                said=said,
                of_them=tuple(s for s in record.statements if _names(s, entity)),
            )


def _answers(record: Record, entity: Entity, name: str) -> str:
    asked = {body.key for body in bodies_named(name)}
    country = country_named(name)
    asked |= {country.code} if country is not None else set()
    if entity.link is not None and entity.link.base_key in asked:
        return entity.link.reason
    names = {entity.name}
    names |= {
        record.words(Span(start=m.start, end=m.end)) for m in entity.mentions if m.form == "name"
    }
    found = [compare_names(name, own) for own in sorted(names)]
    fitting = [f for f in found if f.verdict in _FITS]
    if not fitting or (entity.kind != "person" and fitting[0].verdict == "short"):
        return ""
    return min(fitting, key=lambda f: _FITS.index(f.verdict)).because


def _by_entry(entity: Entity, name: str, added: Added | None) -> str:
    """Why an entity is the one of this name by its link into the added knowledge."""
    link = entity.link
    if added is None or link is None:
        return ""
    for match in added.named(name):
        sure = match.likeness.merges
        if sure and (match.entry.source, match.entry.key) == (link.source, link.key):
            return f"{match.name} is a name of {match.entry.name} ({match.entry.source})"
    return ""


def _mentions(entity: Entity) -> list[Span]:
    return [Span(start=m.start, end=m.end) for m in entity.mentions]


def _names(statement: Statement, entity: Entity) -> bool:
    return any(span.covers(m) for span in statement.content for m in _mentions(entity))
