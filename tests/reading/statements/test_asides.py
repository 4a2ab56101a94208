"""What opens like a clause on who said something, and is none."""

from __future__ import annotations

import pytest

from onrecord.knowledge.lexicon import lexicon
from onrecord.language.align import ParsedPart
from onrecord.language.syntax import Tree
from onrecord.model import Part, Span
from onrecord.reading.statements.candidates import Passage
from onrecord.reading.statements.quotes import QuoteIndex
from onrecord.reading.statements.reader import all_candidates
from tests.drawn import doc_of

ANNOUNCED = """
As         SCONJ  4  mark   _                                                      as
the        DET    3  det    Definite=Def|PronType=Art                              the
president  NOUN   4  nsubj  Number=Sing                                            president
announced  VERB   9  advcl  Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin  announce
the        DET    6  det    Definite=Def|PronType=Art                              the
deal       NOUN   4  obj    Number=Sing                                            deal
,          PUNCT  4  punct  _                                                      ,
markets    NOUN   9  nsubj  Number=Plur                                            market
rose       VERB   0  root   Mood=Ind|Number=Plur|Person=3|Tense=Past|VerbForm=Fin  rise
.          PUNCT  9  punct  _                                                      .
"""
PROMISED = """
As        SCONJ  3   mark   _                                                      as
police    NOUN   3   nsubj  Number=Sing                                            police
said      VERB   8   advcl  Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin  say
they      PRON   5   nsubj  Number=Plur|Person=3|PronType=Prs                      they
would     AUX    3   ccomp  VerbForm=Fin                                           would
,         PUNCT  3   punct  _                                                      ,
officers  NOUN   8   nsubj  Number=Plur                                            officer
closed    VERB   0   root   Mood=Ind|Number=Plur|Person=3|Tense=Past|VerbForm=Fin  close
the       DET    10  det    Definite=Def|PronType=Art                              the
road      NOUN   8   obj    Number=Sing                                            road
.         PUNCT  8   punct  _                                                      .
"""
DENIED = """
L'         DET    2   det    Definite=Def|Number=Sing|PronType=Art                 le
Iran       PROPN  4   nsubj  Gender=Masc|Number=Sing                               Iran
a          AUX    4   aux    Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin avoir
démenti    VERB   0   root   Gender=Masc|Number=Sing|Tense=Past|VerbForm=Part      démentir
avoir      AUX    6   aux    VerbForm=Inf                                          avoir
repris     VERB   4   xcomp  Gender=Masc|Number=Sing|Tense=Past|VerbForm=Part      reprendre
ses        DET    8   det    Number=Plur|Poss=Yes|PronType=Prs                     son
essais     NOUN   6   obj    Gender=Masc|Number=Plur                               essai
,          PUNCT  12  punct  _                                                     ,
comme      ADP    12  mark   _                                                     comme
l'         DET    12  obj    Definite=Def|Number=Sing|PronType=Art                 le
affirmait  VERB   4   advcl  Mood=Ind|Number=Sing|Person=3|Tense=Imp|VerbForm=Fin  affirmer
l'         DET    14  det    Definite=Def|Number=Sing|PronType=Art                 le
agence     NOUN   12  nsubj  Gender=Fem|Number=Sing                                agence
.          PUNCT  4   punct  _                                                     .
"""


@pytest.mark.parametrize(
    ("language", "text", "tree"),
    [
        ("en", "As the president announced the deal, markets rose.", ANNOUNCED),
        ("en", "As police said they would, officers closed the road.", PROMISED),
        ("fr", "L'Iran a démenti avoir repris ses essais, comme l'affirmait l'agence.", DENIED),
    ],
)
def test_when_and_as_promised_say_nothing_of_the_rest(language: str, text: str, tree: str) -> None:
    span = Span(start=0, end=len(text))
    part, doc = Part(kind="paragraph", span=span), doc_of(language, text, tree)
    parsed = ParsedPart(part=part, doc=doc, start=0, end=len(text))
    passage = Passage(0, parsed, Tree(parsed.doc))
    found = all_candidates([passage], lexicon(language), QuoteIndex(text, [span]))
    assert "likened" not in {c.rule for c in found}
