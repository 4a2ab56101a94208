"""Descriptions of who and what: *le ministre russe de la Défense*, *the president*, *l'agence*.

Only a singular phrase refers to somebody in particular: one that is definite, one that stands
beside a name, or one of a person that is brought in (*un officier*) and may be taken up again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.knowledge.countries import country_named
from onrecord.knowledge.lexicon import Lexicon
from onrecord.knowledge.offices import BodyWord
from onrecord.language.align import ParsedPart
from onrecord.language.syntax import Tree
from onrecord.model.entity import EntityKind
from onrecord.model.span import Span
from onrecord.reading.entities.described import described
from onrecord.reading.entities.spans import Stretch

Reference = Literal["definite", "possessive", "indefinite", "bare"]

_BEFORE = {"amod", "compound", "nmod", "nummod", "flat", "nmod:poss"}
_GOES_ON = {"ADJ", "ADP", "DET", "NOUN", "PROPN", "CCONJ"}
_PERSON = ("title", "person", "relation", "anonymous")
#: What somebody who is brought in is to the verb.
_BRINGS_IN = ("nsubj", "obl", "obj")
#: Tokens that a description has behind its head at most.
LONGEST = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Nominal:
    """``words`` is the phrase in lower case without determiners and without what tells a country;
    ``name`` is the name that it stands beside, if it does. ``body`` tells what a noun that is no
    person's can mean; ``alone`` that no preposition narrows it down; ``sentence`` counts from 0."""

    span: Span
    head: str
    words: str
    countries: frozenset[str]
    gender: str
    name: Span | None
    body: BodyWord | None = None
    reference: Reference = "definite"
    alone: bool = True

    @property
    def description(self) -> tuple[str, frozenset[str]]:
        return self.words, self.countries

    @property
    def kinds(self) -> frozenset[EntityKind]:
        """Kinds of entity that it can describe."""
        if self.body is None:
            return frozenset({"person"})
        kinds: set[EntityKind] = set()
        if "country" in self.body.kinds:
            kinds.add("country")
        if "place" in self.body.kinds:
            kinds.add("place")
        return frozenset(kinds or {"organization"})


def nominals(
    parsed: ParsedPart,
    tree: Tree,
    names: Sequence[Stretch],
    lexicon: Lexicon,
    demonyms: Mapping[str, str],
    bodies: Mapping[str, BodyWord],
) -> Iterator[Nominal]:
    """Descriptions of single people and things in a Doc. ``names`` are the stretches of its names,
    ``bodies`` what nouns for bodies can mean."""
    named = {i: stretch for stretch in names for i in range(stretch[0], stretch[1] + 1)}
    for head in range(tree.size):
        if tree.pos[head] not in {"NOUN", "PROPN"} or head in named:
            continue
        forms = (tree.lemma[head], tree.lower[head])
        body = next((bodies[form] for form in forms if form in bodies), None)
        person = any(lexicon.roles.is_a(form, *_PERSON) for form in forms)
        if not person and body is None and not _stands_behind(tree, head, named):
            continue
        if any(form in lexicon.naming.honorifics for form in (*forms, tree.lower[head] + ".")):
            continue
        if person and body is not None and any(lexicon.roles.is_a(f, "title") for f in forms):
            body = None
        if _is_plural(tree, head):
            continue
        first, last = _extent(tree, head, named)
        beside = _name_beside(tree, head, first, last, named, body, lexicon)
        if any(tree.dep[c] == "conj" for c in tree.children[head]) and beside is None:
            continue
        reference = _reference(tree, first, head, lexicon)
        if beside is None:
            if reference == "bare" or (reference == "indefinite" and body is not None):
                continue
            if reference == "indefinite" and not tree.dep[head].startswith(_BRINGS_IN):
                continue
            if reference == "possessive" and body is not None:
                continue
        words, countries = described(tree, first, last, named, demonyms, lexicon)
        yield Nominal(
            span=parsed.span(first, last),
            head=forms[0],
            words=words,
            countries=frozenset(countries),
            gender="f" if tree.has(head, "Gender=Fem") else "",
            name=None if beside is None else parsed.span(*beside),
            body=body,
            reference=reference,
            alone=_is_alone(tree, head, first, last) or words in bodies,
        )


def _is_plural(tree: Tree, head: int) -> bool:
    singular = any(tree.has(c, "Number=Sing") for c in tree.children[head] if tree.pos[c] == "DET")
    return tree.has(head, "Number=Plur") and not singular and not tree.word[head].isupper()


