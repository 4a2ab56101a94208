"""The timeline: events in the order of time, drawn, and in the table beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, cast, get_args
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from onrecord.desk.looking.strip import FINE, strip
from onrecord.desk.looking.timeline import (
    COUNTED,
    SCANNED,
    Row,
    Wanted,
    drawn,
    events,
    undated,
)
from onrecord.model.event import EventType, Factuality
from onrecord.web.asked import CaseHere
from onrecord.web.cases import Case
from onrecord.web.messages import Say
from onrecord.web.queries import day_in, number_in, one_of, words_in
from onrecord.web.times import when
from onrecord.web.view import page, words

router = APIRouter()

#: Origins that can be asked for at least.
LEAST: Final = (1, 2, 3, 5, 10)
#: How an event is told, as a sign: none of them says how one report stands to another.
SIGNS: Final[Mapping[Factuality, str]] = {
    "stated": "◆",
    "denied": "✕",
    "possible": "◇",
    "planned": "△",
}
#: Characters of a label.
LABEL: Final = 60


@router.get("/timeline")
def timeline(request: Request, case: CaseHere) -> Response:
    wanted, start = _wanted(request), number_in(request, "start")
    listed = words_in(request, "list") == "undated"
    say = words(request)
    with case.room.look() as look:
        found = events(look, wanted, start, dated=not listed)
        picture = None if listed else drawn(look, wanted)
        without = 0 if listed else undated(look, wanted)
    return page(
        request,
        "timeline.html",
        wanted=wanted,
        listed=listed,
        start=start,
        found=found,
        picture=picture,
        strip=None if picture is None else strip(picture.rows),
        undated=without,
        counted=COUNTED,
        scanned=SCANNED,
        types=get_args(EventType),
        factualities=get_args(Factuality),
        signs=SIGNS,
        least=LEAST,
        here=_address(case, request),
        query=lambda **changed: _address(case, request, **changed),
        data=f"/c/{case.key}/timeline.json?{_query(request, start=None, list=None, lang=say.code)}",
        when=when,
        label=lambda row: _label(say, row),
    )


@router.get("/timeline.json")
def timeline_data(request: Request, case: CaseHere) -> Response:
    """The events that are drawn, in the form of ``static/timeline.js``."""
    wanted, say = _wanted(request), words(request)
    with case.room.look() as look:
        picture = drawn(look, wanted)
    items = [_item(case, say, row) for row in picture.rows]
    return JSONResponse({"items": items, "left_out": picture.left_out})


def _wanted(request: Request) -> Wanted:
    """What the address asks for. Raises Refused where it asks for what cannot be."""
    return Wanted(
        since=day_in(request, "from"),
        until=day_in(request, "to"),
        type=cast("EventType | None", one_of(request, "type", get_args(EventType))),
        who=words_in(request, "who"),
        least_origins=number_in(request, "origins"),
        factuality=cast("Factuality | None", one_of(request, "told", get_args(Factuality))),
    )


def _item(case: Case, say: Say, row: Row) -> dict[str, Any]:
    first, last = row.earliest or row.latest or "", row.latest or row.earliest or ""
    several = first[:10] != last[:10]
    fine = row.grain in FINE
    return {
        "id": row.id,
        "start": first if fine and not several else first[:10],
        "end": last[:10] if several else None,
        "grain": row.grain,
        "uncertain": several and fine,
        "label": _label(say, row),
        "kind": row.factualities[0] if row.factualities else "stated",
        "origins": row.origins,
        "href": f"/c/{case.key}/event/{quote(row.id, safe='')}",
        "when": when(say, row.earliest, row.latest, row.grain),
    }


def _label(say: Say, row: Row) -> str:
    """Who does what to whom, with the sign and, where it is not plainly told, the word of how."""
    told = row.factualities[0] if row.factualities else "stated"
    parts = [row.actors[0] + ": " if row.actors else "", row.name]
    if row.recipients:
        parts.append(f" → {row.recipients[0]}")
    text = " ".join("".join(parts).split())
    text = text if len(text) <= LABEL else text[: LABEL - 1] + "…"
    told_so = "" if told == "stated" else f" ({say(f'timeline.fact.{told}')})"
    return f"{SIGNS[told]} {text}{told_so}"


def _query(request: Request, **changed: object) -> str:
    """The query of the address with values changed, or taken out where they are None."""
    kept = {k: v for k, v in request.query_params.items() if k != "token"} | changed
    return urlencode([(k, str(v)) for k, v in kept.items() if v not in {None, ""}])


def _address(case: Case, request: Request, **changed: object) -> str:
    query = _query(request, **changed)
    return f"/c/{case.key}/timeline" + (f"?{query}" if query else "")
