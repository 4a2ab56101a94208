"""A small record put together by hand, for tests that need one without reading a text."""

from __future__ import annotations

from typing import Any

from onrecord.model import (
    Entity,
    Mention,
    Omission,
    Part,
    Provenance,
    Published,
    Record,
    Report,
    Source,
    Span,
    Statement,
    item_id,
)

TITLE = "Le barrage fermé"
FIRST = "« Le barrage tiendra », a déclaré dimanche le préfet, citant un ingénieur. Il a plu."
SECOND = "Selon la mairie, personne n’a été blessé."
TEXT = f"{TITLE}\n\n{FIRST}\n\n{SECOND}\n"


def at(words: str, text: str = TEXT) -> Span:
    """Where ``words`` stand in ``text``, for the first time."""
    start = text.index(words)
    return Span(start=start, end=start + len(words))


def report(**changed: Any) -> Report:
    given: dict[str, Any] = {
        "id": "r:0123456789abcdef",
        "text": TEXT,
        "language": "fr",
        "parts": (
            Part(kind="title", span=at(TITLE)),
            Part(kind="paragraph", span=at(FIRST)),
            Part(kind="paragraph", span=at(SECOND)),
        ),
        "outlet": "Le Courrier du Val",
        "title": TITLE,
        "published": Published(value="2024-03", grain="month", basis="stated"),
        "original_sha256": "0123456789abcdef" * 4,
    }
    return Report(**given | changed)


def statement(source: str, cue: str, content: str, **changed: Any) -> Statement:
    given: dict[str, Any] = {
        "id": item_id("st", [at(content)]),
        "source": Source(spans=(at(source),), kind="person"),
        "cue": at(cue),
        "content": (at(content),),
        "quotation": "indirect",
        "stance": "asserts",
        "certainty": "certain",
        "polarity": "positive",
        "rule": "by hand",
        "score": 0.5,
    }
    return Statement(**given | changed)


def record(**changed: Any) -> Record:
    """Two statements at the top, one within the first; one entity; one omission."""
    outer = statement("le préfet", "a déclaré", "« Le barrage tiendra »", quotation="direct")
    inner = statement("un ingénieur", "citant", "Le barrage tiendra", within=outer.id)
    other = statement("la mairie", "Selon", "personne n’a été blessé", certainty="hedged")
    given: dict[str, Any] = {
        "report": report(),
        "entities": (
            Entity(
                id="e:1",
                kind="organization",
                name="la mairie",
                mentions=(Mention(start=at("mairie").start, end=at("mairie").end, form="name"),),
            ),
        ),
        "statements": (other, inner, outer),
        "omissions": (
            Omission(span=at("Il a plu"), stage="statements", reason="no source for a pronoun"),
        ),
        "provenance": Provenance(software="onrecord 0", pipelines=("fr 1",), lexicon_digest="0"),
    }
    return Record(**given | changed)
