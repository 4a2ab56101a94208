"""Events over trees that are written out: who, what, whom, and how it is told.

An event is one line here: ``actors TYPE recipients: factuality``, several of a side joined by
``+`` and nobody drawn as ``-``.
"""

from __future__ import annotations

import pytest

from onrecord.knowledge.lexicon import lexicon
from onrecord.language.align import ParsedPart
from onrecord.language.syntax import Tree
from onrecord.model import Part, Span
from onrecord.reading.events import EventReader, Role, ToldEvent
from tests.drawn import doc_of


def read(language: str, text: str, tree: str) -> list[ToldEvent]:
    part = Part(kind="paragraph", span=Span(start=0, end=len(text)))
    parsed = ParsedPart(part=part, doc=doc_of(language, text, tree), start=0, end=len(text))
    reader = EventReader(lexicon(language))
    reader.read([parsed], [Tree(parsed.doc)])
    return reader.found


def lines(language: str, text: str, tree: str) -> list[str]:
    def people(roles: tuple[Role, ...]) -> str:
        return " + ".join(role.span.of(text) for role in roles) or "-"

    return [
        f"{people(e.actors)} {e.type} {people(e.recipients)}: {e.factuality}"
        for e in read(language, text, tree)
    ]


ACTIVE = """
Rebels    NOUN  2  nsubj  Number=Plur  rebel
attacked  VERB  0  root   Mood=Ind|Tense=Past|VerbForm=Fin  attack
the       DET   4  det    PronType=Art  the
garrison  NOUN  2  obj    Number=Sing  garrison
"""
PASSIVE = """
The       DET   2  det         PronType=Art  the
garrison  NOUN  4  nsubj:pass  Number=Sing  garrison
was       AUX   4  aux:pass    Mood=Ind|Tense=Past|VerbForm=Fin  be
attacked  VERB  0  root        Tense=Past|VerbForm=Part  attack
by        ADP   6  case        _  by
rebels    NOUN  4  obl:agent   Number=Plur  rebel
"""
WITHOUT_BY = "\n".join(PASSIVE.strip().splitlines()[:4])
RELATIVE = """
Rebels    NOUN  6  nsubj  Number=Plur  rebel
who       PRON  3  nsubj  PronType=Rel  who
attacked  VERB  1  acl:relcl  Mood=Ind|Tense=Past|VerbForm=Fin  attack
the       DET   5  det    PronType=Art  the
garrison  NOUN  3  obj    Number=Sing  garrison
slept     VERB  0  root   Mood=Ind|Tense=Past|VerbForm=Fin  sleep
"""
JOINED = """
Rebels     NOUN   2  nsubj  Number=Plur  rebel
attacked   VERB   0  root   Mood=Ind|Tense=Past|VerbForm=Fin  attack
the        DET    4  det    PronType=Art  the
garrison   NOUN   2  obj    Number=Sing  garrison
and        CCONJ  6  cc     _  and
kidnapped  VERB   2  conj   Mood=Ind|Tense=Past|VerbForm=Fin  kidnap
a          DET    8  det    PronType=Art  a
priest     NOUN   6  obj    Number=Sing  priest
"""
TWO = """
Chad      PROPN  4  nsubj  Number=Sing  Chad
and       CCONJ  3  cc     _  and
Niger     PROPN  1  conj   Number=Sing  Niger
attacked  VERB   0  root   Mood=Ind|Tense=Past|VerbForm=Fin  attack
Mali      PROPN  4  obj    Number=Sing  Mali
"""
REFLEXIVE = """
Les       DET   2  det         PronType=Art  le
rebelles  NOUN  5  nsubj:pass  Number=Plur  rebelle
se        PRON  5  expl        Reflex=Yes  soi
sont      AUX   5  aux         Mood=Ind|Tense=Pres|VerbForm=Fin  être
rendus    VERB  0  root        Tense=Past|VerbForm=Part  rendre
à         ADP   7  case        _  à
Kiev      PROPN 5  obl         Number=Sing  Kiev
"""


