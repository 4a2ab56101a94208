"""Which candidates stand: by score, one a cue, without contradiction; and how they nest."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.knowledge.lexicon import Lexicon
from onrecord.language.syntax import Tree
from onrecord.model.span import Span
from onrecord.reading.statements import sources
from onrecord.reading.statements.candidates import SET_BESIDE, Candidate
from onrecord.reading.statements.extents import trim

#: Scores this near to each other tell nothing.
MARGIN = 0.02
#: Hearsay without a source yields to any statement that already covers its words.
_FALLBACK = {"hearsay", "hearsay-perfect", "adverb"}
_REPORTING = SET_BESIDE | {"quote", "quote-inverted", "quote-tail"}


def best_by_cue(candidates: Sequence[Candidate]) -> list[Candidate]:
    """For each cue word the candidate with the highest score; of those of its kind within
    ``MARGIN`` of it, the one with the most words, and of these the first."""
    groups: dict[tuple[int, int], list[Candidate]] = {}
    for candidate in candidates:
        groups.setdefault((candidate.passage.number, candidate.head), []).append(candidate)
    best = []
    for group in groups.values():
        top = max(group, key=lambda c: c.score)
        alike = (c for c in group if _kind(c) == _kind(top) and c.score >= top.score - MARGIN)
        best.append(max(alike, key=_width))
    return best


def _kind(candidate: Candidate) -> str:
    return candidate.rule.split("-")[0]


def _width(candidate: Candidate) -> int:
    return sum(map(len, candidate.content_spans()))


def release_conjuncts(candidates: Sequence[Candidate], lexicon: Lexicon) -> None:
    """*X noted that Y, and added that Z*: parsers hang *added* on Y. A bare conjunct of a content's
    verb that itself reports goes with the reporting verb, so that content ends before it and both
    share their source."""
    near: dict[int, list[Candidate]] = {}
    for candidate in candidates:
        near.setdefault(candidate.passage.number, []).append(candidate)
    for outer in candidates:
        if not outer.content or outer.cue.form != "verb":
            continue
        tree = outer.tree
        for inner in near[outer.passage.number]:
            if inner is outer:
                continue
            verb = inner.head
            first, last = outer.content[-1]
            before = tree.left[verb] - 1
            coordinated = tree.dep[verb] == "conj"
            behind = last <= before <= last + 2 and first <= tree.head[verb] <= last
            behind = behind and outer.head < first and not coordinated
            if not (first < before < last or behind) or not inner.listed:
                continue
            if coordinated and not _may_be_shared(outer, inner, lexicon):
                continue
            if not coordinated and inner.cue.cue_class in {"intention", "perception"}:
                continue
            if not _goes_with_reporter(tree, verb, outer.content_head):
                continue
            if not behind:
                outer.content[-1] = trim(tree, (first, before))
                outer.extra = [s for s in outer.extra if s.end <= inner.cue_span().start]
                outer.covered = None
            if outer.source is not None:
                inner.source, inner.source_is = outer.source, "shared"
                inner.source_stretches = list(outer.source_stretches)


def end_before_others(candidates: Sequence[Candidate], lexicon: Lexicon) -> None:
    """*X blamed Y; Z accused W*; *X accused Y, while Z denied it*: words that a semicolon or a
    contrast sets off and somebody else is made to say are no part of a content before them."""
    near: dict[int, list[tuple[Candidate, int, int]]] = {}
    for inner in candidates:
        if inner.source is None or inner.cue.form != "verb":
            continue
        start = _set_against(inner.tree, inner, lexicon)
        if start is not None:
            near.setdefault(inner.passage.number, []).append((inner, inner.source, start))
    for outer in candidates:
        for inner, source, start in near.get(outer.passage.number, ()):
            if inner is outer or not outer.content:
                continue
            first, last = outer.content[-1]
            if not (first < source < inner.head <= last and outer.head < inner.head):
                continue
            if not sources.may_speak(outer.tree, source, lexicon):
                continue
            if first < start:
                outer.content[-1] = trim(outer.tree, (first, start - 1))
                outer.extra = [s for s in outer.extra if s.end <= inner.cue_span().start]
                outer.covered = None


def _set_against(tree: Tree, inner: Candidate, lexicon: Lexicon) -> int | None:
    """Where the clause of a cue begins, if a semicolon or a contrast behind a comma opens it."""
    opening = min(a for a, _ in inner.source_stretches) if inner.source_stretches else None
    if opening is None or opening < 2:
        return None
    if tree.word[opening - 1] == ";":
        return opening
    for i in range(opening - 1, max(0, opening - 3), -1):
        if tree.lower[i] in lexicon.contrasts and tree.word[i - 1] == ",":
            return i
    return None


def _goes_with_reporter(tree: Tree, verb: int, content: int | None) -> bool:
    """A bare conjunct of the content's verb, or a participle behind a comma: *..., saying Z*."""
    if tree.dep[verb] == "conj":
        return tree.subject(verb) is None and tree.head[verb] == content
    participle = tree.has(verb, "VerbForm=Ger") or (
        tree.has(verb, "VerbForm=Part") and tree.has(verb, "Tense=Pres")
    )
    set_off = "," in {tree.word[tree.left[verb] - 1], tree.word[tree.left[verb]]}
    return participle and tree.dep[verb] in {"advcl", "acl"} and set_off


