"""What a name is: evidence with weights, summed over all its occurrences in a report.

Each row of ``EVIDENCE`` is one kind of evidence: its name, the kind of entity it speaks for, its
weight, and the words that a reader of the record sees.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.knowledge.lexicon import Lexicon, Naming
from onrecord.knowledge.names import NameLists, name_lists
from onrecord.language.syntax import Tree
from onrecord.model.entity import EntityKind
from onrecord.reading.entities.spans import Stretch


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    name: str
    kind: EntityKind
    weight: float
    says: str


EVIDENCE: tuple[Evidence, ...] = (
    Evidence(name="country list", kind="country", weight=6.0, says="is a listed country"),
    Evidence(name="place list", kind="place", weight=4.0, says="is a listed place"),
    Evidence(name="city list", kind="place", weight=1.6, says="is the name of a city"),
    Evidence(
        name="agency list", kind="organization", weight=5.0, says="is a listed agency or outlet"
    ),
    Evidence(
        name="organization list", kind="organization", weight=5.0, says="is a listed organization"
    ),
    Evidence(
        name="other list", kind="other", weight=5.0, says="is a listed event, work or product"
    ),
    Evidence(name="dateline", kind="place", weight=4.0, says="opens the report's dateline"),
    Evidence(
        name="header agency",
        kind="organization",
        weight=6.0,
        says="is the agency of a dateline, byline or credit",
    ),
    Evidence(name="byline", kind="person", weight=5.0, says="stands in the byline"),
    Evidence(name="first name", kind="person", weight=3.0, says="begins with a first name"),
    Evidence(name="lone first name", kind="person", weight=1.0, says="is a first name"),
    Evidence(name="two words", kind="person", weight=0.6, says="two capitalised words"),
    Evidence(name="title", kind="person", weight=2.6, says="stands beside a title"),
    Evidence(
        name="person noun", kind="person", weight=2.2, says="stands beside a word for a person"
    ),
    Evidence(name="speaks", kind="person", weight=1.0, says="is the subject of a verb of speech"),
    Evidence(name="acts", kind="person", weight=0.4, says="is the subject of a verb"),
    Evidence(
        name="organization noun",
        kind="organization",
        weight=3.2,
        says="stands beside a word for an organization",
    ),
    Evidence(
        name="organization head",
        kind="organization",
        weight=4.0,
        says="begins with a word for an organization",
    ),
    Evidence(
        name="company word",
        kind="organization",
        weight=3.0,
        says="begins or ends like a company, a paper or a club",
    ),
    Evidence(name="acronym", kind="organization", weight=1.5, says="is written in capitals"),
    Evidence(name="place noun", kind="place", weight=2.4, says="stands beside a word for a place"),
    Evidence(
        name="place preposition",
        kind="place",
        weight=1.5,
        says="stands after a preposition of place",
    ),
    Evidence(
        name="of a place's noun",
        kind="place",
        weight=2.4,
        says="stands after a noun of places and of",
    ),
    Evidence(
        name="of an organization's noun",
        kind="organization",
        weight=2.0,
        says="stands after a noun of organizations and of",
    ),
    Evidence(
        name="article and verb",
        kind="organization",
        weight=1.4,
        says="is a subject with an article",
    ),
    Evidence(name="headline", kind="place", weight=1.0, says="opens a headline before a colon"),
    Evidence(name="article", kind="person", weight=-2.0, says="stands after an article"),
    Evidence(name="of a noun", kind="place", weight=1.3, says="stands after a noun and of"),
    Evidence(
        name="lone label PER",
        kind="person",
        weight=1.1,
        says="the trained component calls this word a person",
    ),
    Evidence(
        name="lone label LOC",
        kind="place",
        weight=1.4,
        says="the trained component calls this word a place",
    ),
    Evidence(
        name="lone label ORG",
        kind="organization",
        weight=1.5,
        says="the trained component calls this word an organization",
    ),
    Evidence(
        name="lone label MISC",
        kind="other",
        weight=0.8,
        says="the trained component calls this word something else",
    ),
    Evidence(
        name="hyphenated place", kind="place", weight=2.2, says="is formed like the name of a town"
    ),
    Evidence(
        name="label PER", kind="person", weight=2.2, says="the trained component calls it a person"
    ),
    Evidence(
        name="label ORG",
        kind="organization",
        weight=1.8,
        says="the trained component calls it an organization",
    ),
    Evidence(
        name="label LOC", kind="place", weight=2.2, says="the trained component calls it a place"
    ),
    Evidence(
        name="label MISC",
        kind="other",
        weight=1.2,
        says="the trained component calls it something else",
    ),
    Evidence(name="name", kind="other", weight=0.5, says="is a name"),
)
BY_NAME = {row.name: row for row in EVIDENCE}


def of_text(text: str, lists: NameLists, naming: Naming) -> Iterator[str]:
    """Evidence in the name itself."""
    words = text.split()
    bare = text.removeprefix("The ").removeprefix("the ")
    if bare in lists.countries:
        yield "country list"
    if bare in lists.places:
        yield "place list"
    elif bare in lists.cities:
        yield "city list"
    if text in lists.agencies or bare in lists.agencies:
        yield "agency list"
    if text in lists.organizations or bare in lists.organizations:
        yield "organization list"
    if text in lists.others:
        yield "other list"
    if words and words[0] in lists.first_names:
        yield "first name" if len(words) > 1 else "lone first name"
    if 2 <= len(words) <= 3 and all(w[:1].isupper() and w[1:].islower() for w in words):
        yield "two words"
    if len(words) > 1 and not {words[0].lower(), words[-1].lower()}.isdisjoint(naming.company):
        yield "company word"
    if len(text) <= 6 and text.isupper() and len(text) > 1:
        yield "acronym"
    lowered = text.lower()
    if any(part in lowered for part in naming.town_parts):
        yield "hyphenated place"
    yield "name"


def of_context(tree: Tree, span: Stretch, label: str, lexicon: Lexicon) -> Iterator[str]:
    """Evidence around one occurrence."""
    if label:
        yield f"lone label {label}" if span[0] == span[1] else f"label {label}"
    head = _head(tree, span)
    yield from _inside(tree, span, lexicon)
    yield from _beside(tree, span, head, lexicon)
    yield from _preposition(tree, span, head, lexicon)
    lone = span[0] == span[1]
    article = lone and span[0] > 0 and tree.lower[span[0] - 1] in lexicon.naming.articles
    if article:
        yield "article"
    if lone and span[0] == 0 and tree.size > 1 and tree.word[1] == ":":
        yield "headline"
    if tree.dep[head] in {"nsubj", "obl:agent"}:
        verb = tree.head[head]
        cues = lexicon.verbs.get(tree.lemma[verb], ())
        yield "speaks" if any(c.cue_class == "speech" for c in cues) else "acts"
        if article:
            yield "article and verb"


def _preposition(tree: Tree, span: Stretch, head: int, lexicon: Lexicon) -> Iterator[str]:
    naming, case = lexicon.naming, tree.case_of(head)
    above = tree.lemma[tree.head[head]]
    if case in naming.of and tree.dep[head] == "nmod" and tree.pos[tree.head[head]] == "NOUN":
        if above in naming.holds_place:
            yield "of a place's noun"
        elif above in naming.holds_organization:
            yield "of an organization's noun"
        elif not lexicon.roles.is_a(above, "relation", "group"):
            yield "of a noun"
    before = " " + " ".join(tree.lower[max(0, span[0] - 3) : span[0]])
    phrases = (words for words in naming.place_prepositions if " " in words)
    direct = case in naming.place_prepositions and tree.dep[head] in {"obl", "nmod"}
    if direct or any(before.endswith(" " + words) for words in phrases):
        yield "place preposition"


def _head(tree: Tree, span: Stretch) -> int:
    first, last = span
    return next((i for i in range(first, last + 1) if not first <= tree.head[i] <= last), first)


def _inside(tree: Tree, span: Stretch, lexicon: Lexicon) -> Iterator[str]:
    first, last = span
    if last == first:
        return
    roles = lexicon.roles
    for i in (first, last):
        lemma = tree.lower[i]
        if i == first and tree.word[i] in name_lists().first_names and tree.pos[i] == "PROPN":
            continue  # *Marine Le Pen* is no navy
        if roles.is_a(lemma, "office", "organization", "agency", "group"):
            yield "organization head"
            return
        if lemma in lexicon.naming.company:
            return
    if roles.is_a(tree.lower[first], "place") or roles.is_a(tree.lower[last], "place"):
        yield "place noun"


def _beside(tree: Tree, span: Stretch, head: int, lexicon: Lexicon) -> Iterator[str]:
    first, last = span
    near: list[int] = []
    above = tree.head[head]
    if tree.dep[head] in {"appos", "flat", "nmod"} and not tree.case_of(head):
        near.append(above)
    near += [
        c
        for c in tree.children[head]
        if tree.dep[c] == "appos" and not first <= c <= last and ":" not in tree.word[last:c]
    ]
    near += [c for c in tree.children[head] if tree.dep[c] in {"compound", "amod"} and c < first]
    if first and tree.pos[first - 1] in {"NOUN", "PROPN"}:
        near.append(first - 1)
    roles = lexicon.roles
    for i in dict.fromkeys(near):
        for form in (tree.lemma[i], tree.lower[i]):
            if roles.is_a(form, "title"):
                yield "title"
                break
            if roles.is_a(form, "person", "relation"):
                yield "person noun"
                break
            if roles.is_a(form, "agency", "organization", "office"):
                yield "organization noun"
                break
            if roles.is_a(form, "place"):
                yield "place noun"
                break
