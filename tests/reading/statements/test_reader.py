"""Whole readings over trees that are written out: chains, halves, what is carried on."""

from __future__ import annotations

import pytest

from onrecord.knowledge.lexicon import lexicon
from onrecord.language.align import ParsedPart
from onrecord.language.syntax import Tree
from onrecord.model import Part, Span, Statement
from onrecord.reading.statements import StatementReader
from tests.drawn import doc_of

SAID = """
The       DET    2  det    PronType=Art  the
ministry  NOUN   3  nsubj  Number=Sing   ministry
said      VERB   0  root   Mood=Ind|Person=3|Tense=Past|VerbForm=Fin  say
the       DET    5  det    PronType=Art  the
bridge    NOUN   7  nsubj:pass  Number=Sing  bridge
was       AUX    7  aux:pass   Mood=Ind|Person=3|Tense=Past|VerbForm=Fin  be
closed    VERB   3  ccomp  Tense=Past|VerbForm=Part  close
,         PUNCT  9  punct  _  ,
citing    VERB   3  advcl  Tense=Pres|VerbForm=Part  cite
the       DET    11 det    PronType=Art  the
police    NOUN   9  obj    _  police
.         PUNCT  3  punct  _  .
"""
CARRIED = """
Le      DET    2   det        PronType=Art  le
port    NOUN   4   nsubj      Number=Sing   port
a       AUX    4   aux        Mood=Ind|Person=3|Tense=Pres|VerbForm=Fin  avoir
fermé   VERB   0   root       Tense=Past|VerbForm=Part  fermer
,       PUNCT  4   punct      _  ,
a       AUX    7   aux        Mood=Ind|Person=3|Tense=Pres|VerbForm=Fin  avoir
dit     VERB   4   parataxis  Tense=Past|VerbForm=Part  dire
la      DET    9   det        PronType=Art  le
ministre  NOUN  7  nsubj      Number=Sing   ministre
,       PUNCT  11  punct      _  ,
citée   VERB   9   acl        Tense=Past|VerbForm=Part  citer
par     ADP    14  case       _  par
l'      DET    14  det        PronType=Art  le
agence  NOUN   11  obl:agent  Number=Sing   agence
.       PUNCT  4   punct      _  .
"""
STAY = """
“      PUNCT  3  punct  _  "
We     PRON   3  nsubj  Person=1  we
stay   VERB   7  ccomp  Mood=Ind|Person=1|Tense=Pres|VerbForm=Fin  stay
,      PUNCT  3  punct  _  ,
”      PUNCT  3  punct  _  "
Venn   PROPN  7  nsubj  Number=Sing  Venn
said   VERB   0  root   Mood=Ind|Person=3|Tense=Past|VerbForm=Fin  say
.      PUNCT  7  punct  _  .
"""
GOES_ON = """
“      PUNCT  3  punct  _  "
They   PRON   3  nsubj  Person=3  they
left   VERB   0  root   Mood=Ind|Person=3|Tense=Past|VerbForm=Fin  leave
.      PUNCT  3  punct  _  .
”      PUNCT  3  punct  _  "
"""


def read(language: str, *paragraphs: tuple[str, str]) -> tuple[str, list[Statement]]:
    """The statements of paragraphs, each given as text and tree."""
    text = "\n\n".join(words for words, _ in paragraphs)
    parsed, at = [], 0
    for words, tree in paragraphs:
        end = at + len(words)
        part = Part(kind="paragraph", span=Span(start=at, end=end))
        parsed.append(ParsedPart(part=part, doc=doc_of(language, words, tree), start=at, end=end))
        at = end + 2
    trees = [Tree(p.doc) for p in parsed]
    return text, StatementReader(lexicon(language)).read(parsed, trees, text).statements


def told(text: str, statement: Statement) -> tuple[list[str], str, list[str]]:
    assert statement.cue is not None
    return (
        [s.of(text) for s in statement.source.spans],
        statement.cue.of(text),
        [s.of(text) for s in statement.content],
    )


def test_the_one_who_is_cited_stands_inside() -> None:
    text, found = read("en", ("The ministry said the bridge was closed, citing the police.", SAID))
    assert [told(text, s) for s in found] == [
        (["The ministry"], "said", ["the bridge was closed"]),
        (["the police"], "citing", ["the bridge was closed"]),
    ]
    assert found[1].within == found[0].id


def test_the_one_who_carries_stands_outside() -> None:
    text, found = read("fr", ("Le port a fermé, a dit la ministre, citée par l’agence.", CARRIED))
    by_cue = {told(text, s)[1]: s for s in found}
    assert by_cue["a dit"].within == by_cue["citée"].id


def test_a_speaker_goes_on_in_the_next_paragraph() -> None:
    text, found = read("en", ("“We stay,” Venn said.", STAY), ("“They left.”", GOES_ON))
    assert [told(text, s) for s in found] == [(["Venn"], "said", ["“We stay,”", "“They left.”"])]
    assert found[0].quotation == "direct"


