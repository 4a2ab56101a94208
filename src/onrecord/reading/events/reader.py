"""Events of a report as its words tell them, window by window: types, participants by their words,
how they are told. Who the participants are is settled when the record is put together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.knowledge.eventwords import EventWord, event_words
from onrecord.knowledge.lexicon import Lexicon
from onrecord.knowledge.placewords import place_words
from onrecord.knowledge.sectors import sectors
from onrecord.language.align import ParsedPart
from onrecord.language.syntax import SUBJECTS, Tree
from onrecord.model.event import EventType, Factuality
from onrecord.model.span import Span
from onrecord.reading.events.ability import Ability, phrase
from onrecord.reading.events.factuality import Telling
from onrecord.reading.events.roles import Roles
from onrecord.reading.events.triggers import Trigger, triggers

#: Clauses that tell of something else than the verb over them.
_APART = frozenset({"ccomp", "advcl", "acl:relcl", "parataxis", "csubj", "conj", "acl"})
#: Parts of speech of words that tell an event together with its head.
_CONTENT = frozenset({"NOUN", "PROPN", "ADJ"})
#: Relations of names that an object pronoun may take up.
_NAMED = frozenset({"obj", "obl", "obl:arg", "iobj", "nmod", "obl:agent"})
#: Contexts are looked for among the words of a sentence of at most so many.
LONGEST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """The words of a participant; ``head`` is the word that heads them. ``acts`` tells that its
    noun is one for those who can; else it is no more than what was struck or taken.
    ``stands_for`` are those whom a pronoun may take up, the likeliest first; ``speaker`` tells one
    of who speaks (*we*), ``human`` one that may stand for people."""

    span: Span
    head: Span
    acts: bool = True
    pronoun: str = ""
    speaker: bool = False
    human: bool = True
    stands_for: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldEvent:
    """An event by its words. ``own`` are the words of its clause, ``around`` those of the clauses
    over it, ``game`` and ``accident`` tell what its sentence speaks of; ``inside`` are the triggers
    of events that this one asks for, refuses or threatens with; ``resumes`` tells that it is a
    definite noun of whom nothing is said (*the attack*): an event told before may be meant."""

    trigger: Span
    trigger_with: tuple[Span, ...]
    word: EventWord
    mode: str | None
    contexts: tuple[str, ...]
    actors: tuple[Role, ...]
    recipients: tuple[Role, ...]
    own: tuple[Span, ...]
    around: tuple[Span, ...]
    sentence: Span
    game: bool
    accident: bool
    factuality: Factuality
    reported: bool
    because: str
    how: str
    inside: tuple[Span, ...]
    resumes: bool

    @property
    def type(self) -> EventType:
        return self.word.type


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sentence:
    """What all events of a sentence share."""

    span: Span
    contexts: tuple[str, ...]
    game: bool
    accident: bool


class EventReader:
    """Reads the events of one report; nothing of a window's Docs is kept."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.words = event_words(lexicon.language)
        self.demonyms = place_words(lexicon.language).demonyms
        self.sectors = sectors(lexicon.language)
        self.found: list[ToldEvent] = []

    def read(self, parts: Sequence[ParsedPart], trees: Sequence[Tree]) -> None:
        for parsed, tree in zip(parts, trees, strict=True):
            found = triggers(tree, self.words, self.lexicon.calendar)
            if not found:
                continue
            ability = Ability(tree, self.lexicon, self.demonyms, self.sectors, self.words)
            roles = Roles(ability)
            telling = Telling(tree, self.lexicon, self.words)
            heads = {t.head for t in found}
            told = heads | {i for t in found for i in t.inside}
            about = {
                n: self._about(parsed, tree, told, *tree.sentences[n])
                for n in {tree.sentence[head] for head in heads}
            }
            for trigger in found:
                sentence = about[tree.sentence[trigger.head]]
                self.found.append(
                    self._told(parsed, tree, trigger, roles, telling, heads, sentence)
                )

    def _told(
        self,
        parsed: ParsedPart,
        tree: Tree,
        trigger: Trigger,
        roles: Roles,
        telling: Telling,
        heads: set[int],
        sentence: _Sentence,
    ) -> ToldEvent:
        actors, recipients, how = roles.of(trigger)
        told = telling.of(trigger)
        return ToldEvent(
            trigger=parsed.span(trigger.head, trigger.head),
            trigger_with=tuple(
                parsed.span(i, i) for i in sorted(trigger.inside) if tree.pos[i] in _CONTENT
            ),
            word=trigger.word,
            mode=self._mode(tree, trigger),
            contexts=sentence.contexts,
            actors=tuple(self._role(parsed, tree, i, roles) for i in actors),
            recipients=tuple(self._role(parsed, tree, i, roles) for i in recipients),
            own=tuple(_own(parsed, tree, trigger.verbal, trigger.head)),
            around=tuple(_around(parsed, tree, trigger)),
            sentence=sentence.span,
            game=sentence.game,
            accident=sentence.accident,
            factuality=told.factuality,
            reported=told.reported,
            because=told.because,
            how=how,
            inside=tuple(parsed.span(i, i) for i in _inside(tree, trigger, heads)),
            resumes=not (trigger.verb or actors or recipients) and _is_definite(tree, trigger.head),
        )

    def _about(
        self, parsed: ParsedPart, tree: Tree, told: set[int], start: int, end: int
    ) -> _Sentence:
        """What a sentence speaks of; the words of its own events (``told``) tell of no accident:
        *opened [fire]*."""
        lemmas = tree.lemma[start:end]
        others = [i for i in range(start, end) if i not in told]
        return _Sentence(
            span=parsed.span(start, end - 1),
            contexts=self._contexts(tree, start, end),
            game=not self.words.games.isdisjoint(lemmas),
            accident=any(self._tells_accident(tree, i) for i in others),
        )

    def _tells_accident(self, tree: Tree, i: int) -> bool:
        if tree.lemma[i] in self.words.accidents:
            return True
        return tree.pos[i] == "NOUN" and tree.lemma[i] in self.words.accident_nouns

    def _role(self, parsed: ParsedPart, tree: Tree, head: int, roles: Roles) -> Role:
        pronoun = self._pronoun(tree, head)
        return Role(
            span=parsed.span(*phrase(tree, head, self.lexicon.naming.of)),
            head=parsed.span(head, head),
            acts=roles.ability.may_act(head),
            pronoun=pronoun,
            speaker=self._says(pronoun, "person") == 1,
            human=not self._says(pronoun, "thing")
            and bool(self._says(pronoun, "speaker") or self._says(pronoun, "person") == 2),
            stands_for=tuple(parsed.span(i, i) for i in _subjects_before(tree, head))
            if pronoun
            else (),
        )

    def _pronoun(self, tree: Tree, i: int) -> str:
        """A pronoun as the lexicon lists it: *him* by its lemma."""
        if tree.pos[i] != "PRON":
            return ""
        known = self.lexicon.roles.pronouns
        return tree.lemma[i] if tree.lower[i] not in known else tree.lower[i]

    def _says(self, pronoun: str, what: str) -> Any:
        return self.lexicon.roles.pronouns.get(pronoun, {}).get(what)

    def _mode(self, tree: Tree, trigger: Trigger) -> str | None:
        """The entry's mode; the means that are named say more than *bomb*."""
        own = trigger.word.mode
        if own not in {None, "explosives", "heavy-weapons"}:
            return own
        return self._means(tree, trigger) or own

    def _means(self, tree: Tree, trigger: Trigger) -> str | None:
        """The mode of an ASSAULT by the means that are named beside it."""
        if trigger.word.type != "ASSAULT":
            return None
        for top in dict.fromkeys((trigger.head, *trigger.inside, trigger.verbal)):
            for child in tree.children[top]:
                if tree.dep[child] in _APART or tree.dep[child] == "nsubj:pass":
                    continue
                for i in (child, *tree.children[child]):
                    mode = self.words.means.get(tree.lemma[i]) or self.words.means.get(
                        tree.lower[i]
                    )
                    if mode is not None and tree.dep[i] not in _APART:
                        return mode
        return None

    def _contexts(self, tree: Tree, start: int, end: int) -> tuple[str, ...]:
        end = min(end, start + LONGEST)
        forms = {*tree.lemma[start:end], *tree.lower[start:end]}
        joined = [" ".join(each[start:end]).replace("' ", "'") for each in (tree.lower, tree.lemma)]
        return tuple(
            context
            for context, words in self.words.contexts.items()
            if any(w in forms or (" " in w and any(w in text for text in joined)) for w in words)
        )


