"""PLOVER's country and sector of a participant: by its words, then by what is known of its
entity."""

from __future__ import annotations

from onrecord.knowledge.actors import Actor, actor_of, actor_of_parts
from onrecord.knowledge.bodies import body_of
from onrecord.knowledge.countries import countries
from onrecord.model.entity import Entity

NOBODY = Actor()


def coded(words: str, entity: Entity | None, *, text: str, language: str, when: str) -> Actor:
    """Who somebody is to PLOVER. ``words`` are empty for a pronoun, ``text`` is the report's,
    ``when`` its day. What the words leave open is taken from the entity: its key in the base, its
    name, what the report calls it."""
    own = actor_of(words, language, when) if words else NOBODY
    if entity is None or (own.country and own.sector):
        return own
    known = _known(entity, language, when)
    if entity.kind == "person" and not (known.country and known.sector):
        for mention in entity.mentions:
            if mention.form == "nominal":
                called = actor_of(text[mention.start : mention.end], language, when)
                known = _filled(known, called)
    return _filled(own, known)


def _known(entity: Entity, language: str, when: str) -> Actor:
    key = entity.link.key if entity.link is not None else ""
    if key in countries() and entity.kind == "country":
        return actor_of_parts("", language, when, countries=(key,))
    if key and body_of(key) is not None:
        return actor_of_parts("", language, when, body=key)
    if key.count(":") >= 3:  # an office and who holds it
        return actor_of(key.rpartition(":")[2], language, when)
    return actor_of(entity.name, language, when)


def _filled(first: Actor, then: Actor) -> Actor:
    """The first actor with what only the second one tells."""
    if first.country and first.sector:
        return first
    if not (first.country or first.sector):
        return then
    return Actor(
        country=first.country or then.country,
        sector=first.sector or then.sector,
        second=first.second or then.second,
        name=first.name or then.name,
        title=first.title or then.title,
        because="; ".join(filter(None, (first.because, then.because))),
    )
