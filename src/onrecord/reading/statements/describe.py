"""From accepted candidates to statements: source, medium, addressee and nesting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.knowledge.lexicon import Lexicon
from onrecord.language.syntax import Tree
from onrecord.model.record import Omission
from onrecord.model.span import Span, item_id
from onrecord.model.statement import (
    Quotation,
    Source,
    SourceKind,
    Statement,
)
from onrecord.reading.statements import anonymity, sources, wording
from onrecord.reading.statements.antecedents import Antecedents
from onrecord.reading.statements.candidates import Candidate, Passage
from onrecord.reading.statements.extents import noun_phrase
from onrecord.reading.statements.kinds import source_kind
from onrecord.reading.statements.quotes import QuoteIndex
from onrecord.reading.statements.selection import enclosing

#: Shares of quoted letters from which a quotation is direct, and at which it is mixed.
DIRECT = 0.9


class Describer:
    """Turns candidates into statements; keeps the antecedents of pronouns across windows."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.antecedents = Antecedents(lexicon)
        self._omissions: list[Omission] = []
        self._heads: dict[str, tuple[Span, ...]] = {}

    def heads(self) -> dict[str, tuple[Span, ...]]:
        """The head words of the sources since the last call, by the ids of their statements."""
        told, self._heads = self._heads, {}
        return told

    def omissions(self) -> list[Omission]:
        """What could not be told since the last call."""
        told, self._omissions = self._omissions, []
        return told

    def statements(
        self, accepted: Sequence[Candidate], passages: Sequence[Passage], quotes: QuoteIndex
    ) -> list[Statement]:
        made: dict[int, Statement] = {}
        outer = _outer(accepted)
        self.antecedents.enter(passages, quotes)
        for candidate in accepted:
            made[id(candidate)] = self._statement(candidate, quotes)
        self.antecedents.leave()
        result = []
        for candidate in accepted:
            statement = made[id(candidate)]
            above = outer[id(candidate)]
            within = made[id(above)].id if above is not None else None
            result.append(replace(statement, within=within))
        return sorted(result, key=lambda s: (_start(s), s.id))

    def _statement(self, candidate: Candidate, quotes: QuoteIndex) -> Statement:
        spans = candidate.content_spans()
        at = candidate.cue_span()
        share = quotes.share(spans)
        source, heads = self._source(candidate)
        number = item_id("st", [at])
        self._heads[number] = heads
        quotation: Quotation = "direct" if share >= DIRECT else "mixed" if share > 0 else "indirect"
        return Statement(
            id=number,
            source=source,
            cue=at,
            content=quotes.paired(spans),
            quotation=quotation,
            stance=wording.stance(candidate, self.lexicon),
            certainty=wording.certainty(candidate, self.lexicon),
            polarity=wording.polarity(candidate, self.lexicon),
            medium=self._oblique(candidate, medium=True),
            addressee=self._oblique(candidate, medium=False),
            rule=candidate.rule,
            score=round(candidate.score, 3),
        )

    def _source(self, candidate: Candidate) -> tuple[Source, tuple[Span, ...]]:
        tree = candidate.tree
        if candidate.source is None:
            return Source(spans=(), because="the report names no source"), ()
        spans = tuple(candidate.source_spans())
        antecedent: Span | None = None
        because = ""
        head = candidate.source
        kind: SourceKind | None
        heads = _heads(candidate, head)
        if tree.pos[head] in {"PRON", "DET"}:
            found = self.antecedents.of(candidate)
            if found is None:
                kind = None
                if sources.refined(tree, head, self.lexicon) in {"pronoun", "relative"}:
                    reason = "a pronoun whose antecedent is not clear"
                    self._omissions.append(
                        Omission(span=spans[0], stage="statements", reason=reason)
                    )
                    because = reason
            else:
                antecedent, kind, because = found.span, found.kind, found.because
                heads = (found.head,)
        else:
            kind = source_kind(tree, head, candidate.source_stretches, self.lexicon)
            if anonymity.is_hidden(candidate, self.lexicon):
                kind = "anonymous"
        return Source(spans=spans, kind=kind, antecedent=antecedent, because=because), heads

    def _oblique(self, candidate: Candidate, *, medium: bool) -> Span | None:
        """Where it was said (*in a statement*), or to whom (*told reporters*)."""
        tree = candidate.tree
        if candidate.cue.form != "verb":
            return None
        inside = candidate.content_spans()
        near = list(tree.children[candidate.head])
        if candidate.source is not None and not medium:  # parsers hang the hearer on the speaker
            near += [c for c in tree.deps(candidate.source, "nmod") if c > candidate.source]
        for child in near:
            if tree.lower[child] in self.lexicon.calendar:
                continue
            if child == candidate.source or tree.pos[child] not in {"NOUN", "PROPN", "PRON"}:
                continue
            dep = tree.dep[child]
            if medium:
                fits = dep in {"obl", "nmod"} and self._is_medium(tree, child)
            elif dep in {"obj", "iobj"}:
                fits = candidate.cue.addressee == "object" or (
                    dep == "iobj" and tree.pos[child] != "PRON"
                )
            else:
                own = tree.head[child] == candidate.head
                hears = (
                    self._hears(tree, child) if own else sources.hears(tree, child, self.lexicon)
                )
                fits = dep in {"obl", "nmod"} and hears
            span = candidate.passage.span(noun_phrase(tree, child))
            if fits and not any(s.overlaps(span) for s in inside):
                return span
        return None

    def _is_medium(self, tree: Tree, child: int) -> bool:
        media = self.lexicon.media
        if tree.lemma[child] in media or tree.lower[child] in media:
            return True
        return " ".join(tree.lower[child : child + 3]) in media

    def _hears(self, tree: Tree, child: int) -> bool:
        if tree.case_of(child) not in self.lexicon.hearers:
            return False
        word = sources.kind_word(tree, child, self.lexicon)
        return word != "place" and (bool(word) or tree.ent[child] in {"PER", "ORG"})


def _outer(accepted: Sequence[Candidate]) -> dict[int, Candidate | None]:
    """What each statement stands within; a link that would close a circle is left out."""
    outer: dict[int, Candidate | None] = {}
    for candidate in accepted:
        above = candidate.under or enclosing(candidate, accepted)
        at, seen = above, {id(candidate)}
        while at is not None and id(at) not in seen:
            seen.add(id(at))
            at = outer.get(id(at))
        outer[id(candidate)] = above if at is None else None
    return outer


def _heads(candidate: Candidate, head: int) -> tuple[Span, ...]:
    """The head word of a source and of those who speak with it: *X et Y ont annoncé*."""
    tree, span = candidate.tree, candidate.passage.span
    several = [head, *(c for c in tree.deps(head, "conj") if tree.pos[c] in {"NOUN", "PROPN"})]
    inside = [i for i in several if any(a <= i <= b for a, b in candidate.source_stretches)]
    return tuple(span((i, i)) for i in inside)


def _start(statement: Statement) -> int:
    starts = [s.start for s in statement.content]
    if statement.cue is not None:
        starts.append(statement.cue.start)
    return min(starts)
