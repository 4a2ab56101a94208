"""The text view, in a pipe and on a terminal."""

from __future__ import annotations

import io
from dataclasses import replace

from rich.console import Console

from onrecord.cli.view import LONG_PARAGRAPH, View
from onrecord.model import Part, Record, Source, Span
from tests import samples


def shown(record: Record, *, width: int = 80, terminal: bool = False) -> str:
    out = io.StringIO()
    View(Console(file=out, width=width, force_terminal=terminal, markup=False)).show(record)
    return out.getvalue()


def test_a_statement_is_marked_in_its_paragraph_and_told_below() -> None:
    view = shown(samples.record())
    assert "[¹« [²Le barrage tiendra] »], a déclaré dimanche le préfet" in view
    assert "   1  le préfet  (person)\n" in view
    assert "      “a déclaré” · asserts · direct\n" in view
    assert "      │ « Le barrage tiendra »\n" in view


def test_what_stands_within_is_indented() -> None:
    assert "   2      un ingénieur  (person)\n" in shown(samples.record())


def test_head_names_and_omissions_are_told() -> None:
    view = shown(samples.record())
    assert view.startswith("Le barrage fermé\nLe Courrier du Val · published 2024-03 (stated)")
    assert "organizations: la mairie" in view
    assert "no source for a pronoun: “Il a plu”" in view


def test_a_pipe_gets_no_escape_codes_and_no_trailing_blanks() -> None:
    view = shown(samples.record())
    assert "\x1b" not in view
    assert all(line == line.rstrip() for line in view.splitlines())


def test_a_terminal_gets_colours_instead_of_brackets() -> None:
    view = shown(samples.record(), terminal=True)
    assert "\x1b[" in view
    assert "[¹" not in view


def test_lines_keep_within_the_width() -> None:
    view = shown(samples.record(), width=40)
    assert max(map(len, view.splitlines())) <= 40


def test_words_of_a_report_do_not_steer_the_terminal() -> None:
    text = samples.TEXT.replace("tiendra", "\x1b]0;\x07dra")
    view = shown(samples.record(report=samples.report(text=text, title="a\x1b[2Jb")))
    assert "\x1b" not in view
    assert "\x07" not in view
    assert "a␛[2Jb" in view


def test_markup_in_a_report_is_text() -> None:
    view = shown(samples.record(report=samples.report(title="[bold]x[/bold] :smile:")))
    assert "[bold]x[/bold] :smile:" in view


def test_a_long_paragraph_is_shown_around_its_statements() -> None:
    text = samples.TEXT + "mot " * LONG_PARAGRAPH
    parts = (Part(kind="paragraph", span=Span(start=0, end=len(text))),)
    view = shown(samples.record(report=samples.report(text=text, parts=parts)))
    assert "a déclaré" in view
    assert view.count("mot") < LONG_PARAGRAPH / 4
    assert "…" in view


def test_no_statement_and_no_part_are_said() -> None:
    assert "No statement was found." in shown(samples.record(statements=()))
    assert "│ Le barrage tiendra" in shown(samples.record(report=samples.report(parts=())))


def test_source_not_named() -> None:
    nobody = samples.statement("le préfet", "a déclaré", "Le barrage tiendra")
    nobody = replace(nobody, source=Source(spans=()))
    assert "source not named" in shown(samples.record(statements=(nobody,)))
