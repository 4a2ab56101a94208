"""Where proper names stand in prose: listed names, runs of capitalised words, and the trained
component's spans. Where they overlap, the longest wins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.knowledge.lexicon import Lexicon
from onrecord.knowledge.names import NameLists, name_lists
from onrecord.language.pipelines import Words
from onrecord.language.syntax import Tree
from onrecord.reading.entities.runs import is_capital, is_particle, runs

Stretch = tuple[int, int]

#: Words of the longest listed name.
LONGEST = 6
_NAMING_POS = frozenset({"PROPN", "NOUN", "X"})
#: Parts of speech that taggers give to names that they never met.
_GUESSED = frozenset({"PROPN", "NOUN", "ADJ", "X", "VERB", "ADV", "INTJ"})
#: Place of `_unknown` among the ways to find names.
_UNKNOWN = 3
#: Letters of a word that no list knows, from which on its capital makes it a name.
_UNKNOWN_FROM = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A name in a Doc. ``label`` is the trained component's, empty where it has none. A name is
    not ``sure`` when its capital may come from its place in the sentence alone."""

    stretch: Stretch
    label: str
    sure: bool


def name_spans(tree: Tree, lexicon: Lexicon, lists: NameLists, words: Words) -> list[Found]:
    """The names of a Doc in text order; no two overlap. ``words`` tells common words."""
    candidates: list[tuple[int, int, Stretch]] = []
    for rank, found in enumerate(
        (
            _listed(tree, lists),
            (
                run
                for start, end in tree.sentences
                for run in runs(tree, start, end, lexicon, lists)
            ),
            _entities(tree),
            _unknown(tree, lexicon, words),
        )
    ):
        for stretch in found:
            span = trimmed(tree, *stretch, lexicon) if rank else stretch
            if span is None:
                continue
            if rank == _UNKNOWN or _is_name(tree, span, rank, lexicon, lists):
                candidates.append((span[0] - span[1], rank, span))
    taken: dict[int, Stretch] = {}
    for _, _, span in sorted(candidates):
        if not any(i in taken for i in range(span[0], span[1] + 1)):
            taken.update((i, span) for i in range(span[0], span[1] + 1))
    return [
        Found(stretch=span, label=_label(tree, span), sure=_is_sure(tree, span, lists, words))
        for span in sorted(set(taken.values()))
    ]


def _listed(tree: Tree, lists: NameLists) -> Iterator[Stretch]:
    """Names that a list knows, the longest first at each word: *Banque mondiale*, *L'Équipe*."""
    i = 0
    while i < tree.size:
        last = None
        if is_capital(tree.word[i]):
            for end in range(min(tree.size, i + LONGEST) - 1, i - 1, -1):
                single = end == i and tree.pos[i] not in _NAMING_POS
                if not single and lists.known(tree.text(i, end)):
                    last = end
                    break
        if last is None or _goes_on(tree, last):
            i += 1
            continue
        yield i, last
        i = last + 1


def _goes_on(tree: Tree, last: int) -> bool:
    """Whether a proper noun right behind belongs to the same name: *Washington Irving*."""
    after = last + 1
    return after < tree.size and tree.pos[after] == "PROPN" and tree.dep[after] == "flat"


def _entities(tree: Tree) -> Iterator[Stretch]:
    i = 0
    while i < tree.size:
        if not tree.ent[i]:
            i += 1
            continue
        last = i
        while (
            last + 1 < tree.size and tree.ent[last + 1] == tree.ent[i] and not tree.begins[last + 1]
        ):
            last += 1
        yield i, last
        i = last + 1


def _unknown(tree: Tree, lexicon: Lexicon, words: Words) -> Iterator[Stretch]:
    """Lone words in a capital that are no words of the language, whatever the tagger takes them
    for: *"It went around the world," Leive said.*"""
    for i, word in enumerate(tree.word):
        letters = len(word) >= _UNKNOWN_FROM and word[0].isupper() and word.isalpha()
        if not letters or word.isupper() or tree.pos[i] not in _GUESSED:
            continue
        if i == tree.sentences[tree.sentence[i]][0] and not _tells(tree, i, lexicon):
            continue
        part = any(0 <= n < tree.size and tree.word[n] in "-'" for n in (i - 1, i + 1))
        if not part and not _is_common(tree, i, lexicon) and not words.listed(tree.lower[i]):
            yield i, i


def _tells(tree: Tree, i: int, lexicon: Lexicon) -> bool:
    """Whether a word is the subject of a verb of speech or thought."""
    return tree.dep[i].startswith("nsubj") and tree.lemma[tree.head[i]] in lexicon.verbs


