"""``onrecord serve``: what goes together, what it refuses, and what it prints."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import onrecord.cli.serve
from onrecord.cli.app import app
from onrecord.web.guard import accounts
from tests.web.rooms import casebooks

TOKEN = "a-token-that-a-team-shares-1234"


@pytest.fixture(autouse=True)
def served(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Rooms are put together and not opened."""
    rooms: list[Any] = []
    monkeypatch.setattr(accounts, "N", 2**4)
    monkeypatch.setattr(onrecord.cli.serve, "serve", lambda *given: rooms.append(given[0]))
    monkeypatch.setattr(onrecord.cli.serve.webbrowser, "open", lambda *_: rooms.append("opened"))
    return rooms


@pytest.fixture
def case(tmp_path: Path) -> str:
    return casebooks(tmp_path)[0]


def call(*arguments: str | Path, typed: str | None = None) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["serve", *map(str, arguments)], input=typed)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


def test_the_address_is_one_line_on_stderr(case: str, served: list[Any]) -> None:
    code, out, err = call(case, "--no-browser", "--by", "Zoë")
    assert (code, out, len(err.splitlines())) == (0, "", 1)
    premises = served[0].state.premises
    address = err.split()[1]
    assert address.startswith(f"http://127.0.0.1:{premises.settings.port}/enter?token=")
    value = premises.sessions.enter(address.partition("=")[2])
    assert premises.sessions.of(value).user == "Zoë"


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ([], "CASE.db"),
        (["CASE", "--listen", "0.0.0.0:80"], "--host NAME"),
        (["CASE", "--listen", "0.0.0.0:80"], "--accounts FILE or --token-file FILE"),
        (["CASE", "--listen", "127.0.0.1", "--host", "a"], "--token-file"),
        (["CASE", "--listen", "0.0.0.0", "--token-file", "t"], "--host"),
        (["CASE", "--listen", "0.0.0.0", "--host", "http://a/", "--token-file", "t"], "not a name"),
        (["CASE", "--listen", "a:b:c]", "--host", "a", "--token-file", "t"], ""),
        (["CASE", "--listen", ":80", "--host", "a", "--token-file", "t"], "no address"),
        (["CASE", "--listen", "a:80", "--port", "81", "--host", "a", "--token-file", "t"], "port"),
        (["CASE", "--host", "a"], "--listen"),
        (["CASE", "--accounts", "f"], "--listen"),
        (["CASE", "--tls-cert", "f"], "--tls-key"),
        (["CASE", "--lang", "xx"], "en, fr"),
        (["CASE", "--by", "a\nb"], "--by"),
    ],
)
def test_what_does_not_go_together_is_refused(
    case: str, served: list[Any], options: list[str], says: str
) -> None:
    code, _, err = call(*(case if o == "CASE" else o for o in options), "--no-browser")
    assert (code in {1, 2} if not says else code == 2, served) == (True, [])
    # The message is wrapped in a frame.
    assert says.replace(" ", "") in "".join(err.replace("│", "").split())


def test_a_room_for_a_team(case: str, tmp_path: Path, served: list[Any]) -> None:
    token = tmp_path / "token"
    token.write_text(f"{TOKEN}\n")
    options = ["--listen", "0.0.0.0", "--host", "room.example", "--token-file", token]
    code, _, err = call(case, *options)
    assert code == 0
    assert "without TLS" in err and TOKEN not in err and "opened" not in served
    settings = served[0].state.premises.settings
    assert settings.entry == "token"
    assert settings.hosts == (f"room.example:{settings.port}",)
    assert "without TLS" not in call(case, *options, "--behind-tls")[2]
    assert served[1].state.premises.settings.origins >= {"https://room.example"}


@pytest.mark.parametrize("text", ["", "short", "a" * 30 + "\nb"])
def test_a_token_that_could_be_guessed(case: str, tmp_path: Path, text: str) -> None:
    token = tmp_path / "token"
    token.write_text(text)
    code, _, err = call(case, "--listen", "127.0.0.1", "--host", "a", "--token-file", token)
    assert (code, "holds no token" in err) == (1, True)


def test_accounts_are_made_and_used(case: str, tmp_path: Path, served: list[Any]) -> None:
    code, out, _ = call("--new-account", "Zoë", typed="correct horse battery\n" * 2)
    assert code == 0
    file = tmp_path / "accounts.toml"
    file.write_text(f"[accounts]\n{out}", encoding="utf-8")
    options = ["--listen", "127.0.0.1", "--host", "room.example", "--accounts", file]
    assert call(case, *options)[0] == 0
    assert set(served[0].state.premises.settings.accounts) == {"Zoë"}
    assert call("--new-account", "Zoë", typed="short\n" * 2)[0] == 1


def test_what_is_no_casebook_is_refused(tmp_path: Path, served: list[Any]) -> None:
    other = tmp_path / "other.db"
    other.write_bytes(b"x" * 200)
    for path, says in ((other, "other.db"), (tmp_path / "none.db", "no such casebook")):
        code, _, err = call(path, "--no-browser")
        assert (code, says in err) == (1, True)
    assert served == []


def test_a_port_that_is_taken(case: str) -> None:
    from onrecord.web.listening import listen, port_of

    with listen("127.0.0.1", 0) as taken:
        code, _, err = call(case, "--port", str(port_of(taken)), "--no-browser")
    assert (code, "cannot be listened on" in err) == (1, True)
