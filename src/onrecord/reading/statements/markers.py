"""Attribution without a reporting verb: *according to X*, *selon X*, *allegedly*, *X: "..."*, and
the conditional of hearsay."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from onrecord.knowledge.lexicon import Cue, Lexicon
from onrecord.language.syntax import Tree
from onrecord.model.report import Part
from onrecord.reading.statements import sources
from onrecord.reading.statements.candidates import Candidate, Passage
from onrecord.reading.statements.extents import Stretch, has_words, noun_phrase, pieces_of, trim

COLON = Cue(form="phrase", lemma=":", cue_class="speech", stance="asserts")
HEARSAY = Cue(
    form="phrase",
    lemma="",
    cue_class="speech",
    stance="asserts",
    certainty="conditional",
    strength="weak",
)
#: Words of a speaker before a colon.
LONGEST_SPEAKER = 14


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
        if not _matches(tree, i, words):
            continue
        last = i + len(words) - 1
        if cue.role == "before":
            found = _phrase_before(passage, i, last, cue)
            if found is not None and cue.strength == "weak" and not _set_off(found, lexicon):
                found = None
        elif cue.role == "alone":
            found = _phrase_alone(passage, i, last, cue)
        else:
            found = None
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
    top = inside
    while tree.head[top] != top:
        top = tree.head[top]
        clause = tree.is_verbal(top) and tree.dep[top] in {"ccomp", "advcl", "acl:relcl"}
        if clause and (hole[0] - tree.left[top] > 2 or tree.right[top] - hole[1] > 2):
            break
    whole = (tree.left[top], tree.right[top])
    if tree.head[top] == top:
        whole = (start, end - 1)
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
    end = tree.sentences[tree.sentence[first]][1] - 1
    content = _clause_around(tree, head, (first, min(max(phrase[1], last), end)))
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
    if any(tree.dep[c] == "advcl" for c in tree.children[predicate]):
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


def colons(passage: Passage, i: int, lexicon: Lexicon) -> Iterator[Candidate]:
    """*X : « ... »*, script style and headlines; also a verbless *X (on Y): "..."*."""
    tree = passage.tree
    if tree.word[i] != ":" or i == 0 or i + 1 >= tree.size:
        return
    start, end = tree.sentences[tree.sentence[i]]
    if start == i:  # the parser ended a sentence before the colon
        start = tree.sentences[tree.sentence[i] - 1][0]
    before = (start, i - 1)
    if i - start > LONGEST_SPEAKER or i == start or not has_words(tree, before):
        return
    verbs = [k for k in range(start, i) if tree.pos[k] == "VERB" and tree.is_finite(k)]
    if verbs:
        governs = any(tree.head[k] in verbs for k in range(i + 1, end) if tree.dep[k] == "ccomp")
        if not governs and not any(_takes_quotes(tree, k, lexicon) for k in verbs):
            yield from _colon_and_quote(passage, i, start)
        return
    after_end = end - 1 if end - 1 > i else tree.sentences[tree.sentence[i + 1]][1] - 1
    content = trim(tree, (i + 1, after_end))
    if not has_words(tree, content):
        return
    heads = [k for k in range(start, i) if tree.pos[k] in {"PROPN", "NOUN", "PRON"}]
    if not heads:
        return
    head = next((k for k in heads if not start <= tree.head[k] < i or tree.head[k] == k), heads[0])
    if not _is_speaker(tree, head, content[0], lexicon):
        return
    yield Candidate(
        passage=passage,
        rule="colon-title" if _is_title(passage.parsed.part) else "colon",
        cue=COLON,
        head=i,
        cue_stretch=(i, i),
        content=[content],
        source=head,
        source_is="subject",
        source_stretches=[trim(tree, before)],
    )


def _takes_quotes(tree: Tree, verb: int, lexicon: Lexicon) -> bool:
    """Whether a verb before a colon tells of the speaking itself: *X said: "..."*"""
    return any("quote" in cue.takes for cue in lexicon.verbs.get(tree.lemma[verb], ()))


def _is_speaker(tree: Tree, head: int, content: int, lexicon: Lexicon) -> bool:
    """Whether what stands before a colon speaks, or only names the topic: *Giro : X gagne*."""
    if tree.ent[head] == "PER" or sources.may_speak(tree, head, lexicon):
        topic = tree.ent[head] in {"LOC", "MISC"} and tree.word[content] not in {'"', "''", "'"}
        return not topic
    return tree.pos[head] == "PRON" or sources.kind_word(tree, head, lexicon) == "document"


def _colon_and_quote(passage: Passage, i: int, start: int) -> Iterator[Candidate]:
    """A clause that ends in a colon before a quotation: *That did not surprise X: "..."*"""
    tree = passage.tree
    if tree.word[i + 1] not in {'"', "''", "'"}:
        return
    names = [k for k in range(start, i) if tree.ent[k] and tree.dep[k] != "flat"]
    top = next((k for k in range(start, i) if tree.dep[k] == "root"), None)
    subject = tree.subject(top) if top is not None else None
    source = names[-1] if names else subject
    if source is None:
        return
    end = tree.sentences[tree.sentence[i + 1]][1] - 1
    yield Candidate(
        passage=passage,
        rule="colon-quote",
        cue=COLON,
        head=i,
        cue_stretch=(i, i),
        content=[trim(tree, (i + 1, max(i + 1, end)))],
        source=source,
        source_is="subject",
        source_stretches=[noun_phrase(tree, source)],
    )


def _is_title(part: Part) -> bool:
    return part.kind in {"title", "heading"}
