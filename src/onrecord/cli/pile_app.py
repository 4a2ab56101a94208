"""The commands over many reports, and their options."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.options import (
    Knowledge,
    Language,
    Listing,
    Outlet,
    Pipeline,
    Places,
    Published,
    Shown,
    Width,
)

if TYPE_CHECKING:
    from onrecord.cli.pile import What
    from onrecord.cli.read import Order


Inputs = Annotated[
    list[str],
    typer.Argument(metavar="CASE.db|FILE...", help="A casebook, or files and folders of reports."),
]
About = Annotated[
    str | None, typer.Option(metavar="WORDS", help="Only what has all these words in it.")
]
Most = Annotated[
    int | None, typer.Option("--limit", min=1, metavar="N", help="Show so many at most.")
]


def origins(
    inputs: Inputs,
    about: About = None,
    least: Annotated[
        int, typer.Option("--reports", min=1, metavar="N", help="Told by so many reports at least.")
    ] = 1,
    limit: Most = None,
    format: Shown = None,  # noqa: A002 - the option's name
    page: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write one HTML page, no network."),
    ] = None,
    width: Width = None,
    language: Language = None,
    pipeline: Pipeline = None,
    outlet: Outlet = None,
    published: Published = None,
    places: Places = None,
    knowledge: Knowledge = None,
) -> None:
    """Show how many separate origins stand behind each statement, and who had it first.

    Each telling is copied (it stands in a passage of an earlier report), relays (it says that it
    has it from elsewhere), or no dependence was found. Statements of most reports come first.
    """
    _run(
        "origins",
        _order(inputs, language, pipeline, outlet, published, places, knowledge),
        about=about,
        least=least,
        limit=limit,
        form=format,
        page=page,
        width=width,
    )


def _listing(what: What, name: str, says: str) -> Callable[..., None]:
    """A command that lists one kind of findings; ``says`` is its help."""

    def command(
        inputs: Inputs,
        about: About = None,
        limit: Most = None,
        format: Shown = None,  # noqa: A002 - the option's name
        width: Width = None,
        language: Language = None,
        pipeline: Pipeline = None,
        places: Places = None,
        knowledge: Knowledge = None,
    ) -> None:
        order = _order(inputs, language, pipeline, None, None, places, knowledge)
        _run(what, order, about=about, limit=limit, form=format, width=width)

    command.__name__, command.__doc__ = name, says
    return command


timeline = _listing(
    "timeline",
    "timeline",
    "Show what is told to have happened, in order, each event once, with its origins.",
)
disagree = _listing(
    "disagreements",
    "disagree",
    "Show where reports disagree, both sides, and what only changed with time.",
)
copies = _listing(
    "copies",
    "copies",
    "Show which reports share passages, in one language or in translation.",
)


def show(
    case: Annotated[str, typer.Argument(metavar="CASE.db", help="The casebook.")],
    item: Annotated[
        str,
        typer.Argument(metavar="ID", help="A report's id, name or address, or an id as printed."),
    ],
    format: Shown = None,  # noqa: A002 - the option's name
    width: Width = None,
) -> None:
    """Show what has this id, with its words: a report, a statement, an event, a disagreement.

    Of an edited report it tells where its versions differ.
    """
    from onrecord.cli.show import run
    from onrecord.cli.terminal import is_text

    raise typer.Exit(run(case, item, as_text=is_text(format), width=width))


def _order(
    inputs: list[str],
    language: str | None,
    pipeline: list[str] | None,
    outlet: str | None,
    published: str | None,
    places: str | None,
    knowledge: str | None,
) -> Order:
    from onrecord.cli.read import Order

    return Order(
        inputs=tuple(inputs),
        language=language,
        pipelines=tuple(pipeline or ()),
        outlet=outlet,
        published=published,
        places=places,
        knowledge=knowledge,
    )


def _run(
    what: What,
    order: Order,
    *,
    about: str | None,
    limit: int | None,
    form: Listing | None,
    width: int | None,
    least: int = 1,
    page: str | None = None,
) -> None:
    from onrecord.cli.pile import Wanted, run
    from onrecord.cli.terminal import is_text

    wanted = Wanted(
        what=what,
        about=about,
        least=least,
        most=limit,
        as_text=is_text(form),
        width=width,
        page=page,
    )
    raise typer.Exit(run(order, wanted))
