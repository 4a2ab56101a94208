"""Reasons in the language of the interface: the engine gives them in English, and records keep
them so; a language that has a folder ``messages/<code>/reasons/`` says them in its own words.

Its TOML files hold three kinds of entries, no code:

    [whole]                                             # a reason that is always the same
    "a length of time" = "une durée"

    [[pattern]]                                         # one with slots
    says = "published {day:day}, before {other:day}"
    here = "publié le {day}, avant le {other}"
    like = "published 2026-10-05, before 2026-10-06"    # an example, and what it comes to
    shown = "publié le 5 octobre 2026, avant le 6 octobre 2026"

    [words.tense]                                       # what a slot {verb:tense} may hold
    past = "au passé"

The kind of a slot says what it holds: nothing, words that pass through untouched, as does a
``name`` (capitalised words); ``number``, ``day`` (ISO 8601, with or without an hour), ``when`` (any
time value), ``quoted`` (in the quotes of Python), ``reason`` (another reason), or a table of words:
one of ``[words]`` or of the messages (``report.event``). With a ``?`` what the table or the
patterns lack passes through as well.
``here`` may be a table of plural forms, which the slot ``n`` chooses, and so may a word.

The engine joins reasons with "; ": each is looked up by itself, and ``joined`` is what stands
between them here. ``moment`` is how a day and its hour are told together. What nothing covers
stays in English, and is said to be.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import groupby
from operator import itemgetter
from string import Formatter
from typing import Any, Final

from onrecord.web.messages import Say, languages

#: The language in which the engine gives reasons, and what it puts between them.
ENGINE: Final = "en"
JOINED: Final = "; "
#: Characters of a reason that may fit a pattern; no sentence of the engine is longer by itself.
LONGEST: Final = 1_000
#: Reasons whose words are kept: many of them stand on a page again and again.
KEPT: Final = 8_192

_KINDS: Final = {
    "": r".+?",
    "reason": r".+?",
    "number": r"[+-]?[0-9][0-9,]*(?:\.[0-9]+)?(?:e\+[0-9]{2})?",
    "day": r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9:.+Z-]+)?",
    "when": r"[0-9X][^\s,;()]*",
    "name": r"{0}(?: (?:{0}|de|du|des|la|le|of|the))*".format(r"[^\W\d_a-z][\w.’'-]*"),
    "quoted": r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"",
}
#: What Python writes for characters of a quoted text that do not show, or would end it.
_ESCAPED: Final = re.compile(r"\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|([\\'\"])|[nrt])")

#: A word of a table, or a sentence: one text, or one for each plural form.
Forms = str | Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Words in one language."""

    words: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A slot of what the engine says. ``passes``: what is not known stays as it is. ``show`` gives
    a value in a plural form as it is told here, or None; without it the value stays."""

    name: str
    kind: str
    passes: bool
    show: Callable[[str, str], str | None] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """A sentence of the engine with slots, and the same here; ``like`` becomes ``shown``. What it
    fits holds ``needs``, its longest piece without slots, and ``joins`` of "; "; ``counts`` is the
    slot that chooses the plural form."""

    says: str
    here: Forms
    like: str
    shown: str
    slots: tuple[Slot, ...]
    counts: int | None
    needs: str
    weight: int
    joins: int
    found: Callable[[str], re.Match[str] | None]


class Reasons:
    """The reasons of one language; ``told`` is all there is to ask."""

    def __init__(
        self,
        say: Say,
        *,
        whole: Mapping[str, str],
        patterns: Iterable[Mapping[str, Any]],
        words: Mapping[str, Mapping[str, Forms]],
        joined: str = JOINED,
        moment: str = "{day} {time}",
    ) -> None:
        self._say, self._joined, self._moment = say, joined, moment
        self.whole, self._tables = dict(whole), dict(words)
        made = [self._made(row) for row in patterns]
        #: What begins with a word of its own is asked first, then what holds most of them, then
        #: what holds tables.
        made.sort(key=lambda p: (not _first(p.says), -p.weight, _open(p), p.says))
        self.patterns = tuple(made)
        self._loose = tuple(p for p in self.patterns if not _first(p.says))
        texts = [*self.whole, *(p.says for p in self.patterns)]
        self._most = 1 + max((text.count(JOINED) for text in texts), default=0)
        #: How those begin that hold "; " themselves.
        self._openings = tuple(
            text.partition(JOINED)[0].partition("{")[0] for text in texts if JOINED in text
        )
        heads = {_first(p.says) for p in self.patterns} - {""}
        self._by_first = {
            head: tuple(p for p in self.patterns if _first(p.says) in {head, ""}) for head in heads
        }
        self.one = lru_cache(KEPT)(self._one)

    def told(self, text: str) -> tuple[Run, ...]:
        """What the engine gave as reasons, in runs of one language; nothing of it is lost."""
        if self._say.code == ENGINE:
            return (Run(words=text, language=ENGINE),)
        known = self._pieces(text.split(JOINED))
        if all(own for own, _ in known):
            return (Run(words=self._joined.join([w for _, w in known]), language=self._say.code),)
        runs: list[Run] = []
        for own, group in groupby(known, key=itemgetter(0)):
            words = (self._joined if own else JOINED).join([w for _, w in group])
            if runs and own:
                words = self._joined + words
            elif runs:
                runs.append(Run(words=runs.pop().words + self._joined, language=self._say.code))
            runs.append(Run(words=words, language=self._say.code if own else ENGINE))
        return tuple(runs)

    def _pieces(self, pieces: Sequence[str]) -> list[tuple[bool, str]]:
        """Each reason: in the words of this language, or, where there are none, as it is."""
        found: list[tuple[bool, str]] = []
        at = 0
        while at < len(pieces):
            # Few reasons hold "; " themselves; looking for one that does takes long.
            much = min(self._most, len(pieces) - at) if pieces[at].startswith(self._openings) else 1
            words = None
            while much and words is None:
                words = self.one(JOINED.join(pieces[at : at + much]))
                much -= words is None
            found.append((words is not None, pieces[at] if words is None else words))
            at += much or 1
        return found

    def _one(self, text: str) -> str | None:
        """One reason in the words of this language, by the first pattern that fits."""
        known = self.whole.get(text)
        if known is not None or len(text) > LONGEST:
            return known
        joins = text.count(JOINED)
        for pattern in self._by_first.get(_first(text), self._loose):
            if pattern.joins != joins or pattern.needs not in text:
                continue
            found = pattern.found(text)
            words = None if found is None else self._filled(pattern, found.groups())
            if words is not None:
                return words
        return None

    def _filled(self, pattern: Pattern, values: Sequence[str]) -> str | None:
        """A pattern with its values; None where one of them is not known."""
        form = "other" if pattern.counts is None else self._form(values[pattern.counts])
        shown: dict[str, str] = {}
        for slot, value in zip(pattern.slots, values, strict=True):
            words = value if slot.show is None else slot.show(value, form)
            if words is None and not slot.passes:
                return None
            shown[slot.name] = value if words is None else words
        return _chosen(pattern.here, form).format_map(shown)

    def _form(self, number: str) -> str:
        try:
            return self._say.form(int(float(number.replace(",", ""))))
        except (ValueError, OverflowError):
            return "other"

    def _shows(self, kind: str) -> Callable[[str, str], str | None] | None:
        """How a kind of value is told here."""
        if kind in {"", "name"}:
            return None
        if kind == "reason":
            return lambda value, _: self.one(value)
        if kind == "number":
            return lambda value, _: self._number(value)
        if kind in {"day", "when"}:
            return lambda value, _: self._time(value)
        if kind == "quoted":
            return lambda value, _: _ESCAPED.sub(_unescaped, value[1:-1])
        table = self._table(kind)
        return lambda value, form: _chosen(table[value], form) if value in table else None

    def _number(self, value: str) -> str:
        """A number with the signs of this language; all of its digits stay."""
        if "e" in value:
            return self._say.number(int(float(value)))
        whole, _, part = value.partition(".")
        plain = whole.replace(",", "")
        sign, digits = plain[: -len(plain.lstrip("+-"))], plain.lstrip("+-")
        many = f"{int(digits):,}".replace(",", self._say.group) if len(digits) > 3 else digits
        return sign + many + (self._say.decimal + part if part else "")

    def _time(self, value: str) -> str:
        """A day in words, with its hour; what is no day stays."""
        day, _, time = value.partition("T")
        told = self._say.day(day) if len(day) <= len("2026-10-05") else day
        if told == day:
            return value
        return self._moment.format(day=told, time=time) if time else told

    def _table(self, kind: str) -> Mapping[str, Forms]:
        """The words that a slot may hold: a table of the reasons, or one of the messages."""
        if kind not in self._tables:
            under = f"{kind}."
            texts = self._say.texts
            self._tables[kind] = {
                key.removeprefix(under): texts[key] for key in texts if key.startswith(under)
            }
        return self._tables[kind]

    def _made(self, row: Mapping[str, Any]) -> Pattern:
        """A row of a file. Raises KeyError where it lacks something, ValueError where a slot has no
        kind that there is."""
        expression, plain, slots = "", [], []
        for before, name, kind, _ in Formatter().parse(row["says"]):
            expression += re.escape(before)
            plain.append(before)
            if name is not None:
                kind, passes = (kind or "").rstrip("?"), "?" in (kind or "")
                expression += f"({self._expression(kind, passes=passes)})"
                slots.append(Slot(name=name, kind=kind, passes=passes, show=self._shows(kind)))
        return Pattern(
            says=row["says"],
            here=row["here"],
            like=row["like"],
            shown=row["shown"],
            slots=tuple(slots),
            counts=next((at for at, slot in enumerate(slots) if slot.name == "n"), None),
            needs=max(plain, key=len),
            weight=sum(map(len, plain)),
            joins="".join(plain).count(JOINED),
            found=re.compile(expression, re.DOTALL).fullmatch,
        )

    def _expression(self, kind: str, *, passes: bool) -> str:
        if kind in _KINDS:
            return _KINDS[kind]
        words = self._table(kind)
        if not words:
            raise ValueError(f"{kind!r} is no kind of slot, and no table of words")
        if passes:
            return _KINDS[""]
        return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def _unescaped(found: re.Match[str]) -> str:
    number, sign = found[1] or found[2], found[3]
    if not number:
        return sign or " "
    character = chr(int(number, 16))
    # Halves of a pair are no text.
    return found.group() if "\ud800" <= character <= "\udfff" else character


def _first(text: str) -> str:
    """The word by which patterns are found; none where a slot stands in it."""
    word, space, _ = text.partition(" ")
    return word if space and "{" not in word else ""


def _open(pattern: Pattern) -> int:
    """How many slots may hold any words."""
    return sum(slot.passes or slot.kind in {"", "name", "reason"} for slot in pattern.slots)


def _chosen(forms: Forms, form: str) -> str:
    return forms if isinstance(forms, str) else forms[form]


@cache
def reasons(code: str) -> Reasons:
    """The reasons of a language; those of one that has no folder for them stay in English."""
    whole: dict[str, str] = {}
    patterns: list[Mapping[str, Any]] = []
    words: dict[str, Mapping[str, Forms]] = {}
    others: dict[str, str] = {}
    folder = files("onrecord.web.messages") / code / "reasons"
    entries = sorted(folder.iterdir(), key=lambda e: e.name) if folder.is_dir() else []
    for entry in entries:
        data = tomllib.loads(entry.read_text(encoding="utf-8"))
        whole |= data.pop("whole", {})
        patterns += data.pop("pattern", [])
        words |= data.pop("words", {})
        others |= data
    return Reasons(languages()[code], whole=whole, patterns=patterns, words=words, **others)
