"""How many origins a statement has is told of tellings that hold together."""

from __future__ import annotations

from typing import Any

import pytest

from onrecord.across.brief import Brief, When
from onrecord.across.disagreements import ground_of
from onrecord.across.origins import Tracing
from onrecord.across.sides import sides_of
from onrecord.across.told import Pile
from onrecord.model.case import Group, StatementOrigins
from tests.across.piles import at, brief, group, keys, telling


def report(
    name: str, words: str, *, when: str = "", day: str = "2026-03-06", **given: Any
) -> Brief:
    """A report of one sentence; ``when`` is the day that its last word gives."""
    text = f"{words}."
    last = words.split()[-1]
    times = (
        (When(id="t:1", span=at(text, last), earliest=when, latest=when, grain="day"),)
        if when
        else ()
    )
    one = telling(text, words, times=tuple(t.id for t in times))
    return brief(name, text, one, day=day, times=times, **given)


def sides(*briefs: Brief) -> list[set[str]]:
    tracing = Tracing(Pile(briefs), [])
    told = tracing.pile.told(keys(*briefs))
    return [{t.report for t in side} for side in sides_of(ground_of(tracing), told)]


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("12 people were killed in Varn", "15 people were killed in Varn", True),
        ("12 people were killed in Varn", "about 12 people were killed in Varn", False),
        ("12 people were killed in Varn", "the quarry of Varn collapsed", False),
        ("at least 12 people were killed", "at least 15 people were killed", True),
        ("nobody was hurt", "two people were hurt", True),
        ("the bridge cost 9 billion crowns", "the ministry paid 8 billion crowns", True),
        ("a man held customers in a bank", "eleven people were kept in a bank", False),
        ("the harbour of Varn is closed", "the harbour of Varn is not closed", True),
        ("she carried 61,000 tonnes of oil", "she carried 58,000 tonnes of oil", True),
        ("she carried 60,000 tonnes of oil", "she carried 58,000 tonnes of oil", False),
    ],
)
def test_what_cannot_both_hold_stands_on_two_sides(one: str, other: str, apart: bool) -> None:
    found = sides(report("r:a", one), report("r:b", other))
    assert found == ([{"r:a"}, {"r:b"}] if apart else [{"r:a", "r:b"}])


def test_days_that_are_over_part_tellings_in_whatever_words() -> None:
    free = report("r:a", "The four were freed on Thursday", when="2026-03-05")
    gone = report("r:b", "The engineers left the camp on Wednesday", when="2026-03-04")
    soon = report("r:c", "They may go home on Saturday", when="2026-03-07")
    assert sides(free, gone) == [{"r:a"}, {"r:b"}]
    assert sides(free, soon) == [{"r:a", "r:c"}]


def test_a_telling_of_two_things_stands_on_a_side_of_each() -> None:
    both = report("r:a", "5 people were killed, 4 are missing")
    killed = report("r:b", "5 people were killed", day="2026-03-07")
    others = report("r:c", "9 people were killed, 2 are missing", day="2026-03-08")
    assert sides(both, killed, others) == [{"r:a", "r:b"}, {"r:a"}, {"r:c"}]


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        (("20:00", "05:00"), ("22:00", "05:00"), True),
        (("20:00", "05:00"), ("20:00", "05:00"), False),
        (("20:00", "05:00"), ("22:00",), False),  # as many of each are compared
        (("04:00",), ("04:10",), False),  # about four
        (("04:10",), ("04:50",), True),
        (("23:50",), ("00:00",), False),
    ],
)
def test_hours_part_tellings(one: tuple[str, ...], other: tuple[str, ...], apart: bool) -> None:
    def curfew(name: str, hours: tuple[str, ...]) -> Brief:
        text = f"The curfew of Varn holds {' '.join(hours)}."
        times = tuple(
            When(
                id=f"t:{n}",
                span=at(text, hour),
                earliest=f"2026-03-06T{hour}",
                latest=f"2026-03-06T{hour}",
                grain="hour" if hour.endswith("00") else "minute",
            )
            for n, hour in enumerate(hours)
        )
        told = telling(text, text[:-1], times=tuple(t.id for t in times))
        return brief(name, text, told, day="2026-03-06", times=times)

    found = sides(curfew("r:a", one), curfew("r:b", other))
    assert found == ([{"r:a"}, {"r:b"}] if apart else [{"r:a", "r:b"}])


def test_a_side_of_whether_gives_one_amount_of_a_thing() -> None:
    before = report("r:a", "In Varn 58 people were killed")
    after = report("r:b", "In Varn 54 people were killed, and not more")
    denied = report("r:c", "In Varn nobody says that 58 people were not killed")
    assert {"r:a", "r:b"} not in sides(before, after, denied)


def test_what_leaves_it_open_stands_with_the_likest() -> None:
    few = report("r:a", "12 people were killed by the flood of the Orne")
    many = report("r:b", "15 people were killed by a landslide above Quorry")
    bare = report("r:c", "people were killed by a landslide")
    assert sides(few, many, bare) == [{"r:a"}, {"r:b", "r:c"}]


def test_what_all_tell_is_told_of_all_though_they_differ_beside() -> None:
    few = report("r:a", "A strike on the depot of Varn killed 12 people on the spot")
    many = report("r:b", "A strike on the depot of Varn killed 15 people", day="2026-03-07")
    bare = report("r:c", "A strike hit the depot of Varn", day="2026-03-08")
    assert sides(few, many, bare) == [{"r:a", "r:c"}, {"r:b"}, {"r:a", "r:b", "r:c"}]
    _, found = told(few, many, bare)
    assert [(s.words, len(s.origins)) for s in found][-1] == ("A strike hit the depot of Varn", 3)


def test_what_tellings_of_several_sides_give_alike_is_told_too() -> None:
    early = report("r:a", "A quake of magnitude 6.3 struck Varn, killing at least 19 people")
    later = report(
        "r:b", "A quake of magnitude 6.3 struck Varn, killing at least 44 people", day="2026-03-07"
    )
    assert sides(early, later) == [{"r:a", "r:b"}, {"r:a"}, {"r:b"}]


def told(*briefs: Brief) -> tuple[Group, list[StatementOrigins]]:
    one = group(keys(*briefs))
    tracing = Tracing(Pile(briefs), [one])
    ground = ground_of(tracing)
    return one, list(tracing.statements(lambda t: sides_of(ground, t)))


def test_each_side_has_its_origins_and_an_id_of_its_own() -> None:
    both = report("r:a", "5 people were killed, 4 are missing")
    others = report("r:c", "9 people were killed, 2 are missing", day="2026-03-08")
    alike = report("r:d", "5 people were killed, 4 are missing so far", day="2026-03-09")
    one, found = told(both, others, alike)
    assert [len(s.origins) for s in found] == [2, 1]
    assert found[0].id == one.id
    assert len({s.id for s in found}) == len(found)
    assert found[1].id == f"{one.id}+{found[1].tellings[0]}"


def test_a_group_that_holds_together_is_one_statement() -> None:
    one, found = told(report("r:a", "12 people were killed"), report("r:b", "12 people died"))
    assert [(s.id, len(s.origins)) for s in found] == [(one.id, 2)]
