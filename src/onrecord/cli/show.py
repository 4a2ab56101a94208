"""``onrecord show``: a report, or whatever has an id, with its exact words."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import msgspec

from onrecord.across.findings import (
    Compared,
    copy_line,
    disagreement_line,
    happening_line,
    match_line,
    statement_line,
    telling_line,
)
from onrecord.casebook import Casebook, open_casebook
from onrecord.cli.exits import DONE, FAILED
from onrecord.cli.findings_view import FindingsView
from onrecord.cli.terminal import complain, hush, stdout_console, write_line
from onrecord.cli.view import View
from onrecord.desk.comparing import compared_case
from onrecord.desk.forked import cores
from onrecord.errors import OnrecordError
from onrecord.record.codec import decode_record
from onrecord.record.outline import printable

Line = dict[str, Any]


def run(case: str, item: str, *, as_text: bool, width: int | None) -> int:
    """Show one thing of a casebook; the exit code."""
    try:
        with open_casebook(case) as casebook:
            return _show(casebook, item, as_text=as_text, width=width)
    except BrokenPipeError:
        hush()
        return DONE
    except OnrecordError as error:
        complain(str(error))
        return FAILED


def _show(casebook: Casebook, item: str, *, as_text: bool, width: int | None) -> int:
    console = stdout_console(width)
    # A report needs no comparison, and comparing takes its time.
    for filed in casebook.matching(item):
        data = casebook.record(filed.id)
        if as_text:
            View(console).show(decode_record(data))
            _show_versions(casebook, filed.id)
        else:
            write_line(data, pretty=False)
        return DONE
    line = found(compared_case(casebook, cores()), item)
    if line is None:
        complain(f"{item}: nothing of this id or name in the casebook")
        return FAILED
    view = FindingsView(console)
    show = {
        "statement": view.statement,
        "event": view.happening,
        "disagreement": view.disagreement,
        "copy": view.copy,
        "translation": view.copy,
    }.get(line.get("kind", ""))
    if as_text and show is not None:
        show(line)
    else:
        write_line(msgspec.json.encode(line), pretty=as_text)
    return DONE


def _show_versions(casebook: Casebook, report_id: str) -> None:
    """Where each version of a report differs from the one before, on stdout."""
    versions = casebook.versions(report_id)
    for older, newer in pairwise(versions):
        print(f"{newer.id} is a later version of {older.id}: {printable(newer.because)}")
        texts = casebook.text(older.id), casebook.text(newer.id)
        for difference in casebook.differences(older.id, newer.id):
            sides = zip("-+", (difference.old, difference.new), texts, strict=True)
            for sign, span, text in sides:
                if span:
                    print(f"  {sign} {printable(span.of(text))}")


def found(pile: Compared, item: str) -> Line | None:
    """What has this id: a statement, event, disagreement or copy, or an item of a report."""
    made = pile.comparison
    for statement in made.statements:
        if statement.id == item:
            return statement_line(pile, statement)
    for happening in made.happenings:
        if happening.id == item:
            return happening_line(pile, happening)
    for disagreement in made.disagreements:
        if disagreement.id == item:
            return disagreement_line(pile, disagreement)
    for copy in made.copies:
        if copy.id == item:
            return copy_line(pile, copy)
    if item in pile.groups:
        return _group(pile, item)
    if "/" not in item or pile.item(item) is None:
        return None
    told = telling_line(pile, item)
    groups = [group.id for group in pile.group_of.get(item, ())]
    return told | {"kind": "item", "groups": groups, "matches": _matches(pile, {item})}


def _group(pile: Compared, group_id: str) -> Line:
    group = pile.groups[group_id]
    return {
        "kind": "group",
        "id": group.id,
        "of": group.kind,
        "name": group.name,
        "members": list(group.members),
        "matches": _matches(pile, set(group.members)),
    }


def _matches(pile: Compared, keys: set[str]) -> list[Line]:
    made = pile.comparison.matches
    return [match_line(m) for m in made if m.left in keys or m.right in keys]
