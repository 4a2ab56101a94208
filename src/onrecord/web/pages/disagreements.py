"""What does not agree: the list, and each with the words of both reports."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response

from onrecord.desk.looking.disagreements import KINDS, RELATIONS, listed, one
from onrecord.web.asked import CaseHere
from onrecord.web.refusals import missing
from onrecord.web.view import page

router = APIRouter()


@router.get("/disagreements")
def every(
    request: Request,
    case: CaseHere,
    kind: str = "",
    relation: str = "",
    number: Annotated[int, Query(alias="page", ge=1, le=1_000_000)] = 1,
) -> Response:
    kind = kind if kind in KINDS else ""
    relation = relation if relation in RELATIONS else ""
    with case.room.look() as look:
        found = listed(look, kind=kind or None, relation=relation or None, page=number)
        compared = look.freshness.made is not None

    def turned(name: str, value: str | int) -> str:
        """The address of this list with one thing asked otherwise, from its first page."""
        asked = {"kind": kind, "relation": relation, name: str(value)}
        return f"{request.url.path}?{urlencode({k: v for k, v in asked.items() if v})}"

    return page(
        request,
        "disagreements.html",
        list=found,
        kind=kind,
        relation=relation,
        kinds=KINDS,
        relations=RELATIONS,
        compared=compared,
        turned=turned,
    )


@router.get("/disagreements/{identity:path}")
def single(request: Request, case: CaseHere, identity: str) -> Response:
    with case.room.look() as look:
        found = one(look, identity)
    if found is None:
        raise missing(identity)
    return page(request, "disagreement.html", one=found)
