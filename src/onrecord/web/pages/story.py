"""What a casebook says in one look."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from onrecord.desk.looking.story import story
from onrecord.web.asked import CaseHere
from onrecord.web.view import page

router = APIRouter()


@router.get("/story")
def show(request: Request, case: CaseHere) -> Response:
    with case.room.look() as look:
        found = story(look)
    return page(request, "story.html", story=found)
