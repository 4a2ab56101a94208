"""Translations are told from other reports on the same event."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from msgspec import structs

from onrecord.across.aligned import aligned
from onrecord.across.anchors import anchored, packed, whole, with_anchors
from onrecord.across.brief import Brief
from onrecord.across.copies import find_copies
from onrecord.across.translations import ENOUGH, PAIRS, is_translation
from tests.across.bare import bare, credit

STORIES = tomllib.loads(Path(__file__).with_name("stories.toml").read_text(encoding="utf-8"))[
    "story"
]


def _brief(name: str, language: str, text: str) -> Brief:
    """Without names or times of a record: words and figures alone must do."""
    _, *paragraphs = text.strip().split("\n\n")
    return bare(name, *paragraphs, language=language)


def _three(story: dict[str, str], mark: str = "") -> tuple[Brief, Brief, Brief]:
    return (
        _brief(f"{mark}english", "en", story["english"]),
        _brief(f"{mark}translated", "fr", story["translated"]),
        _brief(f"{mark}other", "fr", story["other"]),
    )


@pytest.mark.parametrize("story", STORIES, ids=lambda s: s["english"].split("\n")[0][:20])
def test_the_translation_is_found_and_the_other_report_is_not(story: dict[str, str]) -> None:
    english, translated, other = _three(story)
    (copy,) = find_copies([other, translated, english])
    assert {copy.earlier, copy.later} == {"english", "translated"}
    assert copy.kind == "translation"
    one, two = anchored(english), anchored(other)
    assert not is_translation(one, two, aligned(one, two))


def test_who_tells_the_same_facts_in_the_same_order_has_not_translated() -> None:
    retold = _brief(
        "retold",
        "fr",
        """
Drame à Morvanne

Lundi, à 10h40, un pan de la carrière du Grand-Essart s'est détaché : quatre morts, sept disparus.

Lucien Vasteur, 22 ans de maison, n'a rien vu venir. Le fracas, puis la nuit en plein jour.

Chez Calcaire Brun, plus une machine ne tourne, ni ici ni dans les deux autres carrières.

Pourtant, le danger était connu : en février encore, un courrier officiel en parlait.

Odile Renquist veut savoir pourquoi personne n'a bougé ; 14 personnes ont défilé dans son bureau.
""",
    )
    english = _three(STORIES[0])[0]
    one, two = anchored(english), anchored(retold)
    row = aligned(one, two)
    assert len(row.pairs) >= PAIRS  # their names and numbers do stand in one order
    assert row.score >= ENOUGH
    assert not is_translation(one, two, row)


def test_agencies_do_not_translate_each_other_unless_they_say_so() -> None:
    english, translated, _ = _three(STORIES[0])
    signed = [
        structs.replace(b, outlet=name, around=(credit("own", name), credit("agency", name)))
        for b, name in ((english, "Tarnwire"), (translated, "Ostia Press"))
    ]
    assert not find_copies(signed)
    thanked = structs.replace(signed[1], around=(*signed[1].around, credit("agency", "Tarnwire")))
    assert [copy.kind for copy in find_copies([signed[0], thanked])] == ["translation"]
    services = [structs.replace(b, outlet="Tarnwire", around=signed[0].around) for b in signed]
    assert [copy.kind for copy in find_copies(services)] == ["translation"]


def test_passages_are_sentences_in_the_order_of_both() -> None:
    english, translated, _ = _three(STORIES[0])
    (copy,) = find_copies([english, translated])
    lefts = [p.left.start for p in copy.passages]
    assert lefts == sorted(lefts)
    texts = {"english": english.text, "translated": translated.text}
    pairs = {(p.left.of(texts[copy.earlier]), p.right.of(texts[copy.later])) for p in copy.passages}
    said = next(s for pair in pairs for s in pair if "crack like a cannon" in s)
    told = next(s for pair in pairs for s in pair if "coup de canon" in s)
    assert (said, told) in pairs or (told, said) in pairs


def test_the_part_that_was_translated_is_shown_alone() -> None:
    english, translated, _ = _three(STORIES[1])
    (copy,) = find_copies([english, translated])
    side = [p.right if copy.later == "translated" else p.left for p in copy.passages]
    told = translated.text[min(s.start for s in side) : max(s.end for s in side)]
    assert told.startswith("Les négociations") and told.endswith("la vie des gens ».")


def test_stories_are_not_mixed_in_one_pile() -> None:
    pile = [b for n, story in enumerate(STORIES) for b in _three(story, f"{n} ")]
    found = {frozenset((c.earlier, c.later)) for c in find_copies(pile)}
    assert found == {frozenset((f"{n} english", f"{n} translated")) for n in range(len(STORIES))}


def test_reports_far_apart_in_time_are_not_compared() -> None:
    english, translated, _ = _three(STORIES[0])
    early = bare(
        "a",
        *(p.of(english.text) for p in english.prose),
        published=("2026-01-05", "2026-01-05"),
    )
    late = bare(
        "b",
        *(p.of(translated.text) for p in translated.prose),
        language="fr",
        published=("2026-06-05", "2026-06-05"),
    )
    assert find_copies([early, late]) == ()


@pytest.mark.parametrize("story", STORIES, ids=lambda s: s["english"].split("\n")[0][:20])
def test_anchors_in_a_brief_are_those_of_its_text(story: dict[str, str]) -> None:
    for brief in _three(story):
        kept = with_anchors(brief)
        assert kept.anchored and packed(anchored(kept)) == packed(anchored(brief))
        other_form = structs.replace(kept, anchored=b"\x63\0\0\0" + kept.anchored[4:])
        assert packed(anchored(other_form)) == packed(anchored(brief))


def test_a_name_is_an_anchor_where_it_is_a_whole_word() -> None:
    brief = bare("a", "The Oran canal: Oranais, Oran.", language="en")
    assert [s.start for s in whole("Oran", brief.text)] == [4, 25]
