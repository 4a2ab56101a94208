"""One report: its text under layers with notes beside it, its versions, and what may be said of
each item; all reports by date; two reports side by side."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from fastapi import APIRouter, Request, Response

from onrecord.desk.looking.correcting import choices
from onrecord.desk.looking.report import asked_span, report_page, versions_page
from onrecord.desk.room import Look
from onrecord.errors import CasebookError
from onrecord.web.asked import CaseHere
from onrecord.web.limits import MAX_QUERY
from onrecord.web.refusals import missing, over
from onrecord.web.view import page, piece

router = APIRouter()

#: The layers, in the order of their keys; the last is not shown unless it is asked for.
LAYERS: Final = ("statement", "name", "time", "place", "event", "copied")


@router.get("/report/{report_id}")
def report(
    request: Request, case: CaseHere, report_id: str, at: str = "", own: int = 0
) -> Response:
    with case.room.look() as look:
        _there(look, report_id)
        shown = report_page(look, report_id, at=asked_span(at), own=own > 0)
    return page(request, "report.html", report=shown, layers=LAYERS, base=f"/c/{case.key}")


@router.get("/report/{report_id}/versions")
def versions(request: Request, case: CaseHere, report_id: str, against: str) -> Response:
    with case.room.look() as look:
        _there(look, report_id)
        _there(look, against)
        shown = versions_page(look, report_id, against)
    if shown.old.article != shown.new.article:
        raise missing(against)
    return page(request, "report_versions.html", versions=shown, base=f"/c/{case.key}")


@router.get("/report/{report_id}/correct")
def correct(
    request: Request, case: CaseHere, report_id: str, item: str, called: str | None = None
) -> Response:
    """The forms for one item: a page, or the piece of one that a dialog shows."""
    if len(item) > MAX_QUERY or len(called or "") > MAX_QUERY:
        raise over("MAX_QUERY", MAX_QUERY)
    with case.room.look() as look:
        _there(look, report_id)
        found = choices(look, report_id, item, called)
    if found is None:
        raise missing(item)
    here = f"/c/{case.key}/report/{quote(report_id, safe=':')}"
    back = f"{here}#i-{quote(item.replace(':', '-'), safe='')}"
    if request.headers.get("hx-request") == "true":
        return piece(request, "correct_forms.html", choices=found, here_report=here, back=back)
    return page(request, "correct.html", choices=found, here_report=here, back=back)


def _there(look: Look, report_id: str) -> None:
    try:
        look.filed(report_id)
    except CasebookError as error:
        raise missing(report_id) from error
