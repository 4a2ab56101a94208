"""Reporting clauses set into what they report: *"Y," X said*; *Y, a déclaré X, Z*.

Parsers attach them as parataxis, as the root over the content, or astray. So the clause is found
by its words: a verb that takes quotations, with a comma or a closing mark before it (before its
subject where that comes first), and without a complement clause of its own after it.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.knowledge.lexicon import Cue, Lexicon
from onrecord.language.syntax import Tree
from onrecord.reading.statements import sources
from onrecord.reading.statements.candidates import Candidate, Passage
from onrecord.reading.statements.extents import (
    Stretch,
    is_clitic_subject,
    noun_phrase,
    pieces_of,
    verb_group,
)

_BEFORE = {",", '"', "''", "'", "–", "-", "--", "?", "!", "...", "…", ")"}
_AFTER = {",", ".", ":", ";", '"', "–", "-", "?", "!", "…", "..."}
_MAY_BE_SUBJECT = {"nsubj", "obj", "ccomp", "xcomp", "dep", "obl", "parataxis", "iobj"}
_LINKS = {"nsubj", "obl", "obj", "iobj", "advmod", "obl:agent", "expl", "aux", "appos", "xcomp"}


def fixed_words(tree: Tree, head: int, cue: Cue) -> list[int]:
    """The fixed word of an idiom among the children of its verb: *savoir* of *a fait savoir*."""
    if not cue.particle:
        return []
    return [c for c in tree.children[head] if cue.particle in {tree.lower[c], tree.lemma[c]}]


def incise_stretch(tree: Tree, head: int, inside: int | None = None) -> Stretch:
    """The words of a reporting clause: the verb group, its subject, and what follows of its
    obliques up to the next comma that is not inside its subject."""
    first, last = verb_group(tree, head)
    for child in tree.children[head]:
        if child == inside or (inside is not None and tree.dominates(child, inside)):
            continue
        if child < first and tree.dep[child] in {"nsubj", "advmod"}:
            if tree.right[child] == first - 1:
                first = tree.left[child]
        elif child > head and tree.dep[child] in _LINKS and tree.left[child] <= last + 2:
            if tree.left[child] > last + 1 and tree.dep[child] not in {"appos"}:
                continue
            if tree.dep[child] == "xcomp" and tree.is_verbal(child):
                continue
            last = max(last, tree.right[child])
    return first, last


def subject_after(tree: Tree, head: int, last: int, lexicon: Lexicon) -> int | None:
    """The noun phrase after an inverted verb, whatever the parser called it; a word for a day or an
    adverb may stand between: *a annoncé mardi la ministre*."""
    for i in range(max(0, head - 3), min(last + 3, tree.size)):
        if is_clitic_subject(tree, i) and (i > head or tree.head[i] == head):
            return i
    after = [
        c
        for c in tree.children[head]
        if c > head
        and tree.dep[c] in _MAY_BE_SUBJECT
        and tree.left[c] <= last + 5
        and sources.is_nominal(tree, c)
        and (not tree.case_of(c) or tree.case_of(c) in lexicon.partitives)
    ]
    if not after:
        return None
    after = [c for c in after if not tree.case_of(c)] or [
        c for c in after if sources.kind_word(tree, c, lexicon)
    ]
    if not after:
        return None
    for child in after:
        if tree.dep[child] == "nsubj" or tree.pos[child] in {"PROPN", "PRON"}:
            return child
        if sources.kind_word(tree, child, lexicon):
            return child
    return after[-1] if tree.left[after[0]] == last + 1 else None


def _opens(tree: Tree, first: int, start: int) -> bool:
    """Whether a comma or closing mark stands before the clause, with words before that."""
    before = first - 1
    while before > start and tree.pos[before] == "SPACE":
        before -= 1
    return before > start and tree.word[before] in _BEFORE


def _goes_with_speaker(tree: Tree, first: int) -> bool:
    """Whether what follows the clause tells more of the speaking: *le citant*, *adding that*."""
    for i in range(first, min(first + 3, tree.size)):
        if tree.has(i, "VerbForm=Ger") or (
            tree.has(i, "VerbForm=Part") and not tree.has(i, "Tense=Past")
        ):
            return True
        if tree.pos[i] not in {"PRON", "DET", "ADP", "ADV", "PART"}:
            return False
    return False


def _belongs_to_clause(tree: Tree, first: int, last: int) -> bool:
    """Whether words behind a reporting clause belong to it: no mark stands between (*a déclaré X
    aux médias*), or they tell more of the speaking."""
    close = first == last + 1 and tree.word[first] not in {'"', "''", "'"}
    return close or _goes_with_speaker(tree, first)


def claims_subject(found: Candidate, other: Candidate) -> bool:
    """Whether ``other`` takes for content what ``found``, an incise with its speaker behind it,
    takes for the speaker or what follows it. One of them is wrong, and a clause before the comma
    decides for the incise."""
    if found.rule != "incise" or found.source is None:
        return False
    if found.source < found.cue_stretch[0]:
        return False
    return other.rule != "incise" and all(a > found.head for a, _ in other.content)


def stranded(passage: Passage, head: int, cue: Cue, lexicon: Lexicon) -> Iterator[Candidate]:
    """A reporting clause that stands alone after what it reports, as translation machines leave it:
    *... de l'agence. a déclaré KCNA.* Its content is the sentence before."""
    tree = passage.tree
    number = tree.sentence[head]
    start, _ = tree.sentences[number]
    first, last = verb_group(tree, head)
    if number == 0 or first != start or tree.word[first][:1].isupper() or cue.cue_class != "speech":
        return
    subject = subject_after(tree, head, last, lexicon)
    if subject is None:
        return
    before = tree.sentences[number - 1]
    content = pieces_of(tree, (before[0], before[1] - 1), [])
    if content:
        yield Candidate(
            passage=passage,
            rule="stranded",
            cue=cue,
            head=head,
            cue_stretch=(first, last),
            content=content,
            source=subject,
            source_is="subject",
            source_stretches=[noun_phrase(tree, subject)],
        )


