"""What a request passes on its way in, from the outside; ``GATES`` is the list.

Each gate lets a request through or raises ``Refused``, which the second one turns into a page; the
first one puts headers on whatever leaves, pages of refusals and faults too.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Iterator
from typing import Final, cast

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.web import limits
from onrecord.web.guard import headers, hosts, origins
from onrecord.web.guard.sessions import Session, cookie_name
from onrecord.web.premises import Premises
from onrecord.web.refusals import Refused, over
from onrecord.web.view import refusal

LOG: Final = logging.getLogger("onrecord.web")
#: What is shown to those who are not in yet: how to get in, and what the page looks like.
OPEN: Final = re.compile(r"/(enter|login|static/.*|vendor/.*)")
#: What may be posted in a room that is for reading only.
ENTRANCE: Final = re.compile(r"/(login|logout|c/[^/]+/about/link)")


def given(scope: Scope) -> dict[str, list[str]]:
    """The headers of a request by their names in lower case."""
    found: dict[str, list[str]] = {}
    for name, value in scope["headers"]:
        found.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1"))
    return found


class Gate:
    """A gate around an application. ``check`` raises ``Refused`` or lets through."""

    def __init__(self, app: ASGIApp, premises: Premises) -> None:
        self.app, self.premises = app, premises

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            self.check(scope)
        await self.app(scope, receive, send)

    def check(self, scope: Scope) -> None:
        """Raise Refused where the request must not go on."""


class Headers(Gate):
    """Every answer has the headers of ``guard.headers``, and says nothing of what serves it."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        settings = self.premises.settings

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = MutableHeaders(scope=message)
                there = {name.lower() for name in own}
                own.raw.extend(headers.added(there, csp=settings.csp, https=settings.https))
            await send(message)

        await self.app(scope, receive, with_headers)


