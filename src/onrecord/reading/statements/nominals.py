"""Nouns and adjectives that report: *the claim that Y*, *son appel à Y*, *convinced that Y*."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.knowledge.lexicon import Cue, Lexicon
from onrecord.language.syntax import Tree
from onrecord.reading.statements import sources
from onrecord.reading.statements.candidates import Candidate, Passage
from onrecord.reading.statements.extents import trim, whole


def noun_complement(passage: Passage, head: int, cue: Cue, lexicon: Lexicon) -> Iterator[Candidate]:
    """*the claim that Y*; *sa promesse de partir*; *son appel à la grève*; *the fear of X*."""
    tree = passage.tree
    for child in tree.children[head]:
        dep = tree.dep[child]
        if child < head or dep not in {
            "acl",
            "ccomp",
            "acl:relcl",
            "nmod",
            "xcomp",
            "obl",
            "advcl",
        }:
            continue
        case = tree.case_of(child)
        verbal = tree.is_verbal(child)
        if dep == "nmod" or not verbal:
            if case not in cue.prepositions and not (
                case in {"of", "de", "du", "des", "d'"} and "object" in cue.takes
            ):
                continue
            rule = "noun-phrase"
        elif (dep == "acl:relcl" and not is_content_clause(tree, child, lexicon)) or (
            tree.has(child, "VerbForm=Part") and not tree.is_finite(child)
        ):
            continue
        else:
            rule = "noun-which" if _is_which(tree, child, lexicon) else "noun-clause"
        source, how = sources.of_noun(tree, head, lexicon)
        content = [trim(tree, whole(tree, child))]
        if source is not None and any(a <= source <= b for a, b in content):
            if how == "owner" and rule == "noun-phrase":
                continue
            source, how = None, "none"
        first = head
        if source is not None and tree.pos[source] == "DET":
            first = head
        yield Candidate(
            passage=passage,
            rule=rule,
            cue=cue,
            head=head,
            cue_stretch=(first, head),
            content=content,
            content_head=child,
            source=source,
            source_is=how,
            source_stretches=sources.stretches(tree, source, how, lexicon)
            if source is not None
            else [],
        )


def _is_which(tree: Tree, clause: int, lexicon: Lexicon) -> bool:
    """*la déclaration selon laquelle*: nothing but the content of the noun opens like this."""
    opener = tree.left[clause]
    which = opener + 1 < tree.size and tree.has(opener + 1, "PronType=Rel")
    return which and tree.lower[opener] in lexicon.phrases


def is_content_clause(tree: Tree, clause: int, lexicon: Lexicon) -> bool:
    """Whether a clause under a noun is its content rather than a relative one: it has a subject of
    its own and opens with a conjunction, or with *selon laquelle*."""
    opener = tree.left[clause]
    if tree.lower[opener] in lexicon.phrases:
        return True
    if any(tree.has(c, "PronType=Rel") for c in tree.children[clause]):
        return False
    return tree.first(clause, "mark") is not None and tree.subject(clause) is not None


def adjective_complement(
    passage: Passage, head: int, cue: Cue, lexicon: Lexicon
) -> Iterator[Candidate]:
    """*X is convinced that Y*; *X est favorable à Y*."""
    tree = passage.tree
    for child in tree.children[head]:
        if child < head or tree.dep[child] not in {"ccomp", "xcomp", "advcl", "obl", "acl", "nmod"}:
            continue
        case = tree.case_of(child)
        if tree.is_verbal(child):
            rule = "adjective-clause"
        elif case in cue.prepositions:
            rule = "adjective-phrase"
        else:
            continue
        source, how = tree.subject(head), "subject"
        if source is None and tree.dep[head] in {"amod", "acl"}:
            source, how = tree.head[head], "modified"
        elif source is None:
            source, how = sources.of_verb(tree, head)
        copula = list(tree.deps(head, "cop", "aux"))
        first = min([head, *copula]) if copula and head - min(copula) <= 3 else head
        yield Candidate(
            passage=passage,
            rule=rule,
            cue=cue,
            head=head,
            cue_stretch=(first, head),
            content=[trim(tree, whole(tree, child))],
            content_head=child,
            source=source,
            source_is=how if source is not None else "none",
            source_stretches=sources.stretches(tree, source, how, lexicon)
            if source is not None
            else [],
        )
