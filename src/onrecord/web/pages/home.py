"""The first page: the casebooks of the room, or the only one at once."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from onrecord.web.asked import CaseHere
from onrecord.web.gates import premises_of
from onrecord.web.view import go, page

router = APIRouter()


@router.get("/")
def cases(request: Request) -> Response:
    found = list(premises_of(request).cases.values())
    if len(found) == 1:
        return go(request, f"/c/{found[0].key}")
    return page(request, "cases.html")


@router.get("/c/{case}")
def first_page(request: Request, case: CaseHere) -> Response:
    first = next(one for one in premises_of(request).pages if one.shown)
    return go(request, f"/c/{case.key}/{first.path}")