@pytest.mark.parametrize("closing", ["”", '"'])
def test_a_quotation_without_a_speaker_is_an_omission(closing: str) -> None:
    words = f"“They left the town at once.{closing}"
    tree = """
    “      PUNCT  3  punct  _  "
    They   PRON   3  nsubj  Person=3  they
    left   VERB   0  root   Mood=Ind|Person=3|Tense=Past|VerbForm=Fin  leave
    the    DET    5  det    _  the
    town   NOUN   3  obj    _  town
    at     ADP    7  case   _  at
    once   ADV    3  advmod _  once
    .      PUNCT  3  punct  _  .
    ”      PUNCT  3  punct  _  "
    """.replace("”", closing)
    part = Part(kind="paragraph", span=Span(start=0, end=len(words)))
    parsed = ParsedPart(part=part, doc=doc_of("en", words, tree), start=0, end=len(words))
    result = StatementReader(lexicon("en")).read([parsed], [Tree(parsed.doc)], words)
    assert result.statements == []
    assert [o.reason for o in result.omissions] == ["a quotation whose speaker is not clear"]


HIDDEN = """
Two         NUM    2   nummod    _                          two
officials   NOUN   9   nsubj     Number=Plur                official
,           PUNCT  4   punct     _                          ,
speaking    VERB   2   acl       VerbForm=Ger               speak
on          ADP    6   case      _                          on
condition   NOUN   4   obl       Number=Sing                condition
of          ADP    8   case      _                          of
anonymity   NOUN   6   nmod      Number=Sing                anonymity
said        VERB   0   root      Mood=Ind|Tense=Past|VerbForm=Fin  say
the         DET    11  det       _                          the
port        NOUN   13  nsubj     Number=Sing                port
was         AUX    13  cop       Mood=Ind|Tense=Past|VerbForm=Fin  be
closed      ADJ    9   ccomp     _                          closed
.           PUNCT  9   punct     _                          .
"""


def test_a_mark_beside_the_source_hides_it_and_is_no_content() -> None:
    words = "Two officials, speaking on condition of anonymity said the port was closed."
    text, found = read("en", (words, HIDDEN))
    assert [told(text, s)[1] for s in found] == ["said"]
    assert found[0].source.kind == "anonymous"


HEARSAY_ASIDE = """
Le         DET    2   det        PronType=Art  le
roi        NOUN   5   nsubj      Number=Sing   roi
aurait     AUX    5   aux        Mood=Cnd|Person=3|VerbForm=Fin  avoir
vite       ADV    5   advmod     _             vite
fui        VERB   0   root       Tense=Past|VerbForm=Part  fuir
la         DET    7   det        PronType=Art  le
ville      NOUN   5   obj        Number=Sing   ville
,          PUNCT  9   punct      _             ,
rapporte   VERB   5   parataxis  Mood=Ind|Person=3|Tense=Pres|VerbForm=Fin  rapporter
le         DET    11  det        PronType=Art  le
quotidien  NOUN   9   nsubj      Number=Sing   quotidien
.          PUNCT  5   punct      _             .
"""


def test_hearsay_yields_to_the_one_who_reports_it() -> None:
    words = "Le roi aurait vite fui la ville, rapporte le quotidien."
    text, found = read("fr", (words, HEARSAY_ASIDE))
    assert [told(text, s) for s in found] == [
        (["le quotidien"], "rapporte", ["Le roi aurait vite fui la ville"])
    ]
    assert found[0].certainty == "conditional"


SWALLOWED = """
According  VERB   3   case   VerbForm=Ger  accord
to         ADP    1   fixed  _             to
data       NOUN   7   obl    Number=Sing   data
,          PUNCT  6   punct  _             ,
the        DET    6   det    _             the
ship       NOUN   3   appos  Number=Sing   ship
turned     VERB   0   root   Mood=Ind|Tense=Past|VerbForm=Fin  turn
south      ADV    7   advmod _             south
at         ADP    10  case   _             at
dawn       NOUN   7   obl    Number=Sing   dawn
.          PUNCT  7   punct  _             .
"""


def test_a_subject_is_not_taken_for_a_part_of_the_source() -> None:
    text, found = read("en", ("According to data, the ship turned south at dawn.", SWALLOWED))
    assert [told(text, s) for s in found] == [
        (["data"], "According to", ["the ship turned south at dawn"])
    ]


AGAINST = """
The        DET    2   det     _                          the
union      NOUN   3   nsubj   Number=Sing                union
said       VERB   0   root    Mood=Ind|Tense=Past|VerbForm=Fin  say
the        DET    5   det     _                          the
mill       NOUN   6   nsubj   Number=Sing                mill
pays       VERB   3   ccomp   Mood=Ind|Tense=Pres|VerbForm=Fin  pay
too        ADV    8   advmod  _                          too
little     ADJ    6   obj     _                          little
,          PUNCT  13  punct   _                          ,
while      SCONJ  13  mark    _                          while
the        DET    12  det     _                          the
company    NOUN   13  nsubj   Number=Sing                company
denied     VERB   6   advcl   Mood=Ind|Tense=Past|VerbForm=Fin  deny
the        DET    15  det     _                          the
claim      NOUN   13  obj     Number=Sing                claim
.          PUNCT  3   punct   _                          .
"""


def test_what_somebody_else_is_made_to_say_is_no_part_of_it() -> None:
    words = "The union said the mill pays too little, while the company denied the claim."
    text, found = read("en", (words, AGAINST))
    assert [told(text, s) for s in found] == [
        (["The union"], "said", ["the mill pays too little"]),
        (["the company"], "denied", ["the claim"]),
    ]
    assert found[1].within is None
