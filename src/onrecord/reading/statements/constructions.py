"""The constructions that attribute, as one list of rules over Universal Dependencies.

Each rule looks at one cue word in its tree and yields candidates; which of them stand is decided
later by their scores. A rule knows no language: words come from the lexicon.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from onrecord.knowledge.lexicon import Cue, Lexicon
from onrecord.language.syntax import Tree
from onrecord.reading.statements.asides import closing, likened, set_off
from onrecord.reading.statements.candidates import Candidate, Passage
from onrecord.reading.statements.cuewords import (
    behind_the_hearer,
    governed,
    is_asked,
    pick_cue,
)
from onrecord.reading.statements.extents import (
    Stretch,
    pieces_of,
    trim,
    verb_group,
    whole,
)
from onrecord.reading.statements.framed import UNLISTED, of_verb
from onrecord.reading.statements.incises import claims_subject, incise, incise_stretch, stranded
from onrecord.reading.statements.nominals import (
    adjective_complement,
    is_content_clause,
    noun_complement,
)
from onrecord.reading.statements.variants import longer, own_end, wider

QUOTE_MARKS = frozenset({'"', "''"})

Rule = Callable[[Passage, int, Cue, Lexicon], Iterator[Candidate]]


def complement_clause(
    passage: Passage, head: int, cue: Cue, lexicon: Lexicon
) -> Iterator[Candidate]:
    """*X said that Y*; *X a déclaré que Y*; also Y before its verb, and Y hung by the parser on
    what stands between: *X told reporters in London that Y*."""
    tree = passage.tree
    for child in governed(tree, head, cue, "ccomp", "csubj"):
        hole = incise_hole(tree, head, child)
        stretch = _with_its_subject(tree, head, child, cue)
        if child > head and _is_coordinated(tree, child):
            continue
        asked = is_asked(tree, head, cue)
        if asked:
            stretch = _before_the_answer(tree, stretch, lexicon)
        content = pieces_of(tree, stretch, [hole])
        yield of_verb(passage, "clause", cue, head, content, child, lexicon)
        if asked:
            continue
        wide = wider(tree, head, child) if child > head else None
        if wide is not None:
            content = pieces_of(tree, wide, [])
            yield of_verb(passage, "clause-wide", cue, head, content, child, lexicon)
        long = longer(tree, head, child, lexicon) if child > head else None
        if long is not None:
            content = pieces_of(tree, long, [])
            yield of_verb(passage, "clause-long", cue, head, content, child, lexicon)
    if not governed(tree, head, cue, "ccomp") and "clause" in cue.takes:
        for between in tree.deps(head, "obl", "obj", "iobj", "nmod"):
            for child in tree.deps(between, "acl", "ccomp", "acl:relcl"):
                if between > head and is_content_clause(tree, child, lexicon):
                    content = [trim(tree, whole(tree, child))]
                    yield of_verb(passage, "clause-far", cue, head, content, child, lexicon)


def _is_coordinated(tree: Tree, child: int) -> bool:
    """*has not commented, [but X denied it]*: a clause beside the verb, not under it."""
    first = tree.left[child]
    while tree.pos[first] == "PUNCT" and first < child:
        first += 1
    return tree.pos[first] == "CCONJ" and tree.word[first - 1] == ","


def _before_the_answer(tree: Tree, stretch: Stretch, lexicon: Lexicon) -> Stretch:
    """A question without the answer behind a comma: *Asked whether Y, [X declined]*."""
    first, last = stretch
    for i in range(first + 1, last):
        answered = (k for k in range(i + 1, last + 1) if tree.has(k, "VerbForm=Fin"))
        verb = next(answered, None)
        if tree.word[i] == "," and verb is not None and tree.lemma[verb] in lexicon.verbs:
            return first, i - 1
    return stretch


def _with_its_subject(tree: Tree, head: int, child: int, cue: Cue) -> Stretch:
    """A clause with the subject that the parser gave to the reporting verb as its object: *said
    [debris] had caused it*."""
    first, last = whole(tree, child)
    object_ = tree.first(head, "obj")
    lacks = tree.subject(child) is None and tree.first(child, "mark") is None
    if object_ is None or not lacks or cue.addressee == "object":
        return first, last
    return (tree.left[object_] if head < object_ < first else first), last


def rest_of_sentence(
    passage: Passage, head: int, cue: Cue, lexicon: Lexicon
) -> Iterator[Candidate]:
    """All that follows a finite verb of speech, where the parser found no clause under it."""
    tree = passage.tree
    if not {"clause", "quote"} & cue.takes or governed(tree, head, cue, "ccomp"):
        return
    if not tree.is_finite(head):
        return
    end = min(
        tree.sentences[tree.sentence[head]][1] - 1, own_end(tree, head, head, lexicon, far=True)
    )
    start = verb_group(tree, head)[1] + 1
    subject = tree.first(head, "nsubj")
    for child in tree.children[head]:
        heard = tree.dep[child] in {"iobj", "expl"} or (
            tree.dep[child] == "obj" and cue.addressee == "object"
        )
        if child > head and (heard or child == subject) and tree.left[child] <= start + 1:
            start = max(start, tree.right[child] + 1)
    if cue.cue_class == "speech":
        start = behind_the_hearer(tree, head, start, end, lexicon)
    while start < end and tree.head[start] == head:
        if tree.pos[start] != "ADV" and tree.lower[start] not in lexicon.calendar:
            break
        start += 1  # *accuses [however] X of Y*; *accused [Thursday] X of Y*: how and when
    for i in range(start, end):
        if tree.word[i] == ":" and tree.word[i + 1] in QUOTE_MARKS:
            start = i + 1  # *replied in a letter: "Y"*
            break
    opening = next((i for i in range(start, end + 1) if tree.pos[i] != "PUNCT"), end)
    if opening > start and tree.pos[opening] == "CCONJ":
        return  # *has not commented, [but X denied it]*
    told = any(
        tree.pos[i] in {"VERB", "AUX"} or tree.word[i] in QUOTE_MARKS for i in range(start, end + 1)
    )
    if end - start >= 2 and (told or "object" in cue.takes):
        content = pieces_of(tree, (start, end), [])
        yield of_verb(passage, "rest", cue, head, content, None, lexicon)


def incise_hole(tree: Tree, head: int, child: int) -> Stretch:
    """The words of the reporting verb where they interrupt its own content."""
    if tree.left[child] < head < tree.right[child]:
        return incise_stretch(tree, head, child)
    return (-2, -2)


def infinitive(passage: Passage, head: int, cue: Cue, lexicon: Lexicon) -> Iterator[Candidate]:
    """*X vowed to fight*; *X dit vouloir partir*; *X denied taking it*."""
    tree = passage.tree
    for child in governed(tree, head, cue, "xcomp", "advcl"):
        if tree.pos[child] in {"ADJ", "NOUN", "PROPN"} and not tree.is_verbal(child):
            continue
        mark = tree.case_of(child)
        bare = tree.has(child, "VerbForm=Inf") and (not mark or mark in lexicon.infinitive_marks)
        licensed = bare or mark in cue.prepositions
        if tree.dep[child] == "advcl" and (child < head or not licensed):
            continue
        gerund = tree.has(child, "VerbForm=Ger") or tree.has(child, "VerbForm=Part")
        objects = [c for c in tree.deps(head, "obj", "iobj") if is_phrase(tree, c) and c < child]
        start = tree.left[child]
        if objects and "target" in cue.takes:
            start = tree.left[objects[0]]
            yield of_verb(
                passage,
                "target",
                cue,
                head,
                [trim(tree, (start, tree.right[child]))],
                child,
                lexicon,
            )
        else:
            yield of_verb(
                passage,
                "gerund" if gerund else "infinitive",
                cue,
                head,
                [trim(tree, (start, tree.right[child]))],
                child,
                lexicon,
            )


def is_phrase(tree: Tree, i: int) -> bool:
    """A noun phrase that can be content: no clitic or relative pronoun."""
    return not (tree.has(i, "Reflex=Yes") or tree.has(i, "PronType=Rel"))


def object_phrase(passage: Passage, head: int, cue: Cue, lexicon: Lexicon) -> Iterator[Candidate]:
    """*X denied the charge*; *X a annoncé la création de Y*; *X opposes it*."""
    tree = passage.tree
    if not {"object", "target"} & cue.takes:
        return
    if cue.cue_class == "evidence" and tree.first(head, "iobj") is not None:
        return  # *showed him the bombers* is no evidence
    passive = tree.is_passive(head)
    found = ["nsubj:pass"] if passive else ["obj"]
    for child in governed(tree, head, cue, *found):
        if not is_phrase(tree, child):
            continue
        first, last = whole(tree, child)
        tail = [c for c in tree.deps(head, "xcomp") if c > child]
        if "target" in cue.takes and not tail:
            tail = [
                c
                for c in tree.deps(head, "obl", "advcl")
                if c > child and tree.case_of(c) in cue.prepositions
            ]
        content = [trim(tree, (first, last))]
        if passive:
            content += [trim(tree, whole(tree, c)) for c in tail]
        elif tail and "target" in cue.takes:
            content = [trim(tree, (first, tree.right[tail[0]]))]
        yield of_verb(
            passage, "passive" if passive else "object", cue, head, content, child, lexicon
        )
        end = own_end(tree, head, child, lexicon)
        long = not passive and tree.pos[child] != "PRON"  # *denied it, as the toll rose*
        if long and end > content[0][1] + 1 and child > head:
            longer = [trim(tree, (first, end))]
            yield of_verb(passage, "object-long", cue, head, longer, child, lexicon)


def oblique_phrase(passage: Passage, head: int, cue: Cue, lexicon: Lexicon) -> Iterator[Candidate]:
    """*X apologised for Y*; *X s'inquiète de Y*."""
    tree = passage.tree
    for child in governed(tree, head, cue, "obl", "advcl", "xcomp", "iobj", "nmod", "ccomp"):
        case = tree.case_of(child)
        if child > head and case and case in cue.prepositions:
            first, last = tree.left[child], tree.right[child]
            yield of_verb(
                passage, "oblique", cue, head, [trim(tree, (first, last))], child, lexicon
            )


