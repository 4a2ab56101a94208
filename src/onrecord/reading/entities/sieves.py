"""Which names and descriptions of a report mean the same: sieves, the strict ones first.

Each sieve joins what it is sure of and says why; the next one sees what was joined. People that
are fully named in two ways are never joined without a second sign. What two could fit is left
apart, with an omission.
"""

from __future__ import annotations

from collections.abc import Callable

from onrecord.reading.entities.added import linked_added
from onrecord.reading.entities.alike import (
    belonging,
    equal_letters,
    nearly_alike,
    parts_of_bodies,
    parts_of_names,
    same_body,
    same_country,
    same_initials,
    spelled_alike,
)
from onrecord.reading.entities.calling import (
    called_before,
    office_by_date,
    same_description,
    titles_beside,
    unnamed,
)
from onrecord.reading.entities.clusters import Scene
from onrecord.reading.entities.links import linked

#: The sieves, in order.
SIEVES: tuple[Callable[[Scene], None], ...] = (
    equal_letters,
    same_country,
    belonging,
    same_body,
    same_initials,
    spelled_alike,
    titles_beside,
    nearly_alike,
    parts_of_names,
    parts_of_bodies,
    same_description,
    office_by_date,
    called_before,
    unnamed,
    linked,
    linked_added,
)


def sift(scene: Scene) -> None:
    """Run all sieves over a scene; its clusters are what remains."""
    for sieve in SIEVES:
        sieve(scene)
