"""``onrecord search``."""

from __future__ import annotations

import json
from typing import Any

import typer
from rich.text import Text

from onrecord.casebook import CERTAINTIES, KINDS, Hit, Wanted, open_casebook
from onrecord.cli.exits import DONE, FAILED
from onrecord.cli.options import Listing
from onrecord.cli.terminal import complain, hush, is_text, stdout_console, write_line
from onrecord.errors import OnrecordError
from onrecord.record.outline import printable

#: Characters around the first hit that are shown on a terminal.
AROUND = 90


def wanted_of(words: str, **options: Any) -> Wanted:
    """What the options ask for. Raises BadParameter for a kind or certainty that there is not, and
    where nothing at all is asked for."""
    wanted = Wanted(words=words, **options)
    unknown = sorted(set(wanted.kinds) - KINDS)
    if unknown:
        says = f"{', '.join(unknown)} is none of {', '.join(sorted(KINDS))}"
        raise typer.BadParameter(says, param_hint="--kind")
    if wanted.certainty is not None and wanted.certainty not in CERTAINTIES:
        raise typer.BadParameter(
            f"is none of {', '.join(sorted(CERTAINTIES))}", param_hint="--certainty"
        )
    if not wanted.words.strip() and not wanted.is_narrowed:
        raise typer.BadParameter("give words, or an option that narrows", param_hint="WORDS")
    return wanted


def search(case: str, wanted: Wanted, form: Listing | None, width: int | None) -> int:
    """Write what was found; the exit code."""
    try:
        with open_casebook(case) as casebook:
            found = casebook.search(wanted)
    except OnrecordError as error:
        complain(str(error))
        return FAILED
    try:
        for hit in found.hits:
            if is_text(form):
                _show(hit, width)
            else:
                write_line(_encoded(hit), pretty=False)
    except BrokenPipeError:
        hush()
        return DONE
    if not found.hits:
        complain(f"{wanted.words}: nothing found")
        return FAILED
    if not found.ranked:
        complain("very many hits: the newest come first")
    if found.more:
        complain(f"more than {wanted.limit}; see --limit")
    return DONE


def _show(hit: Hit, width: int | None) -> None:
    console = stdout_console(width)
    head = (hit.published, hit.outlet, hit.title, hit.report_id)
    console.print(Text(printable(" · ".join(part for part in head if part)), "dim"))
    first = hit.passages[0].start if hit.passages else 0
    start, end = max(0, first - AROUND), min(len(hit.words), first + AROUND)
    shown = Text("  ")
    if hit.source:
        shown.append(f"{_flat(hit.source)}: ", "dim")
    shown.append("…" if start else "")
    at = start
    for span in hit.passages:
        if span.start >= at and span.end <= end:
            shown.append(_flat(hit.words[at : span.start]))
            shown.append(_flat(span.of(hit.words)), "bold")
            at = span.end
    shown.append(_flat(hit.words[at:end]) + ("…" if end < len(hit.words) else ""))
    console.print(shown)


def _flat(words: str) -> str:
    """On one line, blanks at the edges kept."""
    return printable("".join(" " if c.isspace() else c for c in words))


def _encoded(hit: Hit) -> bytes:
    row = {
        "report": hit.report_id,
        "item": hit.item_id,
        "language": hit.language,
        "outlet": hit.outlet,
        "title": hit.title,
        "published": hit.published,
        "source": hit.source or None,
        "cue": hit.cue or None,
        "words": hit.words,
        "passages": [[span.start, span.end] for span in hit.passages],
    }
    return json.dumps(row, ensure_ascii=False).encode()
