"""The map: the places of the reports and who went from where to where, drawn, and in the tables
beside it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from onrecord.desk.looking.picture import picture
from onrecord.desk.looking.places import DRAWN, Spotted, country_in, place, places
from onrecord.desk.looking.travelled import ROUTES, Way, way, ways
from onrecord.web.asked import CaseHere
from onrecord.web.cases import Case
from onrecord.web.messages import Say
from onrecord.web.pages.timeline import SIGNS
from onrecord.web.queries import FARTHEST, number_in
from onrecord.web.refusals import Refused
from onrecord.web.times import when
from onrecord.web.view import page, words

router = APIRouter()


@router.get("/map")
def map_page(request: Request, case: CaseHere) -> Response:
    start, route = number_in(request, "start"), number_in(request, "way")
    with case.room.look() as look:
        drawn = places(look, most=DRAWN)
        gone = ways(look, route)
        table = places(look, start)
    base = f"/c/{case.key}/map"
    return page(
        request,
        "map.html",
        table=table,
        gone=gone,
        drawn=drawn,
        picture=picture(drawn.rows, gone.rows),
        start=start,
        way_start=route,
        data=f"/c/{case.key}/map.json?{urlencode({'lang': words(request).code})}",
        query=lambda **asked: f"{base}?{urlencode({k: v for k, v in asked.items() if v})}",
        **_words(request),
    )


@router.get("/map.json")
def map_data(request: Request, case: CaseHere) -> Response:
    """What is drawn, in the form of ``static/map.js``."""
    say = words(request)
    with case.room.look() as look:
        drawn = places(look, most=DRAWN)
        gone = ways(look, told=0)
    return JSONResponse(
        {
            "places": [_place(case, one) for one in drawn.rows],
            "travels": [_travel(case, say, one) for one in gone.rows],
        }
    )


@router.get("/map/{place_id}")
def place_page(request: Request, case: CaseHere, place_id: int) -> Response:
    start = number_in(request, "start")
    if not 0 <= place_id <= FARTHEST:
        raise Refused(404, "error.page")
    with case.room.look() as look:
        found = place(look, place_id, start)
        gone = None if found is None else ways(look, at=place_id, most=ROUTES // 2, told=1)
    if found is None:
        raise Refused(404, "map.no_place")
    return page(
        request,
        "place.html",
        found=found,
        gone=gone,
        start=start,
        base=f"/c/{case.key}/map/{place_id}",
        signs=SIGNS,
        **_words(request),
    )


@router.get("/map/{from_id}/{to_id}")
def way_page(request: Request, case: CaseHere, from_id: int, to_id: int) -> Response:
    start = number_in(request, "start")
    if not (0 <= from_id <= FARTHEST and 0 <= to_id <= FARTHEST):
        raise Refused(404, "error.page")
    with case.room.look() as look:
        found = way(look, from_id, to_id, start)
    if found is None:
        raise Refused(404, "map.no_way")
    return page(
        request,
        "way.html",
        way=found[0],
        onward=found[1],
        start=start,
        base=f"/c/{case.key}/map/{from_id}/{to_id}",
        **_words(request),
    )


def _words(request: Request) -> dict[str, Any]:
    code = words(request).code
    return {"when": when, "country": lambda given: country_in(given, code)}


def _place(case: Case, one: Spotted) -> dict[str, Any]:
    return {
        "lon": one.seen.longitude,
        "lat": one.seen.latitude,
        "label": one.seen.name,
        "kind": "scene" if one.events else "named",
        "reports": one.seen.reports,
        "href": f"/c/{case.key}/map/{one.seen.geonames_id}",
    }


def _travel(case: Case, say: Say, one: Way) -> dict[str, Any]:
    start, goal = one.origin, one.goal
    label = say("map.way", origin=start.name, goal=goal.name)
    return {
        "from": [start.longitude, start.latitude],
        "to": [goal.longitude, goal.latitude],
        "label": label,
        "href": f"/c/{case.key}/map/{start.geonames_id}/{goal.geonames_id}",
        "detail": say("map.in_reports", n=one.reports),
    }
