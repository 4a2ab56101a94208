"""Attribution without a reporting verb: *according to X*, *selon X*, *allegedly*, and the
conditional of hearsay."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from onrecord.knowledge.lexicon import Cue, Lexicon
from onrecord.language.syntax import Tree
from onrecord.reading.statements import sources
from onrecord.reading.statements.candidates import Candidate, Passage
from onrecord.reading.statements.extents import Stretch, noun_phrase, pieces_of, trim

HEARSAY = Cue(
    form="phrase",
    lemma="",
    cue_class="speech",
    stance="asserts",
    certainty="conditional",
    strength="weak",
)


def _matches(tree: Tree, i: int, words: tuple[str, ...]) -> bool:
    if i + len(words) > tree.size:
        return False
    return all(
        tree.lower[i + n] == w
        or tree.lemma[i + n] == w
        or (w == "de" and tree.lower[i + n] == "d'")
        for n, w in enumerate(words)
    )


def phrases(passage: Passage, i: int, lexicon: Lexicon) -> Iterator[Candidate]:
    """Phrases that begin at word ``i``, the longest entry first."""
    tree = passage.tree
    for words, cue in lexicon.phrases.get(tree.lower[i], ()):
        if cue.role == "owned":
            found = _phrase_owned(passage, i, words[-1], cue, lexicon)
            if found is not None:
                yield found
                return
        if not _matches(tree, i, words):
            continue
        last = i + len(words) - 1
        if cue.role == "before":
            found = _phrase_before(passage, i, last, cue)
            if found is not None and cue.source:
                found.rule = "phrase-document"
                found = found if _is_document(found, cue.source, lexicon) else None
            elif found is not None and cue.strength == "weak":
                found.rule = "phrase-set-off"
                found = found if _set_off(found, lexicon) else None
        elif cue.role == "alone":
            found = _phrase_alone(passage, i, last, cue)
        else:
            found = _phrase_inside(passage, i, last, cue)
        if found is not None:
            yield found
            yield from _over_sentence(found)
            return


def _set_off(candidate: Candidate, lexicon: Lexicon) -> bool:
    """Whether commas set a phrase off and its noun may speak: *Pour le maire, ...*, not *pour
    l'assemblée*. Asked of weak phrases only."""
    tree = candidate.tree
    source = candidate.source
    if source is None or not sources.may_speak(tree, source, lexicon):
        return False
    first, last = candidate.cue_stretch[0], candidate.source_stretches[0][1]
    start, end = tree.sentences[tree.sentence[first]]
    before = first == start or tree.word[first - 1] == ","
    after = last + 1 >= end or tree.word[last + 1] in {",", "."}
    return before and after


def _is_document(candidate: Candidate, kind: str, lexicon: Lexicon) -> bool:
    """Whether a phrase that opens its sentence names this kind of document."""
    tree, source = candidate.tree, candidate.source
    if source is None or candidate.cue_stretch[0] != tree.sentences[tree.sentence[source]][0]:
        return False
    return lexicon.roles.documents.get(tree.lemma[source]) == kind


def _phrase_owned(
    passage: Passage, i: int, noun: str, cue: Cue, lexicon: Lexicon
) -> Candidate | None:
    """*In X's view, Y*; *à son avis, Y*: the owner of the noun is the source."""
    tree = passage.tree
    head = tree.head[i]
    if tree.lemma[head] != noun and tree.lower[head] != noun:
        return None
    owner = tree.first(head, "nmod:poss")
    if owner is None:
        owner = next((c for c in tree.deps(head, "det") if tree.has(c, "Poss=Yes")), None)
    if owner is None or not i < owner < head:
        return None
    content = _clause_around(tree, head, (i, tree.right[head]))
    if not content:
        return None
    return Candidate(
        passage=passage,
        rule="phrase-owned",
        cue=cue,
        head=head,
        cue_stretch=(head, head),
        content=content,
        source=owner,
        source_is="owner",
        source_stretches=_owner(tree, owner),
    )


