"""About a casebook: what is in it, how far its findings are, versions, limits, a further link."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from onrecord.desk.overview import overview
from onrecord.web import limits
from onrecord.web.asked import CaseHere
from onrecord.web.gates import premises_of
from onrecord.web.refusals import Refused
from onrecord.web.view import page

router = APIRouter()


@router.get("/about")
def about(request: Request, case: CaseHere) -> Response:
    return _page(request, case, made=None)


@router.post("/about/link")
def further_link(request: Request, case: CaseHere) -> Response:
    """A link that lets one more browser in. The address is in this answer and nowhere else."""
    premises = premises_of(request)
    if premises.settings.entry != "link":
        raise Refused(405, "error.method")
    token = premises.sessions.link(request.state.session.user)
    return _page(
        request, case, made=f"{request.url.scheme}://{request.url.netloc}/enter?token={token}"
    )


def _page(request: Request, case: CaseHere, made: str | None) -> Response:
    return page(
        request,
        "about.html",
        overview=overview(case.room),
        limits=limits.SHOWN,
        link_minutes=limits.MAX_LINK // 60,
        made=made,
    )