def _around(parsed: ParsedPart, tree: Tree, trigger: Trigger) -> Iterator[Span]:
    """The own words of each clause over the event, up to its sentence."""
    for above in tree.ancestors(trigger.verbal):
        if tree.is_verbal(above):
            yield from _own(parsed, tree, above, trigger.head)


def _own(parsed: ParsedPart, tree: Tree, top: int, kept_too: int) -> Iterator[Span]:
    """The words of a clause without those of clauses under it, in runs."""
    kept: list[int] = []
    stack = [top]
    while stack:
        i = stack.pop()
        kept.append(i)
        stack += [
            c
            for c in tree.children[i]
            if not (tree.dep[c] in _APART and c != kept_too and tree.is_verbal(c))
        ]
    kept.sort()
    first = previous = kept[0]
    for i in kept[1:]:
        if i != previous + 1:
            yield parsed.span(first, previous)
            first = i
        previous = i
    yield parsed.span(first, previous)


def _inside(tree: Tree, trigger: Trigger, heads: set[int]) -> Iterator[int]:
    """Triggers among the complements of a trigger, and the words of its own entry."""
    for child in tree.children[trigger.head]:
        complement = tree.dep[child] in {"xcomp", "ccomp", "obj", "obl", "obl:arg", "advcl"}
        if complement and child in heads:
            yield child


def _is_definite(tree: Tree, noun: int) -> bool:
    """*[the] attack*, *[these] arrests*."""
    return any(
        tree.has(c, "Definite=Def") or tree.has(c, "PronType=Dem") for c in tree.deps(noun, "det")
    )


def _subjects_before(tree: Tree, pronoun: int) -> Iterator[int]:
    """Subjects before a pronoun, the nearest sentence first, its main subject first; for one that
    is no subject, other names as well."""
    here = tree.sentence[pronoun]
    for n in range(here, max(here - 3, -1), -1):
        start, end = tree.sentences[n]
        found = [i for i in range(start, min(end, pronoun)) if tree.dep[i] in SUBJECTS]
        yield from sorted(
            (i for i in found if tree.pos[i] != "PRON"),
            key=lambda i: (sum(1 for _ in tree.ancestors(i)), -i if n == here else i),
        )
        if tree.dep[pronoun] not in SUBJECTS:
            others = range(min(end, pronoun) - 1, start - 1, -1)
            yield from (i for i in others if tree.pos[i] == "PROPN" and tree.dep[i] in _NAMED)
