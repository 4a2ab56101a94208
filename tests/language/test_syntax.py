"""Trees: repairs of frequent errors of parsers, and one sense for a name."""

from __future__ import annotations

from onrecord.language.syntax import Tree, one_sense
from tests.drawn import doc_of

PROMISED = """
Lund      PROPN  2  nsubj  _                                       Lund
promised  VERB   0  root   Mood=Ind|Tense=Past|VerbForm=Fin        promise
a         DET    4  det    _                                       a
review    NOUN   2  obj    _                                       review
and       CCONJ  6  cc     _                                       and
said      VERB   4  conj   Mood=Ind|Tense=Past|VerbForm=Fin        say
nothing   PRON   6  obj    _                                       nothing
"""
DISCUTE = """
Moscou     PROPN  0  root  _                            Moscou
discute    VERB   1  amod  Mood=Ind|VerbForm=Fin        discuter
d'         ADP    4  case  _                            de
exercices  NOUN   1  obl   _                            exercice
"""


def test_a_verb_hung_on_a_noun_goes_to_the_verb_above() -> None:
    tree = Tree(doc_of("en", "Lund promised a review and said nothing", PROMISED))
    assert tree.head[5] == 1
    assert (tree.left[3], tree.right[3]) == (2, 3)
    assert (tree.left[5], tree.right[5]) == (4, 6)


def test_a_finite_verb_is_no_adjective() -> None:
    tree = Tree(doc_of("fr", "Moscou discute d’exercices", DISCUTE))
    assert (tree.dep[1], tree.head[1]) == ("root", 1)
    assert (tree.dep[0], tree.head[0]) == ("nsubj", 1)
    assert tree.children[1] == [0, 3]


def names(labels: list[str], words: str) -> Tree:
    rows = "\n".join(
        f"{word} PROPN {n} flat _ {word}" for n, word in enumerate(words.split())
    ).replace(" 0 flat", " 0 root")
    tree = Tree(doc_of("fr", words, rows))
    tree.ent = labels
    return tree


def test_a_lone_name_has_the_sense_of_the_longer_one() -> None:
    longer = names(["PER", "PER", "PER"], "Kim Jong Un")
    lone = names(["LOC", "", "LOC"], "Kim à Paris")
    one_sense([longer, lone], listed=lambda word: word == "Paris")
    assert lone.ent == ["PER", "", "LOC"]


def test_a_listed_name_keeps_its_own_sense() -> None:
    longer = names(["PER", "PER"], "Carla Paris")
    lone = names(["LOC"], "Paris")
    one_sense([longer, lone], listed=lambda word: word == "Paris")
    assert lone.ent == ["LOC"]
