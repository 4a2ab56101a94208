"""``onrecord serve``: what is asked for is checked, then the room is opened until Ctrl-C."""

from __future__ import annotations

import getpass
import webbrowser
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from typing import Final

import typer

from onrecord.cli.exits import DONE, FAILED
from onrecord.cli.terminal import complain
from onrecord.desk.deliveries import discard_left
from onrecord.errors import OnrecordError
from onrecord.web import messages
from onrecord.web.app import create_app, warm
from onrecord.web.cases import cases_of
from onrecord.web.guard.accounts import accounts_of, line_of
from onrecord.web.guard.hosts import is_loopback, loopback, named
from onrecord.web.guard.sessions import Sessions, digest
from onrecord.web.limits import MAX_NAME
from onrecord.web.listening import Tls, listen, port_of, serve
from onrecord.web.settings import SOMEBODY, Settings

#: Where a room listens that is for this machine alone.
HOME: Final = "127.0.0.1"
#: Characters that a token which a team shares has at least: 16 random bytes, written in Base64.
LEAST_TOKEN: Final = 22
#: Seconds after which the browser is opened: the room answers by then, or the browser waits.
_SOON: Final = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the command was given."""

    cases: tuple[str, ...]
    port: int = 0
    browser: bool = True
    read_only: bool = False
    by: str | None = None
    lang: str | None = None
    listen: str | None = None
    hosts: tuple[str, ...] = ()
    accounts: str | None = None
    token_file: str | None = None
    tls_cert: str | None = None
    tls_key: str | None = None
    behind_tls: bool = False

    @property
    def https(self) -> bool:
        return self.behind_tls or self.tls_cert is not None


def new_account_line(name: str) -> int:
    """Ask for a password and print the line of a file of accounts; the exit code."""
    password = typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    try:
        print(line_of(name, password))
    except OnrecordError as error:
        complain(str(error))
        return FAILED
    return DONE


def run(wanted: Wanted) -> int:
    """Open the room until it is interrupted; the exit code. Raises BadParameter for what does not
    go together."""
    address, port = checked(wanted)
    cases = cases_of(wanted.cases)
    try:
        for one in cases:
            one.standing()  # what is no casebook is told now, not in the browser
        discard_left()
        accounts = {} if wanted.accounts is None else accounts_of(wanted.accounts)
        token = None if wanted.token_file is None else _token(wanted.token_file)
        with listen(address, port) as bound:
            settings = _settings(wanted, port_of(bound), accounts, token)
            for one in () if wanted.read_only else cases:
                one.renew_if_stale()
            app = create_app(cases, settings)
            warm(app)
            _tell(wanted, address, _start(settings, app.state.premises.sessions))
            serve(app, bound, _tls(wanted))
    except OnrecordError as error:
        complain(str(error))
        return FAILED
    finally:
        for one in cases:
            one.close()
    return DONE


def checked(wanted: Wanted) -> tuple[str, int]:
    """The address and port to listen on. Raises BadParameter naming what is missing or too much."""
    if not wanted.cases:
        raise typer.BadParameter("name a casebook to open", param_hint="CASE.db")
    known = messages.languages()
    if wanted.lang is not None and wanted.lang not in known:
        raise typer.BadParameter(f"is none of {', '.join(known)}", param_hint="--lang")
    if wanted.by is not None and not (wanted.by.isprintable() and 0 < len(wanted.by) <= MAX_NAME):
        raise typer.BadParameter(f"a name has 1 to {MAX_NAME} characters", param_hint="--by")
    if (wanted.tls_cert is None) != (wanted.tls_key is None):
        raise typer.BadParameter("--tls-cert and --tls-key go together", param_hint="--tls-cert")
    if wanted.listen is None:
        team = {
            "--host": bool(wanted.hosts),
            "--accounts": wanted.accounts is not None,
            "--token-file": wanted.token_file is not None,
            "--tls-cert": wanted.tls_cert is not None,
            "--behind-tls": wanted.behind_tls,
        }
        for name in (name for name, given in team.items() if given):
            raise typer.BadParameter("belongs to --listen", param_hint=name)
        return HOME, wanted.port
    return _for_a_team(wanted, wanted.listen)


def _for_a_team(wanted: Wanted, place: str) -> tuple[str, int]:
    """What others may reach says who may come in, and under which names; or it is not opened."""
    missing = []
    if not wanted.hosts:
        missing.append("--host NAME (the name under which the team reaches the room)")
    if wanted.accounts is None and wanted.token_file is None:
        missing.append("--accounts FILE or --token-file FILE (who may come in)")
    if missing:
        raise typer.BadParameter(f"needs {' and '.join(missing)}", param_hint="--listen")
    if wanted.accounts is not None and wanted.token_file is not None:
        raise typer.BadParameter("not with --accounts", param_hint="--token-file")
    if wanted.by is not None:
        raise typer.BadParameter("in a team everybody gives a name", param_hint="--by")
    address, port = _place(place, wanted.port)
    try:
        named(wanted.hosts, port or 1, https=wanted.https, behind=wanted.behind_tls)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--host") from error
    return address, port


def _place(given: str, port: int) -> tuple[str, int]:
    """``0.0.0.0:8000``, ``[::]:8000``, ``::1``, ``192.0.2.7``."""
    if given.startswith("["):
        address, _, after = given[1:].partition("]")
        own = after.removeprefix(":")
    elif given.count(":") == 1:
        address, _, own = given.partition(":")
    else:
        address, own = given, ""
    if not address or (own and not (own.isdecimal() and int(own) <= 65535)):
        raise typer.BadParameter(f"{given!r} is no address", param_hint="--listen")
    if own and port and int(own) != port:
        raise typer.BadParameter("--port says another port", param_hint="--listen")
    return address, int(own) if own else port


def _settings(wanted: Wanted, port: int, accounts: dict[str, str], token: str | None) -> Settings:
    hosts = loopback(port)
    if wanted.listen is not None:
        hosts = named(wanted.hosts, port, https=wanted.https, behind=wanted.behind_tls)
    return Settings(
        hosts=hosts,
        port=port,
        https=wanted.https,
        user=wanted.by or _login(),
        accounts=accounts,
        token_sha256=None if token is None else digest(token),
        read_only=wanted.read_only,
        language=wanted.lang,
    )


def _login() -> str:
    try:
        return getpass.getuser()[:MAX_NAME] or SOMEBODY
    except (OSError, KeyError):  # a machine that does not know its users
        return SOMEBODY


def _token(path: str) -> str:
    """The token that stands in a file. Raises OnrecordError when it could be guessed."""
    try:
        token = Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise OnrecordError(f"cannot be read: {error}", about=path) from error
    if len(token) < LEAST_TOKEN or not token.isprintable():
        says = f"holds no token of {LEAST_TOKEN} characters or more, on one line"
        raise OnrecordError(says, about=path)
    return token


def _start(settings: Settings, sessions: Sessions) -> str:
    """The address that is printed: with a token that works once, where that is how to come in."""
    scheme = "https" if settings.https else "http"
    root = f"{scheme}://{settings.hosts[0]}/"
    if settings.entry == "link":
        return f"{root}enter?token={sessions.link(settings.user, lasts=None)}"
    return root


def _tell(wanted: Wanted, address: str, start: str) -> None:
    """Say where the room is, and open the browser there unless that was not wanted."""
    if wanted.listen is not None and not wanted.https and not is_loopback(address):
        complain(
            "without TLS anybody on the network can read along: passwords, reports and judgements;"
            " give --tls-cert and --tls-key, or --behind-tls"
        )
    complain(f"{start} (Ctrl-C ends)")
    if wanted.browser and wanted.listen is None:
        opener = Timer(_SOON, webbrowser.open, [start])
        opener.daemon = True
        opener.start()


def _tls(wanted: Wanted) -> Tls | None:
    if wanted.tls_cert is None or wanted.tls_key is None:
        return None
    return Tls(cert=wanted.tls_cert, key=wanted.tls_key)
