"""The same entity, event and statement, on briefs put together by hand."""

from __future__ import annotations

from itertools import permutations

import pytest
from msgspec.structs import replace

from onrecord.across import same_entity
from onrecord.across.compare.entities import ENTITIES, Who, may_be_one
from onrecord.across.judged import Judged
from onrecord.across.matter import Matter
from onrecord.across.same_entity import JOINS, compare_entities, same_entities
from onrecord.across.same_event import same_events
from onrecord.across.same_statement import same_statements
from onrecord.model import Span
from onrecord.model.case import Group
from tests.across.bare import bare
from tests.across.makers import brief, copied, deed, judgement, named, telling, who

NOBODY = Judged()


def sets(groups: tuple[Group, ...]) -> set[frozenset[str]]:
    """Groups of more than one member, by their reports."""
    return {frozenset(key.split("/")[0] for key in g.members) for g in groups if len(g.members) > 1}


# ------------------------------------------------------------------ entities


def test_a_full_name_is_one_person_in_any_spelling() -> None:
    a = brief("r:1", "Sergei Shoigu spoke.", entities=[named("", "Sergei Shoigu")])
    b = brief("r:2", "Sergueï Choïgou a parlé.", language="fr")
    b = brief("r:2", b.text, entities=[named("", "Sergueï Choïgou")], language="fr")
    c = brief("r:3", "Сергей Шойгу.", entities=[named("", "Сергей Шойгу")])
    groups, matches = same_entities([a, b, c], NOBODY)
    assert sets(groups) == {frozenset({"r:1", "r:2", "r:3"})}
    assert all(match.reasons for match in matches)


def test_a_thing_whose_names_are_looked_up_alike_is_no_pair_with_itself() -> None:
    names = ("Sergei Shoigu", "Sergueï Choïgou", "Shoigu")
    a = brief("r:1", ", ".join(names), entities=[named("", names[0], names=names)])
    b = brief("r:2", names[1], entities=[named("", names[1])], language="fr")
    _, matches = same_entities([a, b], NOBODY)
    assert [(m.left.split("/")[0], m.right.split("/")[0]) for m in matches] == [("r:1", "r:2")]


def test_a_pair_that_meets_in_several_blocks_is_compared_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[tuple[str, str]] = []

    def watched(left: Who, right: Who) -> bool:
        asked.append((left.key, right.key))
        return may_be_one(left, right)

    monkeypatch.setattr(same_entity, "may_be_one", watched)
    spellings = ("Sergei Shoigu", "Sergey Shoygu", "Serguei Choigou")
    same_entities(
        [brief(f"r:{n}", s, entities=[named("", s)]) for n, s in enumerate(spellings)], NOBODY
    )
    assert len(asked) == len(set(asked)) == 3


def test_an_entry_of_the_base_is_one_thing_and_two_are_two() -> None:
    def country(report: str, name: str, key: str) -> object:
        return brief(report, name, entities=[named(name, name, "country", key=key)])

    reports = [country("r:1", "Germany", "DEU"), country("r:2", "Allemagne", "DEU")]
    assert sets(same_entities(reports, NOBODY)[0]) == {frozenset({"r:1", "r:2"})}
    reports = [country("r:1", "Congo", "COG"), country("r:2", "Congo", "COD")]
    assert sets(same_entities(reports, NOBODY)[0]) == set()


def test_a_surname_alone_makes_no_two_people_one() -> None:
    a = brief("r:1", "Kim Jong Un", entities=[named("", "Kim Jong Un")])
    b = brief("r:2", "Kim Yo Jong", entities=[named("", "Kim Yo Jong")])
    c = brief("r:3", "Kim", entities=[named("", "Kim", called=("the North Korean leader",))])
    found = compare_entities([a, b, c], NOBODY)
    assert sets(found.groups) == set()
    assert any("may be any of" in r.says for apart in found.apart for r in apart.reasons)


def test_a_surname_joins_the_one_bearer_with_a_second_reason_only() -> None:
    leader = ("the harbour master",)
    full = brief("r:1", "Ann Lowe", entities=[named("", "Ann Lowe", called=leader)])
    port = named("", "Port of Varn Authority", "organization")
    full = brief("r:1", full.text, entities=[named("", "Ann Lowe", called=leader), port])
    short = brief("r:2", "Lowe", entities=[named("", "Lowe", called=leader), port])
    bare = brief("r:2", "Lowe", entities=[named("", "Lowe")])
    assert frozenset({"r:1", "r:2"}) in sets(same_entities([full, short], NOBODY)[0])
    alone = compare_entities([full, bare], NOBODY)
    assert sets(alone.groups) == set()
    assert len(alone.apart) == 1


def test_bodies_of_one_name_and_two_countries_stay_two() -> None:
    def ministry(report: str, country: str) -> object:
        text = "The Defence Ministry attacked it."
        body = named(text, "Defence Ministry", "organization")
        return brief(
            report,
            text,
            entities=[body],
            deeds=[deed(text, "attacked", actors=(who(body.id, text, "Ministry", country),))],
        )

    assert sets(same_entities([ministry("r:1", "RUS"), ministry("r:2", "ISR")], NOBODY)[0]) == set()


# ------------------------------------------------------------------ events and statements

FIRE = "A fire at the Harrow paper mill killed three workers, police said."
BLAZE = "Four workers were killed in the fire at a paper mill in Harrow."
FEU = "Quatre ouvriers sont morts dans l'incendie de la papeterie de Harrow."
GRAIN = "Grain prices in Odessa rose by four percent, traders said."


