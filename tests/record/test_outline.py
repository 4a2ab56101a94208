"""The order of statements, and the marks in the text."""

from __future__ import annotations

import time
from dataclasses import replace

from onrecord.model import Carrier, Part, Source, Span
from onrecord.record.outline import (
    chain,
    contents,
    declined,
    manner,
    marked,
    names,
    outline,
    printable,
    speakers,
)
from tests import samples


def test_statements_stand_in_text_order_under_their_parents() -> None:
    record = samples.record()
    seen = [(line.number, line.depth, contents(record, line.statement)) for line in outline(record)]
    assert seen == [
        (1, 0, "« Le barrage tiendra »"),
        (2, 1, "Le barrage tiendra"),
        (3, 0, "personne n’a été blessé"),
    ]


def test_a_circle_of_statements_is_shown_at_the_top() -> None:
    one = samples.statement("le préfet", "a déclaré", "Le barrage tiendra", id="a", within="b")
    two = samples.statement("la mairie", "Selon", "personne", id="b", within="a")
    lines = outline(samples.record(statements=(one, two)))
    assert sorted((line.statement.id, line.depth) for line in lines) == [("a", 0), ("b", 0)]


def test_an_unknown_parent_is_no_parent() -> None:
    lost = samples.statement("la mairie", "Selon", "personne", within="st:9-9")
    assert [line.depth for line in outline(samples.record(statements=(lost,)))] == [0]


def test_runs_give_back_every_part_and_its_roles() -> None:
    record = samples.record()
    for part, runs in marked(record):
        assert "".join(record.words(run.span) for run in runs) == record.words(part.span)
    roles = {record.words(run.span): run.roles for _, runs in marked(record) for run in runs}
    assert roles["le préfet"] == {"source"}
    assert roles["Le barrage tiendra"] == {"content"}
    assert roles["Selon"] == {"cue"}


def test_a_long_report_is_marked_in_linear_time() -> None:
    count = 20_000
    span = Span(start=0, end=3)
    statement = samples.statement("le préfet", "a déclaré", "Le barrage tiendra")
    statements = tuple(
        replace(
            statement,
            id=str(i),
            source=Source(spans=()),
            cue=None,
            content=(Span(start=4 * i, end=4 * i + 3),),
        )
        for i in range(count)
    )
    text = "abc " * count
    parts = (Part(kind="paragraph", span=Span(start=0, end=len(text))),)
    record = samples.record(
        report=samples.report(text=text, parts=parts), statements=statements, entities=()
    )
    started = time.perf_counter()
    [(_, runs)] = list(marked(record))
    assert len(runs) == 2 * count
    assert runs[0].span == span
    assert len(outline(record)) == count
    assert time.perf_counter() - started < 10


def test_what_is_out_of_the_ordinary_is_said() -> None:
    record = samples.record()
    hedged = samples.statement(
        "la mairie", "Selon", "personne", certainty="hedged", polarity="negative"
    )
    assert manner(hedged) == ("asserts", "indirect", "hedged", "negated")
    source = Source(spans=(samples.at("Il"),), antecedent=samples.at("le préfet"))
    pronoun = replace(hedged, source=source)
    assert speakers(record, pronoun) == "Il (= le préfet)"


def test_a_chain_is_told_only_when_others_carry() -> None:
    record = samples.record()
    outlet = Carrier(name="Le Courrier du Val", kind="outlet")
    mayor, prefect = (
        Carrier(name=words, spans=(samples.at(words),)) for words in ("la mairie", "le préfet")
    )
    alone = samples.statement("la mairie", "Selon", "personne", chain=(outlet, mayor))
    assert chain(record, alone) == ""
    carried = replace(alone, chain=(outlet, prefect, mayor))
    assert chain(record, carried) == "le préfet › la mairie"


def test_names_and_omissions_are_grouped() -> None:
    record = samples.record(omissions=samples.record().omissions * 3)
    assert [(heading, len(found)) for heading, found in names(record)] == [("organizations", 1)]
    assert [(group.count, group.first.stage) for group in declined(record)] == [(3, "statements")]


def test_nothing_that_steers_a_terminal_is_left() -> None:
    assert printable("a\x1b[31mb\x9bc\u202ed\te\n") == "a␛[31mb\N{REPLACEMENT CHARACTER}c" + (
        "\N{REPLACEMENT CHARACTER}d\te\n"
    )
