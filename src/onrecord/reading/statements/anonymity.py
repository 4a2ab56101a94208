"""Marks that a speaker stays unnamed: *on condition of anonymity*, *sous couvert d'anonymat*."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.knowledge.lexicon import Lexicon
from onrecord.language.syntax import Tree
from onrecord.reading.statements.candidates import Candidate
from onrecord.reading.statements.extents import Stretch


def is_asked_for(candidate: Candidate, lexicon: Lexicon) -> bool:
    """Whether all that a candidate takes for content is such a mark: *speaking [on condition of
    anonymity]*."""
    if len(candidate.content) != 1 or candidate.extra:
        return False
    first, last = candidate.content[0]
    words = candidate.tree.lower[first : last + 1]
    return any(len(m) == len(words) and list(m) == words for m in lexicon.roles.anonymous_marks)


def is_hidden(candidate: Candidate, lexicon: Lexicon) -> bool:
    """Whether a mark about the source stands beside it or its cue, outside the content: *X,
    speaking on condition of anonymity, said Y*; *X said on condition of anonymity that Y*."""
    tree = candidate.tree
    first, end = tree.sentences[tree.sentence[candidate.head]]
    about = {candidate.head, candidate.source}
    for a, b in _marks(tree, first, end - 1, lexicon):
        told = any(x <= a and b <= y for x, y in candidate.content)
        if not told and next(_heads(tree, a, b), None) in about:
            return True
    return False


def _heads(tree: Tree, first: int, last: int) -> Iterator[int]:
    """Whom or what a mark tells of: verbs of speaking and nouns above it, the nearest first."""
    for up in tree.ancestors(first):
        if first <= up <= last or tree.dep[up] in {"acl", "acl:relcl", "aux", "cop", "fixed"}:
            continue
        yield up


def _marks(tree: Tree, first: int, last: int, lexicon: Lexicon) -> Iterator[Stretch]:
    words = tree.lower[first : last + 1]
    present = set(words)
    for mark in lexicon.roles.anonymous_marks:
        if not present.issuperset(mark):
            continue
        for i in range(len(words) - len(mark) + 1):
            if words[i] == mark[0] and tuple(words[i : i + len(mark)]) == mark:
                yield first + i, first + i + len(mark) - 1
