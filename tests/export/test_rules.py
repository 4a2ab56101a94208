"""PLOVER's reading rules, and what may stand in a table of facts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from onrecord.errors import RecordError
from onrecord.export.rules import code, coded, held_back
from onrecord.knowledge.plover import types
from onrecord.model import Entity, Mention, Source, Statement
from tests.export.story import (
    DEMANDED,
    ENTITIES,
    KOSOVO,
    MALI,
    ROY,
    SAID,
    at,
    event,
    record,
    statement,
)

BY_ID = {e.id: e for e in ENTITIES}
FUTURE = {
    "CONSULT": "AGREE",
    "SUPPORT": "AGREE",
    "COOPERATE": "AGREE",
    "AID": "AGREE",
    "RETREAT": "CONCEDE",
}


@pytest.mark.parametrize(("type_", "becomes"), FUTURE.items())
def test_what_lies_ahead_and_is_cooperative_is_an_agreement(type_: str, becomes: str) -> None:
    one = code(event("met", type=type_, mode="visit", factuality="planned"), ())
    assert (one.type.name, one.mode, one.auxiliary, one.ahead) == (becomes, None, (), True)
    assert one.score == one.type.score


@pytest.mark.parametrize(
    "type_",
    sorted(types().keys() - FUTURE.keys()),
)
def test_other_types_stay_and_are_told_as_future(type_: str) -> None:
    one = code(event("met", type=type_, factuality="planned"), ())
    assert (one.type.name, one.auxiliary, one.ahead) == (type_, ("future",), False)
    assert one.score is None


@pytest.mark.parametrize("type_", FUTURE)
@pytest.mark.parametrize("factuality", ["stated", "denied", "possible"])
def test_only_what_is_planned_is_turned(type_: str, factuality: Any) -> None:
    assert code(event("met", type=type_, factuality=factuality), ()).type.name == type_


@pytest.mark.parametrize(
    ("factuality", "historical", "auxiliary"),
    [
        ("stated", False, ()),
        ("stated", True, ("historical",)),
        ("denied", False, ("negation",)),
        ("denied", True, ("historical", "negation")),
        ("possible", False, ("hypothetical",)),
    ],
)
def test_how_an_event_is_told_is_an_auxiliary_mode(
    factuality: Any, historical: bool, auxiliary: tuple[str, ...]
) -> None:
    one = code(event("met", factuality=factuality, historical=historical), ())
    assert one.auxiliary == auxiliary
    assert (one.score is None) == bool(set(auxiliary) - {"historical"})


@pytest.mark.parametrize("stance", ["demands", "threatens", "asks"])
def test_what_somebody_wants_of_others_is_no_concession_of_theirs(stance: Any) -> None:
    around = replace(DEMANDED, stance=stance)
    one = code(event("release", type="RETREAT", actors=(MALI,), factuality="planned"), (around,))
    assert (one.type.name, one.auxiliary, one.said) == ("RETREAT", ("hypothetical",), (around,))


def test_what_the_actor_announces_is_told_by_who_reports_it() -> None:
    planned = event("release", type="RETREAT", actors=(ROY,), factuality="planned")
    one = code(planned, (SAID, replace(SAID, stance="promises")))
    assert (one.type.name, one.said) == ("CONCEDE", (SAID,))
    other = code(replace(planned, actors=(MALI,)), (SAID,))
    assert (other.type.name, other.said) == ("CONCEDE", (SAID,))


def test_what_another_promises_is_only_future() -> None:
    promise = replace(SAID, stance="promises")
    planned = event("release", type="RETREAT", actors=(MALI,), factuality="planned")
    one = code(planned, (promise,))
    assert (one.type.name, one.auxiliary, one.said) == ("RETREAT", ("future",), (promise,))


@pytest.mark.parametrize(
    ("type_", "auxiliary"),
    [("REQUEST", "hypothetical"), ("THREATEN", "hypothetical"), ("AGREE", "future")],
)
def test_the_word_before_says_what_an_event_is(type_: str, auxiliary: str) -> None:
    asking = event("demanded", type=type_)
    planned = event("release", type="RETREAT", actors=(MALI,), factuality="planned")
    one = coded(record(asking, planned, statements=()), planned)
    assert (one.type.name, one.auxiliary) == ("RETREAT", (auxiliary,))


def test_another_sentence_asks_for_nothing() -> None:
    planned = event("visit", actors=(MALI,), factuality="planned")
    whole = record(event("demanded", type="REQUEST"), planned, statements=())
    assert coded(whole, planned).type.name == "AGREE"


def test_the_cue_of_a_promise_is_not_told_twice() -> None:
    promise = replace(DEMANDED, stance="promises", source=Source(spans=(at("Roy"),)))
    planned = event("release", type="AID", factuality="planned", said_in=promise.id)
    whole = record(event("demanded", type="AGREE"), planned, statements=(promise,))
    assert (coded(whole, planned).type.name, coded(whole, planned).auxiliary) == (
        "AID",
        ("future",),
    )


# ------------------------------------------------------------------ what a table of facts may hold


def test_what_the_report_tells_is_a_fact_of_the_report() -> None:
    assert held_back(code(event("met"), ()), BY_ID) is None
    assert held_back(code(event("met", historical=True), ()), BY_ID) is None
    assert held_back(code(event("met", factuality="planned"), ()), BY_ID) is None


@pytest.mark.parametrize("include_said", [False, True])
@pytest.mark.parametrize("around", [(), (SAID,)])
@pytest.mark.parametrize("factuality", ["denied", "possible", "planned"])
def test_what_did_not_take_place_never_is(
    factuality: Any, around: tuple[Statement, ...], include_said: bool
) -> None:
    one = code(event("attacked", type="ASSAULT", factuality=factuality), around)
    assert held_back(one, BY_ID, include_said=include_said) == factuality


def test_an_allegation_is_one_until_it_is_asked_for() -> None:
    one = code(event("attacked", type="ASSAULT"), (SAID,))
    assert held_back(one, BY_ID) == "said only in somebody's words"
    assert held_back(one, BY_ID, include_said=True) is None


@pytest.mark.parametrize(
    "around",
    [
        (statement(None, "said", "Kosovo attacked Mali"),),
        (statement("an official", "said", "Kosovo attacked Mali"),),
        (replace(SAID, source=replace(SAID.source, kind="anonymous")),),
        (replace(SAID, stance="accuses"),),
        (replace(SAID, certainty="hedged"),),
        (replace(SAID, polarity="negative"),),
        (statement("an official", "said", "Kosovo attacked Mali"), SAID),
        (SAID, statement("an official", "said", "Kosovo attacked Mali")),
    ],
)
def test_asked_for_or_not_it_needs_sources_with_names_that_assert(
    around: tuple[Statement, ...],
) -> None:
    one = code(event("attacked", type="ASSAULT", actors=(KOSOVO,)), around)
    assert held_back(one, BY_ID, include_said=True) is not None


@pytest.mark.parametrize(
    "changed", [{"stance": "denies"}, {"certainty": "hedged"}, {"polarity": "negative"}]
)
def test_who_denies_that_somebody_said_it_leaves_it_open(changed: dict[str, Any]) -> None:
    one = code(
        event("attacked", type="ASSAULT", actors=(KOSOVO,)), (replace(SAID, **changed), SAID)
    )
    assert one.auxiliary == ("hypothetical",)
    assert held_back(one, BY_ID, include_said=True) == "possible"


def test_a_description_is_no_name() -> None:
    span = at("an official")
    described = Entity(
        id="en:Ana Roy",
        kind="person",
        name="an official",
        mentions=(Mention(start=span.start, end=span.end, form="nominal"),),
    )
    one = code(event("attacked", type="ASSAULT"), (SAID,))
    assert held_back(one, {described.id: described}, include_said=True) is not None


def test_a_statement_that_is_not_there_is_an_error() -> None:
    lost = event("attacked", type="ASSAULT", said_in="st:0-0")
    with pytest.raises(RecordError, match="st:0-0"):
        coded(record(lost), lost)


def test_statements_within_each_other_end() -> None:
    first = replace(SAID, id="st:a", within="st:b")
    second = replace(SAID, id="st:b", within="st:a")
    one = event("attacked", type="ASSAULT", said_in="st:a")
    assert coded(record(one, statements=(first, second)), one).said == (second, first)
