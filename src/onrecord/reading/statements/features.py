"""What the score of a candidate is reckoned from. No feature holds a word of the text.

Features name the construction, the class and strength of the cue's entry, what kind of phrase the
source is, and what the content looks like; and pairs of these. Weights (``weights.json``) are
learned by ``training/statements.py``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from onrecord.knowledge.lexicon import Lexicon
from onrecord.language.syntax import Tree
from onrecord.model.span import Span
from onrecord.reading.statements import sources
from onrecord.reading.statements.candidates import Candidate
from onrecord.reading.statements.quotes import QuoteIndex
from onrecord.reading.statements.variants import tails

_FRAMES = {
    "clause": "clause",
    "clause-far": "clause",
    "clause-long": "clause",
    "clause-wide": "clause",
    "rest": "clause",
    "object-long": "object",
    "incise": "quote",
    "infinitive": "infinitive",
    "gerund": "gerund",
    "object": "object",
    "passive": "object",
    "oblique": "oblique",
    "target": "target",
    "raised": "clause",
    "noun-clause": "clause",
    "noun-phrase": "oblique",
    "adjective-clause": "clause",
    "adjective-phrase": "oblique",
    "quote": "quote",
    "quote-next": "quote",
    "quote-inverted": "quote",
    "quote-tail": "quote",
}


def _length(words: int) -> str:
    for limit in (1, 2, 3, 5, 8, 12, 20):
        if words <= limit:
            return str(limit)
    return "more"


def _content_kind(tree: Tree, candidate: Candidate, lexicon: Lexicon) -> str:
    head = candidate.content_head
    if head is None:
        return "stretch"
    if tree.is_verbal(head):
        mark = "marked" if tree.first(head, "mark") is not None else "bare"
        if tree.is_finite(head):
            question = any(tree.has(c, "PronType=Int") for c in tree.children[head])
            return f"finite-{'question' if question else mark}"
        return f"nonfinite-{mark}"
    if tree.pos[head] == "PRON":
        return "pronoun"
    if tree.lemma[head] in lexicon.nouns:
        return "noun-" + lexicon.nouns[tree.lemma[head]].cue_class
    word = sources.kind_word(tree, head, lexicon)
    if word:
        return "phrase-" + word
    if tree.ent[head]:
        return "phrase-" + tree.ent[head].lower()
    return "phrase-" + tree.pos[head].lower()


def _tense(tree: Tree, head: int) -> str:
    words = [head, *tree.deps(head, "aux", "aux:pass", "cop")]
    for mood in ("Mood=Cnd", "Mood=Imp", "Mood=Sub"):
        if any(tree.has(w, mood) for w in words):
            return mood
    if not any(tree.has(w, "VerbForm=Fin") for w in words):
        for form in ("VerbForm=Inf", "VerbForm=Ger", "VerbForm=Part"):
            if tree.has(head, form):
                return form
        return "nonfinite"
    if any(tree.has(w, "Tense=Fut") for w in words):
        return "future"
    return "past" if any(tree.has(w, "Tense=Past") for w in words) else "present"


def _opener(tree: Tree, candidate: Candidate) -> str:
    """What the content begins with, and whether a mark stands before it."""
    if not candidate.content:
        return "quote"
    first = candidate.content[0][0]
    before = tree.word[first - 1] if first else "start"
    sign = before if before in {",", ":", '"', "start", "-"} else "word"
    return f"{tree.pos[first]}-{tree.dep[first]}-{sign}"


def _tail(tree: Tree, candidate: Candidate, lexicon: Lexicon) -> str:
    """What clause ends the content, or was cut from its end: with a subject or without, and whether
    its verb reports too, so that it rather goes with the reporting verb."""
    if not candidate.content:
        return "none"
    found = [candidate.cut] if candidate.cut is not None else tails(tree, *candidate.content[-1])
    if not found:
        return "none"
    last = found[-1]
    comma = (
        "comma"
        if tree.word[tree.left[last] - 1] == "," or tree.word[tree.left[last]] == ","
        else "close"
    )
    subject = "subject" if tree.subject(last) is not None else "bare"
    reports = "reports" if tree.lemma[last] in lexicon.verbs else "other"
    finite = "finite" if tree.is_finite(last) else "nonfinite"
    marked = "marked" if tree.first(last, "mark") is not None else "unmarked"
    side = "cut" if candidate.cut is not None else "kept"
    return f"{side}-{comma}-{tree.dep[last]}-{subject}-{reports}-{finite}-{marked}"


def _closer(tree: Tree, candidate: Candidate) -> str:
    """What stands after the content."""
    if not candidate.content:
        return "quote"
    after = candidate.content[-1][1] + 1
    if after >= tree.size:
        return "end"
    return tree.word[after] if tree.pos[after] == "PUNCT" else tree.pos[after]


def _told(tree: Tree, candidate: Candidate) -> str:
    """Whether words without a head of their own can be what is reported: they hold a clause, or
    only a clause that tells of something else (*X, who left, said*)."""
    inner = False
    for first, last in candidate.content:
        for i in range(first, last + 1):
            if not tree.has(i, "VerbForm=Fin"):
                continue
            verb = tree.head[i] if tree.dep[i] in {"aux", "aux:pass", "cop"} else i
            if tree.dep[verb] in {"acl", "acl:relcl", "advcl"}:
                inner = True
            elif first <= verb <= last:
                return "clause"
    return "aside" if inner else "none"


def _follows(tree: Tree, candidate: Candidate) -> str:
    """What stands behind cue and source: the end of the sentence, a mark, the content, a word."""
    behind = candidate.cue_stretch[1]
    for _, last in candidate.source_stretches:
        behind = max(behind, last)
    if candidate.source is not None and candidate.source > candidate.head:
        asides = tree.deps(candidate.source, "acl", "acl:relcl")
        behind = max([behind, *(tree.right[c] for c in asides)])
    end = tree.sentences[tree.sentence[candidate.head]][1]
    rest = [i for i in range(behind + 1, end) if tree.pos[i] not in {"PUNCT", "SPACE"}]
    if not rest:
        return "end"
    if any(first <= rest[0] <= last for first, last in candidate.content):
        return "content"
    return "mark" if rest[0] > behind + 1 else "word"


#: Pairs and triples of facts that are features of their own.
PAIRS: tuple[tuple[str, ...], ...] = (
    ("rule", "fits"),
    ("rule", "order"),
    ("kind", "order"),
    ("rule", "kind"),
    ("rule", "who"),
    ("rule", "what"),
    ("rule", "quoted"),
    ("rule", "crosses"),
    ("rule", "partial", "side"),
    ("rule", "how"),
    ("rule", "stance"),
    ("rule", "length"),
    ("rule", "opener"),
    ("rule", "told", "follows"),
    ("rule", "closer"),
    ("base", "tail"),
    ("kind", "tail"),
    ("rule", "takes"),
    ("rule", "idiom"),
    ("stance", "idiom"),
    ("rule", "tense"),
    ("rule", "passive"),
    ("rule", "dep"),
    ("rule", "inside", "who"),
    ("kind", "who"),
    ("kind", "what"),
    ("kind", "quoted"),
    ("kind", "tense"),
    ("kind", "fits", "frame"),
    ("form", "who"),
    ("form", "dep"),
    ("form", "indefinite"),
    ("tense", "dep"),
)
#: Facts that count only in pairs.
_PAIRED_ONLY = frozenset(
    {
        "base",
        "opener",
        "closer",
        "tail",
        "takes",
        "passive",
        "frame",
        "indefinite",
        "told",
        "follows",
    }
)


def _about_cue(candidate: Candidate, lexicon: Lexicon) -> dict[str, object]:
    tree, cue, head = candidate.tree, candidate.cue, candidate.head
    facts: dict[str, object] = {
        "kind": f"{cue.cue_class}-{cue.strength}" if candidate.listed else "unlisted",
        "class": cue.cue_class,
        "strength": cue.strength,
        "stance": cue.stance,
        "form": cue.form,
        "idiom": bool(cue.particle),
        "dep": "root" if tree.head[head] == head else tree.dep[head],
        "negated": tree.is_negated(head, lexicon.negators),
        "modal": any(tree.lemma[c] in lexicon.modals for c in tree.deps(head, "aux")),
    }
    if cue.form == "verb":
        facts["tense"] = _tense(tree, head)
        facts["passive"] = tree.is_passive(head)
        facts["children"] = min(6, len(tree.children[head]))
        facts["takes"] = "+".join(sorted(cue.takes)) if candidate.listed else "unlisted"
    elif tree.first(head, "det") is not None:
        facts["indefinite"] = any(tree.has(c, "Definite=Ind") for c in tree.deps(head, "det"))
    return facts


def _order(candidate: Candidate) -> str:
    """In which order source, cue and content stand: *Y, a dit X* is content, cue, source."""
    first = candidate.content[0][0] if candidate.content else -1
    places = {"source": candidate.source, "cue": candidate.head}
    if first >= 0:
        places["content"] = first
    return "-".join(sorted(places, key=lambda name: (places[name], name)))


def _about_source(candidate: Candidate, lexicon: Lexicon) -> dict[str, object]:
    tree, source = candidate.tree, candidate.source
    if source is None:
        return {"who": "none", "how": "none"}
    return {
        "who": sources.refined(tree, source, lexicon),
        "how": candidate.source_is,
        "plural": tree.has(source, "Number=Plur"),
        "order": _order(candidate),
        "distance": _length(abs(source - candidate.head)),
    }


def _is_partial(candidate: Candidate, spans: tuple[Span, ...]) -> bool:
    """Whether the content is only a part of a longer complement of its own cue: the words quoted in
    *said that Y was "Z"*."""
    tree, passage = candidate.tree, candidate.passage
    for clause in tree.deps(candidate.head, "ccomp", "xcomp", "obj"):
        whole = passage.span((tree.left[clause], tree.right[clause]))
        if len(spans) == 1 and whole.start < spans[0].start and spans[0].end <= whole.end + 1:
            return True
    return False


def _about_content(candidate: Candidate, lexicon: Lexicon, quotes: QuoteIndex) -> dict[str, object]:
    tree = candidate.tree
    spans, at = candidate.content_spans(), candidate.cue_span()
    share = quotes.share(spans)
    what = _content_kind(tree, candidate, lexicon)
    return {
        "what": what,
        "told": _told(tree, candidate) if what == "stretch" else "headed",
        "follows": _follows(tree, candidate),
        "quoted": "all" if share > 0.9 else "some" if share > 0 else "no",
        "crosses": quotes.crossed(spans),
        "partial": _is_partial(candidate, spans),
        "side": "before" if spans and spans[0].start < at.start else "after",
        "length": _length(sum(b - a + 1 for a, b in candidate.content)),
        "opener": _opener(tree, candidate),
        "closer": _closer(tree, candidate),
        "tail": _tail(tree, candidate, lexicon),
        "inside": quotes.enclosing(at.start, at.end) is not None,
    }


def facts_of(candidate: Candidate, lexicon: Lexicon, quotes: QuoteIndex) -> dict[str, str]:
    """Everything that is known of a candidate, by name."""
    plain = candidate.rule.split("-short")[0]
    frame = _FRAMES.get(plain)
    facts: dict[str, object] = {
        "rule": candidate.rule,
        "base": plain,
        "part": candidate.passage.parsed.part.kind,
        "frame": frame,
        "fits": frame is None or frame in candidate.cue.takes,
        **_about_cue(candidate, lexicon),
        **_about_source(candidate, lexicon),
        **_about_content(candidate, lexicon, quotes),
    }
    return {name: str(value) for name, value in facts.items()}


def features(facts: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """The features that hold, each worth 1: names of facts, then their values."""
    for name, value in facts.items():
        if name not in _PAIRED_ONLY:
            yield name, value
    for names in PAIRS:
        if all(name in facts for name in names):
            yield *names, *(facts[name] for name in names)
