"""The timeline: events of several reports in the order of time."""

from __future__ import annotations

import pytest

from onrecord.across.brief import Brief, Named, When
from onrecord.across.timeline import timeline
from onrecord.model import Participant
from onrecord.model.case import Group
from tests.across.piles import at, brief, copy, deed, group, telling

TEXT = "Rebels shelled Tarn at some time, and the army replied."


def shelled(name: str, *bounds: str, day: str = "2026-03-02", actor: bool = True) -> Brief:
    """A report of one event, dated by first and last day and grain."""
    times = ()
    if bounds:
        span = at(TEXT, "some time")
        times = (When(id="ti:1", span=span, earliest=bounds[0], latest=bounds[1], grain=bounds[2]),)
    rebels = at(TEXT, "Rebels")
    who = Named(
        id="en:1",
        kind="organization",
        name="Rebels",
        names=("Rebels",),
        called=(),
        key="",
        mentions=1,
        first=rebels,
    )
    one = deed(
        TEXT,
        "shelled",
        times=("ti:1",) if bounds else (),
        actors=(Participant(span=rebels, entity_id="en:1"),) if actor else (),
    )
    told = telling(TEXT, TEXT, deeds=(one.id,))
    return brief(name, TEXT, told, day=day, times=times, entities=(who,), deeds=(one,))


def key(one: Brief) -> str:
    return f"{one.report_id}/{one.deeds[0].id}"


def one_event(*briefs: Brief) -> Group:
    return group([key(b) for b in briefs], "event", "shelled")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (
            ("2026-03-01", "2026-03-01", "day"),
            ("2026-03-01", "2026-03-31", "month"),
            ("2026-03-01", "2026-03-01", "day"),
        ),
        (
            ("2026-03-01", "2026-03-01", "day"),
            ("2026-03-03", "2026-03-03", "day"),
            ("2026-03-01", "2026-03-03", "day"),
        ),
        (("2026-03-01", "2026-03-01", "day"), (), ("2026-03-01", "2026-03-01", "day")),
        ((), (), (None, None, None)),
    ],
)
def test_times_are_narrowed_where_they_meet_and_spanned_where_they_do_not(
    one: tuple[str, ...], other: tuple[str, ...], expected: tuple[str | None, ...]
) -> None:
    a, b = shelled("r:a", *one), shelled("r:b", *other)
    (found,) = timeline((a, b), (), [one_event(a, b)])
    assert (found.earliest, found.latest, found.grain) == expected
    assert found.tellings == (key(a), key(b))


def test_events_stand_in_the_order_of_time_and_the_undated_last() -> None:
    late = shelled("r:a", "2026-03-05", "2026-03-05", "day")
    undated, early = shelled("r:b"), shelled("r:c", "2026-03-01", "2026-03-01", "day")
    found = timeline((late, undated, early), (), [])
    assert [h.earliest for h in found] == ["2026-03-01", "2026-03-05", None]
    assert [h.tellings for h in found] == [(key(early),), (key(late),), (key(undated),)]


def test_an_actor_stands_once_under_the_name_of_its_group() -> None:
    a, b = shelled("r:a"), shelled("r:b")
    people = Group(
        id="g:r", kind="entity", name="the rebels of Tarn", members=("r:a/en:1", "r:b/en:1")
    )
    (found,) = timeline((a, b), (), [people, one_event(a, b)])
    assert found.actors == ("the rebels of Tarn",)
    assert found.factualities == ("stated",)


def test_copies_of_an_event_are_one_origin() -> None:
    a, b = shelled("r:a"), shelled("r:b", day="2026-03-03")
    (found,) = timeline((a, b), (copy(a, b, TEXT),), [one_event(a, b)])
    assert [e.kind for e in found.edges] == ["no dependence found", "copied"]
    assert len(found.origins) == 1
    words = "Shells fell, rebels shelled it again."
    again = deed(words, "shelled")
    other = brief("r:c", words, telling(words, words, deeds=(again.id,)), deeds=(again,))
    (apart,) = timeline((a, other), (), [one_event(a, other)])
    assert len(apart.origins) == 2
