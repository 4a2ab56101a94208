"""The candidate that a reporting verb makes of its content, whatever construction found it."""

from __future__ import annotations

from onrecord.knowledge.lexicon import Cue, Lexicon
from onrecord.reading.statements import sources
from onrecord.reading.statements.candidates import Candidate, Passage
from onrecord.reading.statements.cuewords import declining, holders, is_asked
from onrecord.reading.statements.extents import Stretch, verb_group

#: What an unlisted verb with a complement clause is taken for.
UNLISTED = Cue(
    form="verb",
    lemma="",
    cue_class="cognition",
    stance="asserts",
    strength="weak",
    takes=frozenset({"clause"}),
)


def of_verb(
    passage: Passage,
    rule: str,
    cue: Cue,
    head: int,
    content: list[Stretch],
    content_head: int | None,
    lexicon: Lexicon,
) -> Candidate:
    tree = passage.tree
    fixed = holders(tree, head, cue)[1:]
    source, how = sources.of_verb(tree, head)
    declined = declining(tree, head, lexicon)
    if declined is not None and source is None:
        source, how = sources.of_verb(tree, declined)
    if is_asked(tree, head, cue):
        source, how = None, "none"
    elif tree.has(head, "VerbForm=Ger") or tree.has(head, "VerbForm=Part"):
        source, how = sources.of_reporter(tree, head, source, how, lexicon)
    phrase = sources.stretches(tree, source, how, lexicon) if source is not None else []
    if any(a <= y and x <= b for a, b in content for x, y in phrase):
        source, how, phrase = None, "none", []
    group = verb_group(tree, head, fixed)
    if declined is not None:
        group = (min(group[0], verb_group(tree, declined)[0]), group[1])
    return Candidate(
        passage=passage,
        rule=rule,
        cue=cue,
        head=head,
        cue_stretch=group,
        content=content,
        content_head=content_head,
        source=source,
        source_is=how,
        source_stretches=phrase,
        listed=cue is not UNLISTED,
        declined=declined,
    )
