"""What is set between a verb and what it reports, and clauses on who said the rest of a sentence.

*a indiqué, lors d'un point de presse, que Y*; *as X told Z, Y*; *Y, comme l'a dit X*. Parsers hang
the content of the first on whatever stands between, and take what is told in the second for a
clause under its verb or over it, so that both are found by their words.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.knowledge.lexicon import Cue, Lexicon
from onrecord.language.syntax import Tree
from onrecord.reading.statements import sources
from onrecord.reading.statements.candidates import Candidate, Passage
from onrecord.reading.statements.extents import Stretch, noun_phrase, pieces_of, verb_group
from onrecord.reading.statements.framed import of_verb
from onrecord.reading.statements.incises import fixed_words, subject_after

#: Words between a verb and the comma behind which something is set in, and of what is.
HEARER, ASIDE = 8, 20
#: Words between *as* and its verb.
SPEAKER = 14
_EDGES = frozenset({",", '"', "''"})
_BREAKS = frozenset({'"', "''", "``", ";", ":", "(", ")"})


def set_off(passage: Passage, head: int, cue: Cue, lexicon: Lexicon) -> Iterator[Candidate]:
    """*X said, without giving details, that Y*; *X a assuré, lundi devant la presse, que Y*."""
    tree = passage.tree
    if "clause" not in cue.takes or not tree.is_finite(head):
        return
    last = verb_group(tree, head, fixed_words(tree, head, cue))[1]
    end = tree.sentences[tree.sentence[head]][1]
    commas = 0
    for i in range(last + 1, min(end - 2, last + HEARER + ASIDE)):
        if tree.word[i] in _BREAKS or tree.has(i, "VerbForm=Fin"):
            return
        commas += tree.word[i] == ","
        if not commas and i > last + HEARER:
            return
        if commas > 1 and tree.word[i] == "," and _is_opener(tree, i + 1, lexicon):
            clause = tree.head[i + 1]
            while not tree.is_verbal(clause) and tree.head[clause] > i:
                clause = tree.head[clause]  # *that* taken for an article: *that protection fades*
            until = tree.right[clause] if clause > i + 1 else end - 1
            content = pieces_of(tree, (i + 1, until), [])
            yield of_verb(passage, "clause", cue, head, content, clause, lexicon)
            return


def _is_opener(tree: Tree, i: int, lexicon: Lexicon) -> bool:
    """Whether a word opens something said: *that*, *que*, and no relative clause."""
    return tree.lower[i] in lexicon.openers and not tree.has(i, "PronType=Rel")


def likened(passage: Passage, head: int, cue: Cue, lexicon: Lexicon) -> Iterator[Candidate]:
    """*As X said on Monday, Y*; *Y, comme l'a dit X à Z*: what the rest of the sentence tells."""
    tree = passage.tree
    if cue.cue_class != "speech" or not {"clause", "quote"} & cue.takes:
        return
    if not tree.is_finite(head):
        return
    start, end = tree.sentences[tree.sentence[head]]
    first, last = verb_group(tree, head, fixed_words(tree, head, cue))
    opener = _opener_before(tree, first, start, lexicon)
    if opener is None:
        return
    subject = tree.subject(head)
    if subject is None or not opener < subject < first or tree.word[subject].endswith("'"):
        subject = subject_after(tree, head, last, lexicon)
    if subject is None or (subject > last and not _speaks(tree, subject, lexicon)):
        return
    if subject < first and _has_own(tree, head, cue):
        return
    close = _close(tree, max(last, subject), end)
    if close is None or _has_finite(tree, last + 1, close):
        return
    told = (close + 1, end - 1) if opener == start else (start, opener - 1)
    if not _has_finite(tree, told[0], told[1] + 1):
        return
    if opener > start and tree.lemma[tree.clause(opener - 2)] in lexicon.verbs:
        return  # *X a démenti Y, comme l'affirme Z*: Z says Y
    begin, until = noun_phrase(tree, subject)
    hearers = (c for c in tree.deps(subject, "nmod") if tree.case_of(c) in lexicon.hearers)
    until = min([until, close - 1, *(tree.left[c] - 1 for c in hearers if subject > last)])
    content = pieces_of(tree, told, [])
    yield _told_by(passage, "likened", cue, head, (first, last), content, subject, (begin, until))


def _told_by(
    passage: Passage,
    rule: str,
    cue: Cue,
    head: int,
    group: Stretch,
    content: list[Stretch],
    subject: int,
    phrase: Stretch,
) -> Candidate:
    """A candidate of which the words show who says it."""
    return Candidate(
        passage=passage,
        rule=rule,
        cue=cue,
        head=head,
        cue_stretch=group,
        content=content,
        source=subject,
        source_is="subject",
        source_stretches=[phrase],
    )


def _has_finite(tree: Tree, start: int, end: int) -> bool:
    """Whether a finite verb stands in ``range(start, end)``."""
    return any(tree.has(i, "VerbForm=Fin") for i in range(start, end))


def _speaks(tree: Tree, subject: int, lexicon: Lexicon) -> bool:
    """Whether a phrase names who may say something, be it a document: not *the day before*."""
    document = tree.lemma[subject] in lexicon.roles.documents
    return document or tree.pos[subject] == "PRON" or sources.may_speak(tree, subject, lexicon)


