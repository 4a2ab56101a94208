"""``onrecord serve`` and its options."""

from __future__ import annotations

from typing import Annotated

import typer

serve_app = typer.Typer()


@serve_app.command()
def serve(
    cases: Annotated[
        list[str] | None, typer.Argument(metavar="CASE.db...", help="The casebooks.")
    ] = None,
    port: Annotated[
        int, typer.Option(min=0, max=65535, metavar="N", help="Default: one that is free.")
    ] = 0,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Print the address and open nothing.")
    ] = False,
    read_only: Annotated[
        bool, typer.Option("--read-only", help="Nothing can be corrected or added.")
    ] = False,
    by: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Who judges; default: the name you are logged in by."),
    ] = None,
    lang: Annotated[
        str | None,
        typer.Option(metavar="CODE", help="The interface's language; default: the browser's."),
    ] = None,
    listen: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS[:PORT]",
            help="For a team: listen here. Needs --host, and --accounts or --token-file.",
        ),
    ] = None,
    host: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME[:PORT]", help="A name under which the team reaches the room."),
    ] = None,
    accounts: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Names and hashes of passwords (TOML)."),
    ] = None,
    token_file: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="A token that the team shares, alone in a file."),
    ] = None,
    tls_cert: Annotated[
        str | None, typer.Option(metavar="FILE", help="A certificate (PEM); needs --tls-key.")
    ] = None,
    tls_key: Annotated[str | None, typer.Option(metavar="FILE", help="Its key (PEM).")] = None,
    behind_tls: Annotated[
        bool, typer.Option("--behind-tls", help="A proxy in front of the room speaks TLS.")
    ] = False,
    new_account: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="Ask for a password, print the line for --accounts, and end."
        ),
    ] = None,
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
