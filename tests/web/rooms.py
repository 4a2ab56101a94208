"""A reading room to test: an application over small casebooks, and browsers that are in."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from starlette.testclient import TestClient

from onrecord.casebook import open_casebook
from onrecord.web.app import create_app
from onrecord.web.cases import cases_of
from onrecord.web.settings import Settings, local

PORT = 8321
ROOT = f"http://127.0.0.1:{PORT}"
#: What a browser writes when a page of the room sends a form.
OURS = {"origin": ROOT, "sec-fetch-site": "same-origin"}


def casebooks(folder: Path, *names: str) -> tuple[str, ...]:
    """Empty casebooks, by their paths."""
    paths = [folder / f"{name}.db" for name in names or ("harbour",)]
    for path in paths:
        open_casebook(path, write=True, create_new=True).close()
    return tuple(str(path) for path in paths)


def room(paths: Sequence[str], settings: Settings | None = None, **others: Any) -> FastAPI:
    """A room on this machine alone, unless told otherwise."""
    return create_app(cases_of(paths), settings or local(PORT, **others))


def browser(app: FastAPI, **headers: str) -> TestClient:
    """A browser that is not in, and follows no redirect by itself."""
    return TestClient(app, base_url=ROOT, follow_redirects=False, headers=headers)


def entered(app: FastAPI, user: str = "anna") -> TestClient:
    """A browser that came in by a link, and sends what a page of the room would."""
    made = browser(app, **OURS)
    token = app.state.premises.sessions.link(user)
    assert made.get(f"/enter?token={token}").status_code == 303
    return made


def addresses(app: FastAPI) -> Iterator[tuple[str, str]]:
    """Every route with each of its methods; places in a path are filled with something."""
    for route in iter_route_contexts(app.routes):
        path = str(route.path).replace("{case}", "harbour")
        path = path.replace("{folder:path}", "static/room.css")
        while "{" in path:
            before, _, after = path.partition("{")
            path = before + "x:1" + after.partition("}")[2]
        for method in sorted(route.methods or ()):
            yield method, path


def statuses(app: FastAPI, requests: Sequence[tuple[str, str, dict[str, str]]]) -> list[int]:
    """How many bare requests are answered, each a method, a path and headers: without a client in
    between, as thousands are made."""

    async def ask(method: str, path: str, headers: dict[str, str]) -> int:
        told: list[int] = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Any) -> None:
            if message["type"] == "http.response.start":
                told.append(message["status"])

        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": path,
            "raw_path": path.encode(),
            "root_path": "",
            "query_string": b"",
            "headers": [(k.encode(), v.encode()) for k, v in headers.items()],
            "client": ("127.0.0.1", 50_000),
            "server": ("127.0.0.1", PORT),
        }
        await app(scope, receive, send)
        (status,) = told
        return status

    async def all_of_them() -> list[int]:
        return [await ask(*one) for one in requests]

    return asyncio.run(all_of_them())
