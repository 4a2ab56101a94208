"""Our own JSON Lines: every event, whole, and readable again."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import RecordError
from onrecord.export.events import decode_event
from onrecord.export.lines import exported, header
from onrecord.model import Event, Participant, Span, item_id
from onrecord.model.event import Basis, EventType, Factuality, QuadClass
from tests.export.story import (
    DEMANDED,
    ENTITIES,
    MALI,
    PLACES,
    REUTERS,
    SAID,
    TEXT,
    TIMES,
    event,
    record,
)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start = draw(st.integers(0, len(TEXT) - 1))
    return Span(start=start, end=draw(st.integers(start + 1, len(TEXT))))


def tuples(of: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(of, max_size=3).map(tuple)


def one_of(kind: object) -> st.SearchStrategy[Any]:
    return st.sampled_from(get_args(kind))


participants = st.builds(
    Participant,
    span=spans(),
    entity_id=st.none() | st.sampled_from([e.id for e in ENTITIES]),
    country=st.none() | st.sampled_from(["FRA", "XKX", "UNO"]),
    sector=st.none() | st.sampled_from(["GOV", "MIL"]),
)


@st.composite
def events(draw: st.DrawFn) -> Event:
    trigger = draw(spans())
    return Event(
        id=item_id("ev", [trigger]),
        trigger=trigger,
        also=draw(tuples(spans())),
        type=draw(one_of(EventType)),
        mode=draw(st.none() | st.text(max_size=5)),
        contexts=draw(tuples(st.text(max_size=5))),
        quad=draw(one_of(QuadClass)),
        actors=draw(tuples(participants)),
        recipients=draw(tuples(participants)),
        time_ids=draw(tuples(st.sampled_from([t.id for t in TIMES]))),
        place_ids=draw(tuples(st.sampled_from([p.id for p in PLACES]))),
        time_basis=draw(st.none() | one_of(Basis)),
        place_basis=draw(st.none() | one_of(Basis)),
        factuality=draw(one_of(Factuality)),
        historical=draw(st.booleans()),
        said_in=draw(st.sampled_from([None, SAID.id, DEMANDED.id])),
        rule=draw(st.text(max_size=8)),
        because=draw(st.text(max_size=8)),
    )


@given(st.lists(events(), max_size=4))
def test_every_event_survives(told: list[Event]) -> None:
    whole = record(*told)
    read = [decode_event(line) for line in exported(whole, "events").lines]
    assert [one.event for one in read] == told
    for one in read:
        assert one.report_id == whole.report.id
        assert one.words.trigger == whole.words(one.event.trigger)
        assert one.words.actors == tuple(whole.words(p.span) for p in one.event.actors)
        assert [t.id for t in one.times] == list(one.event.time_ids)
        assert [p.id for p in one.places] == list(one.event.place_ids)
        assert [s.statement for s in one.said] == [i for i in [one.event.said_in] if i]


@given(st.lists(events(), max_size=4))
def test_other_forms_take_every_event_or_count_it(told: list[Event]) -> None:
    whole = record(*told)
    assert len(exported(whole, "plover").lines) == len(told)
    for include_said in (False, True):
        table = exported(whole, "polecat", include_said=include_said)
        assert len(table.lines) + sum(table.left_out.values()) == len(told)
        for line in table.lines:
            assert line.count(b"\t") == 39 and line.count(b"\n") == 1


def test_a_line_holds_what_its_event_points_to() -> None:
    one = event(
        "attacked",
        recipients=(MALI, REUTERS),
        time_ids=("ti:3 March 2024",),
        place_ids=("pl:Lyon",),
        said_in=SAID.id,
    )
    (line,) = exported(record(one), "events").lines
    told = decode_event(line)
    assert header("events") == b""
    assert told.words.recipients == ("Mali", "Reuters")
    assert (told.times[0].value, told.times[0].words) == ("2024-03-03", "3 March 2024")
    assert (told.places[0].lat, told.places[0].lon, told.places[0].words) == (45.75, -4.85, "Lyon")
    (said,) = told.said
    assert (said.source, said.names, said.chain) == ("Ana Roy", ("Ana Roy",), ("The Daily",))


@pytest.mark.parametrize("line", [b"", b"{", b"{}", b"\xff", b'{"schema":"onrecord-event/2"}'])
def test_what_is_no_event_is_an_error(line: bytes) -> None:
    with pytest.raises(RecordError):
        decode_event(line)
