"""Where every correction goes: one form, one judgement, and back with a word of what was kept."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final, cast

from fastapi import APIRouter, Request, Response
from starlette.datastructures import FormData

from onrecord.desk.looking.called import called
from onrecord.errors import CasebookError
from onrecord.model import Judgement
from onrecord.model.case import Verdict
from onrecord.web import limits
from onrecord.web.asked import CaseHere, Fields, field
from onrecord.web.cases import Case
from onrecord.web.refusals import Refused
from onrecord.web.view import go

router = APIRouter()

#: Characters of a remark, and of all else that a form may hold.
MOST_NOTE: Final = 2_000
MOST_VALUE: Final = 400
#: Things that one judgement is about.
MOST_ITEMS: Final = 50
#: Verdicts whose value may be left out where a second item says it: that entity's name.
_NAMED_BY_ITEM: Final = frozenset({"source", "statement"})


@router.post("/judge")
def judge(request: Request, case: CaseHere, form: Fields) -> Response:
    """Keep a judgement: ``verdict``, ``item`` (as often as need be), ``value`` (``until`` makes it
    a stretch of days), ``note``, and the page ``back`` to which the answer leads. Statements that
    were missed come as *statement* with ``report``, ``start`` and ``end``."""
    try:
        kept = case.room.judge(_asked(request, case, form))
    except CasebookError as error:
        raise Refused(400, "judge.refused", why=str(error)) from error
    case.renewal.ask()
    with case.room.look() as look:
        words = called(look, kept.items[0]) if kept.verdict != "withdraw" else kept.items[0]
    return go(
        request,
        _back(case, field(form, "back", longest=limits.MAX_ADDRESS)),
        f"judge.kept.{kept.verdict}",
        number=str(kept.number),
        words=words,
        value=kept.value,
        undo=str(kept.number),
    )


def _asked(request: Request, case: Case, form: FormData) -> Judgement:
    verdict = field(form, "verdict", longest=MOST_VALUE)
    items = _items(form)
    value = field(form, "value", longest=MOST_VALUE)
    until = field(form, "until", longest=MOST_VALUE)
    if not value and verdict in _NAMED_BY_ITEM and len(items) > 1:
        with case.room.look() as look:
            value = called(look, items[1])
    return Judgement(
        number=0,
        verdict=cast("Verdict", verdict),
        items=items,
        value=f"{value}/{until}" if until else value,
        by=request.state.session.user,
        at=datetime.now(UTC).isoformat(timespec="seconds"),
        note=" ".join(field(form, "note", longest=MOST_NOTE).split()),
    )


def _items(form: FormData) -> tuple[str, ...]:
    """What is judged, each once. A choice that was left open is none."""
    start, end = field(form, "start"), field(form, "end")
    given: list[str] = []
    if start or end:
        if not (start.isdecimal() and end.isdecimal() and int(start) < int(end)):
            raise Refused(400, "judge.stretch")
        given.append(f"{field(form, 'report')}/st:{int(start)}-{int(end)}")
    for one in form.getlist("item"):
        if not isinstance(one, str) or len(one) > MOST_VALUE:
            raise Refused(400, "error.form", what="item")
        given.append(one.strip())
    items = tuple(dict.fromkeys(one for one in given if one))
    if len(items) > MOST_ITEMS:
        raise Refused(413, "error.limit", limit="MOST_ITEMS", most=MOST_ITEMS)
    return items


def _back(case: Case, path: str) -> str:
    """The page to return to, if it is one of this casebook; else where the casebook opens."""
    home = f"/c/{case.key}"
    inside = path.startswith(f"{home}/") and path.isprintable() and not set(path) & set("\\ ")
    steps = path.partition("?")[0].partition("#")[0].split("/")
    return path if inside and ".." not in steps and "" not in steps[1:] else home
