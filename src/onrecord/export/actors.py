"""Who takes part in an event, as others want it told: names, codes, titles, identifiers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from onrecord.knowledge.bodies import body_of
from onrecord.knowledge.countries import countries
from onrecord.knowledge.cow import state_of
from onrecord.knowledge.holders import Office, offices
from onrecord.model import Entity, Participant, Record
from onrecord.model.entity import Link

#: The manual's code of a country that ISO 3166-1 lacks, by the one that is used in its place.
_PLOVERS = {"XKX": "KOS"}
_WIKIDATA = re.compile(r"Q[1-9][0-9]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """``text`` are the exact words, ``name`` what the base calls it, or else the report. ``code``
    and ``sector`` are PLOVER's, ``cow`` the number of a state of the Correlates of War. ``title``
    is the office that the base gives to somebody on the day of the report. All but the words are
    empty where nothing is known; ``wikidata`` is an identifier (Q142)."""

    text: str
    name: str
    code: str
    sector: str
    cow: str
    title: str
    wikidata: str
    link: Link | None


def plover_code(iso3: str) -> str:
    """PLOVER's code of an ISO 3166-1 alpha-3 code: KOS for Kosovo."""
    return _PLOVERS.get(iso3, iso3)


def who(record: Record, one: Participant, entities: Mapping[str, Entity]) -> Who:
    """A participant of an event of this record; ``entities`` are the record's by id."""
    entity = entities.get(one.entity_id or "")
    link = entity.link if entity is not None else None
    text = record.words(one.span)
    state = state_of(one.country or "")
    return Who(
        text=text,
        name=(_base_name(link) if link else "") or (entity.name if entity else "") or text,
        code=plover_code(one.country or ""),
        sector=one.sector or "",
        cow=str(state.number) if state is not None else "",
        title=_title(link, record.report.published.value or "") if link else "",
        wikidata=_wikidata(link) if link else "",
        link=link,
    )


def _base_name(link: Link) -> str:
    """What the base that ships calls what is linked; empty for knowledge that was added."""
    key = link.base_key
    if key in countries():
        return countries()[key].name
    body = body_of(key) if key else None
    if body is not None:
        return body.name
    return key.rpartition(":")[2] if key.rpartition(":")[0] in _offices() else ""


def _title(link: Link, when: str) -> str:
    """The title of the office that a link names, where it was held on this day."""
    key, _, name = link.base_key.rpartition(":")
    office = _offices().get(key)
    if office is None or not when:
        return ""
    held = any(h.name == name and h.in_office(when) for h in office.holders)
    return office.titles[0] if held else ""


@cache
def _offices() -> Mapping[str, Office]:
    return {office.key: office for office in offices()}


def _wikidata(link: Link) -> str:
    body = body_of(link.base_key) if link.base_key else None
    for key in (link.key, body.wikidata if body else ""):
        if _WIKIDATA.fullmatch(key):
            return key
    return ""
