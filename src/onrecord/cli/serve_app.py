"""``onrecord serve`` and its options."""

from __future__ import annotations

from typing import Annotated

import typer

serve_app = typer.Typer()

Cases = Annotated[list[str] | None, typer.Argument(metavar="CASE.db...", help="The casebooks.")]
Port = Annotated[
    int, typer.Option(min=0, max=65535, metavar="N", help="Default: one that is free.")
]
NoBrowser = Annotated[bool, typer.Option("--no-browser", help="Print the address, open nothing.")]
ReadOnly = Annotated[
    bool, typer.Option("--read-only", help="Nothing can be corrected, added or removed.")
]
By = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Who judges; default: the name you are logged in by."),
]
Lang = Annotated[
    str | None,
    typer.Option(metavar="CODE", help="The interface's language; default: the browser's."),
]
Listen = Annotated[
    str | None,
    typer.Option(
        metavar="ADDRESS[:PORT]",
        help="For a team: listen here. Needs --host, and --accounts or --token-file.",
    ),
]
Host = Annotated[
    list[str] | None,
    typer.Option(metavar="NAME[:PORT]", help="A name under which the team reaches the room."),
]
Accounts = Annotated[
    str | None, typer.Option(metavar="FILE", help="Names and hashes of passwords (TOML).")
]
TokenFile = Annotated[
    str | None, typer.Option(metavar="FILE", help="A token that the team shares, alone in a file.")
]
TlsCert = Annotated[
    str | None, typer.Option(metavar="FILE", help="A certificate (PEM); needs --tls-key.")
]
TlsKey = Annotated[str | None, typer.Option(metavar="FILE", help="Its key (PEM).")]
BehindTls = Annotated[
    bool, typer.Option("--behind-tls", help="A proxy in front of the room speaks TLS.")
]
NewAccount = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Ask for a password, print the line for --accounts, end."),
]


@serve_app.command()
def serve(
    cases: Cases = None,
    port: Port = 0,
    no_browser: NoBrowser = False,
    read_only: ReadOnly = False,
    by: By = None,
    lang: Lang = None,
    listen: Listen = None,
    host: Host = None,
    accounts: Accounts = None,
    token_file: TokenFile = None,
    tls_cert: TlsCert = None,
    tls_key: TlsKey = None,
    behind_tls: BehindTls = False,
    new_account: NewAccount = None,
) -> None:
    """Open a reading room for casebooks in the browser of this machine.

    The address that is printed lets one browser in, once. Nothing is reached on the network, and
    nothing but this machine reaches the room unless you say --listen. Ctrl-C closes it. Exit codes:
    0 closed, 1 failed, 2 usage, 130 interrupted.
    """
    from onrecord.cli.serve import Wanted, new_account_line, run

    if new_account is not None:
        raise typer.Exit(new_account_line(new_account))
    wanted = Wanted(
        cases=tuple(cases or ()),
        port=port,
        browser=not no_browser,
        read_only=read_only,
        by=by,
        lang=lang,
        listen=listen,
        hosts=tuple(host or ()),
        accounts=accounts,
        token_file=token_file,
        tls_cert=tls_cert,
        tls_key=tls_key,
        behind_tls=behind_tls,
    )
    raise typer.Exit(run(wanted))