@pytest.mark.parametrize(
    ("language", "text", "tree", "expected"),
    [
        ("en", "Rebels attacked the garrison", ACTIVE, "Rebels ASSAULT the garrison: stated"),
        (
            "en",
            "The garrison was attacked by rebels",
            PASSIVE,
            "rebels ASSAULT The garrison: stated",
        ),
        ("en", "The garrison was attacked", WITHOUT_BY, "- ASSAULT The garrison: stated"),
        (
            "en",
            "Rebels who attacked the garrison slept",
            RELATIVE,
            "Rebels ASSAULT the garrison: stated",
        ),
        ("en", "Chad and Niger attacked Mali", TWO, "Chad + Niger ASSAULT Mali: stated"),
        (
            "fr",
            "Les rebelles se sont rendus à Kiev",
            REFLEXIVE,
            "Les rebelles CONSULT Kiev: stated",
        ),
    ],
)
def test_clauses(language: str, text: str, tree: str, expected: str) -> None:
    assert lines(language, text, tree) == [expected]


def test_verbs_that_are_joined_share_their_subject() -> None:
    assert lines("en", "Rebels attacked the garrison and kidnapped a priest", JOINED) == [
        "Rebels ASSAULT the garrison: stated",
        "Rebels ASSAULT a priest: stated",
    ]


URGED = """
France    PROPN  2  nsubj  Number=Sing  France
urged     VERB   0  root   Mood=Ind|Tense=Past|VerbForm=Fin  urge
Mali      PROPN  2  obj    Number=Sing  Mali
to        PART   5  mark   _  to
withdraw  VERB   2  xcomp  VerbForm=Inf  withdraw
"""
ACCUSED = """
France     PROPN  2  nsubj  Number=Sing  France
accused    VERB   0  root   Mood=Ind|Tense=Past|VerbForm=Fin  accuse
Mali       PROPN  2  obj    Number=Sing  Mali
of         SCONJ  5  mark   _  of
attacking  VERB   2  advcl  VerbForm=Ger  attack
Chad       PROPN  5  obj    Number=Sing  Chad
"""


def test_who_is_urged_is_who_would_withdraw() -> None:
    assert lines("en", "France urged Mali to withdraw", URGED) == [
        "France REQUEST Mali: stated",
        "Mali RETREAT -: planned",
    ]


PROMISED = URGED.replace("urged     VERB", "promised  VERB").replace("  urge\n", "  promise\n")


def test_what_is_promised_lies_ahead() -> None:
    promise, deed = read("en", "France promised Mali to withdraw", PROMISED)
    assert (promise.type, promise.factuality) == ("AGREE", "stated")
    assert (deed.type, deed.factuality) == ("RETREAT", "planned")


def test_what_somebody_is_accused_of_is_possible_and_theirs() -> None:
    assert lines("en", "France accused Mali of attacking Chad", ACCUSED) == [
        "France ACCUSE Mali: stated",
        "Mali ASSAULT Chad: possible",
    ]