def passive_report(passage: Passage, head: int, cue: Cue, lexicon: Lexicon) -> Iterator[Candidate]:
    """*X is said to have fled*; *il a été rapporté que Y*."""
    tree = passage.tree
    if not tree.is_passive(head):
        return
    subject = tree.first(head, "nsubj:pass")
    for child in tree.deps(head, "xcomp"):
        content = [trim(tree, whole(tree, child))]
        if subject is not None:
            content.insert(0, trim(tree, whole(tree, subject)))
        yield of_verb(passage, "raised", cue, head, content, child, lexicon)


#: Rules for verbs that leave nothing to the others where they find something.
ASIDES: tuple[Rule, ...] = (set_off, likened, closing)
#: The rules for each form of cue, tried in this order.
VERB_RULES: tuple[Rule, ...] = (
    complement_clause,
    rest_of_sentence,
    incise,
    infinitive,
    object_phrase,
    oblique_phrase,
    passive_report,
    stranded,
)
NOUN_RULES: tuple[Rule, ...] = (noun_complement,)
ADJECTIVE_RULES: tuple[Rule, ...] = (adjective_complement,)


def _is_set_in(tree: Tree, head: int) -> bool:
    """Whether a finite verb opens its clause behind a comma, its subject after it or left out."""
    subject = tree.first(head, "nsubj")
    first = verb_group(tree, head)[0]
    return (subject is None or subject > head) and first > 0 and tree.word[first - 1] == ","


