"""Descriptions of people by what they are: *le ministre russe de la Défense*, *the president*.

Only a singular phrase that is definite, or a title right before a name, refers to somebody in
particular; others are left alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.knowledge.countries import country_named
from onrecord.knowledge.lexicon import Lexicon
from onrecord.language.align import ParsedPart
from onrecord.language.syntax import Tree
from onrecord.model.span import Span
from onrecord.reading.entities.spans import Stretch

_BEFORE = {"amod", "compound", "nmod", "nummod", "flat", "nmod:poss"}
_GOES_ON = {"ADJ", "ADP", "DET", "NOUN", "PROPN", "CCONJ"}
#: Tokens that a description has behind its head at most.
LONGEST = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Nominal:
    """``words`` is the phrase in lower case without determiners and without what tells a country;
    ``name`` is the name that it stands beside, if it does."""

    span: Span
    head: str
    words: str
    countries: frozenset[str]
    gender: str
    name: Span | None

    @property
    def description(self) -> tuple[str, frozenset[str]]:
        return self.words, self.countries


def nominals(
    parsed: ParsedPart,
    tree: Tree,
    names: Sequence[Stretch],
    lexicon: Lexicon,
    demonyms: Mapping[str, str],
) -> Iterator[Nominal]:
    """Descriptions of single people in a Doc. ``names`` are the stretches of its names."""
    named = {i: stretch for stretch in names for i in range(stretch[0], stretch[1] + 1)}
    roles = lexicon.roles
    for head in range(tree.size):
        if head in named or tree.pos[head] not in {"NOUN", "PROPN"}:
            continue
        forms = (tree.lemma[head], tree.lower[head])
        if not any(roles.is_a(form, "title") for form in forms):
            continue
        if tree.has(head, "Number=Plur") or any(tree.dep[c] == "conj" for c in tree.children[head]):
            continue
        first, last = _extent(tree, head, named)
        beside = _name_beside(tree, head, first, last, named)
        definite = _is_definite(tree, first, head, lexicon)
        if beside is None and not definite:
            continue
        words, countries = _described(tree, first, last, named, demonyms, lexicon)
        yield Nominal(
            span=parsed.span(first, last),
            head=forms[0],
            words=words,
            countries=frozenset(countries),
            gender="f" if tree.has(head, "Gender=Fem") else "",
            name=None if beside is None else parsed.span(*beside),
        )


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
    tree: Tree, head: int, first: int, last: int, named: Mapping[int, Stretch]
) -> Stretch | None:
    """The name right behind a title, or the one that the phrase stands beside as an apposition."""
    behind = named.get(last + 1)
    if behind is not None and behind[0] == last + 1 and not _is_country(tree, behind):
        return behind
    comma = last + 2 < tree.size and tree.word[last + 1] == ","
    behind = named.get(last + 2) if comma else None
    if behind is not None and any(tree.dep[i] == "appos" for i in range(behind[0], behind[1] + 1)):
        return behind
    above = named.get(tree.head[head])
    if tree.dep[head] == "appos" and above is not None and above[1] < first:
        return above
    return None


def _is_definite(tree: Tree, first: int, head: int, lexicon: Lexicon) -> bool:
    """A definite, demonstrative or possessive phrase: not *a minister*, *aucun ministre*."""
    for i in range(first, head):
        if tree.pos[i] == "DET":
            return (
                tree.has(i, "Definite=Def")
                or tree.has(i, "PronType=Dem")
                or tree.has(i, "Poss=Yes")
                or tree.lower[i] in lexicon.naming.articles
                or tree.lower[i] == "the"
            )
    return False


def _described(
    tree: Tree,
    first: int,
    last: int,
    named: Mapping[int, Stretch],
    demonyms: Mapping[str, str],
    lexicon: Lexicon,
) -> tuple[str, set[str]]:
    """The words of a description, and the countries that it names."""
    countries: set[str] = set()
    kept: list[str] = []
    i = first
    while i <= last:
        stretch = named.get(i)
        if stretch is not None:
            country = country_named(tree.text(*stretch))
            if country is not None:
                countries.add(country.code)
                _drop_small(kept, lexicon)
            else:
                kept += tree.lower[stretch[0] : stretch[1] + 1]
            i = stretch[1] + 1
            continue
        two = " ".join(tree.lower[i : i + 2])
        joined = "".join(tree.lower[i : min(i + 3, tree.size)])
        width, code = _demonym(tree, i, last, (two, joined), demonyms)
        if code:
            countries.add(code)
        elif tree.pos[i] != "DET" or kept:
            kept.append(tree.lower[i])
        i += width
    _drop_small(kept, lexicon)
    text = ""
    for word in kept:
        text += word if not text or text.endswith("'") else f" {word}"
    return text, countries


def _demonym(
    tree: Tree, i: int, last: int, longer: Iterable[str], demonyms: Mapping[str, str]
) -> tuple[int, str]:
    two, joined = longer
    if i + 2 <= last and joined in demonyms:  # nord - coréen
        return 3, demonyms[joined]
    if i + 1 <= last and two in demonyms:
        return 2, demonyms[two]
    for form in (tree.lower[i], tree.lemma[i]):
        if form in demonyms:
            return 1, demonyms[form]
    return 1, ""


def _drop_small(kept: list[str], lexicon: Lexicon) -> None:
    """Take the small words off that led to a country: *president of*, *ministre de la*."""
    small = lexicon.naming.of | lexicon.naming.articles | {"the", "'s", "'"}
    while kept and kept[-1] in small:
        kept.pop()
