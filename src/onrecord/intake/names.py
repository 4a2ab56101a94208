"""Whether words can be names of people and agencies, as bylines and credits hold them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from onrecord.intake.words import alike, any_of, words
from onrecord.knowledge.agencies import (
    agencies_in,
    agency_called,
    agency_misread,
    cased,
    first_words,
    squashed,
)
from onrecord.knowledge.bodies import body_named

#: Most words in a byline or credit between two separators.
_MOST_WORDS: Final = 14
#: Agencies' short names are written in capitals throughout.
_SHORT: Final = 3

#: Characters of the longest names of agencies.
_LONGEST: Final = 60

_TRIM: Final = " .,;:()[]*_|/–—-"
_SPLIT_AGENCIES = re.compile(r"\s*(?:[/,;+&|–—-]|\bet\b|\band\b)\s*")
_SPLIT_WORDS = re.compile(r"[\s/,;|:–—]+")
_LETTERS = re.compile(r"[A-Z]{2,6}")
_ADDRESS = re.compile(r"\S+@\S+|@\w+|https?://\S+")


def is_agency(text: str, *, credited: bool = False) -> bool:
    """Whether ``text`` is nothing but names of agencies: ``AFP``, ``Reuters/AP``, ``AFP et AP``.

    Where its place alone shows that it is ``credited``, as in the brackets of a dateline, names
    may be in any case or mean something else too, and scanners may have misread them.
    """
    text = alike(text).strip(_TRIM)
    if _one_agency(text, credited):
        return True
    parts = [part for part in _SPLIT_AGENCIES.split(text) if part]
    return len(parts) > 1 and all(_one_agency(part, credited) for part in parts)


def _one_agency(text: str, credited: bool = False) -> bool:
    text = text.strip(_TRIM)
    if len(text) > _LONGEST:
        return False
    called = agency_called(text)
    if called is not None:
        return credited or (cased(text, called) and (called.acronym or not called.ambiguous))
    if text.lower() in words().agencies or (credited and text.lower() in words().unnamed):
        short = len(text) <= _SHORT and not credited
        return text.isupper() if short else text[0].isupper() or " " in text or _plain(text)
    return credited and text[:1].isupper() and agency_misread(text, opens=True) is not None


def unlisted_agency(text: str) -> bool:
    """Whether ``text`` may be the letters of an agency that no list knows, where its place alone
    shows that it is credited: ``QNP``, but no body that is listed as something else."""
    text = alike(text).strip(_TRIM)
    return _LETTERS.fullmatch(text) is not None and body_named(text) is None


def letters_credited(text: str) -> Iterator[tuple[int, int]]:
    """Where a dateline, a byline or a credit has the letters of an agency that no list knows: in
    brackets, or behind a word for crediting, with nothing behind them."""
    for match in _credited_letters().finditer(alike(text)):
        start, end = match.span(match.lastgroup or 0)
        if unlisted_agency(text[start:end]):
            yield start, end


@cache
def _credited_letters() -> re.Pattern[str]:
    known = words()
    openers = any_of(known.relayed | known.closing | known.byline | known.copyright)
    return re.compile(
        rf"[(\[] ?(?P<alone>{_LETTERS.pattern}) ?[)\]]"
        rf"|(?<!\w)(?i:{openers}) *:? *(?P<behind>{_LETTERS.pattern})(?= ?(?:[)\].,;]|\Z))"
    )


def _plain(text: str) -> bool:
    """Common nouns ("agences", "ag") are listed among the agencies and stand in lower case."""
    return text.islower() and (text.endswith("s") or text in words().unnamed)


@cache
def _leading_agency() -> re.Pattern[str]:
    return re.compile(any_of(words().agencies), re.IGNORECASE)


def agency_before(text: str) -> int:
    """Where the agency ends with which ``text`` begins; 0 when it begins with none."""
    match = _leading_agency().match(alike(text))
    if match and _one_agency(match.group()):
        return match.end()
    named = next(agencies_in(text, 0, len(text)), None)
    if named is None or named.start > 0 or not _one_agency(text[: named.end]):
        return 0
    return named.end


def may_be_agency(word: str) -> bool:
    """Whether names of agencies begin with this word; much cheaper than a closer look."""
    return word.lower() in _first_words() or squashed(word) in first_words()


@cache
def _first_words() -> frozenset[str]:
    return frozenset(entry.split()[0] for entry in words().agencies)


def are_names(text: str) -> bool:
    """Whether every word of ``text`` is capitalised or usual between names; one must be a name."""
    text = _ADDRESS.sub("X", alike(text)).strip(_TRIM)
    parts = [part.strip("()[]\"'.*") for part in _SPLIT_WORDS.split(text)]
    parts = [part for part in parts if part]
    if not 0 < len(parts) <= _MOST_WORDS:
        return False
    small = words().name_words
    return any(_is_capital(part) for part in parts) and all(
        _is_capital(part) or part in small or part.isdecimal() for part in parts
    )


def _is_capital(word: str) -> bool:
    """``Doe``, ``AFP``, ``McKay``, ``d'Arc``, ``al-Assad``, ``&``."""
    pieces = re.split(r"['-]", word)
    return word == "&" or pieces[0][:1].isupper() or (len(pieces) > 1 and pieces[-1][:1].isupper())
