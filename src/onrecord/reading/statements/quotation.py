"""Quotations and their speakers: beside the cue, before or after it, and carried on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.knowledge.lexicon import Cue, Lexicon
from onrecord.language.syntax import Tree
from onrecord.model.span import Span
from onrecord.reading.statements import sources
from onrecord.reading.statements.candidates import Candidate, Passage
from onrecord.reading.statements.constructions import pick_cue
from onrecord.reading.statements.extents import Stretch, is_clitic_subject, verb_group
from onrecord.reading.statements.incises import subject_after
from onrecord.reading.statements.quotes import Quote, QuoteIndex

#: Fewer words between marks are a quoted word, not an utterance of its own.
UTTERANCE = 4
#: Beside a verb that takes quotations, fewer will do.
BESIDE = 2
#: What a verb behind a quotation is taken for when the lexicon does not list it.
UNLISTED_SPEECH = Cue(
    form="verb",
    lemma="",
    cue_class="speech",
    stance="asserts",
    strength="weak",
    takes=frozenset({"quote"}),
)
#: Letters beside a quotation that fills its sentence: no more than *But* or *And*.
LINK = 4
#: Classes of cues that no words are spoken with.
_SILENT = frozenset({"intention"})
#: Constructions whose content a quotation completes.
SPOKEN = frozenset(
    {
        "clause",
        "clause-far",
        "clause-long",
        "rest",
        "incise",
        "quote",
        "quote-next",
        "quote-inverted",
        "colon",
        "colon-title",
        "colon-quote",
        "phrase",
        "phrase-sentence",
        "infinitive",
        "object",
    }
)


def beside_quotes(
    passage: Passage, following: Passage | None, lexicon: Lexicon, quotes: QuoteIndex
) -> Iterator[Candidate]:
    """Cue verbs that stand beside a quotation without governing it, and those that introduce the
    quotation of the next paragraph: *he went on:*"""
    tree = passage.tree
    start, end = passage.parsed.start, passage.parsed.end
    here = [q for q in quotes.at(start, end) if quotes.words(q) >= BESIDE]
    for quote in here:
        stretch = passage.stretch(quote.span)
        if stretch is None:
            continue
        sentences = {tree.sentence[max(0, stretch[0] - 1)], tree.sentence[stretch[0]]}
        sentences |= {tree.sentence[stretch[1]], tree.sentence[min(tree.size - 1, stretch[1] + 1)]}
        for n in sorted(sentences):
            for i in range(*tree.sentences[n]):
                if not stretch[0] <= i <= stretch[1]:
                    yield from _beside(passage, i, quote, "quote", lexicon, quotes)
        yield from _after_quote(passage, quote, stretch[1], lexicon)
    if following is not None and tree.size and _introduces(passage):
        opening = [
            q
            for q in quotes.at(following.parsed.start, following.parsed.start + 3)
            if q.span.start >= following.parsed.start
        ]
        if opening:
            for i in range(*tree.sentences[-1]):
                yield from _beside(passage, i, opening[0], "quote-next", lexicon, quotes)


def _after_quote(
    passage: Passage, quote: Quote, last: int, lexicon: Lexicon
) -> Iterator[Candidate]:
    """A verb and its subject right behind a quotation: *"Y," sighed X*. The place tells the verb,
    whatever the parser made of it and whether or not the lexicon lists it."""
    tree = passage.tree
    at = last + 1
    while at < tree.size and tree.word[at] in {",", "–", "-"}:
        at += 1
    if at + 1 >= tree.size or not tree.word[at].strip("'").isalpha() or tree.word[at][:1].isupper():
        return
    first = at
    clitic: int | None = None
    while at + 2 < tree.size and tree.pos[at] in {"AUX", "PRON"} and tree.pos[at + 1] != "DET":
        clitic = at if is_clitic_subject(tree, at) else clitic
        at += 1
    if tree.pos[at] in {"ADP", "DET", "CCONJ", "SCONJ", "PRON", "NUM", "PUNCT", "ADV", "PART"}:
        return
    subject = clitic if clitic is not None else _next_phrase(tree, at + 1)
    if subject is None:
        return
    entries = lexicon.verbs.get(tree.lemma[at])
    cue = pick_cue(tree, at, entries) if entries else None
    if cue is None:
        if tree.dep[at] != "parataxis":
            return
        cue = UNLISTED_SPEECH
    yield Candidate(
        passage=passage,
        rule="quote-inverted",
        cue=cue,
        head=at,
        cue_stretch=(first, at),
        content=[],
        source=subject,
        source_is="subject",
        source_stretches=sources.stretches(tree, subject, "subject"),
        extra=[quote.span],
    )


def _next_phrase(tree: Tree, at: int) -> int | None:
    """The head of the noun phrase that begins at a token."""
    if at >= tree.size:
        return None
    if is_clitic_subject(tree, at) or tree.pos[at] in {"PROPN", "PRON"}:
        return at
    for i in range(at, min(at + 4, tree.size)):
        if tree.pos[i] in {"NOUN", "PROPN"}:
            return i
        if tree.pos[i] not in {"DET", "ADJ", "NUM"}:
            return None
    return None


def _introduces(passage: Passage) -> bool:
    words = [w for w in passage.tree.word if w.strip()]
    return bool(words) and words[-1] in {":", ","}


def _beside(
    passage: Passage, i: int, quote: Quote, rule: str, lexicon: Lexicon, quotes: QuoteIndex
) -> Iterator[Candidate]:
    tree = passage.tree
    if tree.pos[i] not in {"VERB", "AUX"} or tree.lemma[i] not in lexicon.verbs:
        return
    cue = pick_cue(tree, i, lexicon.verbs[tree.lemma[i]])
    if cue is None or cue.cue_class in _SILENT:
        return
    at = passage.span((i, i))
    if quote.span.start < at.start < quote.span.end:
        return
    source, how = sources.of_verb(tree, i)
    phrase = sources.stretches(tree, source, how) if source is not None else []
    if source is None or any(passage.span(x).overlaps(quote.span) for x in phrase):
        source, how = subject_after(tree, i, verb_group(tree, i)[1], lexicon), "subject"
        phrase = sources.stretches(tree, source, how) if source is not None else []
    yield Candidate(
        passage=passage,
        rule=rule,
        cue=cue,
        head=i,
        cue_stretch=verb_group(tree, i),
        content=[],
        source=source,
        source_is=how if source is not None else "none",
        source_stretches=phrase,
        extra=[quote.span, *_other_half(passage, i, phrase, quote, quotes)],
    )


def _other_half(
    passage: Passage, i: int, phrase: list[Stretch], quote: Quote, quotes: QuoteIndex
) -> list[Span]:
    """The first half of a quotation that its reporting clause interrupts: *"Y," X said, "Z."*"""
    clause = min(passage.span(s).start for s in [verb_group(passage.tree, i), *phrase])
    if quote.span.start < clause:
        return []
    return [
        q.span
        for q in quotes.at(max(0, clause - 4), clause)
        if q.span.end <= clause and _goes_on(quotes.text[q.span.end - 2 : clause])
    ]


def complete(candidate: Candidate, quotes: QuoteIndex) -> None:
    """Let contents that reach into a quotation cover all of it, but for the cue and source."""
    if candidate.rule.split("-short")[0] not in SPOKEN:
        return
    own = [candidate.cue_span(), *candidate.source_spans()]
    added: list[Span] = []
    for span in candidate.content_spans():
        for quote in quotes.at(span.start, span.end):
            whole = quote.span
            if span.covers(whole) or any(whole.overlaps(o) for o in own[:1]):
                continue
            if quotes.words(quote) < UTTERANCE and not whole.covers(span):
                continue
            added += _without(whole, own)
    if added:
        candidate.extend(added)


def _without(span: Span, holes: Sequence[Span]) -> list[Span]:
    pieces = [span]
    for hole in holes:
        cut: list[Span] = []
        for piece in pieces:
            if not piece.overlaps(hole):
                cut.append(piece)
                continue
            if piece.start < hole.start:
                cut.append(Span(start=piece.start, end=hole.start))
            if hole.end < piece.end:
                cut.append(Span(start=hole.end, end=piece.end))
        pieces = cut
    return pieces


def bare_quotes(passages: Sequence[Passage], quotes: QuoteIndex) -> list[Quote]:
    """Quotations that fill their sentences: no word beside them tells who speaks."""
    found: list[Quote] = []
    for passage in passages:
        tree, base = passage.tree, passage.parsed.start
        end = passage.parsed.end
        edges = [base + tree.idx[a] for a, _ in tree.sentences] + [end]
        for quote in quotes.at(base, end):
            if quote.span.start < base:
                continue
            first = max((e for e in edges if e <= quote.span.start + 1), default=base)
            stop = min(quote.span.end, end)
            last = min((e for e in edges if e >= stop), default=end)
            beside = quotes.text[first : quote.span.start] + quotes.text[stop:last]
            if _letters(beside) <= LINK:
                found.append(quote)
    return found


def follow(candidate: Candidate, bare: Sequence[Quote], quotes: QuoteIndex) -> None:
    """The speaker goes on: quotations that fill the next sentences, or the next paragraphs, belong
    to the same cue (PolNeAR's scheme: one cue, contents over several sentences)."""
    if candidate.rule.split("-short")[0] not in SPOKEN:
        return
    spans = candidate.content_spans()
    if not any(quotes.at(s.start, s.end) for s in spans):
        return
    tree = candidate.tree
    sentence = tree.sentences[tree.sentence[candidate.head]]
    reached = candidate.passage.span((sentence[0], sentence[1] - 1)).end
    reached = max(reached, spans[-1].end)
    inside = quotes.enclosing(candidate.cue_span().start, candidate.cue_span().end)
    added: list[Span] = []
    for quote in bare:
        if quote.span.start < reached - 1:
            continue
        if inside is not None or _letters(quotes.text[reached : quote.span.start]) > LINK:
            break
        added.append(quote.span)
        reached = quote.span.end
    if added:
        candidate.extend(added)


def _goes_on(edge: str) -> bool:
    """Whether the end of a quotation and what follows it leave the sentence open: a comma inside or
    behind the mark, a question or exclamation mark inside, nothing else behind it."""
    behind = edge[2:].strip(" \u00a0\u202f")
    return behind == "," or (not behind and edge[:1] in ",!?…")


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def orphans(accepted: Sequence[Candidate], quotes: QuoteIndex) -> list[Quote]:
    """Utterances in quotation marks that no statement holds."""
    covered = [s for c in accepted for s in (*c.content_spans(), c.cue_span())]
    return [
        q
        for q in quotes.outer
        if quotes.words(q) >= UTTERANCE and not any(s.overlaps(q.span) for s in covered)
    ]
