"""Universal Dependencies trees as plain lists, and the questions that readings ask of them.

A ``Tree`` is read once from a Doc, so that readings touch no spaCy object in their loops. Relation
names are those of https://universaldependencies.org/u/dep/ with the subtypes that
``training/conllu.py`` keeps; ``ROOT`` is ``root``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from spacy.tokens import Doc

#: Relations that hold clauses.
CLAUSAL = frozenset(
    {"ccomp", "csubj", "csubj:pass", "advcl", "acl", "acl:relcl", "parataxis", "xcomp"}
)
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj", "csubj:pass", "nsubj:caus"})
_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})


def _without_hyphen(word: str, pos: str) -> str:
    """A clitic without the hyphen that ties it to its verb: *-t-il*, *-elle*."""
    if pos == "PRON" and word.startswith("-") and len(word) > 1:
        return word.removeprefix("-t-").removeprefix("-")
    return word


class Tree:
    """One Doc as parallel lists over its tokens.

    ``head[i]`` is the index of the head of token ``i`` (its own index at a root); ``left[i]`` and
    ``right[i]`` are the first and last token of its subtree; ``sentence[i]`` numbers its sentence.
    """

    __slots__ = (
        "begins",
        "children",
        "dep",
        "ent",
        "feats",
        "head",
        "idx",
        "left",
        "lemma",
        "lower",
        "pos",
        "right",
        "sentence",
        "sentences",
        "shape_upper",
        "size",
        "space",
        "word",
    )

    def __init__(self, doc: Doc) -> None:
        self.size = len(doc)
        rows = [
            (
                t.text,
                t.lower_,
                t.lemma_,
                t.pos_,
                t.dep_,
                t.head.i,
                t.left_edge.i,
                t.right_edge.i,
                t.idx,
                t.ent_type_,
                str(t.morph),
                t.ent_iob == 3,
                t.whitespace_,
            )
            for t in doc
        ]
        columns: list[list[Any]] = [list(c) for c in zip(*rows, strict=True)] or [
            [] for _ in range(13)
        ]
        self.word: list[str] = columns[0]
        self.lower = [_without_hyphen(w, p) for w, p in zip(columns[1], columns[3], strict=True)]
        self.lemma = [m.lower() or w for m, w in zip(columns[2], columns[1], strict=True)]
        self.pos: list[str] = columns[3]
        self.dep = ["root" if d == "ROOT" else d for d in columns[4]]
        self.head: list[int] = columns[5]
        self.left: list[int] = columns[6]
        self.right: list[int] = columns[7]
        self.idx: list[int] = columns[8]
        self.ent: list[str] = columns[9]
        self.feats: list[str] = columns[10]
        self.begins: list[bool] = columns[11]
        self.space: list[str] = columns[12]
        self.shape_upper = [w[:1].isupper() for w in self.word]
        self._repair()
        self.children: list[list[int]] = [[] for _ in range(self.size)]
        for i, head in enumerate(self.head):
            if head != i:
                self.children[head].append(i)
        self.sentences: list[tuple[int, int]] = [(s.start, s.end) for s in doc.sents]
        self.sentence = [0] * self.size
        for n, (start, end) in enumerate(self.sentences):
            for i in range(start, end):
                self.sentence[i] = n

    def _repair(self) -> None:
        """Give verbs that the parser hung on a noun as its conjuncts to the verb above the noun:
        *promised [a review and said] ...*; conjuncts are the parser's weakest relation."""
        moved = self._raise_modifying_verbs() | self._raise_loose_verbs()
        for i in range(self.size):
            noun = self.head[i]
            if self.dep[i] != "conj" or self.pos[i] != "VERB" or self.pos[noun] not in _NOUNS:
                continue
            verb = self.head[noun]
            while self.pos[verb] in _NOUNS and self.head[verb] != verb:
                verb = self.head[verb]
            if not verb < noun < i or self.pos[verb] != "VERB" or self.dep[noun] == "conj":
                continue
            if "VerbForm=Fin" in self.feats[i] or self.feats[i] == self.feats[verb]:
                self.head[i] = verb
                moved = True
        if moved:
            self._edges()

    def _raise_modifying_verbs(self) -> bool:
        """Set a finite verb that the parser took for the adjective of the noun before it over that
        noun, as its subject: *[Moscou discute] d'exercices*."""
        moved = False
        for i in range(1, self.size):
            noun = self.head[i]
            finite = self.pos[i] == "VERB" and "VerbForm=Fin" in self.feats[i]
            if self.dep[i] != "amod" or not finite or noun >= i or self.pos[noun] not in _NOUNS:
                continue
            above = self.head[noun]
            self.head[i], self.dep[i] = (i if above == noun else above), self.dep[noun]
            self.head[noun], self.dep[noun] = i, "nsubj"
            for k in range(i + 1, self.size):
                if self.head[k] == noun:
                    self.head[k] = i
            moved = True
        return moved

    def _raise_loose_verbs(self) -> bool:
        """Set a finite verb without a subject over the bare noun that the parser took for the
        sentence: *Granouest, which runs the silo, [denied] it*."""
        moved = False
        kept = {self.head[i] for i in range(self.size) if self.dep[i] in SUBJECTS | {"cop"}}
        for i in range(1, self.size):
            noun = self.head[i]
            loose = self.dep[i] == "parataxis" and self.dep[noun] == "root" and noun < i
            named = self.pos[noun] in _NOUNS or self.word[noun][:1].isupper()
            finite = self.pos[i] == "VERB" and "VerbForm=Fin" in self.feats[i]
            if not (loose and named and finite) or noun in kept or i in kept:
                continue
            if self.pos[noun] == "VERB" or '"' in self.word[noun:i]:
                continue
            self.head[i], self.dep[i] = i, "root"
            self.head[noun], self.dep[noun] = i, "nsubj"
            moved = True
        return moved

    def _edges(self) -> None:
        """Reckon the first and last token of each subtree anew."""
        self.left, self.right = list(range(self.size)), list(range(self.size))
        for i in range(self.size):
            at, seen = i, 0
            while self.head[at] != at and seen < self.size:
                at, seen = self.head[at], seen + 1
                self.left[at] = min(self.left[at], i)
                self.right[at] = max(self.right[at], i)

    def text(self, first: int, last: int) -> str:
        """The words of tokens ``first`` to ``last`` in plain characters."""
        joined = "".join(self.word[i] + self.space[i] for i in range(first, last + 1))
        return joined.rstrip()

    def has(self, i: int, feature: str) -> bool:
        """Whether token ``i`` carries a feature, given as in CoNLL-U: ``Mood=Cnd``."""
        return feature in self.feats[i]

    def deps(self, i: int, *relations: str) -> Iterator[int]:
        """Children of ``i`` under any of these relations, in text order."""
        for child in self.children[i]:
            if self.dep[child] in relations:
                yield child

    def first(self, i: int, *relations: str) -> int | None:
        return next(self.deps(i, *relations), None)

    def ancestors(self, i: int) -> Iterator[int]:
        while self.head[i] != i:
            i = self.head[i]
            yield i

    def dominates(self, top: int, i: int) -> bool:
        return top == i or any(a == top for a in self.ancestors(i))

    def is_verbal(self, i: int) -> bool:
        """A verb, or a predicate with a copula."""
        return self.pos[i] in {"VERB", "AUX"} or any(self.deps(i, "cop"))

    def is_finite(self, i: int) -> bool:
        """Whether a predicate is finite, by itself or by its auxiliary or copula."""
        if self.has(i, "VerbForm=Fin"):
            return True
        return any(self.has(c, "VerbForm=Fin") for c in self.deps(i, "aux", "aux:pass", "cop"))

    def is_passive(self, i: int) -> bool:
        """Whether a verb says what was done to its subject, by whom perhaps: not *s'est engagé*,
        which parsers take for that."""
        if self.first(i, "obl:agent") is not None:
            return True
        marked = self.first(i, "aux:pass", "nsubj:pass", "csubj:pass")
        return marked is not None and not self.is_reflexive(i)

    def is_reflexive(self, i: int) -> bool:
        return any(self.has(c, "Reflex=Yes") for c in self.deps(i, "expl", "expl:pv", "expl:comp"))

    def is_negated(
        self,
        i: int,
        negators: frozenset[str],
        restricted: Mapping[str, frozenset[str]] | None = None,
    ) -> bool:
        """Whether a word that negates hangs on a predicate. By those of ``restricted`` nothing is
        negated where, behind the predicate, a word of theirs stands that opens no clause: *ne parle
        [que] de trois blessés*."""
        found = {
            self.lower[c]
            for c in self.children[i]
            if self.dep[c] in {"advmod", "aux", "det", "mark", "cc"}
            and (self.lower[c] in negators or self.has(c, "Polarity=Neg"))
        }
        known = restricted or {}
        only = {word for negator in found for word in known.get(negator, ())}
        found -= only  # taggers take the *que* itself for a negation
        if not only or not found <= known.keys():
            return bool(found)
        behind = (k for k in range(i + 1, self.right[i] + 1) if self.lower[k] in only)
        return not any(
            self.dep[k] == "advmod" or self.head[k] == i or not self._is_clause(self.head[k])
            for k in behind
        )

    def _is_clause(self, i: int) -> bool:
        return self.is_verbal(i) and self.subject(i) is not None

    def case_of(self, i: int) -> str:
        """The adposition of a noun phrase with its fixed parts (``according to``), or nothing."""
        case = self.first(i, "case", "mark")
        if case is None:
            return ""
        words = [case, *self.deps(case, "fixed")]
        return " ".join(self.lower[w] for w in sorted(words))

    def subject(self, i: int) -> int | None:
        return self.first(i, "nsubj", "nsubj:pass", "nsubj:caus", "csubj", "csubj:pass")

    def conjuncts_first(self, i: int) -> int:
        """The first conjunct of the coordination that ``i`` stands in."""
        while self.dep[i] == "conj" and self.head[i] != i:
            i = self.head[i]
        return i

    def clause(self, i: int) -> int:
        """The predicate of the clause that token ``i`` stands in."""
        while self.head[i] != i and not (
            self.is_verbal(i) and (self.dep[i] in CLAUSAL or self.dep[i] in {"root", "conj"})
        ):
            i = self.head[i]
        return i


def one_sense(trees: Sequence[Tree], listed: Callable[[str], bool]) -> None:
    """Give a lone name that begins or ends a person's longer name in these trees the same label:
    *Kim* of *Kim Jong Un* is no town. ``listed`` names (countries, capitals) keep their own."""
    words: set[str] = set()
    for tree in trees:
        for first, last in _entities(tree):
            if tree.ent[first] == "PER" and last > first:
                words.update({tree.word[first], tree.word[last]})
    for tree in trees:
        for first, last in _entities(tree):
            if first == last and tree.word[first] in words and not listed(tree.word[first]):
                tree.ent[first] = "PER"


def _entities(tree: Tree) -> Iterator[tuple[int, int]]:
    """First and last token of every labelled name."""
    first = 0
    while first < tree.size:
        last = first
        if tree.ent[first]:
            while (
                last + 1 < tree.size
                and tree.ent[last + 1] == tree.ent[first]
                and not tree.begins[last + 1]
            ):
                last += 1
            yield first, last
        first = last + 1