def _may_be_shared(outer: Candidate, inner: Candidate, lexicon: Lexicon) -> bool:
    """Whether a bare conjunct goes on with the reporter: it reports as only reporters do, or what
    the content is about cannot (*said [the site was inspected] and vowed*)."""
    if inner.cue.cue_class == "speech" and _reports_on(inner):
        return True
    subject = outer.tree.subject(outer.content_head) if outer.content_head is not None else None
    if subject is None or inner.cue.cue_class == "perception":
        return False
    mute = not sources.may_speak(outer.tree, subject, lexicon)
    return mute and outer.tree.pos[subject] == "NOUN"


def _reports_on(candidate: Candidate) -> bool:
    """Whether a conjunct has a content that only a reporting verb has."""
    return candidate.rule in _REPORTING or candidate.rule.startswith(("clause", "rest"))


def _jaccard(left: Sequence[Span], right: Sequence[Span]) -> float:
    both = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in left for b in right)
    total = sum(map(len, left)) + sum(map(len, right)) - both
    return both / total if total else 0.0


def _holds(spans: Sequence[Span], inner: Span) -> bool:
    return any(span.covers(inner) for span in spans)


def _strength(candidate: Candidate) -> tuple[bool, float, int]:
    return candidate.rule in _FALLBACK, -candidate.score, candidate.cue_span().start


def without_contradiction(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Drop, from the weakest on, candidates that cannot stand beside a stronger one: the same
    content under two cues neither of which reports the other, and cues that claim each other."""
    # Only within a passage: a long report has thousands.
    kept: dict[int, list[Candidate]] = {}
    for candidate in sorted(candidates, key=_strength):
        cue, spans = candidate.cue_span(), candidate.content_spans()
        beside = kept.setdefault(candidate.passage.number, [])
        if spans and _stands(candidate, cue, spans, beside):
            beside.append(candidate)
    all_kept = (candidate for beside in kept.values() for candidate in beside)
    return sorted(all_kept, key=lambda c: (c.cue_span().start, c.cue_span().end))


def _stands(
    candidate: Candidate, cue: Span, spans: Sequence[Span], kept: Sequence[Candidate]
) -> bool:
    for other in kept:
        theirs, their_cue = other.content_spans(), other.cue_span()
        if cue.overlaps(their_cue):
            return False
        if _holds(spans, their_cue) and _holds(theirs, cue):
            return False
        if "stranded" in {candidate.rule, other.rule}:
            continue
        similar = _jaccard(spans, theirs)
        if candidate.rule in _FALLBACK and (similar > 0.3 or _covered(spans, theirs)):
            return False
        if similar > 0.6 and not _holds(spans, their_cue) and not _holds(theirs, cue):
            return False
    return True


def _covered(spans: Sequence[Span], theirs: Sequence[Span]) -> bool:
    return all(_holds(theirs, span) for span in spans)


def enclosing(candidate: Candidate, others: Sequence[Candidate]) -> Candidate | None:
    """The smallest statement in whose content a candidate's cue and content stand."""
    cue = candidate.cue_span()
    best: Candidate | None = None
    size = 0
    for other in others:
        if other is candidate:
            continue
        spans = other.content_spans()
        if spans[0].start > cue.start or spans[-1].end < cue.end:
            continue
        if not _holds(spans, cue) or _holds(candidate.content_spans(), other.cue_span()):
            continue
        total = sum(map(len, spans))
        if best is None or total < size:
            best, size = other, total
    return best
