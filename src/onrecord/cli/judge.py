"""``onrecord judge``: write down what people decide, list it, carry it to another casebook."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from onrecord.casebook import open_casebook
from onrecord.cli.exits import DONE, FAILED
from onrecord.cli.target import CannotWriteError, opened
from onrecord.cli.terminal import complain, write_line
from onrecord.desk.comparing import without_effect
from onrecord.desk.judging import as_line, as_text, bring_in, from_text, judge
from onrecord.errors import CasebookError, OnrecordError
from onrecord.intake.open import STDIN
from onrecord.model import Judgement
from onrecord.model.case import Verdict

#: Characters of a file of judgements that are read at most.
MOST_TEXT = 64 * 1024 * 1024


def run(
    verdict: Verdict,
    case: str,
    items: Sequence[str],
    *,
    value: str = "",
    by: str | None = None,
    note: str = "",
) -> int:
    """Append one judgement; its number stands on stdout."""
    try:
        given = Judgement(
            number=0,
            verdict=verdict,
            items=tuple(items),
            value=value,
            by=by or _user(),
            at=datetime.now(UTC).isoformat(timespec="seconds"),
            note=note,
        )
        with open_casebook(case, write=True) as casebook:
            made = judge(casebook, given)
            notes = () if made.verdict == "withdraw" else tuple(without_effect(casebook, (made,)))
    except OnrecordError as error:
        complain(str(error))
        return FAILED
    write_line(f"judgement {made.number}".encode(), pretty=False)
    for note in notes:
        complain(f"{note}; judge withdraw undoes it")
    return DONE


def _user() -> str:
    """Who sits at the machine, if it says."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "somebody"


def listed(case: str, *, as_json: bool) -> int:
    """All judgements in their order."""
    try:
        with open_casebook(case) as casebook:
            for one in casebook.judgements():
                line = (
                    msgspec.json.encode(one)
                    if as_json
                    else f"{one.number}  {as_line(one)}".encode()
                )
                write_line(line, pretty=False)
    except CasebookError as error:
        complain(str(error))
        return FAILED
    return DONE


def exported(case: str, output: str | None) -> int:
    """Write the judgements as a file that can be reviewed and brought in elsewhere."""
    try:
        with open_casebook(case) as casebook, opened(output) as target:
            target.write(as_text(casebook.judgements()).encode("utf-8"))
            target.finish()
    except (CasebookError, CannotWriteError) as error:
        complain(str(error))
        return FAILED
    return DONE


def imported(case: str, file: str) -> int:
    """Append what a file has and the casebook lacks: all, or nothing where a line is wrong."""
    try:
        judgements = list(from_text(_text(file), file))
        with open_casebook(case, write=True) as casebook:
            done = bring_in(casebook, judgements)
    except (CasebookError, OSError, UnicodeDecodeError) as error:
        complain(
            f"{file}: {error}" if isinstance(error, OSError | UnicodeDecodeError) else str(error)
        )
        return FAILED
    complain(f"{done.added} judgements added, {done.known} were there")
    return DONE


def _text(file: str) -> str:
    if file == STDIN:
        return sys.stdin.read(MOST_TEXT)
    with Path(file).open(encoding="utf-8") as stream:
        return stream.read(MOST_TEXT)
