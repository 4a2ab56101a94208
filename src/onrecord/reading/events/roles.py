"""Who acts and who is acted upon: the slots of a frame, along Universal Dependencies."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from onrecord.reading.events.ability import Ability
from onrecord.reading.events.triggers import OF_DEEDS, REFLEXIVE, Trigger

_AGENTS = frozenset({"by", "par"})
#: Types that befall the noun of their own entry, things as well as people, and the slots of both.
_INSIDE_BEFALLS = frozenset({"SANCTION", "COERCE", "ASSAULT"})
_BEFALLS_THINGS = frozenset({"ASSAULT", "COERCE"})
_STRUCK = frozenset({"obj", "against", "on", "contre", "sur", "subj", "of", "at"})
#: Types of saying what one will do oneself: *promised Mali to withdraw*.
_OWN_DEEDS = frozenset({"AGREE", "THREATEN", "CONCEDE"})
#: Marks of what somebody is thanked for or accused of.
_FOR_WHAT = frozenset({"for", "of", "pour", "de", "d'"})
#: Obliques whom somebody asks to do something: *call [on] X to leave*.
_ASKED = frozenset({"on", "upon", "to", "for", "à", "au", "aux"})
_EXPLETIVE = ("expl", "expl:pv", "expl:pass", "expl:comp", "obj", "iobj")
#: Noun frames whose actor is the subject of the clause where none is named: *after a visit*.
_BY_THE_SUBJECT = frozenset({"visit", "with"})


class Roles:
    """The participants of the events of one Doc."""

    def __init__(self, ability: Ability) -> None:
        self.ability = ability
        self.tree = ability.tree
        self.lexicon = ability.lexicon
        self.words = ability.words
        self.events = ability.words.nouns

    def of(self, trigger: Trigger) -> tuple[list[int], list[int], str]:
        """Heads of actors and of recipients, and how they were found."""
        frame = trigger.word.frame
        find = self._of_verb if trigger.verb else self._of_noun
        actors, actor_slot = self._first(find, trigger, frame.actor)
        light = trigger.light
        if light is not None and not actors:
            actors = self._lent(light)
            actor_slot = "subject of the light verb" if actors else ""
        if not actors and not trigger.verb and frame.name in _BY_THE_SUBJECT:
            actors = self._of_clause(trigger.head)
            actor_slot = "subject of the clause" if actors else ""
        recipients, slot = self._first(find, trigger, frame.recipient)
        if not recipients:
            recipients, slot = self._instead(find, trigger, frame.recipient)
        recipients = [r for r in recipients if r not in actors]
        if light is not None and not recipients:
            slots = tuple(s for s in frame.recipient if s not in {"of", "poss", "de", "du", "des"})
            recipients = [r for r in self._slots(light, slots) if r not in actors]
        if light is not None and frame.reciprocal and actors and actor_slot != "subj":
            lent = self._lent(light)
            recipients += [r for r in lent if r not in actors and r not in recipients]
        how = f"actor {actor_slot or 'open'}, recipient {slot if recipients else 'open'}"
        if frame.reciprocal:
            actors, recipients = [*actors, *recipients], []
        return actors, recipients, how

    def _first(
        self, find: Callable[[Trigger, str], list[int]], trigger: Trigger, slots: Sequence[str]
    ) -> tuple[list[int], str]:
        for slot in slots:
            heads = self._able(find(trigger, slot))
            heads = [h for h in heads if h not in trigger.inside or self._befalls(trigger, h)]
            if heads:
                return heads, slot
        return [], ""

    def _instead(
        self, find: Callable[[Trigger, str], list[int]], trigger: Trigger, slots: Sequence[str]
    ) -> tuple[list[int], str]:
        """Where nobody who can act is acted upon: whose the thing is (*rejected [Egypt]'s offer*),
        of what is asked for or refused, what was struck or taken."""
        kind = trigger.word.type
        for slot in slots:
            things = [i for i in find(trigger, slot) if i not in trigger.inside]
            owners = [o for i in things for o in self._owners(i)]
            if self._able(owners):
                return self._able(owners), f"whose {slot} it is"
        if kind in OF_DEEDS and trigger.verb:
            found = self._of_deed(trigger.head)
            if found:
                return found, "of what it speaks of"
        if kind in _BEFALLS_THINGS:
            for slot in slots:
                things = [i for i in find(trigger, slot) if i not in trigger.inside]
                things = [i for i in things if self.tree.pos[i] in {"NOUN", "PROPN", "NUM"}]
                things = [i for i in things if self.tree.lemma[i] not in self.events]
                if things and slot in _STRUCK:
                    return things, f"{slot}, a thing"
        return [], ""

    def _befalls(self, trigger: Trigger, inside: int) -> bool:
        """Whether the noun of an entry is whom it befalls: *expelled two [diplomats]*."""
        return trigger.word.type in _INSIDE_BEFALLS and self.tree.pos[inside] in {"NOUN", "PROPN"}

    def _of_deed(self, verb: int) -> list[int]:
        """Who should do what somebody asks for, else whom it would befall: *asked [Rabat] to take
        them back*, *refused to meet [the premier]*."""
        tree = self.tree
        for deed in tree.deps(verb, "xcomp", "ccomp"):
            subject = tree.subject(deed)
            own = self._able([] if subject is None else [subject])
            if own and own != self._able(self._subject(verb)):
                return own
            befallen = [*tree.deps(deed, "obj", "iobj")]
            befallen += [c for c in tree.children[deed] if tree.dep[c].startswith("obl")]
            if self._able(befallen):
                return self._able(befallen)[:1]
        return []

    def _owners(self, noun: int) -> list[int]:
        found = list(self._possessors(noun))
        for of in (*sorted(self.lexicon.naming.of), "of", "by", "par", "from", "with", "avec"):
            found += [m for m in self._modifiers(noun, of) if m not in found]
        return found

    # ------------------------------------------------------------------ verbs

    def _of_verb(self, trigger: Trigger, slot: str) -> list[int]:
        tree, verb = self.tree, trigger.head
        if slot == "subj":
            return self._subject(verb)
        if slot == "obj":
            return self._object(verb)
        if slot == "iobj":
            return [*tree.deps(verb, "iobj"), *self._receiver(verb)]
        if slot.startswith("~"):
            return [m for i in trigger.inside for m in self._modifiers(i, slot[1:])]
        found = self._obliques(verb, slot)
        for inside in trigger.inside:  # "launch an attack on X"
            if inside != verb:
                found += self._modifiers(inside, slot)
        for noun in tree.deps(verb, "obj", "obl", "obl:arg"):
            if noun not in trigger.inside and noun not in found:
                found += [m for m in self._modifiers(noun, slot) if slot not in {"of", "de", "du"}]
        return found

    def _lent(self, light: int) -> list[int]:
        """The subject of a light verb; of an event that includes another, who takes part in it:
        *[Kim]'s visit included talks*."""
        tree = self.tree
        subjects = self._subject(light)
        found: list[int] = []
        for subject in subjects:
            above = tree.head[subject]
            if tree.dep[subject] == "nmod" and tree.lemma[above] in self.events:
                subject = above  # a relative clause that the parser hung too low
            if tree.lemma[subject] in self.events:
                found += self._possessors(subject)
                found += [m for of in self.lexicon.naming.of for m in self._modifiers(subject, of)]
                found = self._able(found) or self._of_clause(subject)
            else:
                found += self._able([subject])
        return found

    def _of_clause(self, noun: int) -> list[int]:
        """The subject of the clause that an event noun is an adverbial of: *after a visit, [Kim]
        went home*; whom a possessive means as well: *during his visit*."""
        tree = self.tree
        own = any(tree.has(c, "Poss=Yes") for c in tree.children[noun])
        if not (tree.dep[noun].startswith("obl") or (own and tree.dep[noun] == "nmod")):
            return []
        verb = tree.clause(noun)
        if tree.lemma[verb] in self.lexicon.verbs:  # "X went home, agencies said, after a visit"
            told = next((c for c in tree.deps(verb, "ccomp", "parataxis") if c < verb), None)
            verb = verb if told is None else told
            if told is None and tree.dep[verb] == "parataxis":
                verb = tree.head[verb]
        return self._able(self._subject(verb)) if tree.pos[verb] in {"VERB", "AUX"} else []

    def _receiver(self, verb: int) -> Iterator[int]:
        """*give [Moldova] 40 million euros*: parsers hang the receiver on the gift."""
        tree = self.tree
        for gift in tree.deps(verb, "obj"):
            first = tree.left[gift]
            named = tree.dep[first] == "compound" and tree.pos[first] == "PROPN"
            counted = tree.pos[min(first + 1, tree.size - 1)] in {"NUM", "DET", "SYM"}
            if first == verb + 1 and named and counted:
                yield first

    def _slots(self, verb: int, slots: Sequence[str]) -> list[int]:
        for slot in slots:
            heads = self._able(self._obliques(verb, slot))
            if heads:
                return heads
        return []

    def _subject(self, verb: int, deep: int = 0) -> list[int]:
        """The deep subject: of a passive whom *by* names, of an infinitive that of its governor."""
        tree = self.tree
        if deep > 4:
            return []
        if self._is_passive(verb):
            return self._agents(verb)
        own = tree.subject(verb)
        if own is not None:
            return self._relative(own, verb)
        above, dep = tree.head[verb], tree.dep[verb]
        if dep == "conj" and above != verb:
            return self._subject(above, deep + 1) if tree.pos[above] in {"VERB", "AUX"} else []
        if dep in {"acl", "amod"} and not self._is_participle_past(verb):
            own = self.ability.may_act(above) or tree.pos[tree.head[above]] != "VERB"
            if own or any(tree.deps(verb, "mark", "case")):
                return [above]
            return self._subject(tree.head[above], deep + 1)  # "posted a letter urging X to act"
        if dep in {"xcomp", "advcl", "ccomp"} and above != verb and not tree.is_finite(verb):
            kinds = {e.type for e in self.words.verbs.get(tree.lemma[above], ())}
            objects: list[int] = []
            for_it = dep == "advcl" and tree.case_of(verb) in _FOR_WHAT
            own_deed = bool(kinds & _OWN_DEEDS) and "REQUEST" not in kinds
            if (dep == "xcomp" and not own_deed) or for_it or "ACCUSE" in kinds:
                objects = [*self._object(above), *tree.deps(above, "iobj")]
            if not self._able(objects) and "REQUEST" in kinds:
                objects = [
                    c
                    for c in tree.children[above]
                    if tree.dep[c].startswith("obl") and tree.case_of(c) in _ASKED and c < verb
                ]
            return self._able(objects) or self._subject(above, deep + 1)
        if dep == "acl" and tree.pos[above] == "NOUN" and tree.pos[tree.head[above]] == "VERB":
            return self._subject(tree.head[above], deep + 1)
        return []

    def _agents(self, verb: int) -> list[int]:
        """Whom *by* names; parsers hang it on a noun between: *shot in their homes [by troops]*."""
        tree = self.tree
        beneath = [c for c in tree.children[verb] if tree.dep[c].startswith("obl")]
        found = [c for c in beneath if (tree.case_of(c).split() or [""])[0] in _AGENTS]
        if found:
            return found
        return [m for c in beneath for slot in sorted(_AGENTS) for m in self._modifiers(c, slot)]

    def _object(self, verb: int) -> list[int]:
        tree = self.tree
        if self._is_passive(verb):
            subject = tree.subject(verb)
            if subject is not None:
                return self._relative(subject, verb)
            if tree.dep[verb] in {"acl", "amod"}:
                return [tree.head[verb]]
            if tree.dep[verb] == "conj":
                return self._object(tree.head[verb])
            return []
        found = list(tree.deps(verb, "obj"))
        return [h for i in found for h in self._relative(i, verb)]

    def _is_passive(self, verb: int) -> bool:
        tree = self.tree
        if any(tree.lower[c] in REFLEXIVE for c in tree.deps(verb, *_EXPLETIVE)):
            return False  # "s'est rendue", which parsers take for a passive
        if tree.is_passive(verb):
            return True
        if not self._is_participle_past(verb):
            return False
        if tree.dep[verb] in {"acl", "amod"}:
            return True
        first = tree.conjuncts_first(verb)
        return first != verb and tree.subject(verb) is None and tree.is_passive(first)

    def _is_participle_past(self, verb: int) -> bool:
        tree = self.tree
        return tree.has(verb, "VerbForm=Part") and tree.has(verb, "Tense=Past")

    def _relative(self, i: int, verb: int) -> list[int]:
        """*The rebels [who] attacked*: who is meant by a relative pronoun."""
        tree = self.tree
        if tree.has(i, "PronType=Rel") or tree.lower[i] in {"who", "which", "that", "qui", "que"}:
            at = verb
            while tree.dep[at] == "conj" and tree.head[at] != at:
                at = tree.head[at]
            if tree.dep[at] in {"acl:relcl", "acl"}:
                return [tree.head[at]]
        return [i]

    def _obliques(self, verb: int, slot: str) -> list[int]:
        """Obliques of an adposition; *between A and B* holds both."""
        tree = self.tree
        return [
            c
            for c in tree.children[verb]
            if (tree.dep[c].startswith(("obl", "nmod", "advmod")) or tree.dep[c] == "iobj")
            and self._has_case(c, slot)
        ]

    def _has_case(self, i: int, slot: str) -> bool:
        case = self.tree.case_of(i)
        return case == slot or case.startswith(slot + " ")

    # ------------------------------------------------------------------ nouns

    def _of_noun(self, trigger: Trigger, slot: str) -> list[int]:
        tree, noun = self.tree, trigger.head
        if slot == "poss":
            return [p for i in (noun, *trigger.inside) for p in self._possessors(i)]
        if slot == "sort":
            return [c for c in tree.deps(noun, "compound") if tree.pos[c] == "NOUN"]
        found = self._modifiers(noun, slot)
        for inside in trigger.inside:  # "un tir de missile de l'Iran"
            found += [m for m in self._modifiers(inside, slot) if m not in found]
        if not found and trigger.light is not None and slot not in {"of", "de", "du", "des", "d'"}:
            found = self._obliques(trigger.light, slot)
        if not found and slot in _AGENTS:
            for clause in tree.deps(noun, "acl"):  # "an attack claimed by X"
                found += self._obliques(clause, slot)
            for other in tree.deps(noun, "nmod"):  # "the massacre of villagers by X"
                found += self._modifiers(other, slot)
        return found

    def _modifiers(self, noun: int, slot: str) -> list[int]:
        tree = self.tree
        return [
            c
            for c in tree.children[noun]
            if tree.dep[c] in {"nmod", "obl", "obl:arg", "obl:mod", "appos"}
            and self._has_case(c, slot)
        ]

    def _possessors(self, noun: int) -> Iterator[int]:
        tree = self.tree
        for c in tree.children[noun]:
            if (
                tree.dep[c] == "nmod:poss"
                or (tree.dep[c] == "compound" and tree.pos[c] == "PROPN")
                or (tree.dep[c] in {"amod", "compound"} and self.ability.is_demonym(c))
            ):
                yield c

    def _able(self, heads: Sequence[int]) -> list[int]:
        """Heads of those who can act, with what is joined to them by *and*."""
        found: list[int] = []
        for head in heads:
            every = [head, *(c for c in self.tree.deps(head, "conj"))]
            for each in every:
                if self.ability.may_act(each) and each not in found:
                    found.append(each)
        return found
