"""Judgements: who judged what when, undo and redo, and the small file that they travel in."""

from __future__ import annotations

from typing import Final, get_args
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from starlette.datastructures import FormData, UploadFile

from onrecord.desk.judging import as_text, bring_in, foreseen, from_text
from onrecord.desk.looking.judgements import judging
from onrecord.errors import CasebookError
from onrecord.model.case import Verdict
from onrecord.web import limits
from onrecord.web.asked import CaseHere, Fields, field
from onrecord.web.cases import Case
from onrecord.web.refusals import Refused, over
from onrecord.web.view import go, page

router = APIRouter()

VERDICTS: Final[tuple[str, ...]] = get_args(Verdict)


@router.get("/judgements")
def judgements(request: Request, case: CaseHere) -> Response:
    asked = request.query_params
    by = asked.get("by", "").strip() or None
    verdict = asked.get("verdict", "")
    verdict = verdict if verdict in VERDICTS else ""
    given = asked.get("before", "")
    before = int(given) if given.isdecimal() and len(given) < 12 else None
    with case.room.look() as look:
        found = judging(look, before=before, by=by, verdict=verdict or None)
    rest = {"by": by or "", "verdict": verdict}
    kept = {name: value for name, value in rest.items() if value}
    return page(
        request,
        "judgements.html",
        found=found,
        by=by,
        verdict=verdict,
        verdicts=VERDICTS,
        newest=f"?{urlencode(kept)}" if before is not None else None,
        behind=None if found.behind is None else f"?{urlencode({**kept, 'before': found.behind})}",
    )


@router.get("/judgements/file")
def file(case: CaseHere) -> Response:
    """All of them, as the small file that can be brought into another casebook."""
    with case.room.look() as look:
        text = as_text(look.casebook.judgements())
    # The key holds nothing but letters, digits and hyphens.
    name = f'attachment; filename="{case.key}-judgements.txt"'
    return Response(
        text.encode("utf-8", "backslashreplace"),
        media_type="text/plain; charset=utf-8",
        headers={"content-disposition": name},
    )


@router.post("/judgements/file")
def bring(request: Request, case: CaseHere, form: Fields) -> Response:
    """Say what a file would bring; bring it in when that was seen."""
    text, name = _given(form)
    try:
        given = list(from_text(text, name))
        if field(form, "seen") == "yes":
            return _brought(request, case, text, name)
        with case.room.look() as look:
            would = foreseen(look.casebook.judgements(), given)
    except CasebookError as error:
        return page(request, "judgements_file.html", status=400, says=str(error), name=name)
    return page(
        request,
        "judgements_file.html",
        says="",
        name=name,
        text=text,
        would=would,
        people=sorted({one.by for one in given}),
    )


def _brought(request: Request, case: Case, text: str, name: str) -> Response:
    with case.room.writing() as casebook:
        done = bring_in(casebook, from_text(text, name))
    case.renewal.ask()
    back = f"/c/{case.key}/judgements"
    return go(request, back, "judgements.brought", n=done.added, known=done.known)


def _given(form: FormData) -> tuple[str, str]:
    """The text of a file, and what the file is called."""
    file = form.get("file")
    if isinstance(file, UploadFile):
        name = (file.filename or "")[: limits.MAX_NAME]
        try:
            data = file.file.read(limits.MAX_FIELD + 1)
            if len(data) > limits.MAX_FIELD:
                raise over("MAX_FIELD", limits.MAX_FIELD)
            text = data.decode("utf-8-sig").strip()
        except UnicodeDecodeError as error:
            raise Refused(400, "judgements.no_text") from error
    else:
        text, name = field(form, "text", longest=limits.MAX_FIELD), field(form, "name")
    if len(text) > limits.MAX_JUDGEMENTS:
        raise over("MAX_JUDGEMENTS", limits.MAX_JUDGEMENTS)
    return text, name
