"""How a report words an attribution: its stance, its certainty, its polarity."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.knowledge.lexicon import Lexicon
from onrecord.language.syntax import Tree
from onrecord.model.statement import Certainty, Polarity, Stance
from onrecord.reading.statements.candidates import SET_BESIDE, Candidate
from onrecord.reading.statements.extents import Stretch

#: Verbs set beside what they report, which keeps the mood of a main clause.
_ASIDES = SET_BESIDE | {"stranded", "quote-inverted"}


def stance(candidate: Candidate, lexicon: Lexicon) -> Stance:
    """What the source does in saying it, by the cue. A verb of asking asks only where its content
    is a question: *demande si Y*, *asked: "Y?"*; else it demands: *demande la relaxe*."""
    cue = candidate.cue
    may_demand = cue.stance == "asks" and bool({"object", "infinitive", "target"} & cue.takes)
    if may_demand and cue.form == "verb" and not _is_question(candidate, lexicon):
        return "demands"
    return cue.stance


def _is_question(candidate: Candidate, lexicon: Lexicon) -> bool:
    tree = candidate.tree
    for first, last in _stretches(candidate):
        opening = [i for i in range(first, last + 1) if tree.pos[i] != "PUNCT"][:2]
        asks = any(
            tree.has(i, "PronType=Int") or tree.lower[i] in lexicon.questions for i in opening
        )
        if asks or "?" in tree.word[max(first, last - 1) : last + 2]:
            return True
    return not candidate.content and not candidate.extra


def polarity(candidate: Candidate, lexicon: Lexicon) -> Polarity:
    """Negative where the source holds that the content, as worded, is not so or will not be done
    (*denies*, *refuses to*), or where the saying is itself negated (*did not say*). A negation
    within the content is part of its words."""
    cue = candidate.cue
    negated = cue.form == "verb" and candidate.tree.is_negated(
        candidate.head, lexicon.negators, lexicon.restricted
    )
    negated = negated != (candidate.declined is not None)
    return "negative" if (cue.polarity == "negative") != negated else "positive"


def certainty(candidate: Candidate, lexicon: Lexicon) -> Certainty:
    """*Conditional* where the mood of hearsay stands in the cue, or in what an *according to*
    qualifies; *hedged* where the cue keeps its distance (*claims*, *could say*) or the content is
    said to be possible only (*may*, *pourrait*, *probably*)."""
    tree, cue = candidate.tree, candidate.cue
    own = [candidate.head, *tree.deps(candidate.head, "aux", "aux:pass")]
    if any(tree.has(w, "Mood=Cnd") for w in own) or cue.certainty == "conditional":
        return "conditional"
    doubted = any(_doubts(tree, verb, lexicon) for verb in _main_verbs(candidate))
    aside = cue.form in {"phrase", "adverb"} or candidate.rule in _ASIDES
    if aside and lexicon.hearsay_mood and not doubted:
        mood = f"Mood={lexicon.hearsay_mood}"
        told = (i for a, b in candidate.content[-1:] for i in range(a, b + 1))
        if any(tree.has(i, mood) and tree.dep[tree.clause(i)] in {"root", "conj"} for i in told):
            return "conditional"
    above = tree.head[candidate.head]
    doubted = doubted or (
        tree.dep[candidate.head] == "xcomp" and tree.lemma[above] in lexicon.doubts
    )
    distant = cue.certainty == "hedged" or any(tree.lemma[w] in lexicon.modals for w in own[1:])
    return "hedged" if distant or doubted or _has_hedge_beside(candidate, lexicon) else "certain"


def _has_hedge_beside(candidate: Candidate, lexicon: Lexicon) -> bool:
    tree = candidate.tree
    first, last = candidate.cue_stretch
    near = range(max(0, first - 1), min(tree.size, last + 2))
    return any(tree.lower[i] in lexicon.hedges and tree.pos[i] == "ADV" for i in near)


def _stretches(candidate: Candidate) -> Iterator[Stretch]:
    """The content in tokens of the cue's own paragraph."""
    yield from candidate.content
    for span in candidate.extra:
        stretch = candidate.passage.stretch(span)
        if stretch is not None:
            yield stretch


def _main_verbs(candidate: Candidate) -> Iterator[int]:
    """Verbs of the content that no other word of it governs."""
    tree = candidate.tree
    if candidate.content_head is not None:
        yield candidate.content_head
        return
    for first, last in _stretches(candidate):
        for i in range(first, last + 1):
            above = tree.head[i]
            free = above == i or not first <= above <= last
            if free and tree.is_verbal(i) and i != candidate.head:
                yield i


def _doubts(tree: Tree, verb: int, lexicon: Lexicon) -> bool:
    """Whether a verb is only said to be possible: by its own lemma, an auxiliary or an adverb."""
    if tree.is_negated(verb, lexicon.negators, lexicon.restricted):
        return False
    for word in (verb, *tree.deps(verb, "aux")):
        mood = lexicon.doubts.get(tree.lemma[word])
        auxiliaries = (word, *tree.deps(word, "aux"))
        if mood == "any" or (mood and any(tree.has(a, f"Mood={mood}") for a in auxiliaries)):
            return True
    return any(
        tree.lower[c] in lexicon.hedges and (tree.lower[c],) in lexicon.hedges[tree.lower[c]]
        for c in tree.deps(verb, "advmod")
    )
