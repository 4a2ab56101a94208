"""Where the events of reports were, who took part in them, and who went where, to be kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.across.brief import Brief, Deed
from onrecord.across.travels import travels
from onrecord.casebook import Act, Gone, Role, Staged
from onrecord.model import Participant


def staged(briefs: Iterable[Brief]) -> Iterator[Staged]:
    """What each report brings; those that bring nothing are left out."""
    for brief in briefs:
        places = {p.id: p.geonames_id for p in brief.places}
        acts = tuple(act for d in brief.deeds if (act := _act(d, places)).places or act.parts)
        gone = tuple(_gone(brief))
        if acts or gone:
            yield Staged(report_id=brief.report_id, acts=acts, gone=gone)


def _act(deed: Deed, places: dict[str, int | None]) -> Act:
    where = (places.get(place) for place in deed.places)
    return Act(
        item=deed.id,
        places=tuple(dict.fromkeys(number for number in where if number is not None)),
        parts=(*_parts("actor", deed.actors), *_parts("recipient", deed.recipients)),
    )


def _parts(role: Role, people: Iterable[Participant]) -> Iterator[tuple[Role, str]]:
    for one in people:
        if one.entity_id is not None:
            yield role, one.entity_id


def _gone(brief: Brief) -> Iterator[Gone]:
    for travel in travels(brief):
        from_id, to_id = travel.origin.geonames_id, travel.goal.geonames_id
        assert from_id is not None and to_id is not None
        yield Gone(
            from_id=from_id,
            to_id=to_id,
            report_id=brief.report_id,
            start=travel.sentence.start,
            end=travel.sentence.end,
        )