LIGHT = """
The      DET   2  det    PronType=Art  the
army     NOUN  3  nsubj  Number=Sing  army
carried  VERB  0  root   Mood=Ind|Tense=Past|VerbForm=Fin  carry
out      ADP   3  compound:prt  _  out
a        DET   6  det    PronType=Art  a
raid     NOUN  3  obj    Number=Sing  raid
on       ADP   9  case   _  on
the      DET   9  det    PronType=Art  the
rebels   NOUN  6  nmod   Number=Plur  rebel
"""
POSSESSOR = """
Chad   PROPN  3  nmod:poss  Number=Sing  Chad
's     PART   1  case   _  's
visit  NOUN   6  nsubj  Number=Sing  visit
to     ADP    5  case   _  to
Mali   PROPN  3  nmod   Number=Sing  Mali
ended  VERB   0  root   Mood=Ind|Tense=Past|VerbForm=Fin  end
"""
DEMONYM = """
The     DET   3  det    PronType=Art  the
French  ADJ   3  amod   _  french
attack  NOUN  7  nsubj  Number=Sing  attack
on      ADP   6  case   _  on
the     DET   6  det    PronType=Art  the
rebels  NOUN  3  nmod   Number=Plur  rebel
ended   VERB  0  root   Mood=Ind|Tense=Past|VerbForm=Fin  end
"""
BETWEEN = """
Talks    NOUN   6  nsubj  Number=Plur  talk
between  ADP    3  case   _  between
Chad     PROPN  1  nmod   Number=Sing  Chad
and      CCONJ  5  cc     _  and
Mali     PROPN  3  conj   Number=Sing  Mali
ended    VERB   0  root   Mood=Ind|Tense=Past|VerbForm=Fin  end
"""
ENTRE = """
La      DET    2  det    PronType=Art  le
guerre  NOUN   9  nsubj  Number=Sing  guerre
entre   ADP    5  case   _  entre
le      DET    5  det    PronType=Art  le
Tchad   PROPN  2  nmod   _  Tchad
et      CCONJ  8  cc     _  et
le      DET    8  det    PronType=Art  le
Mali    PROPN  5  conj   _  Mali
dure    VERB   0  root   Mood=Ind|Tense=Pres|VerbForm=Fin  durer
"""


REBEL = DEMONYM.replace("French  ADJ   3  amod   _  french", "rebel   NOUN  3  compound _  rebel")
ACROSS = """
The       DET   2  det    PronType=Art  the
massacre  NOUN  7  nsubj  Number=Sing  massacre
of        ADP   4  case   _  of
herders   NOUN  2  nmod   Number=Plur  herder
by        ADP   6  case   _  by
rebels    NOUN  4  nmod   Number=Plur  rebel
ended     VERB  0  root   Mood=Ind|Tense=Past|VerbForm=Fin  end
"""


@pytest.mark.parametrize(
    ("language", "text", "tree", "expected"),
    [
        ("en", "The rebel attack on the rebels ended", REBEL, "rebel ASSAULT the rebels"),
        ("en", "The massacre of herders by rebels ended", ACROSS, "rebels ASSAULT herders"),
        ("en", "The army carried out a raid on the rebels", LIGHT, "The army ASSAULT the rebels"),
        ("en", "Chad's visit to Mali ended", POSSESSOR, "Chad CONSULT Mali"),
        ("en", "The French attack on the rebels ended", DEMONYM, "French ASSAULT the rebels"),
        ("en", "Talks between Chad and Mali ended", BETWEEN, "Chad + Mali CONSULT -"),
        ("fr", "La guerre entre le Tchad et le Mali dure", ENTRE, "le Tchad + le Mali ASSAULT -"),
    ],
)
def test_nouns(language: str, text: str, tree: str, expected: str) -> None:
    assert lines(language, text, tree) == [f"{expected}: stated"]


SORTS = """
Un       DET   2  det    PronType=Art  un
navire   NOUN  5  nsubj  Number=Sing  navire
de       ADP   4  case   _  de
guerre   NOUN  2  nmod   Number=Sing  guerre
flotte   VERB  0  root   Mood=Ind|Tense=Pres|VerbForm=Fin  flotter
"""


def test_a_noun_that_only_sorts_tells_nothing() -> None:
    assert lines("fr", "Un navire de guerre flotte", SORTS) == []


JAILED = """
The        DET   3  det   PronType=Art  the
jailed     VERB  3  amod  Tense=Past|VerbForm=Part  jail
activists  NOUN  4  nsubj Number=Plur  activist
slept      VERB  0  root  Mood=Ind|Tense=Past|VerbForm=Fin  sleep
"""
ARMED = JAILED.replace("jailed     VERB", "armed      VERB").replace("  jail\n", "  arm\n")


def test_a_participle_tells_whom_a_deed_befell_but_not_what_somebody_is_like() -> None:
    assert lines("en", "The jailed activists slept", JAILED) == [
        "- COERCE The jailed activists: stated"
    ]
    assert lines("en", "The armed activists slept", ARMED) == []


