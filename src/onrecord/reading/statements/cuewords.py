"""A cue word in its tree: which entry of the lexicon it is, what it governs, what becomes of it."""

from __future__ import annotations

from onrecord.knowledge.lexicon import Cue, Lexicon
from onrecord.language.syntax import Tree

#: What stands within the phrase for who heard it, and behind it where something is told.
_IN_PHRASE = {"NOUN", "PROPN", "ADJ", "DET", "ADP", "NUM"}
_VERBS = {"VERB", "AUX"}


def pick_cue(tree: Tree, head: int, entries: tuple[Cue, ...]) -> Cue | None:
    """The entry whose particle and reflexive clitic the tree shows; the most specific one wins."""
    clitics = [*tree.children[head], *([head - 1] if head else [])]
    reflexive = any(tree.has(c, "Reflex=Yes") or tree.lower[c] in {"se", "s'"} for c in clitics)
    # The fixed word of an idiom is no clause by itself: not in *dit que la salle était prête*.
    fixed = [
        c
        for c in tree.children[head]
        if tree.dep[c] not in {"advcl", "acl", "acl:relcl"} and tree.subject(c) is None
    ]
    near = {tree.lower[c] for c in fixed} | {tree.lemma[c] for c in fixed}
    near.update(tree.lower[head + 1 : head + 3])
    best: Cue | None = None
    rank = -1
    for entry in entries:
        if entry.particle and entry.particle not in near:
            continue
        # An idiom with a clitic of its own has it: *s'en prend à*, not *pris en remorque*.
        if entry.reflexive != reflexive and (entry.reflexive or not entry.particle):
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
    """The word that tells that a saying did not take place: *[declined] to say*, *was [unable] to
    say*, *n'a pas [pu] dire*, *n'était pas en [mesure] de dire*."""
    above = tree.head[head]
    infinitive = tree.has(head, "VerbForm=Inf") and tree.dep[head] in {"ccomp", "acl"}
    if above > head or not (tree.dep[head] == "xcomp" or infinitive):
        return None
    negated = tree.is_negated(above, lexicon.negators, lexicon.restricted)
    if _is_unsaid(tree, above, lexicon):
        return None if negated else above
    if not negated or tree.lemma[above] in lexicon.persists:
        return None
    says = any(c.cue_class == "speech" for c in lexicon.verbs.get(tree.lemma[above], ()))
    return None if says else above


def _is_unsaid(tree: Tree, above: int, lexicon: Lexicon) -> bool:
    """Whether what stands under a word was not said."""
    lemma = tree.lemma[above]
    needs = lexicon.unsaid.get(lemma)
    if needs is not None:
        return not needs or any(tree.lower[c] in needs for c in tree.children[above])
    cues = lexicon.verbs.get(lemma, ())
    return any(c.cue_class == "intention" and c.polarity == "negative" for c in cues)


def behind_the_hearer(tree: Tree, head: int, start: int, end: int, lexicon: Lexicon) -> int:
    """Where what is said begins, if who heard it stands before it: *a dit [au quotidien Le Lac] que
    Y*, *a raconté [à l'AFP] avoir vu Y*."""
    for child in tree.deps(head, "obl"):
        if tree.left[child] != start or tree.case_of(child) not in lexicon.hearers:
            continue
        at = child + 1
        while at < end and tree.pos[at] in _IN_PHRASE and not _opens(tree, at):
            at += 1
        if at <= end and _opens(tree, at):
            return at
        if at < end and tree.word[at] == ":":  # *l'a dit à la radio : Y*
            return at + 1
    return start


def _opens(tree: Tree, at: int) -> bool:
    """Whether something said begins at a word: *que Y*, *avoir vu Y*, *de fermer Y*."""
    behind = tree.pos[at + 1] if at + 1 < len(tree.pos) else ""
    marked = tree.pos[at] == "ADP" and behind in _VERBS
    return marked or tree.pos[at] in {"SCONJ", *_VERBS}
