"""The reading room as an application: its list of pages, and how it is put together."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from typing import Final

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware

from onrecord.desk.looking.story import story as told
from onrecord.errors import OnrecordError
from onrecord.web.assets import KEPT, UNKEPT
from onrecord.web.cases import Case
from onrecord.web.gates import GATES, premises_of
from onrecord.web.pages import (
    about,
    add,
    copy,
    disagreements,
    entrance,
    home,
    judge,
    judgements,
    people,
    report,
    reports,
    search,
    statement,
    story,
    timeline,
)
from onrecord.web.pages import map as map_page
from onrecord.web.premises import Page, Premises
from onrecord.web.refusals import Refused
from onrecord.web.settings import Settings
from onrecord.web.view import page, refusal, templates

#: The pages of a casebook, in the order of the navigation. The first that is shown is where a
#: casebook opens.
PAGES: Final = (
    Page(key="story", path="story", module=story, letter="s"),
    Page(key="reports", path="reports", module=reports, letter="r"),
    Page(key="report", path="report", module=report, shown=False),
    Page(key="copy", path="copy", module=copy, shown=False),
    Page(key="statement", path="statement", module=statement, shown=False),
    Page(key="timeline", path="timeline", module=timeline, letter="t"),
    Page(key="map", path="map", module=map_page, letter="m"),
    Page(key="people", path="people", module=people, letter="p"),
    Page(key="disagreements", path="disagreements", module=disagreements, letter="d"),
    Page(key="search", path="search", module=search, letter="f"),
    Page(key="add", path="add", module=add, letter="a", uploads=True),
    Page(key="judgements", path="judgements", module=judgements, letter="j"),
    Page(key="judge", path="judge", module=judge, shown=False),
    Page(key="about", path="about", module=about, letter="i"),
)


def create_app(cases: Sequence[Case], settings: Settings, pages: Sequence[Page] = PAGES) -> FastAPI:
    """A room with these casebooks. ``app.state.premises`` is what all requests share."""
    premises = Premises(
        settings=settings,
        cases={case.key: case for case in cases},
        pages=pages,
        templates=templates(),
    )
    app = FastAPI(
        debug=False,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
        middleware=[Middleware(gate, premises=premises) for gate in GATES],
    )
    app.state.premises = premises
    app.include_router(entrance.router)
    app.include_router(home.router)
    for one in pages:
        app.include_router(one.module.router, prefix="/c/{case}")
    app.add_api_route("/{folder:path}", _asset, methods=["GET"], include_in_schema=False)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(OnrecordError, _known)
    return app


def warm(app: FastAPI) -> None:
    """Do beforehand what the first to come would wait for: templates are compiled, and of each
    casebook what its first page shows is read once. What stands then stays, so that it is not
    looked through for garbage: that would take a tenth of a second of some answer."""
    premises = app.state.premises
    for name in premises.templates.list_templates():
        premises.templates.get_template(name)
    for case in premises.cases.values():
        with case.room.look() as look:
            told(look)
        case.room.counts()
    gc.collect()
    gc.freeze()


def _asset(request: Request, folder: str) -> Response:
    """A file of ``static/`` or ``vendor/``, kept for good where its digest was asked for."""
    asset = premises_of(request).assets.get(f"/{folder}")
    if asset is None:
        raise Refused(404, "error.page")
    kept = KEPT if request.query_params.get("v") == asset.digest else UNKEPT
    tag = f'"{asset.digest}"'
    headers = {"cache-control": kept, "etag": tag}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(asset.data, media_type=asset.type, headers=headers)


async def _http(request: Request, error: Exception) -> Response:
    """What the framework itself refuses."""
    assert isinstance(error, HTTPException)
    message = {404: "error.page", 405: "error.method"}.get(error.status_code)
    if message is not None:
        return refusal(request, Refused(error.status_code, message, headers=error.headers))
    return refusal(request, Refused(error.status_code, "error.form", what=str(error.detail)))


async def _invalid(request: Request, error: Exception) -> Response:
    """A value in an address or a form that is not of its type; it is named, not repeated."""
    assert isinstance(error, RequestValidationError)
    names = sorted({str(one["loc"][-1]) for one in error.errors() if one.get("loc")})
    return refusal(request, Refused(400, "error.form", what=", ".join(names)))


async def _known(request: Request, error: Exception) -> Response:
    """What onrecord itself says cannot be done, in its own words."""
    return page(request, "error.html", status=409, code=409, says=str(error))
