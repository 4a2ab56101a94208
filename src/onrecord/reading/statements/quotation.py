"""Quotations and their speakers: beside the cue, before or after it, and carried on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.knowledge.lexicon import Cue, Lexicon
from onrecord.language.syntax import Tree
from onrecord.model.span import Span
from onrecord.reading.statements import sources
from onrecord.reading.statements.candidates import Candidate, Passage
from onrecord.reading.statements.cuewords import is_asked, pick_cue
from onrecord.reading.statements.extents import (
    Stretch,
    is_clitic_subject,
    trim,
    verb_group,
)
from onrecord.reading.statements.incises import subject_after
from onrecord.reading.statements.quotes import Quote, QuoteIndex
from onrecord.reading.statements.utterances import goes_on

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
#: Tokens behind a quotation in which its speaker's verb is looked for.
REACH = 30
_OPENS_SPEAKER = frozenset({"PROPN", "NOUN", "PRON", "DET", "ADJ", "NUM"})
#: Classes of cues that no words are spoken with.
_SILENT = frozenset({"intention"})


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
        yield from _speaker_then_verb(passage, quote, stretch[1], lexicon, quotes)
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
        source_stretches=sources.stretches(tree, subject, "subject", lexicon),
        extra=[_with_its_sentence(passage, quote)],
    )


def without_misread_speakers(found: Sequence[Candidate]) -> list[Candidate]:
    """Without readings of a verb right behind a quotation that take its speaker for what is said,
    or something before the quotation for the speaker: *Le train « ... », a déclaré l'agence*."""
    inverted = {c.head: c for c in found if c.rule == "quote-inverted"}
    kept = []
    for candidate in found:
        sure = inverted.get(candidate.head)
        if sure is not None and candidate is not sure:
            speaker, quote = sure.source_spans()[0], sure.extra[0]
            told = any(s.covers(speaker) for s in candidate.content_spans())
            sources_before = any(s.end <= quote.end for s in candidate.source_spans())
            if told or sources_before:
                continue
        kept.append(candidate)
    return kept


def _with_its_sentence(passage: Passage, quote: Quote) -> Span:
    """A quotation with the words before it in its sentence: *Y marks "Z", said X*."""
    tree, base = passage.tree, passage.parsed.start
    stretch = passage.stretch(quote.span)
    if stretch is None:
        return quote.span
    start = tree.sentences[tree.sentence[stretch[0]]][0]
    opened = any(tree.word[i] in {":", '"', "''"} for i in range(start, stretch[0]))
    words = [i for i in range(start, stretch[0]) if tree.pos[i] not in {"PUNCT", "SPACE", "CCONJ"}]
    if opened or not words or quote.span.start < base:
        return quote.span
    return Span(start=base + tree.idx[words[0]], end=quote.span.end)


def _with_its_clause(passage: Passage, quote: Quote) -> Span:
    """A quotation with the words before it in its sentence where they hold a verb."""
    whole = _with_its_sentence(passage, quote)
    stretch = passage.stretch(whole)
    inside = passage.stretch(quote.span)
    if stretch is None or inside is None:
        return quote.span
    told = any(passage.tree.has(i, "VerbForm=Fin") for i in range(stretch[0], inside[0]))
    return whole if told else quote.span


