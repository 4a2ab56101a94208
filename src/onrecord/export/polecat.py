"""POLECAT's columns: one event a row, separated by tabs (Halterman et al. 2023, *PLOVER and
POLECAT*).

The columns have no place for how and in whose words an event is told. So a row is an event that
the report tells as a fact, unless the caller asks for what named sources assert, too; those rows
have an id that ends in ``_said``. A cell is empty where nothing is known.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Final

from onrecord.export.actors import Who, who
from onrecord.export.rules import Coded, Reason, coded, held_back
from onrecord.export.when import day_of, when
from onrecord.export.where import Where, where
from onrecord.model import Event, Record
from onrecord.model.entity import EntityKind

COLUMNS: Final = (
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
)
#: Columns of numbers: a minus stands there for what it is.
NUMBERS: Final = frozenset({"Intensity", "Latitude", "Longitude", "GeoNames ID"})
#: Between the members of a cell.
JOINT: Final = "; "
#: What makes a spreadsheet take a text for a formula, in both widths of letters.
_FORMULA: Final = tuple("=+-@＝＋－＠")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\s]+")


def polecat(
    record: Record, event: Event, *, include_said: bool = False
) -> tuple[str, ...] | Reason:
    """The cells of an event in the order of COLUMNS, or why it has no row.

    Raises RecordError where the event stands in a statement that the record lacks.
    """
    one = coded(record, event)
    entities = {e.id: e for e in record.entities}
    reason = held_back(one, entities, include_said=include_said)
    if reason is not None:
        return reason
    cells = {
        **_what(record, one),
        **_people("Actor", [who(record, p, entities) for p in event.actors]),
        **_people("Recipient", [who(record, p, entities) for p in event.recipients]),
        # The place of what lies ahead is not where somebody agrees to it.
        **_place(() if one.ahead else where(record, event)),
        **_story(record),
    }
    return tuple(_cell(name, cells.get(name, "")) for name in COLUMNS)


def line(cells: Iterable[str]) -> bytes:
    """A row as UTF-8, ended by a line feed; a cell with a quotation mark is quoted."""
    row = io.StringIO()
    csv.writer(row, delimiter="\t", lineterminator="\n").writerow(cells)
    return row.getvalue().encode("utf-8")


def _cell(column: str, value: str) -> str:
    """One line without tabs and controls; text that looks like a formula gets an apostrophe."""
    text = _CONTROLS.sub(" ", value).strip()
    if column not in NUMBERS and text.startswith(_FORMULA):
        return f"'{text}"
    return text


def _joined(values: Sequence[str]) -> str:
    """Members in their places, so that the columns of several actors agree; nothing for none."""
    if not any(values):
        return ""
    return JOINT.join(" ".join(v.replace(";", ",").split()) for v in values)


def _what(record: Record, one: Coded) -> dict[str, str]:
    at = None if one.ahead else when(record, one.event)
    return {
        "Event ID": f"{record.report.id}_{one.event.id}{'_said' if one.said else ''}",
        "Event Date": at.day if at else "",
        "Event Type": one.type.name,
        "Event Mode": one.mode or "",
        "Intensity": "" if one.score is None else str(one.score),
        "Quad Code": one.type.quad.replace("-", " ").upper(),
        "Contexts": _joined(one.event.contexts),
    }


def _people(role: str, people: Sequence[Who]) -> dict[str, str]:
    """The columns of one role. The base has no Wikipedia titles, so that column stays empty."""
    sectors = _joined([p.sector for p in people])
    return {
        f"{role} Name": _joined([p.name for p in people]),
        f"{role} Country": _joined([p.code for p in people]),
        f"{role} COW": _joined([p.cow for p in people]),
        f"Primary {role} Sector": sectors,
        f"{role} Sectors": sectors,
        f"{role} Title": _joined([p.title for p in people]),
        f"{role} Name Raw": _joined([p.text for p in people]),
    }


def _place(places: Sequence[Where]) -> dict[str, str]:
    if not places:
        return {}
    finest = places[0]
    return {
        "Placename": finest.resolved,
        "City": finest.city,
        "District": finest.district,
        "Province": finest.province,
        "Country": finest.country_code,
        "Latitude": str(finest.place.lat),
        "Longitude": str(finest.place.lon),
        "GeoNames ID": "" if finest.place.geonames_id is None else str(finest.place.geonames_id),
        "Raw Placename": finest.extracted,
        "Feature Type": finest.place.kind,
    }


def _story(record: Record) -> dict[str, str]:
    def named(*kinds: EntityKind) -> str:
        names = (e.name for e in record.entities if e.kind in kinds)
        return _joined(tuple(dict.fromkeys(names)))

    return {
        "Source": record.report.outlet or "",
        "Publication Date": day_of(record.report.published),
        "Story People": named("person"),
        "Story Organizations": named("organization"),
        "Story Locations": named("place", "country"),
        "Language": record.report.language,
        "Version": record.provenance.software,
    }
