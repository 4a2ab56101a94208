"""Which entry of the lexicon a verb is, by the words that its tree shows beside it."""

from __future__ import annotations

import pytest

from onrecord.knowledge.lexicon import lexicon
from onrecord.language.syntax import Tree
from onrecord.reading.statements.cuewords import pick_cue
from tests.drawn import doc_of

TAKEN = """
Le        DET   2  det    _                                     le
navire    NOUN  3  nsubj  _                                     navire
pris      VERB  0  root   Gender=Masc|Tense=Past|VerbForm=Part  prendre
en        ADP   5  case   _                                     en
remorque  NOUN  3  obl    _                                     remorque
"""
BLAMED = """
Il     PRON  4  nsubj  Person=3|PronType=Prs             lui
s'     PRON  4  expl   Person=3|PronType=Prs|Reflex=Yes  soi
en     PRON  4  obj    Person=3|PronType=Prs             en
prend  VERB  0  root   Mood=Ind|VerbForm=Fin             prendre
aux    ADP   6  case   _                                 aux
juges  NOUN  4  obl    _                                 juge
"""


@pytest.mark.parametrize(
    ("text", "tree", "head", "particle"),
    [
        ("Le navire pris en remorque", TAKEN, 2, None),
        ("Il s'en prend aux juges", BLAMED, 3, "en"),
    ],
)
def test_an_idiom_has_the_clitic_that_its_entry_asks_for(
    text: str, tree: str, head: int, particle: str | None
) -> None:
    entries = tuple(e for e in lexicon("fr").verbs["prendre"] if e.particle == "en")
    cue = pick_cue(Tree(doc_of("fr", text, tree)), head, entries)
    assert (cue and cue.particle) == particle
