"""Briefs as people corrected them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.across.brief import Bearing, When, Where
from onrecord.across.corrected import Corrections, Spot, dated, stretch_of
from onrecord.across.judged import Judged
from onrecord.across.pile import compare
from onrecord.model import Span
from tests.across.makers import at, brief, judgement, named, telling

TEXT = "The bridge is closed, the mayor said. Anna Brandt saw it in Paris on Monday."
SAID = telling(TEXT, "The bridge is closed", speakers=("e:mayor",), source="the mayor")
BRIEF = brief(
    "r:1",
    TEXT,
    entities=[named(TEXT, "Anna Brandt")],
    tellings=[SAID, telling(TEXT, "Anna Brandt saw it in Paris on Monday.", id="tell:38-76")],
    places=[
        Where(
            id="pl:60-65",
            span=at(TEXT, "Paris"),
            geonames_id=1,
            country="FR",
            kind="PPLC",
            lat=48.9,
            lon=2.3,
        )
    ],
)
MONDAY = When(
    id="ti:69-75",
    span=at(TEXT, "Monday"),
    earliest="2026-03-02",
    latest="2026-03-02",
    grain="day",
)
TEXAS = "4717560 33.6609 -95.5555 US PPLA2 Paris"


def corrections(*given: tuple[str, tuple[str, ...], str]) -> Corrections:
    return Corrections(
        Judged(
            judgement(n, verdict, *items, value=value)
            for n, (verdict, items, value) in enumerate(given, start=1)
        )
    )


def test_another_source_and_who_that_is() -> None:
    key = f"r:1/{SAID.id}"
    told = corrections(("source", (key, "r:1/e:Anna Brandt"), "Anna Brandt")).apply(BRIEF)
    (right,) = (t for t in told.tellings if t.id == SAID.id)
    assert (right.source, right.speakers) == ("Anna Brandt", ("e:Anna Brandt",))
    assert [b.name for b in told.chain(right)] == ["Anna Brandt"]
    unnamed = corrections(("source", (key,), "a clerk")).apply(BRIEF)
    assert next(t for t in unnamed.tellings if t.id == SAID.id).speakers == ()


def test_an_agency_as_source_is_relayed() -> None:
    told = corrections(("source", (f"r:1/{SAID.id}",), "Reuters")).apply(BRIEF)
    (right,) = (t for t in told.tellings if t.id == SAID.id)
    assert [b.kind for b in right.bearings] == ["agency"]
    (found,) = (s for s in compare([told]).statements if s.tellings[0].endswith(SAID.id))
    assert [o.name for o in found.origins] == ["Reuters"]


def test_through_whom_it_was_heard_stays() -> None:
    heard = Bearing(kind="agency", name="TASS", key="tass", around=False, spans=(SAID.spans[0],))
    mayor = Bearing(kind="source", name="the mayor", key="", around=False, spans=(SAID.spans[0],))
    through = telling(TEXT, "The bridge is closed", speakers=("e:x",), bearings=(heard, mayor))
    told = corrections(("source", (f"r:1/{SAID.id}",), "a clerk")).apply(
        brief("r:1", TEXT, tellings=[through])
    )
    assert [b.name for b in told.tellings[0].bearings] == ["TASS", "a clerk"]


def test_a_place_is_elsewhere_or_nowhere() -> None:
    key = "r:1/pl:60-65"
    (moved,) = corrections(("place", (key,), TEXAS)).apply(BRIEF).places
    assert (moved.geonames_id, moved.country, round(moved.lon)) == (4717560, "US", -96)
    for verdict in ("place", "reject"):
        assert corrections((verdict, (key,), "")).apply(BRIEF).places == ()


def test_a_date_is_another_or_none() -> None:
    dating = brief("r:1", TEXT)
    dating = type(dating)(
        **{f: getattr(dating, f) for f in dating.__struct_fields__} | {"times": (MONDAY,)}
    )
    key = "r:1/ti:69-75"
    (moved,) = corrections(("date", (key,), "2026-02")).apply(dating).times
    assert (moved.earliest, moved.latest) == ("2026-02-01", "2026-02-28")
    assert corrections(("date", (key,), "")).apply(dating).times == ()


def test_a_missed_statement_takes_the_place_of_the_reports_own_words() -> None:
    stretch = at(TEXT, "Anna Brandt saw it in Paris on Monday.")
    key = f"r:1/st:{stretch.start}-{stretch.end}"
    told = corrections(("statement", (key,), "the mayor")).apply(BRIEF)
    assert [(t.voice, t.source) for t in told.tellings] == [
        ("statement", "the mayor"),
        ("statement", "the mayor"),
    ]
    added = told.tellings[1]
    assert added.places == ("pl:60-65",)
    # Once it is read by itself, there is nothing to add.
    assert corrections(("statement", (key,), "the mayor")).apply(told) == told


def test_what_was_not_corrected_is_itself() -> None:
    assert corrections(("source", ("r:2/st:1-2",), "x")).apply(BRIEF) is BRIEF
    gone = corrections(("statement", (f"r:1/st:5-{len(TEXT) + 1}",), "x")).apply(BRIEF)
    assert gone.tellings == BRIEF.tellings


def test_a_withdrawn_correction_corrects_nothing() -> None:
    made = corrections(
        ("source", (f"r:1/{SAID.id}",), "a clerk"),
        ("withdraw", ("1",), ""),
    )
    assert made.apply(BRIEF) is BRIEF


def test_the_later_correction_holds() -> None:
    made = corrections(
        ("source", (f"r:1/{SAID.id}",), "a clerk"), ("source", (f"r:1/{SAID.id}",), "a judge")
    )
    assert made.about("r:1")[SAID.id].value == "a judge"
    assert made.apply(BRIEF).tellings[0].source == "a judge"


@given(
    st.builds(
        Spot,
        geonames_id=st.none() | st.integers(1, 10**8),
        lat=st.integers(-90, 90).map(float),
        lon=st.integers(-180, 180).map(float),
        country=st.none() | st.just("FR"),
        kind=st.sampled_from(["", "PPLC"]),
        name=st.text(st.characters(codec="ascii", categories=["L"]), min_size=1),
    )
)
def test_places_are_read_as_written(spot: Spot) -> None:
    assert Spot.of(str(spot)) == spot


def test_what_is_out_of_form_is_refused() -> None:
    for words in ("Paris", "1 91.0 2.0 FR PPL Paris", "1 2.0 181 FR PPL Paris", ""):
        with pytest.raises(ValueError, match="no place"):
            Spot.of(words)
    for words in ("Monday", "2026-03-02/2026-03-01", "", "/"):
        with pytest.raises(ValueError, match="no date"):
            dated(words)
    assert dated("2026-03-01/2026-03-02") == ("2026-03-01", "2026-03-02")
    assert stretch_of("st:1-20") == Span(start=1, end=20)
    with pytest.raises(ValueError, match="no statement"):
        stretch_of("tell:1-20")
