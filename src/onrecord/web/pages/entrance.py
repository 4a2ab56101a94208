"""Coming in and going out: a link that works once, or a name with a password or a team's token."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from onrecord.web import limits
from onrecord.web.asked import Fields, field
from onrecord.web.gates import premises_of
from onrecord.web.guard.accounts import is_password
from onrecord.web.guard.sessions import cookie_name, is_token
from onrecord.web.premises import Premises
from onrecord.web.refusals import Refused
from onrecord.web.view import page, words

router = APIRouter()


@router.get("/enter")
def enter(request: Request, token: str = "") -> Response:
    """Exchange a token for a session, once; what only asks for headers uses nothing up."""
    premises = premises_of(request)
    if premises.settings.entry != "link":
        return RedirectResponse("/login", status_code=303)
    value = None if request.scope.get("head") else premises.sessions.enter(token)
    if value is None:
        return page(request, "enter.html", status=403, problem="enter.used" if token else None)
    return _in(premises, value)


@router.get("/login")
def login_form(request: Request) -> Response:
    if premises_of(request).settings.entry == "link":
        raise Refused(404, "error.page")
    return page(request, "login.html", problem=None, name="")


@router.post("/login")
def login(request: Request, form: Fields) -> Response:
    """Begin a session for a name, if the password or the team's token is right."""
    premises = premises_of(request)
    settings, say = premises.settings, words(request)
    if settings.entry == "link":
        raise Refused(404, "error.page")
    name = field(form, "name", longest=limits.MAX_PASSWORD)
    secret = form.get("secret", "")
    address = request.client.host if request.client else ""
    if not name.isprintable() or not 0 < len(name) <= limits.MAX_NAME:
        problem = say("enter.no_name", most=limits.MAX_NAME)
        return page(request, "login.html", status=403, problem=problem, name="")
    if not premises.attempts.may_try(name, address):
        problem = say("enter.wait", minutes=limits.WRONG_SECONDS // 60)
        return page(request, "login.html", status=429, problem=problem, name=name)
    if not (isinstance(secret, str) and _is_right(premises, name, secret)):
        problem = say("enter.wrong" if settings.entry == "accounts" else "enter.wrong_token")
        return page(request, "login.html", status=403, problem=problem, name=name)
    premises.attempts.right(name, address)
    return _in(premises, premises.sessions.begin(name))


@router.post("/logout")
def logout(request: Request) -> Response:
    premises = premises_of(request)
    premises.sessions.end(request.state.cookie)
    settings = premises.settings
    answer = RedirectResponse("/enter" if settings.entry == "link" else "/login", status_code=303)
    answer.delete_cookie(
        cookie_name(settings.port, https=settings.https),
        path="/",
        secure=settings.https,
        httponly=True,
        samesite="strict",
    )
    return answer


def _is_right(premises: Premises, name: str, secret: str) -> bool:
    settings = premises.settings
    if settings.entry == "accounts":
        return is_password(settings.accounts, name, secret)
    return is_token(secret.strip(), settings.token_sha256 or "")


def _in(premises: Premises, value: str) -> Response:
    """See the first page with a session. The cookie ends with the browser's own session."""
    settings = premises.settings
    answer = RedirectResponse("/", status_code=303)
    answer.set_cookie(
        cookie_name(settings.port, https=settings.https),
        value,
        path="/",
        secure=settings.https,
        httponly=True,
        samesite="strict",
    )
    return answer