HOMES = """
Herders  NOUN  3  nsubj:pass Number=Plur  herder
were     AUX   3  aux:pass   Mood=Ind|Tense=Past|VerbForm=Fin  be
shot     VERB  0  root       Tense=Past|VerbForm=Part  shoot
in       ADP   5  case       _  in
homes    NOUN  3  obl        Number=Plur  home
by       ADP   7  case       _  by
rebels   NOUN  5  nmod       Number=Plur  rebel
"""
LETTER = """
Doctors  NOUN  2  nsubj  Number=Plur  doctor
sent     VERB  0  root   Mood=Ind|Tense=Past|VerbForm=Fin  send
letters  NOUN  2  obj    Number=Plur  letter
urging   VERB  3  acl    Tense=Pres|VerbForm=Part  urge
Mali     PROPN 4  obj    Number=Sing  Mali
to       PART  7  mark   _  to
withdraw VERB  4  xcomp  VerbForm=Inf  withdraw
"""


def test_who_acts_is_found_under_other_nouns_and_over_things() -> None:
    assert lines("en", "Herders were shot in homes by rebels", HOMES) == [
        "rebels ASSAULT Herders: stated"
    ]
    assert lines("en", "Doctors sent letters urging Mali to withdraw", LETTER)[0].startswith(
        "Doctors REQUEST Mali"
    )


FIRING = """
Two      NUM   3  nsubj:pass NumType=Card  two
were     AUX   3  aux:pass   Mood=Ind|Tense=Past|VerbForm=Fin  be
killed   VERB  0  root       Tense=Past|VerbForm=Part  kill
in       ADP   6  case       _  in
police   NOUN  6  compound   Number=Sing  police
firing   VERB  3  obl        Tense=Pres|VerbForm=Part  fire
"""
BLAZE = """
Two      NUM   3  nsubj:pass NumType=Card  two
were     AUX   3  aux:pass   Mood=Ind|Tense=Past|VerbForm=Fin  be
killed   VERB  0  root       Tense=Past|VerbForm=Part  kill
in       ADP   6  case       _  in
a        DET   6  det        PronType=Art  a
fire     NOUN  3  obl        Number=Sing  fire
"""


def test_police_fire_is_no_accident_but_a_fire_is() -> None:
    killed, fired = read("en", "Two were killed in police firing", FIRING)
    assert (killed.accident, fired.type, fired.word.text) == (False, "ASSAULT", "police firing")
    assert read("en", "Two were killed in a fire", BLAZE)[0].accident


DATE = """
rebels  NOUN 2 nsubj Number=Plur  rebel
slept   VERB 0 root  Mood=Ind|Tense=Past|VerbForm=Fin  sleep
on      ADP  4 case  _  on
march   NOUN 2 obl   Number=Sing  march
15      NUM  4 nummod NumType=Card  15
"""
GOING = """
Rebels  NOUN 3 nsubj Number=Plur  rebel
are     AUX  3 aux   Mood=Ind|Tense=Pres|VerbForm=Fin  be
going   VERB 0 root  Tense=Pres|VerbForm=Part  go
to      PART 5 mark  _  to
sleep   VERB 3 xcomp VerbForm=Inf  sleep
"""
LIFTED = """
Mali    PROPN 2 nsubj Number=Sing  Mali
lifted  VERB  0 root  Mood=Ind|Tense=Past|VerbForm=Fin  lift
the     DET   4 det   Definite=Def|PronType=Art  the
curfew  NOUN  2 obj   Number=Sing  curfew
"""


def test_words_that_tell_no_event_of_their_own() -> None:
    assert lines("en", "rebels slept on march 15", DATE) == []
    assert lines("en", "Rebels are going to sleep", GOING) == []
    assert lines("en", "Mali lifted the curfew", LIFTED) == ["Mali CONCEDE -: stated"]


RESUMED = """
The      DET   2  det   Definite=Def|PronType=Art  the
attack   NOUN  3  nsubj Number=Sing  attack
ended    VERB  0  root  Mood=Ind|Tense=Past|VerbForm=Fin  end
"""


