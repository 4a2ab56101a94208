"""Attribution by layout: script style (*VENN: We stay.*) and sign-offs (*« ... » – Mira Venn*)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.knowledge.lexicon import Cue
from onrecord.reading.statements.candidates import Candidate, Passage
from onrecord.reading.statements.colons import COLON
from onrecord.reading.statements.extents import has_words, trim
from onrecord.reading.statements.quotes import QuoteIndex

DASH = Cue(form="phrase", lemma="–", cue_class="speech", stance="asserts")
#: Words of a speaker's name in script style, and of a speaker in a sign-off.
LONGEST_NAME = 6
LONGEST_SIGNATURE = 14
_MARKS = {'"', "''", "'"}
DASHES = {"-", "--", "–", "—", "―"}


def scripts(passage: Passage, quotes: QuoteIndex) -> Iterator[Candidate]:
    """A paragraph that opens with a name in capitals and a colon: all of it is what that one says.
    A label that is no person's name must open two paragraphs."""
    tree = passage.tree
    start = 1 if tree.size and tree.word[0] in _MARKS else 0
    colon = next((i for i in range(start, min(tree.size, LONGEST_NAME)) if tree.word[i] == ":"), 0)
    words = [tree.word[i] for i in range(start, colon) if tree.word[i].isalpha()]
    if not words or not all(word.isupper() for word in words):
        return
    label = (start, colon - 1)
    content = trim(tree, (colon + 1, tree.size - 1)) if colon + 1 < tree.size else (0, -1)
    if content[0] <= colon or not has_words(tree, content):
        return
    person = any(tree.ent[i] == "PER" for i in range(start, colon))
    if not person and _times(passage.span(label).of(quotes.text), quotes.text) < 2:
        return
    yield Candidate(
        passage=passage,
        rule="script",
        cue=COLON,
        head=colon,
        cue_stretch=(colon, colon),
        content=[content],
        source=colon - 1,
        source_is="subject",
        source_stretches=[label],
    )


def _times(label: str, text: str) -> int:
    """How many lines a label opens."""
    return len(re.findall(rf"^\W{{0,3}}{re.escape(label)}\s?:", text, re.MULTILINE))


def sign_offs(passage: Passage, i: int, quotes: QuoteIndex) -> Iterator[Candidate]:
    """A dash at token ``i`` behind a quotation, and a name that ends the line."""
    tree = passage.tree
    if tree.word[i] not in DASHES or i + 1 >= tree.size:
        return
    at = passage.span((i, i))
    before = [q for q in quotes.at(max(0, at.start - 3), at.start) if q.span.end <= at.start]
    signature = _signature(passage, i, quotes.text)
    if not before or signature is None:
        return
    heads = [k for k in range(signature[0], signature[1] + 1) if tree.pos[k] in {"PROPN", "NOUN"}]
    if not heads or not (tree.ent[heads[0]] or tree.pos[heads[0]] == "PROPN"):
        return
    yield Candidate(
        passage=passage,
        rule="sign-off",
        cue=DASH,
        head=i,
        cue_stretch=(i, i),
        content=[],
        source=heads[0],
        source_is="subject",
        source_stretches=[signature],
        extra=[before[-1].span],
    )


def _signature(passage: Passage, dash: int, text: str) -> tuple[int, int] | None:
    """The words from a dash to the end of its line; none where they hold a verb."""
    tree = passage.tree
    line_end = text.find("\n", passage.span((dash, dash)).end)
    last = dash
    for i in range(dash + 1, min(tree.size, dash + 2 + LONGEST_SIGNATURE)):
        if 0 <= line_end <= passage.span((i, i)).start:
            break
        if tree.pos[i] in {"VERB", "AUX"} or tree.word[i] in _MARKS:
            return None
        last = i
    else:
        if last + 1 < tree.size:
            return None
    stretch = trim(tree, (dash + 1, last)) if last > dash else None
    return stretch if stretch is not None and has_words(tree, stretch) else None
