"""Origins: each rule by one small pile."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from onrecord.across.brief import Brief, Named
from onrecord.across.carriers import Carriers
from onrecord.across.origins import Tracing, origins
from onrecord.across.told import Pile
from onrecord.model import Span
from onrecord.model.case import Copy, Shared, StatementOrigins, key_of, parts_of
from tests.across.bare import credit
from tests.across.piles import at, bearing, brief, copy, group, keys, telling

DAM = "The dam at Tarn broke on Monday and the lower town was flooded within an hour"
SAID = "the dam broke"


def own(report: str, day: str | None = "2026-03-02", **given: object) -> Brief:
    """A report that tells it in its own voice."""
    return brief(report, f"{DAM}.", telling(f"{DAM}.", DAM), day=day, **given)  # type: ignore[arg-type]


def says(report: str, *through: str, day: str | None = "2026-03-02", **given: object) -> Brief:
    """A report that tells it through others: outermost first, its source last."""
    text = f"{' '.join(through)}: {SAID}."
    return brief(report, text, telling(text, SAID, *through), day=day, **given)  # type: ignore[arg-type]


def traced(*briefs: Brief, copies: tuple[Copy, ...] = ()) -> StatementOrigins:
    (found,) = origins(briefs, copies, [group(keys(*briefs))])
    return found


def edge_kinds(found: StatementOrigins) -> list[str]:
    return [e.kind for e in found.edges]


def names(found: StatementOrigins) -> list[tuple[str, str]]:
    return [(o.kind, o.name) for o in found.origins]


def test_two_reporters_who_heard_one_speaker_are_two_origins() -> None:
    found = traced(says("r:a", "the mayor", outlet="Courier"), says("r:b", "the mayor"))
    assert edge_kinds(found) == ["no dependence found"] * 2
    assert len(found.origins) == 2
    assert (found.reports, found.among) == (2, 2)


def test_a_telling_in_a_shared_passage_is_copied_and_leads_to_the_earlier_ones_origin() -> None:
    a, b = own("r:a", outlet="Courier"), own("r:b", "2026-03-03")
    found = traced(a, b, copies=(copy(a, b, DAM),))
    assert edge_kinds(found) == ["no dependence found", "copied"]
    assert found.edges[1].on == keys(a)[0]
    assert found.edges[1].passages[0].right == Span(start=0, end=len(DAM))
    assert names(found) == [("report", "Courier")]
    assert found.first == keys(a)[0]


def test_the_very_words_of_an_earlier_report_are_a_copy_though_no_passage_is_known() -> None:
    a, b = own("r:a", outlet="Courier"), own("r:b", "2026-03-03")
    found = traced(a, b)
    assert [(e.kind, e.on) for e in found.edges][1] == ("copied", keys(a)[0])
    assert "very words of Courier" in found.edges[1].because
    assert found.first == keys(a)[0]


def test_almost_the_very_words_are_a_copy_and_other_words_are_none() -> None:
    edited = DAM.replace("Monday", "Monday morning").replace("flooded", "under water")
    other = "On Monday the wall of the reservoir at Tarn gave way; the lower town stood under water"
    a = own("r:a", outlet="Courier")
    b, c = (
        brief(f"r:{words[:2]}", f"{words}.", telling(f"{words}.", words), day="2026-03-03")
        for words in (edited, other)
    )
    found = {e.telling: e for e in traced(a, b, c).edges}
    assert (found[keys(b)[0]].kind, found[keys(b)[0]].on) == ("copied", keys(a)[0])
    assert "almost the very words of Courier" in found[keys(b)[0]].because
    assert found[keys(c)[0]].kind == "no dependence found"


def test_a_copy_of_a_copy_is_one_origin_and_its_parent_is_the_nearest() -> None:
    a, b, c = (own(f"r:{n}", f"2026-03-0{d}") for d, n in enumerate("abc", 2))
    copies = (copy(a, b, DAM), copy(a, c, DAM), copy(b, c, DAM))
    found = traced(a, b, c, copies=copies)
    assert [e.on for e in found.edges] == [None, keys(a)[0], keys(b)[0]]
    assert len(found.origins) == 1


def test_a_report_that_copies_one_paragraph_is_an_origin_for_its_own() -> None:
    text = f"{DAM}.\n\nThe school will stay closed until May, our reporter was told."
    closed = "The school will stay closed until May"
    a = own("r:a")
    b = brief("r:b", text, telling(text, DAM), telling(text, closed), day="2026-03-03")
    copies = (copy(a, b, DAM),)
    groups = [group((keys(a)[0], keys(b)[0])), group((keys(b)[1],))]
    copied, added = origins((a, b), copies, groups)
    assert edge_kinds(copied) == ["no dependence found", "copied"]
    assert edge_kinds(added) == ["no dependence found"]
    assert added.origins[0].id == "or:r:b"


def test_words_of_one_speaker_alone_are_no_copy() -> None:
    quote = '"We had two minutes before the whole roof came in on us and we ran for our lives"'
    one, two = f"{quote}, the chief said.", f"Ines Corvane looked tired. {quote}, she said."
    a = brief("r:a", one, telling(one, quote, "the chief", quotation="direct"))
    b = brief("r:b", two, telling(two, quote, "she", quotation="direct"), day="2026-03-03")
    found = traced(a, b, copies=(copy(a, b, quote),))
    assert edge_kinds(found) == ["no dependence found"] * 2
    assert "speaker's words" in found.edges[1].because


def test_a_telling_that_was_copied_is_brought_in_though_nobody_grouped_it() -> None:
    a, b = own("r:a"), own("r:b", "2026-03-03")
    (found,) = origins((a, b), (copy(a, b, DAM),), [group(keys(b))])
    assert found.tellings == keys(a, b)
    assert len(found.origins) == 1


def test_what_people_rejected_is_no_telling_though_it_was_copied() -> None:
    a, b = own("r:a", outlet="Courier"), own("r:b", "2026-03-03")
    pile = Pile((a, b), (copy(a, b, DAM),), rejected=keys(a))
    traced = Tracing(pile, ()).trace(keys(a, b))
    assert traced.tellings == keys(b)
    assert [(e.kind, e.on) for e in traced.edges] == [("copied", None)]


def test_a_copy_of_words_that_were_read_as_no_telling_still_leads_to_that_report() -> None:
    a = brief("r:a", f"{DAM}.", outlet="Courier")
    b = own("r:b", "2026-03-03")
    found = traced(a, b, copies=(copy(a, b, DAM),))
    assert (found.edges[0].kind, found.edges[0].on) == ("copied", None)
    assert "not read as a telling" in found.edges[0].because
    assert names(found) == [("report", "Courier")]


@pytest.mark.parametrize(
    "through",
    [("KCNA",), ("KCNA", "Kim"), ("Korean Central News Agency",), ("the state agency KCNA",)],
)
def test_two_reports_that_relay_one_agency_share_an_origin(through: tuple[str, ...]) -> None:
    found = traced(says("r:a", "KCNA"), says("r:b", *through))
    assert edge_kinds(found) == ["relays", "relays"]
    assert [k for k, _ in names(found)] == ["agency"]
    assert found.first is None
    assert "cannot be told" in found.first_because


def test_what_somebody_told_an_agency_is_relayed_from_it() -> None:
    text = f"{SAID}, the governor told AFP on Monday."
    a = brief("r:a", text, telling(text, SAID, "the governor"))
    found = traced(a)
    assert (found.edges[0].kind, found.edges[0].via) == ("relays", "Agence France-Presse")


def test_an_outlet_of_the_pile_is_a_carrier_where_another_report_names_it() -> None:
    a = own("r:a", outlet="The Tarn Gazette")
    b = says("r:b", "the Tarn Gazette", day="2026-03-03")
    found = traced(a, b)
    assert (found.edges[1].kind, found.edges[1].on) == ("relays", keys(a)[0])
    assert names(found) == [("report", "The Tarn Gazette")]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("the dam broke, the mayor said in an interview with Tarn FM", "relays"),
        ("the dam broke, as announced on Monday by Tarn FM", "relays"),
        ("the dam broke, the station Tarn FM has reported with some delay", "relays"),
        ("the dam broke, in remarks to Tarn FM", "relays"),
        ("le barrage a cédé lundi, d’après la station Tarn FM", "relays"),
        ("le barrage a cédé lundi après une visite de Tarn FM", "no dependence found"),
        ("the dam broke and flooded the studio of Tarn FM", "no dependence found"),
        ("Tarn FM announced that the dam broke", "no dependence found"),
    ],
)
def test_who_was_told_it_is_relayed(words: str, kind: str) -> None:
    heard = says("r:a", "the mayor", outlet="Tarn FM")
    other = brief("r:b", f"{words}.", telling(f"{words}.", words), day="2026-03-03")
    found = traced(heard, other)
    assert edge_kinds(found)[1] == kind
    # A station by its name, though no list and no report of the pile has it.
    alone = traced(says("r:a", "the mayor", outlet="Courier"), other)
    assert edge_kinds(alone)[1] == kind


def test_letters_that_are_all_of_who_says_it_are_an_agency() -> None:
    found = traced(says("r:a", "AP"), says("r:b", "AP", outlet="Courier"))
    assert names(found) == [("agency", "Associated Press")]
    assert names(traced(says("r:a", "CNS"))) == [("agency", "China News Service")]
    other = traced(says("r:a", "CNS"), own("r:b", outlet="Continental News Service"))
    assert ("agency", "China News Service") not in names(other)


def test_a_credit_by_the_first_words_of_its_own_name_is_none() -> None:
    short = own("r:a", outlet="Lochdean Wire Service", around=(credit("agency", "Lochdean Wire"),))
    assert edge_kinds(traced(short)) == ["no dependence found"]
    foreign = own("r:a", outlet="Lochdean Wire Service", around=(credit("agency", "Tarn Wire"),))
    assert edge_kinds(traced(foreign)) == ["relays"]


@pytest.mark.parametrize(("share", "kind"), [(0.7, "copied"), (0.3, "no dependence found")])
def test_what_the_original_tells_too_is_translated_with_the_rest(share: float, kind: str) -> None:
    said, told_too = "The dam held until Monday", "Tarn is under water today"
    a = brief(
        "r:2", f"{said}. {told_too}.", telling(f"{said}. {told_too}.", told_too), day="2026-03-02"
    )
    dit, redit = "Le barrage a tenu jusqu'à lundi", "Tarn a les pieds dans l'eau"
    text = f"{dit}. {redit}."
    b = brief("r:3", text, telling(text, redit), day="2026-03-03", language="fr")
    passage = Shared(left=at(a.text, said), right=at(b.text, dit))
    one = copy(a, b, kind="translation", share=share, passages=(passage,))
    found = traced(a, b, copies=(one,))
    assert edge_kinds(found)[1] == kind
    assert len(found.origins) == (1 if kind == "copied" else 2)
    if kind == "copied":
        # The words that the languages of the interface know it by.
        assert found.edges[1].because == "told by r:2 too, from which 70% of it is translated"


def test_of_two_reports_with_a_passage_the_one_of_its_language_and_earlier_for_sure_is_taken() -> (
    None
):
    text = f"{DAM}."
    wire = brief("r:1", text, telling(text, DAM), day="2026-03-02")
    twin = brief("r:2", text, telling(text, DAM), day="2026-03-03")
    later = brief("r:3", text, telling(text, DAM), day="2026-03-03")
    copies = (
        copy(wire, twin, DAM),
        copy(wire, later, DAM),
        copy(twin, later, DAM, direction_from="name"),
    )
    found = traced(wire, twin, later, copies=copies)
    assert [e.on for e in found.edges] == [None, *keys(wire), *keys(wire)]


def test_few_words_are_a_copy_where_more_is_copied() -> None:
    few = "Tarn is under water today"
    a, b = (
        brief(f"r:{n}", f"{DAM}. {few}.", telling(f"{DAM}. {few}.", few), day=f"2026-03-0{n}")
        for n in (2, 3)
    )
    assert edge_kinds(traced(a, b)) == ["no dependence found"] * 2
    assert edge_kinds(traced(a, b, copies=(copy(a, b, DAM),)))[1] == "copied"


def test_what_an_outlet_tells_again_in_its_words_was_not_heard_again() -> None:
    first = "The customs found 412 crates of shells aboard a freighter from Varn"
    again = "The customs found 412 crates of shells aboard the freighter"

    def found(outlet: str) -> list[str]:
        a = brief("r:1", f"{first}.", telling(f"{first}.", first), day="2026-03-02", outlet="Post")
        b = brief("r:2", f"{again}.", telling(f"{again}.", again), day="2026-03-03", outlet=outlet)
        return edge_kinds(traced(a, b))

    assert found("Post") == ["no dependence found", "copied"]
    assert found("Courier") == ["no dependence found"] * 2


def test_what_is_pieced_together_from_a_report_that_is_copied_besides_is_copied() -> None:
    wire = "Five sailors were freed on Wednesday after talks. Twelve men are still held."
    paper = "Twelve men are still held after five sailors were freed on Wednesday."
    a = brief("r:1", f"{DAM}. {wire}", telling(f"{DAM}. {wire}", wire), day="2026-03-02")
    b = brief("r:2", f"{DAM}. {paper}", telling(f"{DAM}. {paper}", paper), day="2026-03-03")
    assert edge_kinds(traced(a, b)) == ["no dependence found"] * 2
    found = traced(a, b, copies=(copy(a, b, DAM, share=0.3),))
    assert edge_kinds(found) == ["no dependence found", "copied"]
    assert "put together" in found.edges[1].because


def test_a_speakers_words_in_a_report_that_is_mostly_copied_are_copied() -> None:
    said = "“We drank from our helmets and sang”"
    text = f"{DAM}. {said}, the sailor said."
    a, b = (
        brief(f"r:{n}", text, telling(text, said, "the sailor"), day=f"2026-03-0{n}")
        for n in (2, 3)
    )
    passages = (DAM, said)
    assert edge_kinds(traced(a, b, copies=(copy(a, b, *passages, share=0.3),)))[1] != "copied"
    assert edge_kinds(traced(a, b, copies=(copy(a, b, *passages, share=0.8),)))[1] == "copied"
    # Nothing but the speech: two who heard it.
    alone = copy(a, b, said, share=0.8)
    assert edge_kinds(traced(a, b, copies=(alone,)))[1] != "copied"


def test_initials_stand_for_the_one_outlet_that_has_them() -> None:
    names = (
        *("Statewide News Service", "Lochdean Daily Post", "Lower Dales Press"),
        *("Lochdean Press", "Agence de presse du Tarn"),
    )
    carriers = Carriers(names)
    assert carriers.key("SNS") == carriers.key(names[0])
    assert carriers.key("Sns") != carriers.key(names[0])
    assert carriers.key("LDP") not in {carriers.key(name) for name in names}
    assert carriers.key("LP") == carriers.key("Lochdean Press")
    assert {carriers.key("APT"), carriers.key("ADPDT")} == {carriers.key(names[-1])}


def test_an_agency_that_signs_with_its_initials_relays_nobody() -> None:
    signed = own("r:a", outlet="Lochdean Press", around=(credit("agency", "LP"),))
    assert edge_kinds(traced(signed)) == ["no dependence found"]


def test_the_name_behind_what_an_outlet_is_is_its_name() -> None:
    words = "The Lochian newspaper The Tarn Courier"
    text = f"{words} reports that {SAID}."
    told = telling(text, SAID, "The Lochian newspaper")
    told = replace(told, bearings=tuple(replace(b, kind="agency") for b in told.bearings))
    found = traced(
        brief("r:a", text, told, day="2026-03-02"),
        own("r:b", "2026-03-01", outlet="The Tarn Courier"),
    )
    assert [e.via for e in found.edges if e.kind == "relays"] == ["The Tarn Courier"]


def test_a_short_name_in_brackets_is_the_outlet_too() -> None:
    names = ("Agence lochoise de presse (ALP)", "Lochdean Daily Post")
    carriers = Carriers(names)
    assert carriers.key("ALP") == carriers.key(names[0])
    assert carriers.key("Agence lochoise de presse") == carriers.key(names[0])
    signed = own("r:a", outlet=names[0], around=(credit("agency", "ALP"),))
    assert edge_kinds(traced(signed)) == ["no dependence found"]


@pytest.mark.parametrize(
    ("outlet", "kind"), [("Radio Lochdean", "no dependence found"), ("Lochdean Post", "relays")]
)
def test_the_radio_is_the_reports_own_if_its_outlet_is_one(outlet: str, kind: str) -> None:
    found = traced(says("r:a", "the radio", outlet=outlet))
    assert edge_kinds(found) == [kind]
    assert found.edges[0].via in {None, "unnamed: the radio"}


def test_of_the_very_words_on_one_day_an_agencys_come_first() -> None:
    day = "2026-03-02"
    paper = own("r:a", day, outlet="Lochdean Post")
    agency = own("r:b", day, outlet="Tarnwire", around=(credit("own", "Tarnwire"),))
    signed = own(
        "r:b",
        day,
        outlet="Tarnwire",
        around=(credit("own", "Tarnwire"), credit("agency", "TARNWIRE")),
    )
    assert traced(paper, agency).first is None
    found = traced(paper, signed)
    assert parts_of(found.first or "")[0] == "r:b"
    assert "news agency" in next(e for e in found.edges if e.kind == "copied").because


def test_a_reports_own_agency_is_no_relay() -> None:
    found = traced(says("r:a", "AFP", outlet="Agence France-Presse"))
    assert edge_kinds(found) == ["no dependence found"]


def test_an_agency_whose_report_is_of_a_later_day_is_the_same_origin() -> None:
    found = traced(says("r:a", "AFP"), own("r:b", "2026-03-05", outlet="AFP"))
    assert [(e.kind, e.on) for e in found.edges] == [
        ("relays", None),
        ("no dependence found", None),
    ]
    assert [o.id for o in found.origins] == ["or:r:b"]


def test_unnamed_media_stay_apart_from_all_that_are_named() -> None:
    found = traced(says("r:a", "Local media"), says("r:b", "AFP"), says("r:c", "media reports"))
    assert edge_kinds(found) == ["relays"] * 3
    assert [o.name for o in found.origins] == [
        "unnamed: Local media",
        "Agence France-Presse",
        "unnamed: media reports",
    ]
    assert "kept apart" in found.origins[0].because


@pytest.mark.parametrize("called", ["The agency", "The same agency", "This newspaper"])
def test_the_agency_is_the_one_that_was_named_before(called: str) -> None:
    text = f"KCNA: it rained. {called}: {SAID}."
    a = brief(
        "r:a",
        text,
        telling(text, "it rained", "KCNA"),
        telling(text, SAID, called),
    )
    (found,) = origins((a,), (), [group(keys(a)[1:])])
    assert found.edges[0].via == "Korean Central News Agency"


def test_this_newspaper_is_the_reports_own_where_none_was_named() -> None:
    assert edge_kinds(traced(says("r:a", "This newspaper"))) == ["no dependence found"]


@pytest.mark.parametrize("agency", ["the environment agency", "l'agence spatiale"])
def test_an_agency_of_something_else_than_news_is_a_source(agency: str) -> None:
    text = f"{agency}: it rained. The agency: {SAID}."
    through = tuple(bearing(n, "agency", text) for n in (agency, "The agency"))
    a = brief(
        "r:a",
        text,
        telling(text, "it rained", agency, bearings=through[:1]),
        telling(text, SAID, "The agency", bearings=through[1:]),
    )
    found = origins((a,), (), [group((key,)) for key in keys(a)])
    assert [edge_kinds(one) for one in found] == [["no dependence found"]] * 2


def test_an_agency_that_no_list_knows_is_told_by_its_name() -> None:
    name = "Agence kandoulienne d'information"
    text = f"{name}: {SAID}."
    chain = (bearing(name, "agency", text),)
    named = Named(
        id="en:0-33",
        kind="organization",
        name=name,
        names=(name,),
        called=(),
        key="",
        mentions=1,
        first=Span(start=0, end=33),
    )
    a = brief("r:a", text, telling(text, SAID, name, bearings=chain), entities=(named,))
    assert names(traced(a)) == [("agency", name)]


def test_a_credit_holds_where_the_agency_has_no_report() -> None:
    found = traced(own("r:a", credited=("AFP",)), own("r:b", credited=("AFP",)))
    assert edge_kinds(found) == ["relays", "relays"]
    assert len(found.origins) == 1


def test_a_credit_is_explained_by_the_passages_taken_from_the_agency() -> None:
    closed = "The school will stay closed until May"
    text = f"{DAM}.\n\n{closed}."
    a = own("r:a", outlet="AFP")
    b = brief(
        "r:b", text, telling(text, DAM), telling(text, closed), day="2026-03-03", credited=("AFP",)
    )
    groups = [group(keys(a) + keys(b)[:1]), group(keys(b)[1:])]
    copied, added = origins((a, b), (copy(a, b, DAM),), groups)
    assert edge_kinds(copied) == ["no dependence found", "copied"]
    assert edge_kinds(added) == ["no dependence found"]
    assert "other passages" in added.edges[0].because


def test_several_tellings_in_one_report_count_once_and_what_it_depends_on_wins() -> None:
    text = f"{DAM}. AFP: {SAID}."
    a = brief("r:a", text, telling(text, DAM), telling(text, SAID, "AFP"))
    found = traced(a)
    assert edge_kinds(found) == ["relays", "relays"]
    assert "counted with" in found.edges[0].because
    assert len(found.origins) == 1


def test_reports_that_lead_to_each_other_end_at_the_earliest() -> None:
    a = says("r:a", "Tarn Gazette", outlet="Courier of Lochdean")
    b = says("r:b", "Courier of Lochdean", outlet="Tarn Gazette")
    found = traced(a, b)
    assert edge_kinds(found) == ["relays", "relays"]
    assert [o.id for o in found.origins] == ["or:r:a"]
    assert "each lead to the other" in found.origins[0].because
    assert found.first is None


def test_of_equal_dates_the_one_that_is_copied_comes_first_if_more_than_a_name_says_so() -> None:
    a, b = own("r:b"), own("r:a")
    sure = traced(a, b, copies=(copy(a, b, DAM, direction_from="containment"),))
    assert sure.first == key_of("r:b", a.tellings[0].id)
    unsure = traced(a, b, copies=(copy(a, b, DAM, direction_from="name"),))
    assert unsure.first is None


def test_a_report_without_a_date_may_be_the_first() -> None:
    found = traced(says("r:a", "the mayor"), says("r:b", "the mayor", day=None))
    assert found.first is None
    assert "no date" in found.first_because


TOLD = st.lists(
    st.tuples(
        st.sampled_from(["", "AFP", "Local media", "Courier of Lochdean", "the mayor"]),
        st.sampled_from([None, "2026-03-02", "2026-03-03"]),
        st.sampled_from([None, "AFP", "Courier of Lochdean"]),
        st.booleans(),
    ),
    min_size=1,
    max_size=6,
)


@given(TOLD, st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_the_order_of_briefs_changes_nothing_and_every_edge_ends_in_an_origin(
    rows: list[tuple[str, str | None, str | None, bool]], shuffled: random.Random
) -> None:
    briefs, copies = [], []
    for number, (through, day, outlet, credited) in enumerate(rows):
        name, credit = f"r:{number}", ("AFP",) if credited else ()
        if through:
            briefs.append(says(name, through, day=day, outlet=outlet, credited=credit))
        else:
            briefs.append(own(name, day, outlet=outlet, credited=credit))
    voiced = [b for b in briefs if b.text.startswith(DAM)]
    copies = [copy(a, b, DAM) for n, b in enumerate(voiced) for a in voiced[:n]]
    first = origins(briefs, copies, [group(keys(*briefs))])
    mixed, mixed_copies = list(briefs), list(copies)
    shuffled.shuffle(mixed)
    shuffled.shuffle(mixed_copies)
    assert origins(mixed, mixed_copies, [group(keys(*briefs))]) == first
    (found,) = first
    led = [key for o in found.origins for key in o.tellings]
    assert sorted(led) == sorted(found.tellings) == sorted(e.telling for e in found.edges)
    assert 1 <= len(found.origins) <= len(found.tellings)


def test_every_statement_has_an_id_of_its_own() -> None:
    a, b, c = (own(f"r:{n}", f"2026-03-0{d}") for d, n in enumerate("abc", 2))
    one, two, three = keys(a, b, c)
    # Both groups have a side whose first telling is that of the second report.
    groups = [group((one, two)), group((two, three))]
    tracing = Tracing(Pile([a, b, c]), groups)
    found = [s.id for s in tracing.statements(lambda told: [[t] for t in told])]
    assert len(found) == len(set(found)) == 4
