"""Before or after: the tense of the verb that a time stands with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.knowledge.timewords import TimeWords
from onrecord.language.syntax import Tree

Tense = Literal["past", "present", "future"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A tense and the word that shows it; ``tense`` is None where nothing does. ``ahead`` tells
    that it speaks of days to come, as the present does in some languages; ``yields`` that a past
    verb knows better."""

    tense: Tense | None = None
    verb: str = ""
    ahead: bool = False
    yields: bool = False


NOTHING = Told()


def tense_at(tree: Tree, token: int, words: TimeWords) -> Told:
    """The tense of the nearest clause around a token that shows one. A participle before a noun or
    in a caption tells the past; an infinitive or gerund has that of the clause above it."""
    seen: set[int] = set()
    at = token
    while at not in seen:
        seen.add(at)
        if tree.is_verbal(at):
            told = _of_verb(tree, at, words)
            if told.tense is not None:
                return told
        at = tree.head[at]
    return NOTHING


def told_before(before: str, words: TimeWords) -> Told | None:
    """What the words right before a time tell: *closed until Monday*. Some of them do so only where
    the verb is not past: *broke down as early as Monday*."""
    for pattern, yields in ((words.ahead_words, False), (words.from_words, True)):
        match = pattern.search(before)
        if match is not None:
            return Told(tense="future", ahead=True, verb=match.group().strip(), yields=yields)
    return None


def _of_verb(tree: Tree, verb: int, words: TimeWords) -> Told:
    helpers = sorted(tree.deps(verb, "aux", "aux:pass", "cop"))
    for helper in helpers:
        if tree.lemma[helper] in words.future or tree.lower[helper] in words.future:
            return Told(tense="future", ahead=True, verb=tree.word[helper])
        if tree.lemma[helper] in words.past or tree.lower[helper] in words.past:
            return Told(tense="past", verb=tree.word[helper])
    if _is_infinitive(tree, verb, helpers):
        above = tree.head[verb]
        if tree.dep[verb] == "acl" or tree.lemma[above] in words.ahead_verbs:
            return Told(tense="future", ahead=True, verb=tree.word[above])
    for i in (*helpers, verb):
        if not (tree.has(i, "VerbForm=Fin") or tree.has(i, "Mood=Ind")):
            continue
        if tree.has(i, "Tense=Fut"):
            return Told(tense="future", ahead=True, verb=tree.word[i])
        if tree.has(i, "Tense=Past") or tree.has(i, "Tense=Imp"):
            return Told(tense="past", verb=tree.word[i])
        if tree.has(i, "Tense=Pres"):
            return _present(tree, i, verb, words)
    infinitive = any(tree.has(i, "VerbForm=Inf") for i in helpers)
    if tree.has(verb, "VerbForm=Part") and tree.has(verb, "Tense=Past") and not infinitive:
        return Told(tense="past", verb=tree.word[verb])
    if not helpers and tree.dep[verb] in {"xcomp", "ccomp"}:
        above = tree.head[verb]
        if tree.lemma[above] in words.future and tree.lemma[above] != tree.lemma[verb]:
            return Told(tense="future", ahead=True, verb=tree.word[above])
    return NOTHING


def _is_infinitive(tree: Tree, verb: int, helpers: list[int]) -> bool:
    """*shares to be issued in May*: what is still to come."""
    return any(tree.has(i, "VerbForm=Inf") for i in (*helpers, verb)[:1])


def _present(tree: Tree, finite: int, verb: int, words: TimeWords) -> Told:
    """*has said* and *a dit* tell the past; a bare present stays a present."""
    compound = finite != verb and tree.has(verb, "VerbForm=Part")
    passive = tree.dep[finite] in {"aux:pass", "cop"} and tree.lemma[verb] not in words.past_with_be
    if compound and not passive and tree.has(verb, "Tense=Past"):
        return Told(tense="past", verb=f"{tree.word[finite]} {tree.word[verb]}")
    return Told(tense="present", verb=tree.word[finite], ahead=words.present_ahead)
