"""Statements of a report, window by window: candidates, scores, selection, and what they mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from onrecord.knowledge.lexicon import Lexicon
from onrecord.language.align import ParsedPart
from onrecord.language.syntax import Tree
from onrecord.model.record import Omission
from onrecord.model.span import Span
from onrecord.model.statement import Statement
from onrecord.reading.statements import (
    anonymity,
    colons,
    constructions,
    layouts,
    markers,
    quotation,
    selection,
    utterances,
)
from onrecord.reading.statements.candidates import Candidate, Passage
from onrecord.reading.statements.describe import DIRECT, Describer
from onrecord.reading.statements.features import facts_of
from onrecord.reading.statements.quotes import Quote, QuoteIndex
from onrecord.reading.statements.relays import with_relays
from onrecord.reading.statements.variants import shorter
from onrecord.reading.statements.weights import Weights, learned


@dataclass(slots=True)
class StatementsRead:
    """``heads``: the head words of a statement's source, or of its pronoun's antecedent, by the
    statement's id."""

    statements: list[Statement] = field(default_factory=list)
    omissions: list[Omission] = field(default_factory=list)
    heads: dict[str, tuple[Span, ...]] = field(default_factory=dict)


class StatementReader:
    """Reads the statements of one report. ``read`` is called once a window, in text order; what
    later windows need to know (the last speakers) is carried along."""

    def __init__(self, lexicon: Lexicon, weights: Weights | None = None) -> None:
        self.lexicon = lexicon
        self.weights = weights or learned()
        self.describer = Describer(lexicon)

    def read(self, parts: Sequence[ParsedPart], trees: Sequence[Tree], text: str) -> StatementsRead:
        pairs = zip(parts, trees, strict=True)
        passages = [Passage(n, parsed, tree) for n, (parsed, tree) in enumerate(pairs)]
        quotes = QuoteIndex(text, [_extent(p) for p in passages])
        found = list(all_candidates(passages, self.lexicon, quotes))
        for candidate in found:
            fixed = self.weights.fixed.get(candidate.rule)
            if fixed is None:
                facts = facts_of(candidate, self.lexicon, quotes)
                fixed = self.weights.probability(facts)
            candidate.score = fixed
        best = selection.best_by_cue(found)
        strong = [c for c in best if c.score >= self._threshold(c, quotes)]
        selection.release_conjuncts(strong, self.lexicon)
        selection.end_before_others(strong, self.lexicon)
        accepted = with_relays(selection.without_contradiction(strong), self.lexicon)
        read = self.describer.statements(accepted, passages, quotes)
        result = StatementsRead(statements=read, heads=self.describer.heads())
        result.omissions += list(_declined(best, accepted, self.weights))
        result.omissions += [_unattributed(q) for q in utterances.orphans(accepted, quotes)]
        result.omissions += self.describer.omissions()
        return result

    def _threshold(self, candidate: Candidate, quotes: QuoteIndex) -> float:
        """Words in quotation marks are somebody's: less is asked of a cue beside them."""
        at = candidate.cue_span()
        spoken = candidate.cue.cue_class in {"speech", "writing"}
        outside = spoken and quotes.enclosing(at.start, at.end) is None
        quoted = outside and quotes.share(candidate.content_spans()) >= DIRECT
        return self.weights.quoted if quoted else self.weights.threshold


def _extent(passage: Passage) -> Span:
    return Span(start=passage.parsed.start, end=passage.parsed.end)


def all_candidates(
    passages: Sequence[Passage], lexicon: Lexicon, quotes: QuoteIndex
) -> Iterator[Candidate]:
    """Everything that may attribute, cue by cue, in text order; contents reach to the ends of the
    quotations that they touch."""
    bare = utterances.bare_quotes(passages, quotes)
    for n, passage in enumerate(passages):
        following = passages[n + 1] if n + 1 < len(passages) else None
        found = list(_of_passage(passage, following, lexicon, quotes))
        fixed = {
            i
            for c in found
            if c.cue.particle
            for i in range(c.cue_stretch[0], c.cue_stretch[1] + 1)
            if i != c.head
        }
        # The fixed word of an idiom is no cue of its own: laisser *entendre*.
        kept = quotation.without_misread_speakers([c for c in found if c.head not in fixed])
        kept = [c for c in kept if not anonymity.is_asked_for(c, lexicon)]
        # A saying that is declined is one statement: *refused to say whether Y*.
        declined = {c.declined for c in kept if c.declined is not None}
        kept = [c for c in kept if c.head not in declined or c.rule not in {"infinitive", "rest"}]
        for candidate in [v for c in kept for v in (c, *shorter(c))]:
            utterances.complete(candidate, quotes)
            utterances.join_halves(candidate, quotes)
            utterances.follow(candidate, bare, quotes)
            if candidate.content_spans():
                yield candidate


def _of_passage(
    passage: Passage, following: Passage | None, lexicon: Lexicon, quotes: QuoteIndex
) -> Iterator[Candidate]:
    tree = passage.tree
    yield from layouts.scripts(passage, quotes)
    for i in range(tree.size):
        pos = tree.pos[i]
        if pos in {"VERB", "AUX", "NOUN", "ADJ"}:
            yield from constructions.candidates_of_word(passage, i, lexicon)
        if pos in {"VERB", "AUX"} and lexicon.hearsay_mood:
            yield from markers.hearsay(passage, i, lexicon)
        if tree.lower[i] in lexicon.phrases:
            yield from markers.phrases(passage, i, lexicon)
        if tree.lower[i] in lexicon.adverbs:
            yield from markers.adverbs(passage, i, lexicon)
        if tree.word[i] in layouts.DASHES:
            yield from layouts.sign_offs(passage, i, quotes)
        if tree.word[i] == ":":
            yield from colons.colons(passage, i, lexicon)
    yield from quotation.beside_quotes(passage, following, lexicon, quotes)


def _declined(
    best: Sequence[Candidate], accepted: Sequence[Candidate], weights: Weights
) -> Iterator[Omission]:
    standing = {c.cue_span() for c in accepted}  # a relay stands on the cue of what it replaces
    for candidate in best:
        if candidate.cue_span() in standing or candidate.score < weights.doubt:
            continue
        if candidate.score >= weights.threshold:
            reason = "a stronger reading of the same words stands"
        else:
            reason = (
                f"may attribute ({candidate.rule}), score {candidate.score:.2f}"
                f" under {weights.threshold:.2f}"
            )
        yield Omission(span=candidate.cue_span(), stage="statements", reason=reason)


def _unattributed(quote: Quote) -> Omission:
    return Omission(
        span=quote.span, stage="statements", reason="a quotation whose speaker is not clear"
    )
