"""In whose words an event is told: the statements that hold it, outermost first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from onrecord.errors import RecordError
from onrecord.model import Entity, Event, Record, Statement
from onrecord.record.outline import speakers


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A statement on the way to an event. ``source`` are the words that name who speaks, with what
    a pronoun stands for; ``names`` those of the entities who do; ``chain`` who carries it,
    outermost first."""

    statement: str
    source: str
    names: tuple[str, ...]
    stance: str
    certainty: str
    polarity: str
    chain: tuple[str, ...]


def path(record: Record, event: Event) -> tuple[Statement, ...]:
    """The statements that an event stands in, outermost first; empty where the report tells it.

    Raises RecordError where the record lacks one of them: what somebody says must never look as if
    the report told it.
    """
    known = {s.id: s for s in record.statements}
    found: list[Statement] = []
    at = event.said_in
    while at is not None:
        if at not in known:
            raise RecordError(f"{event.id} is said in {at}, which is not there", about="events")
        if known[at] in found:
            break
        found.append(known[at])
        at = known[at].within
    return tuple(reversed(found))


def said(record: Record, statements: Iterable[Statement]) -> tuple[Said, ...]:
    """What exports tell of statements."""
    names = {e.id: e.name for e in record.entities}
    return tuple(
        Said(
            statement=s.id,
            source=speakers(record, s),
            names=tuple(names[i] for i in s.source.entity_ids if i in names),
            stance=s.stance,
            certainty=s.certainty,
            polarity=s.polarity,
            chain=tuple(carrier.name for carrier in s.chain),
        )
        for s in statements
    )


def is_plain(statements: Iterable[Statement]) -> bool:
    """Whether every one of these statements plainly asserts what it holds."""
    return all(
        s.stance == "asserts" and s.certainty == "certain" and s.polarity == "positive"
        for s in statements
    )


def is_asserted(statements: Iterable[Statement], entities: Mapping[str, Entity]) -> bool:
    """Whether every one of these statements is a plain assertion of a source with a name: *an
    official*, *witnesses* or nobody at all have none."""
    every = tuple(statements)
    return is_plain(every) and all(
        s.source.kind not in {None, "anonymous"}
        and any(_is_named(entities.get(i)) for i in s.source.entity_ids)
        for s in every
    )


def _is_named(entity: Entity | None) -> bool:
    """A name in the report, or one that the base gives to an office."""
    if entity is None:
        return False
    return entity.link is not None or any(m.form == "name" for m in entity.mentions)
