"""The commands of ``onrecord knowledge`` and their options."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from onrecord.cli.options import Shown

knowledge_app = typer.Typer(
    no_args_is_help=True,
    help="Knowledge of your own: people and organizations to link reports to.",
)


class AddedForm(StrEnum):
    FTM = "ftm"
    WIKIDATA = "wikidata"
    CSV = "csv"


_WHERE = "Default: $XDG_DATA_HOME/onrecord/knowledge.sqlite."
Where = Annotated[
    str | None,
    typer.Option("--knowledge", metavar="FILE", envvar="ONRECORD_KNOWLEDGE", help=_WHERE),
]


@knowledge_app.command("add")
def knowledge_add(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE...", help="Files, .gz and .bz2 too, or - for stdin."),
    ],
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="KNOWLEDGE.sqlite", envvar="ONRECORD_KNOWLEDGE", help=_WHERE),
    ] = None,
    form: Annotated[
        AddedForm | None,
        typer.Option("--as", help="Their form; default: told from their beginning."),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="What to call them; default: each by its file's name."),
    ] = None,
) -> None:
    """Add people and organizations: FollowTheMoney (OpenSanctions), Wikidata JSON, or a CSV table.

    A source of the same name is replaced. Rows that cannot be used are named on stderr (FILE:LINE)
    and the rest goes on. Use it with: onrecord read --knowledge FILE. Exit codes: 0 done, 1 failed,
    2 usage, 3 part of the input was set aside.
    """
    from onrecord.cli.knowledge import add_files

    raise typer.Exit(add_files(files, to, form, source))


@knowledge_app.command("list")
def knowledge_list(
    knowledge: Where = None,
    format: Shown = None,  # noqa: A002 - the option's name
) -> None:
    """List the sources that were added: how much, when, and the digests of their files."""
    from onrecord.cli.knowledge import list_sources

    raise typer.Exit(list_sources(knowledge, format))


@knowledge_app.command("show")
def knowledge_show(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A person or an organization.")],
    knowledge: Where = None,
    format: Shown = None,  # noqa: A002 - the option's name
) -> None:
    """Show the entries that a name may mean, and why each."""
    from onrecord.cli.knowledge import show

    raise typer.Exit(show(name, knowledge, format))
