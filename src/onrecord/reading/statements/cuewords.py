"""A cue word in its tree: which entry of the lexicon it is, what it governs, what becomes of it."""

from __future__ import annotations

from onrecord.knowledge.lexicon import Cue, Lexicon
from onrecord.language.syntax import Tree


def pick_cue(tree: Tree, head: int, entries: tuple[Cue, ...]) -> Cue | None:
    """The entry whose particle and reflexive clitic the tree shows; the most specific one wins."""
    clitics = [*tree.children[head], *([head - 1] if head else [])]
    reflexive = any(tree.has(c, "Reflex=Yes") or tree.lower[c] in {"se", "s'"} for c in clitics)
    fixed = [c for c in tree.children[head] if tree.dep[c] not in {"advcl", "acl", "acl:relcl"}]
    near = {tree.lower[c] for c in fixed} | {tree.lemma[c] for c in fixed}
    near.update(tree.lower[head + 1 : head + 3])
    best: Cue | None = None
    rank = -1
    for entry in entries:
        if entry.particle and entry.particle not in near:
            continue
        if entry.reflexive != reflexive and not entry.particle:
            continue
        value = 2 * bool(entry.particle) + (1 if entry.reflexive == reflexive else 0)
        if value > rank:
            best, rank = entry, value
    return best


def holders(tree: Tree, head: int, cue: Cue) -> list[int]:
    """The words that may govern the content: the verb, and the fixed word of its idiom (*faire
    savoir que*, *laisser entendre que*)."""
    if not cue.particle:
        return [head]
    return [head, *(c for c in tree.children[head] if is_particle(tree, c, cue))]


def is_particle(tree: Tree, i: int, cue: Cue) -> bool:
    return cue.particle in {tree.lower[i], tree.lemma[i]}


def governed(tree: Tree, head: int, cue: Cue, *relations: str) -> list[int]:
    """Dependents of a cue under any of these relations, but for the fixed word itself."""
    return [
        c
        for holder in holders(tree, head, cue)
        for c in tree.deps(holder, *relations)
        if not (cue.particle and is_particle(tree, c, cue))
    ]


def is_asked(tree: Tree, head: int, cue: Cue) -> bool:
    """*Asked whether Y, X replied*: the subject is the hearer, and nobody is named who asks."""
    past = tree.has(head, "VerbForm=Part") and tree.has(head, "Tense=Past")
    hearer = cue.addressee == "object" or cue.stance == "asks"
    return past and hearer and tree.dep[head] == "advcl"


def declining(tree: Tree, head: int, lexicon: Lexicon) -> int | None:
    """The verb that tells that a saying did not take place: *declined to say*."""
    above = tree.head[head]
    if tree.dep[head] != "xcomp" or above > head:
        return None
    cues = lexicon.verbs.get(tree.lemma[above], ())
    declines = any(c.cue_class == "intention" and c.polarity == "negative" for c in cues)
    return above if declines else None
