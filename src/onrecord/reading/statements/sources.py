"""Who speaks: the head of the source's phrase for a cue, and how it was found."""

from __future__ import annotations

from onrecord.knowledge.lexicon import Lexicon
from onrecord.language.syntax import Tree
from onrecord.reading.statements.extents import Stretch, noun_phrase

#: Lists of ``roles.toml`` whose nouns name somebody or something that speaks.
SPEAKERS = frozenset(
    {"title", "person", "group", "anonymous", "office", "agency", "organization", "relation"}
)
_NOMINAL = {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X", "SYM"}


def is_nominal(tree: Tree, i: int) -> bool:
    return tree.pos[i] in _NOMINAL


def of_verb(tree: Tree, verb: int) -> tuple[int | None, str]:
    """Subject, agent or controller of a verb, and which of them it is.

    The second value is one of ``subject``, ``agent``, ``shared`` (with another conjunct),
    ``controller`` (of an infinitive or participle), ``modified`` (the noun that a participle or
    relative clause belongs to), ``none``.
    """
    seen: set[int] = set()
    how = "subject"
    while verb not in seen:
        seen.add(verb)
        if tree.is_passive(verb) and how != "controller":
            agent = tree.first(verb, "obl:agent")
            return (agent, "agent") if agent is not None else (None, "none")
        subject = tree.first(verb, "nsubj", "nsubj:caus")
        if subject is None and (how == "controller" or tree.is_reflexive(verb)):
            subject = tree.first(verb, "nsubj:pass")
        if subject is None and tree.first(verb, "ccomp", "csubj") is None:
            subject = next((c for c in tree.deps(verb, "expl") if _is_personal(tree, c)), None)
        if subject is not None:
            return subject, how
        dep, head = tree.dep[verb], tree.head[verb]
        if dep == "conj" and (tree.is_verbal(head) or tree.pos[head] == "ADJ"):
            verb, how = head, "shared" if how == "subject" else how
        elif dep == "advcl" and _is_cleft(tree, verb):
            return head, "modified"
        elif dep in {"xcomp", "advcl", "ccomp"} and head != verb and not tree.is_finite(verb):
            verb, how = head, "controller"
        elif dep == "acl" and tree.has(verb, "VerbForm=Inf"):
            return None, "none"  # *efforts to confirm it*
        elif dep in {"acl", "acl:relcl"} and is_nominal(tree, head) and how != "controller":
            return head, "modified"
        elif dep == "parataxis" and not tree.is_finite(verb) and head != verb:
            verb, how = head, "controller"
        else:
            return None, "none"
    return None, "none"


def _is_cleft(tree: Tree, verb: int) -> bool:
    """*It was X that said it*: the parser took the pronoun for a conjunction."""
    head = tree.head[verb]
    relative = any(tree.pos[c] == "PRON" for c in tree.deps(verb, "mark"))
    return relative and is_nominal(tree, head) and tree.first(head, "cop") is not None


def _is_personal(tree: Tree, i: int) -> bool:
    """A subject pronoun that the parser took for an empty one."""
    return (
        tree.pos[i] == "PRON"
        and tree.has(i, "Person=3")
        and not tree.has(i, "Reflex=Yes")
        and tree.lower[i] not in {"se", "s'", "-t", "t", "there"}
    )


def of_reporter(
    tree: Tree, verb: int, source: int | None, how: str, lexicon: Lexicon
) -> tuple[int | None, str]:
    """The source of a participle that goes on reporting (*..., précisant que*): where its
    controller cannot speak, the subject of the nearest reporting verb above it."""
    above = tree.head[verb]
    relays = any(c.relays for c in lexicon.verbs.get(tree.lemma[above], ()))
    if relays and tree.dep[verb] in {"advcl", "xcomp", "acl"}:
        named = tree.first(above, "obj", "iobj", "det")
        if named is not None and named < verb:
            return named, "controller"
    if how in {"subject", "agent"} or (source is not None and _may_report(tree, source, lexicon)):
        return source, how
    if source is None and tree.is_passive(verb) and tree.is_finite(verb):
        return source, how  # *the union says [warnings] were ignored*: by nobody named
    for above in tree.ancestors(verb):
        cues = lexicon.verbs.get(tree.lemma[above], ())
        subject = tree.first(above, "nsubj")
        if subject is not None and any(c.cue_class == "speech" for c in cues):
            return subject, "controller"
    return source, how


def _may_report(tree: Tree, source: int, lexicon: Lexicon) -> bool:
    """Like ``may_speak``, with pronouns; a relative one is as good as the noun it stands for."""
    if tree.has(source, "PronType=Rel"):
        clause = tree.clause(source)
        noun = tree.head[clause]
        return noun == clause or may_speak(tree, noun, lexicon)
    return (
        tree.pos[source] == "PRON"
        or may_speak(tree, source, lexicon)
        or (kind_word(tree, source, lexicon) == "document")
    )


def of_noun(tree: Tree, noun: int, lexicon: Lexicon) -> tuple[int | None, str]:
    """Possessor, author or subject of a noun that reports: *his claim*, *the claim by X*."""
    owner = tree.first(noun, "nmod:poss")
    if owner is not None:
        return owner, "owner"
    for child in tree.deps(noun, "det"):
        if tree.has(child, "Poss=Yes"):
            return child, "owner"
    for child in tree.deps(noun, "nmod", "obl:agent", "obl"):
        if tree.case_of(child) in {"by", "from", "par", "of", "de", "du", "des", "d'"}:
            person = may_speak(tree, child, lexicon)
            if person:
                return child, "owner"
    verb = tree.head[noun]
    if tree.dep[noun] in {"obj", "xcomp", "obl"} and tree.is_verbal(verb):
        found, how = of_verb(tree, verb)
        if found is not None and found != noun:
            return found, how
    for child in tree.deps(noun, "amod", "compound"):
        if tree.shape_upper[child] and tree.pos[child] == "PROPN":
            return child, "owner"
    return None, "none"


def may_speak(tree: Tree, head: int, lexicon: Lexicon) -> bool:
    """Whether a phrase names somebody or something that speaks."""
    if tree.pos[head] == "PROPN" or tree.ent[head] in {"PER", "ORG"}:
        return True
    return kind_word(tree, head, lexicon) in SPEAKERS


def kind_word(tree: Tree, head: int, lexicon: Lexicon) -> str:
    """Which list of ``roles.toml`` the head of a phrase stands in; empty when in none."""
    lemma, lower = tree.lemma[head], tree.lower[head]
    for role in (
        "agency",
        "title",
        "office",
        "person",
        "group",
        "anonymous",
        "relation",
        "organization",
        "addressee",
        "place",
    ):
        nouns = lexicon.roles.nouns[role]
        if lemma in nouns or lower in nouns:
            return role
    if lemma in lexicon.roles.documents or lower in lexicon.roles.documents:
        return "document"
    return ""


def stretches(tree: Tree, head: int, how: str, lexicon: Lexicon) -> list[Stretch]:
    """The phrase of a source, with the titles before a name. The noun that a participle modifies
    gives up that participle."""
    if how == "modified":
        first, last = noun_phrase(tree, head)
        for child in tree.children[head]:
            if child > head and tree.dep[child] in {"acl", "acl:relcl"}:
                last = min(last, tree.left[child] - 1)
        while last > head and tree.pos[last] == "PUNCT":
            last -= 1
        return [(first, max(first, last))]
    if tree.pos[head] == "DET":
        return [(head, head)]
    first, last = noun_phrase(tree, head)
    for child in tree.deps(head, "nmod"):
        if child > head and hears(tree, child, lexicon):
            last = min(last, tree.left[child] - 1)
    return [(_before_titles(tree, first, lexicon), max(head, last))]


def hears(tree: Tree, i: int, lexicon: Lexicon) -> bool:
    """Whether a phrase names hearers (*à la presse*, *to reporters*), not what its noun is of."""
    listed = not {tree.lemma[i], tree.lower[i]}.isdisjoint(lexicon.roles.nouns["addressee"])
    return listed and tree.case_of(i) in lexicon.hearers


def _before_titles(tree: Tree, first: int, lexicon: Lexicon) -> int:
    """The first of the titles that stand before a name, which parsers tear off: *[Detective
    Inspector] Sheila Grant*, *[Sgt.] Kim Lee*."""
    start = tree.sentences[tree.sentence[first]][0] if tree.pos[first] == "PROPN" else first
    if start == first and first and tree.pos[first] == "PROPN":
        start = max(0, first - 4)  # a title that ends in a point may have ended the sentence
    at = first
    while at > start:
        before = at - 1
        if tree.word[before] == "." and before > start:
            before -= 1
        title = {tree.lower[before], tree.lower[before] + ".", tree.lemma[before]}
        if not tree.shape_upper[before] or title.isdisjoint(lexicon.roles.nouns["title"]):
            break
        at = before
    return at


def refined(tree: Tree, source: int, lexicon: Lexicon) -> str:
    """A coarse class of the source for scoring: what may speak, and what hardly can."""
    if tree.pos[source] in {"PRON", "DET"}:
        if tree.has(source, "PronType=Rel") or tree.has(source, "PronType=Int"):
            return "relative"
        if tree.has(source, "Person=1"):
            return "first"
        if tree.has(source, "Person=2"):
            return "second"
        row = lexicon.roles.pronouns.get(tree.lower[source])
        if row is not None:
            return "pronoun" if row.get("speaker") else "thing-pronoun"
        if tree.has(source, "PronType=Dem"):
            return "thing-pronoun"
        if tree.has(source, "Poss=Yes") or tree.has(source, "Person=3"):
            return "pronoun"
        return "indefinite"
    word = kind_word(tree, source, lexicon)
    if word:
        return word
    if tree.ent[source]:
        return "name-" + tree.ent[source].lower()
    if tree.pos[source] == "PROPN":
        return "name"
    if tree.shape_upper[source] and source > 0 and tree.pos[source] == "NOUN":
        return "capital"
    return "other"