def _speaker_then_verb(
    passage: Passage, quote: Quote, last: int, lexicon: Lexicon, quotes: QuoteIndex
) -> Iterator[Candidate]:
    """A subject and its verb right behind a quotation that leaves the sentence open: *"Y," X, a
    friend of Z, told W.* Parsers often begin a sentence there, or take Y's verb for X's."""
    tree = passage.tree
    at = last + 1
    while at < tree.size and tree.word[at] in {",", "–", "-"}:
        at += 1
    if at >= tree.size or tree.pos[at] not in _OPENS_SPEAKER:
        return
    if not goes_on(quotes.text, quote.span, passage.span((at, at)).start):
        return
    verb = _first_verb(tree, at, lexicon)
    if verb is None:
        return
    cue = pick_cue(tree, verb, lexicon.verbs[tree.lemma[verb]])
    first, end = verb_group(tree, verb)
    speaker = trim(tree, (at, max(at, first - 1)))
    heads = [i for i in range(at, first) if tree.pos[i] in {"NOUN", "PROPN", "PRON"}]
    if cue is None or "quote" not in cue.takes or not heads or first <= at:
        return
    outside = (i for i in heads if not at <= tree.head[i] < first or tree.head[i] == i)
    source = next(outside, heads[0])
    yield Candidate(
        passage=passage,
        rule="quote-tail",
        cue=cue,
        head=verb,
        cue_stretch=(first, end),
        content=[],
        source=source,
        source_is="subject",
        source_stretches=[speaker],
        extra=[_with_its_clause(passage, quote)],
    )


def _first_verb(tree: Tree, at: int, lexicon: Lexicon) -> int | None:
    """The first listed finite verb in reach that is not in a relative clause."""
    relative = False
    for i in range(at, min(tree.size, at + REACH)):
        word = tree.word[i]
        if word in {".", "!", "?", ";", ":", '"'}:
            return None
        if tree.has(i, "PronType=Rel"):
            relative = True
        elif relative and word == ",":
            relative = False
        elif tree.pos[i] == "VERB" and not relative and i > at:
            finite = tree.has(i, "VerbForm=Fin") or tree.is_finite(i) or tree.has(i, "Tense=Past")
            if finite and tree.lemma[i] in lexicon.verbs:
                return i
    return None


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


def _is_written(tree: Tree, verb: int) -> bool:
    """*in written answers*: a past participle that only tells what its noun is like."""
    past = tree.has(verb, "VerbForm=Part") and tree.has(verb, "Tense=Past")
    agent = tree.first(verb, "obl:agent") is not None
    return past and tree.dep[verb] in {"acl", "amod"} and not agent


def _beside(
    passage: Passage, i: int, quote: Quote, rule: str, lexicon: Lexicon, quotes: QuoteIndex
) -> Iterator[Candidate]:
    tree = passage.tree
    if tree.pos[i] not in {"VERB", "AUX"} or tree.lemma[i] not in lexicon.verbs:
        return
    cue = pick_cue(tree, i, lexicon.verbs[tree.lemma[i]])
    if cue is None or cue.cue_class in _SILENT or is_asked(tree, i, cue):
        return
    if _is_written(tree, i) or not {"quote", "clause"} & cue.takes:
        return
    if "target" in cue.takes and "quote" not in cue.takes:
        return  # *called the pact "unjust"*: what it is called belongs to it
    at = passage.span((i, i))
    if quote.span.start < at.start < quote.span.end:
        return
    source, how = sources.of_verb(tree, i)
    phrase = sources.stretches(tree, source, how, lexicon) if source is not None else []
    if source is not None and quote.span.end <= passage.span((source, source)).start < at.start:
        phrase = [s for x in phrase for s in _behind(passage, x, quote)]
    if source is None or any(passage.span(x).overlaps(quote.span) for x in phrase):
        source, how = subject_after(tree, i, verb_group(tree, i)[1], lexicon), "subject"
        phrase = sources.stretches(tree, source, how, lexicon) if source is not None else []
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
        extra=[_with_its_clause(passage, quote) if at.start >= quote.span.end else quote.span],
    )


def _behind(passage: Passage, stretch: Stretch, quote: Quote) -> Iterator[Stretch]:
    """What of a speaker's phrase stands behind a quotation that the parser hung on it: *"Y," the
    spokesman said*."""
    first, last = stretch
    while first <= last and passage.span((first, first)).start < quote.span.end:
        first += 1
    if first <= last:
        yield trim(passage.tree, (first, last))
