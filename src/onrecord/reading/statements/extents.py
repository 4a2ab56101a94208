"""From heads of trees to stretches of tokens: verb groups, noun phrases, contents.

A *stretch* is a pair (first, last) of token indices, both included.
"""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.language.syntax import Tree

Stretch = tuple[int, int]

_GROUP = {"aux", "aux:pass", "aux:caus", "cop", "expl", "compound:prt", "advmod", "fixed"}
_PREDICATION = {"cop", "expl", "nsubj", "aux", "advmod", "advcl", "acl:relcl"}
_CLOSERS = {",", ";", ":", ".", "-", "–", "--", "(", ")", "...", "…", "!", "?"}


def verb_group(tree: Tree, head: int, fixed: Iterable[int] = ()) -> Stretch:
    """A verb with the auxiliaries, negation, clitics and adverbs that touch it."""
    members = {head, *fixed}
    for child in tree.children[head]:
        if is_clitic_subject(tree, child) or tree.word[child] == "-t":
            if child < head:  # between auxiliary and participle: a-t-il déclaré
                members.add(child)
            continue
        if (
            tree.dep[child] == "expl"
            and tree.has(child, "Number=")
            and not tree.has(child, "Reflex=Yes")
        ):
            continue  # a subject that the parser took for an empty one
        if tree.dep[child] == "case" and tree.pos[head] == "NOUN" and tree.is_verbal(head):
            members.add(child)  # *n'était pas [en] mesure*
        if tree.dep[child] in _GROUP or (
            tree.dep[child] in {"obj", "iobj"} and tree.pos[child] == "PRON" and child < head
        ):
            members.add(child)
    first = last = head
    while first - 1 in members:
        first -= 1
    while last + 1 in members and tree.dep[last + 1] != "advmod":
        last += 1
    for word in fixed:
        first, last = min(first, word), max(last, word)
    while first < head and tree.dep[first] == "advmod" and tree.lower[first] not in {"ne", "n'"}:
        first += 1
    return first, last


def is_clitic_subject(tree: Tree, i: int) -> bool:
    """A subject pronoun hyphened to its verb: *affirme-t-il*."""
    word = tree.word[i]
    return tree.pos[i] == "PRON" and word.startswith("-") and word != "-t" and len(word) > 1


def noun_phrase(tree: Tree, head: int) -> Stretch:
    """The phrase of a noun with its modifiers and apposition, without its own preposition."""
    members = tree.children[head]
    said_of = tree.first(head, "cop") is not None  # *it was the mayor*
    first = last = head
    for child in members:
        dep = tree.dep[child]
        if said_of and dep in _PREDICATION:
            continue
        if dep in {"case", "mark", "cc", "punct", "parataxis", "discourse"}:
            continue
        if (
            child > head
            and dep in {"acl", "acl:relcl", "advcl", "ccomp"}
            and "," in {tree.lower[tree.left[child] - 1], tree.lower[tree.left[child]]}
        ):
            continue
        first, last = min(first, tree.left[child]), max(last, tree.right[child])
    case = [c for c in tree.deps(head, "case") if c < head]
    if case:
        last_case = max(max([c, *tree.deps(c, "fixed")]) for c in case)
        first = max(first, last_case + 1)
    return trim(tree, (first, last))


def whole(tree: Tree, head: int) -> Stretch:
    return tree.left[head], tree.right[head]


def subtract(stretch: Stretch, holes: Iterable[Stretch]) -> list[Stretch]:
    """What is left of a stretch when others are cut out of it, in order."""
    pieces = [stretch]
    for a, b in holes:
        cut: list[Stretch] = []
        for first, last in pieces:
            if b < first or a > last:
                cut.append((first, last))
                continue
            if first < a:
                cut.append((first, a - 1))
            if b < last:
                cut.append((b + 1, last))
        pieces = cut
    return pieces


def trim(tree: Tree, stretch: Stretch) -> Stretch:
    """Without punctuation at the edges; quotation marks stay only where they pair up."""
    first, last = stretch
    while first < last and (
        (tree.pos[first] in {"PUNCT", "SPACE"} and tree.word[first] not in {'"', "'", "''"})
        or tree.word[first] in _CLOSERS
        or tree.pos[first] == "SPACE"
    ):
        first += 1
    while (
        last > first
        and not (tree.word[last] == ")" and "(" in tree.word[first:last])
        and (
            tree.pos[last] == "SPACE"
            or tree.word[last] in _CLOSERS
            or (
                tree.pos[last] == "PUNCT" and tree.word[last] not in {'"', "'", "''", "?", "!", ")"}
            )
        )
    ):
        last -= 1
    return first, last


def has_words(tree: Tree, stretch: Stretch) -> bool:
    return any(tree.pos[i] not in {"PUNCT", "SPACE"} for i in range(stretch[0], stretch[1] + 1))


def pieces_of(tree: Tree, stretch: Stretch, holes: Iterable[Stretch]) -> list[Stretch]:
    """The trimmed pieces of a stretch outside ``holes`` that hold any word."""
    left = subtract(stretch, holes)
    return [trim(tree, piece) for piece in left if has_words(tree, piece)]