def _speaker(tree: Tree, subject: int) -> Stretch:
    """The phrase of a speaker, up to a comma after which the speaking goes on."""
    first, last = noun_phrase(tree, subject)
    for i in range(subject + 1, last):
        if tree.word[i] == "," and _goes_with_speaker(tree, i + 1):
            return first, i - 1
    return first, last


def _with_asides(tree: Tree, subject: int) -> int:
    """The last word of a speaker with what a comma sets off about them: *a dit la ministre, citée
    par l'agence*."""
    last = _speaker(tree, subject)[1]
    for child in tree.deps(subject, "acl", "acl:relcl"):
        if last < child and tree.left[child] <= last + 2:
            last = tree.right[child]
    return last


def _is_clause(tree: Tree, start: int, end: int) -> bool:
    """Whether the words before a comma can be what is reported: they hold a finite verb, or close a
    quotation."""
    return any(tree.has(i, "VerbForm=Fin") or tree.word[i] == '"' for i in range(start, end))


def incise(passage: Passage, head: int, cue: Cue, lexicon: Lexicon) -> Iterator[Candidate]:
    tree = passage.tree
    if cue.cue_class in {"intention", "perception"} and not {"quote", "clause"} & cue.takes:
        return
    if not tree.is_finite(head) and not tree.has(head, "VerbForm=Fin"):
        return
    start, end = tree.sentences[tree.sentence[head]]
    first, last = verb_group(tree, head, fixed_words(tree, head, cue))
    subject = tree.first(head, "nsubj")
    inverted = False
    after = subject_after(tree, head, last, lexicon)
    if cue.addressee == "object" and subject is not None and subject < head:
        after = None  # *X, who ..., told her hearers*
    if after is not None and _opens(tree, first, start) and _is_clause(tree, start, first):
        subject, inverted = after, True
    elif subject is not None and subject < first and tree.right[subject] == first - 1:
        first = tree.left[subject]
    elif subject is not None and not last < tree.left[subject] <= last + 2:
        subject = None
    if not _opens(tree, first, start):
        return
    own = [c for c in tree.deps(head, "ccomp") if c > head and tree.first(c, "mark") is not None]
    if own:
        return
    hole = incise_stretch(tree, head)
    if subject is not None and inverted:
        hole = (min(hole[0], first), max(last, _with_asides(tree, subject)))
    hole = (min(hole[0], first), hole[1])
    if hole[1] + 1 < end and tree.word[hole[1] + 1] not in _AFTER and tree.dep[head] == "root":
        return
    content = [
        piece
        for piece in pieces_of(tree, (start, end - 1), [hole])
        if piece[1] < hole[0] or not _belongs_to_clause(tree, piece[0], hole[1])
    ]
    if not content or content[0][0] > hole[0]:
        return
    if subject is None:
        subject, how = sources.of_verb(tree, head)
    else:
        how = "subject"
    yield Candidate(
        passage=passage,
        rule="incise",
        cue=cue,
        head=head,
        cue_stretch=verb_group(tree, head, fixed_words(tree, head, cue)),
        content=content,
        content_head=None,
        source=subject,
        source_is=how if subject is not None else "none",
        source_stretches=[_speaker(tree, subject)] if subject is not None else [],
    )
