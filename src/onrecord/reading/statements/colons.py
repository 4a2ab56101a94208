"""Colons that attribute: *X : « ... »*, headlines, and clauses that lead to a quotation without a
verb of speech."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.knowledge.lexicon import Cue, Lexicon
from onrecord.language.syntax import Tree
from onrecord.model.report import Part
from onrecord.reading.statements import sources
from onrecord.reading.statements.candidates import Candidate, Passage
from onrecord.reading.statements.cuewords import pick_cue
from onrecord.reading.statements.extents import has_words, noun_phrase, trim

COLON = Cue(form="phrase", lemma=":", cue_class="speech", stance="asserts")
#: Words of a speaker before a colon.
LONGEST_SPEAKER = 14
_VERBS = {"VERB", "AUX"}
_MARKS = {'"', "''", "'"}


def colons(passage: Passage, i: int, lexicon: Lexicon) -> Iterator[Candidate]:
    """Candidates whose cue is the colon at token ``i``."""
    tree = passage.tree
    if tree.word[i] != ":" or i == 0 or i + 1 >= tree.size:
        return
    start = _start(tree, i)
    before = (start, i - 1)
    if i == start or not has_words(tree, before):
        return
    verbs = [k for k in range(start, i) if tree.pos[k] in _VERBS and tree.is_finite(k)]
    if verbs:
        end = tree.sentences[tree.sentence[i]][1]
        governs = any(tree.head[k] in verbs for k in range(i + 1, end) if tree.dep[k] == "ccomp")
        if not governs and not any(_takes_quotes(tree, k, lexicon) for k in verbs):
            yield from _colon_and_quote(passage, i, start)
        return
    heads = [k for k in range(start, i) if tree.pos[k] in {"PROPN", "NOUN", "PRON"}]
    if not heads or i - start > LONGEST_SPEAKER:
        return
    head = next((k for k in heads if not start <= tree.head[k] < i or tree.head[k] == k), heads[0])
    end = tree.sentences[tree.sentence[i]][1] - 1
    end = end if end > i else tree.sentences[tree.sentence[i + 1]][1] - 1
    content = trim(tree, (i + 1, end))
    if not has_words(tree, content) or not _is_speaker(tree, head, content[0], lexicon):
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


def _start(tree: Tree, i: int) -> int:
    """Where the words before a colon begin: with their sentence, or behind a dash in it."""
    start = tree.sentences[tree.sentence[i]][0]
    if start == i:  # the parser ended a sentence before the colon
        start = tree.sentences[tree.sentence[i] - 1][0]
    for k in range(i - 2, start, -1):
        spaced = tree.idx[k] > tree.idx[k - 1] + len(tree.word[k - 1])
        if tree.word[k] in {"-", "–"} and spaced and tree.idx[k + 1] > tree.idx[k] + 1:
            return k + 1
    return start


def _takes_quotes(tree: Tree, verb: int, lexicon: Lexicon) -> bool:
    """Whether a verb before a colon tells of the speaking itself: *X said: "..."*"""
    cue = pick_cue(tree, verb, lexicon.verbs.get(tree.lemma[verb], ()))
    return cue is not None and "quote" in cue.takes


def _is_speaker(tree: Tree, head: int, content: int, lexicon: Lexicon) -> bool:
    """Whether what stands before a colon speaks, or only names the topic: *Giro : X gagne*."""
    named = bool(tree.ent[head]) or tree.word[head].isupper() or head != _start_of(tree, head)
    role = sources.kind_word(tree, head, lexicon)
    if tree.pos[head] == "PROPN" and not named and not role:
        return False  # a capital at the start of a sentence: *Incendie à Brest : X*
    if tree.ent[head] == "PER" or sources.may_speak(tree, head, lexicon):
        topic = tree.ent[head] in {"LOC", "MISC"} and tree.word[content] not in _MARKS
        return not topic
    return tree.pos[head] == "PRON" or role == "document"


def _start_of(tree: Tree, i: int) -> int:
    return tree.sentences[tree.sentence[i]][0]


def _colon_and_quote(passage: Passage, i: int, start: int) -> Iterator[Candidate]:
    """A clause that ends in a colon before a quotation: *That did not surprise X: "..."*"""
    tree = passage.tree
    if tree.word[i + 1] not in _MARKS:
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