def test_a_definite_noun_of_whom_nothing_is_said_may_resume() -> None:
    (event,) = read("en", "The attack ended", RESUMED)
    assert event.resumes
    (other,) = read(
        "en",
        "An attack ended",
        RESUMED.replace("The      ", "An       ").replace("Definite=Def|", ""),
    )
    assert not other.resumes
    (named,) = read("en", "The French attack on the rebels ended", DEMONYM)
    assert not named.resumes


NOT = """
Rebels    NOUN  4  nsubj  Number=Plur  rebel
did       AUX   4  aux    Mood=Ind|Tense=Past|VerbForm=Fin  do
not       PART  4  advmod Polarity=Neg  not
attack    VERB  0  root   VerbForm=Inf  attack
Mali      PROPN 4  obj    Number=Sing  Mali
"""
NOBODY = """
No        DET   2  det    PronType=Neg  no
rebels    NOUN  3  nsubj  Number=Plur  rebel
attacked  VERB  0  root   Mood=Ind|Tense=Past|VerbForm=Fin  attack
Mali      PROPN 3  obj    Number=Sing  Mali
"""
MAY = """
Rebels    NOUN  3  nsubj  Number=Plur  rebel
may       AUX   3  aux    VerbForm=Fin  may
attack    VERB  0  root   VerbForm=Inf  attack
Mali      PROPN 3  obj    Number=Sing  Mali
"""
WILL = MAY.replace("may ", "will")
ASKS = """
Did       AUX   3  aux    Mood=Ind|Tense=Past|VerbForm=Fin  do
rebels    NOUN  3  nsubj  Number=Plur  rebel
attack    VERB  0  root   VerbForm=Inf  attack
Mali      PROPN 3  obj    Number=Sing  Mali
?         PUNCT 3  punct  _  ?
"""
IF = """
If        SCONJ 3  mark   _  if
rebels    NOUN  3  nsubj  Number=Plur  rebel
attack    VERB  7  advcl  Mood=Ind|Tense=Pres|VerbForm=Fin  attack
Mali      PROPN 3  obj    Number=Sing  Mali
,         PUNCT 3  punct  _  ,
Chad      PROPN 7  nsubj  Number=Sing  Chad
sleeps    VERB  0  root   Mood=Ind|Tense=Pres|VerbForm=Fin  sleep
"""
PURPOSE = """
Rebels    NOUN  2  nsubj  Number=Plur  rebel
rose      VERB  0  root   Mood=Ind|Tense=Past|VerbForm=Fin  rise
early     ADV   2  advmod _  early
to        PART  5  mark   _  to
attack    VERB  2  advcl  VerbForm=Inf  attack
Mali      PROPN 5  obj    Number=Sing  Mali
"""
RUMOURS = """
Rumours   NOUN  9  nsubj  Number=Plur  rumour
of        ADP   4  case   _  of
an        DET   4  det    PronType=Art  a
attack    NOUN  1  nmod   Number=Sing  attack
on        ADP   6  case   _  on
Mali      PROPN 4  nmod   Number=Sing  Mali
by        ADP   8  case   _  by
rebels    NOUN  4  nmod   Number=Plur  rebel
spread    VERB  0  root   Mood=Ind|Tense=Past|VerbForm=Fin  spread
"""
SOURCE = """
Rebels    NOUN  2  nsubj  Number=Plur  rebel
attacked  VERB  0  root   Mood=Ind|Tense=Past|VerbForm=Fin  attack
Mali      PROPN 2  obj    Number=Sing  Mali
:         PUNCT 5  punct  _  :
UN        PROPN 2  parataxis  Number=Sing  UN
"""
SERA = """
Des       DET   2  det    PronType=Art  un
rebelles  NOUN  3  nsubj  Number=Plur  rebelle
{0}       VERB  0  root   {1}|VerbForm=Fin  attaquer
Kiev      PROPN 3  obj    Number=Sing  Kiev
"""
ATTAQUERONT = SERA.format("attaqueront", "Mood=Ind|Tense=Fut")
ATTAQUERAIENT = SERA.format("attaqueraient", "Mood=Cnd|Tense=Pres")
PAS = """
Des       DET   2  det     PronType=Art  un
rebelles  NOUN  6  nsubj   Number=Plur  rebelle
n'        ADV   6  advmod  Polarity=Neg  ne
ont       AUX   6  aux     Mood=Ind|Tense=Pres|VerbForm=Fin  avoir
pas       ADV   6  advmod  Polarity=Neg  pas
attaqué   VERB  0  root    Tense=Past|VerbForm=Part  attaquer
Kiev      PROPN 6  obj     Number=Sing  Kiev
"""
QUE = """
Des       DET   2  det     PronType=Art  un
rebelles  NOUN  5  nsubj   Number=Plur  rebelle
n'        ADV   5  advmod  Polarity=Neg  ne
ont       AUX   5  aux     Mood=Ind|Tense=Pres|VerbForm=Fin  avoir
attaqué   VERB  0  root    Tense=Past|VerbForm=Part  attaquer
que       ADV   7  advmod  _  que
Kiev      PROPN 5  obj     Number=Sing  Kiev
"""