def _phrase_inside(passage: Passage, first: int, last: int, cue: Cue) -> Candidate | None:
    """*À l'en croire, Y*; *à leurs yeux, Y*: a pronoun within the words is the source."""
    tree = passage.tree
    pronouns = [
        i
        for i in range(first, last + 1)
        if tree.has(i, "Poss=Yes") or tree.has(i, "Person=3") or tree.pos[i] == "PRON"
    ]
    content = _clause_around(tree, first, (first, last))
    if not pronouns or not content:
        return None
    source = pronouns[0]
    return Candidate(
        passage=passage,
        rule="phrase-owned",
        cue=cue,
        head=first,
        cue_stretch=(first, last),
        content=content,
        source=source,
        source_is="owner",
        source_stretches=[(source, source)],
    )


def _owner(tree: Tree, owner: int) -> list[Stretch]:
    """The owner's phrase without the possessive mark."""
    if tree.pos[owner] in {"PRON", "DET"}:
        return [(owner, owner)]
    first, last = noun_phrase(tree, owner)
    while last > owner and tree.pos[last] in {"PART", "PUNCT"}:
        last -= 1
    return [(first, last)]


def _over_sentence(candidate: Candidate) -> Iterator[Candidate]:
    """The same phrase as qualifying its whole sentence, where a clause of it was found first."""
    tree = candidate.tree
    start, end = tree.sentences[tree.sentence[candidate.head]]
    hole = candidate.cue_stretch
    for stretch in candidate.source_stretches:
        hole = (min(hole[0], stretch[0]), max(hole[1], stretch[1]))
    content = pieces_of(tree, (start, end - 1), [hole])
    if content and content != candidate.content:
        yield replace(candidate, rule="phrase-sentence", content=content, extra=[], covered=None)


def _clause_around(tree: Tree, inside: int, hole: Stretch) -> list[Stretch]:
    """The clause that a phrase qualifies: its sentence, or only the clause it stands in when
    another one holds that clause."""
    start, end = tree.sentences[tree.sentence[inside]]
    if hole[0] > start and tree.word[hole[0] - 1] in {":", ";"}:
        start = hole[0]
    top = inside
    while tree.head[top] != top:
        top = tree.head[top]
        clause = tree.is_verbal(top) and tree.dep[top] in {"ccomp", "advcl", "acl:relcl"}
        if clause and (hole[0] - tree.left[top] > 2 or tree.right[top] - hole[1] > 2):
            break
    whole = (tree.left[top], tree.right[top])
    if tree.head[top] == top:
        whole = (start, end - 1)
    whole = (max(start, whole[0]), whole[1])
    if whole[0] > hole[0] and whole[1] < hole[1]:
        return []
    return pieces_of(tree, whole, [hole])


def _phrase_before(passage: Passage, first: int, last: int, cue: Cue) -> Candidate | None:
    tree = passage.tree
    head = None
    for i in range(first, last + 1):
        up = tree.head[i]
        while up != tree.head[up] and first <= up <= last:
            up = tree.head[up]
        if up > last:
            head = up
            break
        if tree.head[i] == i or tree.head[i] < first:
            below = [c for c in tree.children[i] if c > last and sources.is_nominal(tree, c)]
            if below:
                head = below[0]
                break
    if head is not None and tree.has(head, "PronType=Rel"):
        return None  # *la déclaration selon laquelle*: the noun reports, and the phrase opens it
    if head is None or not sources.is_nominal(tree, head):
        nearest = [
            i
            for i in range(last + 1, min(tree.size, last + 4))
            if tree.pos[i] in {"NOUN", "PROPN", "PRON"}
        ]
        if not nearest:
            return None
        head = nearest[0]
    phrase = noun_phrase(tree, head)
    phrase = (max(phrase[0], last + 1), max(phrase[1], last + 1))
    phrase = _without_subject(tree, phrase, head)
    end = tree.sentences[tree.sentence[first]][1] - 1
    behind = max(phrase[1], last, _aside_end(tree, head, phrase[1]))
    content = _clause_around(tree, head, (first, min(behind, end)))
    if not content:
        return None
    return Candidate(
        passage=passage,
        rule="phrase",
        cue=cue,
        head=first,
        cue_stretch=(first, last),
        content=content,
        source=head,
        source_is="subject",
        source_stretches=[phrase],
    )


