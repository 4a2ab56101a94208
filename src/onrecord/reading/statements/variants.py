"""Shorter readings of a content: up to the clause that may belong to the reporting one.

*She denounced the bill [as it passed the Senate]*: parsers and people differ on such tails, so both
readings are candidates and their scores decide.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from onrecord.language.syntax import Tree
from onrecord.reading.statements.candidates import Candidate
from onrecord.reading.statements.extents import has_words, trim

_TAILS = frozenset({"advcl", "acl:relcl", "acl", "parataxis", "conj"})
#: Constructions whose content ends where a clause or phrase ends.
_ENDING = frozenset({"clause", "clause-far", "rest"})


def tails(tree: Tree, first: int, last: int) -> list[int]:
    """Heads of the clauses that begin inside a stretch and end with it, in text order."""
    found = []
    for i in range(first + 1, last + 1):
        if tree.dep[i] not in _TAILS or tree.right[i] < last - 1 or tree.left[i] <= first + 1:
            continue
        if tree.head[i] >= first and tree.head[i] < i and tree.is_verbal(i):
            found.append(i)
    return found


def shorter(candidate: Candidate) -> Iterator[Candidate]:
    """The same candidate with its content cut before its first and before its last tail."""
    if candidate.rule not in _ENDING or not candidate.content:
        return
    tree = candidate.tree
    first, last = candidate.content[-1]
    found = tails(tree, first, last)
    if not found:
        return
    cuts = [("-short", found[-1])]
    if found[0] != found[-1]:
        cuts.append(("-shorter", found[0]))
    for suffix, tail in cuts:
        if tree.left[tail] - 1 < first or not has_words(tree, (first, tree.left[tail] - 1)):
            continue
        stretch = trim(tree, (first, tree.left[tail] - 1))
        yield replace(
            candidate,
            rule=candidate.rule + suffix,
            content=[*candidate.content[:-1], stretch],
            extra=[],
            covered=None,
            cut=tail,
        )