@pytest.mark.parametrize(
    ("language", "text", "tree", "factuality"),
    [
        ("en", "Rebels did not attack Mali", NOT, "denied"),
        ("en", "No rebels attacked Mali", NOBODY, "denied"),
        ("en", "Rebels may attack Mali", MAY, "possible"),
        ("en", "Rebels will attack Mali", WILL, "planned"),
        ("en", "Did rebels attack Mali?", ASKS, "possible"),
        ("en", "If rebels attack Mali, Chad sleeps", IF, "possible"),
        ("en", "Rebels rose early to attack Mali", PURPOSE, "planned"),
        ("en", "Rumours of an attack on Mali by rebels spread", RUMOURS, "possible"),
        ("en", "Rebels attacked Mali: UN", SOURCE, "possible"),
        ("fr", "Des rebelles attaqueront Kiev", ATTAQUERONT, "planned"),
        ("fr", "Des rebelles attaqueraient Kiev", ATTAQUERAIENT, "possible"),
        ("fr", "Des rebelles n'ont pas attaqué Kiev", PAS, "denied"),
        ("fr", "Des rebelles n'ont attaqué que Kiev", QUE, "stated"),
    ],
)
def test_how_it_is_told(language: str, text: str, tree: str, factuality: str) -> None:
    (event,) = read(language, text, tree)
    assert event.factuality == factuality
    assert event.because
    assert [r.head.of(text).lower() for r in event.actors] == [
        "rebels" if language == "en" else "rebelles"
    ]
    assert [r.head.of(text) for r in event.recipients] == ["Mali" if language == "en" else "Kiev"]


DENIED = """
Chad    PROPN  2  nsubj  Number=Sing  Chad
denied  VERB   0  root   Mood=Ind|Tense=Past|VerbForm=Fin  deny
an      DET    4  det    PronType=Art  a
attack  NOUN   2  obj    Number=Sing  attack
on      ADP    6  case   _  on
Mali    PROPN  4  nmod   Number=Sing  Mali
"""


def test_what_is_denied_did_not_happen_but_the_denial_did() -> None:
    told = {e.type: e.factuality for e in read("en", "Chad denied an attack on Mali", DENIED)}
    assert told == {"REJECT": "stated", "ASSAULT": "denied"}


SAID = """
Police    NOUN   2  nsubj  Number=Sing  police
said      VERB   0  root   Mood=Ind|Tense=Past|VerbForm=Fin  say
rebels    NOUN   4  nsubj  Number=Plur  rebel
attacked  VERB   2  ccomp  Mood=Ind|Tense=Past|VerbForm=Fin  attack
Mali      PROPN  4  obj    Number=Sing  Mali
"""


def test_a_verb_of_speech_over_an_event_is_told() -> None:
    (said,) = read("en", "Police said rebels attacked Mali", SAID)
    assert (said.reported, said.factuality) == (True, "stated")
    (told,) = read("en", "Rebels attacked the garrison", ACTIVE)
    assert not told.reported