class Faults(Gate):
    """A refusal or a fault becomes a page, unless the answer has begun."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = False

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        scope.setdefault("state", {})["premises"] = self.premises
        try:
            await self.app(scope, receive, watched)
        except Exception as error:
            if not isinstance(error, Refused):
                LOG.exception("%s %r", scope["method"], scope["path"])
            if begun:
                raise
            answer = refusal(Request(scope), error if isinstance(error, Refused) else _fault())
            await answer(scope, receive, send)


def _fault() -> Refused:
    return Refused(500, "error.fault")


class Hosts(Gate):
    """The room answers to its own names alone."""

    def check(self, scope: Scope) -> None:
        if not hosts.is_ours(given(scope).get("host", []), self.premises.settings.hosts):
            raise Refused(421, "error.host")


class Methods(Gate):
    """GET, HEAD and POST are all there is; HEAD is a GET whose body stays here."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in {"GET", "POST"}:
            await self.app(scope, receive, send)
            return
        if scope["method"] != "HEAD":
            raise Refused(405, "error.method", headers={"allow": ", ".join(origins.METHODS)})

        async def bodiless(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = dict(message, body=b"")
            await send(message)

        await self.app(dict(scope, method="GET", head=True), receive, bodiless)


class Origins(Gate):
    """What changes something comes from the room itself, and nobody else embeds it."""

    def check(self, scope: Scope) -> None:
        told = given(scope)
        if scope["method"] in origins.READING:
            if not origins.may_read(told):
                raise Refused(403, "error.embedded")
        elif not origins.may_change(told, self.premises.settings.origins):
            raise Refused(403, "error.origin")


class Heads(Gate):
    """Addresses and headers have a length."""

    def check(self, scope: Scope) -> None:
        address = len(scope.get("raw_path") or scope["path"].encode()) + len(scope["query_string"])
        if address > limits.MAX_ADDRESS:
            raise over("MAX_ADDRESS", limits.MAX_ADDRESS, status=414)
        if sum(len(n) + len(v) for n, v in scope["headers"]) > limits.MAX_HEAD:
            raise over("MAX_HEAD", limits.MAX_HEAD, status=431)
        for value in Request(scope).query_params.values():
            if len(value) > limits.MAX_QUERY:
                raise over("MAX_QUERY", limits.MAX_QUERY, status=414)


class InFlight(Gate):
    """So many requests are answered at once."""

    def __init__(self, app: ASGIApp, premises: Premises) -> None:
        super().__init__(app, premises)
        self.count = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and self.count >= limits.MAX_IN_FLIGHT:
            later = {"retry-after": str(limits.RETRY_AFTER)}
            raise Refused(503, "error.busy", headers=later)
        self.count += 1
        try:
            await self.app(scope, receive, send)
        finally:
            self.count -= 1


class Sessions(Gate):
    """Who has no session sees how to get one. ``request.state.session`` is somebody's or None."""

    def check(self, scope: Scope) -> None:
        session = self._session(scope)
        scope["state"]["session"] = session
        if session is None and not OPEN.fullmatch(scope["path"]):
            raise Refused(403, "enter.needed")

    def _session(self, scope: Scope) -> Session | None:
        settings = self.premises.settings
        name = cookie_name(settings.port, https=settings.https)
        # Another server on this machine may have set one of the same name: any of them may be ours.
        for value in _cookies(scope, name):
            session = self.premises.sessions.of(value)
            if session is not None:
                scope["state"]["cookie"] = value
                return session
        return None


def _cookies(scope: Scope, name: str) -> Iterator[str]:
    for line in given(scope).get("cookie", []):
        for piece in line.split(";"):
            own, _, value = piece.strip().partition("=")
            if own == name:
                yield value


class ReadOnly(Gate):
    """In a room that is for reading only nothing is posted but what lets people in and out."""

    def check(self, scope: Scope) -> None:
        reading = scope["method"] in origins.READING or ENTRANCE.fullmatch(scope["path"])
        if self.premises.settings.read_only and not reading:
            raise Refused(403, "error.reading_only")


class Bodies(Gate):
    """A body has a size, whether it is told beforehand or comes in pieces, and a time to come."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        name, most = self._limit(scope["path"])
        told = given(scope).get("content-length", ["0"])[0]
        if not told.isdecimal() or int(told) > most:
            raise over(name, most)
        until = asyncio.get_running_loop().time() + limits.MAX_BODY_SECONDS
        size, more = 0, True
        refused: Refused | None = None

        async def bounded() -> Message:
            nonlocal size, more, refused
            if not more:
                return await receive()
            left = until - asyncio.get_running_loop().time()
            try:
                message = await asyncio.wait_for(receive(), max(left, 0))
            except TimeoutError:
                seconds = limits.MAX_BODY_SECONDS
                refused = Refused(408, "error.slow", limit="MAX_BODY_SECONDS", most=seconds)
                raise refused from None
            size += len(message.get("body", b""))
            more = bool(message.get("more_body"))
            if size > most:
                refused = over(name, most)
                raise refused
            return message

        async def answered(message: Message) -> None:
            # What reads the body may have made an answer of its own from the refusal.
            if refused is not None:
                raise refused
            await send(message)

        await self.app(scope, bounded, answered)

    def _limit(self, path: str) -> tuple[str, int]:
        steps = path.strip("/").split("/")
        uploads = {page.path for page in self.premises.pages if page.uploads}
        if len(steps) >= 3 and steps[0] == "c" and steps[2] in uploads:
            return "MAX_UPLOAD", limits.MAX_UPLOAD
        return "MAX_BODY", limits.MAX_BODY


#: From the outside to the inside.
GATES: Final = (
    Headers,
    Faults,
    Hosts,
    Methods,
    Origins,
    Heads,
    InFlight,
    Sessions,
    ReadOnly,
    Bodies,
)


def premises_of(request: Request) -> Premises:
    """The premises that a request is in."""
    return cast("Premises", request.state.premises)