def trimmed(tree: Tree, first: int, last: int, lexicon: Lexicon) -> Stretch | None:
    """Without titles, demonyms and determiners before a name, possessive marks after it."""
    while first <= last and _is_before(tree, first, last, lexicon):
        first += 1
    while last >= first and _is_after(tree, first, last, lexicon):
        last -= 1
    if first > last or not any(is_capital(tree.word[i]) for i in range(first, last + 1)):
        return None
    return first, last


def _is_before(tree: Tree, i: int, last: int, lexicon: Lexicon) -> bool:
    lower = tree.lower[i]
    if i < last and is_particle(tree, i, lexicon):
        return False
    if tree.pos[i] in {"DET", "PUNCT", "ADP", "SPACE", "CCONJ"}:
        return not (lower == "the" and i < last and is_capital(tree.word[i]) and i > 0)
    if i == last:
        return False
    roles, naming = lexicon.roles, lexicon.naming
    if tree.word[i] in name_lists().countries and roles.is_a(tree.lower[i + 1], "title"):
        return True  # *U.S. President Joe Biden*
    forms = (lower, tree.lemma[i], lower.rstrip("."), lower + ".")
    if any(roles.is_a(form, "title") for form in forms):
        return not roles.is_a(tree.lower[last], "organization", "office")
    if any(form in naming.demonyms for form in forms):
        ends = tree.lower[last]
        return not (ends in naming.company or roles.is_a(ends, "organization", "office", "agency"))
    if roles.is_a(tree.lemma[i], "person", "relation", "anonymous"):
        return True
    return not is_capital(tree.word[i]) and lower not in naming.naming


def _is_after(tree: Tree, first: int, i: int, lexicon: Lexicon) -> bool:
    if tree.pos[i] in {"PUNCT", "SPACE", "DET", "ADP"} and tree.word[i] != ".":
        return True
    if tree.lower[i] in {"'s", "'", "s", "."} or tree.lower[i] in lexicon.calendar:
        return i > first
    if is_capital(tree.word[i]) or i == first or any(map(str.isdigit, tree.word[i])):
        return False
    if tree.word[i - 1] == "-" and not tree.space[i - 1]:
        return False
    return not lexicon.naming.lower_tail or tree.pos[i] not in {"ADJ", "NOUN"}


def _is_name(tree: Tree, span: Stretch, rank: int, lexicon: Lexicon, lists: NameLists) -> bool:
    """Whether a stretch is a name, and not a day, a common noun in capitals (*ONG*), a demonym or
    a word that stands first in its sentence."""
    first, last = span
    text = tree.text(first, last)
    if rank == 0 or lists.known(text):
        return True
    proper = any(tree.pos[i] == "PROPN" for i in range(first, last + 1))
    if first == last:
        if _is_common(tree, first, lexicon):
            return False
        start = tree.sentences[tree.sentence[first]][0]
        shouted = tree.word[first].isupper() and len(tree.word[first]) > 1
        listed = text in lists.cities or text in lists.first_names
        return proper or (first > start and (shouted or listed or bool(tree.ent[first])))
    return True


def _is_common(tree: Tree, i: int, lexicon: Lexicon) -> bool:
    lower = tree.lower[i]
    if lower == "kremlin":
        return False
    demonyms = lexicon.naming.demonyms
    return (
        lower in lexicon.calendar
        or lower in demonyms
        or tree.lemma[i] in demonyms
        or lower.removesuffix("s") in demonyms
        or lexicon.roles.is_a(lower, "organization", "agency", "office", "title")
        or (i == tree.sentences[tree.sentence[i]][0] and tree.pos[i] not in _NAMING_POS)
    )


def _is_sure(tree: Tree, span: Stretch, lists: NameLists, words: Words) -> bool:
    """A lone word that opens a sentence may owe its capital to that, unless a list knows it."""
    first, last = span
    word = tree.word[first]
    if first != last or (word.isupper() and len(word) > 1) or lists.known(word):
        return True
    if tree.pos[first] == "PROPN" and (word in lists.cities or word in lists.first_names):
        return True
    if _is_bare_subject(tree, first) and not words.seen(tree.lower[first]):
        return bool(tree.ent[first]) or not words.listed(tree.lower[first])
    before = first - 1
    start = tree.sentences[tree.sentence[first]][0]
    return first > start and tree.word[before] not in {'"', ":", "-", "("}


def _is_bare_subject(tree: Tree, i: int) -> bool:
    """Whether a proper noun without article or adjective acts: *Clinton and allies left*."""
    subject = tree.pos[i] == "PROPN" and tree.dep[i].startswith("nsubj") and tree.head[i] > i
    return subject and not any(tree.dep[c] in {"det", "amod", "nummod"} for c in tree.children[i])


def _label(tree: Tree, span: Stretch) -> str:
    return next((tree.ent[i] for i in range(span[0], span[1] + 1) if tree.ent[i]), "")
