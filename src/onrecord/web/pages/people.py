"""People and organisations: whom the reports name, and all that they say of one."""

from __future__ import annotations

from typing import Final, cast
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response

from onrecord.desk.looking.people import KINDS, offered, people, person
from onrecord.desk.looking.timeline import COUNTED
from onrecord.model.entity import EntityKind
from onrecord.web.asked import CaseHere
from onrecord.web.queries import number_in, one_of, words_in
from onrecord.web.refusals import Refused
from onrecord.web.times import when
from onrecord.web.view import page

router = APIRouter()

#: The tab that is open at first, and the one that has all kinds.
FIRST: Final = "person"
ALL: Final = "all"


@router.get("/people")
def people_page(request: Request, case: CaseHere) -> Response:
    kind = one_of(request, "kind", (*KINDS, ALL)) or FIRST
    order = one_of(request, "order", ("reports", "name")) or "reports"
    named, start = words_in(request, "name"), number_in(request, "start")
    asked = None if kind == ALL else cast("EntityKind", kind)
    with case.room.look() as look:
        found = people(look, asked, "name" if order == "name" else "rank", named, start)

    def query(**changed: object) -> str:
        kept = {"kind": kind, "order": order, "name": named, **changed}
        return f"/c/{case.key}/people?{urlencode({k: v for k, v in kept.items() if v})}"

    return page(
        request,
        "people.html",
        kinds=(*KINDS, ALL),
        kind=kind,
        order=order,
        named=named,
        start=start,
        found=found,
        query=query,
    )


@router.get("/people/{identity:path}")
def person_page(request: Request, case: CaseHere, identity: str) -> Response:
    start, merging = number_in(request, "start"), words_in(request, "merge")
    with case.room.look() as look:
        found = person(look, identity, start)
        others = () if found is None else offered(look, merging, found.id)
    if found is None:
        raise Refused(404, "people.nobody")
    return page(
        request,
        "person.html",
        found=found,
        others=others,
        merging=merging,
        start=start,
        counted=COUNTED,
        when=when,
    )
