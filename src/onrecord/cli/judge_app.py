"""The commands of ``onrecord judge`` and their options."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from onrecord.model.case import Verdict

judge_app = typer.Typer(
    no_args_is_help=True,
    help="Decide what was left open or is wrong. Judgements are appended, never overwritten.",
)

Case = Annotated[str, typer.Argument(metavar="CASE.db", help="The casebook.")]
Items = Annotated[
    list[str],
    typer.Argument(metavar="ITEM...", help="Keys (r:…/st:…) or ids of groups, as commands print."),
]
By = Annotated[str | None, typer.Option(metavar="NAME", help="Who decides; default: the user.")]
Name = Annotated[str, typer.Argument(metavar="NAME", help="Who says it.")]
Who = Annotated[
    str | None,
    typer.Option("--entity", metavar="ENTITY", help="The key of who that is: r:…/en:…"),
]
Note = Annotated[str, typer.Option(metavar="WORDS", help="Why.")]


@judge_app.command("same")
def same(case: Case, items: Items, by: By = None, note: Note = "") -> None:
    """These are one statement, event, person or body."""
    _run("same", case, items, by=by, note=note)


@judge_app.command("different")
def different(case: Case, items: Items, by: By = None, note: Note = "") -> None:
    """No two of these are one."""
    _run("different", case, items, by=by, note=note)


@judge_app.command("reject")
def reject(case: Case, items: Items, by: By = None, note: Note = "") -> None:
    """These were misread: they take part in nothing any more."""
    _run("reject", case, items, by=by, note=note)


@judge_app.command("rename")
def rename(
    case: Case,
    item: Annotated[str, typer.Argument(metavar="ITEM", help="A key or the id of a group.")],
    name: Annotated[str, typer.Argument(metavar="NAME", help="What it is called from now on.")],
    by: By = None,
    note: Note = "",
) -> None:
    """Call this by another name."""
    _run("rename", case, [item], value=name, by=by, note=note)


@judge_app.command("merge")
def merge(case: Case, items: Items, by: By = None, note: Note = "") -> None:
    """These groups are one, with all their members."""
    _run("merge", case, items, by=by, note=note)


@judge_app.command("split")
def split(case: Case, items: Items, by: By = None, note: Note = "") -> None:
    """Take these members out of the group that is named first."""
    _run("split", case, items, by=by, note=note)


@judge_app.command("source")
def source(
    case: Case,
    statement: Annotated[str, typer.Argument(metavar="STATEMENT", help="A key: r:…/st:…")],
    name: Name,
    entity: Who = None,
    by: By = None,
    note: Note = "",
) -> None:
    """This statement is somebody else's."""
    items = [statement] if entity is None else [statement, entity]
    _run("source", case, items, value=name, by=by, note=note)


@judge_app.command("place")
def place(
    case: Case,
    item: Annotated[str, typer.Argument(metavar="PLACE", help="A key: r:…/pl:…")],
    where: Annotated[
        str,
        typer.Argument(metavar="WHERE", help="Like '2988507 48.8534 2.3488 FR PPLC Paris'."),
    ] = "",
    by: By = None,
    note: Note = "",
) -> None:
    """This place is there, or nowhere if WHERE is left out."""
    _run("place", case, [item], value=where, by=by, note=note)


@judge_app.command("date")
def date(
    case: Case,
    item: Annotated[str, typer.Argument(metavar="TIME", help="A key: r:…/ti:…")],
    when: Annotated[
        str, typer.Argument(metavar="WHEN", help="2023-09-17, 2023-09, or two with a slash.")
    ] = "",
    by: By = None,
    note: Note = "",
) -> None:
    """This time was then, or is no date if WHEN is left out."""
    _run("date", case, [item], value=when, by=by, note=note)


@judge_app.command("statement")
def statement(
    case: Case,
    where: Annotated[str, typer.Argument(metavar="WHERE", help="Its characters: r:…/st:120-188")],
    name: Name,
    entity: Who = None,
    by: By = None,
    note: Note = "",
) -> None:
    """This stretch of a report is a statement that was missed."""
    items = [where] if entity is None else [where, entity]
    _run("statement", case, items, value=name, by=by, note=note)


@judge_app.command("withdraw")
def withdraw(
    case: Case,
    number: Annotated[int, typer.Argument(min=1, metavar="NUMBER", help="See: judge list.")],
    by: By = None,
    note: Note = "",
) -> None:
    """Undo a judgement; both stay on record."""
    _run("withdraw", case, [str(number)], by=by, note=note)


@judge_app.command("list")
def list_(
    case: Case, json: Annotated[bool, typer.Option("--json", help="JSON Lines.")] = False
) -> None:
    """Show all judgements in their order."""
    from onrecord.cli.judge import listed

    raise typer.Exit(listed(case, as_json=json))


@judge_app.command("export")
def export(
    case: Case,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="Default: stdout.")
    ] = None,
) -> None:
    """Write the judgements as a small text file, one a line."""
    from onrecord.cli.judge import exported

    raise typer.Exit(exported(case, output))


@judge_app.command("import")
def import_(
    case: Case,
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="As judge export writes; - is stdin.")
    ],
) -> None:
    """Append the judgements of a file that the casebook lacks."""
    from onrecord.cli.judge import imported

    raise typer.Exit(imported(case, file))


def _run(
    verdict: Verdict, case: str, items: list[str], *, by: str | None, note: str, value: str = ""
) -> None:
    from onrecord.cli.judge import run

    raise typer.Exit(run(verdict, case, items, value=value, by=by, note=note))
