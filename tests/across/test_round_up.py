"""One long telling of many matters does not make them one."""

from __future__ import annotations

from onrecord.across.brief import Brief
from onrecord.across.judged import Judged
from onrecord.across.same_statement import beside, same_statements
from onrecord.model.case import Group
from tests.across.makers import brief, judgement, telling

NEWS = (
    "The council of Varn sold its 3 old ferries to a dealer in scrap",
    "Lightning burned 12 barns in the hills above Quorry",
    "A judge in Ostby jailed 2 brothers for forging coins",
    "The Lattimer bridge was closed to lorries of 40 tonnes",
)


def reports(*texts: str) -> list[Brief]:
    return [
        brief(f"r:{n}", f"{text}.", tellings=[telling(f"{text}.", text)])
        for n, text in enumerate(texts, 1)
    ]


def together(groups: tuple[Group, ...]) -> list[set[str]]:
    found = [{key.split("/")[0] for key in g.members} for g in groups if len(g.members) > 1]
    return sorted(found, key=sorted)


def grouped(briefs: list[Brief], judged: Judged | None = None) -> list[set[str]]:
    return together(same_statements(briefs, (), (), (), judged or Judged())[0])


def test_a_round_up_is_told_with_each_of_its_parts_and_joins_none_of_them() -> None:
    briefs = reports(*NEWS, "; ".join(NEWS))
    assert grouped(briefs) == [{f"r:{n}", "r:5"} for n in (1, 2, 3, 4)]


def test_every_match_and_member_is_a_telling_of_its_report() -> None:
    briefs = reports(*NEWS, "; ".join(NEWS))
    groups, matches = same_statements(briefs, (), (), (), Judged())
    known = {f"{b.report_id}/{t.id}" for b in briefs for t in b.tellings}
    assert {key for g in groups for key in g.members} == known
    assert {key for m in matches for key in (m.left, m.right)} <= known
    assert len({g.id for g in groups}) == len(groups)


def test_what_people_judged_is_not_cut() -> None:
    briefs = reports(*NEWS, "; ".join(NEWS))
    keys = [f"{b.report_id}/{b.tellings[0].id}" for b in briefs]
    apart = Judged([judgement(1, "different", keys[0], keys[4])])
    assert not any({"r:1", "r:5"} <= found for found in grouped(briefs, apart))


def test_what_is_alike_to_a_third_telling_is_held_against_each_other() -> None:
    alike = [(0, 3, 0.9), (1, 3, 0.8), (2, 3, 0.1)]
    assert beside(alike).tolist() == [[0, 1]]
    assert beside(alike[1:]).tolist() == []
