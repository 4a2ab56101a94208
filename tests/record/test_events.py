"""Events put on record from parts that are put together by hand: no text is parsed."""

from __future__ import annotations

from typing import Any

import pytest

from onrecord.errors import RecordError
from onrecord.knowledge.eventwords import EventWord, Frame
from onrecord.model import (
    Entity,
    Event,
    Mention,
    Omission,
    Place,
    Point,
    Published,
    Source,
    Span,
    Statement,
    Time,
    item_id,
)
from onrecord.model.entity import Link
from onrecord.reading.events import Role, ToldEvent
from onrecord.record import retold
from onrecord.record.check import check
from onrecord.record.events import EventsNamed, with_events
from tests import samples
from tests.export import story

TEXT = (
    "Chad attacked Mali in Gao on Monday. Chad said Niger knew that Mali had raided it in 2021. "
    "They raided Mali again. A friend helped.\n"
)
REPORT = samples.report(
    text=TEXT,
    language="en",
    parts=(),
    published=Published(value="2024-03-05", grain="day", basis="stated"),
)


def at(words: str) -> Span:
    return samples.at(words, TEXT)


def country(name: str, key: str) -> Entity:
    starts = [i for i in range(len(TEXT)) if TEXT.startswith(name, i)]
    return Entity(
        id=name,
        kind="country",
        name=name,
        mentions=tuple(Mention(start=s, end=s + len(name), form="name") for s in starts),
        link=Link(source="onrecord/countries", key=key, score=1.0, reason="by hand"),
    )


ENTITIES = (country("Chad", "TD"), country("Mali", "ML"), country("Niger", "NE"))


def role(words: str, **changed: Any) -> Role:
    return Role(**{"span": at(words), "head": at(words)} | changed)


CHAD, MALI = role("Chad"), role("Mali")


def told(trigger: str = "attacked", type_: Any = "ASSAULT", **changed: Any) -> ToldEvent:
    """Chad attacked Mali, unless told otherwise; ``frame`` and ``needs`` are those of its word."""
    frame = changed.pop("frame", Frame(name="on", recipient=("obj",)))
    word = EventWord(
        text=trigger,
        type=type_,
        mode=None,
        frame=frame,
        words=(),
        needs=changed.pop("needs", None),
    )
    given: dict[str, Any] = {
        "trigger": at(trigger),
        "trigger_with": (),
        "word": word,
        "mode": None,
        "contexts": (),
        "actors": (CHAD,),
        "recipients": (MALI,),
        "own": (),
        "around": (),
        "sentence": at(trigger),
        "game": False,
        "accident": False,
        "factuality": "stated",
        "reported": False,
        "because": "by hand",
        "how": "by hand",
        "inside": (),
        "resumes": False,
    }
    return ToldEvent(**given | changed)


def statement(content: str, **changed: Any) -> Statement:
    given: dict[str, Any] = {
        "id": item_id("st", [at(content)]),
        "source": Source(spans=(at("Chad"),), entity_ids=("Chad",), kind="office"),
        "cue": at("said"),
        "content": (at(content),),
        "quotation": "indirect",
        "stance": "asserts",
        "certainty": "certain",
        "polarity": "positive",
        "rule": "by hand",
        "score": 1.0,
    }
    return Statement(**given | changed)


def moment(words: str, value: str) -> Time:
    return Time(
        id=f"ti:{words}",
        span=at(words),
        type="DATE",
        value=value,
        earliest=value,
        latest=value,
        grain="day",
        anchor=None,
        because="by hand",
    )


GAO = Place(
    id="pl:Gao",
    span=at("Gao"),
    entity_id=None,
    geonames_id=None,
    country="ML",
    kind="PPLA",
    lat=16.27,
    lon=-0.04,
    geometry=Point(coordinates=(-0.04, 16.27)),
    because="by hand",
)
MONDAY, IN_2021 = moment("Monday", "2024-03-04"), moment("2021", "2021-05-01")


def named(*events: ToldEvent, **changed: Any) -> EventsNamed:
    given: dict[str, Any] = {"entities": ENTITIES, "statements": (), "times": (), "places": ()}
    return with_events(REPORT, events, **given | changed)


def only(*events: ToldEvent, **changed: Any) -> Event:
    found = named(*events, **changed)
    assert found.omissions == ()
    (event,) = found.events
    return event


def reason(event: ToldEvent) -> str:
    """Why an event was declined."""
    found = named(event)
    assert found.events == ()
    (omission,) = found.omissions
    assert isinstance(omission, Omission)
    assert (omission.span, omission.stage) == (event.trigger, "events")
    return omission.reason


def test_who_did_what_to_whom() -> None:
    event = only(told())
    assert [(p.entity_id, p.country) for p in event.actors] == [("Chad", "TCD")]
    assert [(p.entity_id, p.country) for p in event.recipients] == [("Mali", "MLI")]
    assert (event.quad, event.factuality, event.said_in) == ("material-conflict", "stated", None)
    assert event.rule.startswith("attacked: on")


