"""Disagreements: each kind by what is one, and by what only looks like one."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from onrecord.across.brief import Brief, Named, Telling, When, Where
from onrecord.across.disagreements import disagreements, found_in
from onrecord.across.origins import Tracing
from onrecord.across.told import Pile
from onrecord.model import Participant, Span
from onrecord.model.case import Disagreement
from tests.across.piles import at, brief, copy, deed, group, keys, telling


def report(name: str, words: str, *, day: str | None = "2026-03-02", **given: Any) -> Brief:
    """A report of one sentence that somebody says."""
    text = f"{words}, the governor said."
    outlet = given.pop("outlet", None)
    language = given.pop("language", "en")
    one = telling(text, words, "the governor", **given)
    return brief(name, text, one, day=day, outlet=outlet, language=language)


def among(*briefs: Brief) -> list[Disagreement]:
    return list(disagreements(briefs, (), [group(keys(*briefs))]))


def told(found: list[Disagreement]) -> list[tuple[str, str]]:
    return [(d.kind, d.relation) for d in found]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("12 people were killed", "15 people were killed", ["disagreement"]),
        ("12 people were killed", "about 12 people were killed", []),
        ("at least 12 people were killed", "12 people were killed", []),
        ("12 people were killed", "12 people were injured", []),
        ("The engine stopped for 3 hours", "The engine stopped for 11 hours", ["disagreement"]),
        ("The engine stopped for 3 hours", "The engine stopped at 11 hours of the evening", []),
        ("up to 12 people were killed", "15 people were killed", ["disagreement"]),
        ("at least 12 people were killed", "at least 15 people were killed", ["update"]),
        ("140 residents were evacuated", "about 140 residents were evacuated", []),
        ("the plan costs 18 million euros", "the plan costs 18.4 million euros", []),
        ("the plan costs 18 million euros", "the plan costs 25 million euros", ["disagreement"]),
        ("she carries 61,000 tonnes of oil", "she carries 58,000 tonnes of oil", ["disagreement"]),
        ("between 80 and 95 people were killed", "about 90 people were killed", []),
        ("11 of 24 wagons overturned", "14 of 24 wagons overturned", ["disagreement"]),
        ("11 wagons overturned", "the crane lifted 14 wagons", []),
        ("the engine ran for 93 seconds", "the engine ran for 2 minutes", ["disagreement"]),
        ("11 people, and not 12, were killed", "12 people were killed", ["disagreement"]),
        ("two women and a man were killed", "3 people were killed", []),
        ("thousands of people marched", "4,000 people marched", []),
        ("he met the 36-year-old boxer", "he met the 40-year-old boxer", []),
        ("a man was killed at the bridge", "2 people were killed at the bridge", []),
        ("the siege lasted 3 hours", "they waited 11 hours for a helicopter", []),
        ("38 people were injured", "11 of the injured people were children", []),
        ("two people were killed on Monday", "another 5 people were killed", []),
        ("he was found 33 hours after the flood", "he was found 86 hours after the flood", []),
    ],
)
def test_amounts_of_one_day(one: str, other: str, expected: list[str]) -> None:
    found = among(report("r:a", one), report("r:b", other))
    assert told(found) == [("number", relation) for relation in expected]


@pytest.mark.parametrize(
    ("third", "expected"),
    [
        ("12 people were killed in the depot. 3 people were killed in the convoy", []),
        ("12 people were killed, while the rebels say that 3 people were killed", ["disagreement"]),
        ("The depot burned and the convoy was hit", ["disagreement"]),
    ],
)
def test_what_a_report_tells_of_two_things_is_no_disagreement_of_others(
    third: str, expected: list[str]
) -> None:
    one, other = report("r:a", "12 people were killed"), report("r:b", "3 people were killed")
    found = among(one, other, report("r:c", third))
    beside = [
        d for d in found if "r:c" not in {d.left.passage.report_id, d.right.passage.report_id}
    ]
    assert told(beside) == [("number", relation) for relation in expected]


def test_a_toll_that_grows_is_an_update_each_against_the_one_before() -> None:
    found = among(
        *(
            report(f"r:{n}", f"{count} people were killed", day=f"2026-03-0{n}")
            for n, count in ((2, 12), (3, 15), (4, 31))
        )
    )
    assert [(d.relation, d.left.says, d.right.says) for d in found] == [
        ("update", "12 dead", "15 dead"),
        ("update", "15 dead", "31 dead"),
    ]
    assert found[0].left.as_of == "2026-03-02"


def test_a_toll_that_falls_is_none_unless_the_outlet_corrects_itself() -> None:
    def told_by(outlet: str) -> list[tuple[str, str]]:
        one = report("r:a", "15 people were killed", outlet="Courier")
        return told(
            among(one, report("r:b", "12 people were killed", day="2026-03-03", outlet=outlet))
        )

    assert told_by("Gazette") == [("number", "disagreement")]
    assert told_by("Courier") == [("number", "update")]


def test_all_that_say_the_same_are_one_side_and_the_earliest_stands_for_it() -> None:
    twelve = [report(f"r:a{n}", "12 people were killed", day=f"2026-03-0{n}") for n in (2, 3)]
    fifteen = [report(f"r:b{n}", "15 people were killed", day="2026-03-02") for n in (1, 2)]
    (found,) = among(*twelve, *fifteen)
    assert (found.left.telling, found.right.telling) == (keys(twelve[0])[0], keys(fifteen[0])[0])
    assert found.left.passage.span.of(twelve[0].text) == "12"


def test_counts_of_one_story_meet_though_they_stand_in_no_one_statement() -> None:
    def story(name: str, count: int, where: str, day: str) -> Brief:
        text = f"The dam broke. The flood at {where} killed {count} people, the governor said."
        said = f"The flood at {where} killed {count} people"
        tellings = (telling(text, "The dam broke"), telling(text, said, "the governor"))
        return brief(name, text, *tellings, day=day)

    def found(where: str) -> list[tuple[str, str]]:
        a = story("r:a", 12, "Aubrelle", "2026-03-02")
        b = story("r:b", 15, where, "2026-03-03")
        groups = [group((keys(a)[0], keys(b)[0])), *(group((key,)) for key in keys(a, b)[1::2])]
        return told(list(disagreements((a, b), (), groups)))

    assert found("Aubrelle") == [("number", "update")]
    assert found("Mirza") == []


def when(text: str, words: str, earliest: str, latest: str = "", grain: str = "day") -> When:
    span = at(text, words)
    return When(
        id=f"ti:{span.start}", span=span, earliest=earliest, latest=latest or earliest, grain=grain
    )


def happened(
    name: str,
    time: When | None = None,
    place: Where | None = None,
    text: str = "They signed the accord on that day in that town.",
    **given: Any,
) -> Brief:
    one = deed(
        text,
        "signed",
        times=() if time is None else (time.id,),
        places=() if place is None else (place.id,),
        **given,
    )
    return brief(
        name,
        text,
        telling(text, text, deeds=(one.id,)),
        times=() if time is None else (time,),
        places=() if place is None else (place,),
        deeds=(one,),
    )


TEXT = "They signed the accord on that day in that town."


def event(*briefs: Brief) -> list[Disagreement]:
    members = [f"{b.report_id}/{b.deeds[0].id}" for b in briefs]
    return list(disagreements(briefs, (), [group(members, "event")]))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("2026-03-04",), ("2026-03-05",), 1),
        (("2026-03-04",), ("2026-03-01", "2026-03-31", "month"), 0),
        (("2026-03-04T20", "2026-03-05T06", "daypart"), ("2026-03-05",), 0),
        (("2026-03-04T18", "2026-03-04T23", "daypart"), ("2026-03-05",), 1),
    ],
)
def test_dates_of_one_event(one: tuple[str, ...], other: tuple[str, ...], expected: int) -> None:
    a = happened("r:a", when(TEXT, "that day", *one))
    text = TEXT.replace("that day", "one evening")
    b = happened("r:b", when(text, "one evening", *other), text=text)
    assert told(event(a, b)) == [("date", "disagreement")] * expected


def test_deeds_of_two_people_are_no_one_event() -> None:
    def ordered(name: str, day: str, who: str) -> Brief:
        text = TEXT.replace("They", who).replace("that day", f"day {day[-1]}")
        doer = Participant(span=at(text, who), entity_id=f"en:{who}")
        return happened(name, when(text, f"day {day[-1]}", day), text=text, actors=(doer,))

    sides = [ordered("r:a", "2026-03-04", "Owners"), ordered("r:b", "2026-03-06", "Courts")]
    assert event(*sides) == []


def test_one_word_for_a_day_that_was_read_from_two_anchors_is_nothing() -> None:
    days = ("2026-03-02", "2026-03-09")
    text = TEXT.replace("that day", "Monday")
    sides = [happened(f"r:{d}", when(text, "Monday", d), text=text) for d in days]
    assert event(*sides) == []


def test_one_day_of_the_week_in_two_words_is_nothing_either() -> None:
    sides = [
        happened(f"r:{d}", when(text, words, d), text=text)
        for words, d in (("Monday", "2026-03-02"), ("last week", "2026-03-09"))
        for text in (TEXT.replace("that day", words),)
    ]
    assert event(*sides) == []
    tuesday = TEXT.replace("that day", "last week")
    other = happened("r:o", when(tuesday, "last week", "2026-03-10"), text=tuesday)
    assert len(event(sides[0], other)) == 1


@pytest.mark.parametrize(("cue", "expected"), [("said", 0), ("", 1)])
def test_the_day_of_saying_is_no_day_of_what_is_said(cue: str, expected: int) -> None:
    def one(name: str, last: str, day: str) -> Brief:
        text = f"The depot of Varn burned down, the governor said {last}"
        said = telling(text, "The depot of Varn burned down", "the governor" if cue else "")
        said = replace(said, cue=cue, sentence=at(text, text), times=("t:1",))
        whole = telling(text, text, times=("t:1",))
        return brief(name, text, *((said,) if cue else ()), whole, times=(when(text, last, day),))

    found = among(one("r:a", "Friday", "2026-03-06"), one("r:b", "Saturday", "2026-03-07"))
    assert len([d for d in found if d.kind == "date"]) == expected


def test_what_lay_ahead_and_is_put_off_is_an_update() -> None:
    def planned(name: str, day: str, for_day: str, called: str) -> Brief:
        words = f"the water tests will be ready on {called}"
        text = f"{words}, the governor said."
        time = when(text, called, for_day)
        one = telling(text, words, "the governor", times=(time.id,))
        return brief(name, text, one, day=day, times=(time,))

    found = among(
        planned("r:a", "2026-03-02", "2026-03-05", "Thursday"),
        planned("r:b", "2026-03-04", "2026-03-09", "Monday"),
    )
    assert told(found) == [("date", "update")]


def where(kind: str, geonames: int, lat: float, lon: float, country: str = "FR") -> Where:
    return Where(
        id="pl:1",
        span=at(TEXT, "that town"),
        geonames_id=geonames,
        country=country,
        kind=kind,
        lat=lat,
        lon=lon,
    )


LYON, PARIS = where("PPLA", 1, 45.75, 4.85), where("PPLC", 2, 48.85, 2.35)
FRANCE, SPAIN = where("PCLI", 3, 46.0, 2.0), where("PCLI", 4, 40.0, -4.0, "ES")
VILLEURBANNE = where("PPL", 5, 45.77, 4.88)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [(LYON, PARIS, 1), (LYON, FRANCE, 0), (LYON, SPAIN, 1), (LYON, VILLEURBANNE, 0)],
)
def test_places_of_one_event(one: Where, other: Where, expected: int) -> None:
    named = (one, TEXT.replace("that town", "the bourg")), (other, TEXT)
    a, b = (
        happened(f"r:{n}", place=replace(p, span=at(text, text[-10:-1])), text=text)
        for n, (p, text) in enumerate(named)
    )
    found = event(a, b)
    assert told(found) == [("place", "disagreement")] * expected
    assert all("km" in d.because for d in found)


def venue(name: str, words: str, more: str = "") -> Brief:
    text = f"{words}, the governor said.{more}"
    return brief(name, text, telling(text, words, "the governor"))


@pytest.mark.parametrize(
    ("one", "other", "more", "expected"),
    [
        ("The talks broke off at the Customs House", "at the Hotel Splendid", "", 1),
        ("The talks broke off at the Customs House", "in Kestrel Bay", "", 0),
        ("The talks broke off at the Customs House", "at the Old Customs House", "", 0),
        # Who names both knows how they lie to each other.
        (
            "The talks broke off at the Customs House",
            "at the Hotel Splendid",
            " The Customs House was shut.",
            0,
        ),
    ],
)
def test_places_whose_coordinates_nobody_knows(
    one: str, other: str, more: str, expected: int
) -> None:
    found = among(venue("r:a", one), venue("r:b", one.replace("at the Customs House", other), more))
    assert told(found) == [("place", "disagreement")] * expected


@pytest.mark.parametrize(
    ("given", "words", "expected"),
    [
        ({"stance": "denies", "polarity": "negative"}, "that bridge had collapsed", 1),
        ({}, "the bridge had not collapsed", 1),
        ({"stance": "denies", "polarity": "negative"}, "the bridge had not collapsed", 0),
        ({"stance": "asks"}, "the bridge had not collapsed", 0),
        ({"certainty": "hedged"}, "the bridge had not collapsed", 0),
        ({}, "the bridge had collapsed, though nobody was on it and it was not old", 0),
        ({}, "the bridge had not collapsed since 2019", 0),
        ({}, "nobody knew why the bridge had collapsed", 0),
        ({}, "if the bridge had not collapsed they would have crossed", 0),
    ],
)
def test_a_statement_and_its_denial(given: dict[str, str], words: str, expected: int) -> None:
    found = among(report("r:a", "the bridge had collapsed"), report("r:b", words, **given))
    assert told(found) == [("polarity", "disagreement")] * expected


def test_a_denial_that_people_took_out_denies_nothing() -> None:
    sides = (
        report("r:a", "the bridge had collapsed"),
        report("r:b", "that bridge had collapsed", stance="denies", polarity="negative"),
    )
    groups = [group(keys(*sides))]
    assert told(list(found_in(Tracing(Pile(sides), groups)))) == [("polarity", "disagreement")]
    without = Tracing(Pile(sides, rejected=keys(sides[1])), groups)
    assert found_in(without) == ()


QUOTE = '"This was a poisoning with a permit"'


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Le bateau est sain, rien ne fuit", "Le bateau est sain et rien ne fuit"),
        ("Il y a vingt marins à bord du cargo", "Il y a dix et non vingt marins à bord du cargo"),
    ],
)
def test_what_both_deny_and_numbers_are_no_denials(one: str, other: str) -> None:
    sides = [report(f"r:{n}", words, language="fr") for n, words in enumerate((one, other))]
    assert "polarity" not in {kind for kind, _ in told(among(*sides))}


def quoting(name: str, speaker: str, quote: str = QUOTE) -> Brief:
    text = f"{quote}, {speaker} said."
    span = at(text, speaker)
    who = Named(
        id="en:1",
        kind="person",
        name=speaker,
        names=(speaker,),
        called=(),
        key="",
        mentions=1,
        first=span,
    )
    one: Telling = telling(text, quote, speaker, quotation="direct", speakers=("en:1",))
    return brief(name, text, one, entities=(who,))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Fergus Aird", "Moira Dalgleish", 1),
        ("Fergus Aird", "Aird", 0),
        ("Fergus Aird", "Fergus Aird of Tarn", 0),
    ],
)
def test_the_same_words_in_two_mouths(one: str, other: str, expected: int) -> None:
    a, b = quoting("r:a", one), quoting("r:b", other)
    apart = [group(keys(a)), group(keys(b))]
    for groups in ([group(keys(a, b))], apart):
        assert told(list(disagreements((a, b), (), groups))) == (
            [("attribution", "disagreement")] * expected
        )


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ("“This was a killing with a permit”", 1),
        ("“This was a poisoning with a permit and a stamp”", 0),
        ("“This was … a poisoning with a permit”", 0),
        ("“This was a poisonning with a permit”", 0),
        ("“This was, poisoned, with a permit”", 0),
        ("“We shall ask who signed it and go to court”", 0),
    ],
)
def test_one_speaker_in_two_wordings(other: str, expected: int) -> None:
    found = among(quoting("r:a", "Fergus Aird"), quoting("r:b", "Mr Aird", other))
    assert told(found) == [("quotation", "disagreement")] * expected


def test_the_words_of_a_translation_are_the_translators() -> None:
    other = QUOTE.replace("poisoning", "killing")
    a, b = quoting("r:a", "Fergus Aird"), quoting("r:b", "Mr Aird", other)
    wire = brief("r:w", QUOTE, telling(QUOTE, QUOTE), day="2026-03-01", language="fr")
    taken = copy(wire, b, kind="translation", share=0.9)
    groups = [group(keys(a, b))]
    assert told(list(disagreements((a, b), (), groups))) == [("quotation", "disagreement")]
    assert told(list(disagreements((wire, a, b), (taken,), groups))) == []


def test_what_is_taken_from_a_report_is_told_of_its_days() -> None:
    def dated(name: str, day: str, evening: str) -> Brief:
        words = f"The dam of Varn broke {evening} after the flood"
        text = f"{words}, the governor said."
        times = (when(text, evening, f"{day}T17:00", f"{day}T23:59", "daypart"),)
        one = telling(text, words, "the governor", times=(times[0].id,))
        return brief(name, text, one, day=day, times=times)

    a = dated("r:a", "2026-03-02", "this evening")
    b = dated("r:b", "2026-03-03", "late tonight")
    groups = [group(keys(a, b))]
    assert told(list(disagreements((a, b), (), groups))) == [("date", "disagreement")]
    taken = copy(a, b, "The dam of Varn broke", share=0.9)
    assert told(list(disagreements((a, b), (taken,), groups))) == []


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ("In Varn 12 people were killed in the depot on Monday", ["disagreement"]),
        ("In Varn 12 people were killed in the depot and 3 people were killed in the tent", []),
    ],
)
def test_who_tells_both_differs_from_none(other: str, expected: list[str]) -> None:
    one = report("r:a", "In Varn 3 people were killed in the depot on Monday")
    found = among(one, report("r:b", other))
    assert told(found) == [("number", relation) for relation in expected]


def test_quotations_of_one_speaker_meet_across_the_statements_of_a_story() -> None:
    a, b = quoting("r:a", "Fergus Aird"), quoting("r:b", "Mr Aird", QUOTE.replace("a p", "no p"))
    other = telling(b.text, "Mr Aird")
    b = brief("r:b", b.text, *b.tellings, other, entities=b.entities)
    groups = [group((keys(a)[0], f"r:b/{other.id}"))]
    assert ("quotation", "disagreement") in told(list(disagreements((a, b), (), groups)))


COUNTS = st.lists(
    st.tuples(st.integers(2, 30), st.sampled_from([None, "2026-03-02", "2026-03-03"])),
    min_size=1,
    max_size=6,
)


@given(COUNTS, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_briefs_changes_nothing_and_no_report_disagrees_with_itself(
    rows: list[tuple[int, str | None]], shuffled: random.Random
) -> None:
    briefs = [report(f"r:{n}", f"{c} people were killed", day=d) for n, (c, d) in enumerate(rows)]
    groups = [group(keys(*briefs))]
    first = disagreements(briefs, (), groups)
    mixed = list(briefs)
    shuffled.shuffle(mixed)
    assert disagreements(mixed, (), groups) == first
    assert all(d.left.passage.report_id != d.right.passage.report_id for d in first)
    assert len({d.id for d in first}) == len(first)
    texts = {b.report_id: b.text for b in briefs}
    for side in (s for d in first for s in (d.left, d.right)):
        assert side.passage.span.of(texts[side.passage.report_id]) in side.says
        assert side.passage.span != Span(start=0, end=0)


def test_a_disagreement_has_a_score_and_the_reasons_for_it() -> None:
    (found,) = among(
        report("r:a", "12 people were killed in the flood"),
        report("r:b", "the flood killed 15 people"),
    )
    assert 0.5 <= found.score <= 1
    assert {"toll", "one statement", "words around"} <= {r.feature for r in found.reasons}
    assert "flood" in " ".join(r.says for r in found.reasons)


def test_who_tells_both_knows_both() -> None:
    """What says the same is the better answer, whatever else a report counts."""
    both = report("r:b", "the plan costs 18 million euros and the bridge 25 million euros")
    assert among(report("r:a", "the plan costs 18 million euros"), both) == []
    # Which of the two is it? Nothing is said.
    assert among(report("r:a", "it costs 20 million euros"), both) == []


def test_reports_that_only_a_third_one_joins_are_not_held_against_each_other() -> None:
    a = report("r:a", "12 people were killed in the flood")
    b = report("r:b", "15 people were killed in the flood")
    c = report("r:c", "the flood killed many people")
    joined = [group((*keys(a), *keys(c))), group((*keys(b), f"r:c/{c.tellings[0].id}"))]
    assert told(list(disagreements((a, b, c), (), joined[:1]))) == []


def test_what_six_outlets_copied_is_told_once() -> None:
    text = "The fire brigade counted 12 people who were killed in the flood of Tarn"
    copies = [report(f"r:b{n}", text, day="2026-03-03") for n in range(5)]
    one = report("r:a", "15 people were killed in the flood of Tarn")
    assert len(among(one, *copies)) == 1
