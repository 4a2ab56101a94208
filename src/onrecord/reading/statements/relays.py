"""Who carries whose words: *X said Y, citing Z*; *Y, a dit X, cité par Z*; *was quoted as saying*.

These verbs report nothing of their own. The one they name is a further link of the chain of the
statement beside them, with the same content: inside it (*citing Z*) or around it (*quoted by Z*).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.knowledge.lexicon import Cue, Lexicon
from onrecord.language.syntax import Tree
from onrecord.reading.statements import sources
from onrecord.reading.statements.candidates import Candidate
from onrecord.reading.statements.extents import verb_group

_CLAUSES = ("advcl", "acl", "acl:relcl", "xcomp", "parataxis", "conj")


def with_relays(accepted: Sequence[Candidate], lexicon: Lexicon) -> list[Candidate]:
    """The accepted statements and those of the ones they cite or are carried by; each knows what
    it stands ``under``. A relaying verb that was read as a statement of its own gives way."""
    for candidate in accepted:
        _told_by(candidate, accepted, lexicon)
    found: dict[tuple[int, int], Candidate] = {}
    for candidate in accepted:
        if _relay(candidate.tree, candidate.head, lexicon) and candidate.rule.startswith("object"):
            continue
        for relay in (*_cited(candidate, lexicon), *_carried(candidate, lexicon)):
            found.setdefault((relay.passage.number, relay.head), relay)
    kept = [c for c in accepted if (c.passage.number, c.head) not in found]
    standing = {id(c) for c in (*kept, *found.values())}
    for candidate in kept:
        if candidate.under is not None and id(candidate.under) not in standing:
            candidate.under = None
    relays = [r for r in found.values() if r.under is None or id(r.under) in standing]
    return sorted([*kept, *relays], key=lambda c: (c.cue_span().start, c.cue_span().end))


def _told_by(candidate: Candidate, accepted: Sequence[Candidate], lexicon: Lexicon) -> None:
    """*X said Y, citing Z as saying W*: what Z says stands in what X says."""
    tree, above = candidate.tree, candidate.tree.head[candidate.head]
    if tree.dep[candidate.head] not in {"advcl", "xcomp", "acl"} or tree.is_finite(above):
        return
    if _relay(tree, above, lexicon) is None or _is_past(tree, above):
        return
    for other in accepted:
        if other is candidate or other.passage is not candidate.passage:
            continue
        near = {other.head, *([other.source] if other.source is not None else [])}
        if tree.head[above] in near:
            candidate.under = other
            return


def _relay(tree: Tree, i: int, lexicon: Lexicon) -> Cue | None:
    return next((c for c in lexicon.verbs.get(tree.lemma[i], ()) if c.relays), None)


def _beside(candidate: Candidate, lexicon: Lexicon) -> Iterator[tuple[int, Cue]]:
    """Relaying verbs that hang on a statement's cue, its source, or what stands beside its cue."""
    tree = candidate.tree
    near = [candidate.head]
    source = candidate.source
    if source is not None and sources.kind_word(tree, source, lexicon) != "document":
        near.append(source)
    near += tree.deps(candidate.head, "obl", "nmod")
    for word in near:
        for child in tree.deps(word, *_CLAUSES):
            cue = _relay(tree, child, lexicon)
            infinite = tree.has(child, "VerbForm=Inf")
            if cue is not None and not tree.is_finite(child) and not infinite:
                yield child, cue
    if source is not None and candidate.cue.form == "phrase":
        # *Selon X, citant Y, ...*: parsers hang the participle on the verb of what is said.
        behind = max(last for _, last in candidate.source_stretches) + 1
        child = behind + 1
        if child < tree.size and tree.word[behind] == "," and tree.head[child] not in near:
            cue = _relay(tree, child, lexicon)
            if cue is not None and tree.has(child, "VerbForm=Part"):
                yield child, cue


def _is_past(tree: Tree, i: int) -> bool:
    return tree.has(i, "VerbForm=Part") and tree.has(i, "Tense=Past")


def _cited(candidate: Candidate, lexicon: Lexicon) -> Iterator[Candidate]:
    tree = candidate.tree
    for verb, cue in _beside(candidate, lexicon):
        named = tree.first(verb, "obj")
        own = tree.first(verb, "xcomp", "ccomp", "advcl")
        if _is_past(tree, verb) or named is None or own is not None:
            continue
        if tree.pos[named] == "PRON" or sources.kind_word(tree, named, lexicon) == "place":
            continue
        inner = _candidate(candidate, verb, cue, named, lexicon)
        inner.under = candidate
        yield inner


def _carried(candidate: Candidate, lexicon: Lexicon) -> Iterator[Candidate]:
    tree = candidate.tree
    relays = [(verb, cue) for verb, cue in _beside(candidate, lexicon) if _is_past(tree, verb)]
    above = tree.head[candidate.head]
    if tree.dep[candidate.head] in {"advcl", "xcomp"} and tree.is_passive(above):
        cue = _relay(tree, above, lexicon)
        relays += [(above, cue)] if cue is not None else []
    for verb, cue in relays:
        agent = tree.first(verb, "obl:agent")
        if agent is None or candidate.under is not None:
            continue
        outer = _candidate(candidate, verb, cue, agent, lexicon)
        candidate.under = outer
        yield outer


def _candidate(beside: Candidate, verb: int, cue: Cue, source: int, lexicon: Lexicon) -> Candidate:
    tree = beside.tree
    return Candidate(
        passage=beside.passage,
        rule="relay",
        cue=cue,
        head=verb,
        cue_stretch=verb_group(tree, verb),
        content=list(beside.content),
        source=source,
        source_is="agent",
        source_stretches=sources.stretches(tree, source, "subject", lexicon),
        score=beside.score,
        extra=list(beside.extra),
    )