# ---------------------------------------------------------------------- in whose words

OUTER, INNER = statement("Niger knew that Mali had raided it"), statement("Mali had raided it")
RAIDED = told("raided", actors=(role("Mali"),), recipients=(role("Niger"),))


@pytest.mark.parametrize("order", [(OUTER, INNER), (INNER, OUTER)])
def test_the_innermost_statement_tells_it(order: tuple[Statement, ...]) -> None:
    assert only(RAIDED, statements=order).said_in == INNER.id


def test_a_statement_of_something_else_does_not_tell_it() -> None:
    assert only(told(), statements=(OUTER, INNER)).said_in is None


@pytest.mark.parametrize(
    ("wording", "factuality"),
    [
        ({"stance": "asserts"}, "stated"),
        ({"stance": "denies", "polarity": "negative"}, "denied"),
        ({"stance": "denies"}, "possible"),  # did not deny it
        ({"stance": "demands"}, "planned"),
        ({"stance": "promises"}, "planned"),
        ({"stance": "threatens"}, "planned"),
        ({"stance": "accuses"}, "possible"),
        ({"stance": "believes"}, "possible"),
        ({"polarity": "negative"}, "possible"),  # did not say so
        ({"stance": "believes", "polarity": "negative"}, "denied"),
        ({"certainty": "conditional"}, "possible"),
        ({"certainty": "hedged"}, "possible"),
        ({"stance": "promises", "certainty": "hedged"}, "possible"),
    ],
)
def test_the_wording_of_a_statement_tells_how(wording: dict[str, str], factuality: str) -> None:
    event = only(RAIDED, statements=(statement("Mali had raided it", **wording),))
    assert event.factuality == factuality


def test_a_statement_makes_nothing_surer() -> None:
    denied = told("raided", factuality="denied")
    assert only(denied, statements=(INNER,)).factuality == "denied"


def test_what_is_reported_without_a_statement_is_possible() -> None:
    event = only(told(reported=True))
    assert (event.factuality, event.said_in) == ("possible", None)
    assert only(told(reported=True, factuality="denied")).factuality == "denied"


# ---------------------------------------------------------------------- when and where

CLAUSE, SENTENCE = at("Chad attacked Mali in Gao"), at("Chad attacked Mali in Gao on Monday")


def test_time_and_place_of_its_own_words() -> None:
    event = only(told(own=(SENTENCE,)), times=(MONDAY, IN_2021), places=(GAO,))
    assert (event.time_ids, event.time_basis) == ((MONDAY.id,), "own")
    assert (event.place_ids, event.place_basis) == ((GAO.id,), "own")


def test_time_of_the_sentence_only_where_it_has_none_of_its_own() -> None:
    event = only(told(own=(CLAUSE,), around=(SENTENCE,)), times=(MONDAY,), places=(GAO,))
    assert (event.time_ids, event.time_basis) == ((MONDAY.id,), "sentence")
    assert (event.place_ids, event.place_basis) == ((GAO.id,), "own")


def test_time_and_place_left_open_give_the_reason() -> None:
    event = only(told(own=(CLAUSE,), around=(SENTENCE,)), times=(IN_2021,))
    assert (event.time_ids, event.time_basis) == ((), None)
    assert (event.place_ids, event.place_basis) == ((), None)
    assert "no time in its sentence; no place in its sentence" in event.because


def test_a_name_of_a_government_is_no_place_of_an_event() -> None:
    government = Place(**{n: getattr(GAO, n) for n in GAO.__slots__} | {"refers_to": "government"})
    assert only(told(own=(SENTENCE,)), places=(government,)).place_ids == ()


def test_an_event_of_long_ago_is_historical() -> None:
    old = told("raided", own=(at("Mali had raided it in 2021"),))
    assert only(old, times=(IN_2021,)).historical
    assert not only(told(own=(SENTENCE,)), times=(MONDAY,)).historical
    assert not only(told()).historical


# ---------------------------------------------------------------------- who takes part


def test_a_recipient_that_plover_asks_for() -> None:
    assert "PLOVER asks for a recipient" in reason(told("helped", "AID", recipients=()))
    assert only(told("helped", "AID")).recipients


def test_somebody_must_take_part() -> None:
    nobody: dict[str, Any] = {"actors": (), "recipients": ()}
    assert "nobody who takes part is named" in reason(told("said", "CONSULT", **nobody))
    assert "nobody who takes part is named" in reason(told(needs="somebody", **nobody))
    assert only(told(**nobody)).actors == ()
    assert "who acts is not named" in reason(told("said", "REQUEST", actors=()))
    assert "whom it befell" in reason(told(needs="recipient", recipients=()))


def test_games_and_accidents_attack_nobody() -> None:
    assert "a game" in reason(told(game=True))
    assert "an accident" in reason(told(accident=True, actors=()))
    assert only(told(accident=True)).actors
    assert only(told("said", "CONSULT", game=True)).actors