def fire_reports() -> list:
    rows = (
        ("r:1", FIRE, "2026-03-02", "en", "killed"),
        ("r:2", BLAZE, "2026-03-03", "en", "killed"),
        ("r:3", FEU, "2026-03-03", "fr", "morts"),
    )
    return [
        brief(
            report,
            text,
            day,
            language=language,
            entities=[named(text, "Harrow", "place", key="2647412")],
            deeds=[deed(text, trigger, recipients=(who("", text, text.split()[-1]),))],
            tellings=[telling(text, text, names=("e:Harrow",))],
        )
        for report, text, day, language, trigger in rows
    ] + [brief("r:4", GRAIN, "2026-03-03", tellings=[telling(GRAIN, GRAIN)])]


def compared(briefs: list, judged: Judged = NOBODY, copies: tuple = ()) -> tuple:
    entities = same_entities(briefs, judged)[0]
    events = same_events(briefs, entities, copies, judged)
    return events, same_statements(briefs, entities, events[0], copies, judged)


def test_one_matter_is_one_statement_across_tolls_and_languages() -> None:
    (events, _), (statements, matches) = compared(fire_reports())
    assert sets(statements) == {frozenset({"r:1", "r:2", "r:3"})}
    assert frozenset({"r:1", "r:2"}) <= max(sets(events), key=len)
    assert {m.kind for m in matches} == {"statement"}


def test_the_order_of_reports_does_not_matter() -> None:
    first = compared(fire_reports())
    assert all(compared(list(order)) == first for order in permutations(fire_reports()))


def test_different_matters_of_one_speaker_stay_apart() -> None:
    one = "The bridge will reopen in May after the last repairs of its deck."
    other = "Council tax must not rise this autumn while wages stand still."
    reports = [
        brief(
            f"r:{n}",
            text,
            entities=[named("", "Peter Grant")],
            tellings=[telling(text, text, speakers=("e:Peter Grant",))],
        )
        for n, text in enumerate((one, other), start=1)
    ]
    assert sets(compared(reports)[1][0]) == set()


def test_opposite_polarity_is_the_same_matter() -> None:
    one = "The alarm of the Harrow mill worked during the fire on Monday."
    other = "The alarm of the Harrow mill did not work during the fire on Monday."
    reports = [
        brief("r:1", one, tellings=[telling(one, one)]),
        brief("r:2", other, tellings=[telling(other, other, polarity="negative")]),
    ]
    _, (groups, matches) = compared(reports)
    assert sets(groups) == {frozenset({"r:1", "r:2"})}
    assert any("opposite polarity" in r.says for m in matches for r in m.reasons)


def test_a_shared_passage_makes_tellings_and_events_the_same() -> None:
    words = "They fled north."
    one = brief("r:1", words, deeds=[deed(words, "fled")], tellings=[telling(words, words)])
    later = f"Much rain. {words}"
    two = brief(
        "r:2",
        later,
        "2026-04-30",
        deeds=[deed(later, "fled")],
        tellings=[telling(later, words)],
    )
    assert sets(compared([one, two])[1][0]) == set()
    events, statements = compared([one, two], copies=(copied(one, two, words),))
    for groups, matches in (events, statements):
        assert sets(groups) == {frozenset({"r:1", "r:2"})}
        assert [r.feature for r in matches[0].reasons] == ["same passage"]


@pytest.mark.parametrize("verdict", ["different", "split"])
def test_a_judgement_keeps_apart_what_any_score_joins(verdict: str) -> None:
    reports = fire_reports()
    keys = [f"{b.report_id}/{b.tellings[0].id}" for b in reports]
    judged = Judged([judgement(1, verdict, keys[0], keys[1])])
    groups, matches = compared(reports, judged)[1]
    assert not any(keys[0] in g.members and keys[1] in g.members for g in groups)
    assert (keys[0], keys[1]) not in {(m.left, m.right) for m in matches}


def test_a_judgement_joins_what_no_score_joins() -> None:
    reports = fire_reports()
    keys = [f"{b.report_id}/{b.tellings[0].id}" for b in reports]
    judged = Judged(
        [judgement(7, "same", keys[0], keys[3]), judgement(8, "rename", keys[0], value="Fires")]
    )
    groups, matches = compared(reports, judged)[1]
    whole = next(g for g in groups if keys[0] in g.members)
    assert keys[3] in whole.members
    assert whole.name == "Fires"
    assert [m.judged for m in matches if (m.left, m.right) == (keys[0], keys[3])] == ["7"]


def test_what_was_rejected_is_in_no_group() -> None:
    reports = fire_reports()
    key = f"r:2/{reports[1].tellings[0].id}"
    groups, matches = compared(reports, Judged([judgement(1, "reject", key)]))[1]
    assert not any(key in g.members for g in groups)
    assert not any(key in {m.left, m.right} for m in matches)


def test_what_cannot_be_one_scores_too_little() -> None:
    # Everything else that two entities can have in common does not make up for other names.
    def one(name: str) -> Who:
        return Who(
            key=name,
            report=0,
            kind="person",
            name=name,
            names=(name,),
            called=frozenset({"prime minister"}),
            base="",
            beside=("a", "b", "c"),
            countries=frozenset({"FR"}),
        )

    left, right = one("Anna Lindqvist"), one("Omar Haddad")
    assert not may_be_one(left, right)
    assert ENTITIES.score(left, right) < JOINS
    assert may_be_one(left, one("Anna Lindqvist"))
    assert may_be_one(replace(left, base="Q1"), replace(right, base="Q1"))


def test_a_trigger_outside_of_all_briefs_weighs_nothing() -> None:
    matter = Matter([bare("a", "The ministers of both countries met on Monday.")])
    (word,) = matter.trigger(0, Span(start=0, end=3))
    assert matter.rarity[word] == 0.0
    assert matter.text(word) == "the"
