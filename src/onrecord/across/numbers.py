"""Amounts in a text: how many of what, and how surely, so that two can be compared.

*At least twelve people were killed* is 12 or more of *dead*; *entre 10 et 15 blessés* lies between
10 and 15 of *injured*. What is counted is a class of ``amounts.toml``, which all languages share,
or else the folded noun behind the number. Numbers that name (*flight 370*) or date are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from math import inf
from typing import Final

from onrecord.across.unnumbered import capital_before, is_address, is_part_of_name
from onrecord.across.words import fold
from onrecord.knowledge.amounts import AmountWords, Bound, amount_words, any_word, value_of
from onrecord.knowledge.timewords import time_words
from onrecord.language.charmap import plain_characters
from onrecord.model import Span

#: Words behind and before a number in which what it counts is looked for.
AHEAD, BACK = 7, 12
#: Characters that these take at most.
NEAR: Final = 600
#: Share by which *about* and *nearly* may miss.
ROUGHLY: Final = 0.15
_DIGITS: Final = r"\d{1,3}(?:[ .,]\d{3})+(?:[.,]\d{1,2})?(?![\d])|\d+(?:[.,]\d{1,3})?(?![\d])"
_IN_DIGITS = re.compile(rf"(?<![\w.,/])(?:{_DIGITS})")
_CLAUSE = re.compile(r"[,;:.!?()\"\n\u2013]")
_LABEL = re.compile(r" ?: ?$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|%|[€$£]")
_MONEY = re.compile(r"(us\$|[$€£]) ?$")
_ORDINAL = re.compile(r"(?:st|nd|rd|th|er|ère|re|e|ème|eme)(?!\w)")
_SPELT_ORDINAL = re.compile(
    r"-(?:\w+i[eè]me|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)(?!\w)"
)
#: Pieces of text whose amounts are kept at hand: reports repeat those of one another.
KEPT_PIECES: Final = 1 << 12
#: Digits that are read as a year where they stand alone and count nothing.
_YEARS: Final = range(1900, 2100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """An amount from ``low`` to ``high`` (inclusive; ``inf`` where open) of ``what``: a class that
    languages share, or the folded noun. ``words`` are its exact words with the bound. ``former``
    is the first of a change: *rose from 3 to 4*."""

    span: Span
    words: str
    low: float
    high: float
    bound: Bound
    what: str
    former: bool = False

    @property
    def exact(self) -> bool:
        return self.bound == "exactly"


def numbers_in(
    text: str, span: Span, language: str, dates: Sequence[Span] = ()
) -> tuple[Number, ...]:
    """The amounts in ``text[span]``, in order. ``dates`` are spans in which numbers are none.
    Empty for a language without ``amounts.toml``."""
    taken = tuple((d.start - span.start, d.end - span.start) for d in dates if d.overlaps(span))
    found = _numbers_of(span.of(text), language, taken)
    if not found or not span.start:
        return found
    return tuple(
        replace(n, span=Span(start=n.span.start + span.start, end=n.span.end + span.start))
        for n in found
    )


@lru_cache(maxsize=KEPT_PIECES)
def _numbers_of(
    piece: str, language: str, taken: tuple[tuple[int, int], ...]
) -> tuple[Number, ...]:
    """The amounts in a piece of text, and by its places."""
    words = amount_words(language)
    return () if words is None else tuple(_Amounts(piece, language, words, taken).found())


@dataclass(frozen=True, slots=True)
class _Value:
    """A value at ``start`` to ``end`` of the plain piece; ``article`` where it may be no number,
    ``none`` where it says that it is nobody."""

    start: int
    end: int
    value: float
    bound: Bound | None = None
    article: bool = False
    none: bool = False
    digits: bool = False
    scale: float = 1.0


@cache
def _number_words(language: str) -> re.Pattern[str]:
    numbers = time_words(language).numbers
    one = any_word(w for w, v in numbers.values.items() if not isinstance(v, str))
    joins = any_word(numbers.joiners) or "and"
    return re.compile(rf"(?<![\w-])(?:{one})(?:(?:[ -]|(?: {joins} ))(?:{one}))*(?!\w)")


class _Amounts:
    def __init__(
        self, text: str, language: str, words: AmountWords, taken: Sequence[tuple[int, int]]
    ) -> None:
        self.text, self.words, self.taken = text, words, taken
        self.numbers, self.spelt = time_words(language).numbers, _number_words(language)
        piece = plain_characters(text)
        lower = piece.lower()
        self.plain = lower if len(lower) == len(piece) else piece

    def found(self) -> Iterator[Number]:
        values = sorted(self._values(), key=lambda v: v.start)
        skip = -1
        for at, value in enumerate(values):
            if (
                at <= skip
                or is_part_of_name(self.plain, value.start, self.words)
                or self._dated(value)
            ):
                continue
            following = values[at + 1] if at + 1 < len(values) else None
            joined = None if following is None else self._joined(value, following)
            if following is not None and joined == "range":
                skip = at + 1
                number = self._number(value.start, following)
                if number is not None:
                    shared = following.scale if value.scale == 1 and not value.article else 1
                    low = value.value * shared
                    low = low if low <= following.value else value.value
                    yield replace(number, bound="between", low=low, high=following.value)
                continue
            if following is not None and joined == "change":
                number = self._number(value.start, following, end=value.end)
                if number is not None:
                    yield replace(number, low=value.value, high=value.value, former=True)
                continue
            number = self._number(value.start, value)
            if number is not None:
                yield number

    def _values(self) -> Iterator[_Value]:
        taken = bytearray(len(self.plain))
        for match in _IN_DIGITS.finditer(self.plain):
            value = value_of(match.group())
            end = match.end()
            if value is None or _ORDINAL.match(self.plain, end):
                continue
            if self.plain[end : end + 1] in {"/", ":"} or self.plain[end : end + 2] == "h ":
                continue
            scale = self._scaled(match.start(), end)
            factor = 1.0 if scale is None else self.words.scale[scale[1]]
            value, end = value * factor, end if scale is None else scale.end()
            if not re.match(r"\w", self.plain[end : end + 1]):
                taken[match.start() : end] = b"1" * (end - match.start())
                yield _Value(match.start(), end, value, digits=scale is None, scale=factor)
        for match in self.words.open_pattern.finditer(self.plain):
            if not any(taken[slice(*match.span())]):
                taken[slice(*match.span())] = b"1" * len(match.group())
                is_open = match[1] in self.words.open
                amounts = self.words.open if is_open else self.words.rough
                bound: Bound = "at least" if is_open else "about"
                yield _Value(*match.span(), amounts[match[1]], bound=bound)
        for match in self.words.none_pattern.finditer(self.plain):
            if not any(taken[slice(*match.span())]):
                yield _Value(*match.span(), 0.0, none=True)
        for match in self.spelt.finditer(self.plain):
            said = self.numbers.value(match.group())
            if _SPELT_ORDINAL.match(self.plain, match.end()):
                continue  # *la dix-septième ligne*
            if isinstance(said, float | int) and not any(taken[slice(*match.span())]):
                end, value = match.end(), float(said)
                scale = self._scaled(match.start(), end)
                if scale is not None:
                    factor = self.words.scale[scale[1]]
                    yield _Value(match.start(), scale.end(), value * factor, scale=factor)
                else:
                    yield _Value(match.start(), end, value, article=value <= 1)

    def _scaled(self, start: int, end: int) -> re.Match[str] | None:
        """The scale behind a number; a bare letter is one behind a sign of money only."""
        scale = self.words.scale_pattern.match(self.plain, end)
        letter = scale is not None and len(scale[1]) == 1
        return None if letter and not _MONEY.search(self.plain, max(0, start - 4), start) else scale

    def _dated(self, value: _Value) -> bool:
        return _overlap(self.taken, (value.start, value.end))

    def _joined(self, one: _Value, other: _Value) -> str:
        between = self.plain[one.end : other.start].strip()
        before = self.plain[: one.start].rstrip().split(" ")[-1:]
        opened = before[0].strip("\"'(") if before else ""
        if between in {"-", "\u2013"} and one.value < other.value:
            return "range"
        # *from 3 people to 4*: up to two words may stand before what joins them.
        words = between.split()
        if not words or len(words) > 3 or words[-1] not in self.words.range_joins:
            return ""
        if opened in self.words.range_change and len(words) <= 3:
            return "change"
        if len(words) > 1:
            return ""
        if opened in self.words.range_open or (one.value < other.value and len(words) == 1):
            return "range" if one.value < other.value and not one.article else ""
        return ""

    def _number(self, start: int, value: _Value, *, end: int | None = None) -> Number | None:
        what = self._what(start, value)
        if what is None:
            return None
        what, factor = self.words.units.get(what, (what, 1.0))
        bound, said_from = self._bound(start, value)
        at, to = said_from, value.end if end is None else end
        span = Span(start=at, end=to)
        least, most = _limits(bound, value.value * factor)
        return Number(
            span=span,
            words=span.of(self.text),
            low=least,
            high=most,
            bound=bound,
            what=what,
        )

    def _bound(self, start: int, value: _Value) -> tuple[Bound, int]:
        if value.bound is not None:
            return value.bound, start
        before = self.words.bound_pattern.search(self.plain, max(0, start - 40), start)
        if before is not None:
            return self.words.before[before[1]], before.start(1)
        behind = self.words.behind_pattern.match(self.plain, value.end)
        if behind is not None:
            return self.words.behind[behind[1]], start
        return "exactly", start

    def _what(self, start: int, value: _Value) -> str | None:
        """What is counted; None where the number counts nothing."""
        money = _MONEY.search(self.plain, max(0, start - 4), start)
        if money is not None:
            return self.words.counted.get(money[1], money[1])
        ahead = self._clause(value.end)
        directly = _WORD.match(ahead.lstrip())
        found, people = self._classes(ahead)
        if value.none:
            return found if found in self.words.states else None
        if value.article and not (directly and self._is_counted(directly.group(), ahead)):
            return None
        if found:
            return found
        if not people and (is_address(ahead, self.words) or self._is_called(start, value)):
            return None
        if value.digits and value.value in _YEARS and self.plain[start : value.end].isdigit():
            return None
        behind = self._before(start)
        if people:
            return behind if behind and self._is_of_people(behind) else people
        if behind and (directly is None or directly.group() in self.words.between):
            return behind
        return self._noun(ahead) or behind or None

    def _is_called(self, start: int, value: _Value) -> bool:
        name = capital_before(self.text, start) if value.digits else None
        return name is not None and not _overlap(self.taken, name)

    def _is_counted(self, word: str, ahead: str) -> bool:
        """Whether an article may count what stands behind it: *a man*, but no *death toll*."""
        if any(" ".join(ahead.split()[:n]) in self.words.tolls for n in (1, 2)):
            return False
        return word in self.words.people or self.words.counted.get(word) in self.words.states

    def _is_of_people(self, name: str) -> bool:
        """Whether a class says what happened to people, or who they are."""
        return name in self.words.states or name in self.words.people_classes

    def _clause(self, at: int) -> str:
        end = _CLAUSE.search(self.plain, at, at + NEAR)
        piece = self.plain[at : end.start() if end else at + NEAR]
        words = piece.split(" ")[: AHEAD + 1]
        stop = next((n for n, w in enumerate(words) if w in self.words.stops), len(words))
        return " ".join(words[:stop])

    def _classes(self, ahead: str) -> tuple[str, str]:
        """The first class that words behind a number name, if nothing stands between that has a
        number of its own; and the class of the people who are counted, if they are."""
        people = ""
        digit = re.search(r"\d", ahead)
        stretch = ahead[: digit.start()] if digit else ahead
        first = True
        for match in self.words.counted_pattern.finditer(stretch):
            before = [w.lstrip("'") for w in stretch[: match.start()].split()]
            near = all(w in self.words.between or w in self.words.people for w in before)
            name = self.words.counted.get(match[1])
            if name in self.words.people_classes or name is None:
                people = name or people or "people"
            elif people and not self._is_of_people(name):
                continue  # *twelve crew members of a ship*
            elif near or people:
                return name, people
            elif first and len(before) <= 2 and before[-1] not in self.words.between:
                return name, people  # not the shells in *crates of shells*
            first = False
        return "", people

    def _before(self, start: int) -> str:
        """The last class named before a number in its clause, or before a colon: *Deaths: 54*."""
        labelled, least = _LABEL.search(self.plain, max(0, start - 3), start), max(0, start - NEAR)
        start = start if labelled is None else labelled.start()
        cut = max((m.end() for m in _CLAUSE.finditer(self.plain, least, start)), default=least)
        words = self.plain[cut:start].split(" ")[-BACK - 1 :]
        stop = max((n for n, w in enumerate(words) if w in self.words.stops), default=-1)
        stretch = " ".join(words[stop + 1 :])
        names = [self.words.counted.get(m[1]) for m in self.words.counted_pattern.finditer(stretch)]
        found = [n for n in names if n is not None]
        return found[-1] if found else ""

    def _noun(self, ahead: str) -> str | None:
        for match in _WORD.finditer(ahead):
            if match.group() not in self.words.between:
                folded = fold(match.group()).rstrip("sx")
                return folded if len(folded) > 1 else None
        return None


def _limits(bound: Bound, value: float) -> tuple[float, float]:
    """The least and the most that an amount with this bound can be."""
    if bound == "at least":
        return value, inf
    if bound == "more than":
        return value, inf
    if bound == "at most":
        return 0, value
    if bound == "fewer than":
        return value * (1 - ROUGHLY), value
    if bound == "about":
        return value * (1 - ROUGHLY), value * (1 + ROUGHLY)
    return value, value


def _overlap(taken: Sequence[tuple[int, int]], one: tuple[int, int]) -> bool:
    return any(a < one[1] and one[0] < b for a, b in taken)