def candidates_of_word(passage: Passage, i: int, lexicon: Lexicon) -> Iterator[Candidate]:
    """All candidates whose cue is word ``i``."""
    tree = passage.tree
    pos, lemma = tree.pos[i], tree.lemma[i]
    if pos in {"VERB", "AUX"}:
        entries = lexicon.verbs.get(lemma)
        cue = pick_cue(tree, i, entries) if entries else None
        if lemma in lexicon.doubts and tree.first(i, "xcomp") is not None:
            return  # *appeared to show*: the reporter's own distance
        if cue is None:
            if pos == "VERB" and tree.first(i, "ccomp") is not None:
                yield from complement_clause(passage, i, UNLISTED, lexicon)
        elif aside := [c for rule in ASIDES for c in rule(passage, i, cue, lexicon)]:
            yield from aside
        else:
            found = [c for rule in VERB_RULES for c in rule(passage, i, cue, lexicon)]
            if any(c.rule == "incise" for c in found) and _is_set_in(tree, i):
                found = [c for c in found if c.rule not in {"rest", "object", "object-long"}]
            alone = [c for c in found if c.rule == "stranded"]
            yield from alone or [c for c in found if not any(claims_subject(f, c) for f in found)]
    elif pos == "NOUN" and (noun := lexicon.nouns.get(lemma)):
        for rule in NOUN_RULES:
            yield from rule(passage, i, noun, lexicon)
    if pos in {"ADJ", "VERB"} and (adjective := lexicon.adjectives.get(lemma)):
        for rule in ADJECTIVE_RULES:
            yield from rule(passage, i, adjective, lexicon)
