"""Words that tell an event: verbs with what hangs on them, and event nouns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.knowledge.eventwords import EventWord, EventWords
from onrecord.language.syntax import CLAUSAL, Tree

#: Relations under which the words of an entry stand.
_NOMINAL = frozenset(
    {"obj", "iobj", "obl", "obl:arg", "obl:mod", "obl:agent", "nsubj:pass", "nmod"}
)
_SMALL = frozenset(
    {"compound:prt", "compound", "advmod", "expl", "expl:pv", "expl:comp", "expl:pass"}
)
_BESIDE_NOUN = frozenset({"compound", "amod", "nmod", "nmod:poss", "flat", "appos", "acl", "obl"})
#: Types that are words about other deeds.
OF_DEEDS = frozenset({"REQUEST", "REJECT", "THREATEN", "AGREE", "CONCEDE"})
#: Adpositions of what only sorts, where no article follows.
_SORTS = frozenset({"de", "d'"})
REFLEXIVE = frozenset({"se", "s'"})
#: Modes of measures that are in force until they are lifted.
_EASED = frozenset({"curfew", "restrict", "martial-law", "discontinue"})
#: Modes of deeds that a participle tells of whom they befell, as an ASSAULT does: *[jailed]
#: activists*. What is occupied or banned tells how things stand.
_BEFELL = frozenset({"arrest", "deport", "convict", "expel"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """``head`` is the verb or noun, ``inside`` the tokens of the entry's other words, ``light`` the
    verb that lends an event noun its subject, ``verb`` tells whether the head is read as a verb."""

    head: int
    word: EventWord
    inside: tuple[int, ...] = ()
    light: int | None = None
    verb: bool = False

    @property
    def verbal(self) -> int:
        """The token whose clause the event stands in."""
        return self.head if self.light is None else self.light


def triggers(tree: Tree, words: EventWords, calendar: frozenset[str]) -> list[Trigger]:
    """The events that the words of a Doc may tell, in text order. A noun that belongs to a verb's
    entry tells none by itself. ``calendar`` are words for days and months: *called on Monday* is no
    *call on*."""
    found: list[Trigger] = []
    taken: set[int] = set()
    for i in range(tree.size):
        # "armed men", "the besieged town", "des hommes armés"
        alone = not any(tree.dep[c].startswith("obl") for c in tree.children[i])
        sorts = tree.dep[i] == "amod" and (tree.head[i] > i or alone)
        verb = tree.pos[i] in {"VERB", "AUX"} and not _is_in_name(tree, i)
        verb = verb and not _is_gerund(tree, i)
        if verb and not _is_date(tree, i, calendar):
            trigger = _of_verb(tree, i, words, calendar)
            if trigger is not None and (not sorts or _befell(tree, trigger)):
                found.append(trigger)
                taken.update(i for i in trigger.inside if not _is_deed(tree, i, trigger, words))
    for i in range(tree.size):
        noun = tree.pos[i] in {"NOUN", "PROPN"} or _is_gerund(tree, i)
        noun = noun and i not in taken and not _is_in_name(tree, i)
        known = noun and _tells(tree, i, words)
        if known and not _is_date(tree, i, calendar) and not _only_sorts(tree, i, words):
            trigger = _of_noun(tree, i, words)
            if trigger is not None:
                found.append(trigger)
    return sorted(found, key=lambda t: t.head)


def _is_gerund(tree: Tree, i: int) -> bool:
    """Whether a participle stands as a noun: *killed in police [firing]*."""
    if tree.pos[i] != "VERB" or not (tree.has(i, "VerbForm=Part") and tree.has(i, "Tense=Pres")):
        return False
    stands = tree.dep[i] in _NOMINAL or tree.dep[i].startswith("obl") or tree.dep[i] == "nsubj"
    return stands and any(tree.deps(i, "compound", "det", "amod"))


def _is_deed(tree: Tree, i: int, trigger: Trigger, words: EventWords) -> bool:
    """Whether a word of an entry tells an event of its own: what is asked for or refused does, a
    curfew that is lifted does not."""
    if trigger.word.type not in OF_DEEDS or not _tells(tree, i, words):
        return False
    modes = {e.mode for form in _noun_forms(tree, i) for e in words.nouns.get(form, ())}
    return trigger.word.type != "CONCEDE" or not modes & _EASED


def _befell(tree: Tree, trigger: Trigger) -> bool:
    """Whether a participle that sorts a noun tells what was done to it: *[slain] officers*, not
    *[armed] men*."""
    done = tree.has(trigger.head, "VerbForm=Part") and tree.has(trigger.head, "Tense=Past")
    befell = trigger.word.type == "ASSAULT" or trigger.word.mode in _BEFELL
    return done and befell and not trigger.inside


def _is_date(tree: Tree, i: int, calendar: frozenset[str]) -> bool:
    """Whether a word names a day or month: in a capital, or beside a number (*march 15*)."""
    if tree.lower[i] not in calendar:
        return False
    beside = [n for n in (i - 1, i + 1) if 0 <= n < tree.size]
    return tree.shape_upper[i] or any(tree.word[n].isdecimal() for n in beside)


def _is_in_name(tree: Tree, i: int) -> bool:
    """Whether a word in a capital goes on with a name: *[United] Nations*, *[Strike] Force*."""
    start, end = tree.sentences[tree.sentence[i]]
    if not tree.shape_upper[i] or (tree.pos[i] == "VERB" and _is_titled(tree, start, end)):
        return False
    near = [n for n in (i - 1, i + 1) if 0 <= n < tree.size and tree.shape_upper[n]]
    named = any(tree.pos[n] == "PROPN" for n in near)
    return named or (bool(tree.ent[i]) and i > start)


def _is_titled(tree: Tree, start: int, end: int) -> bool:
    """Whether a sentence writes most words in capitals, as headlines do."""
    words = [i for i in range(start, end) if tree.word[i][:1].isalpha()]
    return 2 * sum(tree.shape_upper[i] for i in words) > len(words)


def _of_verb(tree: Tree, verb: int, words: EventWords, calendar: frozenset[str]) -> Trigger | None:
    known = (form for form in (_joined(tree, verb), tree.lemma[verb]) if form in words.verbs)
    form = next(known, None)
    if form is None:
        return None
    heads, beside = _hanging(tree, verb, calendar)
    for entry in words.verbs[form]:
        wanted = [word for word in entry.words if word != "not"]
        if len(wanted) < len(entry.words) and not tree.has(verb, "Polarity=Neg"):
            continue
        at = [heads.get(word, beside.get(word, -1)) for word in wanted]
        # What stands beside an object counts behind the object: an attack submarine is no attack.
        if -1 in at or (wanted and not any(word in heads for word in (wanted[0], wanted[-1]))):
            continue
        if entry.mode == "visit" and any(tree.dep[i] == "mark" for i in at):
            continue  # "going to pay"
        return Trigger(head=verb, word=entry, inside=tuple(at), verb=True)
    return None


def _hanging(
    tree: Tree, verb: int, calendar: frozenset[str]
) -> tuple[dict[str, int], dict[str, int]]:
    """The words that hang on a verb, by lemma and form: particles, objects and obliques, their
    adpositions, the verbs of infinitives; and those that stand beside its nouns."""
    heads: dict[str, int] = {}
    beside: dict[str, int] = {}
    reflexive = any(tree.lower[c] in REFLEXIVE for c in tree.children[verb])
    for child in tree.children[verb]:
        dep = tree.dep[child]
        if reflexive and dep == "nsubj:pass":  # "les forces se sont retirées": they act
            continue
        if dep in _SMALL or (dep in {"obj", "iobj"} and tree.pos[child] == "PRON"):
            itself = tree.lower[child] in REFLEXIVE
            heads.update([("se", child)] if itself else _forms(tree, child))
        elif dep in _NOMINAL or dep.startswith("obl"):
            heads.update(_forms(tree, child))
            dated = tree.lower[child] in calendar or tree.pos[child] == "NUM"
            for case in () if dated else tree.deps(child, "case"):
                heads[tree.case_of(child)] = case
                heads.update((word, case) for word in tree.case_of(child).split())
            for below in tree.children[child]:
                if tree.dep[below] in _BESIDE_NOUN and tree.dep[below] not in CLAUSAL:
                    judged = tree.pos[below] == "ADJ" and tree.dep[below] != "amod"
                    (heads if judged else beside).update(_forms(tree, below))
        elif dep in {"xcomp", "ccomp"} or tree.pos[child] == "ADP":
            heads.update(_forms(tree, child))
            marks = tree.deps(child, "mark") if dep == "xcomp" else ()
            heads.update((tree.lower[mark], mark) for mark in marks)
    return heads, beside


def _forms(tree: Tree, i: int) -> Iterator[tuple[str, int]]:
    yield tree.lemma[i], i
    yield tree.lower[i], i
    if _joined(tree, i):
        yield _joined(tree, i), i


def _tells(tree: Tree, i: int, words: EventWords) -> bool:
    return any(form in words.nouns for form in _noun_forms(tree, i))


def _noun_forms(tree: Tree, i: int) -> tuple[str, ...]:
    """What a noun may be listed as; lemmas take gerunds for verbs (*the killing of*)."""
    return _joined(tree, i), tree.lemma[i], tree.lower[i], tree.lower[i].removesuffix("s")


def _joined(tree: Tree, i: int) -> str:
    """A word with the one that a hyphen ties to it: *cease-fire*, which tokenizers part."""
    if i < 2 or tree.word[i - 1] != "-" or tree.space[i - 1] or tree.space[i - 2]:
        return ""
    return f"{tree.lower[i - 2]}-{tree.lemma[i]}"


def _only_sorts(tree: Tree, noun: int, words: EventWords) -> bool:
    """Whether a noun only tells what sort another one is: *[attack] helicopter*, *navire de
    [guerre]*."""
    if tree.dep[noun] == "compound":
        return True
    if tree.lemma[tree.head[noun]] in words.quantities:  # "two nights of riots"
        return False
    bare = not any(tree.dep[c] in {"det", "nummod", "nmod:poss"} for c in tree.children[noun])
    sorts = tree.dep[noun] == "nmod" and tree.case_of(noun) in _SORTS
    return sorts and bare and not any(tree.deps(noun, "nmod"))


def _of_noun(tree: Tree, noun: int, words: EventWords) -> Trigger | None:
    beside: dict[str, int] = {}
    for child in tree.children[noun]:
        if tree.dep[child] in _BESIDE_NOUN:
            beside.update(_forms(tree, child))
            for below in tree.deps(child, "nmod", "amod", "compound"):
                beside.update(_forms(tree, below))
    forms = dict.fromkeys(_noun_forms(tree, noun))
    for entry in (entry for form in forms for entry in words.nouns.get(form, ())):
        at = [beside.get(word) for word in entry.words]
        if all(i is not None for i in at):
            inside = tuple(i for i in at if i is not None)
            return Trigger(head=noun, word=entry, inside=inside, light=_light(tree, noun, words))
    return None


def _light(tree: Tree, noun: int, words: EventWords) -> int | None:
    """The light verb over an event noun: *[carried out] an attack*, *took part in talks*."""
    noun = tree.conjuncts_first(noun)
    verb = tree.head[noun]
    dep = tree.dep[noun]
    if tree.pos[verb] != "VERB" or not (dep in {"obj", "nsubj:pass"} or dep.startswith("obl")):
        return None
    forms = [tree.lemma[verb]]
    forms += [f"{tree.lemma[verb]} {tree.lower[c]}" for c in tree.deps(verb, "compound:prt")]
    case = tree.case_of(noun)
    if dep.startswith("obl"):
        forms = [f"{form} {case}" for form in forms]
        forms += [f"take part {case}"] if case == "in" and tree.first(verb, "obj") else []
    return verb if any(form in words.light for form in forms) else None