def _opener_before(tree: Tree, first: int, start: int, lexicon: Lexicon) -> int | None:
    """Where *as* stands that opens the clause of a verb: first in its sentence, or behind a comma,
    without another verb between."""
    for i in range(first - 1, max(start, first - SPEAKER) - 1, -1):
        if tree.has(i, "VerbForm=Fin") or tree.word[i] in _BREAKS:
            return None
        for words in lexicon.likens:
            opener = i - len(words) + 1
            if opener >= start and tuple(tree.lower[opener : i + 1]) == words:
                return opener if opener == start or tree.word[opener - 1] == "," else None
    return None


def _has_own(tree: Tree, head: int, cue: Cue) -> bool:
    """Whether a verb says what is said itself: *as X announced the deal, ...* tells when; not
    *comme X l'avait annoncé*."""
    heard = cue.addressee == "object"
    if any(tree.dep[c] == "obj" and tree.pos[c] == "PRON" for c in range(tree.left[head], head)):
        return False
    return any(
        tree.dep[c] in {"obj", "xcomp"} and not (heard and tree.dep[c] == "obj")
        for c in tree.children[head]
        if c > head and sources.is_nominal(tree, c)
    )


def _close(tree: Tree, behind: int, end: int) -> int | None:
    """The comma or the end that closes a clause, behind its verb and its speaker with a name that
    stands beside: *comme l'a dit la maire, Iris Lund, à la radio*."""
    commas = [i for i in range(behind + 1, end) if tree.word[i] == ","]
    named = len(commas) > 1 and commas[0] == behind + 1
    if named and all(tree.shape_upper[commas[0] + 1 : commas[1]]):
        commas = _behind_name(tree, commas)
    close = commas[0] if commas else end - 1
    return None if _BREAKS & set(tree.word[behind + 1 : close]) else close


def _behind_name(tree: Tree, commas: list[int]) -> list[int]:
    """The commas from that on which closes the clause: right behind the name, but where a hearer
    follows it."""
    hearer = len(commas) > 2 and tree.pos[commas[1] + 1] == "ADP"
    return commas[2:] if hearer else commas[1:]


def closing(passage: Passage, head: int, cue: Cue, lexicon: Lexicon) -> Iterator[Candidate]:
    """*Y, the mayor, Iris Lund, said on Monday*; *Y, a senior official told Z*: parsers hang who
    says it on what is said, where no more than a comma stands between."""
    tree = passage.tree
    if cue.cue_class != "speech" or not {"clause", "quote"} & cue.takes:
        return
    start = tree.sentences[tree.sentence[head]][0]
    first, last = verb_group(tree, head, fixed_words(tree, head, cue))
    own = any(c > head for c in tree.deps(head, "ccomp", "xcomp"))
    if own or not tree.is_finite(head) or tree.pos[start] == "SCONJ":
        return
    speaker = _speaker_before(tree, first, start, lexicon)
    if speaker is None or not speaker[0] > start + 1:
        return
    begin, until, named = speaker
    known = tree.subject(head)
    if known is not None and begin <= known <= until:
        return  # the other rules find it
    told = pieces_of(tree, (start, begin - 1), [])
    if not told or not _has_finite(tree, start, begin):
        return
    yield _told_by(passage, "closing", cue, head, (first, last), told, named, (begin, until))


def _speaker_before(
    tree: Tree, first: int, start: int, lexicon: Lexicon
) -> tuple[int, int, int] | None:
    """The phrase between a comma and a verb that names who speaks, and its name or office where
    commas set one off: its first and last word, and its head."""
    until = first - 1 - (tree.word[first - 1] == ",")
    begin = _phrase_start(tree, until, start)
    if begin is None:
        return None
    if until < first - 1:  # *the mayor, Iris Lund,*; *Iris Lund, head of the union,*
        other = _phrase_start(tree, begin - 2, start) if tree.word[begin - 1] == "," else None
        if other is None or not (
            _is_named(tree, begin, until) or _is_named(tree, other, begin - 2)
        ):
            return None
        begin = other
    inside = range(begin, until + 1)
    nouns = [i for i in inside if tree.pos[i] in {"NOUN", "PROPN"}]
    if until not in nouns or any(tree.pos[i] == "VERB" for i in inside):
        return None
    named = next((i for i in nouns if tree.head[i] not in inside or tree.head[i] == i), None)
    if named is None or not any(sources.may_speak(tree, i, lexicon) for i in nouns):
        return None
    return begin, until, named


def _phrase_start(tree: Tree, end: int, start: int) -> int | None:
    """Where a noun phrase begins that ends here, behind a comma or a closing mark."""
    begin = end + 1
    while begin - 1 > start and tree.word[begin - 1] not in _EDGES:
        begin -= 1
        if tree.has(begin, "VerbForm=Fin") or end - begin > SPEAKER or tree.word[begin] in _BREAKS:
            return None
    opens = tree.pos[begin] in {"ADP", "CCONJ", "SCONJ"} or (
        tree.pos[begin] == "PRON" and not tree.has(begin, "Poss=Yes")
    )
    return None if begin > end or begin - 1 <= start or opens else begin


def _is_named(tree: Tree, begin: int, until: int) -> bool:
    """Whether words are a name and no more."""
    return all(tree.shape_upper[begin : until + 1])
