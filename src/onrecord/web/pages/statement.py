"""One statement or event with all its tellings, or the one telling that an item's key names."""

from __future__ import annotations

from typing import Annotated, Final
from urllib.parse import quote

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse

from onrecord.desk.looking.statement import (
    Alone,
    Candidate,
    Elsewhere,
    FindingPage,
    Kind,
    Several,
    alike,
    finding,
    movable,
)
from onrecord.desk.looking.tellings import heading
from onrecord.desk.looking.tracing import CORNERS, Sequel
from onrecord.desk.room import Look
from onrecord.model import parts_of
from onrecord.web.asked import CaseHere
from onrecord.web.gates import premises_of
from onrecord.web.limits import MAX_QUERY
from onrecord.web.refusals import missing
from onrecord.web.view import go, page

router = APIRouter()
#: Letters of a name in the drawing; names of an event's actors, recipients and places.
LETTERS: Final = 22
NAMES: Final = 8

PageNumber = Annotated[int, Query(alias="page", ge=1, le=1_000_000)]
Words = Annotated[str, Query(max_length=MAX_QUERY)]


@router.get("/statement/{identity:path}")
def statement(
    request: Request,
    case: CaseHere,
    identity: str,
    number: PageNumber = 1,
    order: str = "",
    like: Words = "",
) -> Response:
    return _show(request, case, "statement", identity, number=number, order=order, like=like)


@router.get("/event/{identity:path}")
def event(
    request: Request, case: CaseHere, identity: str, number: PageNumber = 1, order: str = ""
) -> Response:
    return _show(request, case, "event", identity, number=number, order=order, like="")


@router.get("/lineage/{kind}/{identity:path}")
def lineage(case: CaseHere, kind: Kind, identity: str) -> Response:
    """Where the reports that tell a finding have it from, for a drawing that can be moved."""
    with case.room.look() as look:
        found = movable(look, kind, identity)
    if found is None:
        raise missing(identity)
    nodes = [_linked(case.key, node) for node in found["nodes"]]
    return JSONResponse({"nodes": nodes, "edges": found["edges"]})


def _show(
    request: Request,
    case: CaseHere,
    kind: Kind,
    identity: str,
    *,
    number: int,
    order: str,
    like: str,
) -> Response:
    sequel: Sequel = "time" if order == "time" else "origin"
    candidates: tuple[Candidate, ...] = ()
    names: dict[str, str] = {}
    with case.room.look() as look:
        found = finding(look, kind, identity, sequel=sequel, page=number)
        if isinstance(found, FindingPage):
            candidates = alike(look, like)
            names = _names(look, found)
    if found is None:
        raise missing(identity)
    if isinstance(found, Elsewhere):
        return go(request, f"/c/{case.key}/{kind}/{quote(found.id)}")
    if isinstance(found, Alone | Several):
        several = isinstance(found, Several)
        return page(request, "telling.html", kind=kind, says_what=found, several=several)
    return page(
        request,
        "statement.html",
        says_what=found,
        names_of=names,
        names_most=NAMES,
        candidates=candidates,
        like=like,
        corners=CORNERS,
        letters=LETTERS,
        moving=found.graph.left_out > 0
        and premises_of(request).assets.get("/static/graph.js") is not None,
    )


def _names(look: Look, found: FindingPage) -> dict[str, str]:
    """What the reports are called whose items were held to be one."""
    keys = {key for match in found.matches for key in (match.left, match.right)}
    outlets = {report: heading(look, report).outlet for report in {parts_of(k)[0] for k in keys}}
    return {key: outlets[parts_of(key)[0]] for key in keys}


def _linked(case: str, node: dict[str, str]) -> dict[str, str]:
    """A node with the address of its report."""
    if node["kind"] != "report":
        return node
    return node | {"href": f"/c/{case}/report/{quote(node['id'])}"}
