"""Notebooks show a record as HTML in which no word of the report is markup."""

from __future__ import annotations

from html.parser import HTMLParser

import onrecord.record  # noqa: F401 - teaches records how to be drawn
from onrecord.model import Part, Span
from tests import samples

VOID = {"br", "hr"}


class Balance(HTMLParser):
    """Fails when a tag is closed that is not the one last opened."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_a_record_draws_itself_in_a_notebook() -> None:
    drawn = samples.record()._repr_html_()
    assert drawn is not None
    assert "un ingénieur" in drawn
    assert "personne n’a été blessé" in drawn
    balance = Balance()
    balance.feed(drawn)
    assert balance.open == []


def test_every_word_is_escaped() -> None:
    evil = "<script>alert('x')</script>"
    text = samples.TEXT.replace("Il a plu", evil)
    whole = Span(start=0, end=len(text))
    record = samples.record(
        report=samples.report(
            text=text,
            title=evil,
            outlet=evil,
            parts=(Part(kind="paragraph", span=whole),),
        ),
        statements=(samples.statement("le préfet", "a déclaré", "Le barrage", medium=whole),),
    )
    drawn = record._repr_html_()
    assert drawn is not None
    assert "<script" not in drawn
    assert "&lt;script&gt;" in drawn


def test_no_statement_is_said_so() -> None:
    drawn = samples.record(statements=())._repr_html_()
    assert drawn is not None
    assert "No statement was found" in drawn
