"""Arguments and options that several commands have."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

#: What the commands that read reports have in common.
Files = Annotated[
    list[str],
    typer.Argument(metavar="FILE...", help="Files, folders (walked), or - for stdin."),
]
Width = Annotated[int | None, typer.Option(min=40, metavar="N", help="Columns of the text view.")]
Language = Annotated[
    str | None,
    typer.Option(metavar="CODE", help="The reports' language (en, fr); default: detected."),
]
Pipeline = Annotated[
    list[str] | None,
    typer.Option(
        metavar="CODE=NAME",
        help="Use this installed spaCy pipeline with UD labels for a language.",
    ),
]
Outlet = Annotated[str | None, typer.Option(metavar="NAME", help="Who published the reports.")]
Published = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="When they were published: 2023, 2023-09, 2023-09-17."),
]
Places = Annotated[
    str | None,
    typer.Option(metavar="FILE", help="Use this gazetteer (see: onrecord places build)."),
]

#: Chosen by the caller alone: what lies in the data folder of a machine must not change a record.
Knowledge = Annotated[
    str | None,
    typer.Option(
        metavar="FILE",
        envvar="ONRECORD_KNOWLEDGE",
        help="Link to this added knowledge, too (see: onrecord knowledge add).",
    ),
]


class Listing(StrEnum):
    """How commands show what they list."""

    JSON = "json"
    TEXT = "text"


Shown = Annotated[
    Listing | None,
    typer.Option("--format", help="Default: text on a terminal, json lines otherwise."),
]
