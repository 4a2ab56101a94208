"""Searching: what it is narrowed to, and what it counts, against a plain walk over the records."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.casebook import (
    Addition,
    Casebook,
    Finding,
    Hit,
    Made,
    Wanted,
    Within,
    addition,
    open_casebook,
    search,
)
from onrecord.casebook.facets import MOST_VALUES
from onrecord.casebook.rows import REPORT_COLUMNS, ROWS
from onrecord.model import Span
from tests import samples
from tests.casebook.pieces import on

PEOPLE = ("Ada Loer", "Ben Karst", "Ines Mol")
PLACES = (11, 12)
STANCES = ("asserts", "denies")
OUTLETS = ("Kurier", "Le Fanal", None)


def made(number: int) -> Addition:
    """A report with one statement, whose facts follow from its number."""
    tail = f"\nNuméro {number}, barrage {'pont' if number % 2 else 'digue'}.\n"
    report = samples.report(
        id=f"r:{number:016x}",
        original_sha256=f"{number:064x}",
        text=samples.TEXT + tail,
        outlet=OUTLETS[number % 3],
        title=None,
        published=on(f"2024-{number % 4 + 1:02d}-{number % 28 + 1:02d}"),
        language="fr" if number % 5 else "en",
    )
    base = addition(samples.record(report=report), b"brief", name=f"{number}.txt")
    said = dict(zip(ROWS["statement"], base.statements[0], strict=True))
    said["stance"] = STANCES[number % 2]
    said["certainty"] = "hedged" if number % 4 == 0 else "certain"
    span = samples.at("la mairie")
    there = ("pl:1", "la mairie", PLACES[number % 2], "FR", "PPL", 1.0, 2.0, span.start, span.end)
    event = ("ev:1", "ASSAULT", None, "", "blessé", "", "denied", said["id"], 0, 1)
    return replace(
        base,
        statements=(tuple(said.values()),),
        entities=(("en:1", "person", PEOPLE[number % 3], None, 1, span.start, span.end),),
        places=(there,) if number % 7 else (),
        events=(event,) if number % 3 == 0 else (),
    )


COUNT = 60


@pytest.fixture(scope="module")
def casebook(tmp_path_factory: pytest.TempPathFactory) -> Casebook:
    path = tmp_path_factory.mktemp("search") / "case.db"
    with open_casebook(path, write=True, create_new=True) as writer:
        writer.add(made(n) for n in range(COUNT))
    return open_casebook(path)


def numbers(hits: tuple[Hit, ...]) -> list[int]:
    return [int(hit.report_id[2:], 16) for hit in hits]


def fits(number: int, wanted: Wanted) -> bool:
    day = f"2024-{number % 4 + 1:02d}-{number % 28 + 1:02d}"
    place = str(PLACES[number % 2]) if number % 7 else None
    last = {STANCES[number % 2], *(("hedged",) if number % 4 == 0 else ("certain",))}
    return all(
        (
            wanted.outlet in {None, OUTLETS[number % 3]},
            wanted.language in {None, "fr" if number % 5 else "en"},
            wanted.person in {None, PEOPLE[number % 3]},
            wanted.place in {None, place},
            wanted.since is None or day >= wanted.since,
            wanted.until is None or day[: len(wanted.until)] <= wanted.until,
            not wanted.words or ("pont" if number % 2 else "digue") == wanted.words,
            "ASSAULT" not in wanted.kinds or number % 3 == 0,
            "denies" not in wanted.kinds or "denies" in last,
            wanted.certainty != "hedged" or "hedged" in last,
        )
    )


WANTED = st.builds(
    Wanted,
    words=st.sampled_from(["", "pont", "digue"]),
    outlet=st.sampled_from([None, *OUTLETS[:2]]),
    language=st.sampled_from([None, "fr", "en"]),
    person=st.sampled_from([None, *PEOPLE, "Nobody"]),
    place=st.sampled_from([None, "11", "12", "13"]),
    since=st.sampled_from([None, "2024-02", "2024-03-05"]),
    until=st.sampled_from([None, "2024-03", "2024-02-20"]),
    kinds=st.sampled_from([(), ("denies",), ("denies", "ASSAULT")]),
    certainty=st.sampled_from([None, "hedged"]),
    facets=st.just(value=True),
    limit=st.just(COUNT),
)


@pytest.mark.parametrize("bounds", [(4_000, 500), (4_000, 3), (5, 500), (5, 3)])
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(wanted=WANTED)
def test_hits_and_counts_are_those_of_a_walk(
    casebook: Casebook, bounds: tuple[int, int], wanted: Wanted
) -> None:
    """Whichever way the hits are found: weighed or newest first, through the few or through all."""
    if not (wanted.words or wanted.is_narrowed):
        assert casebook.search(wanted).hits == ()
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "MOST_RANKED", bounds[0])
        patch.setattr(search, "FEW", bounds[1])
        found = casebook.search(wanted)
    expected = [n for n in range(COUNT) if fits(n, wanted)]
    assert sorted(numbers(found.hits)) == expected
    assert (found.count, found.all_seen, found.more) == (len(expected), True, False)
    facets = {facet.feature: facet for facet in found.facets}
    people = Counter(PEOPLE[n % 3] for n in expected)
    shown = {v.value: v.count for v in facets["person"].values} if "person" in facets else {}
    assert {name: count for name, count in shown.items() if count} == people
    months = Counter(f"2024-{n % 4 + 1:02d}" for n in expected)
    values = facets["month"].values if "month" in facets else ()
    assert [(v.value, v.count) for v in values] == sorted(months.items(), reverse=True)


def test_days_come_last_first_without_words(casebook: Casebook) -> None:
    found = casebook.search(Wanted(words="", language="fr", limit=1_000))
    days = [hit.published for hit in found.hits]
    assert days == sorted(days, key=str, reverse=True) and not found.ranked


def test_statements_are_narrowed_by_what_they_are(casebook: Casebook) -> None:
    wanted = Wanted(
        words="",
        within="statements",
        kinds=("denies",),
        certainty="hedged",
        facets=True,
        limit=COUNT,
    )
    found = casebook.search(wanted)
    # Numbers that are odd deny, and never hedge.
    assert found.hits == ()
    wanted = replace(wanted, certainty=None)
    found = casebook.search(wanted)
    assert len(found.hits) == COUNT // 2
    stances = next(f for f in found.facets if f.feature == "stance")
    assert [(v.value, v.count) for v in stances.values] == [("denies", COUNT // 2)]
    source = next(f for f in found.facets if f.feature == "source").values[0]
    assert casebook.search(replace(wanted, source=source.value)).count == source.count


def test_a_hit_in_a_statement_is_located_in_its_report(casebook: Casebook) -> None:
    for hit in casebook.search(Wanted(words="blessé", within="statements")).hits:
        (passage,) = hit.passages
        text = casebook.text(hit.report_id)
        assert hit.located(passage).of(text) == passage.of(hit.words) == "blessé"


def test_a_passage_behind_a_gap_is_located(casebook: Casebook) -> None:
    text = "abc def ghi"
    (hit,) = casebook.search(Wanted(words="digue", limit=1)).hits
    parts = replace(hit, words="abc … ghi", spans=(Span(start=0, end=3), Span(start=8, end=11)))
    assert parts.located(Span(start=6, end=9)).of(text) == "ghi"
    assert parts.located(Span(start=0, end=9)).of(text) == "abc"
    assert parts.located(Span(start=4, end=5)).of(text) == "g"


def test_counts_are_of_the_first_hits(casebook: Casebook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "MOST_COUNTED", 10)
    found = casebook.search(Wanted(words="barrage", facets=True, limit=4, offset=8))
    assert (found.count, found.all_seen, len(found.hits), found.more) == (10, False, 2, False)
    assert sum(v.count for v in found.facets[0].values) == 10
    assert casebook.search(Wanted(words="barrage", facets=True, limit=4)).more


def test_what_lies_behind_what_is_looked_at_is_not_said_to_be_all(
    casebook: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "MOST_SEEN", 20)
    found = casebook.search(Wanted(words="", since="2024", kinds=("denies",), facets=True))
    assert 0 < found.count < COUNT // 2
    assert not found.all_seen


def test_no_more_values_than_are_shown(tmp_path: Path) -> None:
    with open_casebook(tmp_path / "case.db", write=True, create_new=True) as casebook:
        ready = [made(n) for n in range(MOST_VALUES + 3)]
        at = REPORT_COLUMNS.index("outlet")
        casebook.add(
            replace(one, report=(*one.report[:at], f"Outlet {n}", *one.report[at + 1 :]))
            for n, one in enumerate(ready)
        )
        wanted = Wanted(words="barrage", facets=True)
        facets = casebook.search(wanted).facets
        outlets = next(f for f in facets if f.feature == "outlet")
        assert (len(outlets.values), outlets.more) == (MOST_VALUES, True)
        # What is asked for is told, however seldom it is.
        (last,) = casebook.search(replace(wanted, outlet=f"Outlet {MOST_VALUES}")).facets[1:2]
        assert [v.value for v in last.values] == [f"Outlet {MOST_VALUES}"]


def test_kinds_that_there_are_not_find_nothing(casebook: Casebook) -> None:
    assert casebook.search(Wanted(words="barrage", kinds=("sings",))).hits == ()


def test_an_event_is_a_kind_of_what_tells_it(casebook: Casebook) -> None:
    for within in ("reports", "statements"):
        wanted = Wanted(words="", within=within, kinds=("ASSAULT",), facets=True)  # type: ignore[arg-type]
        found = casebook.search(wanted)
        assert found.count == COUNT // 3
        events = next(f for f in found.facets if f.feature == "event")
        assert [(v.value, v.count) for v in events.values] == [("ASSAULT", COUNT // 3)]


def one_person(names: tuple[str, ...], numbers: range) -> Finding:
    """What a comparison says that reports which use these names mean."""
    members = tuple((made(n).report_id, "en:1") for n in numbers if PEOPLE[n % 3] in names)
    return Finding(
        kind="entity",
        id=f"entity:{members[0][0]}/en:1",
        sort="person",
        name=names[0],
        origins=0,
        reports=len(members),
        tellings=len(members),
        earliest=None,
        latest=None,
        body=b"x",
        why=b"",
        members=members,
    )


@pytest.mark.parametrize("few", [3, 500])
def test_a_person_is_found_under_all_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(search, "FEW", few)
    compared = Made(at="2026", software="x", reports=12, state=1, judgement=0, counts={})
    with open_casebook(tmp_path / "case.db", write=True, create_new=True) as case:
        case.add(made(n) for n in range(12))

        def found(person: str, within: Within = "reports") -> list[int]:
            return sorted(numbers(case.search(Wanted(words="", person=person, within=within)).hits))

        assert found("Ada Loer") == [0, 3, 6, 9]
        case.keep(compared, [one_person(PEOPLE[:2], range(12)), one_person(PEOPLE[2:], range(12))])
        both = [0, 1, 3, 4, 6, 7, 9, 10]
        assert found("Ada Loer") == found("Ben Karst") == both
        assert found("Ada Loer", "statements") == both
        assert found("Ines Mol") == [2, 5, 8, 11]
        assert found("Nobody") == []
        # What was said before of who is who counts no more.
        case.keep(compared, [one_person(PEOPLE[:1], range(12))])
        assert found("Ada Loer") == [0, 3, 6, 9]
