"""How a language names events: its ``events.toml``.

A verb or noun stands with the words that must hang on it; a frame tells where its actor and
recipient stand. Slots are ``subj``, ``obj`` and ``iobj`` of the active voice, ``poss`` (whose it
is) and adpositions.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from onrecord.errors import KnowledgeError
from onrecord.knowledge.plover import types
from onrecord.model.event import EventType

FILE = "events.toml"
#: Words of an entry that stand before its verb.
_LEAD = frozenset({"se", "not"})
#: What an event becomes under a governor.
Makes = Literal["planned", "possible", "denied"]
Needs = Literal["recipient", "somebody"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Slots in the order in which they are tried. ``reciprocal``: all who take part act."""

    name: str
    actor: tuple[str, ...] = ("subj",)
    recipient: tuple[str, ...] = ()
    reciprocal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EventWord:
    """``words`` are those that must hang on the head; ``text`` is the entry as it is listed.
    ``needs`` tells who must be named for it to tell an event: a recipient (*poursuivre qqn*), or
    somebody at all (*war*)."""

    text: str
    type: EventType
    mode: str | None
    frame: Frame
    words: tuple[str, ...]
    needs: Needs | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventWords:
    """``verbs`` and ``nouns`` by lemma, those of most words first; ``light`` by lemma with the
    words that may follow it. ``makes`` and ``noun_makes`` tell what verbs and nouns make of the
    events that hang on them, ``marked`` what adjectives and adverbs do. ``quantities`` count those
    whom they stand for (*dozens of*), ``games`` and ``accidents`` are words of sentences
    in which nobody attacks anybody, ``accident_nouns`` such as are none where they are verbs."""

    verbs: Mapping[str, Sequence[EventWord]]
    nouns: Mapping[str, Sequence[EventWord]]
    light: frozenset[str]
    makes: Mapping[str, Makes]
    noun_makes: Mapping[str, Makes]
    future: frozenset[str]
    marked: Mapping[str, Makes]
    hypothetical: frozenset[str]
    unreal: frozenset[str]
    ahead: tuple[tuple[str, ...], ...]
    means: Mapping[str, str]
    quantities: frozenset[str]
    games: frozenset[str]
    accidents: frozenset[str]
    accident_nouns: frozenset[str]
    contexts: Mapping[str, Sequence[str]]


@cache
def event_words(language: str) -> EventWords:
    """The words of a language, read once. Raises KnowledgeError for a file out of form."""
    path = files("onrecord") / "languages" / language / FILE
    where = f"{language}/{FILE}"
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise KnowledgeError(f"out of form: {error}", about=where) from error
    try:
        return _event_words(data, where)
    except KeyError as error:
        raise KnowledgeError(f"lacks {error}", about=where) from error


def _event_words(data: Mapping[str, Any], where: str) -> EventWords:
    noun_last = data["noun_last"]
    makes: dict[str, Makes] = {}
    noun_makes: dict[str, Makes] = {}
    marked: dict[str, Makes] = {}
    kinds: tuple[Makes, ...] = ("planned", "possible", "denied")
    for kind in kinds:
        makes.update(dict.fromkeys(map(plain_words, data["makes"][kind]), kind))
        noun_makes.update(dict.fromkeys(data["makes"][f"{kind}_nouns"], kind))
        marked.update(dict.fromkeys(data["makes"][f"{kind}_words"], kind))
    return EventWords(
        verbs=_entries(data["verb"], _frames(data["frames"]), where, _verb_head),
        nouns=_entries(
            data["noun"],
            _frames(data["noun_frames"]),
            where,
            _last if noun_last else _first,
        ),
        light=frozenset(map(plain_words, data["light"]["words"])),
        makes=makes,
        noun_makes=noun_makes,
        future=frozenset(data["makes"]["future"]),
        marked=marked,
        hypothetical=frozenset(data["makes"]["hypothetical"]),
        unreal=frozenset(data["makes"]["unreal"]),
        ahead=tuple(tuple(words.split()) for words in data["makes"]["ahead"]),
        means={word: mode for mode, words in data["means"].items() for word in words},
        quantities=frozenset(data["quantities"]["words"]),
        games=frozenset(data["games"]["words"]),
        accidents=frozenset(data["accidents"]["words"]),
        accident_nouns=frozenset(data["accidents"]["nouns"]),
        contexts=data["contexts"],
    )


def plain_words(text: str) -> str:
    """An entry with its reflexive apart: *s'engager* is *se engager*."""
    return " ".join("se" if word == "s'" else word for word in text.replace("s'", "s' ").split())


def _verb_head(words: Sequence[str]) -> int:
    return next(i for i, word in enumerate(words) if word not in _LEAD)


def _last(words: Sequence[str]) -> int:
    return len(words) - 1


def _first(words: Sequence[str]) -> int:  # noqa: ARG001
    return 0


def _frames(data: Mapping[str, Any]) -> dict[str, Frame]:
    return {
        name: Frame(
            name=name,
            actor=tuple(row.get("actor", ("subj",))),
            recipient=tuple(row["recipient"]),
            reciprocal=row.get("reciprocal", False),
        )
        for name, row in data.items()
    }


def _entries(
    blocks: Sequence[Mapping[str, Any]], frames: Mapping[str, Frame], where: str, head_of: Any
) -> dict[str, Sequence[EventWord]]:
    found: dict[str, dict[tuple[str, ...], EventWord]] = defaultdict(dict)
    for block in blocks:
        kind = types().get(block["type"])
        mode = block.get("mode")
        if kind is None or (mode is not None and mode not in kind.modes):
            raise KnowledgeError(f"no such type or mode: {block['type']} {mode}", about=where)
        for text in block["words"]:
            words = plain_words(text).split()
            at = head_of(words)
            rest = (*words[:at], *words[at + 1 :])
            # Of equal entries the first one stands.
            found[words[at]].setdefault(
                rest,
                EventWord(
                    text=text,
                    type=kind.name,
                    mode=mode,
                    frame=frames[block["frame"]],
                    words=rest,
                    needs=_needs(block, where),
                ),
            )
    return {
        head: tuple(sorted(entries.values(), key=_by_detail)) for head, entries in found.items()
    }


def _needs(block: Mapping[str, Any], where: str) -> Needs | None:
    needs: Needs | None = block.get("needs")
    if needs not in {None, "recipient", "somebody"}:
        raise KnowledgeError(f"no such need: {needs}", about=where)
    return needs


def _by_detail(entry: EventWord) -> tuple[int, int, tuple[str, ...]]:
    """The entry of most words first, then of the longest: *menacer rompre* before *menacer de*."""
    return -len(entry.words), -sum(map(len, entry.words)), entry.words
