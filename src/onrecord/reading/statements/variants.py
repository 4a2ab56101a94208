"""Shorter and longer readings of a content.

*She denounced the bill [as it passed the Senate]*: parsers and people differ on such tails, so both
readings are candidates and their scores decide.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from onrecord.knowledge.lexicon import Lexicon
from onrecord.language.syntax import Tree
from onrecord.reading.statements.candidates import Candidate
from onrecord.reading.statements.extents import Stretch, has_words, trim

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
    if last < candidate.head:
        return  # what stands next to the cue belongs to it: *Y, and Z, X said*
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


def wider(tree: Tree, head: int, child: int) -> Stretch | None:
    """A clause and what follows it without a comma, though the parser hung that on the reporting
    verb: *said that they would unite [to face the threat]*."""
    end = tree.right[child]
    for other in tree.children[head]:
        first = tree.left[other]
        near = end < first <= end + 2 and "," not in tree.word[end + 1 : first + 1]
        if other > child and near and tree.dep[other] in {"advcl", "obl"}:
            commas = (i - 1 for i in range(first, tree.right[other]) if tree.word[i] == ",")
            end = next(commas, tree.right[other])
    return (tree.left[child], end) if end > tree.right[child] else None


def longer(tree: Tree, head: int, child: int, lexicon: Lexicon) -> Stretch | None:
    """A clause up to the end of its sentence, where the parser may have ended it too early; not
    over a semicolon, nor a phrase that attributes, set off by a comma: *..., selon X*."""
    end = tree.sentences[tree.sentence[head]][1] - 1
    for i in range(tree.right[child] + 1, end):
        if tree.word[i] == ";" or (tree.word[i] == "," and tree.lower[i + 1] in lexicon.phrases):
            end = i - 1
            break
    return (tree.left[child], end) if end > tree.right[child] + 2 else None


def own_end(tree: Tree, head: int, child: int, lexicon: Lexicon, *, far: bool = False) -> int:
    """The end of a verb's own words: before a coordinated predicate, and before a clause behind a
    comma that itself reports."""
    held = tree.dep[head] in {"acl:relcl", "acl", "advcl", "ccomp"}
    end = tree.size if far and not held else tree.right[head]
    for other in tree.children[head]:
        if other <= child:
            continue
        reports = tree.dep[other] in {"advcl", "parataxis"} and tree.lemma[other] in lexicon.verbs
        behind = tree.word[tree.left[other] - 1] == "," or tree.word[tree.left[other]] == ","
        if (tree.dep[other] == "conj" and tree.is_verbal(other)) or (reports and behind):
            end = min(end, tree.left[other] - 1)
    return end
