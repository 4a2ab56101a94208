"""Links that work once, sessions, accounts, tokens of a team, and what is said to those outside."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from onrecord.web import limits
from onrecord.web.guard import accounts
from onrecord.web.guard.accounts import AccountsError, accounts_of, hashed, is_password, line_of
from onrecord.web.guard.attempts import Attempts
from onrecord.web.guard.sessions import Sessions, cookie_name, digest
from onrecord.web.settings import Settings, local
from tests.web.rooms import OURS, PORT, addresses, browser, casebooks, entered, room

PASSWORD = "correct horse battery"
TOKEN = "a-token-that-a-team-shares-1234"


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accounts, "N", 2**4)
    accounts._nobodys.cache_clear()


@pytest.fixture
def app(tmp_path: Path) -> FastAPI:
    return room(casebooks(tmp_path))


def team(tmp_path: Path, **others: object) -> FastAPI:
    return room(casebooks(tmp_path), local(PORT, **others))


def test_a_link_works_once(app: FastAPI) -> None:
    token = app.state.premises.sessions.link("anna", lasts=None)
    first, second = browser(app), browser(app)
    answer = first.get(f"/enter?token={token}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert first.get("/c/harbour/about").status_code == 200
    again = second.get(f"/enter?token={token}")
    assert (again.status_code, "set-cookie" in again.headers) == (403, False)
    assert "has been used" in again.text
    assert second.get("/c/harbour/about").status_code == 403


def test_the_sessions_cookie(app: FastAPI) -> None:
    token = app.state.premises.sessions.link("anna")
    cookie = browser(app).get(f"/enter?token={token}").headers["set-cookie"]
    name, *flags = (piece.strip().lower() for piece in cookie.split(";"))
    assert name.startswith(f"onrecord-{PORT}=")
    assert set(flags) == {"httponly", "samesite=strict", "path=/"}
    assert token not in cookie


def test_the_sessions_cookie_over_tls(tmp_path: Path) -> None:
    app = team(tmp_path, https=True)
    token = app.state.premises.sessions.link("anna")
    answer = browser(app).get(f"/enter?token={token}")
    name, *flags = (piece.strip() for piece in answer.headers["set-cookie"].split(";"))
    assert name.startswith("__Host-")
    assert {flag.lower() for flag in flags} == {"httponly", "samesite=strict", "path=/", "secure"}
    assert "strict-transport-security" in answer.headers


def test_asking_for_headers_uses_no_link_up(app: FastAPI) -> None:
    token = app.state.premises.sessions.link("anna")
    assert "set-cookie" not in browser(app).head(f"/enter?token={token}").headers
    assert browser(app).get(f"/enter?token={token}").status_code == 303


def test_nobody_outside_sees_anything(app: FastAPI) -> None:
    outside = browser(app, **OURS)
    for method, path in addresses(app):
        answer = outside.request(method, path)
        if path.startswith("/static/"):
            assert answer.status_code == 200
        else:
            assert answer.status_code in {403, 404}, (method, path)
            assert "harbour" not in answer.text, (method, path)
    answer = outside.get("/c/harbour/about")
    assert "onrecord serve" in answer.text
    assert outside.get("/c/none/about").text == answer.text.replace("harbour", "none")


@pytest.mark.parametrize("value", ["", "x", "x" * 43, "x" * 5000, "\xe9" * 43, "a;b"])
def test_what_is_no_session_opens_nothing(app: FastAPI, value: str) -> None:
    cookie = f"{cookie_name(PORT, https=False)}={value}".encode("latin-1")
    headers = [(b"cookie", cookie)]
    assert browser(app).request("GET", "/", headers=headers).status_code == 403  # type: ignore[arg-type]


def test_a_cookie_set_by_another_server_shuts_nobody_out(app: FastAPI) -> None:
    value = app.state.premises.sessions.begin("anna")
    name = cookie_name(PORT, https=False)
    headers = {"cookie": f"{name}=planted; {name}={value}"}
    assert browser(app).get("/c/harbour/about", headers=headers).status_code == 200


def test_links_and_sessions_end() -> None:
    now = 0.0
    sessions = Sessions(lambda: now)
    late, lasting = sessions.link("a"), sessions.link("b", lasts=None)
    now = limits.MAX_LINK + 1.0
    assert sessions.enter(late) is None
    value = sessions.enter(lasting)
    assert value is not None and sessions.of(value) is not None
    now += limits.MAX_IDLE - 1
    assert sessions.of(value) is not None
    now += limits.MAX_IDLE + 1
    assert sessions.of(value) is None


def test_only_digests_are_kept() -> None:
    sessions = Sessions()
    token, value = sessions.link("a"), sessions.begin("a")
    kept = [*sessions._links, *sessions._sessions]
    assert sorted(kept) == sorted([digest(token), digest(value)])


def test_the_session_used_longest_ago_makes_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.web.guard.sessions.MAX_SESSIONS", 2)
    sessions = Sessions()
    first, second = sessions.begin("a"), sessions.begin("b")
    sessions.of(first)
    sessions.begin("c")
    assert sessions.of(first) is not None and sessions.of(second) is None


def test_one_who_is_in_can_let_another_browser_in(app: FastAPI) -> None:
    inside, other = entered(app), browser(app)
    made = inside.post("/c/harbour/about/link").text
    address = made.partition('value="')[2].partition('"')[0]
    assert address.startswith(f"http://127.0.0.1:{PORT}/enter?token=")
    assert other.get(address).status_code == 303
    assert other.get("/c/harbour/about").status_code == 200
    assert address not in inside.get("/c/harbour/about").text


def test_logging_out_ends_the_session(app: FastAPI) -> None:
    inside = entered(app)
    cookies = dict(inside.cookies)
    assert inside.post("/logout").status_code == 303
    assert browser(app).get("/", headers={"cookie": "; ".join(map("=".join, cookies.items()))})
    other = browser(app)
    other.cookies.update(cookies)
    assert other.get("/").status_code == 403


def log_in(app: FastAPI, name: str, secret: str) -> tuple[int, TestClient]:
    client = browser(app, **OURS)
    return client.post("/login", data={"name": name, "secret": secret}).status_code, client


def test_accounts(tmp_path: Path) -> None:
    app = team(tmp_path, accounts={"Zoë": hashed(PASSWORD)})
    assert browser(app).get("/c/harbour/about").status_code == 403
    assert 'action="/login"' in browser(app).get("/").text
    assert log_in(app, "Zoë", "wrong")[0] == 403
    assert log_in(app, "nobody", PASSWORD)[0] == 403
    code, inside = log_in(app, "Zoë", PASSWORD)
    assert code == 303
    assert "You judge as Zoë" in inside.get("/c/harbour/about").text
    assert inside.post("/c/harbour/about/link").status_code == 405


def test_a_token_that_a_team_shares(tmp_path: Path) -> None:
    app = team(tmp_path, token_sha256=digest(TOKEN))
    assert log_in(app, "Zoë", TOKEN + "x")[0] == 403
    assert log_in(app, "", TOKEN)[0] == 403
    assert log_in(app, "a\u202eb", TOKEN)[0] == 403
    assert log_in(app, "Zoë", TOKEN)[0] == 303
    assert browser(app).get(f"/enter?token={TOKEN}").headers["location"] == "/login"


def test_wrong_passwords_run_out(tmp_path: Path) -> None:
    app = team(tmp_path, accounts={"anna": hashed(PASSWORD), "ben": hashed(PASSWORD)})
    for _ in range(limits.MAX_WRONG_BY_NAME):
        assert log_in(app, "anna", "wrong")[0] == 403
    assert log_in(app, "anna", PASSWORD)[0] == 429
    assert log_in(app, "ben", PASSWORD)[0] == 303


def test_attempts_by_address_run_out_and_come_back() -> None:
    now = 0.0
    attempts = Attempts(lambda: now)
    for n in range(limits.MAX_WRONG_BY_ADDRESS):
        assert attempts.may_try(f"name {n}", "192.0.2.7")
    assert not attempts.may_try("another", "192.0.2.7")
    assert attempts.may_try("another", "192.0.2.8")
    now = limits.WRONG_SECONDS + 1.0
    assert attempts.may_try("another", "192.0.2.7")


def test_the_right_password_counts_as_no_attempt() -> None:
    attempts = Attempts()
    for _ in range(limits.MAX_WRONG_BY_ADDRESS * 2):
        assert attempts.may_try("anna", "192.0.2.7")
        attempts.right("anna", "192.0.2.7")


def test_hashes() -> None:
    kept = {"anna": hashed(PASSWORD)}
    assert kept["anna"] != hashed(PASSWORD)
    assert is_password(kept, "anna", PASSWORD)
    assert not is_password(kept, "anna", PASSWORD + " ")
    assert not is_password(kept, "x", "x" * limits.MIN_PASSWORD)
    for bad in ("short", "x" * (limits.MAX_PASSWORD + 1)):
        with pytest.raises(AccountsError):
            hashed(bad)


def test_a_file_of_accounts(tmp_path: Path) -> None:
    file = tmp_path / "accounts.toml"
    file.write_text(f"[accounts]\n{line_of('Zoë B.', PASSWORD)}\n", encoding="utf-8")
    assert is_password(accounts_of(file), "Zoë B.", PASSWORD)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[",
        "accounts = 1",
        "[accounts]",
        "[accounts]\nanna = 'secret'",
        "[accounts]\nanna = 1",
        "[accounts]\nanna = 'scrypt$99999999999$8$1$YQ==$YQ=='",
        "[accounts]\n'' = 'scrypt$16$8$1$YQ==$YQ=='",
    ],
)
def test_a_file_that_is_none_of_accounts(tmp_path: Path, text: str) -> None:
    file = tmp_path / "accounts.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(AccountsError):
        accounts_of(file)


def test_settings_know_the_origins_of_their_pages() -> None:
    assert Settings(hosts=("a.example",), port=443, https=True).origins == {"https://a.example"}
