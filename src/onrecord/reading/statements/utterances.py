"""How far a quotation reaches: to its own marks, and over the sentences and paragraphs in which its
speaker goes on."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model.span import Span
from onrecord.reading.statements.candidates import SET_BESIDE, Candidate, Passage
from onrecord.reading.statements.quotes import Quote, QuoteIndex

#: Fewer words between marks are a quoted word, not an utterance of its own.
UTTERANCE = 4
#: Letters beside a quotation that fills its sentence: no more than *But* or *And*.
LINK = 4
#: Constructions whose content a quotation completes.
SPOKEN = SET_BESIDE | frozenset(
    {
        "clause",
        "clause-far",
        "clause-long",
        "clause-wide",
        "rest",
        "quote",
        "quote-next",
        "quote-inverted",
        "quote-tail",
        "colon",
        "colon-title",
        "colon-quote",
        "phrase",
        "phrase-sentence",
        "infinitive",
        "object",
    }
)


def complete(candidate: Candidate, quotes: QuoteIndex) -> None:
    """Let contents that reach into a quotation cover all of it, but for the cue and source; where
    only marks are left of it, in every construction."""
    spoken = candidate.rule.split("-short")[0] in SPOKEN
    own = [candidate.cue_span(), *candidate.source_spans()]
    added: list[Span] = []
    for span in candidate.content_spans():
        for quote in quotes.at(span.start, span.end):
            whole = quote.span
            if span.covers(whole) or any(whole.overlaps(o) for o in own[:1]):
                continue
            left = quotes.text[whole.start : span.start] + quotes.text[span.end : whole.end]
            only_marks = _letters(left) == 0
            word = quotes.words(quote) < UTTERANCE and not whole.covers(span)
            if not only_marks and (word or not spoken):
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


def join_halves(candidate: Candidate, quotes: QuoteIndex) -> None:
    """Both halves of a quotation that its reporting clause interrupts: *"Y," X said, "Z."* Each may
    have been found alone. Only words without a finite verb may stand between clause and half."""
    if candidate.rule.split("-short")[0] not in SPOKEN:
        return
    spans = candidate.content_spans()
    clause = [candidate.cue_span(), *candidate.source_spans()]
    start, end = min(s.start for s in clause), max(s.end for s in clause)
    before = [q for q in quotes.at(max(0, start - 4), start) if q.span.end <= start]
    first = next((q for q in before if goes_on(quotes.text, q.span, start)), None)
    if first is None or not any(quotes.at(s.start, s.end) for s in spans):
        return
    added = [] if any(s.overlaps(first.span) for s in spans) else [first.span]
    second = _second_half(candidate.passage, end, quotes)
    if second is not None and not any(s.overlaps(second.span) for s in spans):
        added.append(second.span)
    if added:
        candidate.extend(added)


def _second_half(passage: Passage, end: int, quotes: QuoteIndex) -> Quote | None:
    tree = passage.tree
    after = next((q for q in quotes.at(end, passage.parsed.end) if q.span.start >= end), None)
    if after is None:
        return None
    mark = quotes.text[end : after.span.start].rstrip()[-1:]
    own_speaker = mark == "." and goes_on(quotes.text, after.span, after.span.end + 1)
    if mark not in {",", ".", ":"} or own_speaker:
        return None
    between = passage.stretch(Span(start=end, end=after.span.start))
    if between is None:
        return after
    words = range(between[0], between[1] + 1)
    told = any(tree.is_finite(i) or tree.has(i, "VerbForm=Fin") for i in words)
    return None if told else after


def goes_on(text: str, quotation: Span, until: int) -> bool:
    """Whether a quotation and what stands between it and ``until`` leave the sentence open: a comma
    inside or behind the mark, a question or exclamation mark inside, nothing else behind it."""
    behind = text[quotation.end : until].strip(" \u00a0\u202f")
    inside = text[quotation.start : quotation.end].rstrip("\"'”’» \u00a0\u202f")
    return behind == "," or (not behind and inside[-1:] in {",", "!", "?", "…"})


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
            if _letters(beside) <= LINK or _is_closed_off(quotes.text, base, quote.span):
                found.append(quote)
    return found


def _is_closed_off(text: str, base: int, span: Span) -> bool:
    """Whether a quotation stands between the ends of sentences, whatever the parser made of it."""
    before = text[base : span.start].rstrip()
    opens = not before or before[-1] in ".!?…"
    closes = text[span.start : span.end].rstrip("\"'”’» \u00a0\u202f")[-1:] in ".!?…" and text[
        span.end : span.end + 1
    ] in {"", " ", "\n"}
    return opens and closes


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
    ended = candidate.passage.span((sentence[0], sentence[1] - 1)).end
    own = max(s.end for s in (candidate.cue_span(), *candidate.source_spans(), *spans))
    reached = max(ended, spans[-1].end)
    inside = quotes.enclosing(candidate.cue_span().start, candidate.cue_span().end)
    added: list[Span] = []
    for quote in bare:
        if own <= quote.span.start < ended:
            reached = own  # the parser went on over the end of the sentence
        if quote.span.start < reached - 1:
            continue
        if inside is not None or _letters(quotes.text[reached : quote.span.start]) > LINK:
            break
        added.append(quote.span)
        reached = quote.span.end
    if added:
        candidate.extend(added)


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