def _stands_behind(tree: Tree, head: int, named: Mapping[int, Stretch]) -> bool:
    """Whether a noun of no list stands behind a name and a comma: *Ousmane, vendeur de fruits*."""
    top = tree.head[head] if tree.dep[head] == "conj" else head
    above = tree.head[top]
    if tree.dep[top] != "appos" or tree.pos[head] != "NOUN" or above not in named:
        return False
    behind = named[above][1] + 1
    return behind < top and tree.word[behind] == "," and top - behind < LONGEST


def _is_alone(tree: Tree, head: int, first: int, last: int) -> bool:
    """Whether nothing but adjectives tells which one is meant."""
    compound = any(tree.dep[i] in {"compound", "nmod"} for i in range(first, head))
    return not compound and not any(tree.pos[i] == "ADP" for i in range(head, last))


def _extent(tree: Tree, head: int, named: Mapping[int, Stretch]) -> Stretch:
    first = head
    while first > 0 and (tree.head[first - 1] in range(first - 1, head + 1)):
        child = first - 1
        if tree.dep[child] not in _BEFORE | {"det", "case"} or tree.pos[child] == "PUNCT":
            break
        if tree.dep[child] == "case" and tree.head[child] == head:
            break
        first = child
    last = head
    while last + 1 < tree.size and last - head < LONGEST:
        after = last + 1
        if tree.pos[after] not in _GOES_ON or not tree.dominates(head, after):
            break
        if after in named and not _is_inside(tree, head, named[after]):
            break
        if tree.dep[after] in {"conj", "cc", "appos", "acl", "flat"} and after not in named:
            break
        last = named[after][1] if after in named else after
    while last > head and tree.pos[last] in {"ADP", "DET", "CCONJ"}:
        last -= 1
    return first, last


def _is_inside(tree: Tree, head: int, stretch: Stretch) -> bool:
    """Whether a name tells what somebody is head of: *la présidente de la [Commission]*."""
    tied = tree.pos[stretch[0] - 1] in {"ADP", "DET"} and stretch[0] - 1 > head
    return tied or _is_country(tree, stretch)


def _is_country(tree: Tree, stretch: Stretch) -> bool:
    return country_named(tree.text(*stretch)) is not None


def _name_beside(
    tree: Tree,
    head: int,
    first: int,
    last: int,
    named: Mapping[int, Stretch],
    body: BodyWord | None,
    lexicon: Lexicon,
) -> Stretch | None:
    """The name right behind a title, or the one that the phrase stands beside as an apposition."""
    behind = named.get(last + 1)
    if behind is not None and behind[0] == last + 1 and not _is_country(tree, behind):
        return behind
    comma = last + 2 < tree.size and tree.word[last + 1] == ","
    behind = named.get(last + 2) if comma else None
    if behind is not None and any(tree.dep[i] == "appos" for i in range(behind[0], behind[1] + 1)):
        return behind
    top = tree.head[head] if tree.dep[head] == "conj" else head
    above = named.get(tree.head[top])
    if tree.dep[top] == "appos" and above is not None and above[1] < first:
        return above
    if body is not None and body.of:  # the city of X
        behind = named.get(head + 2)
        tied = head + 1 < tree.size and tree.lower[head + 1] in lexicon.naming.of | {"of"}
        if tied and behind is not None and behind[0] == head + 2:
            return behind
    if body is not None and "agency" in body.kinds:  # the IRNA news agency
        for at in (head - 1, head - 2):
            before = named.get(at)
            if before is not None and before[1] == at and tree.head[at] == head:
                return before
    return None


def _reference(tree: Tree, first: int, head: int, lexicon: Lexicon) -> Reference:
    """How a phrase refers: *the minister* or *ce ministre*, *its minister*, *a minister*."""
    for i in range(first, head):
        if tree.pos[i] == "PRON" and tree.has(i, "Poss=Yes"):
            return "possessive"
        if tree.pos[i] == "DET":
            if tree.has(i, "Poss=Yes"):
                return "possessive"
            if (
                tree.has(i, "Definite=Def")
                or tree.has(i, "PronType=Dem")
                or tree.lower[i] in lexicon.naming.articles
            ):
                return "definite"
            return "indefinite" if tree.has(i, "PronType=Art") else "bare"
        if tree.dep[i] == "nummod":
            return "bare"
    fused = first > 0 and tree.lower[first - 1] in lexicon.naming.fused
    return "definite" if fused and tree.dep[first - 1] == "case" else "bare"
