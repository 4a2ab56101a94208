"""How a language writes times: the rules of its ``times.toml``, ready to be matched.

A rule is a regular expression over plain text in lower case, in which ``{slot}`` stands for the
words of a table and ``{MACRO}`` for another pattern of the file. What it means is said in terms
that no language owns (``is`` and the fields of ``with``); ``reading/times`` works it out. The form
of the file is described in ``docs/add-a-language.md``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal, get_args

from onrecord.errors import KnowledgeError

Meaning = Literal[
    "date",
    "weekday",
    "shift",
    "unit",
    "duration",
    "set",
    "ref",
    "day",
    "holiday",
    "decade",
    "century",
]
Value = str | int | float

FILE: Final = "times.toml"
#: Digits in a row that can mean something; longer runs are left alone.
_DIGITS: Final = {
    "day": r"(?<!\d)(?:0?[1-9]|[12]\d|3\d)",
    "month_number": r"(?<!\d)(?:0?[1-9]|1[0-9])",
    "year": r"(?<![\d.,])\d{4}(?!\d)",
    "year2": r"(?<!\d)\d\d(?!\d)",
    "hour": r"(?<!\d)(?:[01]?\d|2\d)",
    "minute": r"[0-9]\d",
    "second": r"[0-9]\d",
    "decade2": r"(?<!\d)[1-9]0",
    "decade4": r"(?<!\d)[12]\d\d0",
    "offset_hours": r"[+-]\d\d?(?::?\d\d)?",
    "number": r"(?<!\d)\d{1,2}(?!\d)",
    "year4": r"\d{4}(?!\d)",
    "year3": r"(?<!\d)\d{3}(?!\d)",
}
WORD: Final = re.compile(r"\w+")
_OPTIONAL = re.compile(r"(?:\w\??)+")
_SLOT = re.compile(r"\{([a-z]\w*)(?::([a-z_]\w*))?\}")
_MACRO = re.compile(r"\{([A-Z]\w*)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Slotted:
    """A pattern, and the slot and field of each of its groups."""

    regex: re.Pattern[str]
    slots: Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeRule:
    """``pattern`` matches the time itself, ``after`` what must stand before it, ``not_after`` what
    must not. ``vocabulary`` holds every word that the pattern can take in (``0`` for digits).
    ``given`` are the fields that hold whenever the rule does. ``noun`` asks for a noun where the
    pattern could be another word."""

    name: str
    pattern: Slotted
    after: Slotted | None
    not_after: re.Pattern[str] | None
    vocabulary: frozenset[str]
    meaning: Meaning
    given: Mapping[str, Value]
    noun: bool
    example: str
    gives: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """Number words. A value is a number, or ``X`` where the amount stays open (*several*)."""

    values: Mapping[str, float | str]
    joiners: frozenset[str]
    splits: re.Pattern[str]

    def value(self, words: str) -> float | str | None:
        """What *twenty-five*, *deux cent*, *2.5* or *several* comes to; None when it is none."""
        digits = words.replace(" ", "")
        if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", digits):
            digits = re.sub(r"[.,]", "", digits)
        if re.fullmatch(r"\d{1,7}(?:[.,]\d{1,3})?", digits):
            return float(digits.replace(",", "."))
        whole = self.values.get(words)
        if whole is not None:
            return whole
        total, current = 0.0, 0.0
        for word in self.splits.split(words):
            if not word or word in self.joiners:
                continue
            value = self.values.get(word)
            if value is None or isinstance(value, str):
                return value
            if value >= 1000:
                total, current = total + max(current, 1) * value, 0.0
            elif value == 100 or (value == 20 and current == 4):
                current = max(current, 1) * value
            elif value == 12 and 1 < current < 12:  # *three dozen*
                current *= value
            elif current == 1 and value > 1:  # an article: *a four-year term*
                current = value
            else:
                current += value
        return total + current


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TimeWords:
    """The times of one language. ``trigger`` finds every word with which a time can be told;
    ``capital`` holds words that tell one only with a capital (*May*); ``future`` and ``past`` are
    lemmas of auxiliaries that set the tense of what they help; ``present_ahead`` tells that the
    present speaks of days to come (*il part lundi*); ``past_with_be`` holds verbs whose past is
    told with *to be* (*est rentré*); ``ahead_verbs`` and ``ahead_words`` do so
    whatever the tense (*planned to leave Monday*, *closed until Monday*), ``from_words`` unless
    the verb is past (*on sale as early as Monday*, *broke down as early as Monday*). ``born``
    stands before the date of a birth, ``named_before`` and ``named_behind`` beside a day that is a
    name (*the May 4 Movement*)."""

    language: str
    rules: tuple[TimeRule, ...]
    trigger: re.Pattern[str]
    values: Mapping[str, Mapping[str, Value]]
    numbers: Numbers
    capital: frozenset[str]
    future: frozenset[str]
    past: frozenset[str]
    present_ahead: bool
    past_with_be: frozenset[str]
    ahead_verbs: frozenset[str]
    ahead_words: re.Pattern[str]
    from_words: re.Pattern[str]
    born: re.Pattern[str]
    named_before: re.Pattern[str]
    named_behind: re.Pattern[str]


def _pattern_of(words: list[str]) -> str:
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", " +") for word in ordered) + ")"


def _beside(words: list[str], pattern: str) -> re.Pattern[str]:
    """A pattern around words, which finds nothing where there are none."""
    return re.compile(pattern.format(_pattern_of(words)) if words else r"(?!)")


def _scalar(key: str) -> Value:
    return int(key) if re.fullmatch(r"-?\d+", key) else key


def _spellings(word: str) -> set[str]:
    """A word of a pattern with and without its optional letters: ``jahre?s?``."""
    found = {""}
    for letter in re.findall(r"\w\??", word):
        found = {f + letter[0] for f in found} | (found if letter.endswith("?") else set())
    return found


class _Builder:
    """Turns the tables of one file into patterns."""

    def __init__(self, data: Mapping[str, Any], settings: Mapping[str, Any], where: str) -> None:
        self.data, self.where = data, where
        self.values: dict[str, dict[str, Value]] = {
            slot: {word: _scalar(key) for key, words in table.items() for word in words}
            for slot, table in data["value"].items()
        }
        for slot, table in (("month", "months"), ("weekday", "weekdays")):
            rows = settings[table]
            self.values[slot] = {w: int(k) for k, words in rows.items() for w in words}
            # Abbreviations alone are too often something else: the Sun, Jan, mer.
            self.values[f"{slot}_name"] = {words[0]: int(k) for k, words in rows.items()}
            for key, words in data.get("more", {}).get(table, {}).items():
                self.values[slot].update(dict.fromkeys(words, int(key)))
                self.values[f"{slot}_name"].update(dict.fromkeys(words, int(key)))
        table = data["numbers"]["words"]
        joiners = frozenset(data["numbers"]["joiners"])
        numbers = {
            word: (float(key) if re.fullmatch(r"[\d.]+", key) else key)
            for key, words in table.items()
            for word in words
        }
        between = "|".join([r"[ -]+", *(f" +{j} +|-{j}-" for j in sorted(joiners))])
        self.numbers = Numbers(values=numbers, joiners=joiners, splits=re.compile(r"[ -]+"))
        word = _pattern_of(list(numbers))
        digits = r"(?<![\d.,])\d{1,7}(?:[.,]\d{1,3})?(?!\d)"
        self.number = rf"(?:{digits}|{word}(?:(?:{between}){word}){{0,5}})"

    def rule(self, row: Mapping[str, Any]) -> TimeRule:
        at = f"{self.where}: {row.get('name', '?')}"
        try:
            after, not_after = row.get("after"), row.get("not_after")
            return TimeRule(
                name=row["name"],
                pattern=self._slotted(r"(?<!\w)(?:{})(?!\w)", row["pattern"], at),
                after=self._slotted(r"(?<!\w)(?:{}) *\Z", after, at) if after else None,
                not_after=(
                    self._slotted(r"(?<!\w)(?:{}) *\Z", not_after, at).regex if not_after else None
                ),
                vocabulary=self._vocabulary(row["pattern"]),
                meaning=self._meaning(row["is"], at),
                given=row.get("with", {}),
                noun=bool(row.get("noun", False)),
                example=row["example"],
                gives=row["gives"],
            )
        except (KeyError, re.error) as error:
            raise KnowledgeError(f"out of form: {error!r}", about=at) from error

    def _vocabulary(self, pattern: str) -> frozenset[str]:
        """Every word of a pattern, its macros and its tables."""
        macros = self.data.get("macro", {})
        words: set[str] = set()
        for name in _MACRO.findall(pattern):
            words |= self._vocabulary(macros[name])
        for slot, _ in _SLOT.findall(pattern):
            if slot in _DIGITS or slot == "n":
                words.add("0")
            table = self.numbers.values if slot == "n" else self.values.get(slot)
            for entry in table if table is not None else self.data["any"].get(slot, ()):
                words.update(WORD.findall(entry))
        literal = _SLOT.sub(" ", _MACRO.sub(" ", pattern))
        return frozenset(words.union(*map(_spellings, _OPTIONAL.findall(literal))))

    def _slotted(self, frame: str, pattern: str, at: str) -> Slotted:
        source, slots = self._expand(pattern, at)
        return Slotted(regex=re.compile(frame.replace("{}", source)), slots=slots)

    def _meaning(self, name: str, at: str) -> Meaning:
        for meaning in get_args(Meaning):
            if meaning == name:
                return meaning  # type: ignore[no-any-return]
        raise KnowledgeError(f"{name!r} is none of {', '.join(get_args(Meaning))}", about=at)

    def _expand(self, pattern: str, at: str) -> tuple[str, dict[str, tuple[str, str]]]:
        macros = self.data.get("macro", {})
        while (macro := _MACRO.search(pattern)) is not None:
            if macro[1] not in macros:
                raise KnowledgeError(f"no such macro: {macro[1]}", about=at)
            pattern = pattern.replace(macro[0], f"(?:{macros[macro[1]]})")
        slots: dict[str, tuple[str, str]] = {}

        def replace(match: re.Match[str]) -> str:
            slot, alias = match[1], match[2]
            if slot in self.data["any"]:
                return _pattern_of(self.data["any"][slot])
            group = f"g{len(slots)}"
            slots[group] = (slot, alias or slot)
            return f"(?P<{group}>{self._alternatives(slot, at)})"

        expanded = _SLOT.sub(replace, pattern.replace("\n", ""))
        if (left := re.search(r"\{[^\d,}]", expanded)) is not None:
            raise KnowledgeError(f"no slot: {expanded[left.start() :][:20]!r}", about=at)
        return expanded, slots

    def _alternatives(self, slot: str, at: str) -> str:
        if slot == "n":
            return self.number
        if slot in _DIGITS:
            return _DIGITS[slot]
        if slot in self.values:
            return _pattern_of(list(self.values[slot]))
        raise KnowledgeError(f"no table for the slot {slot!r}", about=at)

    def trigger(self) -> re.Pattern[str]:
        """Digits, months, weekdays, and the words of the tables that tell of times."""
        words = {*self.values["month"], *self.values["weekday"]}
        for name in self.data["telling"]:
            words |= set(self.values[name] if name in self.values else self.data["any"][name])
        return re.compile(rf"\d+|(?<!\w){_pattern_of(sorted(words))}(?!\w)")


def _read(language: str, name: str) -> dict[str, Any]:
    path = files("onrecord") / "languages" / language / name
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise KnowledgeError("this language folder lacks the file", about=name) from error
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeError(f"not TOML: {error}", about=name) from error


@cache
def time_words(language: str) -> TimeWords:
    """The times of a language, read once. Raises KnowledgeError for a file out of form."""
    where = f"{language}/{FILE}"
    data, settings = _read(language, FILE), _read(language, "language.toml")
    try:
        builder = _Builder(data, settings, where)
        return TimeWords(
            language=language,
            rules=tuple(builder.rule(row) for row in data["rule"]),
            trigger=builder.trigger(),
            values=builder.values,
            numbers=builder.numbers,
            capital=frozenset(data["capital"]),
            future=frozenset(data["future"]),
            past=frozenset(data["past"]),
            present_ahead=data["present_ahead"],
            past_with_be=frozenset(data["past_with_be"]),
            ahead_verbs=frozenset(data["ahead_verbs"]),
            ahead_words=re.compile(rf"(?<!\w){_pattern_of(data['ahead_words'])} *\Z"),
            from_words=re.compile(rf"(?<!\w){_pattern_of(data['from_words'])} *\Z"),
            born=re.compile(rf"(?<!\w){_pattern_of(data['born'])}(?: \w+){{0,2}} *\Z"),
            named_before=_beside(data["named_before"], r"(?<!\w){} +(?:\d{{1,2}}-)?\Z"),
            named_behind=_beside(data["named_behind"], r"[ -]{}(?!\w)"),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise KnowledgeError(f"out of form: {error!r}", about=where) from error
