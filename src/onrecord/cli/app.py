"""The commands and their options. What they do is loaded only when one is called."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Read news reports: what they say happened, who says so, and on whose authority.",
)


class Format(StrEnum):
    JSON = "json"
    TEXT = "text"


def _version(wanted: bool) -> None:
    if wanted:
        from onrecord.record.provenance import software

        print(software())
        raise typer.Exit


@app.callback()
def onrecord(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Read news reports: what they say happened, who says so, and on whose authority."""


@app.command()
def read(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE...", help="Files, folders (walked), or - for stdin."),
    ],
    format: Annotated[  # noqa: A002 - the option's name
        Format | None,
        typer.Option(help="Default: text on a terminal, json otherwise."),
    ] = None,
    width: Annotated[
        int | None, typer.Option(min=40, metavar="N", help="Columns of the text view.")
    ] = None,
    language: Annotated[
        str | None,
        typer.Option(metavar="CODE", help="The reports' language (en, fr); default: detected."),
    ] = None,
    pipeline: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CODE=NAME",
            help="Use this installed spaCy pipeline with UD labels for a language.",
        ),
    ] = None,
    outlet: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who published the reports.")
    ] = None,
    published: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="When they were published: 2023, 2023-09, 2023-09-17."),
    ] = None,
) -> None:
    """Read reports and show what they attribute: who says what, in which words.

    JSON is one record a line when piped. Exit codes: 0 done, 1 failed, 2 usage, 3 part of the input
    was set aside (named on stderr), 130 interrupted.
    """
    from onrecord.cli.read import Order, run

    order = Order(
        inputs=tuple(files),
        format=format,
        width=width,
        language=language,
        pipelines=tuple(pipeline or ()),
        outlet=outlet,
        published=published,
    )
    raise typer.Exit(run(order))


@app.command()
def schema() -> None:
    """Print the JSON Schema of a record."""
    from onrecord.record.codec import schema_text

    print(schema_text(), end="")