def _aside_end(tree: Tree, head: int, behind: int) -> int:
    """The last word of a participle with its own that commas set off behind a source: *Selon
    l'autopsie, révélée lundi par Le Méridien, ...*."""
    if behind + 2 >= tree.size or tree.word[behind + 1] != ",":
        return behind
    for child in tree.deps(head, "acl"):
        last = tree.right[child] - (tree.word[tree.right[child]] == ",")
        closed = last + 1 < tree.size and tree.word[last + 1] == ","
        if tree.left[child] in {behind + 1, behind + 2} and tree.has(child, "VerbForm=Part"):
            return last if closed else behind
    return behind


def _without_subject(tree: Tree, phrase: Stretch, head: int) -> Stretch:
    """*According to data, [the vessel] turned*: what parsers take for an apposition is the subject
    of the verb behind it, which has no other."""
    behind = phrase[1] + 1
    if behind >= tree.size or tree.pos[behind] not in {"VERB", "AUX"}:
        return phrase
    verb = tree.head[behind] if tree.dep[behind] in {"aux", "aux:pass", "cop"} else behind
    if not tree.is_finite(verb) or tree.subject(verb) is not None:
        return phrase
    for child in tree.deps(head, "appos", "conj"):
        first = tree.left[child]
        comma = first if tree.word[first] == "," else first - 1
        if child > head and tree.word[comma] == "," and comma > head:
            return phrase[0], comma - 1
    return phrase


def _phrase_alone(passage: Passage, first: int, last: int, cue: Cue) -> Candidate | None:
    tree = passage.tree
    while last + 1 < tree.size and tree.pos[last + 1] == "ADJ" and tree.dep[last + 1] == "amod":
        last += 1
    content = _clause_around(tree, first, (first, last))
    if not content:
        return None
    nouns = [i for i in range(first, last + 1) if tree.pos[i] == "NOUN"]
    return Candidate(
        passage=passage,
        rule="phrase-alone",
        cue=cue,
        head=first,
        cue_stretch=(first, last),
        content=content,
        source=nouns[-1] if nouns else None,
        source_is="subject" if nouns else "none",
        source_stretches=[(nouns[-1], last)] if nouns else [],
    )


def adverbs(passage: Passage, i: int, lexicon: Lexicon) -> Iterator[Candidate]:
    """*allegedly*, *reportedly*: hearsay without a source."""
    tree = passage.tree
    for words, cue in lexicon.adverbs.get(tree.lower[i], ()):
        if not _matches(tree, i, words):
            continue
        hole = (i, i + len(words) - 1)
        top = tree.clause(i)
        content = pieces_of(tree, (tree.left[top], tree.right[top]), [hole])
        if content:
            yield Candidate(
                passage=passage,
                rule="adverb",
                cue=cue,
                head=i,
                cue_stretch=hole,
                content=content,
                content_head=top,
            )
        return


def hearsay(passage: Passage, i: int, lexicon: Lexicon) -> Iterator[Candidate]:
    """The conditional that French print uses for what it does not vouch for: *aurait fui*."""
    tree = passage.tree
    if not lexicon.hearsay_mood or f"Mood={lexicon.hearsay_mood}" not in tree.feats[i]:
        return
    predicate = tree.head[i] if tree.dep[i] in {"aux", "aux:pass", "cop"} else i
    if not tree.is_verbal(predicate) or tree.lemma[predicate] in lexicon.modals:
        return
    if tree.lemma[i] in lexicon.modals:
        return
    if any(
        tree.has(c, "Person=1") or tree.has(c, "Person=2") for c in tree.deps(predicate, "nsubj")
    ):
        return
    # A condition ("s'il venait") or a reported clause has a conditional of its own.
    if any(tree.case_of(c) in lexicon.questions for c in tree.deps(predicate, "advcl")):
        return
    top = predicate
    while tree.dep[top] == "conj":
        top = tree.head[top]
    if tree.dep[top] not in {"root", "acl:relcl", "parataxis"}:
        return
    perfect = tree.dep[i] == "aux" and tree.has(predicate, "VerbForm=Part")
    first, last = tree.left[predicate], tree.right[predicate]
    if tree.dep[top] == "root" and top == predicate:
        start, end = tree.sentences[tree.sentence[predicate]]
        first, last = start, end - 1
    yield Candidate(
        passage=passage,
        rule="hearsay-perfect" if perfect else "hearsay",
        cue=HEARSAY,
        head=i,
        cue_stretch=(i, i),
        content=[trim(tree, (first, last))],
        content_head=predicate,
    )
