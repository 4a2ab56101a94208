"""What a source's pronoun stands for: the nearest noun phrase that fits, or nothing.

A noun phrase fits when it may speak and agrees in number, and in gender where both are known.
Subjects and sources of statements come before others of the same sentence; two that remain in the
nearest sentence leave the pronoun open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.knowledge.lexicon import Lexicon
from onrecord.language.syntax import SUBJECTS, Tree
from onrecord.model.span import Span
from onrecord.model.statement import SourceKind
from onrecord.reading.statements import sources
from onrecord.reading.statements.candidates import Candidate, Passage
from onrecord.reading.statements.extents import Stretch, noun_phrase
from onrecord.reading.statements.kinds import source_kind
from onrecord.reading.statements.quotes import QuoteIndex

#: Sentences back in which an antecedent is looked for.
REACH = 4
_SPEAKS = sources.SPEAKERS | {"document"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A noun phrase that may be spoken of again; ``head`` is its head word."""

    span: Span
    head: Span
    sentence: int
    rank: int
    number: str
    gender: str
    person: bool
    kind: SourceKind | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Antecedent:
    """What a pronoun stands for."""

    span: Span
    head: Span
    kind: SourceKind | None
    because: str


class Antecedents:
    """Mentions of the report so far. A sentence is looked at when a pronoun asks for it."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._next = 0
        self._numbers: dict[tuple[int, int], int] = {}
        self._sentences: dict[int, tuple[Passage, int, int]] = {}
        self._mentions: dict[int, list[Mention]] = {}
        self._quotes: QuoteIndex | None = None

    def enter(self, passages: Sequence[Passage], quotes: QuoteIndex) -> None:
        """Number the sentences of a window."""
        self._quotes = quotes
        for passage in passages:
            for n, (start, end) in enumerate(passage.tree.sentences):
                self._numbers[passage.number, n] = self._next
                self._sentences[self._next] = (passage, start, end)
                self._next += 1

    def leave(self) -> None:
        """Forget a window but for the mentions of its last sentences, which hold none of it."""
        last = range(max(0, self._next - REACH), self._next)
        self._mentions = {n: self._of_sentence(n) for n in last}
        self._numbers.clear()
        self._sentences.clear()

    def _of_sentence(self, number: int) -> list[Mention]:
        known = self._mentions.get(number)
        if known is None:
            passage, start, end = self._sentences[number]
            found = (self._mention(passage, i, number) for i in range(start, end))
            known = self._mentions[number] = [m for m in found if m is not None]
        return known

    def _mention(self, passage: Passage, i: int, number: int) -> Mention | None:
        tree = passage.tree
        if tree.pos[i] not in {"NOUN", "PROPN"}:
            return None
        if tree.dep[i] in {"flat", "compound", "appos", "fixed"}:
            return None
        role = sources.kind_word(tree, i, self.lexicon)
        named = tree.ent[i] in {"PER", "ORG"}
        if role not in _SPEAKS and not named:
            return None
        phrase = _without_apposition(tree, i, noun_phrase(tree, i))
        span = passage.span(phrase)
        if self._quotes is not None and self._quotes.at(span.start, span.end):
            return None
        kind = source_kind(tree, i, [phrase], self.lexicon)
        return Mention(
            span=span,
            head=passage.span((i, i)),
            sentence=number,
            rank=0 if tree.dep[i] in SUBJECTS else 1,
            number=_number(tree, i),
            gender=self._gender(tree, i),
            person=kind in {"person", "anonymous"},
            kind=kind,
        )

    def _gender(self, tree: Tree, i: int) -> str:
        if tree.pos[i] == "NOUN":
            for value in ("Fem", "Masc"):
                if tree.has(i, f"Gender={value}"):
                    return value
        return ""

    def of(self, candidate: Candidate) -> Antecedent | None:
        """Antecedent of the pronoun that is a candidate's source."""
        tree, pronoun = candidate.tree, candidate.source
        assert pronoun is not None
        if tree.has(pronoun, "PronType=Rel"):
            return self._relative(candidate, pronoun)
        row = self.lexicon.roles.pronouns.get(tree.lower[pronoun], {})
        if tree.has(pronoun, "Person=1") or row.get("person") in (1, 2) or row.get("open"):
            return None
        at = candidate.passage.span((pronoun, pronoun))
        number = str(row.get("number") or _number(tree, pronoun)).lower()[:4]
        gender = str(row.get("gender") or "").lower()[:1]
        here = self._numbers[candidate.passage.number, tree.sentence[pronoun]]
        contents = candidate.content_spans()
        fitting = [
            m
            for sentence in range(max(0, here - REACH), here + 1)
            for m in self._of_sentence(sentence)
            if m.span.end <= at.start
            and not any(c.overlaps(m.span) for c in contents)
            and (not m.number or not number or m.number == number)
            and (not m.gender or not gender or m.gender[0].lower() == gender)
            and _may_be(m, row)
        ]
        if not fitting:
            return None
        nearest = max(m.sentence for m in fitting)
        level = [m for m in fitting if m.sentence == nearest]
        best = min(m.rank for m in level)
        chosen = [m for m in level if m.rank == best]
        if len({m.span for m in chosen}) > 1 and best > 0:
            return None
        pick = chosen[0]
        where = "the same sentence" if nearest == here else f"{here - nearest} sentence(s) before"
        because = f"pronoun; nearest fitting antecedent, in {where}"
        return Antecedent(span=pick.span, head=pick.head, kind=pick.kind, because=because)

    def _who(self, tree: Tree, noun: int) -> int:
        """The noun that *who* stands for: not the place in *a diplomat in Astana, who ...*."""
        above = tree.head[noun]
        place = tree.ent[noun] == "LOC" or sources.kind_word(tree, noun, self.lexicon) == "place"
        held = tree.dep[noun] in {"nmod", "obl"} and tree.pos[above] in {"NOUN", "PROPN"}
        return above if place and held and sources.may_speak(tree, above, self.lexicon) else noun

    def _relative(self, candidate: Candidate, pronoun: int) -> Antecedent | None:
        tree = candidate.tree
        clause = tree.head[pronoun]
        while tree.dep[clause] not in {"acl:relcl", "acl"} and tree.head[clause] != clause:
            if tree.first(tree.head[clause], "cop") is not None:
                break  # *c'est X qui l'a dit*
            clause = tree.head[clause]
        noun = tree.head[clause]
        if noun == clause or tree.pos[noun] not in {"NOUN", "PROPN", "PRON"}:
            return None
        noun = self._who(tree, noun)
        stretches = sources.stretches(tree, noun, "modified", self.lexicon)
        kind = source_kind(tree, noun, stretches, self.lexicon)
        return Antecedent(
            span=candidate.passage.span(stretches[0]),
            head=candidate.passage.span((noun, noun)),
            kind=kind,
            because="relative pronoun; the noun it belongs to",
        )


def _may_be(mention: Mention, row: Mapping[str, Any]) -> bool:
    """Whether a pronoun may stand for a mention: *he* for a person, *it* for no person, and only
    *it* or a grammatical gender for a document."""
    document = mention.kind in {"document", "image"}
    if row.get("human"):
        return mention.person
    if row.get("thing"):
        return not mention.person
    return not document or bool(row.get("gender"))


def _without_apposition(tree: Tree, head: int, phrase: Stretch) -> Stretch:
    """*Kim* of *Kim, one of the signs*: enough to name somebody."""
    first, last = phrase
    for child in tree.deps(head, "appos"):
        if child > head and tree.word[tree.left[child] - 1] == ",":
            last = min(last, tree.left[child] - 2)
    return first, max(head, last)


def _number(tree: Tree, i: int) -> str:
    if any(tree.dep[c] == "conj" for c in tree.children[i]):
        return "plur"
    for value in ("Sing", "Plur"):
        if tree.has(i, f"Number={value}"):
            return value.lower()
    return ""
