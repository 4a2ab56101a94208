"""The commands of the casebook and their options."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.options import (
    Files,
    Knowledge,
    Language,
    Outlet,
    Pipeline,
    Places,
    Published,
    Shown,
    Width,
)

case_app = typer.Typer()


Case = Annotated[str, typer.Argument(metavar="CASE.db", help="The casebook.")]

Words = Annotated[
    list[str] | None,
    typer.Argument(metavar="WORDS", help='Words, beginnings*, "phrases", a OR b.'),
]
Said = Annotated[
    bool, typer.Option("--said", help="Search what reports attribute, not their texts.")
]
Since = Annotated[
    str | None, typer.Option(metavar="DATE", help="Published then or later: 2023-09-17.")
]
Until = Annotated[str | None, typer.Option(metavar="DATE", help="Published then or before.")]
Person = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Names this person or organisation, as a record does."),
]
Place = Annotated[
    str | None,
    typer.Option(metavar="PLACE", help="Names this place: its name on the map, or GeoNames id."),
]
Kind = Annotated[
    list[str] | None,
    typer.Option(
        metavar="KIND",
        help="Kind of source (agency), stance (denies), quotation (direct) or event (ASSAULT);"
        " may be given several times.",
    ),
]
Certainty = Annotated[
    str | None, typer.Option(metavar="HOW", help="certain, conditional or hedged.")
]
Source = Annotated[
    str | None, typer.Option(metavar="WORDS", help="Who speaks, in the report's own words.")
]
Versions = Annotated[
    bool, typer.Option("--versions", help="Older versions of edited reports, too.")
]
Limit = Annotated[int, typer.Option(min=1, max=1000, metavar="N", help="Hits at most.")]


@case_app.command()
def add(
    case: Case,
    files: Files,
    workers: Annotated[
        int | None,
        typer.Option(min=0, metavar="N", help="Processes that read; default: one a core, 8 most."),
    ] = None,
    reread: Annotated[
        bool, typer.Option("--reread", help="Read again what is in, too, with this version.")
    ] = False,
    format: Shown = None,  # noqa: A002 - the option's name
    language: Language = None,
    pipeline: Pipeline = None,
    outlet: Outlet = None,
    published: Published = None,
    places: Places = None,
    knowledge: Knowledge = None,
) -> None:
    """Add reports to a casebook, which is made where there is none.

    What is in already is not read again; an edited report becomes a new version of it. Interrupt it
    at any time: the same command goes on. JSON tells each input when it is safely in. Exit codes: 0
    done, 1 failed, 2 usage, 3 part of the input was set aside, 130 interrupted.
    """
    from onrecord.cli.case_add import run
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
    raise typer.Exit(run(case, order, format, workers, reread=reread))


@case_app.command()
def check(case: Case, format: Shown = None) -> None:  # noqa: A002
    """Check that a casebook is whole: the file, its indexes, and every quote against its text.

    It also notes, as no faults, which inputs were set aside and why, and which judgements have no
    effect. Exit codes: 0 whole, 1 not.
    """
    from onrecord.cli.case import check

    raise typer.Exit(check(case, format))


@case_app.command()
def compare(case: Case, format: Shown = None) -> None:  # noqa: A002
    """Compare the reports of a casebook and keep what they come to, for serve to show.

    Nothing is done when nothing is new since the last time. Others may write meanwhile. Exit codes:
    0 done, 1 failed, 130 interrupted.
    """
    from onrecord.cli.case import compare

    raise typer.Exit(compare(case, format))


@case_app.command()
def backup(
    case: Case,
    target: Annotated[str, typer.Argument(metavar="FILE", help="The copy; it must not exist.")],
) -> None:
    """Copy a casebook as it is now, also while it is being written."""
    from onrecord.cli.case import back_up

    raise typer.Exit(back_up(case, target))


@case_app.command()
def remove(
    case: Case,
    reports: Annotated[
        list[str],
        typer.Argument(metavar="REPORT...", help="Ids, files as they were given, or addresses."),
    ],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Remove reports so that no bytes of them are left in the casebook.

    Judgements about them go with them. Backups keep what they hold.
    """
    from onrecord.cli.case import remove

    raise typer.Exit(remove(case, reports, yes=yes))


@case_app.command()
def search(
    case: Case,
    words: Words = None,
    said: Said = False,
    language: Language = None,
    outlet: Outlet = None,
    since: Since = None,
    until: Until = None,
    person: Person = None,
    place: Place = None,
    kind: Kind = None,
    certainty: Certainty = None,
    source: Source = None,
    versions: Versions = False,
    limit: Limit = 20,
    format: Shown = None,  # noqa: A002 - the option's name
    width: Width = None,
) -> None:
    """Find reports, or statements, in which all the words stand; accents and case do not matter.

    Without words, what the options say is listed, the latest days first. Reports fit --kind,
    --certainty and --source where one of their statements does. Exit codes: 0 found, 1 nothing
    found or failed.
    """
    from onrecord.cli.case_search import search, wanted_of

    wanted = wanted_of(
        " ".join(words or ()),
        within="statements" if said else "reports",
        language=language,
        outlet=outlet,
        since=since,
        until=until,
        person=person,
        place=place,
        kinds=tuple(kind or ()),
        certainty=certainty,
        source=source,
        versions=versions,
        limit=limit,
    )
    raise typer.Exit(search(case, wanted, format, width))
