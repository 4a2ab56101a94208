"""``onrecord check``, ``compare``, ``backup``, ``remove`` and ``search``."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence

import typer
from rich.text import Text

from onrecord.across.brief import decode_brief
from onrecord.casebook import Casebook, Filed, open_casebook
from onrecord.cli.exits import DONE, FAILED
from onrecord.cli.options import Listing
from onrecord.cli.terminal import complain, hush, is_text, stdout_console, write_line
from onrecord.desk.comparing import without_effect
from onrecord.desk.forked import cores
from onrecord.desk.keeping import renew
from onrecord.errors import CasebookError, OnrecordError
from onrecord.record.outline import printable


def check(case: str, form: Listing | None) -> int:
    """Name every fault of a casebook on stdout, and what is no fault but should be known: inputs
    that were set aside, judgements without effect; the exit code."""
    found = 0
    try:
        casebook, indexes = _for_checking(case)
        with casebook:
            for fault in casebook.faults(indexes=indexes, read_brief=decode_brief):
                found += 1
                _line(fault, {"fault": fault}, form)
            counts = casebook.counts()
            # What is damaged cannot be compared with the judgements.
            for note in () if found else _notes(casebook):
                _line(f"note: {note}", {"note": note}, form)
    except BrokenPipeError:
        hush()
        return FAILED if found else DONE
    except OnrecordError as error:
        complain(str(error))
        return FAILED
    if not indexes:
        complain(f"{case}: is being written, so its indexes were not compared with the words")
    says = f"{counts.reports} reports, {counts.statements} statements, {found} faults"
    complain(f"{case}: {says}")
    return FAILED if found else DONE


def _notes(casebook: Casebook) -> Iterator[str]:
    for one in casebook.quarantined():
        name = "" if one.reason.startswith(one.name) else f"{one.name}: "
        yield f"set aside {one.at}: {name}{one.reason}"
    yield from without_effect(casebook, casebook.judgements())


def _for_checking(case: str) -> tuple[Casebook, bool]:
    """Open for writing, which comparing the indexes needs; for reading where that cannot be."""
    try:
        return open_casebook(case, write=True), True
    except CasebookError:
        return open_casebook(case), False


def compare(case: str, form: Listing | None) -> int:
    """Keep what the reports come to and say how much that is; the exit code."""
    try:
        made = renew(case, cores())
    except OnrecordError as error:
        complain(str(error))
        return FAILED
    row: dict[str, object] = {"at": made.at, "reports": made.reports, **made.counts}
    found = ", ".join(f"{count} of kind {kind}" for kind, count in made.counts.items())
    _line(f"{made.reports} reports compared {made.at}: {found}", row, form)
    return DONE


def back_up(case: str, target: str) -> int:
    """Write a copy; the exit code."""
    try:
        with open_casebook(case) as casebook:
            casebook.back_up(target)
    except OnrecordError as error:
        complain(str(error))
        return FAILED
    return DONE


def remove(case: str, called: Sequence[str], *, yes: bool) -> int:
    """Remove reports and say what is left to be done; the exit code."""
    try:
        with open_casebook(case, write=True) as casebook:
            found: dict[str, Filed] = {}
            for name in called:
                matches = casebook.matching(name)
                if not matches:
                    raise CasebookError("no such report in the casebook", about=name)
                found |= {one.id: one for one in matches}
            for one in found.values():
                complain(f"{one.id}  {one.title or ', '.join(one.names)}")
            if not yes and not _agreed(len(found)):
                return FAILED
            judged = casebook.remove(list(found))
            place = casebook.path
    except OnrecordError as error:
        complain(str(error))
        return FAILED
    complain(f"{len(found)} reports removed, and {judged} judgements about them")
    for other in sorted(place.parent.glob("*.before-*")):
        if other.name.startswith(place.name):
            complain(f"{other}: a backup, which may still hold them")
    return DONE


def _agreed(count: int) -> bool:
    if not sys.stdin.isatty():
        raise typer.BadParameter("say --yes where nobody can be asked", param_hint="--yes")
    return typer.confirm(f"Remove {count} reports for good?", err=True)


def _line(words: str, row: dict[str, object], form: Listing | None) -> None:
    if is_text(form):
        stdout_console(None).print(Text(printable(words)))
    else:
        write_line(json.dumps(row, ensure_ascii=False).encode(), pretty=False)
