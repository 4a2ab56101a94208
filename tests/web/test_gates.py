"""Bad names, origins, methods and sizes are refused everywhere; every answer has its headers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import APIRouter, FastAPI, Request, Response
from starlette.testclient import TestClient

from onrecord.web import limits
from onrecord.web.asked import Fields
from onrecord.web.guard.headers import ALWAYS, CSP
from onrecord.web.guard.hosts import named
from onrecord.web.guard.origins import may_change, may_read
from onrecord.web.refusals import Refused
from tests.web.rooms import OURS, PORT, ROOT, addresses, browser, casebooks, entered, room, statuses

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "BREW")
BAD_HOSTS = (
    "evil.example",
    "127.0.0.1",
    f"127.0.0.1:{PORT + 1}",
    f"localhost.evil.example:{PORT}",
    f"127.0.0.1:{PORT}.evil.example",
    f"user@127.0.0.1:{PORT}",
    f"localhost.:{PORT}",
    f"0.0.0.0:{PORT}",
    "",
)
BAD_ORIGINS = (
    {"origin": "https://evil.example", "sec-fetch-site": "cross-site"},
    {"origin": "null", "sec-fetch-site": "cross-site"},
    {"origin": "null"},
    {"origin": "null", "sec-fetch-site": "same-origin"},
    {"origin": f"http://127.0.0.1:{PORT + 1}", "sec-fetch-site": "same-site"},
    {"origin": f"https://127.0.0.1:{PORT}"},
    {"origin": f"{ROOT}.evil.example"},
    {"origin": ROOT, "sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"sec-fetch-site": "none"},
    {},
)
done: list[str] = []
extra = APIRouter()


@extra.get("/fault")
def fault() -> Response:
    raise ZeroDivisionError("secret words of a report")


@extra.post("/c/{case}/take")
def take(request: Request, form: Fields) -> Response:
    done.append(str(form.get("words", "")))
    return Response("taken")


@extra.get("/refused")
def refused() -> Response:
    raise Refused(404, "error.missing", what="<b>report</b>")


@pytest.fixture
def app(tmp_path: Path) -> Iterator[FastAPI]:
    made = room(casebooks(tmp_path))
    catch_all = made.router.routes.pop()
    made.include_router(extra)
    made.router.routes.append(catch_all)
    done.clear()
    yield made


@pytest.fixture
def inside(app: FastAPI) -> TestClient:
    return entered(app)


def paths(app: FastAPI) -> list[str]:
    return sorted({path for _, path in addresses(app)} | {"/nowhere"})


def cookie_of(client: TestClient) -> str:
    return "; ".join(f"{name}={value}" for name, value in client.cookies.items())


def test_every_route_is_walked(app: FastAPI) -> None:
    walked = set(addresses(app))
    assert {("GET", "/"), ("GET", "/enter"), ("POST", "/login"), ("POST", "/logout")} <= walked
    assert {("GET", "/c/harbour/about"), ("POST", "/c/harbour/about/link")} <= walked
    assert ("GET", "/static/room.css") in walked


def test_the_room_answers_to_no_other_name(app: FastAPI, inside: TestClient) -> None:
    own = OURS | {"cookie": cookie_of(inside)}
    bad: list[dict[str, str]] = [*({"host": host} for host in BAD_HOSTS), {}]
    asked = [
        (method, path, own | host) for path in paths(app) for method in METHODS for host in bad
    ]
    assert set(statuses(app, asked)) == {421}
    assert done == []


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "LOCALHOST", "[::1]"])
def test_the_room_answers_to_its_own_names(inside: TestClient, host: str) -> None:
    answer = inside.get("/static/room.css", headers={"host": f"{host}:{PORT}"})
    assert answer.status_code == 200


def test_nothing_changes_from_elsewhere(app: FastAPI, inside: TestClient) -> None:
    own = {"host": f"127.0.0.1:{PORT}", "cookie": cookie_of(inside)}
    asked = [("POST", path, own | origin) for path in paths(app) for origin in BAD_ORIGINS]
    assert set(statuses(app, asked)) == {403}
    others = METHODS[3:]
    asked = [(m, p, own | origin) for p in paths(app) for m in others for origin in BAD_ORIGINS]
    assert set(statuses(app, asked)) == {405}
    assert done == []
    assert inside.get("/c/harbour/about").status_code == 200


@pytest.mark.parametrize("headers", [OURS, {"origin": ROOT}, {"sec-fetch-site": "same-origin"}])
def test_the_rooms_own_pages_may_change(
    app: FastAPI, inside: TestClient, headers: dict[str, str]
) -> None:
    own = browser(app)
    own.cookies = inside.cookies
    assert own.post("/c/harbour/take", data={"words": "a"}, headers=headers).status_code == 200
    assert done == ["a"]


def test_two_origins_are_none() -> None:
    assert not may_change({"origin": [ROOT, ROOT]}, {ROOT})


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_others_may_link_here_and_embed_nothing(site: str) -> None:
    told = {"sec-fetch-site": [site]}
    assert not may_read(told)
    assert not may_read(told | {"sec-fetch-mode": ["no-cors"], "sec-fetch-dest": ["script"]})
    assert not may_read(told | {"sec-fetch-mode": ["navigate"], "sec-fetch-dest": ["iframe"]})
    assert may_read(told | {"sec-fetch-mode": ["navigate"], "sec-fetch-dest": ["document"]})
    assert may_read({})


def test_only_three_methods_exist(app: FastAPI, inside: TestClient) -> None:
    for path in sorted({path for _, path in addresses(app)}):
        for method in METHODS[3:]:
            answer = inside.request(method, path)
            assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD, POST")


def test_every_answer_has_its_headers(app: FastAPI, inside: TestClient) -> None:
    answers = [
        *(entered(app).request(method, path) for method, path in addresses(app)),
        *(inside.get(path) for path in ("/nowhere", "/c/none/about", "/fault", "/refused")),
        browser(app).get("/"),
        browser(app).post("/login"),
        inside.get("/", headers={"host": "evil.example"}),
        inside.request("TRACE", "/"),
        inside.post("/c/harbour/take", content=b"x", headers={"content-length": str(10**12)}),
        inside.get("/" + "a" * 5000),
    ]
    statuses = {answer.status_code for answer in answers}
    assert {200, 303, 403, 404, 405, 413, 414, 421, 500} <= statuses
    for answer in answers:
        assert dict(answer.headers).items() >= ALWAYS.items(), answer.url
        assert answer.headers["content-security-policy"] == CSP
        assert "server" not in answer.headers
        kept = answer.headers["cache-control"]
        assert kept == ("no-cache" if answer.url.path.startswith("/static/") else "no-store")


def test_tests_may_leave_the_policy_out(tmp_path: Path) -> None:
    answer = browser(room(casebooks(tmp_path), csp=False)).get("/")
    assert "content-security-policy" not in answer.headers


def test_a_fault_tells_nothing(inside: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    answer = inside.get("/fault")
    assert answer.status_code == 500
    assert "secret" not in answer.text and "Traceback" not in answer.text
    assert "ZeroDivisionError" in caplog.text


def test_a_refusal_is_a_page_in_which_nothing_is_markup(inside: TestClient) -> None:
    answer = inside.get("/refused")
    assert answer.status_code == 404
    assert "&lt;b&gt;report&lt;/b&gt;" in answer.text


def test_there_are_no_pages_about_the_program(inside: TestClient) -> None:
    for path in ("/docs", "/redoc", "/openapi.json", "/docs/oauth2-redirect", "/metrics"):
        assert inside.get(path).status_code == 404


def test_a_body_over_the_limit_is_refused_by_name(
    inside: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MAX_BODY", 1_000)
    told = inside.post("/c/harbour/take", data={"words": "x" * 2_000})
    pieces = (b"words=" if not n else b"x" * 300 for n in range(9))
    form = {"content-type": "application/x-www-form-urlencoded"}
    untold = inside.post("/c/harbour/take", content=pieces, headers=form)
    for answer in (told, untold):
        assert answer.status_code == 413
        assert "MAX_BODY" in answer.text and "1,000" in answer.text
    assert done == []


@pytest.mark.parametrize("told", ["-1", "x", "1e3"])
def test_a_length_that_is_none_is_refused(inside: TestClient, told: str) -> None:
    answer = inside.post("/c/harbour/take", content=b"a=b", headers={"content-length": told})
    assert answer.status_code == 413


@pytest.mark.parametrize(
    ("limit", "files", "fields"),
    [("MAX_FIELDS", 0, limits.MAX_FIELDS + 1), ("MAX_UPLOADS", limits.MAX_UPLOADS + 1, 0)],
)
def test_a_form_has_so_many_parts(inside: TestClient, limit: str, files: int, fields: int) -> None:
    answer = inside.post(
        "/c/harbour/take",
        files=[("f", (f"{n}.txt", b"x")) for n in range(files)] or [("f", ("a.txt", b"x"))],
        data={f"a{n}": "x" for n in range(fields)},
    )
    assert (answer.status_code, limit in answer.text) == (413, True)
    assert done == []


def test_a_form_of_words_has_so_many_fields(inside: TestClient) -> None:
    many = {f"a{n}": "x" for n in range(limits.MAX_FIELDS + limits.MAX_UPLOADS + 1)}
    assert inside.post("/c/harbour/take", data=many).status_code == 413


def test_addresses_and_headers_have_a_length(inside: TestClient) -> None:
    long = inside.get("/", params={"a": "x" * limits.MAX_ADDRESS})
    assert (long.status_code, "MAX_ADDRESS" in long.text) == (414, True)
    query = inside.get("/", params={"q": "x" * (limits.MAX_QUERY + 1)})
    assert (query.status_code, "MAX_QUERY" in query.text) == (414, True)
    heavy = inside.get("/", headers={"x-much": "x" * limits.MAX_HEAD})
    assert (heavy.status_code, "MAX_HEAD" in heavy.text) == (431, True)


def test_so_many_requests_at_once(inside: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_IN_FLIGHT", 0)
    answer = inside.get("/")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "1")


def test_head_is_get_without_a_body(inside: TestClient) -> None:
    asked, headed = inside.get("/c/harbour/about"), inside.head("/c/harbour/about")
    assert (headed.status_code, headed.content) == (200, b"")
    assert headed.headers["content-type"] == asked.headers["content-type"]


def test_a_room_for_reading_only(tmp_path: Path) -> None:
    app = room(casebooks(tmp_path), read_only=True)
    app.include_router(extra)
    inside = entered(app)
    answer = inside.post("/c/harbour/take", data={"words": "a"})
    assert (answer.status_code, "reading only" in answer.text, done) == (403, True, [])
    assert "Read only" in inside.get("/c/harbour/about").text
    assert inside.post("/logout").status_code == 303


def test_names_of_a_room() -> None:
    assert named(["Room.example"], 8000, https=False) == ("room.example:8000",)
    assert named(["room.example"], 8000, https=True, behind=True) == (
        "room.example",
        "room.example:443",
    )
    assert named(["[::1]:80", "a:90"], 1, https=False) == ("[::1]", "[::1]:80", "a:90")
    for bad in ("", "a b", "http://a", "a/", "*", "a:0", "a:99999", "-a", "a@b"):
        with pytest.raises(ValueError):
            named([bad], 1, https=False)
