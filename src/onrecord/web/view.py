"""How a page is made: a template, the words of a language, and what stands around every page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any, Final, cast
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from onrecord.errors import OnrecordError
from onrecord.web import messages
from onrecord.web.cases import Case, Standing
from onrecord.web.guard.sessions import Notice, Session
from onrecord.web.messages import Say
from onrecord.web.premises import Page, Premises
from onrecord.web.reasons import reasons
from onrecord.web.refusals import Refused
from onrecord.web.shown import bare, layered, link, marked, reason, reason_text

#: The cookie that keeps a language, and the seconds that it does.
LANGUAGE: Final = "onrecord-language"
_A_YEAR: Final = 365 * 24 * 60 * 60


def templates() -> Environment:
    """The templates of ``templates/``: everything is escaped, what is not there is an error."""
    made = Environment(
        loader=FileSystemLoader(str(files("onrecord.web") / "templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters |= {"marked": marked, "bare": bare, "layered": layered, "link": link}
    made.filters |= {"reason": reason, "reason_text": reason_text}
    for code in messages.languages():
        reasons(code)  # made ready before the first page asks for them
    return made


def page(
    request: Request,
    template: str,
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    **context: Any,
) -> HTMLResponse:
    """An answer made of a template of ``templates/``. It can use ``context`` and what ``around``
    gives."""
    premises = cast("Premises", request.state.premises)
    say = words(request)
    text = premises.templates.get_template(template).render(
        **{**around(request, premises, say), **context}
    )
    answer = HTMLResponse(text, status_code=status, headers=dict(headers or {}))
    answer.headers["content-language"] = say.code
    _keep_language(request, answer, say)
    return answer


def piece(request: Request, template: str, *, status: int = 200, **context: Any) -> HTMLResponse:
    """A piece of a page for htmx: as ``page``, but it takes no notices."""
    request.state.piece = True
    return page(request, template, status=status, **context)


def around(request: Request, premises: Premises, say: Say) -> dict[str, Any]:
    """What every template can use."""
    settings = premises.settings
    session: Session | None = getattr(request.state, "session", None)
    case: Case | None = getattr(request.state, "case", None)
    piece_only = getattr(request.state, "piece", False)
    return {
        "say": say,
        "here": _here(request),
        "asset": premises.assets.address,
        "assets": premises.assets,
        "languages": _languages(request),
        "case": case,
        "cases": list(premises.cases.values()),
        "nav": _navigation(request, premises.pages, case),
        "search": any(one.key == "search" for one in premises.pages),
        "standing": None if case is None else _standing(case),
        "user": None if session is None else session.user,
        "entry": settings.entry,
        "read_only": settings.read_only,
        "may_correct": session is not None and not settings.read_only,
        "notices": [] if session is None or piece_only else premises.sessions.notices(session),
    }


def _standing(case: Case) -> Standing | None:
    """How far the findings are. What keeps a casebook from being looked at is told by the page that
    does, which has this around it, too."""
    try:
        return case.standing()
    except OnrecordError:
        return None


def refusal(request: Request, refused: Refused) -> HTMLResponse:
    """The page of a refusal. Those who are not in see how to get in."""
    settings = cast("Premises", request.state.premises).settings
    values = {"status": refused.status, "headers": refused.headers}
    if refused.message == "enter.needed":
        name = "enter.html" if settings.entry == "link" else "login.html"
        return page(request, name, **values, problem=None, name="")  # type: ignore[arg-type]
    says = words(request)(refused.message, **refused.values)
    return page(request, "error.html", **values, code=refused.status, says=says)  # type: ignore[arg-type]


def go(
    request: Request, path: str, message: str | None = None, **values: str | int
) -> RedirectResponse:
    """After something was done: see another page of the room, which says a message once."""
    session: Session | None = getattr(request.state, "session", None)
    if message is not None and session is not None:
        premises = cast("Premises", request.state.premises)
        premises.sessions.notice(session, Notice(message=message, values=values))
    return RedirectResponse(path, status_code=303)


def words(request: Request) -> Say:
    """The words of the language in which a request is answered."""
    premises = cast("Premises", request.state.premises)
    code = messages.chosen(
        request.query_params.get("lang"),
        request.cookies.get(LANGUAGE),
        premises.settings.language,
        request.headers.get("accept-language", ""),
    )
    return messages.languages()[code]


def _here(request: Request) -> str:
    """The address of this page, to come back to."""
    if request.method not in {"GET", "HEAD"}:
        return ""
    query = request.url.query
    return f"{request.url.path}?{query}" if query else request.url.path


def _keep_language(request: Request, answer: Response, say: Say) -> None:
    if request.query_params.get("lang") == say.code:
        settings = cast("Premises", request.state.premises).settings
        answer.set_cookie(
            LANGUAGE,
            say.code,
            max_age=_A_YEAR,
            path="/",
            secure=settings.https,
            httponly=True,
            samesite="strict",
        )


def _languages(request: Request) -> list[dict[str, str]]:
    """The languages with their names, and the address of this page in each."""
    rest = [(k, v) for k, v in request.query_params.multi_items() if k not in {"lang", "token"}]
    # What was posted cannot be asked for again in another language.
    path = "" if request.method in {"GET", "HEAD"} else "/"
    return [
        {"code": say.code, "name": say.name, "href": f"{path}?{urlencode([*rest, ('lang', code)])}"}
        for code, say in messages.languages().items()
    ]


def _navigation(
    request: Request, pages: Sequence[Page], case: Case | None
) -> list[dict[str, str | bool]]:
    if case is None:
        return []
    here = request.url.path.split("/")
    return [
        {
            "key": one.key,
            "href": f"/c/{case.key}/{one.path}",
            "letter": one.letter,
            "current": len(here) > 3 and here[3] == one.path,
        }
        for one in pages
        if one.shown
    ]
