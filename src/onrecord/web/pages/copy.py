"""Two reports that share passages, side by side."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from onrecord.desk.looking.twins import side_by_side
from onrecord.web.asked import CaseHere
from onrecord.web.refusals import missing
from onrecord.web.view import page

router = APIRouter()


@router.get("/copy/{identity:path}")
def copy(request: Request, case: CaseHere, identity: str) -> Response:
    with case.room.look() as look:
        shown = side_by_side(look, identity)
    if shown is None:
        raise missing(identity)
    return page(request, "copy.html", copy=shown, base=f"/c/{case.key}")
