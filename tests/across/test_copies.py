"""Copies in one language: what is found, where, and what is not."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.across.copies import MAX_TWINS, find_copies
from onrecord.model.case import Copy
from tests.across.bare import bare

WIRE = (
    "Rescuers on the Orvane pulled three sailors from the hull of a capsized trawler on Sunday,"
    " eleven hours after it went over in heavy swell off Cape Mirel.",
    "The coast guard said the crew had survived in an air pocket no larger than a kitchen, and that"
    " a diver had heard them knocking on the plates with a spanner.",
    "A fourth man, the cook, was still missing at nightfall. Two helicopters and a frigate were"
    " to resume the search at first light, weather allowing.",
    "Owners in Port Salens declined to say whether the vessel had passed its last inspection, which"
    " records show was due in the spring.",
)
OWN = (
    "In the taverns along the quay nobody wanted to sit down. Women stood with their coats on and"
    " watched the radio as though it were a window.",
    "The harbour chaplain opened the seamen's hall at four and put soup on the stove, which by ten"
    " had been eaten twice over by people who had not been asked.",
)
ELSEWHERE = (
    "Beekeepers in the southern valleys expect half of last year's honey after a dry May, according"
    " to their association, which wants the state to pay for sugar.",
    "Prices at the weekly market in Ilmen have doubled since Easter, and traders have begun to sell"
    " jars that are a third smaller than those of last summer.",
)


def _shown(copy: Copy, later: str) -> list[str]:
    return [p.right.of(later) for p in copy.passages]


def test_a_paragraph_inside_a_long_report_is_found_and_located() -> None:
    source = bare("a", *WIRE)
    taker = bare("b", *OWN, WIRE[1], *ELSEWHERE)
    (copy,) = find_copies([source, taker])
    by_id = {"a": source.text, "b": taker.text}
    (shared,) = copy.passages
    assert shared.left.of(by_id[copy.earlier]) == WIRE[1]
    assert shared.right.of(by_id[copy.later]) == WIRE[1]


def test_light_edits_stay_inside_one_passage() -> None:
    edited = (
        WIRE[1]
        .replace("coast guard", "Coastguard")
        .replace("larger", "bigger")
        .replace("spanner", "wrench")
    )
    (copy,) = find_copies([bare("a", *WIRE), bare("b", OWN[0], edited)])
    (shared,) = copy.passages
    assert shared.right.end - shared.right.start > 0.8 * len(edited)


def test_moved_and_cut_paragraphs_are_passages_of_their_own() -> None:
    taker = bare("b", WIRE[3], OWN[0], WIRE[0])
    (copy,) = find_copies([bare("a", *WIRE), taker])
    assert _shown(copy, taker.text) == [WIRE[3], WIRE[0]]


def test_damaged_encoding_and_case_part_no_copy() -> None:
    wire = (
        "Le préfet a annoncé que l’évacuation des hameaux menacés serait achevée à la tombée de la"
        " nuit, malgré l’état des routes et la fatigue des équipes dépêchées sur place.",
        "Près de deux cents habitants ont été hébergés dans le collège du chef-lieu, où la mairie a"
        " fait apporter des lits, des repas chauds et des vêtements secs.",
    )
    damaged = tuple(p.encode().decode("cp1252", "replace") for p in wire)
    (copy,) = find_copies([bare("a", *wire), bare("b", *damaged)])
    assert copy.share > 0.95
    (copy,) = find_copies([bare("a", *wire), bare("b", *(p.upper() for p in wire))])
    assert copy.share > 0.95


def test_a_quotation_that_both_heard_is_no_copy() -> None:
    quote = (
        '"We knocked for eleven hours and we sang every song that we know, and when the light came'
        ' through the water I thought that I had already died"'
    )
    left = bare("a", *WIRE[:2], f"{quote}, the mate said from his hospital bed.")
    right = bare("b", *ELSEWHERE, f"Asked how it was, he answered: {quote}.")
    assert find_copies([left, right]) == ()
    # The same words out of quotation marks are one.
    left = bare("a", *WIRE[:2], quote.replace('"', "") + ".")
    right = bare("b", *ELSEWHERE, quote.replace('"', "") + ".")
    assert len(find_copies([left, right])) == 1


#: Reports on different things.
_VOCABULARY = [
    f"{a}{b}{c}"
    for a in ("br", "t", "pl", "g", "st", "m", "v", "dr")
    for b in ("alm", "ord", "ist", "unk", "erp", "ald", "ong")
    for c in ("er", "ing", "", "ath", "os", "ent")
]


def _prose(seed: int, words: int) -> str:
    return " ".join(random.Random(seed).choices(_VOCABULARY, k=words)) + "."


def test_what_many_unrelated_reports_hold_is_no_copy() -> None:
    footer = (
        "Write to the night desk of this paper if you saw something that we should know about, and"
        " read on our pages how we protect those who speak to us in confidence every day."
    )
    # Each report has words of its own.
    own = [
        " ".join(f"{w}{'bcdfghjklmnp'[n]}{'bcdfghjklmnp'[n]}" for w in _prose(n, 80).split())
        for n in range(12)
    ]
    few = [bare(f"r{n}", own[n], footer) for n in range(2)]
    assert len(find_copies(few)) == 1
    assert find_copies([bare(f"r{n}", own[n], footer) for n in range(12)]) == ()


def test_a_story_that_many_copied_is_no_boilerplate_and_its_twins_are_capped() -> None:
    pile = [bare(f"r{n:02}", *WIRE) for n in range(30)]
    found = find_copies(pile)
    linked = {c.later for c in found}
    assert linked == {f"r{n:02}" for n in range(1, 30)}
    assert max(sum(c.later == one for c in found) for one in linked) == MAX_TWINS


def test_nothing_gives_nothing() -> None:
    assert find_copies([]) == ()
    assert find_copies([bare("a", ""), bare("b", ""), bare("c", "?!"), bare("d")]) == ()
    assert find_copies([bare("a", *WIRE), bare("a", *WIRE)]) == ()


def test_a_caption_between_paragraphs_is_in_no_passage() -> None:
    caption = "Photo: a crane."
    whole = bare("a", WIRE[0], caption, WIRE[1])
    whole = bare("a", WIRE[0], caption, WIRE[1], prose=(whole.prose[0], whole.prose[2]))
    (copy,) = find_copies([whole, bare("b", WIRE[0], WIRE[1])])
    texts = {"a": whole.text, "b": f"{WIRE[0]}\n\n{WIRE[1]}"}
    assert [p.left.of(texts[copy.earlier]) for p in copy.passages] == [WIRE[0], WIRE[1]]


@given(st.lists(st.integers(0, 9), min_size=2, max_size=7), st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_order_of_input_is_no_matter(kinds: list[int], chance: random.Random) -> None:
    pieces = (*WIRE, *OWN, *ELSEWHERE, _prose(1, 40), _prose(2, 40))
    pile = [
        bare(f"r{n}", *(pieces[(kind * 3 + k * (n + 1)) % 10] for k in range(3)))
        for n, kind in enumerate(kinds)
    ]
    mixed = chance.sample(pile, len(pile))
    assert find_copies(pile) == find_copies(mixed)


@given(st.integers(0, 10_000), st.integers(25, 160), st.integers(0, 200))
@settings(max_examples=30, deadline=None)
def test_an_exact_copy_is_always_found_whole(seed: int, words: int, more: int) -> None:
    text = _prose(seed, words)
    other = _prose(seed + 1, more) if more else ""
    copies = find_copies([bare("a", text), bare("b", other, text) if other else bare("b", text)])
    assert len(copies) == 1
    holder = copies[0].earlier
    spans = [p.left if holder == "a" else p.right for p in copies[0].passages]
    covered = {i for s in spans for i in range(s.start, s.end)}
    assert len(covered) >= len(text) - 12


@given(st.integers(0, 10_000), st.sets(st.integers(0, 79), max_size=6))
@settings(max_examples=30, deadline=None)
def test_passages_hold_equal_words_up_to_edits(seed: int, changed: set[int]) -> None:
    words = _prose(seed, 80).split()
    edited = ["zwxq" if n in changed else w for n, w in enumerate(words)]
    for copy in find_copies([bare("a", " ".join(words)), bare("b", " ".join(edited))]):
        text = {"a": " ".join(words), "b": " ".join(edited)}
        for shared in copy.passages:
            left = shared.left.of(text[copy.earlier]).split()
            right = shared.right.of(text[copy.later]).split()
            assert len(left) == len(right)
            same = sum(a == b for a, b in zip(left, right, strict=True))
            assert same >= len(left) - len(changed)
