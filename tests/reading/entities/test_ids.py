"""Two entities at one place are two all the same."""

from __future__ import annotations

from onrecord.model import Entity, Mention
from onrecord.reading.entities.reader import with_own_ids


def test_one_word_may_speak_of_two() -> None:
    person = Entity(
        id="en:3-9",
        kind="person",
        name="Keïta",
        mentions=(Mention(start=3, end=9, form="nominal"), Mention(start=10, end=15, form="name")),
    )
    country = Entity(
        id="en:3-9",
        kind="country",
        name="Mali",
        mentions=(Mention(start=3, end=9, form="demonym"),),
    )
    assert [e.id for e in with_own_ids([person, country])] == ["en:3-9", "en.country:3-9"]