def test_a_pronoun_stands_for_the_likeliest_who_is_not_the_actor() -> None:
    it = role("it", pronoun="it", human=False, stands_for=(at("Mali"), at("Niger")))
    event = only(told("raided", actors=(MALI,), recipients=(it,)))
    assert [(p.entity_id, p.country) for p in event.recipients] == [("Niger", "NER")]
    assert event.recipients[0].span == at("it")


def test_a_pronoun_for_nobody_who_is_known() -> None:
    they = role("They", pronoun="they")
    (somebody,) = only(told(actors=(they,))).actors
    assert (somebody.span, somebody.entity_id, somebody.country) == (at("They"), None, None)
    thing = role("it", pronoun="it", human=False)
    assert only(told(recipients=(thing,))).recipients == ()


def test_we_are_who_speaks() -> None:
    we = role("it", pronoun="we", speaker=True)
    mali_says = Source(spans=(at("Mali"),), entity_ids=("Mali",), kind="office")
    words = statement("Mali had raided it", source=mali_says)
    event = only(told("raided", actors=(we,), recipients=(CHAD,)), statements=(words,))
    assert [p.entity_id for p in event.actors] == ["Mali"]
    (unknown,) = only(told("raided", actors=(we,), recipients=(CHAD,))).actors
    assert unknown.entity_id is None


def test_nobody_acts_upon_themselves() -> None:
    assert only(told(recipients=(CHAD, MALI))).recipients[0].entity_id == "Mali"


def test_what_is_asked_for_tells_the_mode() -> None:
    left = told("helped", "RETREAT", recipients=())
    found = named(told("said", "REQUEST", inside=(left.trigger,)), left)
    assert {e.type: e.mode for e in found.events} == {"REQUEST": "yield", "RETREAT": None}


# ---------------------------------------------------------------------- told more than once


def again(**changed: Any) -> ToldEvent:
    """*the attack*: a definite noun of whom nothing is said."""
    return told("raided", actors=(), recipients=(), **{"resumes": True} | changed)


def test_a_definite_noun_resumes_the_last_event_of_its_type() -> None:
    (event,) = named(told(), again()).events
    assert (event.trigger, event.also) == (at("attacked"), (at("raided"),))
    assert [p.entity_id for p in (*event.actors, *event.recipients)] == ["Chad", "Mali"]


@pytest.mark.parametrize(
    "other",
    [
        {"resumes": False},
        {"factuality": "possible"},
        {"mode": "drone"},
        {"trigger": "helped", "type_": "PROTEST"},
    ],
)
def test_a_noun_that_may_speak_of_another_event_resumes_none(other: dict[str, Any]) -> None:
    first = told(mode="firearms")
    second = told(**{"trigger": "raided", "actors": (), "recipients": (), "resumes": True} | other)
    assert len(named(first, second).events) == 2


def test_what_is_far_away_is_not_resumed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retold, "REACH", 5)
    assert len(named(told(), again()).events) == 2


def test_an_event_told_twice_is_one() -> None:
    again = told("raided", mode="aerial", own=(SENTENCE,))
    event = only(told(), again, times=(MONDAY,))
    assert (event.trigger, event.also) == (at("attacked"), (at("raided"),))
    assert (event.mode, event.time_ids, event.time_basis) == ("aerial", (MONDAY.id,), "own")


@pytest.mark.parametrize(
    "other",
    [
        {"type_": "COERCE"},
        {"factuality": "planned"},
        {"actors": (role("Niger"),)},
        {"recipients": (role("Niger"),)},
        {"recipients": ()},
        {"own": (at("Mali had raided it in 2021"),)},
    ],
)
def test_events_that_differ_stay_apart(other: dict[str, Any]) -> None:
    first = told(own=(SENTENCE,))
    found = named(first, told("raided", **other), times=(MONDAY, IN_2021))
    assert [(e.trigger, e.also) for e in found.events] == [
        (at("attacked"), ()),
        (at("raided"), ()),
    ]


def test_nobody_known_is_never_the_same() -> None:
    they = role("They", pronoun="they")
    assert len(named(told(actors=(they,)), told("raided", actors=(they,))).events) == 2


# ---------------------------------------------------------------------- before it leaves


def test_events_that_hold_pass_the_check() -> None:
    check(story.record(story.event("attacked", said_in=story.SAID.id, time_ids=("ti:14:30",))))


@pytest.mark.parametrize(
    "wrong",
    [
        {"said_in": "st:none"},
        {"time_ids": ("ti:none",)},
        {"place_ids": ("pl:none",)},
        {"because": ""},
        {"rule": ""},
        {"also": (Span(start=10_000, end=10_001),)},
    ],
)
def test_an_event_that_names_what_is_not_there(wrong: dict[str, Any]) -> None:
    with pytest.raises(RecordError):
        check(story.record(story.event("attacked", **wrong)))


def test_an_event_stands_once() -> None:
    with pytest.raises(RecordError, match="twice"):
        check(story.record(story.event("attacked"), story.event("attacked")))
