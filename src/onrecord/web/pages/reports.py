"""All reports by the day of their publication."""

from __future__ import annotations

from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response

from onrecord.desk.looking.reports import reports_page
from onrecord.web.asked import CaseHere
from onrecord.web.limits import MAX_QUERY
from onrecord.web.refusals import over
from onrecord.web.view import page

router = APIRouter()


@router.get("/reports")
def reports(
    request: Request, case: CaseHere, outlet: str = "", language: str = "", behind: str = ""
) -> Response:
    if max(len(outlet), len(language), len(behind)) > MAX_QUERY:
        raise over("MAX_QUERY", MAX_QUERY)
    with case.room.look() as look:
        shown = reports_page(look, outlet=outlet, language=language, behind=behind)
    asked = {"outlet": outlet, "language": language}
    asked = {name: value for name, value in asked.items() if value}
    first = f"/c/{case.key}/reports" + (f"?{urlencode(asked)}" if asked else "")
    return page(
        request,
        "reports.html",
        reports=shown,
        outlet=outlet,
        language=language,
        before=first if behind else None,
        behind=f"/c/{case.key}/reports?{urlencode({**asked, 'behind': shown.next})}"
        if shown.next
        else None,
        base=f"/c/{case.key}",
    )
