"""``onrecord origins|timeline|disagree|copies``: what reports come to together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Literal

import msgspec

from onrecord.across.findings import (
    Compared,
    copy_line,
    disagreement_line,
    happening_line,
    statement_line,
)
from onrecord.casebook import is_casebook, open_casebook
from onrecord.cli.exits import DONE, FAILED, QUARANTINED
from onrecord.cli.findings_view import FindingsView
from onrecord.cli.read import Inputs, Order, files_of, known_of, reason, results_of
from onrecord.cli.target import CannotWriteError, opened
from onrecord.cli.terminal import complain, hush, stdout_console, write_line
from onrecord.desk.comparing import compared_case, pile_of, without_effect
from onrecord.desk.forked import cores
from onrecord.errors import OnrecordError
from onrecord.knowledge.nameforms import plain

What = Literal["origins", "timeline", "disagreements", "copies"]
Line = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which findings, of which words, how many, and in which form."""

    what: What
    about: str | None = None
    least: int = 1
    most: int | None = None
    as_text: bool
    width: int | None = None
    page: str | None = None


def run(order: Order, wanted: Wanted) -> int:
    """Compare what was asked for and write what was found; the exit code."""
    try:
        pile, aside = _pile(order)
        if not pile.briefs:
            complain(f"{', '.join(order.inputs)}: no report in here")
            return FAILED
        if wanted.page is not None:
            _write_page(wanted.page, pile)
        else:
            _write(pile, wanted)
    except BrokenPipeError:
        hush()
        return DONE
    except (OnrecordError, CannotWriteError) as error:
        complain(str(error))
        return FAILED
    return QUARANTINED if aside else DONE


def _pile(order: Order) -> tuple[Compared, int]:
    """The pile of a casebook, or of files; and how many inputs were set aside."""
    if len(order.inputs) == 1 and is_casebook(order.inputs[0]):
        with open_casebook(order.inputs[0]) as casebook:
            pile = compared_case(casebook, cores())
            for note in without_effect(casebook, casebook.judgements()):
                complain(note)
            return pile, 0
    files = files_of(order.inputs)
    inputs = Inputs(files, known_of(order))
    pile, aside = pile_of(results_of(order, files, inputs))
    for one in aside:
        complain(reason(one))
    return pile, len(aside)


def lines_of(pile: Compared, wanted: Wanted) -> Iterator[Line]:
    """The findings that were asked for, in their order."""
    told = (line for line in _lines(pile, wanted) if _fits(line, wanted.about))
    return islice(told, wanted.most)


def _lines(pile: Compared, wanted: Wanted) -> Iterator[Line]:
    made = pile.comparison
    if wanted.what == "origins":
        told = (s for s in made.statements if s.reports >= wanted.least)
        ranked = sorted(told, key=lambda s: (-s.reports, -len(s.origins), s.id))
        return (statement_line(pile, s) for s in ranked)
    if wanted.what == "timeline":
        return (happening_line(pile, h) for h in made.happenings)
    if wanted.what == "disagreements":
        return (disagreement_line(pile, d) for d in made.disagreements)
    return (copy_line(pile, c) for c in made.copies)


def _fits(line: Line, about: str | None) -> bool:
    """Whether all words that were asked for stand in the words of a finding."""
    if about is None:
        return True
    said = plain(" ".join(_words(line)))
    return all(word in said for word in plain(about).split())


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "passages":
                continue  # what stands beside a telling in a copied passage is not about it
            if isinstance(inner, str) and ("words" in key or key in {"source", "says", "name"}):
                yield inner
            else:
                yield from _words(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _words(inner)


def _write(pile: Compared, wanted: Wanted) -> None:
    lines = lines_of(pile, wanted)
    if not wanted.as_text:
        for line in lines:
            write_line(msgspec.json.encode(line), pretty=False)
        return
    view = FindingsView(stdout_console(wanted.width))
    show = {
        "origins": view.statement,
        "timeline": view.happening,
        "disagreements": view.disagreement,
        "copies": view.copy,
    }[wanted.what]
    found = 0
    for line in lines:
        show(line)
        found += 1
    if not found:
        complain(
            f"no {wanted.what} in {len(pile.briefs)} reports"
            if wanted.about is None
            else f"nothing about {wanted.about!r} in {len(pile.briefs)} reports"
        )


def _write_page(path: str, pile: Compared) -> None:
    from onrecord.export.story import story_page

    with opened(path) as target:
        target.write(story_page(pile.comparison, pile.briefs.values()).encode("utf-8"))
        target.finish()
    complain(f"{Path(path)}: written")
