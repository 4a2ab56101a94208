"""Numbers and abbreviations of states, and PLOVER's scores."""

from __future__ import annotations

import pytest

from onrecord.knowledge.countries import countries
from onrecord.knowledge.cow import State, state_of, states
from onrecord.knowledge.plover import types


@pytest.mark.parametrize(
    ("iso3", "number", "abbreviation"),
    [
        ("USA", 2, "USA"),
        ("FRA", 220, "FRN"),
        ("DEU", 255, "GMY"),
        ("SRB", 345, "YUG"),
        ("XKX", 347, "KOS"),
        ("PRK", 731, "PRK"),
        ("VNM", 816, "DRV"),
        ("WSM", 990, "WSM"),
    ],
)
def test_states_have_their_numbers(iso3: str, number: int, abbreviation: str) -> None:
    assert state_of(iso3) == State(number=number, abbreviation=abbreviation)


@pytest.mark.parametrize("code", ["", "UNO", "HKG", "PSE", "VAT", "PRI"])
def test_what_is_no_state_has_none(code: str) -> None:
    assert state_of(code) is None


def test_every_state_is_a_country_and_has_an_abbreviation_of_its_own() -> None:
    assert states().keys() <= countries().keys()
    assert len({s.abbreviation for s in states().values()}) == len(states()) == 195


def test_scores_agree_with_their_side() -> None:
    for kind in types().values():
        conflict = kind.quad.endswith("conflict")
        assert (kind.score <= 0) == conflict, kind.name
        assert all((score <= 0.5) == conflict for score in kind.scores.values()), kind.name


def test_a_mode_without_a_score_has_that_of_its_type() -> None:
    assert types()["PROTEST"].intensity("vandalize") == types()["PROTEST"].score
    assert types()["CONSULT"].intensity("visit") == 4.0
    assert [types()[t].quad_code for t in ("AGREE", "AID", "ACCUSE", "ASSAULT")] == [1, 2, 3, 4]
