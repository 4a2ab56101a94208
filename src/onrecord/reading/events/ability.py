"""Who can act: words for people, bodies and countries, and the words of a participant."""

from __future__ import annotations

from collections.abc import Container, Mapping

from onrecord.knowledge.eventwords import EventWords
from onrecord.knowledge.lexicon import Lexicon
from onrecord.knowledge.sectors import Sectors, bare_words
from onrecord.language.syntax import SUBJECTS, Tree

_CAN_ACT = ("person", "title", "relation", "anonymous", "organization", "group", "agency", "office")
#: Adpositions of what a quantity counts.
_PARTS_OF = frozenset({"of", "de", "d'", "des"})


class Ability:
    """Which words of one Doc can act. ``demonyms`` tell words for what belongs to a country,
    ``sectors`` the nouns for those who can act, ``words`` those for events."""

    def __init__(
        self,
        tree: Tree,
        lexicon: Lexicon,
        demonyms: Mapping[str, str],
        sectors: Sectors,
        words: EventWords,
    ) -> None:
        self.tree = tree
        self.lexicon = lexicon
        self.demonyms = demonyms
        self.sectors = sectors
        self.words = words

    def may_act(self, i: int) -> bool:
        """Whether a word stands for somebody: a name that is no day's, a pronoun, a noun for
        people or bodies, or one that counts them."""
        tree = self.tree
        pos = tree.pos[i]
        if tree.lower[i] in self.lexicon.calendar:
            return False
        if pos == "PROPN" or tree.ent[i]:
            return True
        if pos == "PRON":
            return any(
                form in self.lexicon.roles.pronouns for form in (tree.lower[i], tree.lemma[i])
            )
        if pos not in {"NOUN", "ADJ", "NUM", "X"}:
            return False
        forms = (tree.lemma[i], tree.lower[i])
        if any(form in self.words.quantities for form in forms):
            parts = (c for c in tree.deps(i, "nmod") if tree.case_of(c) in _PARTS_OF)
            if any(self.may_act(part) for part in parts):
                return True
        if any(self.is_demonym(c) for c in tree.deps(i, "amod")) and pos == "NOUN":
            return tree.lemma[i] not in self.words.nouns
        if any(self._has_sector(f) or self.lexicon.roles.is_a(f, *_CAN_ACT) for f in forms):
            return True
        if any(
            tree.pos[c] == "PROPN" and tree.dep[c] in {"flat", "appos"} for c in tree.children[i]
        ):
            return True
        return self.is_demonym(i) and (pos != "NUM")

    def _has_sector(self, form: str) -> bool:
        bare = bare_words(form)
        return bool(bare) and bare[-1] in self.sectors.entries

    def is_demonym(self, i: int) -> bool:
        tree = self.tree
        if tree.lower[i] in self.demonyms or tree.lemma[i] in self.demonyms:
            return True
        two = " ".join(tree.lower[max(i - 1, 0) : i + 1])
        joined = "".join(tree.lower[max(i - 2, 0) : i + 1])
        return two in self.demonyms or joined in self.demonyms


#: What does not belong to a participant's words.
_CUT = frozenset(
    {"acl", "acl:relcl", "appos", "conj", "cc", "punct", "parataxis", "advcl", "case", "cop"}
) | {"nsubj", "advmod", "ccomp", "mark"}


def phrase(tree: Tree, head: int, of: Container[str]) -> tuple[int, int]:
    """First and last token of a participant's words: without clauses, appositions, what is joined
    to it, and what hangs on it by another adposition than ``of``."""
    first, last = head, head
    for child in tree.children[head]:
        if tree.dep[child] in _CUT or tree.dep[child] in SUBJECTS:
            continue
        if child < head:
            first = min(first, tree.left[child])
        elif tree.dep[child] != "nmod" or tree.case_of(child) in of:
            last = max(last, phrase(tree, child, of)[1])
    comma = next((i for i in range(head, last + 1) if tree.word[i] in {",", ";", "("}), None)
    return first, last if comma is None else comma - 1
