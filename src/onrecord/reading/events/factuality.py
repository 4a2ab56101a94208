"""How an event is told: as stated, denied, planned or possible (after Saurí and Pustejovsky 2009,
cut to what PLOVER's auxiliary modes ask for).

What stands over an event counts from the nearest word outwards; a denial anywhere denies. Whether
somebody's statement holds the event is not known here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.knowledge.eventwords import EventWords
from onrecord.knowledge.lexicon import Lexicon
from onrecord.language.syntax import Tree
from onrecord.model.event import Factuality
from onrecord.reading.events.triggers import REFLEXIVE, Trigger

_BENEATH = frozenset({"xcomp", "ccomp", "obj", "csubj", "obl:arg", "csubj:pass", "nsubj:pass"})
_ORDER: tuple[Factuality, ...] = ("denied", "possible", "planned", "stated")
_MODIFIES = frozenset({"amod", "advmod", "acl", "nmod", "compound"})
_HANGS_ON_NOUN = frozenset({"nmod", "acl", "obl", "obl:arg", "compound"})
_OF_COMPLEMENTS = frozenset({"of", "for", "to", "from", "de", "d'", "à", "with", "against", "over"})
#: Tokens before an event in which a word that keeps it open is looked for.
NEAR = 6
#: Tokens behind a headline's colon that may be a reply, and a bare source.
LONGEST_REPLY, LONGEST_SOURCE = 10, 5
#: Prepositions of a noun without which an event did not take place.
_WITHOUT = frozenset({"without", "sans", "despite no", "faute de"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """``reported`` tells that a verb of speech stands over the event; ``because`` names the words
    that show how it is told."""

    factuality: Factuality
    reported: bool
    because: str


class Telling:
    def __init__(self, tree: Tree, lexicon: Lexicon, words: EventWords) -> None:
        self.tree = tree
        self.lexicon = lexicon
        self.words = words

    def of(self, trigger: Trigger) -> Told:
        signs = list(dict.fromkeys(self._signs(trigger)))
        reported = self._is_reported(trigger)
        for kind in _ORDER:
            shown = [why for found, why in signs if found == kind]
            if shown:
                return Told(factuality=kind, reported=reported, because="; ".join(shown))
        near = self._near(trigger.head)
        if near is not None:
            return Told(factuality=near[0], reported=reported, because=near[1])
        return Told(factuality="stated", reported=reported, because="told as it is")

    def _near(self, head: int) -> tuple[Factuality, str] | None:
        """A net under the tree, which parsers get wrong: a word right before an event, or anywhere
        in a sentence of what is not real, keeps it from being told as a fact."""
        tree = self.tree
        start, end = tree.sentences[tree.sentence[head]]
        for i in range(start, end):
            if tree.lemma[i] in self.words.unreal:
                return "possible", f"“{tree.word[i]}” in its sentence"
        for i in range(head - 1, max(head - 1 - NEAR, start - 1), -1):
            relative = tree.has(i, "PronType=Rel")
            if relative and self.words.noun_makes.get(tree.lemma[max(i - 1, 0)]):
                continue
            if tree.pos[i] == "PUNCT" or relative:
                return None
            bare = tree.lower[i].removesuffix("s")
            kind = self.words.noun_makes.get(tree.lemma[i]) or self.words.noun_makes.get(bare)
            if tree.pos[i] in {"VERB", "AUX"} or kind is None:
                kind = self.words.makes.get(tree.lemma[i])
            if kind is not None and tree.pos[i] in {"VERB", "NOUN", "PROPN", "ADJ", "AUX"}:
                return kind, f"“{tree.word[i]}” right before it"
        return None

    def _signs(self, trigger: Trigger) -> Iterator[tuple[Factuality, str]]:
        tree = self.tree
        for head in dict.fromkeys((trigger.head, *trigger.inside, trigger.verbal)):
            yield from self._marks(head)
        at, seen = trigger.head, {trigger.head}
        yield from self._on_predicate(trigger.verbal)
        while tree.head[at] not in seen:
            above, dep = tree.head[at], tree.dep[at]
            if above != trigger.light:
                yield from self._above(at, above, dep)
            if at == trigger.head and dep.startswith("nsubj") and tree.pos[at] in {"NOUN", "PROPN"}:
                # What a sentence says of an event may lie open without the event being denied.
                signs = self._on_predicate(above)
                yield from (sign for sign in signs if sign[0] in {"possible", "planned"})
                if self.words.makes.get(tree.lemma[above]) == "denied":
                    past = tree.has(above, "VerbForm=Part") or tree.is_passive(above)
                    if past:
                        yield "denied", f"“{tree.word[above]}”"
            seen.add(above)
            ends = dep in {"root", "parataxis", "acl:relcl"} or self._speaks(above)
            finite = tree.is_verbal(at) and tree.is_finite(at)
            if ends and finite and dep not in {"conj", "xcomp"}:
                break
            if dep == "xcomp" or (dep == "conj" and not tree.is_finite(at)):
                yield from self._on_predicate(above)
            at = above
        start, end = tree.sentences[tree.sentence[trigger.head]]
        if self._has_source_behind(trigger.head, end):
            yield "possible", "a source or reply stands behind the colon"
        if "?" in tree.word[max(start, end - 2) : end]:
            yield "possible", "a question"

    def _has_source_behind(self, head: int, end: int) -> bool:
        """*Army shelled camp: UN*, *Attack at Douma: Damascus denies*."""
        tree = self.tree
        if end < tree.size and ":" in tree.word[end - 1 : end + 1]:
            end = tree.size  # parsers end a sentence there
        colon = next((i for i in range(head + 1, end) if tree.word[i] == ":"), None)
        if colon is None or not 0 < end - colon - 1 <= LONGEST_REPLY:
            return False
        behind = range(colon + 1, end)
        quoted = any(tree.word[i] in {'"', "'"} for i in behind)
        speaks = any(self._speaks(i) for i in behind)
        verbless = not any(tree.pos[i] in {"VERB", "AUX"} for i in behind)
        return not quoted and (speaks or (verbless and end - colon - 1 <= LONGEST_SOURCE))

    def _marks(self, head: int) -> Iterator[tuple[Factuality, str]]:
        """Adjectives, adverbs and determiners at a word of the event."""
        tree = self.tree
        for c in tree.children[head]:
            for form in (tree.lower[c], tree.lemma[c]):
                if form in self.words.marked and tree.dep[c] in _MODIFIES:
                    yield self.words.marked[form], f"“{tree.word[c]}”"
                    break
        if tree.pos[head] in {"NOUN", "PROPN"}:
            for clause in tree.deps(head, "acl"):
                if self.words.makes.get(tree.lemma[clause]) == "denied":  # "a strike averted"
                    yield "denied", f"“{tree.word[clause]}”"
            if tree.case_of(head) in _WITHOUT:
                yield "denied", f"“{tree.case_of(head)}”"
            case = tuple(tree.case_of(head).split())
            if case in self.words.ahead:
                yield "planned", f"“{' '.join(case)}”"
            for c in tree.deps(head, "det"):
                if tree.lower[c] in self.lexicon.negators or tree.has(c, "PronType=Neg"):
                    yield "denied", f"“{tree.word[c]}”"

    def _on_predicate(self, verb: int) -> Iterator[tuple[Factuality, str]]:
        """Negation, modals, tense and mood of a predicate and its auxiliaries."""
        tree = self.tree
        if tree.pos[verb] not in {"VERB", "AUX"} and not tree.is_verbal(verb):
            return
        if tree.is_negated(verb, self.lexicon.negators, self.lexicon.restricted):
            yield "denied", f"“{tree.word[verb]}” is negated"
        subject = tree.subject(verb)
        if subject is not None and self._is_nobody(subject):
            yield "denied", f"“{tree.word[subject]}” is negated"
        helpers = [verb, *tree.deps(verb, "aux", "aux:pass", "cop")]
        for h in helpers:
            if tree.has(h, "Mood=Cnd"):
                yield "possible", f"“{tree.word[h]}”, conditional"
            elif tree.has(h, "Tense=Fut"):
                yield "planned", f"“{tree.word[h]}”, future"
            if h == verb:
                continue
            forms = (tree.lemma[h], tree.lower[h])
            if any(f in self.words.future for f in forms):
                yield "planned", f"“{tree.word[h]}”"
            elif any(f in self.lexicon.modals or f in self.lexicon.doubts for f in forms):
                yield "possible", f"“{tree.word[h]}”"
        yield from self._hypothetical(verb)
        infinitive = tree.has(verb, "VerbForm=Inf") and len(helpers) == 1
        if infinitive and tree.dep[verb] in {"advcl", "acl"}:
            yield "planned", f"“{tree.word[verb]}”, infinitive of purpose"

    def _hypothetical(self, verb: int) -> Iterator[tuple[Factuality, str]]:
        tree = self.tree
        for mark in tree.deps(verb, "mark", "advmod"):
            if tree.lower[mark] in self.words.hypothetical:
                yield "possible", f"“{tree.word[mark]}”"
        before = " ".join(tree.lower[max(tree.left[verb] - 3, 0) : verb])
        for words in self.words.hypothetical:
            if " " in words and f"{words} " in f"{before} ":
                yield "possible", f"“{words}”"

    def _is_nobody(self, subject: int) -> bool:
        """*[Neither] side has agreed*, *[no] troops were sent*."""
        tree = self.tree
        words = (subject, *tree.deps(subject, "det", "cc:preconj", "advmod"))
        return any(tree.lower[w] in self.lexicon.negators for w in words)

    def _above(self, at: int, above: int, dep: str) -> Iterator[tuple[Factuality, str]]:
        """What a governor makes of what hangs on it."""
        tree = self.tree
        beneath = dep in _BENEATH or dep.startswith("obl") or dep in {"nmod", "acl", "advcl"}
        if tree.pos[above] in {"VERB", "AUX"} and beneath:
            kind = self._makes(above, at)
            for judged in tree.deps(above, "xcomp") if dep in {"csubj", "ccomp"} else ():
                if tree.lemma[judged] in self.words.marked:  # "it remains unclear who"
                    yield self.words.marked[tree.lemma[judged]], f"“{tree.word[judged]}”"
            if kind is not None and (dep not in {"advcl", "obl:mod"} or self._is_complement(at)):
                yield kind, f"under “{tree.word[above]}”"
        elif tree.pos[above] in {"NOUN", "PROPN"} and dep in _HANGS_ON_NOUN:
            noun = self.words.noun_makes.get(tree.lemma[above])
            if noun is not None:
                yield noun, f"under “{tree.word[above]}”"
            if dep == "nmod":  # the suspected author of the attack
                yield from (sign for sign in self._marks(above) if sign[0] == "possible")
        elif tree.pos[above] == "ADJ" and dep in {"xcomp", "ccomp", "advcl", "obl", "csubj"}:
            for form in (tree.lemma[above], tree.lower[above]):
                adjective = self.words.makes.get(form) or self.words.marked.get(form)
                if adjective is not None:
                    yield adjective, f"under “{tree.word[above]}”"
                    break

    def _makes(self, verb: int, at: int) -> Factuality | None:
        tree = self.tree
        lemma = tree.lemma[verb]
        forms = [f"{lemma} {tree.lower[c]}" for c in tree.deps(verb, "compound:prt", "advmod")]
        forms += [f"{lemma} {tree.lemma[c]}" for c in tree.children[verb] if tree.pos[c] == "NOUN"]
        case = tree.case_of(at)
        if case:
            forms.append(f"{lemma} {case}")
        if any(tree.lower[c] in REFLEXIVE for c in tree.children[verb]):
            forms.append(f"se {lemma}")
        for form in (*forms, lemma):
            if form in self.words.makes:
                return self.words.makes[form]
        return None

    def _is_complement(self, at: int) -> bool:
        """Whether an adverbial clause or oblique is what its verb speaks of: *accused of bombing*,
        not *denied it after the bombing*."""
        return self.tree.case_of(at) in _OF_COMPLEMENTS

    def _speaks(self, verb: int) -> bool:
        return self.tree.lemma[verb] in self.lexicon.verbs

    def _is_reported(self, trigger: Trigger) -> bool:
        """Whether a verb of speech governs the event's clause, as its complement or beside it."""
        tree, at = self.tree, trigger.verbal
        seen = {at}
        while tree.head[at] not in seen:
            above = tree.head[at]
            apart = ";" in tree.word[min(at, above) : max(at, above)]
            if tree.dep[at] in {"ccomp", "parataxis"} and self._speaks(above) and not apart:
                return True
            seen.add(above)
            at = above
        return any(self._is_incise(c) for c in tree.deps(trigger.verbal, "parataxis"))

    def _is_incise(self, verb: int) -> bool:
        """*X attacked Y, officials [said]*: a verb of saying that says nothing else."""
        tree = self.tree
        cues = self.lexicon.verbs.get(tree.lemma[verb], ())
        says = any(cue.cue_class in {"speech", "writing"} for cue in cues)
        return says and not any(tree.deps(verb, "obj", "ccomp", "xcomp"))
