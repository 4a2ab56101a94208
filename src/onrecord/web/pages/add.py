"""Add: files that are dropped or chosen, texts that are pasted, how far they are, what was set
aside."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from fastapi import APIRouter, Request, Response
from starlette.datastructures import FormData, UploadFile

from onrecord.desk import Known, published_on
from onrecord.desk.arrivals import Arrival
from onrecord.desk.deliveries import Delivery
from onrecord.errors import OnrecordError
from onrecord.web import limits
from onrecord.web.asked import CaseHere, Fields, field
from onrecord.web.cases import Case
from onrecord.web.gates import premises_of
from onrecord.web.refusals import Refused, missing, over
from onrecord.web.view import go, page, piece

router = APIRouter()

#: Inputs that were set aside on one page.
ASIDE: Final = 25
#: Characters of an outlet, a title, a language, a date.
LONGEST: Final = 400
#: The languages that are read.
LANGUAGES: Final = ("en", "fr")


@router.get("/add")
def add(request: Request, case: CaseHere) -> Response:
    return _page(request, case)


@router.post("/add")
def bring(request: Request, case: CaseHere, form: Fields) -> Response:
    """Take files and a text in; they are added behind what waits."""
    try:
        known = _known(form)
    except ValueError:
        return _page(request, case, problem="add.no_date", form=form)
    if case.arrivals.full:
        raise over("MAX_WAITING", limits.MAX_WAITING, status=503)
    delivery = Delivery()
    try:
        _take(delivery, form)
        if not delivery.handed:
            delivery.discard()
            return _page(request, case, problem="add.nothing", form=form)
        arrival = case.arrivals.bring(delivery, known, by=request.state.session.user)
    except BaseException:
        delivery.discard()
        raise
    return go(request, f"/c/{case.key}/add/{arrival.number}")


@router.get("/add/{number}")
def one(request: Request, case: CaseHere, number: int) -> Response:
    return page(request, "adding.html", one=_found(case, number), told=_told(request))


@router.get("/add/{number}/progress")
def progress(request: Request, case: CaseHere, number: int) -> Response:
    """How far a delivery is, as a piece of its page."""
    return piece(request, "progress.html", one=_found(case, number), told=_told(request))


@router.post("/add/{number}/cancel")
def cancel(request: Request, case: CaseHere, number: int) -> Response:
    _found(case, number)
    case.arrivals.cancel(number)
    return go(request, f"/c/{case.key}/add/{number}")


def _told(request: Request) -> str:
    """Whether only what was set aside is told."""
    return "aside" if request.query_params.get("only") == "aside" else "all"


def _found(case: Case, number: int) -> Arrival:
    found = case.arrivals.one(number)
    if found is None:
        raise missing(str(number))
    return found


def _page(
    request: Request, case: Case, *, problem: str | None = None, form: FormData | None = None
) -> Response:
    first = _first(request)
    with case.room.look() as look:
        aside = look.casebook.quarantined(first, ASIDE + 1)
    names = ("text", "title", "outlet", "published", "language", "url")
    given = {name: form.get(name, "") if form is not None else "" for name in names}
    # A room that is for reading only has no processes that add.
    arrivals = () if premises_of(request).settings.read_only else case.arrivals.several()
    return page(
        request,
        "add.html",
        status=200 if problem is None else 400,
        problem=problem,
        given={name: value if isinstance(value, str) else "" for name, value in given.items()},
        arrivals=arrivals,
        aside=aside[:ASIDE],
        first=first,
        more=len(aside) > ASIDE,
        step=ASIDE,
        spoken=LANGUAGES,
        most_files=limits.MAX_UPLOADS,
        most_bytes=limits.MAX_UPLOAD,
    )


def _first(request: Request) -> int:
    given = request.query_params.get("aside", "0")
    return int(given) if given.isdecimal() and len(given) < 8 else 0


def _known(form: FormData) -> Known:
    """What is said of everything that is brought. Raises ValueError for a date that is none."""
    language = field(form, "language", longest=LONGEST)
    published = field(form, "published", longest=LONGEST)
    if language and language not in LANGUAGES:
        raise Refused(400, "error.form", what="language")
    return Known(
        language=language or None,
        outlet=field(form, "outlet", longest=LONGEST) or None,
        published=published_on(published) if published else None,
    )


def _take(delivery: Delivery, form: FormData) -> None:
    for one in form.getlist("files"):
        # A field for files that was left empty comes as one without a name.
        if isinstance(one, UploadFile) and (one.filename or one.size):
            try:
                delivery.add(one.filename or "", one.file)
            except OSError as error:
                raise OnrecordError(f"cannot be kept: {error.strerror}") from error
    text = field(form, "text", longest=limits.MAX_FIELD)
    if len(text) > limits.MAX_PASTED:
        raise over("MAX_PASTED", limits.MAX_PASTED)
    if text:
        now = datetime.now(UTC).isoformat(sep=" ", timespec="seconds").partition("+")[0]
        title = field(form, "title", longest=LONGEST)
        delivery.paste(
            text,
            name=f"{title or 'text'}, pasted {now}",
            title=title,
            url=field(form, "url", longest=limits.MAX_QUERY),
        )
