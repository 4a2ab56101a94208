"""The commands and their options. What they do is loaded only when one is called."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from onrecord.cli.case_app import case_app
from onrecord.cli.judge_app import judge_app
from onrecord.cli.knowledge_app import knowledge_app
from onrecord.cli.options import (
    Files,
    Knowledge,
    Language,
    Outlet,
    Pipeline,
    Places,
    Published,
    Width,
)
from onrecord.cli.pile_app import copies, disagree, origins, show, timeline
from onrecord.cli.serve_app import serve_app

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Read news reports: what they say happened, who says so, and on whose authority.",
)


class Format(StrEnum):
    JSON = "json"
    TEXT = "text"
    GEOJSON = "geojson"


class Form(StrEnum):
    """What records can be exported to."""

    PLOVER = "plover"
    POLECAT = "polecat"
    EVENTS = "events"
    CSV = "csv"
    JSONL = "jsonl"
    FTM = "ftm"
    WEBANNOTATION = "webannotation"
    CLAIMREVIEW = "claimreview"
    GEOJSON = "geojson"
    TIMELINEJS = "timelinejs"
    BRAT = "brat"
    LABELSTUDIO = "labelstudio"
    RDF = "rdf"


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
    files: Files,
    format: Annotated[  # noqa: A002 - the option's name
        Format | None,
        typer.Option(help="Default: text on a terminal, json otherwise; geojson: the places."),
    ] = None,
    width: Width = None,
    language: Language = None,
    pipeline: Pipeline = None,
    outlet: Outlet = None,
    published: Published = None,
    map_to: Annotated[
        str | None,
        typer.Option("--map", metavar="FILE", help="Also write a map of the places (HTML)."),
    ] = None,
    places: Places = None,
    knowledge: Knowledge = None,
) -> None:
    """Read reports and show what they attribute: who says what, in which words, when and where.

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
        map_to=map_to,
        places=places,
        knowledge=knowledge,
    )
    raise typer.Exit(run(order))


@app.command()
def export(
    files: Files,
    to: Annotated[
        Form,
        typer.Option(help="Events: plover, polecat, events. Statements: csv, jsonl. See the docs."),
    ],
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write here instead of stdout."),
    ] = None,
    include_said: Annotated[
        bool,
        typer.Option("--include-said", help="polecat: also what sources with a name assert."),
    ] = False,
    language: Language = None,
    pipeline: Pipeline = None,
    outlet: Outlet = None,
    published: Published = None,
    places: Places = None,
    knowledge: Knowledge = None,
) -> None:
    """Read reports and write what was read in a form that others read.

    What a form has no place for is left out and counted on stderr: polecat holds what a report
    tells as a fact, and nothing else. brat is a ZIP archive. Exit codes are those of read.
    """
    from onrecord.cli.export import run
    from onrecord.cli.read import Order

    order = Order(
        inputs=tuple(files),
        language=language,
        pipelines=tuple(pipeline or ()),
        outlet=outlet,
        published=published,
        places=places,
        knowledge=knowledge,
    )
    raise typer.Exit(run(order, to, output, include_said=include_said))


@app.command()
def who(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A person, body or country.")],
    files: Files,
    format: Annotated[  # noqa: A002 - the option's name
        Format | None, typer.Option(help="Default: text on a terminal, json lines otherwise.")
    ] = None,
    width: Width = None,
    knowledge: Knowledge = None,
) -> None:
    """Show what somebody said in these reports, and what is said of them, under all spellings."""
    from onrecord.cli.who import run

    raise typer.Exit(run(name, files, format, width, knowledge))


for command in (origins, timeline, disagree, copies, show):
    app.command()(command)


places_app = typer.Typer(no_args_is_help=True, help="The gazetteer: where places lie.")
app.add_typer(places_app, name="places")


@places_app.command("build")
def places_build(
    dump: Annotated[
        str, typer.Argument(metavar="DUMP", help="allCountries.zip, FR.zip, or the text in it.")
    ],
    target: Annotated[
        str, typer.Argument(metavar="FILE", help="The gazetteer to write.")
    ] = "places.sqlite",
) -> None:
    """Build a larger gazetteer from a GeoNames dump, over the one that ships.

    Use it with: onrecord read --places FILE. Rows out of form are named on stderr and the rest goes
    on. The file appears when it is whole.
    """
    from onrecord.cli.places import build

    raise typer.Exit(build(dump, target))


@places_app.command("sources")
def places_sources(
    file: Annotated[
        str | None, typer.Argument(metavar="FILE", help="Default: the one that ships.")
    ] = None,
) -> None:
    """Name what a gazetteer was built from, with the licences."""
    from onrecord.cli.places import sources

    raise typer.Exit(sources(file))


app.add_typer(knowledge_app, name="knowledge")
app.add_typer(case_app)
app.add_typer(judge_app, name="judge")
app.add_typer(serve_app)


@app.command()
def schema() -> None:
    """Print the JSON Schema of a record."""
    from onrecord.record.codec import schema_text

    print(schema_text(), end="")
