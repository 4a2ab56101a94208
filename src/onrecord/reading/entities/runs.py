"""Runs of capitalised words, joined over small words where one name goes on."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.knowledge.lexicon import Lexicon
from onrecord.knowledge.names import NameLists
from onrecord.language.syntax import Tree

_MAY_STAND = frozenset({"PROPN", "NOUN", "ADJ", "X", "NUM", "VERB", "ADV", "INTJ"})
#: A sentence with more capitalised words than this share is a headline in title case.
TITLE_CASE = 0.6


def is_capital(word: str) -> bool:
    return word[:1].isupper()


def runs(
    tree: Tree, start: int, end: int, lexicon: Lexicon, lists: NameLists
) -> Iterator[tuple[int, int]]:
    """(first, last) of each run in the sentence from ``start`` to before ``end``."""
    strict = _is_title_case(tree, start, end)
    i = start
    while i < end:
        if not _begins(tree, i, start, end, lexicon, strict):
            i += 1
            continue
        last = i if is_capital(tree.word[i]) else _named_by(tree, i, end, lexicon) or i
        while True:
            nxt = _next(tree, i, last, end, lexicon, lists, strict)
            if nxt is None:
                break
            last = nxt
        yield i, last
        i = last + 1


def _is_title_case(tree: Tree, start: int, end: int) -> bool:
    words = [tree.word[i] for i in range(start, end) if tree.word[i][:1].isalpha()]
    long = [w for w in words if len(w) > 3]
    return len(long) >= 4 and sum(map(is_capital, long)) > TITLE_CASE * len(long)


def _begins(tree: Tree, i: int, start: int, end: int, lexicon: Lexicon, strict: bool) -> bool:
    word, pos = tree.word[i], tree.pos[i]
    if not strict and is_particle(tree, i, lexicon):
        return True
    if not is_capital(word):
        return _named_by(tree, i, end, lexicon) is not None
    if not any(map(str.isalpha, word)) or (len(word) == 1 and pos == "PRON"):
        return False
    if pos == "PROPN":
        return True
    if word.isupper() and len(word) > 1:
        bracketed = start < i < end - 1 and tree.word[i - 1] == "(" and tree.word[i + 1] == ")"
        return bracketed or pos in {"NOUN", "ADV", "X", "INTJ", "ADJ"}
    if strict:
        return False
    if i > start:
        opens = tree.word[i - 1] in {'"', ":", "("}
        return pos in {"NOUN", "ADJ", "X"} and not opens
    return pos in {"NOUN", "ADJ", "X"} and i + 1 < end and _is_compound(tree, i, i + 1)


def is_particle(tree: Tree, i: int, lexicon: Lexicon) -> bool:
    """Whether a small word in a capital, inside a sentence, opens a name or goes on with one: *Le*
    of *Marine Le Pen* and of *Le Havre*."""
    if i + 1 >= tree.size or not is_capital(tree.word[i]) or tree.word[i].isupper():
        return False
    opens = i == 0 or tree.pos[i - 1] in {"PUNCT", "SPACE"}
    small = tree.lower[i] in lexicon.naming.inside and tree.lower[i].isalpha()
    after = tree.word[i + 1]
    return small and not opens and is_capital(after) and tree.lower[i + 1] not in lexicon.calendar


def _is_compound(tree: Tree, i: int, nxt: int) -> bool:
    """Whether a capitalised word that opens a sentence belongs to the capitalised one after it."""
    same = tree.head[i] == nxt or tree.head[nxt] == i or tree.head[i] == tree.head[nxt]
    return same and is_capital(tree.word[nxt]) and tree.pos[nxt] in {"PROPN", "NOUN"}


def _next(
    tree: Tree,
    first: int,
    last: int,
    end: int,
    lexicon: Lexicon,
    lists: NameLists,
    strict: bool,
) -> int | None:
    """The token that goes on with the run ``first`` to ``last``, or None."""
    nxt = last + 1
    if is_capital(tree.word[last]):
        if is_particle(tree, nxt, lexicon):  # over sentences that the parser cuts there
            return nxt + 1
        behind = nxt
        while behind < end and tree.lower[behind] in lexicon.naming.particles:
            behind += 1
        if nxt < behind < end and is_capital(tree.word[behind]):
            return behind
    if nxt >= end:
        return None
    if tree.word[nxt] == "-" and nxt + 1 < end and not tree.space[last] and not tree.space[nxt]:
        goes_on = tree.pos[nxt + 1] not in {"VERB", "ADJ", "ADV"}
        return nxt + 1 if goes_on else None
    begins = tree.ent[nxt] == "PER" and tree.begins[nxt] and tree.dep[nxt] != "flat"
    if begins and tree.word[last] not in lists.first_names:
        return None
    if is_capital(tree.word[nxt]) and tree.pos[nxt] in _MAY_STAND:
        tied = (
            first <= tree.head[nxt] <= last
            or first <= tree.head[last] <= nxt
            or tree.head[last] == tree.head[nxt]
        )
        if tied or not (strict or tree.pos[nxt] == "VERB"):
            return None if tree.lower[nxt] in lexicon.calendar else nxt
        return None
    if any(map(str.isdigit, tree.word[nxt])) and tree.dep[nxt] in {"flat", "nummod"}:
        return nxt if tree.head[nxt] in range(first, last + 1) else None
    if tree.lower[nxt] in {"'s", "'"}:
        return _possessed(tree, nxt, end, lexicon)
    return _over_small_words(tree, first, last, end, lexicon, lists)


def _possessed(tree: Tree, mark: int, end: int, lexicon: Lexicon) -> int | None:
    """*St Anne's Hospital*, *Nurses' Union*: a possessive before the noun of an organization."""
    noun = mark + 1
    if noun < end and is_capital(tree.word[noun]):
        last = tree.lower[noun]
        if last in lexicon.naming.company or lexicon.roles.is_a(last, "organization", "office"):
            return noun
    return None


def _is_headed(tree: Tree, first: int, last: int, lexicon: Lexicon) -> bool:
    """Whether a run holds the noun of an organization, office or place: *Bank*, *Cour*."""
    naming = lexicon.naming
    return any(
        tree.lower[i] in naming.naming
        or tree.lower[i] in naming.company
        or lexicon.roles.is_a(tree.lower[i], "organization", "office", "agency", "place", "group")
        for i in range(first, last + 1)
    )


def _named_by(tree: Tree, noun: int, end: int, lexicon: Lexicon) -> int | None:
    """The name after a naming noun in lower case: *Japon* of *mer du Japon*."""
    naming = lexicon.naming
    if tree.lower[noun] not in naming.naming:
        return None
    i = noun + 1
    while i < end and i - noun <= 4 and tree.pos[i] in {"ADJ", "ADP", "DET"}:
        i += 1
    tied = tree.lower[i - 1] in naming.of or tree.lower[i - 1] in naming.articles
    return i if i < end and is_capital(tree.word[i]) and (i == noun + 1 or tied) else None


def _over_small_words(
    tree: Tree, first: int, last: int, end: int, lexicon: Lexicon, lists: NameLists
) -> int | None:
    """The next word of a name over its small words, and French tails in lower case."""
    naming = lexicon.naming
    jump = last + 1
    while jump < end and tree.lower[jump] in naming.inside and jump - last <= 3:
        jump += 1
    if jump >= end or not first <= tree.head[jump] <= last or lists.known(tree.word[jump]):
        return None
    direct = jump == last + 1
    headed = _is_headed(tree, first, last, lexicon)
    if is_capital(tree.word[jump]) and tree.pos[jump] in {"PROPN", "NOUN", "X"}:
        return jump if tree.dep[jump] == "flat" or (headed and not direct) else None
    if not (naming.lower_tail and headed and is_capital(tree.word[first])):
        return None
    if first == tree.sentences[tree.sentence[first]][0]:
        return None
    if direct:
        return jump if tree.pos[jump] == "ADJ" and tree.dep[jump] == "amod" else None
    of = tree.lower[last + 1] in naming.of
    return jump if of and tree.pos[jump] == "NOUN" and tree.dep[jump] == "nmod" else None
