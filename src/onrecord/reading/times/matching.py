"""Where the rules of a language match: the longest at each place, without overlap.

A rule is tried only near a word that can tell a time, so that the work grows with the text and not
with the rules; that holds for any text, since every pattern is bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from onrecord.knowledge.timewords import WORD, TimeRule, TimeWords, Value

#: A time may begin so many characters before the word that gives it away.
REACH: Final = 40
#: Longest run of triggers that is looked at from one starting point.
LONGEST: Final = 120
_WORD = re.compile(r"(?<!\w)[\w+-]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Characters ``start`` to ``end`` that a rule matched, with its fields worked out; ``born``
    when the words before it say so."""

    start: int
    end: int
    rule: TimeRule
    fields: Mapping[str, Value]
    born: bool = False


def lowered(text: str) -> str:
    """``text`` in lower case, character for character."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def find(text: str, words: TimeWords) -> Iterator[Found]:
    """The times in ``text`` (plain characters), in order: of those that begin before a trigger and
    reach it, the longest; the first listed of equal ones."""
    lower = lowered(text)
    done = 0
    for trigger in words.trigger.finditer(lower):
        if trigger.start() < done:
            continue
        said = "0" if trigger.group().isdecimal() else trigger.group()
        first = max(done, trigger.start() - REACH)
        best = _best(text, lower, first, trigger.start(), _rules_for(said, words), words)
        if best is not None:
            yield best
            done = best.end


@cache
def _rules_for(trigger: str, words: TimeWords) -> tuple[TimeRule, ...]:
    """The rules whose patterns can take in a trigger."""
    needed = {"0" if token.isdecimal() else token for token in WORD.findall(trigger)}
    return tuple(rule for rule in words.rules if needed <= rule.vocabulary)


def _best(
    text: str, lower: str, first: int, trigger: int, rules: tuple[TimeRule, ...], words: TimeWords
) -> Found | None:
    for word in _WORD.finditer(lower, first, trigger + 1):
        best: Found | None = None
        start = word.start()
        for rule in rules:
            match = rule.pattern.regex.match(lower, start, start + LONGEST)
            if match is None or match.end() <= trigger:
                continue
            if best is not None and match.end() <= best.end:
                continue
            found = _found(text, lower, match, rule, words)
            if found is not None:
                best = found
        if best is not None:
            return best
    return None


def _found(
    text: str, lower: str, match: re.Match[str], rule: TimeRule, words: TimeWords
) -> Found | None:
    if not match.group():
        return None
    fields: dict[str, Value] = dict(rule.given)
    before = lower[max(match.start() - REACH, 0) : match.start()]
    if rule.not_after is not None and rule.not_after.search(before):
        return None
    matches = [(match, rule.pattern.slots)]
    if rule.after is not None:
        context = rule.after.regex.search(before)
        if context is None:
            return None
        matches.append((context, rule.after.slots))
    for part, slots in matches:
        for group, (slot, field) in slots.items():
            said = part[group]
            if said is None or field.startswith("_"):
                continue
            at = part.start(group)
            if said in words.capital and part is match and not text[at].isupper():
                return None
            value = _value(slot, " ".join(said.split()), words)
            if value is None:
                return None
            fields[field] = value
    born = words.born.search(before) is not None
    return Found(start=match.start(), end=match.end(), rule=rule, fields=fields, born=born)


def _value(slot: str, said: str, words: TimeWords) -> Value | None:
    if slot == "n":
        return words.numbers.value(said)
    if slot in words.values:
        return words.values[slot][said]
    return said if slot == "offset_hours" else int(said)
